"""Those who were asked in a remiss: what each answered, its comments, and the draft its own people
write in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.base import table_of
from models.fil import Fil
from models.organisation import Person
from models.remiss import Remissmottagare, Remissvar, Synpunkt
from models.rows import named_in, reading
from models.vocabulary import Kanal, Stallningstagande, SynpunktSvar
from workflows.county.bemanning import Bemanning
from workflows.county.register import Register, load_register
from workflows.engine.noun import OwnDecision, OwnDecisions
from workflows.ground.deadlines import day_of
from workflows.handling import slots
from workflows.handling.load import name_of
from workflows.handling.pages import as_stored
from workflows.remiss.draft import UtkastVy, drafters_of, load_drafts
from workflows.remiss.facts import RemissCase
from workflows.remiss.roles import answerable
from workflows.texts.markdown import Avsnitt

HELA = "Hela texten"
_ASKED, _ANSWER, _COMMENT, _FIL = (
    table_of(model) for model in (Remissmottagare, Remissvar, Synpunkt, Fil)
)
_PERSON = table_of(Person)


@dataclass(frozen=True, slots=True)
class SynpunktVy:
    """One comment and what became of it.

    ``avsnitt`` is the key of the section it points at and ``avsnitt_namn`` what people read; both
    "" for the whole.
    """

    id: int
    fran: str
    text: str
    avsnitt: str
    avsnitt_namn: str
    onskad: str
    svar: SynpunktSvar | None
    svar_ord: str | None
    motivering: str


@dataclass(frozen=True, slots=True)
class SvarVy:
    """A recipient's answer.

    ``pa_telefon`` when the sekreterare wrote it down, ``fil_id`` and ``fil`` the paper it was
    entered from. It replaced the answer of ``ersatte`` from ``ersatte_lamnat``, when that was
    somebody else; ``for_sent`` after the last day.
    """

    stallningstagande: Stallningstagande
    ord: str
    motivering: str
    lamnat: datetime
    lamnat_av: str
    kanal: Kanal
    pa_telefon: bool
    fil_id: int | None
    fil: str
    ersatte: str
    ersatte_lamnat: datetime | None
    for_sent: bool
    synpunkter: tuple[SynpunktVy, ...]


@dataclass(frozen=True, slots=True)
class MottagareVy:
    """One who was asked. ``kod`` is what ``svara`` takes as ``mottagare``; ``sektor`` is whom of a
    huvudman the question concerns, "" for whoever answers for the whole.

    ``mitt`` when the reader answers for it, ``eget`` when the reader has an uppdrag for it and sees
    its draft. ``part`` when it is a party to the text asked about: ``instans`` and ``planerat`` say
    where and when it decides.
    """

    id: int
    namn: str
    kod: str
    sektor: str
    sista_dag: date
    ansvarig: str
    mitt: bool
    eget: bool
    har_svarat: bool
    svar: SvarVy | None
    utkast: UtkastVy | None
    part: bool
    instans: str
    planerat: date | None


def recipients(
    session: Session, case: RemissCase, bemanning: Bemanning, avsnitt: Sequence[Avsnitt]
) -> tuple[MottagareVy, ...]:
    """Return everybody a round asks, in the order of the register. ``avsnitt`` are the sections of
    the text.
    """
    rows = _ROWS.where(_ASKED.c.remiss_id == case.sak.id).all(session)
    comments = _comments(session, case.sak.id)
    mine, own = answerable(case.actor, case), drafters_of(case.actor, case)
    drafts = load_drafts(session, own) if own else {}
    register = load_register(session)
    asked = {facts.id: slots.mottagarens(case, facts) for facts in case.remiss.mottagare}
    names = {one.nyckel: section_name(one) for one in avsnitt}
    whose, plans = _sectors(case), _plans(session, case)
    return tuple(
        MottagareVy(
            id=row.id,
            namn=_name(row, register),
            kod=_code(row, register),
            sektor=whose[row.id],
            sista_dag=row.sista_dag,
            ansvarig=", ".join(bemanning.names(asked[row.id])),
            mitt=row.id in mine,
            eget=row.id in own,
            har_svarat=row.svar_id is not None,
            utkast=drafts.get(row.id),
            part=row.huvudman_id in plans,
            instans=plans.get(row.huvudman_id, _NO_PLAN)[0],
            planerat=plans.get(row.huvudman_id, _NO_PLAN)[1],
            svar=_answer(row, _said(comments.get(row.svar_id, ()), _name(row, register), names)),
        )
        for row in rows
    )


def _sectors(case: RemissCase) -> Mapping[int, str]:
    names = {one.kod: one.namn for one in case.profile.sektor}
    return {one.id: names.get(one.sektor or "", "") for one in case.remiss.mottagare}


def codes(session: Session, case: RemissCase) -> Mapping[int, str]:
    """Return what ``svara`` takes as ``mottagare`` for each whom a round asks, by id."""
    rows, register = _ROWS.where(_ASKED.c.remiss_id == case.sak.id).all(session), case.register
    return {row.id: _code(row, register) for row in rows}


_NO_PLAN: OwnDecision = ("", None)


def _plans(session: Session, case: RemissCase) -> OwnDecisions:
    """Return what each party to the text has said of its own decision, by its huvudman; nothing
    where there are none.
    """
    decide = case.world.nouns[case.om.slag].own_decisions
    return decide(session, case.om.id) if decide else {}


def section_name(one: Avsnitt) -> str:
    """Return the number and heading of a section; what stands before the first heading has no
    number.
    """
    return f"{one.nummer} {one.rubrik}" if one.niva else one.rubrik


@dataclass(frozen=True, slots=True)
class _Asked:
    """One who was asked; the fields of the answer are None while there is none."""

    id: int
    huvudman_id: int | None
    organ_id: int | None
    sista_dag: date
    person_namn: str | None
    epost: str | None
    svar_id: int | None
    stallningstagande: Stallningstagande | None
    motivering: str | None
    lamnat: datetime | None
    lamnat_av: str | None
    kanal: Kanal | None
    fil_id: int | None
    fil: str | None
    ersatte: str | None
    ersatte_lamnat: datetime | None


_AUTHOR, _BEFORE = _PERSON.alias("author"), _PERSON.alias("before")
_ROWS = reading(
    _Asked,
    named_in(
        _Asked,
        *(_ASKED, _ANSWER),
        _ANSWER.c.id.label("svar_id"),
        _AUTHOR.c.namn.label("lamnat_av"),
        _BEFORE.c.namn.label("ersatte"),
        _FIL.c.namn.label("fil"),
        _PERSON.c.namn.label("person_namn"),
        _PERSON.c.epost,
    )
    .select_from(
        _ASKED.outerjoin(_ANSWER, _ANSWER.c.mottagare_id == _ASKED.c.id)
        .outerjoin(_AUTHOR, _AUTHOR.c.id == _ANSWER.c.lamnat_av)
        .outerjoin(_BEFORE, _BEFORE.c.id == _ANSWER.c.ersatte_av)
        .outerjoin(_FIL, _FIL.c.id == _ANSWER.c.fil_id)
        .outerjoin(_PERSON, _PERSON.c.id == _ASKED.c.person_id)
    )
    .order_by(_ASKED.c.id),
)


def _name(row: _Asked, register: Register) -> str:
    return row.person_namn or name_of(register, row.huvudman_id, row.organ_id)


def _code(row: _Asked, register: Register) -> str:
    huvudman, organ = register.huvudman_by_id(row.huvudman_id), register.organ_by_id(row.organ_id)
    return huvudman.kod if huvudman else organ.kod if organ else str(row.epost)


def _answer(row: _Asked, comments: tuple[SynpunktVy, ...]) -> SvarVy | None:
    """Return the answer, None while there is none: its columns are empty together."""
    if row.stallningstagande is None or row.lamnat is None or row.kanal is None:
        return None
    return SvarVy(
        stallningstagande=row.stallningstagande,
        ord=row.stallningstagande.ord,
        motivering=row.motivering or "",
        lamnat=row.lamnat,
        lamnat_av=row.lamnat_av or "",
        kanal=row.kanal,
        pa_telefon=row.kanal is Kanal.TELEFON,
        fil_id=row.fil_id,
        fil=row.fil or "",
        ersatte=row.ersatte or "",
        ersatte_lamnat=row.ersatte_lamnat,
        for_sent=day_of(row.lamnat) > row.sista_dag,
        synpunkter=comments,
    )


@dataclass(frozen=True, slots=True)
class _Comment:
    id: int
    remissvar_id: int
    text: str
    avsnitt: str
    onskad: str
    svar: SynpunktSvar | None
    motivering: str


_COMMENTS = reading(
    _Comment,
    named_in(_Comment, _COMMENT)
    .join(_ANSWER, _ANSWER.c.id == _COMMENT.c.remissvar_id)
    .join(_ASKED, _ASKED.c.id == _ANSWER.c.mottagare_id)
    .order_by(_COMMENT.c.remissvar_id, _COMMENT.c.ordning),
)


_comment_as_stored = as_stored(_Comment, SynpunktVy)


def _said(rows: Sequence[_Comment], fran: str, names: Mapping[str, str]) -> tuple[SynpunktVy, ...]:
    return tuple(
        SynpunktVy(
            **_comment_as_stored(one),
            fran=fran,
            avsnitt_namn=names.get(one.avsnitt, ""),
            svar_ord=one.svar.ord if one.svar else None,
        )
        for one in rows
    )


def _comments(session: Session, remiss_id: int) -> Mapping[int | None, list[_Comment]]:
    """Return every comment of a round in order, by the answer it stands in."""
    found: dict[int | None, list[_Comment]] = defaultdict(list)
    for row in _COMMENTS.where(_ASKED.c.remiss_id == remiss_id).all(session):
        found[row.remissvar_id].append(row)
    return found
