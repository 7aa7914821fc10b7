"""What each party to a revision has decided and signed, and what the ledamöter have said of its
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from models.base import table_of
from models.revisionsord import Godkannandeord, Partsutfall, SignaturSatt
from models.tables import (
    Avtalspart,
    Godkannande,
    Partsbeslut,
    Person,
    Revision,
    Revisionspart,
    Revisionsversion,
    Signatur,
)
from workflows.county.register import load_register

_PART, _BESLUT, _SIGNATUR, _VERSION, _GODKANNANDE = (
    table_of(model)
    for model in (Revisionspart, Partsbeslut, Signatur, Revisionsversion, Godkannande)
)
_REVISION, _BOUND = table_of(Revision), table_of(Avtalspart)
_ROWS = (
    select(_PART, _BOUND.c.lamnar)
    .join(_REVISION, _REVISION.c.id == _PART.c.revision_id)
    .outerjoin(
        _BOUND,
        (_BOUND.c.avtal_id == _REVISION.c.avtal_id) & (_BOUND.c.huvudman_id == _PART.c.huvudman_id),
    )
)


@dataclass(frozen=True, slots=True)
class PartsbeslutVy:
    """What a party's own instans decided about one text, by its number."""

    text_nr: int
    instans: str
    datum: date
    paragraf: str
    utfall: Partsutfall
    utfall_ord: str
    villkor: str
    fil: int | None


@dataclass(frozen=True, slots=True)
class SignaturVy:
    """That a party has signed one text, by its number and the hash of its words."""

    text_nr: int
    sha256: str
    namn: str
    befattning: str
    behorighet: str
    behorighet_datum: date
    satt: SignaturSatt
    satt_ord: str
    tid: datetime
    intygad_av: str | None
    fil: int | None


@dataclass(frozen=True, slots=True)
class RevisionspartVy:
    """A party, with everything its own instans has decided, newest first, and its signatures,
    newest first.

    ``beslutar`` when it takes the text to an instans of its own, ``instans``, planned for
    ``planerat``; ``slappt`` when the others go on without it. ``lamnar`` is its last day in the
    agreement, when it has given notice.
    """

    kod: str
    namn: str
    beslutar: bool
    instans: str
    planerat: date | None
    slappt: bool
    lamnar: date | None
    partsbeslut: tuple[PartsbeslutVy, ...]
    signaturer: tuple[SignaturVy, ...]


@dataclass(frozen=True, slots=True)
class GodkannandeVy:
    """What a ledamot said of one text, by its number. ``ogiltig`` is when a changed text made it
    void.
    """

    namn: str
    for_namn: str
    text_nr: int
    ord: Godkannandeord
    ord_text: str
    avsnitt: str
    text: str
    onskad: str
    tid: datetime
    ogiltig: datetime | None


def parties(session: Session, revision_id: int) -> tuple[RevisionspartVy, ...]:
    """Return the parties in the order of the register."""
    register = load_register(session)
    order = {one.id: place for place, one in enumerate(register.huvudman)}
    decided = _by_party(session, _BESLUT, revision_id)
    signed = _by_party(session, _SIGNATUR, revision_id)
    rows = session.execute(_ROWS.where(_PART.c.revision_id == revision_id)).all()
    found = []
    for row in sorted(rows, key=lambda row: order[row.huvudman_id]):
        huvudman = register.huvudman[order[row.huvudman_id]]
        found.append(
            RevisionspartVy(
                kod=huvudman.kod,
                namn=huvudman.kortnamn,
                beslutar=row.beslutar,
                instans=row.instans,
                planerat=row.planerat,
                slappt=row.slappt,
                lamnar=row.lamnar,
                partsbeslut=tuple(_decision(one) for one in decided.get(row.huvudman_id, ())),
                signaturer=tuple(_signature(one) for one in signed.get(row.huvudman_id, ())),
            )
        )
    return tuple(found)


def _by_party(session: Session, table: Table, revision_id: int) -> Mapping[int, list[Any]]:
    person = table_of(Person)
    query = select(table, _VERSION.c.nr.label("text_nr")).join(
        _VERSION, _VERSION.c.id == table.c.version_id
    )
    if "intygad_av" in table.c:
        query = query.add_columns(person.c.namn.label("intygare")).outerjoin(
            person, person.c.id == table.c.intygad_av
        )
    found: dict[int, list[Any]] = {}
    for row in session.execute(
        query.where(table.c.revision_id == revision_id).order_by(table.c.id.desc())
    ):
        found.setdefault(row.huvudman_id, []).append(row)
    return found


def _decision(row: Any) -> PartsbeslutVy:
    return PartsbeslutVy(
        row.text_nr,
        row.instans,
        row.datum,
        row.paragraf,
        row.utfall,
        row.utfall.ord,
        row.villkor,
        row.fil_id,
    )


def _signature(row: Any) -> SignaturVy:
    return SignaturVy(
        row.text_nr,
        row.sha256,
        row.namn,
        row.befattning,
        row.behorighet,
        row.behorighet_datum,
        row.satt,
        row.satt.ord,
        row.tid,
        row.intygare,
        row.fil_id,
    )


_AS_STORED = ("namn", "text_nr", "ord", "avsnitt", "text", "onskad", "tid", "ogiltig")


def approvals(session: Session, revision_id: int) -> tuple[GodkannandeVy, ...]:
    """Return what the ledamöter have said, newest first; also what has become void."""
    spoke, stead = table_of(Person).alias("spoke"), table_of(Person).alias("stead")
    rows = session.execute(
        select(
            _GODKANNANDE,
            _VERSION.c.nr.label("text_nr"),
            spoke.c.namn,
            stead.c.namn.label("for_namn"),
        )
        .select_from(
            _GODKANNANDE.join(_VERSION, _VERSION.c.id == _GODKANNANDE.c.version_id)
            .join(spoke, spoke.c.id == _GODKANNANDE.c.person_id)
            .join(stead, stead.c.id == _GODKANNANDE.c.for_id)
        )
        .where(_GODKANNANDE.c.revision_id == revision_id)
        .order_by(_GODKANNANDE.c.id.desc())
    )
    return tuple(
        GodkannandeVy(
            for_namn="" if row.for_namn == row.namn else row.for_namn,
            ord_text=row.ord.ord,
            **{name: getattr(row, name) for name in _AS_STORED},
        )
        for row in rows
    )
