"""What was sent to whom, about what, why and when. The sekreterare sees all, everyone else their
own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, Select, Text, cast, func, tuple_
from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.rows import reading, wide
from models.tables import Avisering, Person
from models.vocabulary import AviseringLage
from workflows.county.actors import Actor
from workflows.county.mandate import is_secretary
from workflows.engine.letters.stand_in import letter_instead
from workflows.ground.errors import NotFound, RoleMissing
from workflows.ground.payload import Rad, SakNr
from workflows.handling.pages import LARGEST_ID, Internal, Marker, Sida, Sidfilter, parts

_DIRECT = re.compile(r"^ *Svara direkt: (/[\w./-]+)$", flags=re.MULTILINE)
_SHOWN = 20  # of those that did not arrive
_AVISERING, _PERSON = table_of(Avisering), table_of(Person)
_MARKER = Marker("aviseringar", tuple[SakNr])
_MAILBOX = Marker("brevlådan", tuple[datetime, SakNr])


class AviseringFilter(Sidfilter):
    """Which messages. ``person`` is an address; others than the sekreterare may leave it out or
    name themselves.
    """

    person: Annotated[Rad, Field(max_length=limits.EPOST)] | None = None
    lage: AviseringLage | None = None


@dataclass(frozen=True, slots=True)
class AviseringRad:
    """A message in a list. ``om`` and ``beteckning`` say what it is about, ``lank`` the page it
    leads to.

    Of one that did not arrive: ``ersattare`` got it instead, and ``hanterad_av`` has taken care of
    it; "" for nobody.
    """

    id: int
    person_id: Internal[int]
    till: str
    epost: str
    mall: str
    amne: str
    om: str
    beteckning: str
    lank: str
    skal: str
    lage: AviseringLage
    lage_ord: str
    skapad: datetime
    skickad: datetime | None
    fel: str
    ersattare: str
    hanterad: datetime | None
    hanterad_av: str


@dataclass(frozen=True, slots=True)
class BrevVy(AviseringRad):
    """One message with what was sent; None until the post has written it."""

    text: str | None
    html: str | None

    @property
    def direkt(self) -> str:
        """The link that answers without signing in, where the letter is kept with it: only in the
        demo's mailbox.
        """
        found = _DIRECT.search(self.text or "")
        return found[1] if found else ""


def list_aviseringar(session: Session, actor: Actor, which: AviseringFilter) -> Sida[AviseringRad]:
    """Return a page of messages, newest first. RoleMissing when others than the sekreterare ask for
    somebody else's.
    """
    query = _ROWS.where(*_whose(session, actor, which))
    if which.lage is not None:
        query = query.where(_AVISERING.c.lage == which.lage)
    if key := _MARKER.after(which.efter):
        query = query.where(_AVISERING.c.id < key[0])
    rows = [_row(row) for row in query.limit(which.antal + 1).all(session)]
    return _MARKER.page(rows, which, lambda row: (row.id,))


def brev(session: Session, actor: Actor, avisering_id: int) -> BrevVy:
    """Return one message; NotFound when there is none, or it is somebody else's and the actor no
    sekreterare.
    """
    if not 0 < avisering_id <= LARGEST_ID:
        raise NotFound
    query = _ROWS.where(_AVISERING.c.id == avisering_id)
    if not is_secretary(actor):
        query = query.where(_AVISERING.c.person_id == actor.person_id)
    row = query.one_or_none(session)
    if row is None:
        raise NotFound
    return _letter(row)


def brevlada(session: Session, which: AviseringFilter) -> Sida[BrevVy]:
    """Return a page of letters that have been sent, newest first, whosever they are: the demo's
    mailbox, only there.
    """
    query = _SENT.where(_AVISERING.c.text.isnot(None))
    if which.person is not None:
        query = query.where(_PERSON.c.epost == which.person.casefold())
    if key := _MAILBOX.after(which.efter):
        query = query.where(tuple_(_AVISERING.c.skapad, _AVISERING.c.id) < tuple_(*key))
    rows = [_letter(row) for row in query.limit(which.antal + 1).all(session)]
    return _MAILBOX.page(rows, which, lambda row: (row.skapad, row.id))


def ej_framme(session: Session, actor: Actor) -> tuple[AviseringRad, ...]:
    """Return the letters that did not arrive and that nobody has taken care of; for others than a
    sekreterare none.
    """
    if not is_secretary(actor):
        return ()
    failed = (_AVISERING.c.lage == AviseringLage.MISSLYCKAD, _AVISERING.c.hanterad.is_(None))
    return tuple(_row(row) for row in _ROWS.where(*failed).limit(_SHOWN).all(session))


def epost_of(session: Session, person_id: int) -> str:
    """Return a person's address; "" for an id that nobody has."""
    return session.exec(select(Person.epost).where(Person.id == person_id)).one_or_none() or ""


def _whose(session: Session, actor: Actor, which: AviseringFilter) -> list[ColumnElement[bool]]:
    wanted = None if which.person is None else which.person.casefold()
    if is_secretary(actor):
        return [] if wanted is None else [_PERSON.c.epost == wanted]
    if wanted is not None:
        me = session.exec(select(Person.epost).where(Person.id == actor.person_id)).one_or_none()
        if me != wanted:
            raise RoleMissing("Andras aviseringar", ["sekreteraren"])
    return [_AVISERING.c.person_id == actor.person_id]


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    person_id: int
    namn: str
    epost: str
    mall: str
    amne: str | None
    text: str | None
    html: str | None
    data: Mapping[str, object]
    skal: str
    lage: AviseringLage
    skapad: datetime
    skickad: datetime | None
    fel: str
    ersattare: str | None
    hanterad: datetime | None
    hanterare: str | None


_OWN = (
    *("id", "person_id", "epost", "mall", "amne", "text", "html", "data", "skal"),
    *("lage", "skapad", "skickad", "fel", "hanterad"),
)


def _query(*newest: ColumnElement[object]) -> Select[tuple[object, ...]]:
    instead, other, keeper = (
        _AVISERING.alias("i_stallet"),
        _PERSON.alias("ersattare"),
        _PERSON.alias("hanterare"),
    )
    its_key = func.concat(letter_instead(""), cast(_AVISERING.c.id, Text))
    return (
        wide(
            *_AVISERING.c[_OWN],
            _PERSON.c.namn,
            other.c.namn.label("ersattare"),
            keeper.c.namn.label("hanterare"),
        )
        .join(_PERSON, _PERSON.c.id == _AVISERING.c.person_id)
        .outerjoin(
            instead, (_AVISERING.c.lage == AviseringLage.MISSLYCKAD) & (instead.c.nyckel == its_key)
        )
        .outerjoin(other, other.c.id == instead.c.person_id)
        .outerjoin(keeper, keeper.c.id == _AVISERING.c.hanterad_av)
        .order_by(*newest)
    )


_ROWS = reading(_Stored, _query(_AVISERING.c.id.desc()))
# The demo is told one matter at a time: a letter's number says nothing of when it was written.
_SENT = reading(_Stored, _query(_AVISERING.c.skapad.desc(), _AVISERING.c.id.desc()))


def _letter(row: _Stored) -> BrevVy:
    return BrevVy(**parts(_row(row)), text=row.text, html=row.html)


def _row(row: _Stored) -> AviseringRad:
    data = row.data
    return AviseringRad(
        id=row.id,
        person_id=row.person_id,
        till=row.namn,
        epost=row.epost,
        mall=row.mall,
        amne=row.amne or "",
        om=str(data.get("rubrik", "")),
        beteckning=str(data.get("beteckning", "")),
        lank=str(data.get("lank", "")),
        skal=row.skal,
        lage=row.lage,
        lage_ord=row.lage.ord,
        skapad=row.skapad,
        skickad=row.skickad,
        fel=row.fel,
        ersattare=row.ersattare or "",
        hanterad=row.hanterad,
        hanterad_av=row.hanterare or "",
    )
