"""What comes back to a meeting, as its page and REST show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models.base import table_of
from models.lagen import Slag
from models.rows import among, key
from models.sak import Sak
from models.vocabulary import Aterkomst
from workflows.county.actors import Actor
from workflows.engine.door import as_it_stands
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.sentences import pastaende
from workflows.handling.om import Om, page_of
from workflows.mote.facts import MoteCase

_SAK = table_of(Sak)


@dataclass(frozen=True, slots=True)
class TillbakaVy:
    """Something that comes back to a meeting: why, since when, with what, and why it rested until
    then.
    """

    id: int
    om: Om
    som: Aterkomst
    som_ord: str
    dag: date
    med: str
    vilar: str


@pastaende("Vad som kommer tillbaka till ett möte, och varför.")
def comes_back(
    session: Session, actor: Actor, world: World, mote_id: int
) -> tuple[TillbakaVy, ...]:
    """Return what comes back to a meeting, as the lock of its agenda asks about it; what the actor
    may not see is left out.
    """
    case = as_it_stands(session, mote_id, actor, world)
    assert isinstance(case, MoteCase)  # noqa: S101 - asked for by a meeting's id
    found = tuple(case.tillbaka)
    if not found:
        return ()
    theirs = among(_SAK.c.id, [one.id for one in found])
    visible = select(key(Sak.id)).where(synliga(actor, world), theirs)
    known = set(session.exec(visible).all())
    return tuple(
        TillbakaVy(
            one.id,
            Om(one.slag, one.nr, one.beteckning, one.rubrik, page_of(one.slag, one.nr)),
            one.som,
            one.som.ord,
            one.dag,
            one.med,
            one.vilar,
        )
        for one in found
        if one.id in known
    )


def named_avsteg(atagande_id: int, rubrik: str) -> Om:
    """Return what an avsteg on an agenda is called there, and where its page is."""
    nr = str(atagande_id)
    return Om(Slag.ATAGANDE, nr, None, rubrik, page_of(Slag.ATAGANDE, nr))
