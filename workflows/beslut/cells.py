"""How each huvudman follows a decision, by the worst of its åtaganden: the cells of the matrix,
unfolding to sectors, and the bars of a list, which the database counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import Boolean, and_, false, func, true
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlmodel import Session

from models.lagen import AtagandeLage
from models.rows import AMONG, gathered, reading, wide
from models.vocabulary import STANDING, Efterlevnad
from workflows.beslut.compliance import severity, severity_of
from workflows.beslut.obligations import A, AtagandeRad, F, S
from workflows.beslut.word_in_sql import LAST_ATTESTED, OWN, days, lacking, place, word
from workflows.county.actors import Actor
from workflows.county.register import Register, load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen
from workflows.engine.world import World


@dataclass(frozen=True, slots=True)
class CellRow:
    """What a cell said from a day on."""

    beslut_id: int
    huvudman_id: int
    dag: date
    ord: Efterlevnad
    forsenat: bool
    tyst: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How one huvudman (or, inside a cell, one sector) follows a decision.

    ``lage`` is the state of the worst åtagande, ``ord`` its derived word as a kind, ``text`` as
    people read it, ``alder`` how long or until when; ``atagande`` its id; ``antal`` how many
    åtaganden the cell stands for, and ``alla_ord`` the words they have, worst first.
    """

    huvudman: str
    lage: AtagandeLage
    ord: Efterlevnad
    text: str
    alder: str
    forsenat: bool
    tyst: bool
    ansvarig: str
    senast: date | None
    atagande: int
    antal: int
    alla_ord: tuple[Efterlevnad, ...]
    sektor: str | None = None
    sektorer: tuple[Cell, ...] = ()


def cells(rows: Iterable[AtagandeRad], register: Register) -> tuple[Cell, ...]:
    """Return a cell for each huvudman that has åtaganden among the rows, in the order of the
    register.
    """
    place = {huvudman.kod: huvudman.ordning for huvudman in register.huvudman}
    own = sorted(
        (row for row in rows if row.huvudman_kod), key=lambda row: place[row.huvudman_kod or ""]
    )
    return tuple(_cell(list(group)) for _, group in groupby(own, key=lambda row: row.huvudman_kod))


def _cell(rows: Sequence[AtagandeRad]) -> Cell:
    sectors = sorted({row.sektor for row in rows if row.sektor})
    inner = tuple(_worst([row for row in rows if row.sektor == sektor]) for sektor in sectors)
    return _worst(rows, inner)


def _worst(rows: Sequence[AtagandeRad], inner: tuple[Cell, ...] = ()) -> Cell:
    row = min(rows, key=lambda one: severity(one.cell))
    words = {one.ord for one in rows}
    return Cell(
        huvudman=row.huvudman or "",
        lage=row.lage,
        ord=row.ord,
        text=row.ord_text,
        alder=row.alder,
        forsenat=any(one.forsenat for one in rows),
        tyst=any(one.tyst for one in rows),
        ansvarig=row.ansvarig,
        senast=row.senast,
        atagande=row.id,
        antal=len(rows),
        alla_ord=tuple(word for word in Efterlevnad if word in words),
        sektor=None if inner else row.sektor,
        sektorer=inner,
    )


@dataclass(frozen=True, slots=True)
class Antal:
    """How many parties a word holds for."""

    ord: Efterlevnad
    text: str
    antal: int


def counted(words: Iterable[Efterlevnad]) -> tuple[Antal, ...]:
    """Count each word that occurs, worst first."""
    seen = Counter(words)
    return tuple(Antal(word, word.ord, seen[word]) for word in Efterlevnad if seen[word])


@dataclass(frozen=True, slots=True)
class Stapel:
    """How one huvudman follows a decision: the worst word of its åtaganden. ``brist`` tells that
    the party itself has said that it does not follow it, or only in part.
    """

    huvudman: str
    ord: Efterlevnad
    brist: bool


@dataclass(frozen=True, slots=True)
class Foljd:
    """How a decision is followed: a bar for each huvudman it concerns in the order of the register,
    and what it asks, of huvudmän and others: how much, how much of it is done, and whether all of
    it is asked for until further notice.
    """

    staplar: tuple[Stapel, ...] = ()
    ataganden: int = 0
    klara: int = 0
    staende: bool = True


@dataclass(frozen=True, slots=True)
class _Party:
    beslut_id: int
    huvudman_id: int | None
    varst: int
    brist: bool
    ataganden: int
    klara: int
    staende: bool


# Read once a row, not once for each place it has in the word.
_SAID = LAST_ATTESTED.element.lateral("sagt")
_OWN = replace(OWN, foljs=_SAID.c.foljs)
_PLACE, _WORD = place(_OWN), word(_OWN)
_LACKING = and_(_WORD.in_([Efterlevnad.PAGAR]), lacking(_OWN))
# Of the one whose word the party gets: of several with that word the first.
_BRISTER = func.array_agg(aggregate_order_by(_LACKING, _PLACE, A.c.id), type_=ARRAY(Boolean))
_STANDING = func.bool_and(A.c.form.in_(STANDING), type_=Boolean)
_PARTIES = reading(
    _Party,
    wide(
        A.c.beslut_id,
        A.c.huvudman_id,
        func.coalesce(func.min(_PLACE), 0).label("varst"),
        func.coalesce(_BRISTER[1], false()).label("brist"),
        func.count().label("ataganden"),
        func.count().filter(_WORD.in_([Efterlevnad.KLART])).label("klara"),
        func.coalesce(_STANDING, true()).label("staende"),
    )
    .select_from(
        A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)).outerjoin(_SAID, true())
    )
    .where(A.c.beslut_id == AMONG)
    .group_by(A.c.beslut_id, A.c.huvudman_id),
)
_WORDS = {severity_of(one): one for one in Efterlevnad}


def followed(
    session: Session, actor: Actor, world: World, beslut_ids: Sequence[int]
) -> defaultdict[int, Foljd]:
    """Return how each of some decisions is followed, as far as the actor sees."""
    asked = {"ids": list(beslut_ids), **days(world)}
    rows = seen(_PARTIES, session, actor, world, **asked) if beslut_ids else []
    of_decision = gathered(rows, lambda row: row.beslut_id)
    return defaultdict(
        Foljd, {one: _followed(session, parties) for one, parties in of_decision.items()}
    )


def _followed(session: Session, parties: Sequence[_Party]) -> Foljd:
    own = {row.huvudman_id: row for row in parties}
    return Foljd(
        tuple(
            Stapel(one.kortnamn, _WORDS[row.varst], row.brist)
            for one in load_register(session).huvudman
            if (row := own.get(one.id))
        ),
        sum(row.ataganden for row in parties),
        sum(row.klara for row in parties),
        all(row.staende for row in parties),
    )
