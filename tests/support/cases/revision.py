"""Revisions as cases built in memory: what every rule sees of one, without a database."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.lagen import Slag
from models.revisionsord import Andringsgrad
from models.vocabulary import AvtalSlag, Motpartsslag
from support.cases.arende import OM, meeting
from support.cases.avtal import PARTIES, day
from support.cases.county import IDS, build, huvudman, organ, own_facts
from support.paths.avtal import NYARE, TEXT
from workflows.handling.facts import GodkannareFacts
from workflows.instanser.facts import InstansFacts
from workflows.revision.facts import (
    LastTextFacts,
    MotpartFacts,
    RevisionCase,
    RevisionFacts,
    RevisionspartFacts,
)
from workflows.texts.markdown import content_hash

NEW, OLD = content_hash(NYARE), content_hash(TEXT)
PLAIN: dict[str, Any] = {
    **OM,
    "slag": Slag.REVISION,
    "nr": "REV 2023:1",
    "beteckning": "REV 2023:1",
    "rubrik": "Avtal om hjälpmedel",
    "avsandare_organ_id": organ("au"),
    "handlaggare_id": None,
    "grupp_organ_id": organ("pg_kronobarnsmodellen"),
    "avtal_id": 2,
    "avtal_slug": "avtal-om-hjalpmedel",
    "avtal_slag": AvtalSlag.AVTAL,
    "avtal_lage": "i_kraft",
    "avtal_oversyn": date(2025, 1, 31),
    "avtal_sista_dag": None,
    "agare_organ_id": organ("pg_kronobarnsmodellen"),
    "initierad_av": IDS["au_ledamot"],
    "orsak": "Texten är gammal.",
    "prioritet": 1,
    "prioritet_skal": "Lagen har ändrats.",
    "mandat": "Skriv om avsnittet om syfte.",
    "mandat_till": date(2023, 11, 20),
    "siktar_pa": date(2023, 12, 8),
    "extern": False,
    "motpart": "",
    "utkast_upplaga": 2,
    "utkast_sha256": NEW,
    "gallande_sha256": OLD,
    "ataganden": (),
    "ikraft": None,
    "ny_oversyn": None,
    "avbrott_skal": "",
}


def locked(
    nr: int = 1, text: str = NYARE, andring: str = "saklig", since: str = "2023-11-07"
) -> LastTextFacts:
    """Return a locked text."""
    return LastTextFacts(
        id=nr,
        nr=nr,
        sha256=content_hash(text),
        sammanfattning="Syftet är tydligare.",
        andring=Andringsgrad(andring),
        konsekvenser={},
        invanare="",
        skapad=day(since),
    )


def instans(instans: str, planerat: date | None = None, efter: str = "", utfall: Any = None) -> Any:
    """Return one of those that decide for a party."""
    return InstansFacts(namn=instans, planerat=planerat, efter=efter, utfall=utfall)


def part(who: str, **said: Any) -> RevisionspartFacts:
    """Return a party to the text, which decides for itself and has not yet."""
    one = huvudman(who)
    plain: dict[str, Any] = {
        "beslutar": True,
        "slappt": False,
        "instanser": (),
        "signerad_sha256": "",
    }
    decided = {name: said.pop(name) for name in ("instans", "planerat", "utfall") if name in said}
    if decided.get("utfall") or decided.get("instans"):
        plain["instanser"] = (instans(**{"instans": "Socialnämnden", **decided}),)
    names = {"huvudman_id": one.id, "kod": one.kod, "namn": one.kortnamn}
    return RevisionspartFacts(**{**plain, **names, **said})


def parter(everybody: dict[str, Any] | None = None, **said: dict[str, Any]) -> Any:
    """Return the three parties, with what is said of all and of each."""
    return tuple(part(who, **{**(everybody or {}), **said.get(who, {})}) for who in PARTIES)


def motpart(**said: Any) -> MotpartFacts:
    """Return a party that is no huvudman and has not signed."""
    plain: dict[str, Any] = {
        "namn": "Lärosätet",
        "slag": Motpartsslag.LAROSATE,
        "personer": ((IDS["utanfor"], "Rektorn"),),
    }
    return MotpartFacts(**{**plain, **said})


def ledamot(who: str) -> GodkannareFacts:
    """Return a ledamot who must approve."""
    return GodkannareFacts(id=IDS[who], namn=who.capitalize(), sektor=None, huvudman="")


def revision_case(lage: str, **said: Any) -> RevisionCase:
    """Return the revision of an agreement of three, that the processgrupp writes."""
    revision = own_facts(RevisionFacts, said, PLAIN)
    return build(RevisionCase, Slag.REVISION, lage, {"parter": parter(), **said, "om": revision})


def at_meeting(**said: Any) -> RevisionCase:
    """Return a revision with a locked text, at an open meeting on 8 December."""
    there = meeting("2023-12-08", lage="oppnat")
    facts = {"when": "2023-12-08", "mote": there, "mote_id": there.id, "versioner": (locked(),)}
    return revision_case("pa_dagordning", **{**facts, **said})


def with_the_parties(lage: str = "hos_parterna", **said: Any) -> RevisionCase:
    """Return a decided text that the parties have, on 18 December; it holds from 1 February."""
    facts = {"when": "2023-12-18", "versioner": (locked(),), "ikraft": date(2024, 2, 1)}
    return revision_case(lage, **{**facts, **said})
