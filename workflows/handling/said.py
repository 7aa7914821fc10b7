"""The words somebody said in a step, as lines people read: codes become names, values
become words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from models.vocabulary import NarvaroSlag
from workflows.county.register import Register
from workflows.engine.lifecycle import CHANGED
from workflows.ground.payload import Described, Json, Payload, describe
from workflows.ground.words import dag, full_dag, klockslag, tal, uppraknat

_GROUPS = {"alla": "alla huvudmän", "kommuner": "alla kommuner", "regioner": "regionen"}
_TIMES = {"nasta_mote": "till nästa möte", "arligen": "varje år", "tills_vidare": "tills vidare"}
AVTAL_FALT = ("bygger_pa", "ersatter")  # fields that name agreements by their addresses
_UNSAID = {"mote", "fil", "ja"}
# Fields that hold ids, or what was read.
_POINTERS = {
    "punkt",
    "synpunkt",
    "utkast",
    "upplaga",
    "sha256",
    "version",
}


@dataclass(frozen=True, slots=True)
class Sagt:
    """One thing that was said: the heading of the field, and the words."""

    rubrik: str
    text: str


@dataclass(frozen=True, slots=True)
class Ordbok:
    """What turns codes and addresses into names."""

    register: Register
    personer: Mapping[str, str]
    avtal: Mapping[str, str] = field(default_factory=dict)

    def person(self, epost: str) -> str:
        """Return the name of the person with an address; the address itself when there is none."""
        return self.personer.get(epost.casefold(), epost)

    def part(self, kod: str) -> str:
        """Return the short name of a huvudman, organ or person."""
        huvudman, organ = self.register.huvudman_named(kod), self.register.organ_once_named(kod)
        return huvudman.kortnamn if huvudman else organ.kortnamn if organ else self.person(kod)


def in_words(
    takes: type[Payload], said: Mapping[str, Json], ordbok: Ordbok
) -> tuple[tuple[Sagt, ...], tuple[str, ...]]:
    """Return what was said, and the headings of those parts of the ärende's own text that were
    changed.
    """
    lines, changed = [], []
    known = said.get(CHANGED)
    for one in describe(takes):
        value = said.get(one["namn"])
        if value in (None, "", [], False) or one["slag"] in _UNSAID or _points(one, value):
            continue
        if takes.stands and known is not None and one["namn"] not in known:
            continue
        if one["namn"] in takes.edits:
            if known is None or one["namn"] in known:
                changed.append(one["rubrik"])
        elif text := _of_agreement(one["namn"], value, ordbok) or _text(one, value, ordbok):
            lines.append(Sagt(one["rubrik"], text))
    return tuple(lines), tuple(changed)


def _points(falt: Described, value: Json) -> bool:
    """Tell whether what was said is an id: a choice among rows has no words of its own."""
    chosen = falt["slag"] == "val" and not falt["val"] and isinstance(value, int)
    return chosen or falt["namn"] in _POINTERS


def _of_agreement(name: str, value: Json, ordbok: Ordbok) -> str:
    """Return parties and other agreements by their names; "" for all else."""
    if name in {"parter", "parter_beslutar"} and not isinstance(value, str):
        return uppraknat(_GROUPS.get(str(one).casefold()) or ordbok.part(str(one)) for one in value)
    if name in AVTAL_FALT:
        return uppraknat(ordbok.avtal.get(str(one).casefold(), str(one)) for one in value)
    return ""


def _text(falt: Described, value: Json, ordbok: Ordbok) -> str:
    words = {one["varde"]: one["text"] for one in falt["val"]}
    if words:
        return uppraknat(
            str(words.get(one, one)) for one in (value if isinstance(value, list) else [value])
        )
    write = _WRITERS.get(falt["slag"])
    return write(value, ordbok) if write else str(value)


def _rows(value: Json, ordbok: Ordbok) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(
        _participant(one, ordbok) if isinstance(one, Mapping) else str(one) for one in value
    )


def _comments(value: Json, _ordbok: Ordbok) -> str:
    """Return comments one on a line, with the section each points at and the wanted wording; once
    they were texts.
    """
    return "\n".join(one if isinstance(one, str) else _comment(one) for one in value)


def _comment(one: Mapping[str, Json]) -> str:
    where = f"Avsnitt {one['avsnitt']}: " if one.get("avsnitt") else ""
    wanted = f"Önskad lydelse: {one['onskad']}" if one.get("onskad") else ""
    return where + " ".join(text for text in (one.get("text", ""), wanted) if text)


def _participant(one: Mapping[str, Json], ordbok: Ordbok) -> str:
    return f"{ordbok.person(str(one['person']))}: {NarvaroSlag(one['narvaro']).ord}"


def _for_each(value: Json, ordbok: Ordbok) -> str:
    order = [one.kod for one in ordbok.register.huvudman if one.kod in value]
    return "\n".join(f"{ordbok.part(kod)}: {value[kod]}" for kod in dict.fromkeys([*order, *value]))


def _addressees(value: Json, ordbok: Ordbok) -> str:
    if isinstance(value, str):
        return _GROUPS.get(value) or ordbok.part(value)
    return uppraknat(ordbok.part(str(one["kod"])) for one in value)


def obligation_lines(value: Iterable[Mapping[str, Json]], ordbok: Ordbok) -> list[str]:
    """Return what a decision, or a proposal for one, asks of whom, one line for each."""
    return [
        f"{one['text']} ({_addressees(one.get('mottagare', 'alla'), ordbok)},"
        f" {due_words(str(one['senast']))})"
        for one in value
    ]


def _obligations(value: Json, ordbok: Ordbok) -> str:
    return "\n".join(obligation_lines(value, ordbok))


def due_words(senast: str) -> str:
    """Return what a decision says about time as it stands inside a sentence: "senast fredag 8
    december 2023".
    """
    if senast in _TIMES:
        return _TIMES[senast]
    try:
        return f"senast {full_dag(date.fromisoformat(senast))}"
    except ValueError:
        return senast


_WRITERS: Mapping[str, Callable[[Json, Ordbok], str]] = {
    "datum": lambda value, _: dag(date.fromisoformat(value)),
    "tid": lambda value, _: klockslag(time.fromisoformat(value)).removeprefix("kl. "),
    "tal": lambda value, _: tal(Decimal(str(value))),
    "person": lambda value, ordbok: ordbok.person(str(value)),
    "organ": lambda value, ordbok: ordbok.part(str(value)),
    "huvudman": _addressees,
    "rader": _rows,
    "synpunkter": _comments,
    "ataganden": _obligations,
    "konsekvenser": _for_each,
}
