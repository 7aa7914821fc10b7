"""Planning a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import insert
from sqlmodel import Session, select

from models.base import table_of
from models.lagen import Slag
from models.mote import Mote
from models.vocabulary import PunktSlag
from workflows.county.actors import Actor
from workflows.county.mandate import is_secretary, plans_meetings
from workflows.county.register import OrganFacts, load_register
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.door import Ask, take_step
from workflows.engine.locks import hold_group
from workflows.engine.requests import once, request_key
from workflows.engine.world import World
from workflows.ground.errors import Hindered, RoleMissing
from workflows.ground.payload import parse
from workflows.ground.words import full_dag
from workflows.handling.writes import add_item, plans_one_at_a_time
from workflows.mote.payloads import NyttMote
from workflows.mote.writes import what_waits

_MOTE = table_of(Mote)

# Who plans the meetings of an organ, in words.
PLANS = ("sekreteraren", "den som håller ihop organet eller sköter dess papper")

_STAENDE = (
    (PunktSlag.STAENDE, "Mötets öppnande och föregående anteckningar"),
    (PunktSlag.TIDIGARE_BESLUT, "Tidigare beslut med öppna åtaganden"),
)


def create_mote(
    session: Session,
    sent: Mapping[str, object],
    actor: Actor,
    world: World,
    request_id: str | None = None,
) -> int:
    """Make a planned meeting with its standing items; return its id. The same request again gives
    the same id.

    Raises RoleMissing for others than those who plan the organ's meetings, KeyReused, Malformed,
    and Hindered when something is missing or it exists.
    """
    _may_plan(session, sent, actor)
    key = request_key(actor.person_id, "moten", request_id, sent)
    return once(session, key, world.now, lambda: _plan(session, sent, actor, world))


def _may_plan(session: Session, sent: Mapping[str, object], actor: Actor) -> None:
    """Raise RoleMissing, with the name of the organ, for who does not plan its meetings."""
    if actor.ar_klockan or is_secretary(actor):
        return
    if not plans_meetings(actor):
        raise RoleMissing("Nytt möte", PLANS)
    organ = load_register(session).organ_named(parse(NyttMote, sent).organ)
    if organ is not None and not plans_meetings(actor, organ.id):
        raise RoleMissing(f"Nytt möte i {organ.namn}", PLANS)


def _plan(session: Session, sent: Mapping[str, object], actor: Actor, world: World) -> int:
    said = parse(NyttMote, sent)
    if organ := load_register(session).organ_named(said.organ):
        hold_group(session, organ, world.nouns)
        organ = load_register(session).organ_named(said.organ)
    hinder = [*said.missing(), *_against(session, said, organ, world)]
    if hinder or organ is None:
        raise Hindered(hinder)
    born = be_born(session, Birth(Slag.MOTE, actor, world, said=said.said()))
    mote_id, because = born.id, born.handelse_id
    session.execute(insert(_MOTE), _row(mote_id, organ.id, said))
    for slag, rubrik in _STAENDE if organ.beslutande else ():
        add_item(session, mote_id, slag, rubrik)
    waiting = list(what_waits(session, mote_id, organ))
    first_frist(session, mote_id, actor, world)
    for one in waiting:
        take_step(session, one.sak_id, Ask(one.step, one.payload, because=because), actor, world)
    return mote_id


def _row(mote_id: int, organ_id: int, said: NyttMote) -> dict[str, object]:
    return {
        "id": mote_id,
        "organ_id": organ_id,
        "datum": said.datum,
        "tid": said.tid,
        "slut": said.slut,
        "plats": said.plats or "",
        "justerare_id": None,
        "anteckningar": "",
        "text_sha256": None,
    }


def _against(
    session: Session, said: NyttMote, organ: OrganFacts | None, world: World
) -> Iterator[str]:
    if said.organ and organ is None:
        yield load_register(session).no_such_organ(said.organ) or ""
    if said.datum and said.datum < world.today:
        yield "Dagen har redan varit."
    if said.tid and said.slut and said.slut <= said.tid:
        yield "Mötet slutar innan det börjar."
    if organ and said.datum and said.tid and _exists(session, organ.id, said):
        yield f"{organ.namn} har redan ett möte då."
    if organ and organ.tom and said.datum and said.datum > organ.tom:
        yield f"{organ.namn} finns till {full_dag(organ.tom)}. Välj en tidigare dag."


def _exists(session: Session, organ_id: int, said: NyttMote) -> bool:
    """Tell whether the organ meets then already; whoever plans for it at the same time waits for
    this transaction.
    """
    plans_one_at_a_time(session, organ_id)
    query = select(Mote.id).where(
        Mote.organ_id == organ_id, Mote.datum == said.datum, Mote.tid == said.tid
    )
    return session.exec(query).first() is not None
