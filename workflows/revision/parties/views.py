"""What each party to a revision has decided and signed, and what the ledamöter have said of its
text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import exists, func
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
    Undertecknare,
)
from models.revisionsord import Godkannandeord, Partsutfall, SignaturSatt
from models.rows import named_in, reading
from models.vocabulary import Motpartsslag
from workflows.county.register import load_register
from workflows.ground.sentences import pastaende
from workflows.ground.words import dag
from workflows.handling.pages import Fields, as_stored
from workflows.instanser.facts import of_instanser
from workflows.instanser.reading import Stored, as_facts
from workflows.instanser.views import InstansVy, as_shown
from workflows.revision.facts import MotpartFacts, RevisionCase
from workflows.revision.parties.instanser import AS_READ
from workflows.revision.parties.rules import Signing, signs_for

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
    """A party, with everything its own instanser have decided, newest first, and its signatures,
    newest first.

    ``beslutar`` when it takes the text to ``instanser`` of its own; ``utfall`` is what they come to
    about the newest text, None while some are left. ``slappt`` when the others go on without it.
    ``lamnar`` is its last day in the agreement, when it has given notice. ``undertecknare`` is who
    signs for it, "" where it has not said.
    """

    kod: str
    namn: str
    beslutar: bool
    instanser: tuple[InstansVy, ...]
    utfall: Partsutfall | None
    utfall_ord: str
    slappt: bool
    lamnar: date | None
    partsbeslut: tuple[PartsbeslutVy, ...]
    signaturer: tuple[SignaturVy, ...]
    undertecknare: str
    befattning: str


@dataclass(frozen=True, slots=True)
class MotpartVy:
    """A party that is no huvudman, who signs for it (``kontakt``), and its signatures, newest
    first.

    ``slappt`` when the others go on without it.
    """

    namn: str
    slag: Motpartsslag
    slag_ord: str
    kontakt: str
    slappt: bool
    signaturer: tuple[SignaturVy, ...]


@dataclass(frozen=True, slots=True)
class GodkannandeVy:
    """What a ledamot said of one text, by its number. ``ogiltig`` is since when it no longer holds,
    and ``darfor`` why.
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
    darfor: str


def parties(session: Session, revision_id: int, outside: Iterable[MotpartFacts]) -> Fields:
    """Return the parties in the order of the register, and those that are no huvudman, as fields
    of the page.
    """
    register = load_register(session)
    order = {one.id: place for place, one in enumerate(register.huvudman)}
    decided = _by_party(_DECISIONS.where(_BESLUT.c.revision_id == revision_id).all(session))
    signatures = _SIGNATURES.where(_SIGNATUR.c.revision_id == revision_id).all(session)
    signed = _by_party(signatures)
    rows = _PARTIES.where(_PART.c.revision_id == revision_id).all(session)
    found = []
    for row in sorted(rows, key=lambda row: order[row.huvudman_id]):
        huvudman = register.huvudman[order[row.huvudman_id]]
        found.append(
            RevisionspartVy(
                **_part_as_stored(row),
                **_said(row),
                kod=huvudman.kod,
                namn=huvudman.kortnamn,
                partsbeslut=tuple(_decision(one) for one in decided.get(row.huvudman_id, ())),
                signaturer=tuple(_signature(one) for one in signed.get(row.huvudman_id, ())),
            )
        )
    motparter = tuple(_motpart(one, signatures) for one in outside)
    return {"parter": tuple(found), "motparter": motparter}


def _motpart(one: MotpartFacts, signatures: Iterable[_Signature]) -> MotpartVy:
    theirs = (_signature(said) for said in signatures if said.motpart == one.namn)
    return MotpartVy(one.namn, one.slag, one.slag.ord, one.kontakt, one.slappt, tuple(theirs))


@dataclass(frozen=True, slots=True)
class _Part:
    huvudman_id: int
    beslutar: bool
    instanser: list[Stored]
    slappt: bool
    lamnar: date | None
    undertecknare: str
    befattning: str


_SIGNS, _SIGNATORY = table_of(Undertecknare), table_of(Person).alias("undertecknaren")
_PARTIES = reading(
    _Part,
    named_in(
        _Part,
        _PART,
        _BOUND,
        AS_READ,
        func.coalesce(_SIGNATORY.c.namn, "").label("undertecknare"),
        func.coalesce(_SIGNS.c.befattning, "").label("befattning"),
    )
    .select_from(_PART)
    .join(_REVISION, _REVISION.c.id == _PART.c.revision_id)
    .outerjoin(
        _BOUND,
        (_BOUND.c.avtal_id == _REVISION.c.avtal_id) & (_BOUND.c.huvudman_id == _PART.c.huvudman_id),
    )
    .outerjoin(
        _SIGNS,
        (_SIGNS.c.revision_id == _PART.c.revision_id)
        & (_SIGNS.c.huvudman_id == _PART.c.huvudman_id),
    )
    .outerjoin(_SIGNATORY, _SIGNATORY.c.id == _SIGNS.c.person_id),
)


_part_as_stored = as_stored(_Part, RevisionspartVy, but=("instanser",))


def _said(row: _Part) -> Fields:
    """Return the instanser of a party, and what they come to."""
    read = as_facts(row.instanser)
    comes_to = of_instanser(read)
    return {
        "instanser": tuple(as_shown(one) for one in read),
        "utfall": comes_to,
        "utfall_ord": comes_to.ord if comes_to else "",
    }


@dataclass(frozen=True, slots=True)
class _Decision:
    huvudman_id: int
    text_nr: int
    instans: str
    datum: date
    paragraf: str
    utfall: Partsutfall
    villkor: str
    fil: int | None


_DECISIONS = reading(
    _Decision,
    named_in(
        _Decision,
        _BESLUT,
        _BESLUT.c.fil_id.label("fil"),
        _VERSION.c.nr.label("text_nr"),
    )
    .join(_VERSION, _VERSION.c.id == _BESLUT.c.version_id)
    .order_by(_BESLUT.c.id.desc()),
)


@dataclass(frozen=True, slots=True)
class _Signature:
    huvudman_id: int | None
    motpart: str
    text_nr: int
    sha256: str
    namn: str
    befattning: str
    behorighet: str
    behorighet_datum: date
    satt: SignaturSatt
    tid: datetime
    intygad_av: str | None
    fil: int | None


_SIGNATURES = reading(
    _Signature,
    named_in(
        _Signature,
        _SIGNATUR,
        _SIGNATUR.c.fil_id.label("fil"),
        _VERSION.c.nr.label("text_nr"),
        _PERSON.c.namn.label("intygad_av"),
    )
    .join(_VERSION, _VERSION.c.id == _SIGNATUR.c.version_id)
    .outerjoin(_PERSON, _PERSON.c.id == _SIGNATUR.c.intygad_av)
    .order_by(_SIGNATUR.c.id.desc()),
)


def receipt(session: Session, case: RevisionCase) -> Iterator[tuple[str, str]]:
    """Yield which text those whom the reader signs for have signed, who did it and by what right,
    as the letter about it says.
    """
    newest = case.senaste
    everybody: tuple[Signing, ...] = (*case.kvar(), *case.motparter_kvar())
    mine = {(one.huvudman_id, _motpart_of(one)): one for one in everybody if signs_for(case, one)}
    if newest is None or not mine:
        return
    for row in _SIGNATURES.where(_SIGNATUR.c.version_id == newest.id).all(session):
        if one := mine.get((row.huvudman_id, row.motpart)):
            yield "Part", one.namn
            yield "Text", f"Version {row.text_nr}, kontrollvärde {row.sha256[:8]}"
            yield "Undertecknad av", f"{row.namn}, {row.befattning}"
            yield "Behörighet", f"{row.behorighet}, beslutad {dag(row.behorighet_datum)}"


def _motpart_of(one: Signing) -> str:
    return one.namn if isinstance(one, MotpartFacts) else ""


_decision_as_stored = as_stored(_Decision, PartsbeslutVy)
_signature_as_stored = as_stored(_Signature, SignaturVy)
T = TypeVar("T", _Decision, _Signature)


def _by_party(rows: Iterable[T]) -> Mapping[int | None, list[T]]:
    found: dict[int | None, list[T]] = {}
    for row in rows:
        found.setdefault(row.huvudman_id, []).append(row)
    return found


def _decision(row: _Decision) -> PartsbeslutVy:
    return PartsbeslutVy(**_decision_as_stored(row), utfall_ord=row.utfall.ord)


def _signature(row: _Signature) -> SignaturVy:
    return SignaturVy(**_signature_as_stored(row), satt_ord=row.satt.ord)


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
    andrad: bool


_SPOKE, _STEAD = _PERSON.alias("spoke"), _PERSON.alias("stead")
_LATER = _VERSION.alias("senare")
# What made a word void: a later text was locked at that instant, or else the same ledamot spoke.
_CHANGED = exists().where(
    _LATER.c.revision_id == _GODKANNANDE.c.revision_id,
    _LATER.c.nr > _VERSION.c.nr,
    _LATER.c.skapad == _GODKANNANDE.c.ogiltig,
)
_APPROVALS = reading(
    _Approval,
    named_in(
        _Approval,
        _GODKANNANDE,
        _VERSION.c.nr.label("text_nr"),
        _SPOKE.c.namn,
        _STEAD.c.namn.label("for_namn"),
        _CHANGED.label("andrad"),
    )
    .select_from(
        _GODKANNANDE.join(_VERSION, _VERSION.c.id == _GODKANNANDE.c.version_id)
        .join(_SPOKE, _SPOKE.c.id == _GODKANNANDE.c.person_id)
        .join(_STEAD, _STEAD.c.id == _GODKANNANDE.c.for_id)
    )
    .order_by(_GODKANNANDE.c.id.desc()),
)


_approval_as_stored = as_stored(_Approval, GodkannandeVy, but=("for_namn",))


@pastaende("Varför ett besked om en text inte gäller längre.")
def _why_void(row: _Approval) -> str:
    if row.ogiltig is None:
        return ""
    return "texten är ändrad" if row.andrad else "ersatt av ett senare besked"


def approvals(session: Session, revision_id: int) -> tuple[GodkannandeVy, ...]:
    """Return what the ledamöter have said, newest first; also what has become void."""
    rows = _APPROVALS.where(_GODKANNANDE.c.revision_id == revision_id).all(session)
    return tuple(
        GodkannandeVy(
            **_approval_as_stored(row),
            for_namn="" if row.for_namn == row.namn else row.for_namn,
            ord_text=row.ord.ord,
            darfor=_why_void(row),
        )
        for row in rows
    )
