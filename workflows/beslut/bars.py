"""How each party follows decisions, counted by the database: for lists that show nothing of the
åtaganden themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Boolean, and_, false, func, true
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlmodel import Session

from models.rows import AMONG, gathered, reading, wide
from models.vocabulary import STANDING, Efterlevnad
from workflows.beslut.compliance import severity_of
from workflows.beslut.obligations import A, F, S
from workflows.beslut.word_in_sql import LAST_ATTESTED, OWN, days, lacking, place, word
from workflows.county.actors import Actor
from workflows.county.register import load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen
from workflows.engine.world import World


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
