"""Which meetings the clock may publish the minutes of today.

The rule is ``klockan_vantar``; a test holds that nothing it lets through is left out here.
"""

from __future__ import annotations

from datetime import time

from sqlalchemy import ColumnElement

from models.base import table_of
from models.sak import Sak
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days, at
from workflows.mote.facts import PUBLICERING_DAGAR


def due_moten(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the secretary's days for it have passed."""
    first_too_late = add_working_days(world.today, -PUBLICERING_DAGAR)
    return table_of(Sak).c.lage_sedan < at(first_too_late, time())
