"""Who holds which slot today: here a slot becomes people.

Read once and answered many times; a step reads only those its slots may fall to, a list reads
everyone. An absent person's mail goes to the ersättare instead. A vacancy falls to the huvudman's
kontaktperson, then to AU's sekreterare, then to AU's chair, and so does what is somebody's who is
away and whose ersättare is away too, or is nobody. Half-way through a silent wait an ersättare has
it beside whose it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.database import READ, once
from models.organisation import Franvaro, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll
from workflows.county.in_force import away, in_force
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.county.slots import FALLS_TO, Borta, Holder, Slot, Vakans


@dataclass(frozen=True, slots=True)
class Plats:
    """One uppdrag of somebody who can sign in; ``galler`` when it is in force today."""

    person_id: int
    organ_id: int
    organ_slag: OrganSlag
    roll: Roll
    huvudman_id: int | None
    sektor: str | None
    ersattare_id: int | None
    galler: bool


@dataclass(frozen=True, slots=True)
class Away:
    """Until when somebody is away today, and whom they have named instead."""

    tom: date
    ersattare_id: int | None


@dataclass(frozen=True, slots=True)
class Bemanning:
    """Everyone who can sign in, their uppdrag in the order they were given, and who is away
    today.
    """

    personer: Mapping[int, Holder]
    platser: Sequence[Plats]
    borta: Mapping[int, Away]
    _answered: dict[Slot, tuple[Holder, ...]] = field(default_factory=dict, init=False, repr=False)

    def holders(self, slot: Slot) -> tuple[Holder, ...]:
        """Return who holds the slot today: substitutes instead of the absent, and when there is
        nobody whom it falls to. What fills a list is the same few slots.
        """
        found = self._answered.get(slot)
        if found is None:
            found = self._answered[slot] = self._holders(slot)
        return found

    def _holders(self, slot: Slot) -> tuple[Holder, ...]:
        ids = [slot.person_id] if slot.person_id else self._in_uppdrag(slot)
        away = self._known(ids)
        return self._both(ids, slot) or tuple(self._fallen(slot, away)) or away

    def _fallen(self, slot: Slot, away: Sequence[Holder]) -> Iterator[Holder]:
        """Yield whom the slot falls to when nobody is there for it; AU's sekreterare writes for an
        organ without one.

        When all are away it waits with those whose it is, or else with the first of AU who has it.
        """
        contact = self._present(self._contact(slot.huvudman_id), slot) if slot.huvudman_id else ()
        vakans = (
            None
            if slot.roll is Roll.SEKRETERARE
            else Vakans(slot, tillsatter=not contact, borta=tuple(self._gone(away)))
        )
        in_au = self._in_au()
        for holder in (
            contact or self._present(in_au, slot)[:1] or (() if away else self._known(in_au)[:1])
        ):
            yield replace(holder, vakans=vakans)

    def _gone(self, away: Iterable[Holder]) -> Iterator[Borta]:
        for one in away:
            yield Borta(one.id, one.namn, self.borta[one.id].tom)

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

    def _contact(self, huvudman_id: int) -> list[int]:
        return [
            plats.person_id
            for plats in self.platser
            if plats.galler
            and plats.roll == Roll.KONTAKTPERSON
            and plats.huvudman_id == huvudman_id
        ][:1]

    def _in_au(self) -> list[int]:
        """Return AU's sekreterare, then its chair, then its vice chair."""
        return [
            plats.person_id
            for roll in FALLS_TO
            for plats in self.platser
            if plats.galler and plats.roll == roll and plats.organ_slag == OrganSlag.AU
        ]

    def _present(self, ids: Sequence[int], slot: Slot) -> tuple[Holder, ...]:
        found: dict[int, Holder] = {}
        for person_id in ids:
            if (holder := self._or_substitute(person_id, slot)) is not None:
                found[holder.id] = holder
        return tuple(found.values())

    def _both(self, ids: Sequence[int], slot: Slot) -> tuple[Holder, ...]:
        """Return those who are there for a slot and, half-way through a silent wait, the first
        ersättare of each who is there and is not one of them; each knows of the other.
        """
        own = self._present(ids, slot)
        if not slot.halvvags:
            return own
        found = {one.id: one for one in own}
        for person_id in ids:
            holder = self._or_substitute(person_id, slot)
            also = self._stand_in(person_id, slot, but=set(found))
            if holder and also:
                found[holder.id] = replace(holder, jamte=also.namn)
                found[also.id] = replace(also, jamte=holder.namn, ocksa=True)
        return tuple(found.values())

    def _known(self, ids: Sequence[int]) -> tuple[Holder, ...]:
        return tuple(self.personer[person_id] for person_id in ids if person_id in self.personer)

    def _or_substitute(self, person_id: int, slot: Slot) -> Holder | None:
        """Return the person, whoever stands in for them, or None when nobody does who is there."""
        own = self.personer.get(person_id)
        if own is None or person_id not in self.borta:
            return own
        return self._stand_in(person_id, slot)

    def _stand_in(self, person_id: int, slot: Slot, but: Collection[int] = ()) -> Holder | None:
        """Return the first who is there of the ersättare of an absence and of the uppdrag."""
        absence = self.borta.get(person_id)
        asked = [absence.ersattare_id if absence else None, self._standing(person_id, slot)]
        stand_ins = self._known([one for one in asked if one is not None and one not in but])
        there = next((one for one in stand_ins if one.id not in self.borta), None)
        return replace(there, for_namn=self.personer[person_id].namn) if there else None

    def _standing(self, person_id: int, slot: Slot) -> int | None:
        """Return the standing substitute of the uppdrag the slot is about, or of any when it names
        no organ.
        """
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


def _fits(plats: Plats, slot: Slot) -> bool:
    return (
        plats.organ_id == slot.organ_id
        # A kontaktperson is no member: asked only when nobody else is there.
        and (plats.roll == slot.roll if slot.roll else plats.roll != Roll.KONTAKTPERSON)
        and (not slot.huvudman_id or plats.huvudman_id == slot.huvudman_id)
        and (not slot.sektor or plats.sektor == slot.sektor)
    )


_PERSON, _UPPDRAG, _ORGAN, _FRANVARO = (
    table_of(model) for model in (Person, Uppdrag, Organ, Franvaro)
)
_IDAG = bindparam("idag", type_=Date)
_PLATS = slice(4, 11)  # the columns of a row that make a Plats
_EVERYONE = (
    select(
        _PERSON.c.id,
        _PERSON.c.namn,
        _PERSON.c.epost,
        _UPPDRAG.c.id.label("uppdrag_id"),
        _UPPDRAG.c.organ_id,
        _ORGAN.c.slag,
        _UPPDRAG.c.roll,
        _UPPDRAG.c.huvudman_id,
        _UPPDRAG.c.sektor,
        _UPPDRAG.c.ersattare_id,
        in_force(_UPPDRAG, _IDAG).label("galler"),
        _FRANVARO.c.tom.label("borta"),
        _FRANVARO.c.ersattare_id.label("istallet_id"),
        _PERSON.c.konto,
    )
    .select_from(
        _PERSON.outerjoin(_UPPDRAG, _UPPDRAG.c.person_id == _PERSON.c.id)
        .outerjoin(_ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id)
        .outerjoin(_FRANVARO, and_(_FRANVARO.c.person_id == _PERSON.c.id, away(_FRANVARO, _IDAG)))
    )
    .where(_PERSON.c.aktiv)
    .order_by(_UPPDRAG.c.id, _FRANVARO.c.id)
)


def _concerned() -> Select[tuple[object, ...]]:
    """Return the same about those whom slots may fall to: whom they name, AU's sekreterare and
    chairs, and today's ersättare.
    """
    given, organ, absence = _UPPDRAG.alias(), _ORGAN.alias(), _FRANVARO.alias()
    ids = {
        name: any_(bindparam(name, type_=ARRAY(Integer)))
        for name in ("person_ids", "organ_ids", "huvudman_ids")
    }
    au = select(organ.c.id).where(organ.c.slag == OrganSlag.AU)
    named = select(given.c.person_id).where(
        or_(
            given.c.organ_id == ids["organ_ids"],
            given.c.huvudman_id == ids["huvudman_ids"],
            and_(given.c.roll.in_(FALLS_TO), given.c.organ_id.in_(au)),
        )
    )
    today = away(absence, _IDAG)
    stand_ins = union_all(
        select(absence.c.ersattare_id).where(today),
        select(given.c.ersattare_id).where(today, absence.c.person_id == given.c.person_id),
        select(given.c.ersattare_id).where(bindparam("halvvags", type_=Boolean)),
    )
    return _EVERYONE.where(
        or_(_PERSON.c.id == ids["person_ids"], _PERSON.c.id.in_(named), _PERSON.c.id.in_(stand_ins))
    )


_CONCERNED = _concerned()


def load_bemanning(session: Session, today: date, slots: Iterable[Slot] | None = None) -> Bemanning:
    """Read everyone, their uppdrag and today's absences; with slots only those whom these may fall
    to.
    """
    everyone = session.info.get(READ, {}).get((Bemanning, today))
    if slots is None or everyone is not None:
        return once(
            session,
            (Bemanning, today),
            lambda: _gathered(session.connection().execute(_EVERYONE, {"idag": today})),
        )
    about = list(slots)
    return _gathered(
        session.connection().execute(
            _CONCERNED,
            {
                "idag": today,
                "person_ids": [slot.person_id for slot in about if slot.person_id],
                "organ_ids": [
                    slot.organ_id for slot in about if slot.organ_id and not slot.huvudman_id
                ],
                "huvudman_ids": [slot.huvudman_id for slot in about if slot.huvudman_id],
                "halvvags": any(slot.halvvags for slot in about),
            },
        )
    )


# Every step reads this of everybody: rows by place, with nothing made of what is not used. What
# stands in which place no type says: hence Any.
def _gathered(rows: Iterable[Row[Any]]) -> Bemanning:
    personer: dict[int, Holder] = {}
    platser: dict[int, Plats] = {}
    borta: dict[int, Away] = {}
    for row in rows:
        personer[row.id] = Holder(row.id, row.namn, row.epost, konto=row.konto)
        if row.uppdrag_id:
            platser[row.uppdrag_id] = Plats(row.id, *row[_PLATS])
        if row.borta:
            borta[row.id] = Away(row.borta, row.istallet_id)
    return Bemanning(personer, tuple(platser.values()), borta)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """The columns of ``frist`` that say whose move it is."""

    drag: str
    roll: Roll | None
    organ_id: int | None
    huvudman_id: int | None
    sektor: str | None
    person_id: int | None
    halvvags: bool


SLOT = tuple(field.name for field in fields(SlotRow))


def slot_of(row: SlotRow, register: Register, profile: Profile) -> Slot:
    """Return the slot of a row of ``frist``; the order of sectors comes from the länsprofil."""
    huvudman = register.huvudman_by_id(row.huvudman_id)
    return Slot(
        drag=row.drag,
        roll=row.roll,
        organ_id=row.organ_id,
        huvudman_id=row.huvudman_id,
        sektor=row.sektor,
        person_id=row.person_id,
        sektorer=profile.ansvarsordning.sektorer(huvudman.slag) if huvudman else (),
        halvvags=row.halvvags,
    )
