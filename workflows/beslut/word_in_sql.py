"""The word of an åtagande as the database says it: what ``compliance`` says, as expressions.

Lists, counts and sweeps ask with these; what people read is said by ``compliance.cell_word``. A
test holds the one against the other in every state, on every day, for every attestation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import (
    Case,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from models.base import checked, table_of, written
from models.beslut import Atagande, Avstamning
from models.frist import Frist
from models.lagen import DATED, TO_DO, AtagandeLage, Slag
from models.sak import Sak, stands_in
from models.vocabulary import FOLLOWED, STANDING, Efterlevnad, Foljs
from workflows.beslut.compliance import DEVIATES, SNART_ARBETSDAGAR, severity_of
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days, at, day_before

_A, _S, _F, _AV = (table_of(model) for model in (Atagande, Sak, Frist, Avstamning))
TODAY, SOON = bindparam("today", type_=Date), bindparam("soon", type_=Date)
_SILENT = bindparam("silent", type_=DateTime(timezone=True))


def days(world: World) -> Mapping[str, object]:
    """Return the parameters of every expression here: the days at which a word changes by
    itself.
    """
    silent_since = day_before(world.today, world.profile.paminnelser.tyst_efter_dagar)
    return {
        "today": world.today,
        "soon": add_working_days(world.today, SNART_ARBETSDAGAR + 1),
        "silent": at(silent_since, time()),
    }


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a statement has what a word is made of, as ``compliance.Status`` has it.

    ``senast`` need only be right while there is something to do.
    """

    lage: ColumnElement[str]
    senast: ColumnElement[date]
    nytt: ColumnElement[datetime]
    verifieras: ColumnElement[bool]
    staende: ColumnElement[bool]
    foljs: ColumnElement[Foljs]


def to_do(of: Columns) -> ColumnElement[bool]:
    """Return that the party has something left to do."""
    return of.lage.in_(TO_DO)


def late(of: Columns) -> ColumnElement[bool]:
    """Return that its day has gone. Never NULL."""
    return and_(of.lage.in_(DATED), of.senast.isnot(None), of.senast < TODAY)


def silent(of: Columns) -> ColumnElement[bool]:
    """Return that nobody has said anything for too long. Never NULL."""
    unattested = or_(~of.staende, of.foljs.is_(None), of.senast.is_(None), of.senast < TODAY)
    return and_(to_do(of), of.nytt < _SILENT, unattested)


def lacking(of: Columns) -> ColumnElement[bool]:
    """Return that the party itself said last that it does not do it, or only in part."""
    return and_(to_do(of), func.coalesce(of.foljs.not_in(FOLLOWED), false()))


def word(of: Columns) -> ColumnElement[str]:
    """Return the word, as an ``Efterlevnad``."""
    return type_coerce(_said(of, written), checked(Efterlevnad))


def place(of: Columns) -> ColumnElement[int]:
    """Return where the word stands when the worst comes first: the least of several is the word of
    their cell.
    """
    return type_coerce(_said(of, lambda one: literal_column(str(severity_of(one)))), Integer)


def _said(of: Columns, say: Callable[[Efterlevnad], ColumnElement[Any]]) -> Case[Any]:
    """Return the case in the order of ``cell_word``."""
    verified = and_(of.lage == AtagandeLage.RAPPORTERAT, of.verifieras)
    return case(
        (late(of), say(Efterlevnad.FORSENAT)),
        (of.lage.in_([*DEVIATES]), say(Efterlevnad.AVSTEG)),
        (of.lage == AtagandeLage.ERSATT, say(Efterlevnad.ERSATT)),
        (verified, say(Efterlevnad.PAGAR)),
        (~to_do(of), say(Efterlevnad.KLART)),
        (silent(of), say(Efterlevnad.TYST)),
        (of.foljs.in_(FOLLOWED), say(Efterlevnad.KLART)),
        (of.foljs.isnot(None), say(Efterlevnad.PAGAR)),
        (of.senast < SOON, say(Efterlevnad.SNART)),
        else_=say(Efterlevnad.PAGAR),
    )


# What was said of an åtagande last.
LAST_ATTESTED = (
    select(_AV.c.foljs)
    .where(_AV.c.atagande_id == _A.c.id)
    .order_by(_AV.c.lamnad.desc(), _AV.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
# Of a statement that reads ``atagande`` with its ``sak`` and, where there is one, its own open
# ``frist``.
OWN = Columns(
    lage=_S.c.lage,
    senast=_F.c.senast,
    nytt=_A.c.senast_nytt,
    verifieras=_A.c.verifierare_id.isnot(None),
    staende=_A.c.form.in_(STANDING),
    foljs=LAST_ATTESTED,
)
WORD, LATE, SILENT = word(OWN), late(OWN), silent(OWN)
# The states in which an åtagande may have a word that few have: an index finds them.
MAY_SAY: Final[Mapping[Efterlevnad, Sequence[AtagandeLage]]] = {
    Efterlevnad.FORSENAT: DATED,
    Efterlevnad.TYST: TO_DO,
    Efterlevnad.SNART: TO_DO,
    Efterlevnad.AVSTEG: tuple(DEVIATES),
    Efterlevnad.ERSATT: (AtagandeLage.ERSATT,),
}


def says(which: Efterlevnad) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that an åtagande has a word."""
    yield WORD.in_([which])
    if few := MAY_SAY.get(which):
        yield stands_in((Slag.ATAGANDE, lage) for lage in few)
