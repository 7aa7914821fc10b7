"""Whose move it is: a slot, resolved to people only when a message is made.

A slot is a role in an organ for a huvudman and sector, or a named person. A vacancy falls to the huvudman's
kontaktperson, then to AU's sekreterare; an absent person's mail goes to the ersättare instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Integer, Select, any_, bindparam, case, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.tables import Franvaro, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose move. ``drag`` is the word people read.

    ``sektorer`` in order of preference when the slot names no sector.
    """

    drag: str
    roll: Roll | None = None
    organ_id: int | None = None
    huvudman_id: int | None = None
    sektor: str | None = None
    person_id: int | None = None
    sektorer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A person a slot resolves to. ``for_namn`` is the absent person they stand in for, "" otherwise."""

    id: int
    namn: str
    epost: str
    for_namn: str = ""


def resolve(session: Session, slot: Slot, today: date) -> list[Holder]:
    """Return who holds the slot today, never nobody as long as AU has a sekreterare."""
    ids = [slot.person_id] if slot.person_id else _in_uppdrag(session, slot, today)
    if not ids and slot.huvudman_id:
        ids = _contacts(session, slot.huvudman_id, today)
    present = _with_substitutes(session, ids, slot, today)
    return present or _with_substitutes(session, _secretaries(session, today), slot, today)


def _valid(today: date) -> tuple[object, ...]:
    uppdrag, person = table_of(Uppdrag), table_of(Person)
    return (
        uppdrag.c.person_id == person.c.id,
        person.c.aktiv,
        uppdrag.c.from_ <= today,
        uppdrag.c.tom.is_(None) | (uppdrag.c.tom >= today),
    )


def _in_uppdrag(session: Session, slot: Slot, today: date) -> list[int]:
    """Return the holders; of one huvudman without a sector only the first in the profile's order of sectors."""
    uppdrag, person = table_of(Uppdrag), table_of(Person)
    if slot.organ_id is None:
        return []
    query = select(uppdrag.c.person_id).select_from(uppdrag.join(person, uppdrag.c.person_id == person.c.id))
    query = query.where(*_valid(today), uppdrag.c.organ_id == slot.organ_id)  # type: ignore[arg-type]
    if slot.roll:
        query = query.where(uppdrag.c.roll == slot.roll)
    elif not slot.huvudman_id:  # an organ as a whole is its members; a kontaktperson stands for a huvudman
        query = query.where(uppdrag.c.roll != Roll.KONTAKTPERSON)
    if slot.huvudman_id:
        query = query.where(uppdrag.c.huvudman_id == slot.huvudman_id)
    if slot.sektor:
        query = query.where(uppdrag.c.sektor == slot.sektor)
    elif slot.huvudman_id and slot.sektorer:
        rank = {sektor: place for place, sektor in enumerate(slot.sektorer)}
        query = query.order_by(case(rank, value=uppdrag.c.sektor, else_=len(rank)))
    ids = list(dict.fromkeys(session.connection().execute(query.order_by(uppdrag.c.id)).scalars()))
    return ids[:1] if slot.huvudman_id else ids


def _contacts(session: Session, huvudman_id: int, today: date) -> list[int]:
    uppdrag, person = table_of(Uppdrag), table_of(Person)
    query = select(uppdrag.c.person_id).where(
        *_valid(today),  # type: ignore[arg-type]
        uppdrag.c.roll == Roll.KONTAKTPERSON,
        uppdrag.c.huvudman_id == huvudman_id,
    )
    return list(
        session.connection().execute(query.select_from(uppdrag, person).order_by(uppdrag.c.id).limit(1)).scalars()
    )


def _secretaries(session: Session, today: date) -> list[int]:
    uppdrag, person, organ = table_of(Uppdrag), table_of(Person), table_of(Organ)
    query = select(uppdrag.c.person_id).where(
        *_valid(today),  # type: ignore[arg-type]
        uppdrag.c.roll == Roll.SEKRETERARE,
        uppdrag.c.organ_id == organ.c.id,
        organ.c.slag == OrganSlag.AU,
    )
    return list(
        session.connection()
        .execute(query.select_from(uppdrag, person, organ).order_by(uppdrag.c.id).limit(1))
        .scalars()
    )


def _with_substitutes(session: Session, ids: list[int], slot: Slot, today: date) -> list[Holder]:
    """Return the people in the order of their ids given, each absent one replaced by the ersättare if there is one."""
    if not ids:
        return []
    rows = session.connection().execute(_PRESENT, {"ids": ids, "idag": today, "organ_id": slot.organ_id}).all()
    found = {
        row.id: Holder(row.e_id, row.e_namn, row.e_epost, row.namn) if row.e_id else Holder(row.id, row.namn, row.epost)
        for row in rows
    }
    holders = [found[one] for one in ids if one in found]
    return list({holder.id: holder for holder in holders}.values())


def _present() -> Select[tuple[object, ...]]:
    """Return the query for people and each absent one's substitute: the absence names one, else the uppdrag does."""
    person, away, uppdrag = table_of(Person), table_of(Franvaro), table_of(Uppdrag)
    stand_in = person.alias("ersattare")
    organ_id = bindparam("organ_id", type_=Integer)
    standing = (
        select(uppdrag.c.ersattare_id)
        .where(uppdrag.c.person_id == person.c.id, uppdrag.c.ersattare_id.isnot(None))
        .where(or_(organ_id.is_(None), uppdrag.c.organ_id == organ_id))
        .order_by(uppdrag.c.id)
        .limit(1)
        .scalar_subquery()
    )
    today = bindparam("idag", type_=Date)
    absent = (away.c.person_id == person.c.id) & (away.c.from_ <= today) & (away.c.tom >= today)
    substitute = (
        away.c.id.isnot(None) & (stand_in.c.id == func.coalesce(away.c.ersattare_id, standing)) & stand_in.c.aktiv
    )
    return (
        select(person.c.id, person.c.namn, person.c.epost, stand_in.c.id.label("e_id"),
               stand_in.c.namn.label("e_namn"), stand_in.c.epost.label("e_epost"))
        .select_from(person.outerjoin(away, absent).outerjoin(stand_in, substitute))
        .where(person.c.id == any_(bindparam("ids", type_=ARRAY(Integer))), person.c.aktiv)
    )  # fmt: skip


_PRESENT = _present()
