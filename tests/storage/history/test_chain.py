"""Whatever is changed in the history behind the program's back is named: which matter, and its
first broken link.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from models.tables import Handelse, Handelseinnehall, Kontrollhuvud, Kontrollpunkt, Sak
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.arende import arende_in, atagande_in
from workflows.engine.history.chain import content_hash, header_hash
from workflows.engine.history.checkpoints import checkpoint
from workflows.engine.history.erasure import begin_erasure
from workflows.engine.history.verification import Report, verify
from workflows.nouns import NOUNS


@pytest.fixture
def decided(lan: Lan) -> Lan:
    """A county with a decision, its åtaganden and a checkpoint over all of it."""
    atagande_in(lan, "verifierat")
    write_checkpoint(lan)
    return lan


def write_checkpoint(lan: Lan) -> str:
    with lan.database.session() as session:
        return checkpoint(session, lan.now)


def found(lan: Lan) -> Report:
    with lan.database.read() as session:
        return verify(session, NOUNS)


def the_arende(lan: Lan) -> int:
    return int(lan.rows(Sak, slag="arende")[0].id)


def test_an_untouched_history_holds_and_is_counted(decided: Lan) -> None:
    report = found(decided)
    assert (report.ok, report.brott) == (True, [])
    assert (report.antal_saker, report.antal_handelser) == (
        len(decided.rows(Sak)),
        len(decided.rows(Handelse)),
    )
    assert report.antal_saker == 4


def test_an_empty_database_has_nothing_to_break(lan: Lan) -> None:
    write_checkpoint(lan)
    assert found(lan) == Report(0, 0, [])


TAMPERED = {
    "a changed field": (
        "UPDATE handelse SET tid = tid + interval '1 day' WHERE sak_id = :sak AND lopnr = 3",
        "Ärende LGS 2023:1: händelse 3 har ändrats.",
    ),
    "a changed actor": (
        "UPDATE handelse SET aktor_id = NULL WHERE sak_id = :sak AND lopnr = 2",
        "Ärende LGS 2023:1: händelse 2 har ändrats.",
    ),
    "a removed event": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr = 4",
        "Ärende LGS 2023:1: händelse 4 saknas.",
    ),
    "a removed beginning": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr = 1",
        "Ärende LGS 2023:1: händelse 1 saknas.",
    ),
    "a cut tail": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr > 4",
        "Ärende LGS 2023:1: händelse 5 och framåt saknas.",
    ),
    "all events gone": (
        "DELETE FROM handelse WHERE sak_id = :sak",
        "Ärende LGS 2023:1: all historia saknas.",
    ),
    "a changed payload": (
        (
            "UPDATE handelseinnehall SET innehall = '{}' FROM handelse "
            "WHERE id = handelse_id AND sak_id = :sak AND lopnr = 2"
        ),
        "Ärende LGS 2023:1: innehållet i händelse 2 har ändrats.",
    ),
    "a removed payload": (
        (
            "DELETE FROM handelseinnehall USING handelse "
            "WHERE id = handelse_id AND sak_id = :sak AND lopnr = 2"
        ),
        "Ärende LGS 2023:1: innehållet i händelse 2 saknas.",
    ),
    "a changed state": (
        "UPDATE sak SET lage = 'avslutat' WHERE id = :sak",
        "Ärende LGS 2023:1: läget är ”avslutat”, men händelse 6 ledde till ”implementeras”.",
    ),
    "a lowered version": (
        "UPDATE sak SET version = version - 1 WHERE id = :sak",
        "Ärende LGS 2023:1: händelse 6 stämmer inte med det som står om saken.",
    ),
    "a removed row of the matter": (
        "DELETE FROM sak WHERE id = :sak",
        "Sak {sak}: saken är borttagen, men dess historia finns kvar.",
    ),
    "a changed hash": (
        "UPDATE handelse SET hash = repeat('0', 64) WHERE sak_id = :sak AND lopnr = 3",
        "Ärende LGS 2023:1: händelse 3 har ändrats.",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_is_done_to_one_matter_is_named_once_and_the_others_hold(
    decided: Lan, what: str
) -> None:
    statement, sentence = TAMPERED[what]
    sak = the_arende(decided)
    behind_its_back(decided, statement, sak=sak)
    assert found(decided).brott == [sentence.format(sak=sak)]


def forge(lan: Lan, sak_id: int, change: Callable[[dict[str, object]], None]) -> None:
    """Rewrite the matter's last event so well that its own chain holds: every hash is worked out
    anew.
    """
    events = lan.rows(Handelse, sak_id=sak_id)
    header = dict(events[-1]._mapping)
    change(header)
    header["hash"] = header_hash(header)
    behind_its_back(
        lan,
        "UPDATE handelse SET steg = :steg, till_lage = :till_lage, innehall_hash = :innehall_hash,"
        " hash = :hash WHERE id = :id",
        "UPDATE sak SET kedja = :hash, lage = :till_lage WHERE id = :sak_id",
        **header,
    )


def test_a_forged_event_whose_hashes_are_right_is_given_away_by_the_checkpoint(
    decided: Lan,
) -> None:
    sak = the_arende(decided)
    content = decided.rows(Handelseinnehall, handelse_id=decided.rows(Handelse, sak_id=sak)[-1].id)[
        0
    ]
    forge(
        decided,
        sak,
        lambda header: header.update(
            innehall_hash=content_hash(content.salt, content.innehall + " ")
        ),
    )
    behind_its_back(
        decided,
        "UPDATE handelseinnehall SET innehall = innehall || ' ' WHERE handelse_id = :id",
        id=content.handelse_id,
    )
    (sentence,) = found(decided).brott
    assert sentence.startswith(
        "Ärende LGS 2023:1: händelse 6, som fanns 8 december 2023 kl. 9.00, saknas eller"
    )


def test_a_step_the_rules_do_not_know_is_named_also_when_every_hash_is_right(lan: Lan) -> None:
    sak = arende_in(lan, "inkommet")
    forge(lan, sak, lambda header: header.update(till_lage="avslutat"))
    assert found(lan).brott == [
        "Ärende LGS 2023:1: händelse 2 (lamna_in) är ett steg som reglerna inte medger."
    ]


def test_a_cut_tail_is_named_also_when_the_matter_was_adjusted(decided: Lan) -> None:
    sak = the_arende(decided)
    head = decided.rows(Handelse, sak_id=sak)[3]
    behind_its_back(
        decided,
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr > 4",
        "UPDATE sak SET version = 4, kedja = :hash, lage = :lage, lage_sedan = :tid"
        " WHERE id = :sak",
        sak=sak,
        hash=head.hash,
        lage=head.till_lage,
        tid=head.tid,
    )
    (sentence,) = found(decided).brott
    assert sentence.startswith("Ärende LGS 2023:1: händelse 6, som fanns")


def test_a_matter_removed_with_everything_is_named_by_its_number(decided: Lan) -> None:
    mote = decided.rows(Sak, slag="mote")[0]
    sak = int(mote.id)
    behind_its_back(
        decided,
        "DELETE FROM handelse WHERE sak_id = :sak",
        "DELETE FROM mote WHERE id = :sak",
        "DELETE FROM sak WHERE id = :sak",
        sak=sak,
    )
    matter, row = found(decided).brott
    assert matter.startswith(f"Sak {sak}: händelse {mote.version}, som fanns 8 december 2023")
    assert row.endswith(
        f"(rad {sak} i tabellen mote) har tagits bort utan att någon händelse säger det."
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kontrollpunkt SET antal = antal - 1",
        "UPDATE kontrollhuvud SET version = version + 1",
        "DELETE FROM kontrollhuvud WHERE version = 6",
        "DELETE FROM kontrollpunkt WHERE id = (SELECT min(id) FROM kontrollpunkt)",
    ],
)
def test_a_rewritten_checkpoint_is_named(decided: Lan, statement: str) -> None:
    decided.now += timedelta(days=1)
    write_checkpoint(decided)
    behind_its_back(decided, statement)
    assert any(sentence.startswith("Kontrollpunkten ") for sentence in found(decided).brott)


def test_an_erased_payload_leaves_the_chain_whole(decided: Lan) -> None:
    with decided.database.session() as session:
        begin_erasure(session, "Gallringsbeslut 2024:1", None, decided.now)
        erased = text("UPDATE handelseinnehall SET innehall = NULL, raderat = :now")
        session.execute(erased, {"now": decided.now})
    assert found(decided).ok


def test_a_checkpoint_covers_only_what_has_grown_since_the_one_before(decided: Lan) -> None:
    covered = len(decided.rows(Kontrollhuvud))
    assert covered == len(decided.rows(Sak))
    decided.now += timedelta(days=1)
    new = decided.arende()
    write_checkpoint(decided)
    assert [row.sak_id for row in decided.rows(Kontrollhuvud)[covered:]] == [new]
    first, second = decided.rows(Kontrollpunkt)
    assert second.foregaende == first.hash
    assert second.antal == len(decided.rows(Handelse))
    assert found(decided).ok


def test_checkpoints_written_at_once_and_while_steps_are_taken_all_hold(decided: Lan) -> None:
    with ThreadPoolExecutor(6) as pool:
        futures: list[Future[object]] = [pool.submit(decided.arende) for _ in range(6)]
        futures += [pool.submit(write_checkpoint, decided) for _ in range(6)]
    assert [future.exception() for future in futures] == [None] * 12
    assert found(decided).ok
    heads = [(row.sak_id, row.version) for row in decided.rows(Kontrollhuvud)]
    assert len(heads) == len(set(heads))
