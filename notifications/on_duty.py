"""Who answers for what letters say: the sekreterare on duty, to whom a reply goes and who calls to
a meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from models.vocabulary import OrganSlag, Roll
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.county.register import load_register
from workflows.county.slots import Holder, Slot


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Looks up who is on duty on a day, once for each organ: for a round of letters."""

    today: date
    _known: dict[int | None, Holder | None] = field(default_factory=dict)

    def secretary(self, session: Session, organ_id: int | None) -> Holder | None:
        """Return who keeps the papers of an organ, of AU when none is said: in force and not away.

        An organ without one has AU's; where nobody is there, AU's chair. None when that is nobody
        either.
        """
        if organ_id not in self._known:
            self._known[organ_id] = _on_duty(session, organ_id, self.today)
        return self._known[organ_id]


def _on_duty(session: Session, organ_id: int | None, today: date) -> Holder | None:
    au = next((one.id for one in load_register(session).organ if one.slag == OrganSlag.AU), None)
    slots = list(_asked(organ_id, au))
    bemanning = load_bemanning(session, today, slots)
    there = (one for slot in slots for one in _present(bemanning, slot))
    return next(there, None)


def _asked(organ_id: int | None, au: int | None) -> Iterator[Slot]:
    """Yield whose place it is, in order. A letter leaves also where no AU has been said."""
    if organ_id not in {None, au}:
        yield Slot("Sekreteraren", roll=Roll.SEKRETERARE, organ_id=organ_id)
    if au is None:
        return
    yield Slot("Sekreteraren", roll=Roll.SEKRETERARE, organ_id=au)
    for roll in (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE):
        yield Slot("Ordföranden", roll=roll, organ_id=au)


def _present(bemanning: Bemanning, slot: Slot) -> Iterator[Holder]:
    """Yield those who hold the slot and are there: a slot whose people are all away is still
    theirs.
    """
    return (one for one in bemanning.holders(slot) if one.id not in bemanning.borta)
