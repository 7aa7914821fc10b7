"""Whether those an åtagande or a remiss is addressed to exist."""

from __future__ import annotations

from models.vocabulary import HuvudmanSlag, MottagareSlag
from workflows.cases import Case
from workflows.payloads.arende import Mottagare
from workflows.words import uppraknat


def verifier_known(case: Case, epost: str | None) -> str | None:
    """The verifier is somebody we know."""
    if not epost or epost.casefold() in case.named.personer:
        return None
    return f"Det finns ingen person med adressen {epost}."


def addressees_known(case: Case, mottagare: object, sektor: str | None = None) -> str | None:
    """Every addressee exists and has the sector named."""
    if mottagare == ():
        return "Ingen mottagare är vald."
    chosen: tuple[Mottagare, ...] = mottagare if isinstance(mottagare, tuple) else ()
    sectors = {s.kod for s in case.profile.sektor}
    named = [sektor, *(one.sektor for one in chosen)]
    unknown = [one for one in named if one and one not in sectors] + [
        one.kod for one in chosen if not _known(case, one)
    ]
    if unknown:
        return f"Okänd mottagare eller sektor: {uppraknat(unknown)}."
    lacking = _without_sector(case, mottagare if isinstance(mottagare, str) else chosen, sektor)
    return f"Sektorn finns inte hos {uppraknat(lacking)}." if lacking else None


def _without_sector(case: Case, mottagare: str | tuple[Mottagare, ...], sektor: str | None) -> list[str]:
    """Return who lacks the sector that was named; of a group nobody, as long as some of it have it."""
    if isinstance(mottagare, str):
        group = case.profile.huvudman_i(mottagare)
        return [] if any(_has(case, one.slag, sektor) for one in group) else [one.kortnamn for one in group]
    parties = ((case.register.huvudman_named(one.kod), one) for one in mottagare if one.slag == MottagareSlag.HUVUDMAN)
    return [one.kortnamn for one, said in parties if one and not _has(case, one.slag, said.sektor or sektor)]


def _has(case: Case, slag: HuvudmanSlag, sektor: str | None) -> bool:
    return sektor is None or sektor in {one.kod for one in case.profile.sektorer_for(slag)}


def _known(case: Case, mottagare: Mottagare) -> bool:
    if mottagare.slag == MottagareSlag.HUVUDMAN:
        return case.register.huvudman_named(mottagare.kod) is not None
    if mottagare.slag == MottagareSlag.ORGAN:
        return case.register.organ_named(mottagare.kod) is not None
    return mottagare.kod.casefold() in case.named.personer
