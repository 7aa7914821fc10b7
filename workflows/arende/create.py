"""Making an ärende."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert
from sqlmodel import Session

from models.arende import Arende
from models.base import table_of
from models.lagen import Slag
from models.vocabulary import OrganSlag
from workflows.arende.payloads import Nytt
from workflows.county.actors import Actor
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.door import Ask, take_step
from workflows.engine.requests import once, request_key
from workflows.engine.world import World
from workflows.ground.errors import RoleMissing
from workflows.ground.payload import parse

_TEXTS = (
    "rubrik",
    "fraga",
    "bakgrund",
    "avsandare_namn",
    "avsandare_epost",
    "prioritet_skal",
    "berord_sektor",
    "foredragande",
    "forslag_beslut",
    "konsekvenser",
    "invanare",
)
_UNSAID: Mapping[str, object] = {
    **dict.fromkeys(_TEXTS, ""),
    "onskad_hantering": [],
    "bordlaggningar": 0,
}


def create_arende(
    session: Session,
    sent: Mapping[str, object],
    actor: Actor,
    world: World,
    request_id: str | None = None,
) -> int:
    """Make an ärende, handed in at once unless ``utkast``; return its id. The same request again
    gives the same id.

    Raises RoleMissing for someone without any uppdrag, KeyReused, Malformed, and Hindered with
    everything that is missing.
    """
    if not actor.mandat or actor.person_id is None:
        raise RoleMissing("Nytt ärende", ["den som har ett uppdrag"])
    key = request_key(actor.person_id, "arenden", request_id, sent)
    return once(session, key, world.now, lambda: _made(session, sent, actor, world))


def _made(session: Session, sent: Mapping[str, object], actor: Actor, world: World) -> int:
    said = parse(Nytt, sent)
    texts = {name: value for name, value in said.said().items() if name != "utkast"}
    sak_id = _empty(session, actor, world, utkast=said.utkast)
    if texts or not said.utkast:
        step = "redigera" if said.utkast else "lamna_in"
        take_step(session, sak_id, Ask(step, texts), actor, world)
    return sak_id


def _empty(session: Session, actor: Actor, world: World, *, utkast: bool) -> int:
    """Add an ärende in which nothing is said yet, with its first frist; return its id."""
    sak_id = be_born(session, Birth(Slag.ARENDE, actor, world, said={"utkast": utkast})).id
    session.execute(
        insert(table_of(Arende)),
        {
            "id": sak_id,
            "nr": f"utkast-{sak_id}",
            "skapad_av": actor.person_id,
            "avsandare_organ_id": only_organ(actor),
            **_UNSAID,
        },
    )
    first_frist(session, sak_id, actor, world)
    return sak_id


def only_organ(actor: Actor) -> int | None:
    """Return the group the actor speaks for when there is exactly one, so that the question need
    not be asked.
    """
    deciding = {OrganSlag.LEDNINGSGRUPP, OrganSlag.AU}
    organ_ids = {
        m.organ_id for m in actor.mandat if m.organ_slag not in deciding
    } or actor.organ_ids()
    return next(iter(organ_ids)) if len(organ_ids) == 1 else None
