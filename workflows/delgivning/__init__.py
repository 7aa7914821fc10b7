"""A party that had nobody at a meeting takes part of what was decided."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.delgivning import Delgivning
from models.organisation import Huvudman
from workflows.delgivning.facts import DelgivningCase
from workflows.delgivning.lifecycle import DELGIVNING
from workflows.delgivning.load import delgivning_cases
from workflows.delgivning.roles import ROLES, spoken_for
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.handling.pages import meeting_name

_DELGIVNING, _HUVUDMAN = table_of(Delgivning), table_of(Huvudman)


def _named(case: DelgivningCase) -> Rubrik:
    name = meeting_name(case.register, case.mote)
    return Rubrik(name, "", f"/delgivningar/{case.delgivning.id}")


NOUN = Noun(
    lifecycle=DELGIVNING,
    table=_DELGIVNING,
    case=DelgivningCase,
    own="delgivning",
    load=delgivning_cases,
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
    spoken_for=spoken_for,
    sees={EVERY_STATE: frozenset({ALLA})},
    effects={},
    answered_by=LetterAnswer(
        step=lambda _case: "bekrafta",
        letters=frozenset({"tagit_del"}),
        other=lambda _mall: ("invand", "Invänd direkt"),  # to object is as easy
    ),
)
