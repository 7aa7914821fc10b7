"""Whether those an åtagande or a remiss is addressed to exist."""

from __future__ import annotations

from models.vocabulary import MottagareSlag
from workflows.cases import ArendeCase
from workflows.payloads.arende import Mottagare
from workflows.words import uppraknat


def verifier_known(case: ArendeCase, epost: str | None) -> str | None:
    """The verifier is somebody we know."""
    if not epost or epost.casefold() in case.named.personer:
        return None
    return f"Det finns ingen person med adressen {epost}."


def addressees_known(case: ArendeCase, mottagare: object, sektor: str | None = None) -> str | None:
    """Every addressee exists and has the sector named."""
    if mottagare == ():
        return "Ingen mottagare är vald."
    chosen: tuple[Mottagare, ...] = mottagare if isinstance(mottagare, tuple) else ()
    sectors = {s.kod for s in case.profile.sektor}
    named = [sektor, *(one.sektor for one in chosen)]
    unknown = [one for one in named if one and one not in sectors] + [
        one.kod for one in chosen if not _known(case, one)
    ]
    return f"Okänd mottagare eller sektor: {uppraknat(unknown)}." if unknown else None


def _known(case: ArendeCase, mottagare: Mottagare) -> bool:
    if mottagare.slag == MottagareSlag.HUVUDMAN:
        return case.register.huvudman_named(mottagare.kod) is not None
    if mottagare.slag == MottagareSlag.ORGAN:
        return case.register.organ_named(mottagare.kod) is not None
    return mottagare.kod.casefold() in case.named.personer
