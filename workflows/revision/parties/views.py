"""What each party to a revision has decided and signed, and what the ledamöter have said of its
text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from models.avtal import Avtalspart
from models.base import table_of
from models.organisation import Person
from models.revision import (
    Godkannande,
    Partsbeslut,
    Revision,
    Revisionspart,
    Revisionsversion,
    Signatur,
)
from models.revisionsord import Godkannandeord, Partsutfall, SignaturSatt
from models.rows import reading, wide
from workflows.county.register import load_register

_PART, _BESLUT, _SIGNATUR, _VERSION, _GODKANNANDE = (
    table_of(model)
    for model in (Revisionspart, Partsbeslut, Signatur, Revisionsversion, Godkannande)
)
_REVISION, _BOUND = table_of(Revision), table_of(Avtalspart)
_PERSON = table_of(Person)


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
    decided = _by_party(_DECISIONS.where(_BESLUT.c.revision_id == revision_id).all(session))
    signed = _by_party(_SIGNATURES.where(_SIGNATUR.c.revision_id == revision_id).all(session))
    rows = _PARTIES.where(_PART.c.revision_id == revision_id).all(session)
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


@dataclass(frozen=True, slots=True)
class _Part:
    huvudman_id: int
    beslutar: bool
    instans: str
    planerat: date | None
    slappt: bool
    lamnar: date | None


_PARTIES = reading(
    _Part,
    wide(
        *_PART.c["huvudman_id", "beslutar", "instans", "planerat", "slappt"],
        _BOUND.c.lamnar,
    )
    .join(_REVISION, _REVISION.c.id == _PART.c.revision_id)
    .outerjoin(
        _BOUND,
        (_BOUND.c.avtal_id == _REVISION.c.avtal_id) & (_BOUND.c.huvudman_id == _PART.c.huvudman_id),
    ),
)


@dataclass(frozen=True, slots=True)
class _Decision:
    huvudman_id: int
    text_nr: int
    instans: str
    datum: date
    paragraf: str
    utfall: Partsutfall
    villkor: str
    fil_id: int | None


_DECISIONS = reading(
    _Decision,
    wide(
        *_BESLUT.c["huvudman_id", "instans", "datum", "paragraf", "utfall", "villkor", "fil_id"],
        _VERSION.c.nr.label("text_nr"),
    )
    .join(_VERSION, _VERSION.c.id == _BESLUT.c.version_id)
    .order_by(_BESLUT.c.id.desc()),
)


@dataclass(frozen=True, slots=True)
class _Signature:
    huvudman_id: int
    text_nr: int
    sha256: str
    namn: str
    befattning: str
    behorighet: str
    behorighet_datum: date
    satt: SignaturSatt
    tid: datetime
    intygare: str | None
    fil_id: int | None


_SAID = ("huvudman_id", "sha256", "namn", "befattning", "behorighet", "behorighet_datum")
_SIGNATURES = reading(
    _Signature,
    wide(
        *_SIGNATUR.c[_SAID],
        *_SIGNATUR.c["satt", "tid", "fil_id"],
        _VERSION.c.nr.label("text_nr"),
        _PERSON.c.namn.label("intygare"),
    )
    .join(_VERSION, _VERSION.c.id == _SIGNATUR.c.version_id)
    .outerjoin(_PERSON, _PERSON.c.id == _SIGNATUR.c.intygad_av)
    .order_by(_SIGNATUR.c.id.desc()),
)
T = TypeVar("T", _Decision, _Signature)


def _by_party(rows: Iterable[T]) -> Mapping[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row.huvudman_id, []).append(row)
    return found


def _decision(row: _Decision) -> PartsbeslutVy:
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


def _signature(row: _Signature) -> SignaturVy:
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


@dataclass(frozen=True, slots=True)
class _Approval:
    namn: str
    for_namn: str
    text_nr: int
    ord: Godkannandeord
    avsnitt: str
    text: str
    onskad: str
    tid: datetime
    ogiltig: datetime | None


_SPOKE, _STEAD = _PERSON.alias("spoke"), _PERSON.alias("stead")
_APPROVALS = reading(
    _Approval,
    wide(
        *_GODKANNANDE.c["ord", "avsnitt", "text", "onskad", "tid", "ogiltig"],
        _VERSION.c.nr.label("text_nr"),
        _SPOKE.c.namn,
        _STEAD.c.namn.label("for_namn"),
    )
    .select_from(
        _GODKANNANDE.join(_VERSION, _VERSION.c.id == _GODKANNANDE.c.version_id)
        .join(_SPOKE, _SPOKE.c.id == _GODKANNANDE.c.person_id)
        .join(_STEAD, _STEAD.c.id == _GODKANNANDE.c.for_id)
    )
    .order_by(_GODKANNANDE.c.id.desc()),
)


def approvals(session: Session, revision_id: int) -> tuple[GodkannandeVy, ...]:
    """Return what the ledamöter have said, newest first; also what has become void."""
    rows = _APPROVALS.where(_GODKANNANDE.c.revision_id == revision_id).all(session)
    return tuple(
        GodkannandeVy(
            row.namn,
            "" if row.for_namn == row.namn else row.for_namn,
            row.text_nr,
            row.ord,
            row.ord.ord,
            row.avsnitt,
            row.text,
            row.onskad,
            row.tid,
            row.ogiltig,
        )
        for row in rows
    )
