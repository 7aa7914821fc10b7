"""From the words of a row to what the register takes: kinds, groups, parties, days and months."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from models.text import each_once, plain
from models.vocabulary import IN_PERIODS, AvtalSlag, Forlangning
from workflows.avtal.importing.columns import folded
from workflows.avtal.party import counterparts, lacking
from workflows.county.diary import numbers_in
from workflows.county.profile import Profile
from workflows.county.profile.fields import GRUPPER
from workflows.county.register import Register
from workflows.ground.deadlines import YEAR, parse_day
from workflows.ground.wording import allowed, quoted
from workflows.ground.words import uppraknat
from workflows.texts.sheets import NOT_WORKED_OUT

_UNTIL_FURTHER: Final = {"tills vidare", "tillsvidare", "gäller tills vidare", "löpande"}
_WAYS: Final = {
    **{folded(text): way for way in Forlangning for text in (way.ord, way.value)},
    **dict.fromkeys(_UNTIL_FURTHER, Forlangning.TILLS_VIDARE),
    **dict.fromkeys(
        ("ja", "automatiskt", "förlängs", "förlängs automatiskt"), Forlangning.AUTOMATISK
    ),
    **dict.fromkeys(
        (
            "förlängs när alla parter har beslutat",
            "förlängs när alla parter har beslutat det",
            "efter godkännande av alla parter",
            "godkännande av alla parter",
            "godkänt av alla parter",
            "om alla parter beslutar det",
            "alla parter beslutar",
        ),
        Forlangning.PARTERNA,
    ),
    **dict.fromkeys(("nej", "upphör", "avslutas", "slutar gälla"), Forlangning.UPPHOR),
}
_KINDS: Final = {folded(text): kind for kind in AvtalSlag for text in (kind.ord, kind.value)}
_GROUPS: Final = {
    **{word: word for word in GRUPPER},
    **dict.fromkeys(("samtliga", "alla parter", "samtliga parter", "alla huvudmän"), "alla"),
    **dict.fromkeys(
        ("alla kommuner", "samtliga kommuner", "länets kommuner", "kommunerna"), "kommuner"
    ),
}
_MONTHS = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(år|månader|månad|mån\.?|m)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\n]")
_BETWEEN_PARTIES = re.compile(r"[,;\n](?![^<]*>)")
_AND = re.compile(r"\s+(?:och|samt|&)\s+")
# What a spreadsheet shows for a formula that failed, in any language; no name looks so.
_FAILED = re.compile(r"#[A-ZÅÄÖ/0]{2,}[!?]?")
# A text that a spreadsheet would run as a formula; our own files put an apostrophe in front.
_DISARMED = re.compile(r"'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class County:
    """Those a row may name."""

    register: Register
    profile: Profile


def said_in(cells: Mapping[str, str], county: County) -> tuple[dict[str, object], dict[str, str]]:
    """Return what a row says, as a payload, and a sentence for each field that cannot be
    understood.
    """
    said: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for name, text in cells.items():
        try:
            said[name] = _READ.get(name, _line)(_shown(text.strip()), county)
        except ValueError as failure:
            wrong[name] = str(failure)
    return _how_long(said, wrong), wrong


def _shown(text: str) -> str:
    if text == NOT_WORKED_OUT:
        raise ValueError(
            "Cellen har en formel som inte är uträknad. Öppna filen i Excel, spara den och välj"
            " den igen."
        )
    if _FAILED.fullmatch(text):
        raise ValueError(f"Kalkylbladet visar ett fel: {text}")
    return _DISARMED.sub("", text, count=1)


def _how_long(said: dict[str, object], wrong: dict[str, str]) -> dict[str, object]:
    """Let the last day and what happens then agree, where the row says enough."""
    way, last = said.get("forlangning"), said.get("giltig_till")
    if last is _NO_LAST_DAY:
        del said["giltig_till"]
        if isinstance(way, Forlangning) and way is not Forlangning.TILLS_VIDARE:
            wrong["giltig_till"] = f"Ett avtal som {way.ord} har en sista dag."
        said["forlangning"] = way or Forlangning.TILLS_VIDARE
    if "forlangning_manader" in said and "forlangning" not in wrong:
        way = said.setdefault("forlangning", Forlangning.AUTOMATISK)
        if isinstance(way, Forlangning) and way not in IN_PERIODS:
            wrong["forlangning_manader"] = f"Ett avtal som {way.ord} förlängs inte av sig självt."
    return said


_NO_LAST_DAY: Final = object()


def _line(text: str, _county: County) -> str:
    return " ".join(text.split())


def _lines(text: str, _county: County) -> str:
    return text


def _kind(text: str, _county: County) -> AvtalSlag:
    found = _KINDS.get(folded(text))
    if found is None:
        raise ValueError(f"{quoted(text)} är inget slag. {allowed(kind.ord for kind in AvtalSlag)}")
    return found


def _way(text: str, _county: County) -> Forlangning:
    found = _WAYS.get(folded(text))
    if found is None:
        raise ValueError(
            f"{quoted(text)} går inte att förstå. {allowed(way.ord for way in Forlangning)}"
        )
    return found


def _owner(text: str, county: County) -> str:
    found = county.register.organ_named(text)
    if found is None:
        raise ValueError(
            f"{quoted(text)} är ingen grupp. {allowed(one.namn for one in county.register.organ)}"
        )
    return found.kod


def _stairs(text: str, county: County) -> str:
    found = county.profile.avtal.trappsteg_named(text)
    if found is None:
        raise ValueError(
            f"{quoted(text)} finns inte."
            f" {allowed(one.namn for one in county.profile.avtal.trappsteg)}"
        )
    return found.namn


def _day(text: str, _county: County) -> str:
    return parse_day(plain(text)).isoformat()


def _last_day(text: str, county: County) -> object:
    return _NO_LAST_DAY if folded(text) in _UNTIL_FURTHER else _day(text, county)


def _months(text: str, _county: County) -> int:
    found = _MONTHS.fullmatch(plain(text))
    if found is None:
        raise ValueError(
            f"{quoted(text)} är inget antal månader. Skriv till exempel 12 eller 12 månader."
        )
    return int(found[1]) * (YEAR if (found[2] or "").casefold() == "år" else 1)


def _names(text: str, _county: County) -> list[str]:
    return list(each_once(" ".join(one.split()) for one in _BETWEEN.split(text) if plain(one)))


def _counterparts(text: str, _county: County) -> list[str]:
    """Return a line for each party that is no huvudman, as it stands between commas that are not
    between its people.
    """
    parts = _BETWEEN_PARTIES.split(text)
    lines = list(each_once(" ".join(one.split()) for one in parts if plain(one)))
    if wrong := [hinder for one in counterparts(lines) if (hinder := lacking(one))]:
        raise ValueError(" ".join(wrong))
    return lines


def _parties(text: str, county: County) -> list[str]:
    """Return the short names of those who are parties, in the order of the register."""
    koder: set[str] = set()
    unknown = []
    for one in _one_by_one(text, county):
        found = _party(one, county)
        unknown += [] if found else [quoted(one)]
        koder |= found
    if unknown:
        known = allowed([*GRUPPER, *(one.kortnamn for one in county.register.huvudman)])
        raise ValueError(
            f"{uppraknat(unknown)} är ingen part. {known} Andra skrivs under Informeras."
        )
    return [one.kortnamn for one in county.register.huvudman if one.kod in koder]


def _one_by_one(text: str, county: County) -> Iterator[str]:
    """Yield what stands between commas, and between "och" where that is no part of a name."""
    for one in _names(text, county):
        yield from [one] if _party(one, county) else _AND.split(one)


def _party(text: str, county: County) -> set[str]:
    """Return the codes of those a word or a name means; empty when it means nobody."""
    if group := _GROUPS.get(folded(text)):
        return {one.kod for one in county.profile.huvudman_i(group)}
    found = county.register.huvudman_named(text)
    return {found.kod} if found else set()


def _numbers(text: str, county: County) -> list[str]:
    """Return each party with its number, as it stands between semicolons, commas and lines."""
    lines = _names(text, county)
    if wrong := numbers_in(lines, county.register).wrong:
        raise ValueError(" ".join(wrong))
    return lines


_READ: Final[Mapping[str, Callable[[str, County], object]]] = {
    "slag": _kind,
    "agare": _owner,
    "trappsteg": _stairs,
    "parter": _parties,
    "motparter": _counterparts,
    "informeras": _names,
    "diarienummer": _numbers,
    "forlangning": _way,
    "giltig_till": _last_day,
    "forlangning_manader": _months,
    "uppsagning_manader": _months,
    "oversyn": _day,
    "galler_fran": _day,
    "text": _lines,
}
