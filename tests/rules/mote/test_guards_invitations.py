"""Both sides of the guards of a meeting that is moved, and of who says whether they come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.cases.arende import mote
from support.guards import after, guard, obstacle
from workflows.engine.case import Named, PersonFacts
from workflows.mote.facts import KalladFacts, MoteCase

CHEF = KalladFacts(7, "Socialchef, Alvesta", "socialchef@alvesta.example", ersattare=False)
WHO, WHEN = "sekreterare", "2023-12-01"


def called(**said: Any) -> MoteCase:
    """Return a meeting of 8 December that has been called, a week before."""
    known = (CHEF.epost, "nagon@lessebo.example")
    people = {epost: PersonFacts(nr, epost, epost) for nr, epost in enumerate(known, 7)}
    found = {"kallade": (CHEF,), "andra_moten": (), "named": Named(personer=people)}
    facts: dict[str, Any] = {"when": WHEN, **found, **said}
    return mote("kallat", **facts)


@guard("mote.motet_blir_annorlunda", "mote.ny_dag_har_inte_varit")
def test_a_meeting_that_is_not_opened_is_moved_to_another_day_to_come() -> None:
    step, new = "flytta", {"datum": "2023-12-15"}
    assert after(called(), WHO, step, **new) == "kallat"
    assert after(called(when="2023-12-09"), WHO, step, **new) == "kallat"
    same = obstacle(called(), WHO, step, datum="2023-12-08")
    assert same == "Mötet är redan då och där."
    assert obstacle(called(), WHO, step, datum="2023-11-30") == "Dagen har redan varit."
    assert after(called(), WHO, step, datum=WHEN) == "kallat"


@guard("mote.motet_har_inte_borjat")
def test_an_answer_is_given_until_the_hour_and_then_nobody_says_that_it_has_begun() -> None:
    answer = {"besked": "kommer", "person": CHEF.epost}
    assert after(called(), WHO, "anteckna_svar", **answer) == "kallat"
    late = obstacle(called(when="2023-12-09"), WHO, "anteckna_svar", **answer)
    assert late == "Mötet skulle börja fre 8 dec 2023 kl. 11.00. Sedan tas inga svar emot."


@guard("mote.motesdagen_har_inte_varit", "mote.dagen_har_gatt")
def test_a_day_that_has_been_calls_nobody_and_is_the_clocks_to_say() -> None:
    planned = mote("planerat", when=WHEN)
    assert "Mötesdagen var" not in obstacle(planned, WHO, "kalla")
    assert "Mötesdagen var fre 8 dec 2023." in obstacle(
        mote("planerat", when="2023-12-09"), WHO, "kalla"
    )
    assert obstacle(planned, "klockan", "utebli") == "Mötet är fredag 8 december 2023."
    assert after(mote("planerat", when="2023-12-09"), "klockan", "utebli") == "uteblev"


@guard("mote.slutar_efter_borjan", "mote.organet_ar_ledigt")
def test_a_meeting_ends_after_it_began_and_meets_no_other_of_its_organ() -> None:
    step, new = "flytta", {"datum": "2023-12-15", "tid": "10:00"}
    assert after(called(), WHO, step, **new, slut="11:00") == "kallat"
    backwards = obstacle(called(), WHO, step, **new, slut="09:30")
    assert backwards == "Mötet slutar innan det börjar."
    taken = called(andra_moten=(datetime(2023, 12, 15, 9, tzinfo=UTC),))
    assert "har redan ett möte då." in obstacle(taken, WHO, step, **new, slut="11:00")
    assert after(taken, WHO, step, datum="2023-12-15", tid="12:00", slut="13:00") == "kallat"


@guard("mote.personen_ar_kallad")
def test_an_answer_is_of_somebody_called() -> None:
    step, said = "anteckna_svar", {"person": CHEF.epost, "besked": "kan_inte"}
    assert after(called(), WHO, step, **said, ersattare="Enhetschefen") == "kallat"
    other = obstacle(called(), WHO, step, **{**said, "person": "nagon@lessebo.example"})
    assert other == "nagon@lessebo.example är inte kallad till mötet."
