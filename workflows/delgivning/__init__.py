"""A party that had nobody at a meeting takes part of what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models.base import table_of
from models.delgivning import Delgivning
from models.lagen import DelgivningLage
from models.organisation import Huvudman
from workflows.delgivning.facts import DelgivningCase
from workflows.delgivning.lifecycle import DELGIVNING
from workflows.delgivning.load import delgivning_case
from workflows.delgivning.roles import ROLES
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import Noun
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.handling.pages import meeting_name

_DELGIVNING, _HUVUDMAN = table_of(Delgivning), table_of(Huvudman)


def _named(case: DelgivningCase) -> Rubrik:
    name = meeting_name(case.register, case.mote)
    return Rubrik(name, "", f"/delgivningar/{case.delgivning.id}")


def _answer(case: DelgivningCase, _part: int | None) -> Mapping[str, object]:
    """Confirm; to object is as easy."""
    objects = {"steg": "invand", "ord": "Invänd direkt"}
    return {"svara": {"sak": case.sak.id, "steg": "bekrafta", "annars": objects}}


NOUN = Noun(
    lifecycle=DELGIVNING,
    table=_DELGIVNING,
    case=DelgivningCase,
    own="delgivning",
    load=delgivning_case,
    lock_rank=6,
    born="Parten fick frågan om den har tagit del av besluten.",
    named=_named,
    names=named_by(
        select(_DELGIVNING.c.id, _HUVUDMAN.c.kortnamn).join(
            _HUVUDMAN, _HUVUDMAN.c.id == _DELGIVNING.c.huvudman_id
        ),
        lambda one, name: f"delgivning {one} (”{name}”)",
    ),
    roles=ROLES,
    sees={EVERY_STATE: frozenset({ALLA})},
    effects={},
    answers_in=frozenset({"tagit_del"}),
    answer=_answer,
    answers_now=lambda case, _delfrist, _whose: (case.sak.lage == DelgivningLage.VANTAR, None),
)
