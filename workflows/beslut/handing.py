"""Handing an åtagande to a colleague: who that is, making them known, and their letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import func, select, union
from sqlmodel import Session

from models.base import table_of
from models.beslut import Atagande
from models.frist import Frist
from models.lagen import DATED
from models.organisation import Person, Uppdrag
from models.sak import Sak
from workflows.beslut.consequences import HandOn, TellColleague
from workflows.beslut.facts import AtagandeCase, Kollega
from workflows.beslut.payloads import Delegera
from workflows.county.in_force import in_force
from workflows.county.organisation.people import make_known
from workflows.county.organisation.trail import Who
from workflows.county.slots import Slot
from workflows.engine.effects import Effect, Notify, TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.world import World
from workflows.ground.payload import Payload, required

_PERSON, _UPPDRAG, _ATAGANDE, _SAK, _FRIST = (
    table_of(model) for model in (Person, Uppdrag, Atagande, Sak, Frist)
)


def colleague(session: Session, payload: Payload, world: World) -> Iterator[Kollega]:
    """Find whom an åtagande is to be handed to, and where they belong."""
    said = (payload.delegat or payload.epost) if isinstance(payload, Delegera) else None
    if said:
        yield from known(session, said, world)


def known(session: Session, said: str, world: World) -> Iterator[Kollega]:
    """Find whoever has an address, and where they belong."""
    same = select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.aktiv)
    row = session.execute(same.where(_PERSON.c.epost == said.casefold())).one_or_none()
    if row is not None:
        places = _places(session, row.id, world)
        parties = frozenset(one for one, _ in places if one is not None)
        organ = frozenset(one for _, one in places if one is not None)
        yield Kollega(row.id, row.namn, row.aktiv, parties, organ)


def _places(session: Session, person_id: int, world: World) -> list[tuple[int | None, int | None]]:
    """Return the huvudman and organ of each uppdrag, and the huvudman of what they have been
    handed and still have.
    """
    held = select(_UPPDRAG.c.huvudman_id, _UPPDRAG.c.organ_id).where(
        _UPPDRAG.c.person_id == person_id, in_force(_UPPDRAG, world.today)
    )
    handed = (
        select(_ATAGANDE.c.huvudman_id, _ATAGANDE.c.organ_id)
        .join(_SAK, _SAK.c.id == _ATAGANDE.c.id)
        .where(_ATAGANDE.c.delegat_id == person_id, _SAK.c.lage.in_([one.value for one in DATED]))
    )
    return [(row[0], row[1]) for row in session.execute(union(held, handed))]


def handed_on(session: Session, case: AtagandeCase) -> dict[str, object]:
    """Return to whom it is handed, who becomes known with the name that was given."""
    there = case.named.find(Kollega)
    return {"delegat_id": there.id if there else _made_known(session, case)}


def _made_known(session: Session, case: AtagandeCase) -> int:
    said = case.payload
    assert isinstance(said, Delegera)  # noqa: S101 - the effect is of that step alone
    who = Who(case.now, case.actor.person_id)
    return make_known(session, required(said.epost).casefold(), required(said.namn), who)


def _tell(_effect: TellColleague, doing: Doing) -> Iterable[TakeStep]:
    case = doing.case
    assert isinstance(case, AtagandeCase)  # noqa: S101 - nothing else is handed on
    to = Slot(drag="Kollegan", person_id=case.atagande.delegat_id)
    letter = Notify(
        "delegerat",
        (to,),
        "Du har fått åtagandet av en kollega.",
        {"text": case.atagande.text, "av": case.actor.namn},
    )
    last = select(func.max(_FRIST.c.senast)).where(
        _FRIST.c.sak_id == case.sak.id, _FRIST.c.stangd.is_(None)
    )
    senast = doing.session.execute(last).scalar_one()
    notify(doing.session, [Told(letter, case, doing.handelse_id, senast)])
    return ()


COMPUTED: Mapping[type[Effect], Callable[[Session, AtagandeCase], Mapping[str, object]]] = {
    HandOn: handed_on
}
EFFECTS: Handlers = {TellColleague: _tell}
