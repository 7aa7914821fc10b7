"""Which of the steps that somebody may take is the one to show, and which one a letter answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.vocabulary import FristForm
from support.cases.arende import arende, atagande, remiss
from support.cases.revision import revision_case
from workflows.engine.case import Case
from workflows.engine.door import OpenStep, offer
from workflows.engine.letters.outbox import answer_now


def step(name: str, tone: str, *hinder: str) -> OpenStep:
    return OpenStep(name, name.capitalize(), not hinder, hinder, (), tone)


FACT, OUT = step("anteckna", "fakta"), step("avbryt", "avslut")
HINDERED, OPEN = step("besluta", "framat", "Mötet är inte öppnat."), step("lyft", "framat")


def test_a_step_that_leads_on_and_is_open_goes_before_one_that_is_not() -> None:
    assert offer([FACT, HINDERED, OPEN, OUT]) == (OPEN, [FACT, HINDERED, OUT])


def test_when_none_is_open_the_first_that_leads_on_says_what_stands_in_the_way() -> None:
    later = replace(HINDERED, namn="lamna_in")
    assert offer([FACT, HINDERED, later]) == (HINDERED, [FACT, later])


def test_what_does_not_lead_on_is_never_the_one() -> None:
    assert offer([FACT, OUT]) == (None, [FACT, OUT])


RECIPIENT = 7
STANDING = FristForm.TILLS_VIDARE
# A matter, whether one of several is reminded, and the step the link takes; "" where it has none.
REMINDED: list[tuple[Case, bool, str]] = [
    (arende("kompletteras"), False, "komplettera"),
    (arende("inkommet"), False, ""),
    (remiss("oppen"), True, "svara"),
    (remiss("oppen"), False, ""),
    (remiss("stangd"), True, ""),
    (revision_case("slutligt"), True, "godkann"),
    (revision_case("slutligt"), False, ""),
    (revision_case("hos_parterna"), True, ""),
    (atagande("pagar"), False, "rapportera"),
    (atagande("pagar", form=STANDING), False, "stam_av"),
    (atagande("rapporterat"), False, ""),
]


@pytest.mark.parametrize(("case", "delfrist", "steg"), REMINDED)
def test_a_reminder_has_a_link_to_the_step_that_can_be_taken_where_the_matter_stands(
    case: Case, *, delfrist: bool, steg: str
) -> None:
    asked = answer_now(case, delfrist=delfrist, mottagare_id=RECIPIENT).get("svara", {})
    assert isinstance(asked, dict)
    assert asked.get("steg", "") == steg
    if steg:
        step = case.noun.lifecycle.step(steg)
        assert step is not None
        assert case.sak.lage in step.source
    assert (asked.get("del") == RECIPIENT) is (steg == "svara")
