"""Meetings: agenda, attendance, minutes."""

from __future__ import annotations

from sqlalchemy import select

from models.base import table_of
from models.lagen import MoteLage
from models.mote import Mote
from models.organisation import Organ
from workflows.engine.case import AnyCase, Rubrik
from workflows.engine.lifecycle import AnyStep
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.ground.words import dag
from workflows.handling.decide import EFFECTS as DECIDES
from workflows.handling.decide import REACHES as TOLD
from workflows.handling.pages import meeting_name
from workflows.mote.due import asked_about, due_moten
from workflows.mote.facts import MoteCase
from workflows.mote.lifecycle import MOTE
from workflows.mote.load import finds, mote_cases
from workflows.mote.roles import ROLES
from workflows.mote.writes import EFFECTS as WRITES
from workflows.mote.writes import REACHES as ASKED

_MOTE, _ORGAN = table_of(Mote), table_of(Organ)


def _named(case: MoteCase) -> Rubrik:
    return Rubrik(meeting_name(case.register, case.mote), "", f"/moten/{case.mote.id}")


def _letters_wait(case: MoteCase, step: AnyStep[AnyCase]) -> int | None:
    """What is done at a meeting, and does not close it, is told when it is closed."""
    here = case.sak.lage == MoteLage.OPPNAT and step.dest is None
    return case.mote.id if here else None


NOUN = Noun(
    lifecycle=MOTE,
    table=_MOTE,
    case=MoteCase,
    own="mote",
    load=mote_cases,
    lock_rank=0,
    born="Mötet planerades.",
    named=_named,
    names=named_by(
        select(_MOTE.c.id, _ORGAN.c.kortnamn, _MOTE.c.datum).join(
            _ORGAN, _ORGAN.c.id == _MOTE.c.organ_id
        ),
        lambda _id, name, day: f"mötet {dag(day)} i {name}",
    ),
    roles=ROLES,
    sees={EVERY_STATE: frozenset({ALLA})},
    effects={**WRITES, **DECIDES},
    reaches={**ASKED, **TOLD},
    finds=finds,
    letters_wait=_letters_wait,
    due=due_moten,
    asked=asked_about,
    answered_by=LetterAnswer(
        step=lambda _case: "svara_kallelse",
        letters=frozenset({"kallelse", "flyttat"}),
        again=True,
    ),
)
