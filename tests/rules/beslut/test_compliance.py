"""The one word of the matrix, derived from the facts of an åtagande."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.lagen import AtagandeLage as S
from models.vocabulary import Efterlevnad, Foljs
from workflows.beslut.compliance import Cellord, Status, alder, cell_word, is_silent, worst

TODAY = date(2023, 11, 14)  # a Tuesday
SILENT_AFTER = 30
OPEN = Status(S.PAGAR, date(2024, 1, 26), TODAY)


def word(status: Status) -> Cellord:
    return cell_word(status, today=TODAY, tyst_efter=SILENT_AFTER)


@pytest.mark.parametrize(
    ("status", "kind", "text", "age"),
    [
        (OPEN, "pagar", "Pågår", ""),
        (replace(OPEN, senast=None), "pagar", "Pågår", ""),
        # Ten working days ahead.
        (replace(OPEN, senast=date(2023, 11, 28)), "snart", "Snart dags", "28 nov"),
        (replace(OPEN, senast=date(2023, 11, 29)), "pagar", "Pågår", ""),
        # The last day is a whole day.
        (replace(OPEN, senast=TODAY), "snart", "Snart dags", "14 nov"),
        (replace(OPEN, senast=date(2023, 11, 13)), "forsenat", "Försenat", "1 dag"),
        (
            replace(OPEN, lage=S.TILLDELAT, senast=date(2020, 12, 31)),
            "forsenat",
            "Försenat",
            "2 år",
        ),
        (replace(OPEN, nytt=date(2023, 10, 15)), "pagar", "Pågår", ""),  # thirty days
        (replace(OPEN, nytt=date(2023, 10, 14)), "tyst", "Tyst", "31 dagar"),
        (replace(OPEN, senast=None, nytt=date(2023, 10, 14)), "tyst", "Tyst", "31 dagar"),
        (replace(OPEN, lage=S.RAPPORTERAT), "klart", "Klart", ""),
        (replace(OPEN, lage=S.RAPPORTERAT, verifieras=True), "pagar", "Verifieras", ""),
        (replace(OPEN, lage=S.VERIFIERAT, verifieras=True), "klart", "Klart", ""),
        (replace(OPEN, lage=S.AVSTEG_ANMALT), "avsteg", "Avsteg", "anmält"),
        (replace(OPEN, lage=S.AVSTEG, senast=None), "avsteg", "Avsteg", "noterat"),
        (replace(OPEN, lage=S.AVSTEG), "avsteg", "Avsteg", "noterat, 26 jan"),
        (
            replace(OPEN, lage=S.AVSTEG, senast=date(2023, 11, 13)),
            "forsenat",
            "Försenat",
            "1 dag",
        ),
        (replace(OPEN, lage=S.ERSATT), "ersatt", "Ersatt", ""),
        (
            replace(OPEN, lage=S.RAPPORTERAT, senast=date(2020, 1, 1), nytt=date(2020, 1, 1)),
            "klart",
            "Klart",
            "",
        ),
        (replace(OPEN, staende=True, foljs=Foljs.HELT), "klart", "Klart", ""),
        (replace(OPEN, staende=True, foljs=Foljs.DELVIS), "pagar", "Följs delvis", ""),
        (replace(OPEN, staende=True, foljs=Foljs.INTE), "pagar", "Följs inte", ""),
        (replace(OPEN, staende=True, foljs=Foljs.EJ_TILLAMPLIGT), "klart", "Ej tillämpligt", ""),
        (
            replace(OPEN, staende=True, foljs=Foljs.HELT, senast=date(2023, 10, 31)),
            "forsenat",
            "Försenat",
            "14 dagar",
        ),
    ],
)
def test_the_word_follows_from_the_facts(status: Status, kind: str, text: str, age: str) -> None:
    said = word(status)
    assert (said.ord.value, said.text, said.alder) == (kind, text, age)


def test_what_has_been_attested_is_not_silent_until_the_next_attestation() -> None:
    attested = replace(OPEN, staende=True, foljs=Foljs.HELT, nytt=TODAY - timedelta(days=200))
    assert not is_silent(attested, today=TODAY, tyst_efter=SILENT_AFTER)
    assert is_silent(replace(attested, foljs=None), today=TODAY, tyst_efter=SILENT_AFTER)
    assert is_silent(
        replace(attested, senast=TODAY - timedelta(days=1)), today=TODAY, tyst_efter=SILENT_AFTER
    )


def test_late_and_silent_at_once_says_late_and_keeps_both_facts() -> None:
    said = word(replace(OPEN, senast=date(2023, 9, 1), nytt=date(2023, 8, 1)))
    assert (said.ord, said.forsenat, said.tyst) == (Efterlevnad.FORSENAT, True, True)


def test_the_worst_word_stands_for_several_and_what_was_replaced_hides_nothing() -> None:
    late, silent, done, replaced = (
        Cellord(kind, "")
        for kind in (Efterlevnad.FORSENAT, Efterlevnad.TYST, Efterlevnad.KLART, Efterlevnad.ERSATT)
    )
    assert worst([done, silent, late]) is late
    assert worst([replaced, done]) is done


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 dag"), (59, "59 dagar"), (60, "2 månader"), (730, "2 år")]
)
def test_an_age_is_said_as_people_say_it(days: int, said: str) -> None:
    assert alder(days) == said
