"""The register of agreements."""

from __future__ import annotations

from sqlalchemy import select

from models.avtal import Avtal
from models.base import table_of
from workflows.avtal.due import due_agreements, others_are_asked
from workflows.avtal.facts import AvtalCase
from workflows.avtal.lifecycle import AVTAL
from workflows.avtal.load import attached_seen, avtal_cases, finds
from workflows.avtal.roles import ROLES
from workflows.avtal.rules import spoken_for
from workflows.avtal.writes import EFFECTS
from workflows.engine.case import Rubrik
from workflows.engine.naming import named_by
from workflows.engine.noun import Noun
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.handling.rules.at_meeting import letters_wait

_AVTAL = table_of(Avtal)


NOUN = Noun(
    lifecycle=AVTAL,
    table=_AVTAL,
    case=AvtalCase,
    letters_wait=letters_wait,
    own="avtal",
    load=avtal_cases,
    lock_rank=1,
    born="Avtalet lades in i registret.",
    named=lambda case: Rubrik(case.avtal.rubrik, "", f"/avtal/{case.avtal.slug}"),
    names=named_by(select(_AVTAL.c.id, _AVTAL.c.rubrik), lambda _id, name: f"avtalet {name}"),
    roles=ROLES,
    spoken_for=spoken_for,
    sees={EVERY_STATE: frozenset({ALLA})},
    effects=EFFECTS,
    finds=finds,
    due=due_agreements,
    asked=others_are_asked,
    files=attached_seen,
)
