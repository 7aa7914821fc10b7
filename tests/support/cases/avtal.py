"""Agreements as cases built in memory: what every rule sees of one, without a database."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.lagen import Slag
from models.vocabulary import AvtalSlag, Forlangning, PartSlag
from support.cases.county import build, huvudman, organ, own_facts
from support.paths.avtal import AVTAL, TEXT
from workflows.avtal.facts import AvtalCase, AvtalFacts, PartFacts, VersionFacts
from workflows.texts.markdown import content_hash

PARTIES = ("alvesta", "lessebo", "region_kronoberg")
UNTIL_FURTHER_NOTICE: dict[str, Any] = {
    "forlangning": Forlangning.TILLS_VIDARE,
    "forlangning_manader": None,
    "giltig_till": None,
}
ENDS: dict[str, Any] = {"forlangning": Forlangning.UPPHOR, "forlangning_manader": None}
PLAIN: dict[str, Any] = {
    "id": 1,
    "slug": "avtal-om-hjalpmedel",
    "rubrik": AVTAL["rubrik"],
    "slag": AvtalSlag.AVTAL,
    "omrade": AVTAL["omrade"],
    "trappsteg": None,
    "agare_organ_id": organ("pg_kronobarnsmodellen"),
    "giltig_till": date(2024, 6, 30),
    "forlangning": Forlangning.AUTOMATISK,
    "forlangning_manader": 12,
    "uppsagning_manader": 6,
    "oversyn": date(2025, 1, 31),
    "varnad_upphor": None,
}


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)


def part(who: str, **said: Any) -> PartFacts:
    """Return a party that is bound and has given no notice."""
    one = huvudman(who)
    plain = dict.fromkeys(("uppsagning_manader", "uppsagd", "lamnar"))
    facts = {"slag": PartSlag.PART, "huvudman_id": one.id, **plain, **said}
    return PartFacts(id=one.id, namn=one.kortnamn, **facts)


def parter(**said: dict[str, Any]) -> tuple[PartFacts, ...]:
    """Return the three parties, with what is said of each."""
    return tuple(part(who, **said.get(who, {})) for who in PARTIES)


def version(text: str = TEXT, since: str = "2022-01-01", nr: int = 1, **said: Any) -> VersionFacts:
    """Return a text in the register."""
    facts = {"redaktionell": False, "skapad": day(since), **said}
    return VersionFacts(nr, nr, content_hash(text), day(since), **facts)


def avtal_case(lage: str = "i_kraft", **said: Any) -> AvtalCase:
    """Return an agreement of three that prolongs itself, with a text since 2022."""
    avtal = own_facts(AvtalFacts, said, PLAIN)
    facts = {"parter": parter(), "versioner": (version(),), **said, "avtal": avtal}
    return build(AvtalCase, Slag.AVTAL, lage, facts)
