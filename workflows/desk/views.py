"""Min översikt: what waits for this person, what they wait for, and their next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.lagen import AtagandeLage, MoteLage, Slag
from models.tables import Arende, Sak
from workflows.beslut.obligations import A, Reader, S
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.desk.mine import my_frister
from workflows.desk.tasks import AttGora
from workflows.desk.waiting import waiting_for
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days
from workflows.handling.pages import load_frister
from workflows.mote.views import MoteRad, count_unfinished, nasta_mote


@dataclass(frozen=True, slots=True)
class Vantan:
    """Something this person waits for: whose move it is and by when."""

    rubrik: str
    href: str
    vems_drag: str
    senast: date
    forsenad: bool


@dataclass(frozen=True, slots=True)
class NastaMote:
    """The next meeting. ``kallelse`` is the day it is called, while that is to come.

    ``foljs_upp`` counts the decisions that are followed up there.
    """

    mote: MoteRad
    kallelse: date | None
    foljs_upp: int


@dataclass(frozen=True, slots=True)
class Oversikt:
    """The whole page; ``vantar_pa_dig`` and ``du_vantar_pa`` soonest first."""

    vantar_pa_dig: tuple[AttGora, ...]
    du_vantar_pa: tuple[Vantan, ...]
    nasta_mote: NastaMote | None


def oversikt(session: Session, actor: Actor, world: World) -> Oversikt:
    """Return what one person needs to see today."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    mine = my_frister(session, actor, world, reader.bemanning)
    theirs = sorted(_waits_for(reader, {row.sak_id for row in mine}), key=lambda one: one.senast)
    return Oversikt(waiting_for(reader, mine), tuple(theirs), _next_meeting(reader))


def _waits_for(reader: Reader, mine: AbstractSet[int]) -> Iterator[Vantan]:
    """Own ärenden and own reports where the move is somebody else's."""
    session, me = reader.session, reader.actor.person_id
    own = or_(col(Arende.skapad_av) == me, col(Arende.handlaggare_id) == me)
    query = select(Arende.id, Arende.nr, Arende.rubrik).join(Sak, col(Sak.id) == Arende.id)
    places = {
        sak_id: (rubrik or "Utan rubrik", f"/arenden/{nr}")
        for sak_id, nr, rubrik in session.exec(
            query.where(Sak.slag == Slag.ARENDE, synliga(reader.actor, reader.world), own)
        )
    }
    reported = reader.rows(S.c.lage == AtagandeLage.RAPPORTERAT.value, A.c.rapporterad_av == me)
    places |= {row.id: (row.text, f"/ataganden/{row.id}") for row in reported}
    for sak_id, frist in load_frister(session, places.keys() - mine, reader.world).items():
        rubrik, href = places[sak_id]
        yield Vantan(rubrik, href, frist.vems_drag, frist.senast, frist.forsenad)


def _next_meeting(reader: Reader) -> NastaMote | None:
    """Return the next meeting of an own organ; without one that of the ledningsgrupp, which
    everybody works towards.
    """
    session, actor, world = reader.session, reader.actor, reader.world
    own = nasta_mote(session, actor, world)
    mote = own or nasta_mote(session, actor, world, organ_kod=world.profile.ledningsgrupp.kod)
    if mote is None:
        return None
    kallelse = add_working_days(mote.datum, -reader.world.profile.frister.kallelse_dagar)
    to_come = mote.lage is MoteLage.PLANERAT and kallelse >= reader.world.today
    followed = count_unfinished(reader, mote.id) if mote.fattar_beslut else 0
    return NastaMote(mote, kallelse if to_come else None, followed)
