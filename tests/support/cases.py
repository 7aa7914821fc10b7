"""Cases built in memory: what every rule sees in the county of ``support.county``, without a
database.

Each noun has a builder: the state, and the facts that differ from the plainest matter there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from inspect import signature
from typing import Any, TypeVar

from models.lagen import Slag
from models.vocabulary import (
    FristForm,
    Hantering,
    PunktSlag,
    Roll,
    Stallningstagande,
    SvarSlag,
)
from support.county import PEOPLE, TEXTER, epost
from workflows.arende.facts import ArendeCase, ArendeFacts
from workflows.beslut.facts import AtagandeCase
from workflows.county.actors import KLOCKAN, Actor, Mandat
from workflows.county.meetings import MoteFacts
from workflows.county.profile import Profile, load_profile
from workflows.county.register import HuvudmanFacts, OrganFacts, Register
from workflows.engine.case import Case, Named, PersonFacts, SakFacts
from workflows.ground.deadlines import day_of
from workflows.ground.payload import Payload
from workflows.handling.facts import AtagandeFacts, MottagareFacts, OmFacts, RemissFacts
from workflows.mote.facts import MoteCase, PunktFacts
from workflows.nouns import LIFECYCLES
from workflows.remiss.facts import RemissCase

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
    return replace(case, today=day_of(instant(when)), now=instant(when))


def naming(case: C, **named: Any) -> C:
    """Return the case where the payload names something that was looked up."""
    return replace(case, named=replace(case.named, **named))


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
        "today": day_of(instant(when)),
        "now": instant(when),
        "profile": PROFILE,
        "register": REGISTER,
        "named": Named(personer=PEOPLE_NAMED),
    }
    return kind(**{**common, **said})


def own_facts(kind: Callable[..., F], said: dict[str, Any], plain: dict[str, Any]) -> F:
    """Take the facts of a matter's own row out of what is said, and build them."""
    own = signature(kind).parameters.keys() & said.keys()
    return kind(**{**plain, **{name: said.pop(name) for name in own}})


OM: dict[str, Any] = {
    "id": 1,
    "slag": Slag.ARENDE,
    "nr": "LGS 2023:1",
    "beteckning": "LGS 2023:1",
    "rubrik": TEXTER["rubrik"],
    "foredragande": "",
    "mote_id": None,
    "bordlaggningar": 0,
    "avsandare_organ_id": organ("pg_kronobarnsmodellen"),
    "handlaggare_id": IDS["handlaggare"],
}
ARENDE: dict[str, Any] = {
    **OM,
    "fraga": TEXTER["fraga"],
    "bakgrund": "",
    "onskad_hantering": (Hantering.BESLUT,),
    "skapad_av": IDS["sammankallande"],
    "avsandare_namn": "",
    "forslag_beslut": "",
    "forslag_ataganden": None,
    "konsekvenser": "",
    "invanare": "",
    "barare_organ_id": None,
    "forum_organ_id": None,
    "aterkommer": None,
}


def arende(lage: str, **said: Any) -> ArendeCase:
    """Return an ärende for decision that the processgrupp has handed in."""
    om = own_facts(ArendeFacts, said, ARENDE)
    return build(ArendeCase, Slag.ARENDE, lage, {**said, "om": om})


def at_meeting(mote: MoteFacts | None = None, **said: Any) -> ArendeCase:
    """Return an ärende that is on the agenda of a meeting that is open, at that meeting."""
    mote = mote or meeting("2023-12-08", lage="oppnat")
    said = {"when": str(mote.datum), "mote": mote, "mote_id": mote.id, **said}
    return arende("pa_dagordning", **said)


def meeting(day: str, kod: str = "lgs", **said: Any) -> MoteFacts:
    """Return a meeting as other matters see it, by default a coming one of the ledningsgrupp."""
    facts = {"id": 100, "lage": "planerat", "tid": time(11), **said}
    return MoteFacts(organ_id=organ(kod), datum=date.fromisoformat(day), **facts)


def mote(lage: str, day: str = "2023-12-08", **said: Any) -> MoteCase:
    """Return a meeting of the ledningsgrupp, looked at on its day."""
    own = {name: said.pop(name) for name in ("justerare_id", "organ_id") if name in said}
    facts = replace(meeting(day, lage=lage), **own)
    return build(MoteCase, Slag.MOTE, lage, {"when": day, "since": day, **said, "mote": facts})


def punkt(nr: int, rubrik: str = "Läget i länet", **said: Any) -> PunktFacts:
    """Return an item of an agenda; of an ärende where ``om_id`` is said."""
    slag = PunktSlag.ARENDE if "om_id" in said else PunktSlag.STAENDE
    facts = {"slag": slag, "om_id": None, "ordning": nr, "utfall": None, **said}
    return PunktFacts(id=nr, rubrik=rubrik, **facts)


def asked(who: str, *, last: str = "2023-12-01", svar: str | None = None) -> MottagareFacts:
    """Return a huvudman that was asked in a round."""
    one = huvudman(who)
    stand = None if svar is None else Stallningstagande(svar)
    return MottagareFacts(one.id, one.kortnamn, one.id, None, None, date.fromisoformat(last), stand)


ROUND: dict[str, Any] = {
    "id": 50,
    "om_id": 1,
    "rubrik": TEXTER["rubrik"],
    "sista_dag": date(2023, 12, 1),
    "underlag_sha256": "",
    "mottagare": (asked("lessebo"), asked("alvesta")),
    "obesvarade": 0,
    "synpunkter": frozenset(),
}


def omgang(lage: str = "oppen", **said: Any) -> RemissFacts:
    """Return a round that asks Lessebo and Alvesta until 1 December."""
    return RemissFacts(**{**ROUND, "lage": lage, **said})


def remiss(lage: str = "oppen", **said: Any) -> RemissCase:
    """Return that round as a case of its own, about an ärende in preparation."""
    facts = own_facts(RemissFacts, said, {**ROUND, "lage": lage})
    more = {"om": OmFacts(**OM), "om_lage": "pa_remiss", **said}
    return build(RemissCase, Slag.REMISS, lage, {**more, "remiss": facts})


def uppgift(lage: str = "tilldelat", who: str = "alvesta", **said: Any) -> AtagandeFacts:
    """Return what a huvudman has been given to do once, without anybody to verify it."""
    one = huvudman(who)
    plain: dict[str, Any] = {
        "id": one.id,
        "lage": lage,
        "text": "Utse kontaktperson",
        "beslut_id": 1,
        "beslut_beteckning": "LGS 2023:1",
        "mottagare": one.kortnamn,
        "huvudman_id": one.id,
        "ansvar_organ_id": organ("lgs"),
        "svar": SvarSlag.JA,
        "form": FristForm.DATUM,
        "senast": date(2024, 1, 26),
        "manader": (),
        **dict.fromkeys(("organ_id", "person_id", "sektor", "delegat_id", "verifierare_id")),
        **dict.fromkeys(("rapporterad_av", "avstamd")),
    }
    return AtagandeFacts(**{**plain, **said})


def atagande(lage: str = "tilldelat", who: str = "alvesta", **said: Any) -> AtagandeCase:
    """Return that as a case of its own, about an ärende that is being carried out."""
    own = signature(AtagandeFacts).parameters.keys() & said.keys()
    facts = uppgift(lage, who, **{name: said.pop(name) for name in own})
    more = {"om": OmFacts(**OM), "om_lage": "implementeras", "when": "2023-12-08", **said}
    return build(AtagandeCase, Slag.ATAGANDE, lage, {**more, "atagande": facts})
