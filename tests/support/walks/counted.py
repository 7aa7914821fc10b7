"""What is late, and what no column of the matrix has, counted anew over the stored rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from api.web.beslut.matrix import _of_these
from models.lagen import TO_DO
from models.tables import Atagande, Frist, Sak
from support.county import Lan
from workflows.beslut.matrix.table import MatrisFilter, efterlevnad
from workflows.county.actors import KLOCKAN

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def late(lan: Lan) -> set[int]:
    """Return the åtaganden whose day has gone while there is something to do, by id."""
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    return {
        one.sak_id
        for one in lan.rows(Frist, stangd=None)
        if not one.delfrist and one.senast < lan.world.today and lage[one.sak_id] in TO_DO
    } & {one.id for one in lan.rows(Atagande)}


def outside(lan: Lan, session: Session) -> Said:
    found = efterlevnad(session, KLOCKAN, lan.world, MatrisFilter(antal=50))
    rows, over = lan.rows(Atagande), late(lan)
    groups = {row.id for row in rows if row.huvudman_id is None}
    yield _of_these(found.ovriga.forsenade if found.ovriga else 0) != "", bool(groups & over)
    shown = sum(one.tysta for one in found.kvar)
    yield _of_these(found.ovriga.tysta if found.ovriga else 0) != "", found.tal.tysta > shown
