"""A matter that waits has one open frist, and a frist that nothing has changed about is still the
same row.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.tables import Frist
from support.county import Lan
from support.paths.arende import arende_in, atagande_in
from workflows.engine.case import Lazily
from workflows.engine.door import load


def frister(lan: Lan, sak_id: int) -> list[tuple[int, bool]]:
    """Return the frister of a matter, oldest first: the id of each, and whether it is open."""
    return [(row.id, row.stangd is None) for row in lan.rows(Frist, sak_id=sak_id)]


def test_a_step_that_changes_neither_date_nor_whose_move_keeps_the_row(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    before = frister(lan, atagande)
    lan.step(atagande, "alvesta", "kvittera")
    assert (len(before), frister(lan, atagande)) == (1, before)


def test_a_step_that_moves_closes_the_frist_that_stands_and_opens_the_next(lan: Lan) -> None:
    arende = arende_in(lan, "under_beredning")
    before = frister(lan, arende)
    lan.step(arende, "au_ledamot", "begar_komplettering", saknas="Vem ansvarar?")
    after = frister(lan, arende)
    assert after[:-1] == [(number, False) for number, _ in before]
    assert after[-1][1]


def test_meetings_are_read_when_a_rule_looks_and_only_once(lan: Lan) -> None:
    motena = [lan.mote("2023-12-08"), lan.mote("2024-01-26")]
    reads: list[str] = []

    def read() -> Iterator[int]:
        reads.append("read")
        yield 1

    facts = Lazily(read)
    assert reads == []
    assert (list(facts), list(facts), reads) == ([1], [1], ["read"])
    with lan.database.read() as session:
        case = load(session, motena[0], lan.actor(session, "sekreterare"), lan.world)
        assert [mote.id for mote in case.moten] == motena
