"""Whose word of a text is lacking and who objects: what holds of every text that ledamöter approve,
an ärende's as well as an agreement's. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.revisionsord import Godkannandeord
from models.vocabulary import MottagareSlag
from workflows.county.mandate import is_or_stands_in
from workflows.county.profile import Remisstill
from workflows.county.slots import Delfrist, Slot
from workflows.ground.sentences import regel
from workflows.ground.words import uppraknat
from workflows.handling.addressees import asked
from workflows.handling.facts import GodkannareFacts, OmCase
from workflows.handling.payloads import SkickaPaRemiss

Said = Mapping[int, Godkannandeord]  # what holds of the newest text, by the id of the ledamot
NOBODY = "Ingen ledamot kan godkänna texten. Skriv in ledamöterna under Personer."


def lacking(case: OmCase, said: Said) -> tuple[GodkannareFacts, ...]:
    """Return those who must say something of the newest text and have not, in order."""
    return tuple(one for one in case.godkannare if one.id not in said)


def against(case: OmCase, said: Said) -> tuple[GodkannareFacts, ...]:
    """Return those whose word is that they object, in order."""
    return tuple(one for one in case.godkannare if said.get(one.id) is Godkannandeord.INVANDER)


def named(one: GodkannareFacts) -> str:
    """Return the name of a ledamot with whom it stands for, where the name does not say that."""
    return (
        one.namn if not one.huvudman or one.huvudman in one.namn else f"{one.namn} ({one.huvudman})"
    )


def not_behind_it(case: OmCase, said: Said) -> str | None:
    """Return who does not stand behind the text, by name; None when everybody does."""
    if not case.godkannare:
        return NOBODY
    parts = (
        ("Godkännande saknas från", lacking(case, said)),
        ("Invändning från", against(case, said)),
    )
    return (
        " ".join(f"{word} {uppraknat([named(one) for one in who])}." for word, who in parts if who)
        or None
    )


def spoken_for(case: OmCase, person: str | None) -> GodkannareFacts | None:
    """Return the ledamot the actor speaks as: the one named, else oneself, else the only one stood
    in for.
    """
    mine = [one for one in case.godkannare if is_or_stands_in(case.actor, one.id)]
    if person:
        known = case.named.personer.get(person.casefold())
        return next((one for one in mine if known and one.id == known.id), None)
    own = next((one for one in mine if one.id == case.actor.person_id), None)
    return own or (mine[0] if len(mine) == 1 else None)


def slot_of(case: OmCase, one: GodkannareFacts, drag: str | None = None) -> Slot:
    """Return a ledamot as whose move it is."""
    organ_id = case.register.ledningsgrupp().id
    return Slot(drag=drag or named(one), organ_id=organ_id, person_id=one.id)


def waited_for(case: OmCase, said: Said) -> tuple[Delfrist, ...]:
    """Return each that must approve and has not, by the matter's own day."""
    if not case.profile.godkannande.kravs:
        return ()
    return tuple(Delfrist(slot_of(case, one)) for one in lacking(case, said))


def no_word_without_reason(word: Godkannandeord | None, text: str | None) -> str | None:
    """Those who write on need to know what."""
    wanted = {
        Godkannandeord.INVANDER: "Skriv vad du invänder mot.",
        Godkannandeord.MED_ANMARKNING: "Skriv anmärkningen.",
    }
    return None if text or word is None else wanted.get(word)


@regel("Där varje ledamot ska godkänna går remissen till var och en av dem.")
def remissen_till_varje_ledamot(case: OmCase, said: SkickaPaRemiss) -> str | None:
    """Whoever must approve is asked first; those left out are named."""
    if not case.profile.godkannande.kravs or not case.om.for_beslut or not said.mottagare:
        return None
    if case.profile.remiss.till is not Remisstill.LEDAMOTER:
        return None
    reached = {
        one.id
        for one in asked(case, said.mottagare, said.sektor)
        if one.slag is MottagareSlag.PERSON
    }
    left = [named(one) for one in case.godkannare if one.id not in reached]
    return f"Remissen behöver gå till varje ledamot. {uppraknat(left)} saknas." if left else None
