"""What comes next, what has changed since an answer and what a period lacks, found out the slow way
from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from models.tables import (
    Arende,
    Atagande,
    Avtal,
    Avtalspart,
    Beslut,
    Forlangningsbeslut,
    Frist,
    Grupp,
    Huvudman,
    Organ,
    Remiss,
    Revision,
    Revisionsversion,
    Sak,
    Uppdrag,
)
from support.county import Lan
from workflows.arende.dates import harnast
from workflows.avtal.days import prolongation
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.county.chairs import all_wrong, turn
from workflows.county.register import load_register
from workflows.engine.door import as_it_stands
from workflows.grupp.consequences import gar_till_au, ges_till_annan
from workflows.revision.views import since_answers

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def chaired(lan: Lan, _session: Session) -> Said:
    turns = lan.profile.ordforandeskap
    for organ in lan.rows(Organ):
        both = (*turns.i_fas, *turns.omvant) if turns else ()
        for year in range(2025, 2033):
            said = turn(lan.profile, organ.kod, year)
            yield bool(said), organ.kod in both
            if turns and said:
                first = (year - turns.fran) // turns.vaxlar_ar % 2 == 0
                kommuner = (turns.forst == "kommuner") == (first == (organ.kod in turns.i_fas))
                yield said.startswith("Ordförandeskapet hör till kommunerna"), kommuner


def well_chaired(lan: Lan, session: Session) -> Said:
    """Each organ whose chair is empty or of the other side is named, and no other."""
    today, kinds = lan.world.today, {one.id: one.slag for one in lan.rows(Huvudman)}
    turns, bad = lan.profile.ordforandeskap, set()
    for organ in lan.rows(Organ):
        there = [
            one
            for one in lan.rows(Uppdrag, organ_id=organ.id)
            if one.from_ <= today and (one.tom is None or one.tom >= today)
        ]
        takes_turns = turns is not None and organ.kod in (*turns.i_fas, *turns.omvant)
        mine = "region" if "regionen till" in turn(lan.profile, organ.kod, today.year) else "kommun"
        chairs = [kinds.get(one.huvudman_id) for one in there if one.roll == "ordforande"]
        vice = [kinds.get(one.huvudman_id) for one in there if one.roll == "vice_ordforande"]
        empty = not chairs and (takes_turns or organ.slag in {"ledningsgrupp", "au"})
        wrong = takes_turns and (
            any(one is None or (one == "region") != (mine == "region") for one in chairs)
            or any(one is None or (one == "region") == (mine == "region") for one in vice)
        )
        bad |= {organ.kod} if empty or wrong else set()
    found = all_wrong(lan.profile, load_register(session), load_bemanning(session, today), today)
    yield {organ.kod for organ, _ in found}, bad


_SETTLED = {"verifierat", "ersatt"}


def ahead(lan: Lan, session: Session) -> Said:
    days = {one.sak_id: one.senast for one in lan.rows(Frist, stangd=None) if not one.delfrist}
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    for row in lan.rows(Arende):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        day = days.get(row.id)
        said = harnast(case, day)
        yield str(day.year) in said if day else True, True
        yield said == "Ärendet är avslutat.", lage[row.id] in {"avslutat", "avvisat", "aterkallat"}
        given = {one.id for one in lan.rows(Beslut, om_id=row.id)}
        tasks = [lage[one.id] for one in lan.rows(Atagande) if one.beslut_id in given]
        left = [one for one in tasks if one not in _SETTLED]
        over = lage[row.id] == "implementeras" and not left
        yield said.startswith("Inget återstår att göra"), over


def changed_since(lan: Lan, session: Session) -> Said:
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    for row in lan.rows(Revision):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        locked = lan.rows(Revisionsversion, revision_id=row.id)
        rounds = [one for one in lan.rows(Remiss, om_id=row.id) if one.version_id]
        held = [one.version_id for one in rounds if lage[one.id] in {"stangd", "aterkopplad"}]
        later = [one for one in locked if held and one.id > max(held)]
        said = since_answers(case)
        yield said and said.till, later[-1].nr if later else None
        wishes = [one.utover for one in later if one.andring in {"saklig", "ekonomisk"}]
        yield list(said.onskat) if said else [], [line for lines in wishes for line in lines]


def gone_on(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Avtal):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        parties = lan.rows(Avtalspart, avtal_id=row.id, slag="part")
        names = {one.id: one.kortnamn for one in lan.rows(Huvudman)}
        yes = {
            one.huvudman_id
            for one in lan.rows(Forlangningsbeslut, avtal_id=row.id, sista_dag=row.giltig_till)
            if one.utfall == "ja"
        }
        left = {names[one.huvudman_id] for one in parties if not one.lamnar} - {
            names[one] for one in yes
        }
        found = prolongation(case.avtal, case.stannar())
        yield found is not None, row.forlangning == "parterna"
        yield {*found.saknas, *found.nej} if found else set(), left if found else set()


def carried(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Grupp):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        theirs = [
            f"{one.beteckning} {one.rubrik}"
            for model in (Arende, Revision)
            for one in lan.rows(model, barare_organ_id=row.organ_id)
            if lan.lage(one.id) == "i_dialog"
        ]
        yield sorted(gar_till_au(case)), sorted(theirs)


def written(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Grupp):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        theirs = [
            f"{one.beteckning} {one.rubrik}"
            for one in lan.rows(Revision, grupp_organ_id=row.organ_id)
            if lan.lage(one.id) in {"prioriterad", "utarbetas", "sammanstalls"}
        ]
        yield sorted(ges_till_annan(case)), sorted(theirs)
