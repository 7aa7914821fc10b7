"""Who must approve a text as the uppdrag stand today, where a county demands it of anybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Date, bindparam, func
from sqlmodel import Session

from models.base import table_of
from models.organisation import Huvudman, Person, Uppdrag
from models.rows import reading, wide
from models.vocabulary import Roll
from workflows.county.in_force import in_force
from workflows.engine.case import Common
from workflows.handling.facts import GodkannareFacts

_UPPDRAG, _PERSON, _HUVUDMAN = table_of(Uppdrag), table_of(Person), table_of(Huvudman)
_TODAY = bindparam("today", type_=Date)
APPROVING = (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE, Roll.LEDAMOT)
_LEDAMOTER = reading(
    GodkannareFacts,
    wide(
        _PERSON.c.id,
        _PERSON.c.namn,
        _UPPDRAG.c.sektor,
        func.coalesce(_HUVUDMAN.c.kortnamn, "").label("huvudman"),
    )
    .select_from(
        _UPPDRAG.join(_PERSON, _PERSON.c.id == _UPPDRAG.c.person_id).outerjoin(
            _HUVUDMAN, _HUVUDMAN.c.id == _UPPDRAG.c.huvudman_id
        )
    )
    .where(
        _UPPDRAG.c.organ_id == bindparam("organ_id"),
        _PERSON.c.aktiv,
        _UPPDRAG.c.roll.in_(APPROVING),
        in_force(_UPPDRAG, _TODAY),
    )
    .order_by(_HUVUDMAN.c.ordning.nulls_last(), _UPPDRAG.c.sektor.nulls_last(), _UPPDRAG.c.id),
)


def ledamoter(session: Session, common: Common) -> list[GodkannareFacts]:
    """Return every ledamot of the ledningsgrupp, once for each of its uppdrag."""
    organ_id = common["register"].ledningsgrupp().id
    return _LEDAMOTER.all(session, {"organ_id": organ_id, "today": common["world"].today})


def concerned(
    everybody: Iterable[GodkannareFacts], sektorer: Collection[str] | None
) -> tuple[GodkannareFacts, ...]:
    """Return each of those whose sector approves, once; None is every sector."""
    found = [
        one for one in everybody if sektorer is None or one.sektor is None or one.sektor in sektorer
    ]
    return tuple({one.id: one for one in reversed(found)}.values())[::-1]
