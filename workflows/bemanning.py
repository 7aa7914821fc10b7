"""Who holds which slot today, read once and answered many times: lists ask for many slots at a time.

The answers are those of ``workflows.slots.resolve``; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.tables import Franvaro, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll
from workflows.profile import Profile
from workflows.register import Register
from workflows.slots import Holder, Slot


@dataclass(frozen=True, slots=True)
class Plats:
    """One uppdrag; ``galler`` when it is in force today and its holder can sign in."""

    person_id: int
    organ_id: int
    organ_slag: OrganSlag
    roll: Roll
    huvudman_id: int | None
    sektor: str | None
    ersattare_id: int | None
    galler: bool


@dataclass(frozen=True, slots=True)
class Bemanning:
    """Everyone who can sign in, their uppdrag in the order they were given, and who is away today."""

    personer: Mapping[int, Holder]
    platser: Sequence[Plats]
    borta: Mapping[int, int | None]

    def holders(self, slot: Slot) -> tuple[Holder, ...]:
        """Return who holds the slot today: substitutes instead of the absent, AU's sekreterare when there is nobody."""
        ids = self._own(slot)
        if not ids and slot.huvudman_id:
            ids = self._first(lambda p: p.roll == Roll.KONTAKTPERSON and p.huvudman_id == slot.huvudman_id)
        return self._present(ids, slot) or self._present(self._secretary(), slot)

    def is_vacant(self, slot: Slot) -> bool:
        """Tell whether nobody has the uppdrag, so that it falls to the kontaktperson or to AU's sekreterare."""
        contacts = {plats.person_id for plats in self.platser if plats.galler and _only_contact(plats, slot)}
        return not self._present([one for one in self._own(slot) if one not in contacts], slot)

    def _own(self, slot: Slot) -> list[int]:
        return [slot.person_id] if slot.person_id else self._in_uppdrag(slot)

    def names(self, slot: Slot) -> tuple[str, ...]:
        """Return the names of those who hold the slot."""
        return tuple(holder.namn for holder in self.holders(slot))

    def _in_uppdrag(self, slot: Slot) -> list[int]:
        if slot.organ_id is None:
            return []
        fits = [plats for plats in self.platser if plats.galler and _fits(plats, slot)]
        if slot.huvudman_id and not slot.sektor and slot.sektorer:
            rank = {sektor: place for place, sektor in enumerate(slot.sektorer)}
            fits.sort(key=lambda plats: rank.get(plats.sektor or "", len(rank)))
        ids = list(dict.fromkeys(plats.person_id for plats in fits))
        return ids[:1] if slot.huvudman_id else ids

    def _first(self, wanted: Any) -> list[int]:  # a predicate on Plats
        return [plats.person_id for plats in self.platser if plats.galler and wanted(plats)][:1]

    def _secretary(self) -> list[int]:
        return self._first(lambda p: p.roll == Roll.SEKRETERARE and p.organ_slag == OrganSlag.AU)

    def _present(self, ids: Sequence[int], slot: Slot) -> tuple[Holder, ...]:
        found: dict[int, Holder] = {}
        for person_id in ids:
            if (holder := self._or_substitute(person_id, slot)) is not None:
                found[holder.id] = holder
        return tuple(found.values())

    def _or_substitute(self, person_id: int, slot: Slot) -> Holder | None:
        own = self.personer.get(person_id)
        if own is None or person_id not in self.borta:
            return own
        stand_in = self.personer.get(self.borta[person_id] or self._standing(person_id, slot) or 0)
        return Holder(stand_in.id, stand_in.namn, stand_in.epost, own.namn) if stand_in else own

    def _standing(self, person_id: int, slot: Slot) -> int | None:
        """Return the standing substitute of the uppdrag the slot is about, or of any when it names no organ."""
        return next(
            (
                plats.ersattare_id
                for plats in self.platser
                if plats.person_id == person_id
                and plats.ersattare_id
                and (slot.organ_id is None or plats.organ_id == slot.organ_id)
            ),
            None,
        )


def _only_contact(plats: Plats, slot: Slot) -> bool:
    return bool(slot.huvudman_id) and plats.roll == Roll.KONTAKTPERSON and _fits(plats, slot)


def _fits(plats: Plats, slot: Slot) -> bool:
    return (
        plats.organ_id == slot.organ_id
        and (slot.roll is None or plats.roll == slot.roll)
        and (not slot.huvudman_id or plats.huvudman_id == slot.huvudman_id)
        and (not slot.sektor or plats.sektor == slot.sektor)
    )


def load_bemanning(session: Session, today: date) -> Bemanning:
    """Read everyone, their uppdrag and today's absences."""
    person, uppdrag, organ, away = (table_of(model) for model in (Person, Uppdrag, Organ, Franvaro))
    people = session.execute(select(person.c.id, person.c.namn, person.c.epost).where(person.c.aktiv))
    personer = {row.id: Holder(row.id, row.namn, row.epost) for row in people}
    given = session.execute(
        select(uppdrag, organ.c.slag).join(organ, organ.c.id == uppdrag.c.organ_id).order_by(uppdrag.c.id)
    )
    absent = session.execute(
        select(away.c.person_id, away.c.ersattare_id).where(away.c.from_ <= today, away.c.tom >= today)
    )
    platser = tuple(
        Plats(
            row.person_id, row.organ_id, row.slag, row.roll, row.huvudman_id, row.sektor, row.ersattare_id,
            galler=row.person_id in personer and row.from_ <= today and (row.tom is None or row.tom >= today),
        )
        for row in given
    )  # fmt: skip
    return Bemanning(personer, platser, {row.person_id: row.ersattare_id for row in absent})


def slot_of(row: Any, register: Register, profile: Profile) -> Slot:  # any row with the slot columns of ``frist``
    """Return the slot of a row of ``frist``; the order of sectors comes from the länsprofil."""
    huvudman = register.huvudman_by_id(row.huvudman_id)
    return Slot(
        drag=row.drag, roll=row.roll, organ_id=row.organ_id, huvudman_id=row.huvudman_id, sektor=row.sektor,
        person_id=row.person_id, sektorer=profile.ansvarsordning.sektorer(huvudman.slag) if huvudman else (),
    )  # fmt: skip
