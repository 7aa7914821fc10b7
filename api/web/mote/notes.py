"""A first draft of a meeting's notes, written from what the program already knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.vocabulary import NarvaroSlag
from workflows.beslut.rows import BeslutRad
from workflows.ground.words import full_dag, klockslag, uppraknat
from workflows.handling.om import Om
from workflows.mote.views import BeslutandeVy, MoteVy, PunktVy

_PRESENT = (NarvaroSlag.PA_PLATS, NarvaroSlag.DIGITALT)


def draft(vy: MoteVy) -> str:
    """Return the notes as far as agenda, outcomes, decisions and attendance say them."""
    decided = {one.om: one for one in vy.beslut}
    return "\n\n".join([_heading(vy), *_attendance(vy.beslutande), *_items(vy.punkter, decided)])


def _heading(vy: MoteVy) -> str:
    where = f", {vy.plats}" if vy.plats else ""
    when = f"{full_dag(vy.datum)}, {klockslag(vy.tid, vy.slut)}{where}"
    return f"{vy.protokoll.capitalize()}, {vy.organ_namn}\n{when}"


def _attendance(could: Iterable[BeslutandeVy]) -> Iterator[str]:
    people = list(could)
    here = [one.namn for one in people if one.narvaro in _PRESENT]
    away = [one.namn for one in people if one.narvaro is NarvaroSlag.FRANVARANDE]
    if here:
        yield f"Närvarande: {uppraknat(here)}."
    if away:
        yield f"Frånvarande: {uppraknat(away)}."


def _items(punkter: Sequence[PunktVy], decided: Mapping[Om, BeslutRad]) -> Iterator[str]:
    for place, punkt in enumerate(punkter, start=1):
        lines = [f"{place}. {punkt.rubrik}"]
        if punkt.foredragande:
            lines.append(f"Föredragande: {punkt.foredragande}.")
        if punkt.om and (beslut := decided.get(punkt.om)) is not None:
            lines.append(f"Beslut ({beslut.utfall_ord}, {beslut.beteckning}): {beslut.text}")
        elif punkt.utfall_ord:
            lines.append(f"{punkt.utfall_ord.capitalize()}.")
        if punkt.anteckning:
            lines.append(punkt.anteckning)
        yield "\n".join(lines)
