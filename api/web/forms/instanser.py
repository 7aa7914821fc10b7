"""How the forms look in which a party says which of its instanser decides, when, and what: the same
for a text and for the next period of an agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from api.web.forms.forms import Falt
from models.revisionsord import Partsutfall
from workflows.ground.words import dag, datum, inuti, stor, uppraknat
from workflows.instanser.facts import Deciding, InstansFacts
from workflows.instanser.views import InstansVy

HIDDEN: Final[Falt] = {"slag": "dold"}


def among(instanser: Iterable[InstansFacts], none: str = "") -> Falt:
    """Return that a field is a choice among instanser, and ``none`` of them where that is said."""
    nobody = [{"varde": "", "text": none}] if none else []
    found = [{"varde": one.namn, "text": one.namn} for one in instanser]
    return {"slag": "val", "val": [*nobody, *found], "hjalp": ""}


def unsaid(one: Deciding | None) -> tuple[InstansFacts, ...]:
    """Return those of a party that have said nothing: what can be struck, or given to another."""
    return tuple(found for found in one.instanser if found.utfall is None) if one else ()


def plan_fields(one: Deciding | None) -> Mapping[str, Falt]:
    """Return how the fields of a plan look: a choice where the party has named some."""
    named, silent = one.instanser if one else (), unsaid(one)
    return {
        "efter": among(named, "Ingen: sida vid sida") if named else HIDDEN,
        "i_stallet_for": among(silent, "Ingen: det är en till") if silent else HIDDEN,
    }


def planned(one: Deciding | None) -> dict[str, Any]:
    """Return what a party that has named a single instans has said of it; another may be added."""
    if one is None or len(one.kvar) != 1:
        return {"efter": "", "i_stallet_for": ""}
    (left,) = one.kvar
    day = left.planerat.isoformat() if left.planerat else ""
    return {"instans": left.namn, "planerat": day, "efter": left.efter, "i_stallet_for": ""}


def who_decides(one: Deciding | None) -> str:
    """Say which the party has named, and how one more is added."""
    if one is None or not one.instanser:
        return ""
    names = uppraknat(inuti(found.namn) for found in one.instanser)
    return f"Ni har sagt att {names} beslutar. Skriv ett annat namn för att lägga till en instans."


def reported_fields(one: Deciding | None) -> Mapping[str, Falt]:
    """Return how the field looks that says which instans decided."""
    return {"instans": among(one.instanser)} if one and one.instanser else {}


def reported(one: Deciding | None) -> dict[str, Any]:
    """Return the instans that is next."""
    return {"instans": one.kvar[0].namn} if one and one.kvar else {}


def struck_fields(one: Deciding | None) -> Mapping[str, Falt]:
    """Return how the field looks that says which is struck."""
    return {"instans": among(unsaid(one))} if unsaid(one) else {}


_KIND = {Partsutfall.JA: "klart", Partsutfall.VILLKOR: "snart", Partsutfall.NEJ: "forsenat"}


def decided(
    utfall: Partsutfall | None, instanser: Sequence[InstansVy], *, asked: bool = True
) -> dict[str, str]:
    """Return what a party has said as a cell, and what each of its instanser has: everything, so
    that what was sent back can be read beside what was decided later.
    """
    alone = len(instanser) == 1
    sub = "; ".join(_of_instans(one, alone=alone) for one in instanser)
    days = [one.planerat for one in instanser if one.planerat and not one.klar]
    kind, text = (
        (_KIND[utfall], stor(utfall.ord))
        if utfall
        else ("pagar" if asked else "ingen", f"Beslutar{f' {dag(min(days))}' if days else ''}")
    )
    return {"lage": kind, "text": text, **({"sub": sub} if sub else {})}


def _of_instans(one: InstansVy, *, alone: bool) -> str:
    """Say what an instans has decided, or when it means to."""
    if not one.sagt:
        when = f" {dag(one.planerat)}" if one.planerat and not alone else ""
        return f"{one.namn}{when}{f' (efter {inuti(one.efter)})' if one.efter else ''}"
    again = f", tas upp igen {dag(one.planerat)}" if not one.klar and one.planerat else ""
    bare = alone and one.klar and len(one.sagt) == 1
    said = ", sedan ".join(
        f"{'' if bare else f'{once.utfall_ord} '}{datum(once.datum)} {once.paragraf}"
        for once in one.sagt
    )
    return f"{one.namn} {said}{again}"
