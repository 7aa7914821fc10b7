"""Min översikt: what waits for this person, what they wait for, and their next meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.lagen import AtagandeLage, MoteLage
from models.tables import Arende, Sak
from workflows.beslut.obligations import A, F, Reader, S
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.desk.mine import is_mine, my_slots
from workflows.desk.tasks import AttGora
from workflows.desk.waiting import waiting_for
from workflows.engine.frister import own_frist
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days
from workflows.handling.pages import Sidfilter, load_frister
from workflows.mote.views import MoteRad, count_unfinished, nasta_mote

_MOST = 25  # of what others have to do, more than anybody follows


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
    """The whole page; ``vantar_pa_dig`` and ``du_vantar_pa`` soonest first.

    ``antal`` is how many things wait for them in all, ``sena`` of these late; ``nasta`` is sent
    back as ``efter`` to get those after these.
    """

    vantar_pa_dig: tuple[AttGora, ...]
    antal: int
    sena: int
    nasta: str | None
    du_vantar_pa: tuple[Vantan, ...]
    nasta_mote: NastaMote | None


def oversikt(
    session: Session, actor: Actor, world: World, which: Sidfilter | None = None
) -> Oversikt:
    """Return what one person needs to see today."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    slots = my_slots(session, actor, world, reader.bemanning)
    mine = waiting_for(reader, slots, which or Sidfilter())
    theirs = sorted(_waits_for(reader, slots), key=lambda one: one.senast)
    return Oversikt(
        vantar_pa_dig=mine.poster,
        antal=mine.antal,
        sena=mine.sena,
        nasta=mine.nasta,
        du_vantar_pa=tuple(theirs),
        nasta_mote=_next_meeting(reader),
    )


def _waits_for(reader: Reader, slots: Sequence[str]) -> Iterator[Vantan]:
    """Yield own ärenden and own reports where the move is somebody else's, the soonest of each."""
    session, me = reader.session, reader.actor.person_id
    own = or_(col(Arende.skapad_av) == me, col(Arende.handlaggare_id) == me)
    seen = synliga(reader.actor, reader.world)
    query = select(Arende.id, Arende.nr, Arende.rubrik).join(Sak, col(Sak.id) == Arende.id)
    waits = query.join(F, own_frist(S.c.id)).where(own, seen, ~is_mine(S.c.id, slots))
    found = session.exec(waits.order_by(F.c.senast).limit(_MOST))
    places = {sak_id: (rubrik or "Utan rubrik", f"/arenden/{nr}") for sak_id, nr, rubrik in found}
    reported = reader.rows(
        S.c.lage == AtagandeLage.RAPPORTERAT,
        A.c.rapporterad_av == me,
        A.c.verifierare_id.isnot(None),
        F.c.id.isnot(None),
        ~is_mine(S.c.id, slots),
        limit=_MOST,
    )
    places |= {row.id: (row.text, f"/ataganden/{row.id}") for row in reported}
    for sak_id, frist in load_frister(session, places, reader.world).items():
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
