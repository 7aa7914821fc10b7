"""Which open frister are somebody's own today: those whose slot resolves to them, also as
substitute or delegate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import String, func, type_coerce
from sqlmodel import Session

from models.base import table_of
from models.rows import reading, wide
from models.tables import Avtal, Delgivning, Frist, Huvudman, Mote, Organ, Remiss, Sak
from workflows.avtal.load import LAST_DAY
from workflows.county.actors import Actor
from workflows.county.bemanning import SLOT, Bemanning, SlotRow, slot_of
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.words import dag
from workflows.handling.om import OM

_SAK, _FRIST = table_of(Sak), table_of(Frist)
_MOTE, _REMISS, _ORGAN, _DELGIVNING, _HUVUDMAN, _AVTAL = (
    table_of(model) for model in (Mote, Remiss, Organ, Delgivning, Huvudman, Avtal)
)
_PARENT = table_of(Sak).alias("foralder")


@dataclass(frozen=True, slots=True)
class Waiting(SlotRow):
    """An open frist with its matter.

    ``nr`` and ``rubrik`` are those of what it is about, "" for a meeting; ``slug`` and
    ``sista_dag`` an agreement's; ``organ`` and ``datum`` a meeting's, and ``part`` is who is
    asked about it.
    """

    sak_id: int
    mottagare_id: int | None
    delfrist: bool
    pamin: bool
    senast: date
    slag: str
    lage: str
    om_lage: str | None
    nr: str
    beteckning: str | None
    rubrik: str
    slug: str | None
    sista_dag: date | None
    organ: str | None
    datum: date | None
    part: str | None

    @property
    def mote(self) -> str:
        """The meeting it is about, by its organ and day."""
        return f"{self.organ} {dag(self.datum)}" if self.datum else ""


def my_frister(
    session: Session, actor: Actor, world: World, bemanning: Bemanning
) -> Sequence[Waiting]:
    """Return the open frister that are the actor's today, soonest first, each with its matter."""
    register = load_register(session)

    @cache
    def is_mine(slot: Slot) -> bool:
        return any(holder.id == actor.person_id for holder in bemanning.holders(slot))

    rows = _ROWS.where(synliga(actor, world)).all(session)
    return [row for row in rows if is_mine(slot_of(row, register, world.profile))]


def waited_for(session: Session, world: World, bemanning: Bemanning) -> Counter[int]:
    """Return how many open frister wait for each person today, by id; whoever asks, so only the
    demo may show it.
    """
    register = load_register(session)
    slots = (slot_of(row, register, world.profile) for row in _ROWS.all(session))
    return Counter(holder.id for slot in slots for holder in bemanning.holders(slot))


_ROWS = reading(
    Waiting,
    wide(
        *_FRIST.c["sak_id", "mottagare_id", "delfrist", "pamin", "senast"],
        *_FRIST.c[SLOT],
        type_coerce(_SAK.c.slag, String).label("slag"),
        _SAK.c.lage,
        _PARENT.c.lage.label("om_lage"),
        func.coalesce(OM.c.nr, "").label("nr"),
        OM.c.beteckning,
        func.coalesce(OM.c.rubrik, _AVTAL.c.rubrik, "").label("rubrik"),
        _AVTAL.c.slug,
        LAST_DAY.label("sista_dag"),
        _ORGAN.c.kortnamn.label("organ"),
        _MOTE.c.datum,
        _HUVUDMAN.c.kortnamn.label("part"),
    )
    .select_from(
        _FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
        .outerjoin(_PARENT, _PARENT.c.id == _SAK.c.foralder_id)
        .outerjoin(_REMISS, _REMISS.c.id == _SAK.c.id)
        .outerjoin(OM, OM.c.id == func.coalesce(_REMISS.c.om_id, _SAK.c.id))
        .outerjoin(_AVTAL, _AVTAL.c.id == _SAK.c.id)
        .outerjoin(_DELGIVNING, _DELGIVNING.c.id == _SAK.c.id)
        .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _DELGIVNING.c.huvudman_id)
        .outerjoin(_MOTE, _MOTE.c.id.in_([_SAK.c.id, _DELGIVNING.c.mote_id]))
        .outerjoin(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
    )
    .where(_FRIST.c.stangd.is_(None))
    .order_by(_FRIST.c.senast, _FRIST.c.id),
)
