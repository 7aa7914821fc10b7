"""A first draft of a meeting's notes, written from what the program already knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.vocabulary import NarvaroSlag
from workflows.beslut.rows import BeslutRad
from workflows.ground.words import full_dag, klockslag, uppraknat
from workflows.handling.om import Om
from workflows.mote.facts import MoteCase, MotesatagandeFacts
from workflows.mote.stand_ins import BeslutandeVy, DeltagareVy, took_part
from workflows.mote.views import MoteVy, PunktVy


def draft(vy: MoteVy, case: MoteCase) -> str:
    """Return the notes as far as agenda, outcomes, decisions with what they give to do, and
    attendance say them.
    """
    decided = {one.om: one for one in vy.beslut}
    items = _items(vy.punkter, decided, list(case.ataganden))
    return "\n\n".join([_heading(vy), *_attendance(vy.beslutande), *items])


def _heading(vy: MoteVy) -> str:
    where = f", {vy.plats}" if vy.plats else ""
    when = f"{full_dag(vy.datum)}, {klockslag(vy.tid, vy.slut)}{where}"
    return f"{vy.protokoll.capitalize()}, {vy.organ_namn}\n{when}"


def attended(could: Iterable[BeslutandeVy]) -> tuple[DeltagareVy, ...]:
    """Return each who was there once, whatever places they have."""
    return tuple(one for one in took_part(could) if one.narvaro is not NarvaroSlag.FRANVARANDE)


def _attendance(could: Sequence[BeslutandeVy]) -> Iterator[str]:
    """Yield who was there and who was not, as it is noted: that somebody was to come for another
    is no word that they did.
    """
    here = [one.namn for one in attended(could)]
    away = [one.namn for one in took_part(could) if one.namn not in here]
    if here:
        yield f"Närvarande: {uppraknat(here)}."
    if away:
        yield f"Frånvarande: {uppraknat(away)}."


def _items(
    punkter: Sequence[PunktVy], decided: Mapping[Om, BeslutRad], tasks: Sequence[MotesatagandeFacts]
) -> Iterator[str]:
    for place, punkt in enumerate(punkter, start=1):
        lines = [f"{place}. {punkt.rubrik}"]
        if punkt.foredragande:
            lines.append(f"Föredragande: {punkt.foredragande}.")
        beslut = decided.get(punkt.om) if punkt.om else None
        if beslut is not None:
            lines.append(f"Beslut ({beslut.utfall_ord}, {beslut.beteckning}): {beslut.text}")
            lines += _to_do(beslut.id, tasks)
        elif punkt.utfall_ord:
            lines.append(f"{punkt.utfall_ord.capitalize()}.")
        if punkt.anteckning and (beslut is None or punkt.anteckning != beslut.text):
            lines.append(punkt.anteckning)
        yield "\n".join(lines)


def _to_do(beslut_id: int, tasks: Sequence[MotesatagandeFacts]) -> Iterator[str]:
    """Yield what a decision gives to do: who, what and by when, those with the same on one line."""
    alike: dict[str, list[str]] = {}
    for one in tasks:
        if one.beslut_id == beslut_id:
            when = f", senast {full_dag(one.senast)}" if one.senast else ""
            alike.setdefault(f"{one.text}{when}", []).append(one.mottagare)
    for said, who in alike.items():
        yield f"Åtagande för {uppraknat(who)}: {said}."
