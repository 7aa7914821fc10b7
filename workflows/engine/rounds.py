"""The facts of a consultation round."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Person, Remiss, Remissmottagare, Remissvar, Sak, Synpunkt
from workflows.cases import MottagareFacts, RemissFacts
from workflows.errors import NotFound
from workflows.register import Register, load_register

_REMISS, _SAK = table_of(Remiss), table_of(Sak)


def load_round(session: Session, remiss_id: int) -> RemissFacts:
    """Return one round; NotFound when there is none."""
    query = select(_REMISS, _SAK.c.lage).join(_SAK, _SAK.c.id == _REMISS.c.id).where(_REMISS.c.id == remiss_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    comments = _comments(session, remiss_id)
    return RemissFacts(
        id=row.id, lage=row.lage, arende_id=row.arende_id, rubrik=row.rubrik, sista_dag=row.sista_dag,
        underlag_sha256=row.underlag_sha256, mottagare=load_recipients(session, remiss_id),
        obesvarade=sum(1 for answered in comments.values() if not answered), synpunkter=frozenset(comments),
    )  # fmt: skip


def _comments(session: Session, remiss_id: int) -> dict[int, bool]:
    synpunkt, svar, mottagare = table_of(Synpunkt).c, table_of(Remissvar).c, table_of(Remissmottagare).c
    query = select(synpunkt.id, synpunkt.svar.isnot(None)).where(
        synpunkt.remissvar_id == svar.id, svar.mottagare_id == mottagare.id, mottagare.remiss_id == remiss_id
    )
    return {row[0]: row[1] for row in session.execute(query)}


def load_recipients(session: Session, remiss_id: int) -> tuple[MottagareFacts, ...]:
    """Return the recipients in the order of the register, each with its standpoint if it has answered."""
    mottagare, svar, person = table_of(Remissmottagare), table_of(Remissvar), table_of(Person)
    query = (
        select(mottagare, svar.c.stallningstagande, svar.c.lamnat_av, func.coalesce(person.c.namn, "").label("namn"))
        .select_from(mottagare.outerjoin(svar, svar.c.mottagare_id == mottagare.c.id).outerjoin(person,
        person.c.id == mottagare.c.person_id))
        .where(mottagare.c.remiss_id == remiss_id)
        .order_by(mottagare.c.id)
    )  # fmt: skip
    register = load_register(session)
    return tuple(
        MottagareFacts(
            row.id, row.namn or name_of(register, row.huvudman_id, row.organ_id), row.huvudman_id, row.organ_id,
            row.person_id,
            row.sista_dag, row.stallningstagande, row.lamnat_av,
        )
        for row in session.execute(query)
    )  # fmt: skip


def name_of(register: Register, huvudman_id: int | None, organ_id: int | None, sektor: str | None = None) -> str:
    """Return the short name of a huvudman or an organ, with the sector when there is one."""
    huvudman, organ = register.huvudman_by_id(huvudman_id), register.organ_by_id(organ_id)
    name = huvudman.kortnamn if huvudman else organ.kortnamn if organ else ""
    return f"{name} ({sektor})" if sektor else name
