"""Decisions as rows, each with how it is followed: the register, the matrix and "tidigare beslut"
show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    String,
    and_,
    any_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, JSONPATH
from sqlmodel import Session

from models.base import table_of
from models.beslut import Beslut
from models.lagen import UNSETTLED, RevisionLage, Slag
from models.organisation import Organ
from models.rows import ONE, Reading, among_first, named_in, reading, wide
from models.sak import Sak
from models.vocabulary import STANDING, Efterlevnad, OrganSlag, Utfall
from workflows.beslut.cells import Antal, Cell, Foljd, Stapel, cells, counted, followed
from workflows.beslut.compliance import BRISTER
from workflows.beslut.obligations import A, AtagandeRad, B, Reader, S
from workflows.county.actors import Actor
from workflows.county.register import load_register
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.sentences import pastaende
from workflows.ground.words import dag, tal
from workflows.handling.om import OM, AboutRow, Om, labels
from workflows.handling.pages import Fields, Internal, as_stored


@dataclass(frozen=True, slots=True)
class Registerrad:
    """A decision as one line, and how it is followed in numbers.

    ``sammanfattning`` says how many follow it ("följs av 3 av 8"), ``antal`` counts each word,
    ``staplar`` are the huvudmän it concerns in order. ``justerat`` None means that the minutes are
    not yet confirmed. ``ges_sedan`` is what the parties are given to do once the text holds.
    """

    id: int
    nr: str
    beteckning: str
    organ: str
    rubrik: str
    utfall_ord: str
    text: str
    datum: date
    justerat: date | None
    om: Om
    mote: int
    ges_sedan: tuple[str, ...]
    sammanfattning: str
    klara: int
    parter: int
    antal: tuple[Antal, ...]
    staplar: Internal[tuple[Stapel, ...]]
    om_id: Internal[int]


@dataclass(frozen=True, slots=True)
class BeslutRad(Registerrad):
    """The same with every åtagande: ``nar`` says what is wanted by when ("lämna ett namn · senast
    8 dec"), ``celler`` are the huvudmän with the worst of their åtaganden.
    """

    utfall: Utfall
    nar: str
    celler: tuple[Cell, ...]


WithRows = tuple[BeslutRad, list[AtagandeRad]]


def decisions(
    reader: Reader, *where: ColumnElement[bool], limit: int | None = None
) -> list[BeslutRad]:
    """Return the decisions the actor may see, newest first, with every åtagande counted."""
    return [row for row, _ in decisions_with_rows(reader, *where, limit=limit)]


def decisions_with_rows(
    reader: Reader, *where: ColumnElement[bool], limit: int | None = None
) -> list[WithRows]:
    """Return the same decisions, each with its åtaganden in order."""
    found = (
        _ROWS.where(synliga(reader.actor, reader.world), *where).limit(limit).all(reader.session)
    )
    return _with_rows(reader, found)


def register(
    session: Session, actor: Actor, world: World, *where: ColumnElement[bool], limit: int
) -> list[Registerrad]:
    """Return the same decisions, each with how it is followed in numbers."""
    found = _ROWS.where(synliga(actor, world), *where).limit(limit).all(session)
    return _lines(session, actor, world, found)


def of_matter(reader: Reader, om_id: int) -> list[WithRows]:
    """Return the decisions on one matter."""
    return _asked(reader, _OF_MATTER, den=om_id)


def of_meeting(reader: Reader, mote_id: int) -> list[BeslutRad]:
    """Return the decisions of one meeting."""
    return [row for row, _ in _asked(reader, _OF_MEETING, den=mote_id)]


def oldest_open(reader: Reader, *, but_mote: int) -> list[BeslutRad]:
    """Return the oldest of the decisions of other meetings that some party still has something to
    do about, oldest first.
    """
    return [row for row, _ in _asked(reader, _OLDEST_OPEN, den=but_mote)]


def one_decision(reader: Reader, beslut_id: int) -> BeslutRad:
    """Return a decision that the reader is known to see."""
    ((row, _),) = _asked(reader, _ITSELF, den=beslut_id)
    return row


def named(reader: Reader, nr: str) -> WithRows | None:
    """Return a decision by its address, if there is one the reader may see."""
    return next(iter(_asked(reader, _NAMED, nr=nr)), None)


def before(
    reader: Reader, om_id: int, *, chosen: Sequence[int], alike: Sequence[int], most: int
) -> list[Registerrad]:
    """Return the newest decisions from before those on a matter: the chosen first, then those on
    other matters that are like it.
    """
    asked = {"den": om_id, "valda": chosen, "liknande": alike, "hogst": most}
    found = seen(_BEFORE, reader.session, reader.actor, reader.world, **asked)
    return _lines(reader.session, reader.actor, reader.world, found)


def in_order(found: Sequence[WithRows]) -> tuple[AtagandeRad, ...]:
    """Return the åtaganden of decisions, newest decision first, its parties in order."""
    newest = sorted(found, key=lambda one: -one[0].id)
    return tuple(atagande for _, given in newest for atagande in given)


def _asked(reader: Reader, rows: Reading[_Stored], **values: object) -> list[WithRows]:
    return _with_rows(reader, seen(rows, reader.session, reader.actor, reader.world, **values))


def _with_rows(reader: Reader, found: Sequence[_Stored]) -> list[WithRows]:
    given = _obligations(reader, [row.id for row in found])
    return [(_row(reader, row, given.get(row.id, [])), given.get(row.id, [])) for row in found]


@dataclass(frozen=True, slots=True)
class _Stored(AboutRow):
    id: int
    nr: str
    beteckning: str
    rubrik: str
    text: str
    utfall: Utfall
    inriktning: bool
    datum: date
    justerat: date | None
    mote: int
    organ: str
    forumets: bool
    om_id: int
    vantande: list[str] | None


_ORGAN = table_of(Organ)
_LATER = table_of(Beslut).alias("senare")
# What the newest decision on a text has the parties do is given when the text holds.
_UNTIL_IT_HOLDS = (RevisionLage.HOS_PARTERNA, RevisionLage.SIGNERAS, RevisionLage.VANTAR_IKRAFT)
_NEWEST_SAID = ~exists().where(_LATER.c.om_id == B.c.om_id, _LATER.c.id > B.c.id).correlate(B)
_WAITING = case(
    (
        and_(S.c.lage.in_([lage.value for lage in _UNTIL_IT_HOLDS]), _NEWEST_SAID),
        func.jsonb_path_query_array(OM.c.ges_sedan, cast(literal("$[*].text"), JSONPATH)),
    )
)
_DECISIONS = reading(
    _Stored,
    named_in(
        _Stored,
        B,
        B.c.mote_id.label("mote"),
        _ORGAN.c.kortnamn.label("organ"),
        (_ORGAN.c.slag == OrganSlag.FORUM).label("forumets"),
        type_coerce(_WAITING, JSONB).label("vantande"),
        *labels(),
    ).select_from(
        B.join(S, S.c.id == B.c.om_id)
        .join(OM, OM.c.id == B.c.om_id)
        .join(_ORGAN, _ORGAN.c.id == B.c.organ_id)
    ),
)
_NEWEST = (B.c.datum.desc(), B.c.id.desc())
_ROWS = _DECISIONS.order_by(*_NEWEST)
_OF_MATTER = _ROWS.where(B.c.om_id == ONE)
_OF_MEETING = _ROWS.where(B.c.mote_id == ONE)
_ITSELF = _ROWS.where(B.c.id == ONE)
_OPEN_SAK = table_of(Sak).alias("open_sak")
_NOT_DONE = and_(_OPEN_SAK.c.slag == Slag.ATAGANDE, _OPEN_SAK.c.lage.in_(UNSETTLED))
# Some party has something to do about it. What they are about is found first, among what is open
# now: few, however many decisions there have been.
STILL_OPEN = and_(
    among_first(B.c.om_id, wide(_OPEN_SAK.c.foralder_id).where(_NOT_DONE).distinct()),
    select(A.c.id).where(A.c.beslut_id == B.c.id, A.c.id == _OPEN_SAK.c.id, _NOT_DONE).exists(),
)
OPPNA_PA_DAGORDNINGEN = 10
_OLDEST_OPEN = (
    _DECISIONS.where(STILL_OPEN, B.c.mote_id != ONE)
    .order_by(B.c.datum, B.c.id)
    .limit(OPPNA_PA_DAGORDNINGEN)
)
_NAMED = _ROWS.where(B.c.nr == bindparam("nr", type_=String))
_OTHER = table_of(Beslut).alias("eget")
_FIRST = select(func.min(_OTHER.c.id)).where(_OTHER.c.om_id == ONE).scalar_subquery()
_CHOSEN = B.c.id == any_(bindparam("valda", type_=ARRAY(BigInteger)))
_BEFORE = (
    _DECISIONS.where(
        or_(_CHOSEN, B.c.om_id == any_(bindparam("liknande", type_=ARRAY(BigInteger)))),
        or_(_FIRST.is_(None), B.c.id < _FIRST),
    )
    .order_by(_CHOSEN.desc(), *_NEWEST)
    .limit(bindparam("hogst", type_=Integer))
)


_as_stored, _as_line = as_stored(_Stored, BeslutRad), as_stored(_Stored, Registerrad)


def _obligations(reader: Reader, beslut_ids: Sequence[int]) -> dict[int, list[AtagandeRad]]:
    rows = reader.given_by(beslut_ids) if beslut_ids else ()
    return {
        beslut_id: list(group) for beslut_id, group in groupby(rows, key=lambda row: row.beslut_id)
    }


def _lines(
    session: Session, actor: Actor, world: World, found: Sequence[_Stored]
) -> list[Registerrad]:
    followers = followed(session, actor, world, [row.id for row in found])
    return [_line(row, followers[row.id]) for row in found]


def _line(row: _Stored, how: Foljd) -> Registerrad:
    return Registerrad(**_as_line(row), **_followed(row, how))


def _row(reader: Reader, row: _Stored, ataganden: Sequence[AtagandeRad]) -> BeslutRad:
    found = cells(ataganden, load_register(reader.session))
    how = Foljd(
        tuple(Stapel(cell.huvudman, cell.ord, brist=cell.text in BRISTER) for cell in found),
        ataganden=len(ataganden),
        klara=sum(1 for one in ataganden if one.ord is Efterlevnad.KLART),
        staende=all(one.form in STANDING for one in ataganden),
    )
    return BeslutRad(**_as_stored(row), **_followed(row, how), nar=wanted(ataganden), celler=found)


def _followed(row: _Stored, how: Foljd) -> Fields:
    """Return what a line says beside what is stored."""
    done = sum(1 for one in how.staplar if one.ord is Efterlevnad.KLART)
    return {
        "utfall_ord": outcome(row),
        "om": row.om,
        "ges_sedan": tuple(row.vantande or ()),
        "sammanfattning": summary(how, done, row.vantande),
        "klara": done,
        "parter": len(how.staplar),
        "antal": counted(one.ord for one in how.staplar),
        "staplar": how.staplar,
    }


def outcome(row: _Stored) -> str:
    """Return what a decision came to in words, and that it only points out a direction where it
    does; a forum does nothing else.
    """
    if row.forumets:
        return "inriktningsbeslut"
    return f"{row.utfall.ord}, inriktningsbeslut" if row.inriktning else row.utfall.ord


def wanted(ataganden: Sequence[AtagandeRad]) -> str:
    """Return what is wanted by when; when the åtaganden differ, only what they share."""
    answers = {row.svar for row in ataganden}
    said = [next(iter(answers)).att_gora] if len(answers) == 1 else []
    forms, days = {row.form for row in ataganden}, {row.senast for row in ataganden}
    if len(forms) == 1 and forms <= set(STANDING):
        said.append(next(iter(forms)).ord)
    elif len(days) == 1 and (day := next(iter(days))) is not None:
        said.append(f"senast {dag(day)}")
    return " · ".join(said)


@pastaende("Hur många parter som inte följer ett beslut, eller att alla gör det.")
def how_followed(one: Registerrad) -> tuple[str, str] | None:
    """Return the worst that can be said of how its parties follow a decision, as a kind of tag and
    words: "2 försenade"; None for one that gave the parties nothing to do.
    """
    words = {count.ord: count.antal for count in one.antal}
    lacking = sum(stapel.brist for stapel in one.staplar)
    for kind, number, alone, several in (
        ("forsenat", words.get(Efterlevnad.FORSENAT, 0), "försenad", "försenade"),
        ("tyst", words.get(Efterlevnad.TYST, 0), "tyst", "tysta"),
        ("avsteg", words.get(Efterlevnad.AVSTEG, 0), "med avsteg", "med avsteg"),
        ("brist", lacking, "följer inte helt", "följer inte helt"),
    ):
        if number:
            return kind, f"{tal(number)} {alone if number == 1 else several}"
    if not one.parter:
        return None
    return ("klart", "alla klara") if one.klara == one.parter else ("pagar", "pågår")


@pastaende("Hur många som följer ett beslut, och om det ger åtaganden först när texten gäller.")
def summary(how: Foljd, done: int, waiting: Sequence[str] | None = None) -> str:
    """Return how many follow the decision, in words. ``done`` counts the huvudmän that do;
    ``waiting`` are the tasks that are given when its text holds.
    """
    if not how.ataganden:
        return "Åtaganden ges när texten börjar gälla" if waiting else "Inga åtaganden"
    if not how.staplar:
        return f"{how.klara} av {how.ataganden} klara"
    parties = len(how.staplar)
    return f"följs av {done} av {parties}" if how.staende else f"{done} av {parties} klara"
