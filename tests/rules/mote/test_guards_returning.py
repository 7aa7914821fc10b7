"""Both sides of every guard of what comes back to a meeting, and of the answer to a medskick."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from models.lagen import Slag
from models.vocabulary import Aterkomst
from support.cases.arende import at_meeting, mote, punkt
from support.cases.county import organ
from support.guards import after, guard, obstacle
from workflows.county.meetings import ComingMote
from workflows.mote.facts import MoteCase, TillbakaFacts

BACK = TillbakaFacts(
    7,
    Slag.ARENDE,
    "lgs-2023-7",
    "LGS 2023:7",
    "Link",
    "berett",
    date(2023, 12, 1),
    Aterkomst.BORDLAGT,
    "Tiden tog slut.",
)


def planned(*tillbaka: TillbakaFacts, **said: Any) -> MoteCase:
    """Return a meeting whose agenda is built, with what comes back to it."""
    return mote("planerat", punkter=(punkt(1),), tillbaka=tillbaka, **said)


def later(nr: int, day: str = "2024-01-26", lage: str = "planerat", kod: str = "lgs") -> ComingMote:
    """Return another meeting."""
    return ComingMote(nr, lage, organ(kod), date.fromisoformat(day), time(11))


@guard("mote.det_som_kommer_tillbaka_ar_sagt")
def test_nobody_locks_an_agenda_without_saying_what_becomes_of_what_comes_back() -> None:
    said = obstacle(planned(BACK), "sekreterare", "kalla")
    assert "”Link” (bordlades)" in said
    assert after(planned(), "sekreterare", "kalla") == "kallat"


@guard("mote.nagot_kommer_tillbaka", "mote.kommer_tillbaka_hit")
def test_something_is_said_of_what_comes_back_here_alone() -> None:
    assert "Inget kommer tillbaka" in obstacle(planned(), "sekreterare", "ta_upp_igen", sak=7)
    assert "inte tillbaka till det här" in obstacle(
        planned(BACK), "sekreterare", "ta_upp_igen", sak=8
    )
    assert after(planned(BACK), "sekreterare", "ta_upp_igen", sak=7) == "planerat"


@guard("mote.senare_mote_valt")
def test_it_is_moved_to_a_later_meeting_of_the_organ_whose_agenda_is_open() -> None:
    moten = (
        later(1),
        later(2, lage="kallat"),
        later(3, kod="au"),
        later(4, day="2023-12-08"),
    )
    case = planned(BACK, moten=moten)
    for nr in (2, 3, 4, 5):
        said = obstacle(case, "sekreterare", "skjut_upp", sak=7, mote=nr)
        assert "senare möte" in said, nr
    assert after(case, "sekreterare", "skjut_upp", sak=7, mote=1) == "planerat"


@guard("mote.vilar_forbi_motet")
def test_what_rests_does_not_come_back_to_the_same_meeting() -> None:
    said = {"sak": 7, "skal": "Lagen dröjer."}
    assert "efter mötet" in obstacle(
        planned(BACK), "sekreterare", "lat_vila", **said, till="2023-12-08"
    )
    assert after(planned(BACK), "sekreterare", "lat_vila", **said, till="2023-12-09") == "planerat"
    assert after(planned(BACK), "sekreterare", "lat_vila", **said) == "planerat"
    assert after(planned(BACK), "sekreterare", "lat_vila", **said, till="2024-12-07") == "planerat"
    far = obstacle(planned(BACK), "sekreterare", "lat_vila", **said, till="2099-12-31")
    assert far == "Det vilar högst ett år, till lör 7 dec 2024. Sedan frågas det igen."


@guard("arende.svaret_framat")
def test_an_answer_to_a_medskick_is_awaited_at_a_meeting_to_come() -> None:
    said = {"anteckning": "A", "medskick": "B", "medskick_till": "pg_kronobarnsmodellen"}
    step = "lagg_till_handlingarna"
    assert "redan varit" in obstacle(
        at_meeting(), "sekreterare", step, **said, svar_till="2023-12-08"
    )
    assert after(at_meeting(), "sekreterare", step, **said, svar_till="2024-01-26") == "i_dialog"
