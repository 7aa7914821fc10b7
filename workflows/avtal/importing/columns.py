"""Which column is which: the headings of the register's own form, and what other people call the
same things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.text import is_blank, plain, same_name
from workflows.avtal.payloads import NyttAvtal
from workflows.county.register import Register
from workflows.ground.payload import describe
from workflows.ground.wording import quoted
from workflows.texts.sheets import ImportRefused, Sheet, letter

# In the order of the template.
FIELDS: Final = (
    "rubrik",
    "slag",
    "omrade",
    "agare",
    "parter",
    "motparter",
    "informeras",
    "diarienummer",
    "forlangning",
    "giltig_till",
    "forlangning_manader",
    "uppsagning_manader",
    "oversyn",
    "trappsteg",
    "galler_fran",
    "beslutad",
    "text",
)
_TITLES: Final = {str(one["namn"]): str(one["rubrik"]) for one in describe(NyttAvtal)}
RUBRIKER: Final[Mapping[str, str]] = {name: _TITLES[name] for name in FIELDS}
# Other words for the same, among them those of the register's own CSV file.
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "rubrik": (
        "avtal",
        "avtalets namn",
        "avtalsnamn",
        "rubrik",
        "titel",
        "benämning",
        "dokument",
        "överenskommelse",
    ),
    "slag": ("typ", "typ av avtal", "avtalstyp", "dokumenttyp", "sort"),
    "omrade": ("verksamhetsområde", "ämnesområde", "ämne"),
    "agare": ("ägare", "ägargrupp", "ansvarig", "grupp", "förvaltas av", "förvaltare"),
    "parter": ("part", "avtalsparter", "ingående parter", "huvudmän", "huvudman"),
    "motparter": ("motpart", "andra parter", "externa parter", "övriga parter"),
    "informeras": ("för kännedom", "informera", "ska informeras"),
    "diarienummer": ("diarienr", "diarie nr", "dnr", "diarium", "diariefört"),
    "forlangning": ("förlängning", "förlängs", "förlängs automatiskt", "automatisk förlängning"),
    "giltig_till": (
        "gäller till",
        "gäller till och med",
        "giltig till",
        "giltig till och med",
        "giltigt till",
        "giltigt till och med",
        "giltighetstid",
        "till och med",
        "slutdatum",
        "upphör",
    ),
    "forlangning_manader": (
        "förlängs med",
        "förlängs med månader",
        "förlängning månader",
        "förlängningstid",
    ),
    "uppsagning_manader": ("uppsägningstid", "uppsägningstid månader", "uppsägning"),
    "oversyn": (
        "översyn",
        "översynsdag",
        "revideras",
        "revideras senast",
        "nästa revidering",
        "nästa revision",
        "uppföljning",
        "nästa uppföljning",
    ),
    "trappsteg": ("trappsteg", "plats i trappan", "konkretiseringstrappan", "nivå"),
    "galler_fran": (
        "gäller från",
        "gäller från och med",
        "giltig från",
        "giltigt från",
        "från och med",
        "startdatum",
        "träder i kraft",
        "ikraftträdande",
    ),
    "beslutad": ("beslut", "beslutat", "beslutad av", "beslutsinstans"),
    "text": ("avtalstext",),
}
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[\W_]+")
_SHORT: Final = (
    (re.compile(r"\b(?:t o m|tom)\b"), "till och med"),
    (re.compile(r"\b(?:fr o m|from)\b"), "från och med"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """At which place each field stands, at which the number of one party does, the headings that
    are none of ours, and how many there are.
    """

    platser: Mapping[str, int]
    nummer: Mapping[int, str]
    okanda: tuple[str, ...]
    bredd: int

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """Return what a row says in each field it says something in."""
        said = {place: cell for place, cell in enumerate(row) if not is_blank(cell)}
        found = {name: said[place] for name, place in self.platser.items() if place in said}
        own = [f"{part}: {said[place]}" for place, part in self.nummer.items() if place in said]
        if own:
            found["diarienummer"] = "\n".join([*own, found.get("diarienummer", "")])
        return found


def folded(text: str) -> str:
    """Return a heading without the case of its letters, its signs, its spaces and its
    abbreviations.
    """
    bare = _SIGNS.sub(" ", same_name(text)).strip()
    for short, whole in _SHORT:
        bare = short.sub(whole, bare)
    return bare


_KNOWN: Final = {
    folded(words): name for name in FIELDS for words in (RUBRIKER[name], name, *_ALSO[name])
}


def known_in(row: Sequence[str]) -> int:
    """Return how many fields a row has headings of."""
    return len({name for cell in row if (name := _field(cell))})


def _field(heading: str) -> str | None:
    """Return the field of a heading; what it says in brackets only explains it."""
    return _KNOWN.get(folded(heading)) or _KNOWN.get(folded(_BRACKETS.sub(" ", heading)))


def _numbered(register: Register) -> dict[str, str]:
    """Return the headings of a column with the numbers of one party, "Diarienr Ekby", by whose
    they are.
    """
    words = ("Diarienummer", *_ALSO["diarienummer"])
    return {
        folded(heading): one.kortnamn
        for one in register.huvudman
        for name in (one.kortnamn, one.namn)
        for word in words
        for heading in (f"{word} {name}", f"{name} {word}")
    }


def columns_of(sheet: Sheet, register: Register) -> Columns:
    """Find the fields; ImportRefused when the name is not among them, or one of them stands in two
    columns.
    """
    platser: dict[str, int] = {}
    problems: dict[str, str] = {}
    numbered = _numbered(register)
    heard = {place: folded(heading) for place, heading in enumerate(sheet.rubriker)}
    nummer = {place: numbered[text] for place, text in heard.items() if text in numbered}
    unnamed: list[int] = []
    for place in sorted(heard.keys() - nummer.keys()):
        name = _field(sheet.rubriker[place])
        if name is None:
            unnamed.append(place)
        elif name in platser:
            both = f"{quoted(sheet.rubriker[platser[name]])} och {quoted(sheet.rubriker[place])}"
            problems[f"rad {sheet.rubrikrad}, {RUBRIKER[name]}"] = (
                f"{both} betyder samma sak. Ta bort den ena."
            )
        else:
            platser[name] = place
    if "rubrik" not in platser:
        found = ", ".join(quoted(one) for one in sheet.rubriker[:12] if not is_blank(one))
        problems[f"rad {sheet.rubrikrad}"] = f"Rubriken Namn saknas. Raden säger {found}."
    if problems:
        raise ImportRefused(problems)
    okanda = (_shown(sheet, place) for place in unnamed)
    return Columns(platser, nummer, tuple(dict.fromkeys(okanda)), len(sheet.rubriker))


def _shown(sheet: Sheet, place: int) -> str:
    return plain(sheet.rubriker[place]) or f"kolumn {letter(place)}, som saknar rubrik"
