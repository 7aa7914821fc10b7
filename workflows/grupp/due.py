"""Which groups for a time the clock may end today.

The rule is ``sista_dagen_har_varit``; a test holds that nothing it lets through is left out here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists

from models.base import table_of
from models.grupp import Grupp
from models.sak import Sak
from workflows.engine.world import World

_SAK, _GRUPP = table_of(Sak), table_of(Grupp)


def due_groups(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the last day has been."""
    return exists().where(_GRUPP.c.id == _SAK.c.id, _GRUPP.c.sista_dag < world.today)


def who_is_asked(_world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that AU may be asked beside others than before: whoever holds
    a group together may have got or left it. Groups are few.
    """
    return exists().where(_GRUPP.c.id == _SAK.c.id)
