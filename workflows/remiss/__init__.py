"""Asking the parties what they say."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.remiss import Remiss
from models.sak import Sak
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.handling.due import answered_or_over
from workflows.remiss.due import NOTHING_LEFT
from workflows.remiss.facts import RemissCase
from workflows.remiss.files import answers_seen
from workflows.remiss.lifecycle import REMISS
from workflows.remiss.load import finds, remiss_cases
from workflows.remiss.roles import ROLES
from workflows.remiss.rules import spoken_for
from workflows.remiss.writes import EFFECTS

_REMISS = table_of(Remiss)


def _named(case: RemissCase) -> Rubrik:
    one = case.remiss
    return Rubrik(one.rubrik, case.om.beteckning or "", f"/remisser/{one.id}")


NOUN = Noun(
    lifecycle=REMISS,
    table=_REMISS,
    case=RemissCase,
    own="remiss",
    load=remiss_cases,
    lock_rank=4,
    born="Remissen skapades.",
    named=_named,
    names=named_by(
        select(_REMISS.c.id, _REMISS.c.rubrik), lambda one, name: f"remiss {one} (”{name}”)"
    ),
    roles=ROLES,
    spoken_for=spoken_for,
    sees={},
    seen_as_parent=True,
    effects=EFFECTS,
    finds=finds,
    files=answers_seen,
    carries=NOTHING_LEFT,
    due=lambda world: answered_or_over(table_of(Sak).c.id, world),
    answered_by=LetterAnswer(
        step=lambda _case: "svara",
        letters=frozenset({"remiss", "remiss_flyttad"}),
        part=lambda _case, whose: whose,  # AU's reminder, which watches the round, has no link
    ),
)
