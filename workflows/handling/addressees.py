"""From what a payload says to whom: huvudmän in order, organ and people, each with the slot that
answers for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from models.vocabulary import MottagareSlag, Roll
from workflows.county.profile import Remisstill
from workflows.engine.case import Case
from workflows.handling.effects import Addressee
from workflows.handling.facts import NamedMembers, OmCase
from workflows.handling.payloads import Mottagare, Mottagarval
from workflows.handling.slots import roll_for


def addressees(
    case: Case, mottagare: Mottagarval | None, sektor: str | None = None
) -> tuple[Addressee, ...]:
    """Return every addressee once, in the order of the register. Unknown ones have been refused by
    a guard.
    """
    if isinstance(mottagare, str):
        koder = [h.kod for h in case.profile.huvudman_i(mottagare)]
        return tuple(dict.fromkeys(one for kod in koder for one in _huvudman(case, kod, sektor)))
    wanted = mottagare or ()
    return tuple(dict.fromkeys(one for m in wanted for one in _one(case, m, m.sektor or sektor)))


def asked(
    case: Case, mottagare: Mottagarval | None, sektor: str | None = None
) -> tuple[Addressee, ...]:
    """Return whom a remiss asks; where each ledamot answers, the ledningsgrupp is all of its
    ledamöter and those whose approval counts this time, or those of the sector that is asked.
    """
    found = each_once(addressees(case, mottagare, sektor))
    if case.profile.remiss.till is not Remisstill.LEDAMOTER:
        return found
    named = case.named.find(NamedMembers)
    leading = (MottagareSlag.ORGAN, case.register.ledningsgrupp().id)
    also = () if sektor or not isinstance(case, OmCase) else case.godkannare
    ids = dict.fromkeys([*(named.ids if named else ()), *(one.id for one in also)])
    members = tuple(Addressee(MottagareSlag.PERSON, person_id) for person_id in ids)
    parts = (members if (one.slag, one.id) == leading else (one,) for one in found)
    return tuple(dict.fromkeys(one for part in parts for one in part))


def each_once(till: tuple[Addressee, ...]) -> tuple[Addressee, ...]:
    """Return every party once: whoever is named for several sectors is asked as a whole."""
    times = Counter((one.slag, one.id) for one in till)
    return tuple(
        dict.fromkeys(
            replace(one, sektor=None) if times[one.slag, one.id] > 1 else one for one in till
        )
    )


def _one(case: Case, mottagare: Mottagare, sektor: str | None) -> Iterator[Addressee]:
    if mottagare.slag == MottagareSlag.HUVUDMAN:
        yield from _huvudman(case, mottagare.kod, sektor)
    elif mottagare.slag == MottagareSlag.ORGAN:
        organ = case.register.organ_named(mottagare.kod)
        if organ:
            yield Addressee(MottagareSlag.ORGAN, organ.id, None, roll_for(organ), organ.id)
    elif person := case.named.personer.get(mottagare.kod.casefold()):
        yield Addressee(MottagareSlag.PERSON, person.id)


def _huvudman(case: Case, kod: str, sektor: str | None) -> Iterator[Addressee]:
    """Yield a huvudman once, for the sector when one is named and the huvudman has it.

    "alla" means every sector it has.
    """
    huvudman = case.register.huvudman_named(kod)
    if huvudman is None:
        return
    own = [s.kod for s in case.profile.sektorer_for(huvudman.slag)]
    lgs = case.register.ledningsgrupp().id
    wanted: list[str | None] = [None] if sektor is None else [s for s in own if sektor == s]
    for one in wanted:
        yield Addressee(MottagareSlag.HUVUDMAN, huvudman.id, one, Roll.LEDAMOT, lgs)
