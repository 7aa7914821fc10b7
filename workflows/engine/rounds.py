"""The facts of a consultation round."""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Person, Remiss, Remissmottagare, Remissutkast, Remissvar, Sak, Synpunkt
from workflows.avtalstext import sections
from workflows.cases import AvsnittFacts, Lazily, MottagareFacts, RemissFacts, SynpunktFacts
from workflows.errors import NotFound
from workflows.register import Register, load_register

_REMISS, _SAK, _PERSON = table_of(Remiss), table_of(Sak), table_of(Person)
_MOTTAGARE, _SVAR, _SYNPUNKT = table_of(Remissmottagare), table_of(Remissvar), table_of(Synpunkt)
_UTKAST, _AUTHOR = table_of(Remissutkast), _PERSON.alias("author")
# Not the text itself: it may be long, and few rules ask about it.
_OWN = [_REMISS.c[name] for name in ("id", "om_id", "rubrik", "sista_dag", "underlag_sha256", "version_id")]


def load_round(session: Session, remiss_id: int) -> RemissFacts:
    """Return one round; NotFound when there is none."""
    query = select(*_OWN, _SAK.c.lage).join(_SAK, _SAK.c.id == _REMISS.c.id).where(_REMISS.c.id == remiss_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    comments = _comments(session, remiss_id)
    return RemissFacts(
        id=row.id, lage=row.lage, om_id=row.om_id, rubrik=row.rubrik, sista_dag=row.sista_dag,
        underlag_sha256=row.underlag_sha256, mottagare=load_recipients(session, remiss_id),
        obesvarade=sum(1 for answered in comments.values() if not answered), synpunkter=frozenset(comments),
        version_id=row.version_id,
        avsnitt=Lazily(partial(load_sections, session, remiss_id)) if row.version_id else (),
        kommentarer=Lazily(partial(load_comments, session, remiss_id)),
    )  # fmt: skip


def _comments(session: Session, remiss_id: int) -> dict[int, bool]:
    query = select(_SYNPUNKT.c.id, _SYNPUNKT.c.svar.isnot(None)).where(
        _SYNPUNKT.c.remissvar_id == _SVAR.c.id, _SVAR.c.mottagare_id == _MOTTAGARE.c.id,
        _MOTTAGARE.c.remiss_id == remiss_id,
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(query)}


def load_sections(session: Session, remiss_id: int) -> tuple[AvsnittFacts, ...]:
    """Return the sections of the text a round asks about, in order."""
    text = session.execute(select(_REMISS.c.underlag).where(_REMISS.c.id == remiss_id)).scalar_one()
    return tuple(AvsnittFacts(one.nummer, one.rubrik, one.nyckel) for one in sections(text))


def load_comments(session: Session, remiss_id: int) -> tuple[SynpunktFacts, ...]:
    """Return every comment of a round, by answer and in the order they were written."""
    columns = [_SYNPUNKT.c[name] for name in ("avsnitt", "text", "onskad", "svar", "motivering")]
    query = (
        select(_SYNPUNKT.c.id, _SVAR.c.mottagare_id, *columns)
        .join(_SVAR, _SVAR.c.id == _SYNPUNKT.c.remissvar_id)
        .join(_MOTTAGARE, _MOTTAGARE.c.id == _SVAR.c.mottagare_id)
        .where(_MOTTAGARE.c.remiss_id == remiss_id)
        .order_by(_SVAR.c.mottagare_id, _SYNPUNKT.c.ordning)
    )
    return tuple(SynpunktFacts(*row) for row in session.execute(query))


def load_recipients(session: Session, remiss_id: int) -> tuple[MottagareFacts, ...]:
    """Return the recipients in the order of the register, each with its standpoint if it has answered."""
    query = (
        select(
            _MOTTAGARE, _SVAR.c.stallningstagande, _SVAR.c.lamnat_av, _SVAR.c.lamnat,
            func.coalesce(_AUTHOR.c.namn, "").label("lamnat_namn"), func.coalesce(_PERSON.c.namn, "").label("namn"),
            func.coalesce(_UTKAST.c.upplaga, 0).label("utkast"), _UTKAST.c.skrivet_av,
        )
        .select_from(
            _MOTTAGARE.outerjoin(_SVAR, _SVAR.c.mottagare_id == _MOTTAGARE.c.id)
            .outerjoin(_AUTHOR, _AUTHOR.c.id == _SVAR.c.lamnat_av)
            .outerjoin(_PERSON, _PERSON.c.id == _MOTTAGARE.c.person_id)
            .outerjoin(_UTKAST, _UTKAST.c.mottagare_id == _MOTTAGARE.c.id)
        )
        .where(_MOTTAGARE.c.remiss_id == remiss_id)
        .order_by(_MOTTAGARE.c.id)
    )  # fmt: skip
    register = load_register(session)
    return tuple(
        MottagareFacts(
            row.id, row.namn or name_of(register, row.huvudman_id, row.organ_id), row.huvudman_id, row.organ_id,
            row.person_id, row.sista_dag, row.stallningstagande, row.lamnat_av, row.lamnat, row.lamnat_namn,
            row.utkast, row.skrivet_av,
        )
        for row in session.execute(query)
    )  # fmt: skip


def name_of(register: Register, huvudman_id: int | None, organ_id: int | None, sektor: str | None = None) -> str:
    """Return the short name of a huvudman or an organ, with the sector when there is one."""
    huvudman, organ = register.huvudman_by_id(huvudman_id), register.organ_by_id(organ_id)
    name = huvudman.kortnamn if huvudman else organ.kortnamn if organ else ""
    return f"{name} ({sektor})" if sektor else name
