"""Who is called to a meeting, and who may be noted there in the place of one who could decide: the
ersättare in force that day.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Date, Integer, bindparam, false, func, or_, select, union
from sqlmodel import Session

from models.base import table_of
from models.mote import Beslutande
from models.organisation import Franvaro, Person, Uppdrag
from models.rows import reading, wide
from models.vocabulary import Roll
from workflows.county.in_force import away, in_force
from workflows.county.meetings import MoteFacts
from workflows.mote.facts import ErsattareFacts, KalladFacts

_BESLUTANDE, _UPPDRAG, _FRANVARO, _PERSON = (
    table_of(model) for model in (Beslutande, Uppdrag, Franvaro, Person)
)
_DAG = bindparam("dag", type_=Date)
_COULD = _BESLUTANDE.c.mote_id == bindparam("mote")
_STANDING = select(_UPPDRAG.c.ersattare_id.label("ersattare_id"), _BESLUTANDE.c.person_id).where(
    _COULD,
    _UPPDRAG.c.person_id == _BESLUTANDE.c.person_id,
    _UPPDRAG.c.organ_id == bindparam("organ", type_=Integer),
    in_force(_UPPDRAG, _DAG),
)
_AWAY = select(_FRANVARO.c.ersattare_id, _BESLUTANDE.c.person_id).where(
    _COULD,
    _FRANVARO.c.person_id == _BESLUTANDE.c.person_id,
    away(_FRANVARO, _DAG),
)
_PAIRS = union(_STANDING, _AWAY).subquery()
_QUERY = (
    select(_PERSON.c.id, _PERSON.c.namn, _PERSON.c.epost, _PAIRS.c.person_id)
    .join_from(_PAIRS, _PERSON, _PERSON.c.id == _PAIRS.c.ersattare_id)
    .where(_PERSON.c.aktiv)
    .order_by(_PERSON.c.id, _PAIRS.c.person_id)
)


def stand_ins(session: Session, mote: MoteFacts) -> tuple[ErsattareFacts, ...]:
    """Return everyone who on the day of the meeting is ersättare for somebody who could decide
    there.
    """
    rows = session.connection().execute(
        _QUERY, {"mote": mote.id, "organ": mote.organ_id, "dag": mote.datum}
    )
    found: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for row in rows:
        found[row.id, row.namn, row.epost].append(row.person_id)
    return tuple(ErsattareFacts(*who, tuple(ordinarie)) for who, ordinarie in found.items())


_CALLED = (
    _UPPDRAG.c.organ_id == bindparam("organ", type_=Integer),
    _UPPDRAG.c.roll != Roll.KONTAKTPERSON,
    in_force(_UPPDRAG, _DAG),
)
_MEMBERS = wide(_UPPDRAG.c.person_id).where(*_CALLED)
_INSTEAD = union(
    select(_UPPDRAG.c.ersattare_id.label("person_id")).where(*_CALLED),
    select(_FRANVARO.c.ersattare_id).where(
        _FRANVARO.c.person_id.in_(_MEMBERS), away(_FRANVARO, _DAG)
    ),
).subquery()
_ONE_OF_THEM = _PERSON.c.id.in_(_MEMBERS)
_BY_NAME = reading(
    KalladFacts,
    wide(
        *_PERSON.c["id", "namn", "epost"], func.coalesce(~_ONE_OF_THEM, false()).label("ersattare")
    )
    .where(_PERSON.c.aktiv, or_(_ONE_OF_THEM, _PERSON.c.id.in_(select(_INSTEAD.c.person_id))))
    .order_by(_PERSON.c.namnordning, _PERSON.c.id),
)


def called(session: Session, mote: MoteFacts) -> list[KalladFacts]:
    """Return everyone who is called to a meeting, and who stands in for some of them that day."""
    return _BY_NAME.all(session, {"organ": mote.organ_id, "dag": mote.datum})
