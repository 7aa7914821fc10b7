"""Decisions, what each party has undertaken, and whether it is done."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.beslut import Atagande
from workflows.beslut.closing import STILL_CARRIED_OUT
from workflows.beslut.facts import AtagandeCase
from workflows.beslut.lifecycle import ATAGANDE
from workflows.beslut.load import answers_seen, atagande_cases, finds
from workflows.beslut.roles import ROLES, spoken_for
from workflows.beslut.seen import SEES
from workflows.beslut.writes import COMPUTED, EFFECTS
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.handling.decide import EFFECTS as DECIDES
from workflows.handling.decide import reporting
from workflows.handling.rules.at_meeting import letters_wait
from workflows.handling.writes import EFFECTS as HANDLES

_ATAGANDE = table_of(Atagande)


def _named(case: AtagandeCase) -> Rubrik:
    one = case.atagande
    return Rubrik(one.text, one.beslut_beteckning, f"/ataganden/{one.id}")


NOUN = Noun(
    lifecycle=ATAGANDE,
    table=_ATAGANDE,
    case=AtagandeCase,
    letters_wait=letters_wait,
    own="atagande",
    load=atagande_cases,
    lock_rank=5,
    born="Åtagandet gavs genom beslutet.",
    named=_named,
    names=named_by(
        select(_ATAGANDE.c.id, _ATAGANDE.c.text), lambda one, name: f"åtagande {one} (”{name}”)"
    ),
    roles=ROLES,
    spoken_for=spoken_for,
    sees=SEES,
    effects={**EFFECTS, **DECIDES, **HANDLES},
    computed=COMPUTED,
    finds=finds,
    files=answers_seen,
    carries=STILL_CARRIED_OUT,
    answered_by=LetterAnswer(
        step=lambda case: reporting(standing=case.atagande.standing),
        letters=frozenset({"delegerat", "atersant", "ateroppnat"}),
    ),
)
