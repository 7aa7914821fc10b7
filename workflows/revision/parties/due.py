"""Which revisions the clock may have something to do with today, so that it need not ask every one
each round.

The rules stand in ``workflows.revision.parties.rules``; a test holds that nothing they let through
is left out here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_, select

from models.base import table_of
from models.lagen import RevisionLage
from models.organisation import Franvaro
from models.revision import (
    Revision,
    Revisionsmotpart,
    Revisionspart,
    Revisionsversion,
    Signatur,
)
from models.revisionsord import Partsutfall
from models.sak import Sak
from workflows.avtal.parties.people import ids_of
from workflows.county.in_force import Day, away
from workflows.engine.world import World
from workflows.handling.due import ended_group_carries, no_round_waits
from workflows.revision.parties.instanser import INSTANS, LATEST, OF_PART

_SAK, _REVISION, _PART, _VERSION = (
    table_of(one) for one in (Sak, Revision, Revisionspart, Revisionsversion)
)
_SIGNATUR, _AWAY = table_of(Signatur), table_of(Franvaro).alias("borta")


def is_there(person: FromClause, today: Day) -> ColumnElement[bool]:
    """Return the condition that whoever is to sign can: nobody signs in their stead."""
    gone = exists().where(_AWAY.c.person_id == person.c.id, away(_AWAY, today))
    return and_(person.c.aktiv, ~gone)


NEWEST = (
    select(func.max(_VERSION.c.id))
    .where(_VERSION.c.revision_id == _SAK.c.id)
    .correlate(_SAK)
    .scalar_subquery()
)
LEFT = select(_PART.c.huvudman_id).where(_PART.c.revision_id == _SAK.c.id, ~_PART.c.slappt)
_OF_IT = select(INSTANS.c.namn).where(OF_PART).correlate(_PART)
_LEFT_TO_DECIDE = or_(LATEST.is_(None), LATEST == Partsutfall.ATERREMISS)
# What decides that a party waits: some of its instanser are left, or it has named none.
DECIDED = and_(_OF_IT.exists(), ~_OF_IT.where(_LEFT_TO_DECIDE).exists())
SAID_NO = _OF_IT.where(LATEST.in_([Partsutfall.NEJ, Partsutfall.VILLKOR])).exists()
NEXT_DAY = (
    select(func.min(INSTANS.c.planerat))
    .where(OF_PART, _LEFT_TO_DECIDE)
    .correlate(_PART)
    .scalar_subquery()
)
SIGNED = (
    select(_SIGNATUR.c.id)
    .join(_VERSION, _VERSION.c.id == _SIGNATUR.c.version_id)
    .where(
        _SIGNATUR.c.version_id == NEWEST,
        _SIGNATUR.c.huvudman_id == _PART.c.huvudman_id,
        _SIGNATUR.c.sha256 == _VERSION.c.sha256,
    )
    .exists()
)
_OUTSIDE = table_of(Revisionsmotpart)
# The people who are to sign for those that are no huvudman and have not.
OUTSIDE_LEFT = select(func.unnest(ids_of(_OUTSIDE)).label("person_id")).where(
    _OUTSIDE.c.revision_id == _SAK.c.id,
    ~_OUTSIDE.c.slappt,
    ~select(_SIGNATUR.c.id)
    .join(_VERSION, _VERSION.c.id == _SIGNATUR.c.version_id)
    .where(
        _SIGNATUR.c.version_id == NEWEST,
        _SIGNATUR.c.motpart == _OUTSIDE.c.namn,
        _SIGNATUR.c.sha256 == _VERSION.c.sha256,
    )
    .exists(),
)


def due_revisions(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the clock may have a step to take on the revision."""
    comes = select(_REVISION.c.id).where(
        _REVISION.c.id == _SAK.c.id, _REVISION.c.ikraft <= world.today
    )
    beside = select(_REVISION.c.id).where(
        _REVISION.c.id == _SAK.c.id, _REVISION.c.mote_id.is_(None)
    )
    return or_(
        and_(_SAK.c.lage == RevisionLage.PA_REMISS.value, no_round_waits(world)),
        and_(
            _SAK.c.lage == RevisionLage.HOS_PARTERNA.value,
            ~LEFT.where(_PART.c.beslutar, ~(DECIDED & ~SAID_NO)).exists(),
        ),
        and_(
            _SAK.c.lage == RevisionLage.SIGNERAS.value,
            ~LEFT.where(~SIGNED).exists(),
            ~OUTSIDE_LEFT.exists(),
        ),
        and_(_SAK.c.lage == RevisionLage.VANTAR_IKRAFT.value, comes.exists()),
        and_(_SAK.c.lage == RevisionLage.LYFT.value, beside.exists()),
        and_(_SAK.c.lage == RevisionLage.I_DIALOG.value, ended_group_carries()),
    )
