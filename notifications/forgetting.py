"""Letters that were sent long ago keep what they said, and let go of the form they were sent in:
most of what an outbox weighs is HTML that nobody opens.
"""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import select, update

from models.avisering import Avisering
from models.base import table_of
from models.database import Database
from models.vocabulary import AviseringLage
from workflows.engine.world import World
from workflows.ground.deadlines import at, day_before

_AVISERING = table_of(Avisering)
_AT_A_TIME = 1_000  # letters in one transaction
_MOST_IN_A_ROUND = 20_000


def forget_forms(database: Database, world: World) -> int:
    """Take the HTML from letters that were sent longer ago than the profile says; return how many.

    What a round leaves goes in the next.
    """
    before = at(day_before(world.today, world.profile.brev.form_dagar), time())
    forgotten = 0
    while forgotten < _MOST_IN_A_ROUND:
        some = _forget_some(database, before)
        forgotten += some
        if some < _AT_A_TIME:
            break
    return forgotten


def _forget_some(database: Database, before: datetime) -> int:
    """Take the HTML from the oldest ones, as many as fit in a short transaction."""
    old = (
        select(_AVISERING.c.id)
        .where(
            _AVISERING.c.html.isnot(None),
            _AVISERING.c.lage == AviseringLage.SKICKAD,
            _AVISERING.c.skickad < before,
        )
        .order_by(_AVISERING.c.skickad)
        .limit(_AT_A_TIME)
        .with_for_update(skip_locked=True)
    )
    forget = update(_AVISERING).where(_AVISERING.c.id.in_(old)).values(html=None)
    with database.session() as session:
        return session.connection().execute(forget).rowcount
