"""Whether a round still waits for answers, as conditions: what the clock asks of many at once.

The rule is ``waits_for_answers``; a test holds that nothing it lets through is left out here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from models.base import table_of
from models.lagen import ArendeLage, RemissLage
from models.organisation import Organ
from models.remiss import Remiss, Remissmottagare, Remissvar
from models.sak import Sak
from workflows.engine.world import World
from workflows.handling.om import CARRIED

_SAK, _ROUND = table_of(Sak), table_of(Sak).alias("omgang")
_ORGAN = table_of(Organ)
_REMISS, _ASKED, _ANSWER = (table_of(one) for one in (Remiss, Remissmottagare, Remissvar))


def answered_or_over(remiss_id: ColumnElement[int], world: World) -> ColumnElement[bool]:
    """Return the condition that all have answered a round, or that nobody has a day left."""
    asked = select(_ASKED.c.id).where(_ASKED.c.remiss_id == remiss_id)
    silent = asked.where(
        ~select(_ANSWER.c.id).where(_ANSWER.c.mottagare_id == _ASKED.c.id).exists()
    )
    return ~silent.exists() | ~asked.where(_ASKED.c.sista_dag >= world.today).exists()


def ended_group_carries() -> ColumnElement[bool]:
    """Return the condition on ``sak`` that what carries its dialog has ended."""
    ended = _ORGAN.c.id == CARRIED.c.barare_organ_id
    with_it = select(CARRIED.c.id).join(_ORGAN, ended & _ORGAN.c.avslutad)
    return _SAK.c.id.in_(with_it)


def due_arenden(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that the clock may have a step to take on the ärende."""
    carried = (_SAK.c.lage != ArendeLage.I_DIALOG.value) | ended_group_carries()
    return no_round_waits(world) & carried


def no_round_waits(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that its newest round, if it is open, waits for nobody."""
    rounds = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _SAK.c.id)
    newest = rounds.correlate(_SAK).scalar_subquery()
    waits = (
        select(_ROUND.c.id)
        .where(
            _ROUND.c.id == newest,
            _ROUND.c.lage == RemissLage.OPPEN.value,
        )
        .where(~answered_or_over(_ROUND.c.id, world))
        .correlate(_SAK)
    )
    return ~waits.exists()
