"""Who must approve a text, whose word of it holds, and what a changed text does to that. Pure."""

from __future__ import annotations

from models.revisionsord import Andringsgrad, Godkannandeord
from workflows.cases import GodkannandeFacts, GodkannareFacts, RevisionCase
from workflows.roles import is_or_stands_in
from workflows.words import antal, uppraknat


def standing(case: RevisionCase) -> dict[int, GodkannandeFacts]:
    """Return what the ledamöter have said that holds of the newest text, by the id of the ledamot.

    Asked of the texts' own grades as well as of what was written when they were locked: neither alone is trusted.
    """
    voiding = case.profile.godkannande.upphaver
    since = max((text.id for text in case.versioner if text.andring in voiding), default=0)
    return {one.for_id: one for one in case.godkannanden if not one.ogiltig and one.version_id >= since}


def lacking(case: RevisionCase) -> tuple[GodkannareFacts, ...]:
    """Return those who must say something of the newest text and have not, in order."""
    said = standing(case)
    return tuple(one for one in case.godkannare if one.id not in said)


def against(case: RevisionCase) -> tuple[GodkannareFacts, ...]:
    """Return those whose word is that they object, in order."""
    said = standing(case)
    objecting = {one.for_id for one in said.values() if one.ord is Godkannandeord.INVANDER}
    return tuple(one for one in case.godkannare if one.id in objecting)


def spoken_for(case: RevisionCase) -> GodkannareFacts | None:
    """Return the ledamot the actor speaks as: the one named, else oneself, else the only one stood in for."""
    mine = [one for one in case.godkannare if is_or_stands_in(case.actor, one.id)]
    if said := case.said("person"):
        named = case.named.personer.get(said.casefold())
        return next((one for one in mine if named and one.id == named.id), None)
    own = next((one for one in mine if one.id == case.actor.person_id), None)
    return own or (mine[0] if len(mine) == 1 else None)


def what_a_change_does(case: RevisionCase) -> str | None:
    """Return what locking a changed text would do to the approvals, as a sentence; None when there are none."""
    given = len(standing(case))
    if not case.profile.godkannande.kravs or not given:
        return None
    rules = case.profile.godkannande
    voids = [grade.ord for grade in Andringsgrad if grade in rules.upphaver]
    keeps = [grade.ord for grade in Andringsgrad if grade not in rules.upphaver]
    has = f"{antal(given, 'ledamot', 'ledamöter')} har godkänt texten."
    if not voids:
        return f"{has} Godkännandena står kvar när texten ändras."
    goes = "det" if given == 1 else "alla"
    spared = f", en {uppraknat(keeps, 'eller')} gör det inte" if keeps else ""
    return f"{has} En {uppraknat(voids, 'eller')} ändring upphäver {goes}{spared}."


def named(one: GodkannareFacts) -> str:
    """Return the name of a ledamot with whom it stands for, where the name does not say that."""
    return one.namn if not one.huvudman or one.huvudman in one.namn else f"{one.namn} ({one.huvudman})"
