"""Carrying out an answer that names a person, whose uppdrag comes in place of the one an earlier
answer gave, and handing an åtagande to a colleague.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, insert, select
from sqlmodel import Session

from models.base import table_of
from models.frist import Frist
from models.handelse import Handelse
from models.organisation import Organisationshandelse, Person, Uppdrag
from workflows.beslut.consequences import GiveUppdrag, HandOn
from workflows.beslut.facts import AtagandeCase, Kollega
from workflows.beslut.payloads import Delegera
from workflows.county.in_force import not_ended
from workflows.county.organisation.people import make_known
from workflows.county.organisation.trail import Andring, Who, record
from workflows.engine.effects import Effect, TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.ground.deadlines import day_before
from workflows.ground.payload import required

_EVENT, _FRIST = table_of(Handelse), table_of(Frist)
_PERSON = table_of(Person)
_TRAIL = table_of(Organisationshandelse)
_UPPDRAG = table_of(Uppdrag)


def _give_uppdrag(effect: GiveUppdrag, doing: Doing) -> Iterable[TakeStep]:
    """The named person becomes one the program knows, with an uppdrag from today unless they have
    it already.

    Who was named by an earlier answer to the same question, and now is not, has it no more.
    """
    who = Who(doing.case.now, doing.case.actor.person_id)
    person_id = make_known(doing.session, effect.epost, effect.namn, who) if effect.epost else None
    _end_former(effect, doing, person_id)
    if person_id is not None and not _holds(effect, doing, person_id):
        _trail(doing, person_id, Andring.UPPDRAG_AV_SVAR, _new(effect, doing, person_id))
    return ()


def _end_former(effect: GiveUppdrag, doing: Doing, person_id: int | None) -> None:
    """End what earlier answers gave to others; one that was given today ends with the day."""
    today = doing.case.today
    same = (
        func.lower(_PERSON.c.namn) == effect.namn.lower()
        if person_id is None
        else _PERSON.c.id == person_id
    )
    here = select(_EVENT.c.id).where(_EVENT.c.sak_id == doing.case.sak.id)
    given = select(cast(_TRAIL.c.uppgifter["uppdrag"].astext, BigInteger)).where(
        _TRAIL.c.vad == Andring.UPPDRAG_AV_SVAR,
        cast(_TRAIL.c.uppgifter["handelse"].astext, BigInteger).in_(here),
    )
    others = select(_UPPDRAG.c.id).where(
        _UPPDRAG.c.id.in_(given),
        not_ended(_UPPDRAG, doing.case.today),
        _PERSON.c.id == _UPPDRAG.c.person_id,
        ~same,
    )
    last = func.greatest(_UPPDRAG.c.from_, day_before(today, 1))
    ended = _UPPDRAG.update().where(_UPPDRAG.c.id.in_(others)).values(tom=last)
    for row in doing.session.execute(ended.returning(_UPPDRAG.c.id, _UPPDRAG.c.person_id)).all():
        _trail(doing, row.person_id, Andring.UPPDRAG_ANDRAT, row.id)


def _alike(effect: GiveUppdrag, person_id: int) -> ColumnElement[bool]:
    return and_(
        _UPPDRAG.c.person_id == person_id,
        _UPPDRAG.c.organ_id == effect.organ_id,
        _UPPDRAG.c.roll == effect.roll,
        _UPPDRAG.c.huvudman_id == effect.huvudman_id,
    )


def _holds(effect: GiveUppdrag, doing: Doing, person_id: int) -> bool:
    """Tell whether the person has the uppdrag; one that was ended the day it was given is given
    back.
    """
    today = doing.case.today
    back = _UPPDRAG.update().where(
        _alike(effect, person_id), _UPPDRAG.c.from_ == today, _UPPDRAG.c.tom == today
    )
    doing.session.execute(back.values(tom=None))
    held = (
        select(_UPPDRAG.c.id)
        .where(_alike(effect, person_id), not_ended(_UPPDRAG, doing.case.today))
        .limit(1)
    )
    return doing.session.execute(held).first() is not None


def _new(effect: GiveUppdrag, doing: Doing, person_id: int) -> int:
    return int(
        doing.session.execute(
            insert(_UPPDRAG).returning(_UPPDRAG.c.id),
            {
                "person_id": person_id,
                "organ_id": effect.organ_id,
                "roll": effect.roll,
                "huvudman_id": effect.huvudman_id,
                "sektor": None,
                "from_": doing.case.today,
                "tom": None,
                "ersattare_id": None,
            },
        ).scalar_one()
    )


def _trail(doing: Doing, person_id: int, vad: Andring, uppdrag_id: int) -> None:
    who = Who(doing.case.now, doing.case.actor.person_id)
    facts = {"handelse": doing.handelse_id, "uppdrag": uppdrag_id}
    record(doing.session, vad, who=who, facts=facts, person_id=person_id)


def handed_on(session: Session, case: AtagandeCase) -> dict[str, object]:
    """Return to whom it is handed, who becomes known with the name that was given."""
    there = case.named.find(Kollega)
    return {"delegat_id": there.id if there else _made_known(session, case)}


def _made_known(session: Session, case: AtagandeCase) -> int:
    said = case.payload
    assert isinstance(said, Delegera)  # noqa: S101 - the effect is of that step alone
    who = Who(case.now, case.actor.person_id)
    epost = required(said.epost).casefold()
    return make_known(session, epost, required(said.namn), who, konto=False)


COMPUTED: Mapping[type[Effect], Callable[[Session, AtagandeCase], Mapping[str, object]]] = {
    HandOn: handed_on
}
EFFECTS: Handlers = {GiveUppdrag: _give_uppdrag}
