"""What a meeting decided, read when a rule about a correction looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypedDict

from sqlmodel import Session

from models.base import table_of
from models.beslut import Atagande, Beslut, Beslutsrattelse
from models.organisation import Person
from models.rows import ONE, named_in, reading
from models.sak import Sak
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.engine.case import Common, Lazily
from workflows.handling.load import ResponsibleRow, name_of, responsible_slot
from workflows.mote.facts import MotesatagandeFacts, MotesbeslutFacts, RattelseFacts

_BESLUT, _TASK, _SAK = table_of(Beslut), table_of(Atagande), table_of(Sak)
_RATTELSE, _PERSON = table_of(Beslutsrattelse), table_of(Person)


class Decided(TypedDict):
    """What of a meeting's case is read late."""

    beslut: Lazily[MotesbeslutFacts]
    ataganden: Lazily[MotesatagandeFacts]
    rattelser: Lazily[RattelseFacts]


def decided(session: Session, common: Common) -> Decided:
    """Return what a meeting decided, nothing of it read yet."""
    mote_id, register, profile = common["sak"].id, common["register"], common["world"].profile
    here = {"den": mote_id}
    return {
        "beslut": Lazily(lambda: _DECISIONS.all(session, here)),
        "ataganden": Lazily(partial(_tasks, session, mote_id, register, profile)),
        "rattelser": Lazily(lambda: _WAITING.all(session, here)),
    }


_DECISIONS = reading(
    MotesbeslutFacts,
    named_in(MotesbeslutFacts, _BESLUT, _SAK.c.slag.label("om_slag"))
    .join(_SAK, _SAK.c.id == _BESLUT.c.om_id)
    .where(_BESLUT.c.mote_id == ONE)
    .order_by(_BESLUT.c.id),
)
_WAITING = reading(
    RattelseFacts,
    named_in(RattelseFacts, _RATTELSE)
    .where(_RATTELSE.c.mote_id == ONE, _RATTELSE.c.bekraftad.is_(None))
    .order_by(_RATTELSE.c.id),
)


@dataclass(frozen=True, slots=True)
class _Given(ResponsibleRow):
    id: int
    beslut_id: int
    uppgift: int
    text: str
    senast: date | None
    lage: str
    namn: str | None


_TASKS = reading(
    _Given,
    named_in(_Given, _TASK, _SAK.c.lage, _PERSON.c.namn)
    .select_from(
        _TASK.join(_BESLUT, _BESLUT.c.id == _TASK.c.beslut_id)
        .join(_SAK, _SAK.c.id == _TASK.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == _TASK.c.person_id)
    )
    .where(_BESLUT.c.mote_id == ONE)
    .order_by(_TASK.c.id),
)


def _tasks(
    session: Session, mote_id: int, register: Register, profile: Profile
) -> Iterator[MotesatagandeFacts]:
    for row in _TASKS.all(session, {"den": mote_id}):
        yield MotesatagandeFacts(
            row.id,
            row.beslut_id,
            row.uppgift,
            row.text,
            row.namn or name_of(register, row.huvudman_id, row.organ_id),
            row.huvudman_id,
            row.senast,
            row.lage,
            responsible_slot(row, register, profile),
        )
