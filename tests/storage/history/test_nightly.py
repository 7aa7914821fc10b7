"""Each night goes on from where the last one ended; once a week, and as long as something is
broken, all is read.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from flows import rounds
from flows.rounds import Runda, Utfall, run
from models.tables import Kontrollpunkt, Sak
from support.county import UNDERLAG, Lan
from support.house.tampering import behind_its_back
from support.paths.arende import arende_in
from workflows.engine.history.verification import Report, verify

AFTER = {
    "a changed event": (
        "UPDATE handelse SET tid = tid + interval '1 day' WHERE sak_id = :sak AND lopnr = 3",
        "händelse 3 har ändrats.",
    ),
    "a changed payload": (
        (
            "UPDATE handelseinnehall SET innehall = '{}' FROM handelse "
            "WHERE id = handelse_id AND sak_id = :sak AND lopnr = 3"
        ),
        "innehållet i händelse 3 har ändrats.",
    ),
    "a removed event": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr = 3",
        "händelse 3 saknas.",
    ),
    "a cut tail": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr > 3",
        "händelse 4 och framåt saknas.",
    ),
    "a changed state": (
        "UPDATE sak SET lage = 'avslutat' WHERE id = :sak",
        "läget är ”avslutat”, men händelse 4 ledde till ”berett”.",
    ),
    "a tail that no longer follows": (
        "UPDATE handelse SET hash = repeat('0', 64) WHERE sak_id = :sak AND lopnr = 2",
        "händelse 2, som fanns 7 november 2023 kl. 9.00, saknas eller har bytts ut.",
    ),
    "everything": (
        "DELETE FROM handelse WHERE sak_id = :sak",
        "händelse 2, som fanns 7 november 2023 kl. 9.00, saknas eller har bytts ut.",
    ),
}
CUT_WITH_CARE = (
    "DELETE FROM handelse WHERE sak_id = :sak AND lopnr > 1",
    (
        "UPDATE sak SET version = 1, lage = 'utkast', kedja = (SELECT hash FROM handelse WHERE"
        " sak_id = :sak) WHERE id = :sak"
    ),
)
BEFORE = {
    "a changed event": (
        "UPDATE handelse SET tid = tid + interval '1 day' WHERE sak_id = :sak AND lopnr = 1",
        "händelse 1 har ändrats.",
    ),
    "a removed event": (
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr = 1",
        "händelse 1 saknas.",
    ),
    "a changed payload": (
        (
            "UPDATE handelseinnehall SET innehall = '{}' FROM handelse "
            "WHERE id = handelse_id AND sak_id = :sak AND lopnr = 2"
        ),
        "innehållet i händelse 2 har ändrats.",
    ),
}


def nightly(lan: Lan, day: str) -> Utfall:
    return run(Runda(lan.at(day).database, lan.world, None), ["kontrollera_historik"])[0]


def number(lan: Lan, n: int) -> int:
    """Return the matter LGS 2023:n."""
    return int(lan.rows(Sak, slag="arende")[n - 1].id)


@pytest.fixture
def grown(lan: Lan) -> Lan:
    """Two matters that were covered on the seventh; the day after the first went on, and a third
    was born.
    """
    sak = arende_in(lan, "inkommet")
    lan.arende()
    assert (
        nightly(lan, "2023-11-07").mening
        == "Hela historien till 7 november 2023 kl. 9.00 är genomgången: 2 saker, 4 händelser. Allt"
        " stämmer. Inget öppet saknar datum eller ansvarig."
    )
    lan.at("2023-11-08").step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.arende()
    return lan


def test_a_night_goes_through_what_is_new_and_says_from_when(grown: Lan) -> None:
    assert nightly(grown, "2023-11-09") == Utfall(
        "kontrollera_historik",
        "Historien från 7 november 2023 kl. 9.00 till 9 november 2023 kl. 9.00 är genomgången: 2"
        " saker, 4 händelser. Hela gicks igenom 7 november 2023 kl. 9.00. Allt stämmer. Inget öppet"
        " saknar datum eller ansvarig.",
    )
    assert "genomgången: 0 saker, 0 händelser" in nightly(grown, "2023-11-10").mening


@pytest.mark.parametrize("what", AFTER)
def test_a_night_finds_what_was_done_to_what_is_new_and_does_not_forget_it(
    grown: Lan, what: str
) -> None:
    statement, sentence = AFTER[what]
    behind_its_back(grown, statement, sak=number(grown, 1))
    found = nightly(grown, "2023-11-09")
    assert found.mening.startswith("Historien från 7 november")
    assert f"Ärende LGS 2023:1: {sentence}" in found.mening
    assert not found.ok
    again = nightly(grown, "2023-11-10")
    assert again.mening.startswith("Hela historien till 10 november")
    assert "Ärende LGS 2023:1: " in again.mening
    assert not again.ok


@pytest.mark.parametrize(
    ("n", "lopnr"), [(1, 3), (2, 1), (3, 1)], ids=["went on", "stood still", "was born"]
)
def test_a_night_finds_a_tail_that_was_cut_off_any_matter(grown: Lan, n: int, lopnr: int) -> None:
    behind_its_back(
        grown,
        "DELETE FROM handelse WHERE sak_id = :sak AND lopnr > :lopnr",
        sak=number(grown, n),
        lopnr=lopnr,
    )
    found = nightly(grown, "2023-11-09")
    assert f"Ärende LGS 2023:{n}: händelse {lopnr + 1}" in found.mening
    assert not found.ok


def test_a_night_finds_a_tail_that_was_cut_with_care_and_a_matter_that_was_removed(
    grown: Lan,
) -> None:
    behind_its_back(grown, *CUT_WITH_CARE, sak=number(grown, 2))
    gone = number(grown, 1)
    behind_its_back(
        grown,
        "DELETE FROM handelse WHERE sak_id = :sak",
        "DELETE FROM arende WHERE id = :sak",
        "DELETE FROM sak WHERE id = :sak",
        sak=gone,
    )
    found = nightly(grown, "2023-11-09").mening
    assert (
        f"Sak {gone}: händelse 2, som fanns 7 november 2023 kl. 9.00, saknas eller har bytts ut."
        in found
    )
    assert "Ärende LGS 2023:2: händelse 2, som fanns 7 november" in found


@pytest.mark.parametrize("what", BEFORE)
def test_what_was_done_to_what_was_covered_is_found_within_a_week_and_then_every_day(
    grown: Lan, what: str
) -> None:
    statement, sentence = BEFORE[what]
    behind_its_back(grown, statement, sak=number(grown, 2))
    assert [nightly(grown, f"2023-11-{day}").ok for day in ("09", "10", "11", "12", "13")] == [
        True
    ] * 5
    for day in (14, 15):
        found = nightly(grown, f"2023-11-{day}")
        assert found.mening.startswith(f"Hela historien till {day} november")
        assert f"Ärende LGS 2023:2: {sentence}" in found.mening
        assert not found.ok


def test_once_it_is_mended_the_nights_go_on_from_the_last_one(grown: Lan) -> None:
    sak = number(grown, 1)
    behind_its_back(
        grown, "UPDATE handelse SET lopnr = 9 WHERE sak_id = :sak AND lopnr = 3", sak=sak
    )
    assert not nightly(grown, "2023-11-09").ok
    behind_its_back(
        grown, "UPDATE handelse SET lopnr = 3 WHERE sak_id = :sak AND lopnr = 9", sak=sak
    )
    assert nightly(grown, "2023-11-10").mening.startswith("Hela historien till 10 november")
    assert nightly(grown, "2023-11-11").mening.startswith("Historien från 10 november")
    assert len(grown.rows(Kontrollpunkt)) == 4


def test_asked_for_by_name_the_whole_is_gone_through_also_the_same_day(grown: Lan) -> None:
    behind_its_back(grown, BEFORE["a changed event"][0], sak=number(grown, 2))
    assert nightly(grown, "2023-11-09").ok
    (found,) = run(
        Runda(grown.database, grown.world, None, grundlig=True), ["kontrollera_historik"]
    )
    assert "Ärende LGS 2023:2: händelse 1 har ändrats." in found.mening


def test_a_step_taken_meanwhile_is_left_to_the_next_night(
    grown: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def and_then_a_step(*args: Any, **named: Any) -> Report:
        found = verify(*args, **named)
        grown.arende()
        return found

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "verify", and_then_a_step)
        assert "2 saker, 4 händelser" in nightly(grown, "2023-11-09").mening
    assert "1 sak, 2 händelser" in nightly(grown, "2023-11-10").mening


def test_of_two_at_once_one_goes_through_it_and_the_other_sees_that_it_is_done(grown: Lan) -> None:
    with ThreadPoolExecutor(2) as pool:
        said = sorted(
            one.mening[:21] for one in pool.map(lambda _: nightly(grown, "2023-11-09"), range(2))
        )
    assert said == ["Historien från 7 nove", "Redan kontrollerad i "]
    assert len(grown.rows(Kontrollpunkt)) == 2
