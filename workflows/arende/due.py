"""Where others may be waited for one by one today than before: what is ready or on an agenda, in a
county where each ledamot approves it. Which of them is said by the rules.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false

from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.sak import Sak
from workflows.engine.world import World

_SAK = table_of(Sak)


def others_are_asked(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that a ledamot may have come or gone while it waits."""
    if not world.profile.godkannande.kravs:
        return false()
    waits = [lage.value for lage in (ArendeLage.BERETT, ArendeLage.PA_DAGORDNING)]
    return and_(_SAK.c.slag == Slag.ARENDE, _SAK.c.lage.in_(waits))
