"""Ärenden, meetings, remisser and åtaganden as cases built in memory.

Each builder takes the state, and the facts that differ from the plainest matter there is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from inspect import signature
from typing import Any

from models.lagen import Slag
from models.vocabulary import (
    FristForm,
    Hantering,
    PunktSlag,
    Stallningstagande,
    SvarSlag,
)
from support.cases.county import IDS, build, huvudman, organ, own_facts
from support.county import TEXTER
from workflows.arende.facts import ArendeCase, ArendeFacts
from workflows.beslut.facts import AtagandeCase
from workflows.county.meetings import MoteFacts
from workflows.handling.facts import AtagandeFacts, MottagareFacts, OmFacts, RemissFacts
from workflows.mote.facts import MoteCase, PunktFacts
from workflows.remiss.facts import RemissCase

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
    "avsandare_epost": "",
    "avsandare_kanal": None,
    "avsandare_person_id": None,
    "prioritet": None,
    "prioritet_skal": "",
    "berord_sektor": "",
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
    facts = meeting(day, lage=lage).but(**own)
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
    "skapad": datetime(2023, 11, 7, 8, tzinfo=UTC),
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
    more = {"om": OmFacts(**OM), **said}
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
        "om_id": 1,
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
