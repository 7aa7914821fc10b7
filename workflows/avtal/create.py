"""A new line in the register of agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models import limits
from models.avtal import Avtal
from models.base import table_of
from models.lagen import Slag
from models.text import in_form
from models.vocabulary import AvtalSlag, Forlangning
from workflows.avtal import rules as g
from workflows.avtal.consequences import own_fields, parties_said
from workflows.avtal.facts import AvtalCase
from workflows.avtal.payloads import NyttAvtal
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, is_secretary
from workflows.county.register import load_register
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.door import Ask, take_step
from workflows.engine.handlers import Doing
from workflows.engine.lifecycle import Guard
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import read
from workflows.engine.requests import once, request_key
from workflows.engine.world import World
from workflows.ground.deadlines import add_months
from workflows.ground.errors import Hindered, RoleMissing
from workflows.ground.payload import parse

_AVTAL = table_of(Avtal)
_RULES: tuple[Guard[AvtalCase, NyttAvtal], ...] = (
    g.uppgifterna_kanda,
    g.tiden_gar_ihop,
    g.parterna_kanda,
)
_TEXT = ("text", "galler_fran", "beslutad")
_UNSAID: Mapping[str, object] = {
    "slag": AvtalSlag.AVTAL,
    "omrade": "",
    "trappsteg": None,
    "giltig_till": None,
    "forlangning": Forlangning.TILLS_VIDARE,
    "forlangning_manader": None,
    "uppsagning_manader": None,
}
# What a new agreement must say, and the obstacle when it does not.
WANTED: Mapping[str, str] = {
    "rubrik": "Skriv avtalets namn.",
    "slag": "Välj slag.",
    "agare": "Välj ansvarig grupp.",
    "parter": "Välj vilka som är parter.",
}
MAY_ADD = ("Nytt avtal", ("sekreteraren", "den som håller ihop en grupp"))
_OWN_PAGES = {"nytt", "importera"}  # addresses below /avtal that are no agreement


def create_avtal(
    session: Session,
    sent: Mapping[str, object],
    actor: Actor,
    world: World,
    request_id: str | None = None,
) -> int:
    """Add an agreement, with its text when one is sent; return its id. The same request again gives
    the same id.

    Raises RoleMissing for others than a sekreterare or one who leads the group, KeyReused,
    Malformed, and Hindered with everything that is wrong.
    """
    if actor.person_id is None or not may_add(actor):
        raise RoleMissing(*MAY_ADD)
    key = request_key(actor.person_id, "avtal", request_id, sent)
    return once(session, key, world.now, lambda: _made(session, sent, actor, world))


def _made(session: Session, sent: Mapping[str, object], actor: Actor, world: World) -> int:
    said = parse(NyttAvtal, sent)
    sak_id = _written(session, said, actor, world)
    if said.text:
        text = {name: sent[name] for name in _TEXT if sent.get(name)}
        take_step(session, sak_id, Ask("lagg_in_text", text), actor, world)
    return sak_id


def may_add(actor: Actor) -> bool:
    """Tell whether somebody may add agreements: a sekreterare, or one who leads some group."""
    return actor.person_id is not None and (is_secretary(actor) or actor.har(roller=LEADS))


def leads(actor: Actor, organ_id: int) -> bool:
    """Tell whether somebody may answer for the agreements of a group."""
    return is_secretary(actor) or actor.har(organ_id=organ_id, roller=LEADS)


def _fresh(said: NyttAvtal, world: World) -> date:
    """Return the day a new agreement is to be looked over when nobody says one."""
    begins = said.galler_fran or world.today
    return max(add_months(begins, world.profile.avtal.oversyn_manader), world.today)


def _written(session: Session, said: NyttAvtal, actor: Actor, world: World) -> int:
    """Write the agreement and its parties, or refuse with everything that is wrong."""
    organ = load_register(session).organ_named(said.agare)
    if hinder := [*_missing(said)]:
        raise Hindered(hinder)
    if organ and not leads(actor, organ.id):
        raise Hindered([f"Du håller inte ihop {organ.namn}. Be sekreteraren lägga in avtalet."])
    born = be_born(session, Birth(Slag.AVTAL, actor, world, said=said.said()))
    sak_id = born.id
    session.execute(
        insert(_AVTAL),
        {
            "id": sak_id,
            "slug": _free_slug(session, said.rubrik or ""),
            "rubrik": said.rubrik,
            "agare_organ_id": organ.id if organ else load_register(session).au().id,
            "oversyn": said.oversyn or _fresh(said, world),
            **_UNSAID,
        },
    )
    case = load_case(session, Asked(read(session, sak_id, world.nouns), actor, said, world))
    assert isinstance(case, AvtalCase)  # noqa: S101 - of the kind it was just born as
    if hinder := [text for rule in _RULES if (text := rule(case, said))]:
        raise Hindered(hinder)
    session.execute(_AVTAL.update().where(_AVTAL.c.id == sak_id).values(own_fields(case, said)))
    list(world.nouns.carry_out(parties_said(case, said), Doing(session, case, born.handelse_id)))
    first_frist(session, sak_id, actor, world)
    return sak_id


def _missing(said: NyttAvtal) -> Iterator[str]:
    yield from (text for name, text in WANTED.items() if not getattr(said, name))
    if said.text and said.galler_fran is None:
        yield "Välj vilken dag texten gäller från."


def slug_of(rubrik: str) -> str:
    """Return a name as it stands in an address: "Avtal om hemsjukvård" is
    "avtal-om-hemsjukvard".
    """
    plain = in_form(rubrik.casefold(), "NFKD").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: limits.KOD - 4].strip("-") or "avtal"


def _free_slug(session: Session, rubrik: str) -> str:
    """Return an address nobody has; whoever takes the same one at once is refused by the database
    and may try again.
    """
    wanted = slug_of(rubrik)
    rows = session.exec(select(Avtal.slug).where(col(Avtal.slug).like(f"{wanted}%")))
    taken = {*rows, *_OWN_PAGES}
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken)
