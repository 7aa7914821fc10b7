"""Revisions that time begins: so many days before an agreement is reviewed, ends or can be given
notice of.

Once for each such day: a revision that AU broke off, or decided not to make, does not come back the
day after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from sqlalchemy import ColumnElement, case, false, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models.avtal import Avtal, Avtalspart
from models.base import table_of
from models.database import Database
from models.lagen import AvtalLage
from models.revision import Revision
from models.rows import key
from models.sak import Sak
from models.vocabulary import Forlangning, PartSlag
from workflows.avtal.days import last_notice_day
from workflows.avtal.due import NOTICE_DAY
from workflows.avtal.facts import AvtalCase
from workflows.county.actors import KLOCKAN
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch, left, together
from workflows.ground.deadlines import day_after, day_before
from workflows.ground.errors import Refusal
from workflows.ground.payload import parse
from workflows.ground.sql import stockholm_day
from workflows.ground.words import dag
from workflows.revision.create import begin_together
from workflows.revision.lifecycle import REVISION
from workflows.revision.payloads import NyRevision

_SAK, _AVTAL, _PART, _REVISION = (table_of(one) for one in (Sak, Avtal, Avtalspart, Revision))
_BEGUN = _SAK.alias("paborjad")
_OF_IT = (
    select(_BEGUN.c.skapad)
    .join(_REVISION, _REVISION.c.id == _BEGUN.c.id)
    .where(_REVISION.c.avtal_id == _AVTAL.c.id)
    .correlate(_AVTAL)
)
_LATEST_BEGUN = _OF_IT.order_by(_BEGUN.c.id.desc()).limit(1).scalar_subquery()
_UNDER_WAY = _OF_IT.where(_BEGUN.c.lage.not_in([lage.value for lage in REVISION.final])).exists()


def begin_revisions(database: Database, world: World, *, batch: Batch = ALL_OR_NONE) -> int:
    """Begin the revisions whose time has come, many in each transaction; return how many.

    What somebody begins just now is begun once: the agreement is locked, and asked anew.
    """
    return len(together(database, _to_begin(database, world), partial(_begin, world), batch))


def _to_begin(database: Database, world: World) -> dict[int, NyRevision]:
    """Return what the clock says of each agreement whose revision should begin now; in as many
    statements for many as for one.
    """
    with database.read() as session:
        asked = session.exec(_worth_asking(world)).all()
        saker = read_all(session, [avtal_id for avtal_id, _ in asked], world.nouns)
        cases = load_cases(session, saker, KLOCKAN, world)
    found = {}
    for avtal_id, slug in asked:
        case = cases[avtal_id]
        assert isinstance(case, AvtalCase)  # noqa: S101 - read from among the agreements
        if why := reason(case):
            found[avtal_id] = parse(NyRevision, {"avtal": slug, "orsak": why[1]})
    return found


def _worth_asking(world: World) -> Select[int, str]:
    """Return the agreements in force whose day is near, with no revision under way and none begun
    for that day. ``reason`` gives the others none; a test holds that.
    """
    days = world.profile.avtal.initiera_oversyn_dagar
    day = _first_day(world)
    begun_for_it = stockholm_day(_LATEST_BEGUN) >= day - days
    return (
        select(key(Avtal.id), col(Avtal.slug))
        .join(_SAK, _SAK.c.id == _AVTAL.c.id)
        .where(
            _SAK.c.lage == AvtalLage.I_KRAFT.value,
            day <= day_after(world.today, days),
            ~func.coalesce(begun_for_it, false()),
            ~_UNDER_WAY,
        )
        .order_by(_AVTAL.c.oversyn, _AVTAL.c.id)
    )


def _first_day(world: World) -> ColumnElement[date]:
    """Return the first of the days that ``_days_ahead`` yields for an agreement."""
    ends = case((_AVTAL.c.forlangning == Forlangning.UPPHOR, _AVTAL.c.giltig_till))
    notice = select(func.min(NOTICE_DAY)).where(
        _PART.c.avtal_id == _AVTAL.c.id,
        _PART.c.slag == PartSlag.PART,
        or_(_PART.c.lamnar.is_(None), _PART.c.lamnar >= world.today),
        world.today <= NOTICE_DAY,
    )
    renews = _AVTAL.c.forlangning == Forlangning.AUTOMATISK
    given = case((renews, notice.correlate(_AVTAL).scalar_subquery()))
    return func.least(_AVTAL.c.oversyn, ends, given)


def _begin(world: World, session: Session, due: Mapping[int, NyRevision]) -> list[int]:
    """Begin some; one that is under way since just now is left."""
    made = begin_together(session, due, KLOCKAN, world)
    for avtal_id, one in made.items():
        if isinstance(one, Refusal):
            left(avtal_id, one)
    return [one for one in made.values() if isinstance(one, int)]


def reason(case: AvtalCase) -> tuple[date, str] | None:
    """Return the day because of which a revision should begin now, and why in words; None when it
    is too early.
    """
    near = [
        (day, why) for day, why in _days_ahead(case) if day_before(day, _days(case)) <= case.today
    ]
    return min(near, default=None)


def _days(case: AvtalCase) -> int:
    return case.profile.avtal.initiera_oversyn_dagar


def _days_ahead(case: AvtalCase) -> Iterator[tuple[date, str]]:
    avtal = case.avtal
    yield avtal.oversyn, f"Översynsdagen är {dag(avtal.oversyn)}."
    if avtal.forlangning is Forlangning.UPPHOR and (last := avtal.last_day):
        yield last, f"Avtalet gäller till och med {dag(last)} och förlängs inte av sig självt."
    days = [
        last
        for part in case.bundna()
        if (last := last_notice_day(avtal, part)) and last >= case.today
    ]
    if days:
        yield (
            min(days),
            f"Sista dag för uppsägning är {dag(min(days))}; därefter börjar en ny period.",
        )
