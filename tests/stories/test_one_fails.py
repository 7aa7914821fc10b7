"""What goes wrong for one matter, person or meeting is said and put right; the others are not kept
waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flows import rounds
from flows.rounds import Runda, Utfall
from models.faults import DatabaseUnavailable
from models.tables import Avisering, Frist, Person, Remiss, Sak
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.arende import arende_in, atagande_in
from support.reminding import got
from workflows.beslut import closing
from workflows.county.bemanning import slot_of
from workflows.engine import clock
from workflows.engine.door import take_steps
from workflows.engine.letters.outbox import put
from workflows.mote import preparing
from workflows.reminders import ladder
from workflows.reminders import round as reminding
from workflows.reminders.letters import brev_of

ONE = "1 fel inträffade, resten blev gjort. Orsaken står i loggen."


class Broken(Exception):
    """Nobody thought of this."""


def breaks_for(
    real: Callable[..., Any], wrong: Callable[..., bool], error: type[Exception] = Broken
) -> Any:
    """Return a function that fails for some and does what it does for the others."""

    def maybe(*args: Any, **named: Any) -> Any:
        if wrong(*args, **named):
            raise error
        return real(*args, **named)

    return maybe


def run(lan: Lan, sweep: Callable[[Runda], Utfall]) -> Utfall:
    return sweep(Runda(lan.database, lan.world, None))


def test_a_remiss_that_cannot_be_closed_does_not_keep_the_other_open(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second = (arende_in(lan, "pa_remiss") for _ in range(2))
    older, newer = (row.id for row in lan.rows(Remiss))
    lan.at("2023-12-04")
    with monkeypatch.context() as patched:
        patched.setattr(
            clock,
            "take_steps",
            breaks_for(take_steps, lambda _, asks, *__: asks.keys() & {second, newer}),
        )
        said = run(lan, rounds.bevaka_frister)
    assert (said.ok, lan.lage(older), lan.lage(newer)) == (False, "stangd", "oppen")
    assert said.mening.startswith("1 steg togs av klockan.")
    assert said.mening.endswith("2 fel inträffade, resten blev gjort. Orsaken står i loggen.")
    assert run(lan, rounds.bevaka_frister).ok
    assert lan.lage(newer) == "stangd"


def test_a_database_that_does_not_answer_stops_the_round(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    arende_in(lan, "pa_remiss")
    lan.at("2023-12-04")
    monkeypatch.setattr(
        clock, "take_steps", breaks_for(take_steps, lambda *_: True, DatabaseUnavailable)
    )
    with pytest.raises(DatabaseUnavailable):
        run(lan, rounds.bevaka_frister)


def test_one_person_who_cannot_be_written_to_gets_the_digest_when_that_is_mended(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    atagande_in(lan, "tilldelat")
    lan.at("2024-01-08")
    wrong = breaks_for(
        brev_of, lambda _, __, om, *___, **____: om[0].holder.id == lan.ids["alvesta"]
    )
    with monkeypatch.context() as patched:
        patched.setattr(reminding, "brev_of", wrong)
        said = run(lan, rounds.samla_post)
    assert (said.ok, said.mening.endswith(ONE)) == (False, True)
    assert (got(lan), got(lan, "lessebo")) == ([], [("2024-01-08", "sammandrag")])
    assert lan.rows(Person, id=lan.ids["alvesta"])[0].sammandrag is None
    assert run(lan, rounds.samla_post).ok
    assert (got(lan), got(lan, "lessebo")) == (
        [("2024-01-08", "sammandrag")],
        [("2024-01-08", "sammandrag")],
    )


def test_a_matter_that_cannot_be_read_does_not_silence_the_others(lan: Lan) -> None:
    whole = atagande_in(lan, "tilldelat")
    lan.at("2024-01-15")
    (other,) = (row.id for row in lan.rows(Sak, slag="atagande") if row.id != whole)
    behind_its_back(lan, "DELETE FROM atagande WHERE id = :sak", sak=other)
    said = run(lan, rounds.samla_post)
    assert (said.ok, said.mening.endswith(ONE)) == (False, True)
    assert (got(lan), got(lan, "lessebo")) == ([("2024-01-15", "sammandrag")], [])


def test_one_frist_that_cannot_be_understood_does_not_silence_the_others(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    atagande = atagande_in(lan, "tilldelat")
    lan.at("2024-01-24")
    wrong = breaks_for(slot_of, lambda frist, *_: frist.sak_id == atagande)
    monkeypatch.setattr(ladder, "slot_of", wrong)
    assert run(lan, rounds.bevaka_frister).mening.endswith(ONE)
    assert (got(lan), got(lan, "lessebo")) == ([], [("2024-01-24", "paminnelse")])


def test_one_meeting_that_cannot_be_prepared_does_not_stop_the_other(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = lan.mote("2023-12-08"), lan.mote("2023-12-11", organ="au")
    lan.at("2023-12-04")
    meeting = breaks_for(preparing._Look.meeting, lambda _, mote_id: mote_id == broken)
    monkeypatch.setattr(preparing._Look, "meeting", meeting)
    said = run(lan, rounds.forbered_moten)
    told = {row.sak_id for row in lan.rows(Avisering)}
    assert (said.ok, broken in told, whole in told) == (False, False, True)


def test_a_closing_that_cannot_be_proposed_leaves_the_day_as_it_was(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    alvesta = atagande_in(lan, "verifierat")
    lan.at("2024-02-12")  # the last day has been
    lan.step(alvesta + 1, "lessebo", "rapportera")
    lan.step(alvesta + 1, "region_kronoberg", "verifiera")
    sak = lan.rows(Sak, id=alvesta)[0].foralder_id
    before = lan.rows(Frist, sak_id=sak)
    with monkeypatch.context() as patched:
        patched.setattr(closing, "put", breaks_for(put, lambda *_: True))
        assert not run(lan, rounds.bevaka_frister).ok
    assert lan.rows(Frist, sak_id=sak) == before
    assert run(lan, rounds.bevaka_frister).ok
    assert len(lan.rows(Frist, sak_id=sak)) == len(before) + 1
