"""Asking the parties what they say."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.lagen import RemissLage
from models.remiss import Remiss
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import Noun
from workflows.remiss.facts import RemissCase
from workflows.remiss.files import answers_seen
from workflows.remiss.lifecycle import REMISS
from workflows.remiss.load import finds, remiss_case
from workflows.remiss.roles import ROLES
from workflows.remiss.writes import EFFECTS

_REMISS = table_of(Remiss)


def _named(case: RemissCase) -> Rubrik:
    one = case.remiss
    return Rubrik(one.rubrik, case.om.beteckning or "", f"/remisser/{one.id}")


def _answers_now(
    case: RemissCase,
    delfrist: bool,  # noqa: FBT001 - the engine calls it by position
    whose: int | None,
) -> tuple[bool, int | None]:
    """A recipient's reminder has the answer; AU's, which watches the round, has not."""
    return case.sak.lage == RemissLage.OPPEN and delfrist, whose


NOUN = Noun(
    lifecycle=REMISS,
    table=_REMISS,
    case=RemissCase,
    own="remiss",
    load=remiss_case,
    lock_rank=4,
    born="Remissen skapades.",
    named=_named,
    names=named_by(
        select(_REMISS.c.id, _REMISS.c.rubrik), lambda one, name: f"remiss {one} (”{name}”)"
    ),
    roles=ROLES,
    sees={},
    seen_as_parent=True,
    effects=EFFECTS,
    finds=finds,
    files=answers_seen,
    answers_in=frozenset({"remiss", "remiss_flyttad"}),
    answer=lambda case, part: {"svara": {"sak": case.sak.id, "steg": "svara", "del": part}},
    answers_now=_answers_now,
)
