"""The facts of åtaganden."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Atagande, Avstamning, Beslut, Person, Sak
from workflows.bemanning import load_bemanning
from workflows.cases import AtagandeFacts
from workflows.deadlines import day_of
from workflows.engine.rounds import name_of
from workflows.errors import NotFound
from workflows.profile import Profile
from workflows.register import Register, load_register
from workflows.slots import Slot

_A, _B, _S, _P, _AV = (table_of(m) for m in (Atagande, Beslut, Sak, Person, Avstamning))


def _query() -> Select[tuple[object, ...]]:
    attested = select(func.max(_AV.c.lamnad)).where(_AV.c.atagande_id == _A.c.id).scalar_subquery()
    period = select(func.max(_AV.c.period)).where(_AV.c.atagande_id == _A.c.id).scalar_subquery()
    return (
        select(
            _A, _S.c.lage, _B.c.beteckning.label("beslut_beteckning"), _B.c.om_id,
            func.coalesce(_P.c.namn, "").label("person_namn"), attested.label("avstamd"),
            func.coalesce(period, "").label("avstamd_period"),
        )
        .select_from(_A.join(_S, _S.c.id == _A.c.id).join(_B, _B.c.id == _A.c.beslut_id)
                     .outerjoin(_P, _P.c.id == _A.c.person_id))
        .order_by(_A.c.id)
    )  # fmt: skip


_QUERY = _query()


def load_obligations(session: Session, om_id: int) -> tuple[AtagandeFacts, ...]:
    """Return every åtagande that the decisions about a matter have given, in the order they were made."""
    register = load_register(session)
    rows = session.execute(_QUERY.where(_B.c.om_id == om_id))
    return tuple(_facts(row, register) for row in rows)


def load_obligation(session: Session, atagande_id: int, today: date, profile: Profile) -> tuple[AtagandeFacts, int]:
    """Return one åtagande with the ids of those who answer for it, and the id of what its decision is about."""
    row = session.execute(_QUERY.where(_A.c.id == atagande_id)).one_or_none()
    if row is None:
        raise NotFound
    register = load_register(session)
    slot = responsible_slot(row, register, profile)
    holders = frozenset(holder.id for holder in load_bemanning(session, today, [slot]).holders(slot))
    return _facts(row, register, holders), int(row.om_id)


def responsible_slot(row: Row[tuple[object, ...]], register: Register, profile: Profile) -> Slot:
    """Return the responsible slot of a row of ``atagande``."""
    if person_id := (row.delegat_id or row.person_id):
        return Slot(drag="", person_id=person_id)
    huvudman = register.huvudman_by_id(row.huvudman_id)
    sektorer = profile.ansvarsordning.sektorer(huvudman.slag) if huvudman else ()
    roll = None if row.huvudman_id else row.ansvar_roll
    return Slot("", roll, row.ansvar_organ_id or row.organ_id, row.huvudman_id, row.sektor, sektorer=sektorer)


def _facts(row: Row[tuple[object, ...]], register: Register, holders: frozenset[int] = frozenset()) -> AtagandeFacts:
    return AtagandeFacts(
        id=row.id, lage=row.lage, text=row.text, beslut_id=row.beslut_id, beslut_beteckning=row.beslut_beteckning,
        mottagare=row.person_namn or name_of(register, row.huvudman_id, row.organ_id, row.sektor),
        huvudman_id=row.huvudman_id, organ_id=row.organ_id, person_id=row.person_id, sektor=row.sektor,
        ansvar_organ_id=row.ansvar_organ_id, delegat_id=row.delegat_id, svar=row.svar, form=row.form, senast=row.senast,
        manader=tuple(row.manader), verifierare_id=row.verifierare_id, rapporterad_av=row.rapporterad_av,
        avstamd=row.avstamd and day_of(row.avstamd), avstamd_period=row.avstamd_period,
        ansvariga=holders,
    )  # fmt: skip
