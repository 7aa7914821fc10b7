"""The county of ``support.county`` in memory: what every rule sees, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from inspect import signature
from typing import Any, TypeVar

from models.lagen import Slag
from models.vocabulary import (
    Roll,
)
from support.county import PEOPLE, epost
from workflows.county.actors import KLOCKAN, Actor, Mandat
from workflows.county.profile import Profile, load_profile
from workflows.county.register import HuvudmanFacts, OrganFacts, Register
from workflows.engine.case import Case, Named, PersonFacts, SakFacts
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.nouns import LIFECYCLES, NOUNS

C = TypeVar("C", bound=Case)
F = TypeVar("F")

DAY = "2023-11-07"
PROFILE = load_profile("kronoberg")
REGISTER = Register(
    huvudman=tuple(
        HuvudmanFacts(n, one.kod, one.namn, one.kortnamn, one.slag, n)
        for n, one in enumerate(PROFILE.huvudman, 1)
    ),
    organ=tuple(
        OrganFacts(n, one.kod, one.namn, one.kortnamn, one.slag, one.prefix, one.beslutande)
        for n, one in enumerate(PROFILE.organ, 1)
    ),
)
IDS = {who: n for n, who in enumerate(PEOPLE, 1)}
PEOPLE_NAMED = {epost(who): PersonFacts(n, who.capitalize(), epost(who)) for who, n in IDS.items()}


def organ(kod: str) -> int:
    """Return the id of an organ of the county."""
    found = REGISTER.organ_named(kod)
    assert found is not None
    return found.id


def huvudman(kod: str) -> HuvudmanFacts:
    """Return a huvudman of the county."""
    found = REGISTER.huvudman_named(kod)
    assert found is not None
    return found


def actor(who: str) -> Actor:
    """Return somebody with their uppdrag; "klockan" is time itself."""
    if who == "klockan":
        return KLOCKAN
    uppdrag = PEOPLE[who]
    mandates = () if uppdrag is None else (_mandate(*uppdrag),)
    return Actor(IDS[who], who.capitalize(), mandates)


def _mandate(kod: str, roll: Roll, of: str | None, sektor: str | None) -> Mandat:
    body = REGISTER.organ_by_id(organ(kod))
    assert body is not None
    return Mandat(body.id, body.slag, roll, huvudman(of).id if of else None, sektor)


def instant(when: str) -> datetime:
    """Return an instant in UTC; of a day eight o'clock."""
    return datetime.fromisoformat(when if "T" in when else f"{when}T08:00").replace(tzinfo=UTC)


def at(case: C, when: str) -> C:
    """Return the case at another time."""
    return replace(case, world=replace(case.world, now=instant(when)))


def naming(case: C, *found: object, fil_id: int | None = None) -> C:
    """Return the case where the payload names what was found, or one's own file."""
    named = replace(case.named, found={type(one): one for one in found}, fil_id=fil_id)
    return replace(case, named=named)


def profiled(table: str, **values: Any) -> Profile:
    """Return the county's profile where it says something else in one of its tables."""
    part = getattr(PROFILE, table).model_copy(update=values)
    return PROFILE.model_copy(update={table: part})


def build(kind: type[C], slag: Slag, lage: str, said: dict[str, Any]) -> C:
    """Build a case of a kind; ``when`` is the day it is looked at, ``since`` when it came to the
    state.
    """
    when, since = said.pop("when", DAY), said.pop("since", DAY)
    version = LIFECYCLES[slag].version
    common = {
        "sak": SakFacts(1, slag, lage, 1, None, instant(since), version, None),
        "actor": KLOCKAN,
        "payload": Payload(),
        "world": World(said.pop("profile", PROFILE), instant(when), NOUNS),
        "register": REGISTER,
        "named": Named(personer=PEOPLE_NAMED),
    }
    return kind(**{**common, **said})


def own_facts(kind: Callable[..., F], said: dict[str, Any], plain: dict[str, Any]) -> F:
    """Take the facts of a matter's own row out of what is said, and build them."""
    own = signature(kind).parameters.keys() & said.keys()
    return kind(**{**plain, **{name: said.pop(name) for name in own}})
