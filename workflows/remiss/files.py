"""Who may read the paper that an answer to a remiss was entered from: those who may see the
answer.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from models.base import table_of
from models.lagen import RemissLage
from models.remiss import Remiss, Remissmottagare, Remissvar
from models.rows import among
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.mandate import is_au
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.handling.om import OM

_REMISS, _ASKED, _ANSWER, _SAK = (
    table_of(model) for model in (Remiss, Remissmottagare, Remissvar, Sak)
)
_OVER = (RemissLage.STANGD.value, RemissLage.ATERKOPPLAD.value)


def answers_seen(actor: Actor, world: World, fil_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a file stands in an answer the actor may see.

    While the round is open that is one's own organisation's answer, and for those who prepare all
    of them.
    """
    prepares = is_au(actor)
    organ = actor.organ_ids()
    sees = or_(
        _SAK.c.lage.in_(_OVER),
        among(_ASKED.c.huvudman_id, actor.huvudman_ids()),
        among(_ASKED.c.organ_id, organ),
        _ASKED.c.person_id == actor.person_id,
        OM.c.handlaggare_id == actor.person_id,
        among(OM.c.grupp_organ_id, organ),
        *([_SAK.c.id.isnot(None)] if prepares else []),
    )
    return (
        select(_ANSWER.c.id)
        .join(_ASKED, _ASKED.c.id == _ANSWER.c.mottagare_id)
        .join(_REMISS, _REMISS.c.id == _ASKED.c.remiss_id)
        .join(_SAK, _SAK.c.id == _REMISS.c.id)
        .join(OM, OM.c.id == _REMISS.c.om_id)
        .where(_ANSWER.c.fil_id == fil_id, synliga(actor, world), sees)
        .exists()
    )
