"""What a matter is called when it is named in a sentence, whatever kind it is."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import (
    Arende,
    Atagande,
    Avtal,
    Delgivning,
    Huvudman,
    Mote,
    Organ,
    Remiss,
    Revision,
    Sak,
)
from workflows.ground.words import dag

_SAK, _ARENDE, _MOTE, _REMISS, _ATAGANDE, _ORGAN, _DELGIVNING, _HUVUDMAN, _AVTAL, _REVISION = (
    table_of(model)
    for model in (Sak, Arende, Mote, Remiss, Atagande, Organ, Delgivning, Huvudman, Avtal, Revision)
)
_OWN_NAME = func.coalesce(
    _ARENDE.c.beteckning,
    _ARENDE.c.rubrik,
    _AVTAL.c.rubrik,
    _REVISION.c.beteckning,
    _REMISS.c.rubrik,
    _ATAGANDE.c.text,
    _ORGAN.c.kortnamn,
    _HUVUDMAN.c.kortnamn,
)
_NAMED = select(_SAK.c.id, _SAK.c.slag, _OWN_NAME.label("namn"), _MOTE.c.datum).select_from(
    _SAK.outerjoin(_ARENDE, _ARENDE.c.id == _SAK.c.id)
    .outerjoin(_REMISS, _REMISS.c.id == _SAK.c.id)
    .outerjoin(_ATAGANDE, _ATAGANDE.c.id == _SAK.c.id)
    .outerjoin(_MOTE, _MOTE.c.id == _SAK.c.id)
    .outerjoin(_ORGAN, _ORGAN.c.id == _MOTE.c.organ_id)
    .outerjoin(_DELGIVNING, _DELGIVNING.c.id == _SAK.c.id)
    .outerjoin(_AVTAL, _AVTAL.c.id == _SAK.c.id)
    .outerjoin(_REVISION, _REVISION.c.id == _SAK.c.id)
    .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _DELGIVNING.c.huvudman_id)
)


def names_of(session: Session, sak_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of each matter, e.g. "ärende SAM 2023:47"; one that is gone keeps its number,
    "sak 12".
    """
    wanted = sorted(set(sak_ids))
    names = {sak_id: f"sak {sak_id}" for sak_id in wanted}
    for row in session.execute(_NAMED.where(_SAK.c.id.in_(wanted))):
        names[row.id] = _name(
            row.slag, row.namn or f"nr {row.id}", dag(row.datum) if row.datum else "", row.id
        )
    return names


def _name(slag: Slag, name: str, day: str, sak_id: int) -> str:
    if slag in {Slag.ARENDE, Slag.REVISION}:
        return f"{slag.ord} {name}"
    if slag == Slag.MOTE:
        return f"mötet {day} i {name}"
    if slag == Slag.AVTAL:
        return f"avtalet {name}"
    return f"{slag.ord} {sak_id} (”{name}”)"
