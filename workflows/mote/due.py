"""Which meetings the clock may move today: whose minutes it publishes, and whose day has gone
without a kallelse; and which wait for an answer about a correction.

The rules are ``klockan_vantar`` and ``dagen_har_gatt``; a test holds that nothing they let through
is left out here.
"""

from __future__ import annotations

from datetime import time

from sqlalchemy import ColumnElement, and_, exists, or_

from models.base import table_of
from models.beslut import Beslutsrattelse
from models.lagen import MoteLage
from models.mote import Mote
from models.sak import Sak
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days, at
from workflows.mote.facts import PUBLICERING_DAGAR

_MOTE, _SAK, _SLIP = table_of(Mote), table_of(Sak), table_of(Beslutsrattelse)


def asked_about(_world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that a proposed correction waits for its justerare."""
    return exists().where(_SLIP.c.mote_id == _SAK.c.id, _SLIP.c.bekraftad.is_(None))


def due_moten(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the secretary's days for it have passed, or the
    meeting's own.
    """
    first_too_late = add_working_days(world.today, -PUBLICERING_DAGAR)
    missed = exists().where(_MOTE.c.id == _SAK.c.id, _MOTE.c.datum < world.today)
    planned = and_(_SAK.c.lage == MoteLage.PLANERAT.value, missed)
    return or_(planned, _SAK.c.lage_sedan < at(first_too_late, time()))
