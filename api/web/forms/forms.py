"""Forms and payloads: what a form sent as the payload of a step, what to show in it again, which
field is wrong.

A field is described by ``workflows.ground.payload.describe`` and made ready for the page by a shape
(``Form``). Beyond the macros' kinds a field may be ``rader`` (texts in boxes of their own),
``synpunkter`` (comments on sections), ``deltagare`` (a choice for each person) or ``parter`` (boxes
to tick for groups, huvudmän and organ), ``konsekvenser`` (a box for each of ``parter``) or ``dold``
(sent back as it was). ``saknas`` is the obstacle that belongs to the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session

from api.shared.access import Caller
from api.web.forms import comments as synpunktsfalt
from api.web.forms import editor
from api.web.forms.about import Gallande
from api.web.frame.sent import Sent
from models.vocabulary import MottagareSlag
from workflows.engine.case import Case
from workflows.engine.lifecycle import AnyStep
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.payload import Payload
from workflows.ground.words import tal

Falt = dict[str, Any]  # what ``describe`` gives, with the choices of the page
GROUPS: Final = ("alla", "kommuner", "regioner")
_DIGITS: Final = 6  # of a box's number; Python refuses to read a number of thousands


@dataclass(frozen=True, slots=True)
class Asked:
    """A step whose form is asked for: by whom, about which matter, and the fields as the step
    describes them.

    ``valt`` is what the address chose beforehand, such as ?punkt=3. Where the form is not ``shown``
    only what was sent is read by it: nothing is looked up to be chosen among or to stand in it.
    """

    session: Session
    caller: Caller
    case: Case
    step: AnyStep[Any]
    falt: list[Falt]
    valt: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A step's form as the page shows it.

    ``varden`` stands in it from the beginning, ``mening`` says what the step does, ``fragat`` what
    somebody asked that it answers. ``laser`` holds the form to the version that was read: off where
    others' moves do not concern what is sent, such as one answer among many. ``galler`` is what it
    is about, where it asks for an answer; ``nas`` the names of those who would get a letter, where
    the step asks first, and ``nas_om`` those who would besides, with when. ``finish`` is the last
    hand on the payload. ``meet`` says what to show when somebody else was first, given what was
    sent and the version it was made from.
    ``beside`` says what to show beside what was sent whenever it is shown again (``nya`` in it are
    values that take the place of those that were sent), ``utkast`` is where it saves itself.
    ``lamnas`` is the step that hands in what this one only writes, so that both are buttons.
    """

    falt: list[Falt]
    varden: Mapping[str, Any] = field(default_factory=dict)
    mening: str = ""
    fragat: str = ""
    galler: Gallande | None = None
    nas: tuple[str, ...] | None = None
    nas_om: tuple[tuple[str, tuple[str, ...]], ...] = ()
    laser: bool = True
    finish: Callable[[dict[str, Any]], dict[str, Any]] = dict
    meet: Callable[[Sent, int], dict[str, Any]] | None = None
    beside: Callable[[Sent], dict[str, Any]] | None = None
    utkast: str = ""
    lamnas: AnyStep[Any] | None = None


Shape = Callable[[Asked], Form]


def with_field(falt: list[Falt], changes: Mapping[str, Mapping[str, Any]]) -> list[Falt]:
    """Return the fields with some things about some of them said otherwise."""
    return [{**one, **changes.get(one["namn"], {})} for one in falt]


def without(falt: list[Falt], *names: str) -> list[Falt]:
    """Return the fields without some of them."""
    return [one for one in falt if one["namn"] not in names]


def payload_of(falt: Sequence[Falt], sent: Sent) -> dict[str, Any]:
    """Return the payload a form stands for; what was left empty is left out. Files are the caller's
    to add.
    """
    found = {
        one["namn"]: _READ.get(one["slag"], _text)(one, sent)
        for one in falt
        if one["slag"] != "fil"
    }
    return {name: value for name, value in found.items() if value is not None}


def values_of(falt: Sequence[Falt], sent: Sent) -> dict[str, Any]:
    """Return what was typed, to stand in the form again exactly as it was."""
    return {
        one["namn"]: _AGAIN.get(one["slag"], _typed)(one, sent)
        for one in falt
        if one["slag"] != "fil"
    }


def stored_values(falt: Sequence[Falt], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored facts, in the shapes of a payload, as they stand in a form."""
    return {
        one["namn"]: _as_shown(one, stored[one["namn"]]) for one in falt if one["namn"] in stored
    }


def errors_of(
    takes: type[Payload], falt: Sequence[Falt], sent: Sent, refusal: Hindered | Malformed
) -> dict[str, str]:
    """Return a sentence for each field that is wrong; keys that begin with ``_`` belong to no
    field.
    """
    known = {one["namn"]: one for one in falt}
    wrong = _missing(takes, falt, sent)
    for one in falt:
        if one["slag"] == "ataganden":
            wrong.update(editor.problems(one["namn"], editor.rows_of(one["namn"], sent)))
    if isinstance(refusal, Malformed):
        for path, text in refusal.fields.items():
            wrong.setdefault(_name_of(path, known, sent), text)
    else:
        belongs = {one["saknas"]: one["namn"] for one in falt if "saknas" in one}
        wrong.update({belongs[text]: text for text in refusal.hinder if text in belongs})
        said = set(wrong.values())
        rest = [text for text in refusal.hinder if text not in said]
        wrong.update({"_" * (place + 1): text for place, text in enumerate(rest)})
    return wrong


def _missing(takes: type[Payload], falt: Sequence[Falt], sent: Sent) -> dict[str, str]:
    """Return the sentence of every wanted field that was left empty."""
    payload = payload_of(falt, sent)
    wanted = {name: field.json_schema_extra for name, field in takes.model_fields.items()}
    return {
        one["namn"]: str(extra["kravs"])
        for one in falt
        if isinstance(extra := wanted.get(one["namn"]), dict)
        and extra.get("kravs")
        and one["slag"] != "fil"
        and payload.get(one["namn"]) in (None, "", [])
    }


def _name_of(path: str, known: Mapping[str, Falt], sent: Sent) -> str:
    """Return the name of the control that a path in a payload, "ataganden.0.senast", was
    read from.
    """
    first, *rest = path.split(".")
    if first not in known:
        return "_"
    if known[first]["slag"] == "ataganden" and len(rest) > 1:
        return editor.control(first, rest, editor.rows_of(first, sent))
    if known[first]["slag"] == "synpunkter" and rest:
        return synpunktsfalt.control(first, rest)
    return f"{first}-{rest[0]}" if known[first]["slag"] == "rader" and rest else first


def _text(one: Falt, sent: Sent) -> str | None:
    return sent.get(one["namn"]).strip() or None


def _chosen(one: Falt, sent: Sent) -> Any:
    return (
        list(sent.all(one["namn"])) or None
        if one["slag"] == "kryss" or one.get("flera")
        else _text(one, sent)
    )


def _yes(one: Falt, sent: Sent) -> bool | None:
    return True if sent.get(one["namn"]) == "ja" else None


def _number(one: Falt, sent: Sent) -> str | None:
    """Return a number as people write it, "12 345,6", as data."""
    text = "".join(sent.get(one["namn"]).split()).replace(",", ".").replace("−", "-")
    return text or None


def rows(one: Falt, sent: Sent) -> list[str]:
    """Return what was written in the boxes of a ``rader`` field, without the empty ones."""
    start = f"{one['namn']}-"
    places = (name.removeprefix(start) for name in sent.texts if name.startswith(start))
    numbers = sorted(int(n) for n in places if n.isdecimal() and len(n) <= _DIGITS)
    return [text for number in numbers if (text := sent.get(f"{start}{number}")).strip()]


def _people(one: Falt, sent: Sent) -> list[dict[str, str]] | None:
    names = (
        (person["varde"], sent.get(f"{one['namn']}-{place}"))
        for place, person in enumerate(one["personer"])
    )
    return [{"person": epost, "narvaro": how} for epost, how in names if how] or None


def _for_each(one: Falt, sent: Sent) -> dict[str, str] | None:
    """Return what was written for each party, by its code; boxes that were left empty are
    left out.
    """
    texts = (
        (part["varde"], sent.get(f"{one['namn']}-{part['varde']}").strip())
        for part in one["parter"]
    )
    return {kod: text for kod, text in texts if text} or None


def parties(one: Falt, sent: Sent) -> Any:
    """Return one word when a whole group was chosen, else each party; parties inside a chosen group
    say nothing new.
    """
    chosen = sent.all(one["namn"])
    words = [word for word in GROUPS if word in chosen]
    single = [value.partition(":")[::2] for value in chosen if ":" in value]
    if "alla" in words or (len(words) == 1 and not _outside(words[0], single, one)):
        others = [
            {"slag": kind, "kod": kod} for kind, kod in single if kind != MottagareSlag.HUVUDMAN
        ]
        if not others:
            return words[0]
    inside = [kod for word in words for kod in one["grupper"][word]]
    codes = dict.fromkeys(
        [*inside, *(kod for kind, kod in single if kind == MottagareSlag.HUVUDMAN)]
    )
    named = [{"slag": "huvudman", "kod": kod} for kod in codes]
    return [
        *named,
        *({"slag": kind, "kod": kod} for kind, kod in single if kind != MottagareSlag.HUVUDMAN),
    ] or None


def _outside(word: str, single: Sequence[Sequence[str]], one: Falt) -> bool:
    return any(
        kind == MottagareSlag.HUVUDMAN and kod not in one["grupper"][word] for kind, kod in single
    )


def _obligations(one: Falt, sent: Sent) -> list[dict[str, Any]] | None:
    return editor.payload(editor.rows_of(one["namn"], sent)) or None


_READ: Mapping[str, Callable[[Falt, Sent], Any]] = {
    "val": _chosen,
    "kryss": _chosen,
    "person": _chosen,
    "organ": _chosen,
    "mote": _chosen,
    "ja": _yes,
    "tal": _number,
    "rader": lambda one, sent: rows(one, sent) or None,
    "deltagare": _people,
    "parter": parties,
    "ataganden": _obligations,
    "konsekvenser": _for_each,
    "synpunkter": lambda one, sent: synpunktsfalt.payload(one["namn"], sent),
}


def _typed(one: Falt, sent: Sent) -> Any:
    return (
        list(sent.all(one["namn"]))
        if one["slag"] == "kryss" or one.get("flera")
        else sent.get(one["namn"])
    )


_AGAIN: Mapping[str, Callable[[Falt, Sent], Any]] = {
    "ja": _yes,
    "rader": lambda one, sent: [*rows(one, sent), *([""] if sent.get("_rad") == "ny" else [])],
    "deltagare": lambda one, sent: {p["person"]: p["narvaro"] for p in _people(one, sent) or ()},
    "parter": lambda one, sent: list(sent.all(one["namn"])),
    "konsekvenser": lambda one, sent: _for_each(one, sent) or {},
    "ataganden": lambda one, sent: editor.rows_of(one["namn"], sent),
    "synpunkter": lambda one, sent: synpunktsfalt.rows_of(one["namn"], sent),
}


def _as_shown(one: Falt, value: Any) -> Any:
    if one["slag"] == "ataganden":
        return editor.rows_from(value or ())
    if isinstance(value, Decimal):
        return tal(value.normalize())
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value
