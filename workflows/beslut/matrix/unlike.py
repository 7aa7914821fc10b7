"""Which decisions say something else than when they were last seen, asked of the database as one
set.

What an åtagande says follows from few things: its state, where its day lies, whether there has been
news, what was attested. The database sorts them by these; ``cell_word`` says the word of each sort;
the database then holds the worst of each cell against what was seen. Nothing is read of those that
say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Integer,
    Select,
    String,
    Values,
    bindparam,
    case,
    column,
    func,
    or_,
    select,
    values,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session

from models.base import table_of
from models.beslut import Efterlevnadsandring
from models.lagen import TO_DO, AtagandeLage
from models.rows import reading, wide
from models.vocabulary import STANDING, Efterlevnad, Foljs
from workflows.beslut.compliance import (
    SNART_ARBETSDAGAR,
    Cellord,
    Status,
    cell_word,
    severity,
    severity_of,
)
from workflows.beslut.obligations import A, F, S
from workflows.beslut.word_in_sql import LAST_ATTESTED
from workflows.engine.frister import own_frist
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days, at, day_before, day_of

_ANDRING = table_of(Efterlevnadsandring)
_KEY = (_ANDRING.c.beslut_id, _ANDRING.c.huvudman_id)
_TODAY, _LATER = bindparam("today", type_=Date), bindparam("later", type_=Date)
_SILENT = bindparam("silent", type_=DateTime(timezone=True))
_OPEN = S.c.lage.in_([lage.value for lage in TO_DO])
_DAY = case((_OPEN, F.c.senast), else_=A.c.senast)
_PARTS = (
    S.c.lage.label("lage"),
    _DAY.label("senast"),
    A.c.senast_nytt.label("nytt"),
    A.c.verifierare_id.isnot(None).label("verifieras"),
    A.c.form.in_(STANDING).label("staende"),
    case((_OPEN, LAST_ATTESTED)).label("foljs"),
)


def _sorted() -> Select[tuple[object, ...]]:
    """Return every åtagande of a huvudman with what its word follows from, and ``sort``, which is
    the same for those that say the same.
    """
    own = (
        select(*A.c["beslut_id", "huvudman_id"], *_PARTS)
        .select_from(A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)))
        .where(A.c.huvudman_id.isnot(None))
        .subquery()
    )
    day = case((own.c.senast < _TODAY, "sen"), (own.c.senast < _LATER, "snart"))
    beyond = own.c.senast.is_(None)
    told = (own.c.lage, day, beyond, own.c.nytt < _SILENT)
    said = (own.c.verifieras, own.c.staende, own.c.foljs)
    apart = [part for one in (*told, *said) for part in (one, "/")]
    return select(own, func.concat(*apart).label("sort"))


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of åtagande, with the facts of one of them."""

    sort: str
    lage: str
    senast: date | None
    nytt: datetime
    verifieras: bool
    staende: bool
    foljs: Foljs | None


# Once for each åtagande: the join by ``sort`` would else make it anew for each sort.
_ONE = _sorted().cte("atagandet").prefix_with("MATERIALIZED")
_SORTS = reading(
    _Sort,
    wide(
        _ONE.c.sort,
        func.max(_ONE.c.lage).label("lage"),
        func.max(_ONE.c.senast).label("senast"),
        func.coalesce(func.max(_ONE.c.nytt), _SILENT).label("nytt"),
        func.bool_or(_ONE.c.verifieras, type_=Boolean).label("verifieras"),
        func.bool_or(_ONE.c.staende, type_=Boolean).label("staende"),
        func.max(_ONE.c.foljs).label("foljs"),
    ).group_by(_ONE.c.sort),
)


def unlike_what_was_seen(session: Session, world: World) -> list[int]:
    """Return the decisions that have a cell which says something else than when it was last seen,
    or that has never been seen.
    """
    days = _days(world)
    words = {one.sort: _word(one, world) for one in _SORTS.all(session, days)}
    if not words:
        return []
    return [row.beslut_id for row in session.connection().execute(_unlike(words), days)]


def _days(world: World) -> Mapping[str, object]:
    """Return the days at which a word changes by itself."""
    silent_since = day_before(world.today, world.profile.paminnelser.tyst_efter_dagar)
    return {
        "today": world.today,
        "later": add_working_days(world.today, SNART_ARBETSDAGAR + 1),
        "silent": at(silent_since, time()),
    }


def _word(one: _Sort, world: World) -> Cellord:
    status = Status(
        AtagandeLage(one.lage),
        one.senast,
        day_of(one.nytt),
        verifieras=one.verifieras,
        staende=one.staende,
        foljs=one.foljs,
    )
    silent_after = world.profile.paminnelser.tyst_efter_dagar
    return cell_word(status, today=world.today, tyst_efter=silent_after)


def _unlike(words: Mapping[str, Cellord]) -> Select[tuple[int]]:
    """Return the decisions whose cells differ, given what each sort says."""
    said = _said(words.items())
    cell = (
        select(
            *_ONE.c["beslut_id", "huvudman_id"],
            func.min(said.c.plats).label("plats"),
            func.bool_or(said.c.forsenat, type_=Boolean).label("forsenat"),
            func.bool_or(said.c.tyst, type_=Boolean).label("tyst"),
        )
        .join(said, said.c.sort == _ONE.c.sort)
        .group_by(*_ONE.c["beslut_id", "huvudman_id"])
        .subquery()
    )
    seen = (
        select(_ANDRING).ext(distinct_on(*_KEY)).order_by(*_KEY, _ANDRING.c.dag.desc()).subquery()
    )
    place = case({word.value: severity_of(word) for word in Efterlevnad}, value=seen.c.ord)
    differs = or_(
        place != cell.c.plats,
        seen.c.forsenat != cell.c.forsenat,
        seen.c.tyst != cell.c.tyst,
    )
    same = (seen.c.beslut_id == cell.c.beslut_id) & (seen.c.huvudman_id == cell.c.huvudman_id)
    return (
        select(cell.c.beslut_id)
        .outerjoin(seen, same)
        .where(or_(seen.c.dag.is_(None), (seen.c.dag < _TODAY) & differs))
        .distinct()
        .order_by(cell.c.beslut_id)
    )


def _said(words: Iterable[tuple[str, Cellord]]) -> Values:
    table = values(
        column("sort", String),
        column("plats", Integer),
        column("forsenat", Boolean),
        column("tyst", Boolean),
        name="said",
    )
    return table.data([(sort, severity(one), one.forsenat, one.tyst) for sort, one in words])
