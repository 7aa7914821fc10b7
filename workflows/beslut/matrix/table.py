"""Efterlevnad: decisions against huvudmän, a page at a time, and how it goes as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlmodel import Session

from models import limits
from models.lagen import AtagandeLage
from models.rows import among, among_first
from models.vocabulary import Efterlevnad
from workflows.beslut.matrix.numbers import Kvar, Oversiktstal, left_to_do, tiles_of
from workflows.beslut.obligations import A, AtagandeRad, B, F, Reader, S
from workflows.beslut.rows import BeslutRad, decisions
from workflows.beslut.word_in_sql import MAY_SAY, days, says
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.payload import Rad, RadNr
from workflows.handling.pages import Marker, Sidfilter, asked_huvudman, counted_page

MARKER = Marker("efterlevnad", tuple[date, RadNr])
_RAISED = 10  # deviations that a page shows


class MatrisFilter(Sidfilter):
    """Which decisions: those where something is left to do, or with ``alla`` the finished ones too.

    ``huvudman`` by code or name, ``lage`` is a word that some åtagande has, ``ar`` the year of the
    decision, ``beslut`` its address.
    """

    huvudman: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    lage: Efterlevnad | None = None
    ar: Annotated[int, Field(ge=2000, le=2099)] | None = None
    beslut: Annotated[Rad, Field(max_length=limits.KOD)] | None = None
    alla: bool = False


@dataclass(frozen=True, slots=True)
class Matrissida:
    """Some decisions of the matrix. ``huvudman`` are the names of the columns in order; each
    decision has cells only for those it concerns.
    """

    huvudman: tuple[str, ...]
    beslut: tuple[BeslutRad, ...]
    nasta: str | None


@dataclass(frozen=True, slots=True)
class Matris:
    """A page of the matrix, with the numbers of what the filter leaves of all that the reader may
    see: of the huvudman, the year, the decision and the word that are chosen, also what is done.

    ``antal`` is how many decisions the filter leaves, ``kvar`` what each huvudman has left to do in
    them and ``ovriga`` groups and people, who have no column; ``att_ta_upp`` is what parties of
    late say that they do not do.
    """

    huvudman: tuple[str, ...]
    beslut: tuple[BeslutRad, ...]
    nasta: str | None
    antal: int
    tal: Oversiktstal
    kvar: tuple[Kvar, ...]
    ovriga: Kvar | None
    att_ta_upp: tuple[AtagandeRad, ...]


def efterlevnad(session: Session, actor: Actor, world: World, which: MatrisFilter) -> Matris:
    """Return a page of the matrix, newest decision first. Malformed for an unknown name."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    page, number = _page(reader, which)
    deviates = S.c.lage == AtagandeLage.AVSTEG_ANMALT
    counted = tuple(_counted(session, which))
    left = left_to_do(session, actor, world, *counted)
    return Matris(
        page.huvudman,
        page.beslut,
        page.nasta,
        antal=number,
        tal=tiles_of(session, actor, world, left, *counted),
        kvar=tuple(one for one in left if one.huvudman),
        ovriga=next((one for one in left if not one.huvudman), None),
        att_ta_upp=tuple(reader.rows(deviates, *counted, limit=_RAISED)),
    )


def matrix_page(session: Session, actor: Actor, world: World, which: MatrisFilter) -> Matrissida:
    """Return the decisions of a page, without the numbers."""
    reader = Reader(session, actor, world, load_bemanning(session, world.today))
    return _page(reader, which)[0]


def _page(reader: Reader, which: MatrisFilter) -> tuple[Matrissida, int]:
    """Return a page, and how many decisions the filter leaves."""
    ids, number = _ids(reader, which)
    page = decisions(reader, among(B.c.id, ids[: which.antal])) if ids else []
    last = page[-1] if len(ids) > which.antal else None
    marker = MARKER.at((last.datum, last.id)) if last else None
    register = load_register(reader.session)
    one = register.huvudman_named(which.huvudman) if which.huvudman else None
    names = (huvudman.kortnamn for huvudman in ((one,) if one else register.huvudman))
    return Matrissida(tuple(names), tuple(page), marker), number


def _ids(reader: Reader, which: MatrisFilter) -> tuple[list[int], int]:
    """Return the decisions of a page and the one after them, and how many there are in all."""
    session, world = reader.session, reader.world
    left = (
        select(B.c.id, B.c.datum, func.count().over().label("antal"))
        .select_from(B.join(S, S.c.id == B.c.om_id))
        .where(synliga(reader.actor, world), *_chosen(session, which))
        .subquery()
    )
    query = select(left.c.id, left.c.antal).order_by(left.c.datum.desc(), left.c.id.desc())
    after = []
    if key := MARKER.after(which.efter):
        day, beslut_id = key
        same_day = and_(left.c.datum == day, left.c.id < beslut_id)
        after = [or_(left.c.datum < day, same_day)]
    rows, counted = counted_page(session, query, after, which.antal, days(world))
    return [row.id for row in rows], counted.antal if counted else 0


def _chosen(session: Session, which: MatrisFilter) -> Iterator[ColumnElement[bool]]:
    own: ColumnElement[bool] = A.c.huvudman_id.isnot(None)
    if which.huvudman is not None:
        own = A.c.huvudman_id == asked_huvudman(session, which.huvudman)
    # What is left to do has a day and somebody whose move it is.
    open_ = select(A.c.beslut_id).join(F, own_frist(A.c.id)).where(own)
    yield exists().where(A.c.beslut_id == B.c.id, own) if which.alla else B.c.id.in_(open_)
    if which.ar is not None:
        yield B.c.ar == which.ar
    if which.beslut is not None:
        yield B.c.nr == which.beslut.casefold()
    if which.lage is not None:
        yield B.c.id.in_(_where_some(which.lage, own, None if which.alla else open_))


def _counted(session: Session, which: MatrisFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what the filter says of the åtaganden themselves: of these are the numbers."""
    own: ColumnElement[bool] = A.c.huvudman_id.isnot(None)
    if which.huvudman is not None:
        own = A.c.huvudman_id == asked_huvudman(session, which.huvudman)
        yield own
    named = []
    if which.ar is not None:
        named.append(B.c.ar == which.ar)
    if which.beslut is not None:
        named.append(B.c.nr == which.beslut.casefold())
    if named:
        yield A.c.beslut_id.in_(select(B.c.id).where(*named))
    if which.lage is not None:
        yield A.c.beslut_id.in_(_with_word(which.lage, own))


def _with_word(word: Efterlevnad, own: ColumnElement[bool]) -> Select[int]:
    """Return the decisions with an åtagande that has a word, as a statement of its own: what counts
    has the same tables.
    """
    found = _where_some(word, own, None).correlate(None).subquery()
    return select(found.c.beslut_id)


def _where_some(
    word: Efterlevnad, own: ColumnElement[bool], among_these: Select[int] | None
) -> Select[int]:
    """Return the decisions with an åtagande that has a word, also where its cell says a worse
    one.
    """
    query = (
        select(A.c.beslut_id)
        .select_from(A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)))
        .where(own, *says(word))
    )
    if among_these is None or word in MAY_SAY:
        return query
    return query.where(among_first(A.c.beslut_id, among_these))
