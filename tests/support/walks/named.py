"""What a job is called, wherever it is named: in the list, on the page of its matter and above the
form that it leads to. The letters are held beside the list by ``digests``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from models.tables import Frist
from support.county import Lan
from workflows.beslut.obligations import Reader
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.desk.mine import rows_of
from workflows.desk.waiting import cards_of
from workflows.engine.door import as_it_stands
from workflows.handling.pages import load_frister

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so
LOOK_FIRST = "läs och "  # what is asked about a text begins with reading it


def on_the_pages(lan: Lan, session: Session) -> Said:
    """Yield what the page of each matter says is left, where it does, and what the list says."""
    own = {one.sak_id: one.id for one in lan.rows(Frist, stangd=None) if not one.delfrist}
    cards = lan.world.nouns.left(session, lan.world, list(own.values()))
    for sak_id, frist in load_frister(session, own, lan.world).items():
        if frist.kvar:
            yield (sak_id, frist.kvar), (sak_id, cards.get(own[sak_id], ""))


def above_the_forms(lan: Lan, session: Session) -> Said:
    """Yield what each card that leads to a form says, and what stands above that form."""
    everyone = load_bemanning(session, lan.world.today)
    reader = Reader(session, KLOCKAN, lan.world, everyone)
    open_ids = [one.id for one in lan.rows(Frist, stangd=None)]
    for row, card in cards_of(reader, rows_of(reader, open_ids)):
        where, _, name = card.knapp.href.partition("/steg/")
        if name:
            case = as_it_stands(session, row.sak_id, KLOCKAN, lan.world)
            step = case.noun.lifecycle.step(name)
            said = card.knapp.rubrik.lower().removeprefix(LOOK_FIRST)
            yield (where, said), (where, step.heading(case).lower() if step else "")
