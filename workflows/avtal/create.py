"""A new line in the register of agreements."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from sqlalchemy import String, any_, bindparam, func, insert, or_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from models import limits
from models.avtal import Avtal
from models.base import table_of
from models.lagen import Slag
from models.text import in_form
from models.vocabulary import AvtalSlag, Forlangning
from workflows.avtal import rules as g
from workflows.avtal.consequences import own_fields, parties_said
from workflows.avtal.days import provas_i_mandatperioden
from workflows.avtal.effects import SetParties
from workflows.avtal.facts import AvtalCase, AvtalFacts
from workflows.avtal.lifecycle import AVTAL
from workflows.avtal.party import motparterna_kanda
from workflows.avtal.payloads import NyttAvtal
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, is_secretary
from workflows.county.register import load_register
from workflows.engine.born import Birth, be_born_together, first_frister
from workflows.engine.case import SakFacts
from workflows.engine.door import Ask, take_steps
from workflows.engine.handlers import Doing
from workflows.engine.lifecycle import Guard
from workflows.engine.requests import once, request_key
from workflows.engine.world import World
from workflows.ground.deadlines import add_months
from workflows.ground.errors import Hindered, Refusal, RoleMissing
from workflows.ground.payload import parse

_AVTAL = table_of(Avtal)
_RULES: tuple[Guard[AvtalCase, NyttAvtal], ...] = (
    g.uppgifterna_kanda,
    g.tiden_gar_ihop,
    g.parterna_kanda,
    motparterna_kanda,
    g.diarienumren_ar_parternas,
    provas_i_mandatperioden,
)
_TEXT = ("text", "galler_fran", "beslutad")
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
    (made,) = create_together(session, [sent], actor, world)
    if isinstance(made, Refusal):
        raise made
    return made


def create_together(
    session: Session, sent: Sequence[Mapping[str, object]], actor: Actor, world: World
) -> list[int | Refusal]:
    """Add many agreements, each with its text when one is sent; return the id of each, or why it
    was refused. In as many statements for many as for one.

    A transaction where some are refused must not be kept: those may be half written.
    """
    drafts = [_tried(session, one, actor, world) for one in sent]
    ids = iter(_written(session, [one for one in drafts if isinstance(one, AvtalCase)]))
    made = [one if isinstance(one, Refusal) else next(ids) for one in drafts]
    texts = {
        sak_id: Ask("lagg_in_text", text)
        for sak_id, draft in zip(made, drafts, strict=True)
        if isinstance(sak_id, int) and isinstance(draft, AvtalCase)
        if (text := _text_of(_said(draft)))
    }
    refused = take_steps(session, texts, actor, world)
    return [refused.get(one, one) if isinstance(one, int) else one for one in made]


def _tried(
    session: Session, sent: Mapping[str, object], actor: Actor, world: World
) -> AvtalCase | Refusal:
    try:
        return _draft(session, parse(NyttAvtal, sent), actor, world)
    except Refusal as refusal:
        return refusal


def _text_of(said: NyttAvtal) -> dict[str, object]:
    """Return what the step that adds a text is told; nothing where there is none."""
    return {name: told for name in _TEXT if said.text and (told := getattr(said, name))}


def may_add(actor: Actor) -> bool:
    """Tell whether somebody may add agreements: a sekreterare, or one who leads some group."""
    return actor.person_id is not None and (is_secretary(actor) or actor.har(roller=LEADS))


def leads(actor: Actor, organ_id: int) -> bool:
    """Tell whether somebody may answer for the agreements of a group."""
    return is_secretary(actor) or actor.har(organ_id=organ_id, roller=LEADS)


def _fresh(said: NyttAvtal, world: World) -> date:
    """Return the day a new agreement is to be looked over when nobody says one."""
    begins, rules = said.galler_fran or world.today, world.profile.avtal
    usual = max(add_months(begins, rules.oversyn_manader), world.today)
    latest = rules.senaste_oversyn(said.slag, world.today) if said.slag else None
    return min(usual, latest or usual)


def _draft(session: Session, said: NyttAvtal, actor: Actor, world: World) -> AvtalCase:
    """Return the agreement as it would be, with no id and no address yet, or refuse with everything
    that is wrong.
    """
    register = load_register(session)
    organ = register.organ_named(said.agare)
    if hinder := [*_missing(said)]:
        raise Hindered(hinder)
    if organ and not leads(actor, organ.id):
        raise Hindered([f"Du håller inte ihop {organ.namn}. Be sekreteraren lägga in avtalet."])
    facts = AvtalFacts(
        id=0,
        slug="",
        rubrik=said.rubrik or "",
        slag=AvtalSlag.AVTAL,
        agare_organ_id=organ.id if organ else register.au().id,
        forlangning=Forlangning.TILLS_VIDARE,
        oversyn=said.oversyn or _fresh(said, world),
    )
    sak = SakFacts(0, Slag.AVTAL, AVTAL.initial.value, 0, None, world.now, AVTAL.version, None)
    case = AvtalCase(
        sak=sak, actor=actor, payload=said, world=world, register=register, avtal=facts
    )
    if hinder := [text for rule in _RULES if (text := rule(case, said))]:
        raise Hindered(hinder)
    return replace(case, avtal=facts.but(**own_fields(case, said)))


def _parties(case: AvtalCase) -> SetParties:
    said = _said(case)
    return parties_said(case, said, said.diarienummer or ())


def _said(case: AvtalCase) -> NyttAvtal:
    assert isinstance(case.payload, NyttAvtal)  # noqa: S101 - a draft is made of nothing else
    return case.payload


def _written(session: Session, drafts: Sequence[AvtalCase]) -> list[int]:
    """Write agreements and their parties, and the first frist of each; return their ids."""
    if not drafts:
        return []
    actor, world = drafts[0].actor, drafts[0].world
    born = be_born_together(
        session, [Birth(Slag.AVTAL, actor, world, said=_said(case).said()) for case in drafts]
    )
    slugs = _free_slugs(session, [case.avtal.rubrik for case in drafts])
    here = [
        replace(
            case,
            sak=replace(case.sak, id=one.id),
            avtal=case.avtal.but(id=one.id, slug=slug),
        )
        for case, one, slug in zip(drafts, born, slugs, strict=True)
    ]
    session.connection().execute(insert(_AVTAL), [case.avtal.model_dump() for case in here])
    parties = [
        ((_parties(case),), Doing(session, case, one.handelse_id))
        for case, one in zip(here, born, strict=True)
    ]
    world.nouns.carry_out_all(session, parties)
    ids = [one.id for one in born]
    first_frister(session, ids, actor, world)
    return ids


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


def _free_slugs(session: Session, names: Sequence[str]) -> Iterator[str]:
    """Yield an address nobody has for each of some names; whoever takes the same one at once is
    refused by the database and may try again.
    """
    wanted = [slug_of(name) for name in names]
    alike = any_(bindparam("wanted", wanted, type_=ARRAY(String)))
    base = func.regexp_replace(_AVTAL.c.slug, "-[0-9]+$", "")
    rows = session.exec(select(Avtal.slug).where(or_(col(Avtal.slug) == alike, base == alike)))
    taken = {*rows, *_OWN_PAGES}
    for slug in wanted:
        free = slug if slug not in taken else next(_numbered(slug, taken))
        taken.add(free)
        yield free


def _numbered(slug: str, taken: Container[str]) -> Iterator[str]:
    """Yield the addresses after one that are free."""
    yield from (one for n in count(2) if (one := f"{slug}-{n}") not in taken)
