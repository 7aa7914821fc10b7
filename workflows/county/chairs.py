"""Whether the chairs are held by the side whose turn it is: what is said of an organ where its
chair is empty, or is the other side's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from workflows.county.bemanning import Bemanning
from workflows.county.profile import Profile
from workflows.county.profile.chairing import Sida
from workflows.county.register import OrganFacts, Register
from workflows.ground.sentences import pastaende

_SIDES: dict[Sida, str] = {"kommuner": "kommunerna", "regioner": "regionen"}
_OTHER: dict[Sida, Sida] = {"kommuner": "regioner", "regioner": "kommuner"}
# Whose chair is called for whatever the profile says of turns: they decide, or lead up to it.
_ALWAYS = (OrganSlag.LEDNINGSGRUPP, OrganSlag.AU)


@dataclass(frozen=True, slots=True)
class Stol:
    """Somebody who chairs an organ, or stands next to who does; ``slag`` is the kind of huvudman
    they represent, None for nobody.
    """

    namn: str
    roll: Roll
    slag: HuvudmanSlag | None


@pastaende("Vilken sida ordförandeskapet hör till, och till när.")
def turn(profile: Profile, kod: str, year: int) -> str:
    """Return which side chairs an organ a year, until when, and which side comes after; "" when
    none is said.
    """
    turns = profile.ordforandeskap
    side = turns.side(kod, year) if turns else None
    if turns is None or side is None:
        return ""
    last = turns.last_year(year)
    after = turns.side(kod, last + 1) or side
    return (
        f"Ordförandeskapet hör till {_SIDES[side]} till och med {last}. Från {last + 1} hör det"
        f" till {_SIDES[after]}."
    )


@pastaende("Om någon är ordförande, och från rätt sida.")
def wrong(profile: Profile, organ: OrganFacts, held: Iterable[Stol], today: date) -> str:
    """Say what is wrong with the chairs of an organ today: empty, or the other side's; "" when
    nothing is.
    """
    turns = profile.ordforandeskap
    side = turns.side(organ.kod, today.year) if turns else None
    found = list(held)
    chairs = [one for one in found if one.roll is Roll.ORDFORANDE]
    said = []
    if not chairs and (side or organ.slag in _ALWAYS):
        whose = f" Ordförandeskapet hör till {_SIDES[side]}." if side else ""
        said.append(f"Ingen är ordförande i {organ.kortnamn}.{whose}")
    if side:
        vice = [one for one in found if one.roll is Roll.VICE_ORDFORANDE]
        said += [_misplaced(one, side) for one in chairs if not _of(one, side)]
        said += [_misplaced(one, _OTHER[side]) for one in vice if not _of(one, _OTHER[side])]
    return " ".join(said)


def _of(one: Stol, side: Sida) -> bool:
    """Tell whether somebody is of a side: whoever is not the region's is the kommuner's."""
    if one.slag is None:
        return False
    return (one.slag is HuvudmanSlag.REGION) == (side == "regioner")


def _misplaced(one: Stol, side: Sida) -> str:
    whose = "företräder ingen huvudman" if one.slag is None else "hör till den andra sidan"
    return f"{one.namn} är {one.roll.ord} men {whose}: uppdraget är {_GENITIVE[side]} nu."


_GENITIVE: dict[Sida, str] = {"kommuner": "kommunernas", "regioner": "regionens"}


def all_wrong(
    profile: Profile, register: Register, bemanning: Bemanning, today: date
) -> Sequence[tuple[OrganFacts, str]]:
    """Return each organ of which something is wrong, with what."""
    kinds = {one.id: one.slag for one in register.huvudman}
    found = []
    for organ in register.organ:
        held = [
            Stol(bemanning.personer[one.person_id].namn, one.roll, kinds.get(one.huvudman_id or 0))
            for one in bemanning.platser
            if one.galler and one.organ_id == organ.id
        ]
        if said := wrong(profile, organ, held, today):
            found.append((organ, said))
    return found
