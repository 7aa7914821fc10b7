"""Decisions, what each party has undertaken, and whether it is done."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models.base import table_of
from models.beslut import Atagande
from models.lagen import TO_DO
from workflows.beslut.facts import AtagandeCase
from workflows.beslut.lifecycle import ATAGANDE
from workflows.beslut.load import answers_seen, atagande_case, finds
from workflows.beslut.roles import ROLES
from workflows.beslut.seen import SEES
from workflows.beslut.writes import EFFECTS
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import Noun
from workflows.handling.decide import EFFECTS as DECIDES
from workflows.handling.decide import obligation

_ATAGANDE = table_of(Atagande)


def _named(case: AtagandeCase) -> Rubrik:
    one = case.atagande
    return Rubrik(one.text, one.beslut_beteckning, f"/ataganden/{one.id}")


def _answer(case: AtagandeCase, _part: int | None) -> Mapping[str, object]:
    return obligation(case.sak.id, standing=case.atagande.standing)


def _wanted(case: AtagandeCase) -> str | None:
    """Return what keeps a standing åtagande alive: it is attested, not reported."""
    step = ATAGANDE.step("stam_av") if case.atagande.standing else None
    here = step is not None and ATAGANDE.state(case.sak.lage) in step.source
    return step.rubrik if step and here else None


NOUN = Noun(
    lifecycle=ATAGANDE,
    table=_ATAGANDE,
    case=AtagandeCase,
    own="atagande",
    load=atagande_case,
    lock_rank=5,
    born="Åtagandet gavs genom beslutet.",
    named=_named,
    names=named_by(
        select(_ATAGANDE.c.id, _ATAGANDE.c.text), lambda one, name: f"åtagande {one} (”{name}”)"
    ),
    roles=ROLES,
    sees=SEES,
    effects={**EFFECTS, **DECIDES},
    finds=finds,
    files=answers_seen,
    answers_in=frozenset({"delegerat", "atersant", "ateroppnat"}),
    answer=_answer,
    answers_now=lambda case, _delfrist, _whose: (case.sak.lage in TO_DO, None),
    wanted=_wanted,
)
