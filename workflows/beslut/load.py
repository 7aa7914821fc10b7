"""Building the frozen case of an åtagande from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, or_, union
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Atagande, Beslut
from models.lagen import DATED
from models.organisation import Person, Uppdrag
from models.sak import Sak
from workflows.beslut.facts import AtagandeCase, Kollega
from workflows.beslut.payloads import Delegera
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.in_force import in_force
from workflows.engine.case import Common
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.handling.facts import NamedDecisions
from workflows.handling.load import load_ataganden, load_om, responsible_slot

_PERSON, _UPPDRAG, _ATAGANDE, _SAK = (table_of(model) for model in (Person, Uppdrag, Atagande, Sak))


def atagande_cases(session: Session, commons: Sequence[Common]) -> list[AtagandeCase]:
    """Return the cases of åtaganden."""
    rows = load_ataganden(session, (common["sak"].id for common in commons))
    about = load_om(session, (one.om_id for one in rows.values()))
    register, world = commons[0]["register"], commons[0]["world"]
    slots = {one.id: responsible_slot(one, register, world.profile) for one in rows.values()}
    bemanning = load_bemanning(session, world.today, slots.values())
    cases = []
    for common in commons:
        atagande = rows[common["sak"].id]
        (om, lage), holders = about[atagande.om_id], bemanning.holders(slots[atagande.id])
        ansvariga = frozenset(holder.id for holder in holders)
        cases.append(
            AtagandeCase(**common, atagande=atagande, ansvariga=ansvariga, om=om, om_lage=lage)
        )
    return cases


def finds(session: Session, payload: Payload, world: World) -> Iterator[NamedDecisions | Kollega]:
    """Find the earlier decisions a payload names, by either number, and the colleague."""
    yield from colleague(session, payload, world)
    named = (getattr(payload, name, None) or () for name in ("tidigare_beslut", "ersatter"))
    wanted = {nr for some in named for nr in some}
    if wanted:
        known = or_(col(Beslut.nr).in_(wanted), col(Beslut.beteckning).in_(wanted))
        rows = session.exec(select(Beslut.nr, Beslut.beteckning).where(known))
        yield NamedDecisions(frozenset(text for row in rows for text in row))


def colleague(session: Session, payload: Payload, world: World) -> Iterator[Kollega]:
    """Find whom an åtagande is to be handed to, and where they belong."""
    said = (payload.delegat or payload.epost) if isinstance(payload, Delegera) else None
    if said:
        yield from known(session, said, world)


def known(session: Session, said: str, world: World) -> Iterator[Kollega]:
    """Find whoever has an address, and where they belong."""
    same = sa_select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.aktiv)
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
    held = sa_select(_UPPDRAG.c.huvudman_id, _UPPDRAG.c.organ_id).where(
        _UPPDRAG.c.person_id == person_id, in_force(_UPPDRAG, world.today)
    )
    handed = (
        sa_select(_ATAGANDE.c.huvudman_id, _ATAGANDE.c.organ_id)
        .join(_SAK, _SAK.c.id == _ATAGANDE.c.id)
        .where(_ATAGANDE.c.delegat_id == person_id, _SAK.c.lage.in_([one.value for one in DATED]))
    )
    return [(row[0], row[1]) for row in session.execute(union(held, handed))]


def answers_seen(actor: Actor, world: World, fil_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a file stands in the answer to an åtagande the actor may see."""
    sak, atagande = table_of(Sak), table_of(Atagande)
    return (
        sa_select(sak.c.id)
        .where(sak.c.id == atagande.c.id, atagande.c.svar_fil_id == fil_id, synliga(actor, world))
        .exists()
    )
