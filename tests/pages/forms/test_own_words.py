"""Who has done something is told so as the one who did it, and a form says when a field that may
otherwise be left out is needed.
"""

from __future__ import annotations

import re

from support.paths.arende import remiss_in
from support.site import Sajt
from workflows.county.mandate import NOBODYS
from workflows.ground.payload import describe
from workflows.nouns import NOUNS
from workflows.remiss.payloads import Svara

# How a sentence begins that speaks of a person or a party as of somebody else.
_ANOTHER = re.compile(
    r"(En|Ett) (mottagare|part|ledamot|instans)\b|Den (ansvariga|som)\b|Parten\b"
    r"|Justeraren|Avsändaren|Ordföranden"
)


def speaks_of_another(said: str) -> bool:
    """Tell whether a sentence names whom it is about as a stranger would."""
    return bool(_ANOTHER.match(said))


def test_no_receipt_speaks_of_whoever_took_the_step_as_of_somebody_else() -> None:
    found = [
        f"{noun.slag}.{step.name}: {step.receipt({})}"
        for noun in NOUNS
        for step in noun.lifecycle.steps
        if not set(step.by) <= NOBODYS and step.by[0].value != "sekreterare"
        if speaks_of_another(step.receipt({}))
    ]
    assert found == []
    assert speaks_of_another("En mottagare svarade.")


def test_who_has_answered_a_remiss_reads_that_the_answer_is_given(sajt: Sajt) -> None:
    remiss, visitor = remiss_in(sajt.lan, "oppen"), sajt.client("lessebo")
    address = f"/remisser/{remiss}/steg/svara"
    answer = visitor.fill_in(address, stallningstagande="avstar")
    page = visitor.http.get(answer.headers["location"]).text
    assert "Ditt svar är lämnat." in page
    assert "En mottagare svarade" not in page.partition('id="historik"')[0]


def test_a_field_that_is_needed_for_some_answers_says_for_which(sajt: Sajt) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    page = sajt.client("lessebo").http.get(f"/remisser/{remiss}/steg/svara").text
    label = page.partition("Motivering")[2][:120]
    assert "behövs om ni avstyrker" in label
    assert "frivilligt" not in label


def test_what_is_needed_sometimes_is_not_always_needed() -> None:
    wrong = [
        f"{noun.slag}.{step.name}.{field['namn']}"
        for noun in NOUNS
        for step in noun.lifecycle.steps
        for field in describe(step.takes)
        if field["ibland"] and field["kravs"]
    ]
    assert wrong == []
    assert {one["namn"] for one in describe(Svara) if one["ibland"]} == {
        "instans",
        "motivering",
        "synpunkter",
    }
