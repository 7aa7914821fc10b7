"""Both sides of every guard of what the ledamöter say of a final text, where the county demands
it.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.revisionsord import Godkannandeord
from support.cases.arende import meeting
from support.cases.county import IDS, naming, profiled
from support.cases.revision import NEW, ledamot, locked, revision_case
from support.county import epost
from support.guards import after, guard, obstacle
from workflows.revision.facts import GodkannandeFacts, RevisionCase

JA = {"version": 1, "ord": "godkanner"}
ASKED = ("alvesta", "lessebo")


def said_by(who: str, word: str = "godkanner", **said: Any) -> GodkannandeFacts:
    """Return what a ledamot has said of the first text."""
    one = IDS[who]
    facts: dict[str, Any] = {"id": one, "version_id": 1, "sha256": NEW, "person_id": one, **said}
    return GodkannandeFacts(for_id=one, ord=Godkannandeord(word), **facts)


def final(*words: GodkannandeFacts, **said: Any) -> RevisionCase:
    """Return a final text that Alvesta's and Lessebo's ledamöter must approve."""
    facts = {
        "profile": profiled("godkannande", kravs=True),
        "godkannare": tuple(ledamot(who) for who in ASKED),
        "versioner": (locked(),),
    }
    case = revision_case("slutligt", **{**facts, "godkannanden": words, **said})
    return naming(case, meeting("2023-12-08"))


@guard("revision.alla_godkant", "revision.godkannande_kravs")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "Godkännande saknas från Alvesta och Lessebo."),
        ((said_by("alvesta"),), "Godkännande saknas från Lessebo."),
        ((said_by("alvesta"), said_by("lessebo", "invander")), "Invändning från Lessebo."),
        (
            (said_by("alvesta", ogiltig=True), said_by("lessebo")),
            "Godkännande saknas från Alvesta.",
        ),
        ((said_by("alvesta"), said_by("lessebo", "godkanner_med_anmarkning")), ""),
    ],
)
def test_an_agenda_is_not_reached_without_the_last_one_and_names_that_one(
    words: tuple[GodkannandeFacts, ...], why: str
) -> None:
    assert obstacle(final(*words), "au_ledamot", "satt_pa_dagordning", mote=100) == why


def test_where_nobody_can_approve_that_is_said() -> None:
    case = final(godkannare=())
    said = obstacle(case, "au_ledamot", "satt_pa_dagordning", mote=100)
    assert said == "Ingen ledamot kan godkänna texten. Skriv in ledamöterna under Personer."


@pytest.mark.parametrize(
    ("grade", "holds"),
    [("redaktionell", True), ("fortydligande", True), ("saklig", False), ("ekonomisk", False)],
)
def test_what_an_approval_is_worth_after_a_change_is_the_profiles_table(
    grade: str, *, holds: bool
) -> None:
    texts = (locked(), locked(2, andring=grade))
    case = final(said_by("alvesta"), said_by("lessebo"), versioner=texts)
    assert (obstacle(case, "au_ledamot", "satt_pa_dagordning", mote=100) == "") is holds


@guard("revision.ratt_version")
def test_an_approval_of_an_older_text_is_refused() -> None:
    case = final(versioner=(locked(), locked(2)))
    old = "Texten är ändrad sedan version 1. Läs version 2 först."
    assert obstacle(case, "lessebo", "godkann", **JA) == old
    assert after(case, "lessebo", "godkann", **{**JA, "version": 2}) == "slutligt"


@guard("revision.invandning_motiverad")
def test_an_objection_says_what_it_is_about() -> None:
    case = final()
    no = obstacle(case, "lessebo", "godkann", **{**JA, "ord": "invander"})
    assert no == "Skriv vad du invänder mot."
    marked = {**JA, "ord": "godkanner_med_anmarkning"}
    assert obstacle(case, "lessebo", "godkann", **marked) == "Skriv anmärkningen."
    assert after(case, "lessebo", "godkann", **marked, text="Följ upp.") == "slutligt"


@guard("revision.ledamoten_foretradd")
def test_a_ledamot_speaks_for_oneself_and_nobody_else() -> None:
    other = obstacle(final(), "lessebo", "godkann", **JA, person=epost("alvesta"))
    assert other == "Du svarar inte för den ledamoten."
    assert after(final(), "lessebo", "godkann", **JA) == "slutligt"
