"""Building the frozen case of an åtagande from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Atagande, Beslut
from models.sak import Sak
from workflows.beslut.facts import AtagandeCase
from workflows.county.actors import Actor
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.engine.case import Common
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.handling.facts import AtagandeFacts, NamedDecisions, OmFacts
from workflows.handling.load import (
    load_many_obligations,
    load_obligation,
    load_om,
    load_oms,
    responsible_slot,
)


def atagande_case(session: Session, common: Common) -> AtagandeCase:
    """Return the case of an åtagande; NotFound when there is none."""
    atagande = load_obligation(session, common["sak"].id)
    about = load_om(session, atagande.om_id)
    slot = responsible_slot(atagande, common["register"], common["world"].profile)
    return _case(common, atagande, about, load_bemanning(session, common["world"].today, [slot]))


def atagande_cases(session: Session, commons: Sequence[Common]) -> list[AtagandeCase]:
    """Return many cases of åtaganden."""
    found = load_many_obligations(session, [common["sak"].id for common in commons])
    about = load_oms(session, {one.om_id for one in found.values()})
    bemanning = load_bemanning(session, commons[0]["world"].today)
    own = [(common, found[common["sak"].id]) for common in commons]
    return [_case(common, one, about[one.om_id], bemanning) for common, one in own]


def _case(
    common: Common, atagande: AtagandeFacts, about: tuple[OmFacts, str], bemanning: Bemanning
) -> AtagandeCase:
    slot = responsible_slot(atagande, common["register"], common["world"].profile)
    om, lage = about
    return AtagandeCase(
        **common,
        atagande=atagande,
        ansvariga=frozenset(holder.id for holder in bemanning.holders(slot)),
        om=om,
        om_lage=lage,
    )


def finds(session: Session, payload: Payload, _world: World) -> Iterator[NamedDecisions]:
    """Find the earlier decisions a payload names, by either number."""
    named = (getattr(payload, name, None) or () for name in ("tidigare_beslut", "ersatter"))
    wanted = {nr for some in named for nr in some}
    if wanted:
        known = or_(col(Beslut.nr).in_(wanted), col(Beslut.beteckning).in_(wanted))
        rows = session.exec(select(Beslut.nr, Beslut.beteckning).where(known))
        yield NamedDecisions(frozenset(text for row in rows for text in row))


def answers_seen(actor: Actor, world: World, fil_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a file stands in the answer to an åtagande the actor may see."""
    sak, atagande = table_of(Sak), table_of(Atagande)
    return (
        sa_select(sak.c.id)
        .where(sak.c.id == atagande.c.id, atagande.c.svar_fil_id == fil_id, synliga(actor, world))
        .exists()
    )
