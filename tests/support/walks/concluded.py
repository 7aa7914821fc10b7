"""What is said of a text's decision, its approvals and its answers, found out once more over the
rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from models.tables import (
    Atagande,
    Beslut,
    Godkannande,
    Remissmottagare,
    Remissvar,
    Revision,
    Revisionsversion,
    Sak,
)
from support.county import Lan
from workflows.beslut.views import BeslutFilter, list_beslut
from workflows.county.actors import KLOCKAN
from workflows.engine.door import as_it_stands
from workflows.revision.parties.approvals import what_a_change_does
from workflows.revision.parties.ask_again import vad_de_svarande_far
from workflows.revision.parties.rules import left_for_reader
from workflows.revision.parties.views import approvals

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def given_later(lan: Lan, session: Session) -> Said:
    """Yield what a decision that gave nothing yet says, and whether its text has tasks waiting."""
    given, lage = (
        {row.beslut_id for row in lan.rows(Atagande)},
        {s.id: s.lage for s in lan.rows(Sak)},
    )
    kept = {one.id: one.ataganden for one in lan.rows(Revision)}
    newest = {row.om_id: row.id for row in sorted(lan.rows(Beslut), key=lambda row: row.id)}
    for one in list_beslut(session, KLOCKAN, lan.world, BeslutFilter(antal=200)).poster:
        if one.id in given:
            continue
        waits = lage[one.om_id] in {"hos_parterna", "signeras", "vantar_ikraft"}
        later = waits and kept[one.om_id] and newest[one.om_id] == one.id
        yield "inga åtaganden" in one.sammanfattning.lower(), not later


def approved(lan: Lan, session: Session) -> Said:
    """Yield how many a revision's page says have approved the text, and how many object."""
    for row in lan.rows(Revision):
        stands = lan.rows(Godkannande, revision_id=row.id, ogiltig=None)
        words = [one.ord for one in stands]
        no = sum(word == "invander" for word in words)
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        if said := what_a_change_does(case):
            numbers = re.findall(r"(\d+) led", said)
            yield [int(n) for n in numbers], [n for n in (len(words) - no, no) if n]
        else:
            yield bool(words) and lan.profile.godkannande.kravs, False


def fed_back(lan: Lan, session: Session) -> Said:
    """Yield whether locking the final text is said to feed back, and whether it has been done."""
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    answered = {one.mottagare_id for one in lan.rows(Remissvar)}
    for row in lan.rows(Revision):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        if case.remiss is None:
            continue
        asked = lan.rows(Remissmottagare, remiss_id=case.remiss.id)
        some = any(one.id in answered for one in asked)
        yield bool(vad_de_svarande_far(case)), some and lage[case.remiss.id] != "aterkopplad"


def own(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Revision):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        yield left_for_reader(case), ""  # the clock speaks for nobody


def void(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Revision):
        locked = [one.skapad for one in lan.rows(Revisionsversion, revision_id=row.id)]
        stored = {one.tid: one for one in lan.rows(Godkannande, revision_id=row.id)}
        for one in approvals(session, row.id):
            yield bool(one.darfor), stored[one.tid].ogiltig is not None
            if one.darfor == "texten är ändrad":
                yield stored[one.tid].ogiltig in locked, True
