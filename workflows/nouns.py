"""Every lifecycle, by the kind of matter it belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import LAGEN, Slag
from models.tables import Sak
from workflows.arende.lifecycle import ARENDE
from workflows.avtal.lifecycle import AVTAL
from workflows.beslut.lifecycle import ATAGANDE
from workflows.delgivning.lifecycle import DELGIVNING
from workflows.engine.lifecycle import Lifecycle
from workflows.mote.lifecycle import MOTE
from workflows.remiss.lifecycle import REMISS
from workflows.revision.lifecycle import REVISION

LIFECYCLES: dict[Slag, Lifecycle[Any]] = {
    Slag.ARENDE: ARENDE,
    Slag.MOTE: MOTE,
    Slag.REMISS: REMISS,
    Slag.ATAGANDE: ATAGANDE,
    Slag.DELGIVNING: DELGIVNING,
    Slag.AVTAL: AVTAL,
    Slag.REVISION: REVISION,
}


def unknown_states(session: Session) -> list[str]:
    """Return a sentence for each state that rows stand in but this release no longer has.

    A release refuses to start with any.
    """
    sak = table_of(Sak)
    rows = session.execute(
        select(sak.c.slag, sak.c.lage, func.count()).group_by(sak.c.slag, sak.c.lage)
    ).all()
    return [
        f"{antal} {slag.ord} står i läget ”{lage}”, som den här versionen inte har. "
        "Kör den förra versionen och flytta dem därifrån med något av stegen som läget har där."
        for slag, lage, antal in rows
        if lage not in {member.value for member in LAGEN[slag]}
    ]
