"""A group that a decision makes for a time: its uppdrag, its last day, and what becomes of it."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.grupp import Grupp
from models.rows import AMONG
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import Noun
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.grupp.due import due_groups, who_is_asked
from workflows.grupp.facts import GruppCase
from workflows.grupp.lifecycle import GRUPP
from workflows.grupp.load import finds, grupp_cases
from workflows.grupp.roles import ROLES
from workflows.grupp.rules import letters_wait
from workflows.grupp.writes import EFFECTS
from workflows.handling.om import CARRIED

_GRUPP = table_of(Grupp)

NOUN = Noun(
    lifecycle=GRUPP,
    table=_GRUPP,
    case=GruppCase,
    own="grupp",
    load=grupp_cases,
    lock_rank=7,
    held_with=select(CARRIED.c.id)
    .join(_GRUPP, _GRUPP.c.organ_id == CARRIED.c.barare_organ_id)
    .where(_GRUPP.c.id == AMONG),
    as_organ=select(_GRUPP.c.id).where(_GRUPP.c.organ_id == AMONG),
    born="Gruppen bildades genom beslut.",
    named=lambda case: Rubrik(case.grupp.namn, "", f"/grupper/{case.sak.id}"),
    names=named_by(select(_GRUPP.c.id, _GRUPP.c.namn), lambda _id, name: f"gruppen ”{name}”"),
    roles=ROLES,
    sees={EVERY_STATE: frozenset({ALLA})},
    effects=EFFECTS,
    finds=finds,
    letters_wait=letters_wait,
    due=due_groups,
    asked=who_is_asked,
)
