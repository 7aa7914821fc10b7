"""The facts that ärenden and revisions share: their round, their åtaganden, and themselves as
others see them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TypeVar

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from models.base import Fakta, table_of
from models.beslut import Atagande, AtagandeBase, Avstamning, Beslut
from models.lagen import ArendeLage
from models.organisation import Huvudman, Organ, Person
from models.remiss import Remiss, RemissBase, Remissmottagare, Remissutkast, Remissvar, Synpunkt
from models.rows import key, reading, wide
from models.sak import Sak
from models.vocabulary import Roll
from workflows.county.profile import Profile
from workflows.county.register import Register, load_register
from workflows.county.slots import Slot
from workflows.engine.case import Lazily
from workflows.ground.errors import NotFound
from workflows.ground.sql import stockholm_day
from workflows.handling.facts import (
    AtagandeFacts,
    AvsnittFacts,
    MottagareFacts,
    OmCase,
    OmFacts,
    RemissFacts,
    SynpunktFacts,
)
from workflows.handling.om import OM
from workflows.texts.markdown import sections

C = TypeVar("C", bound=OmCase)

_A = table_of(Atagande)
_AV = table_of(Avstamning)
_B = table_of(Beslut)
_HUVUDMAN = table_of(Huvudman)
_MOTTAGARE = table_of(Remissmottagare)
_ORGAN = table_of(Organ)
_PERSON = table_of(Person)
_REMISS = table_of(Remiss)
_SAK = table_of(Sak)
_SVAR = table_of(Remissvar)
_SYNPUNKT = table_of(Synpunkt)
_UTKAST = table_of(Remissutkast)

_AUTHOR = _PERSON.alias("author")


class _Round(RemissBase, Fakta):
    """A round's own row: not the text itself, for it may be long, and few rules ask about it."""

    lage: str


_ROUNDS = reading(
    _Round,
    wide(*_REMISS.c[tuple(RemissBase.model_fields)], _SAK.c.lage).join(
        _SAK, _SAK.c.id == _REMISS.c.id
    ),
)


def load_round(session: Session, remiss_id: int) -> RemissFacts:
    """Return one round; NotFound when there is none."""
    row = _ROUNDS.where(_REMISS.c.id == remiss_id).one_or_none(session)
    if row is None:
        raise NotFound
    comments = _comments(session, remiss_id)
    return RemissFacts(
        **dict(row),
        mottagare=load_recipients(session, remiss_id),
        obesvarade=sum(1 for answered in comments.values() if not answered),
        synpunkter=frozenset(comments),
        avsnitt=Lazily(partial(load_sections, session, remiss_id)) if row.version_id else (),
        kommentarer=Lazily(partial(load_comments, session, remiss_id)),
    )


def _comments(session: Session, remiss_id: int) -> dict[int, bool]:
    query = select(key(Synpunkt.id), col(Synpunkt.svar).isnot(None)).where(
        _SYNPUNKT.c.remissvar_id == _SVAR.c.id,
        _SVAR.c.mottagare_id == _MOTTAGARE.c.id,
        _MOTTAGARE.c.remiss_id == remiss_id,
    )
    return dict(session.exec(query).all())


def load_sections(session: Session, remiss_id: int) -> tuple[AvsnittFacts, ...]:
    """Return the sections of the text a round asks about, in order."""
    text = session.exec(select(Remiss.underlag).where(Remiss.id == remiss_id)).one()
    return tuple(AvsnittFacts(one.nummer, one.rubrik, one.nyckel) for one in sections(text))


def load_comments(session: Session, remiss_id: int) -> tuple[SynpunktFacts, ...]:
    """Return every comment of a round, by answer and in the order they were written."""
    return tuple(_COMMENTS.where(_MOTTAGARE.c.remiss_id == remiss_id).all(session))


_COMMENTS = reading(
    SynpunktFacts,
    wide(
        *_SYNPUNKT.c["id", "avsnitt", "text", "onskad", "svar", "motivering"],
        _SVAR.c.mottagare_id,
    )
    .join(_SVAR, _SVAR.c.id == _SYNPUNKT.c.remissvar_id)
    .join(_MOTTAGARE, _MOTTAGARE.c.id == _SVAR.c.mottagare_id)
    .order_by(_SVAR.c.mottagare_id, _SYNPUNKT.c.ordning),
)
_ASKED = reading(
    MottagareFacts,
    wide(
        *_MOTTAGARE.c["id", "huvudman_id", "organ_id", "person_id", "sista_dag"],
        _SVAR.c.stallningstagande.label("svar"),
        _SVAR.c.lamnat_av,
        _SVAR.c.lamnat,
        func.coalesce(_AUTHOR.c.namn, "").label("lamnat_namn"),
        func.coalesce(_PERSON.c.namn, "").label("namn"),
        func.coalesce(_UTKAST.c.upplaga, 0).label("utkast"),
        _UTKAST.c.skrivet_av.label("utkast_av"),
    )
    .select_from(
        _MOTTAGARE.outerjoin(_SVAR, _SVAR.c.mottagare_id == _MOTTAGARE.c.id)
        .outerjoin(_AUTHOR, _AUTHOR.c.id == _SVAR.c.lamnat_av)
        .outerjoin(_PERSON, _PERSON.c.id == _MOTTAGARE.c.person_id)
        .outerjoin(_UTKAST, _UTKAST.c.mottagare_id == _MOTTAGARE.c.id)
    )
    .order_by(_MOTTAGARE.c.id),
)


def load_recipients(session: Session, remiss_id: int) -> tuple[MottagareFacts, ...]:
    """Return the recipients in the order of the register, each with its standpoint if it has
    answered.
    """
    register = load_register(session)
    return tuple(
        replace(one, namn=one.namn or name_of(register, one.huvudman_id, one.organ_id))
        for one in _ASKED.where(_MOTTAGARE.c.remiss_id == remiss_id).all(session)
    )


def name_of(register: Register, huvudman_id: int | None, organ_id: int | None) -> str:
    """Return the short name of a huvudman or an organ."""
    huvudman, organ = register.huvudman_by_id(huvudman_id), register.organ_by_id(organ_id)
    return huvudman.kortnamn if huvudman else organ.kortnamn if organ else ""


class _About(OmFacts):
    """The matter and its state."""

    lage: str


_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == OM.c.id).scalar_subquery()
_KNOWN = tuple(name for name in OmFacts.model_fields if name != "senaste_remiss")
_ABOUT = reading(
    _About,
    wide(*OM.c[_KNOWN], _LATEST.label("senaste_remiss"), _SAK.c.lage).where(_SAK.c.id == OM.c.id),
)
_ABOUT_ONE = _ABOUT.where(OM.c.id == bindparam("id"))


def load_om(session: Session, om_id: int) -> tuple[OmFacts, str]:
    """Return the matter and its state; NotFound when there is none."""
    row = _ABOUT_ONE.one_or_none(session, {"id": om_id})
    if row is None:
        raise NotFound
    return row, row.lage


def load_oms(session: Session, om_ids: Collection[int]) -> dict[int, tuple[OmFacts, str]]:
    """Return many of them by their ids."""
    rows = _ABOUT.where(OM.c.id.in_(om_ids)).all(session)
    return {row.id: (row, row.lage) for row in rows}


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """The columns of ``atagande`` that say who answers for it.

    No ``Fakta``: every list of åtaganden is made of such rows.
    """

    delegat_id: int | None
    person_id: int | None
    huvudman_id: int | None
    organ_id: int | None
    ansvar_roll: Roll | None
    ansvar_organ_id: int | None
    sektor: str | None


RESPONSIBLE = tuple(field.name for field in fields(ResponsibleRow))


_ATTESTED = (
    select(stockholm_day(func.max(_AV.c.lamnad)))
    .where(_AV.c.atagande_id == _A.c.id)
    .scalar_subquery()
)
_PERIOD = select(func.max(_AV.c.period)).where(_AV.c.atagande_id == _A.c.id).scalar_subquery()
# Who has it, with the sector where the decision names one; exactly one of the three is there.
_SECTOR = func.coalesce(" (" + _A.c.sektor + ")", "")
_ADDRESSEE = func.coalesce(
    _PERSON.c.namn, func.coalesce(_HUVUDMAN.c.kortnamn, _ORGAN.c.kortnamn) + _SECTOR, ""
)
_OBLIGATIONS = reading(
    AtagandeFacts,
    wide(
        *_A.c[tuple(AtagandeBase.model_fields)],
        _SAK.c.lage,
        _B.c.beteckning.label("beslut_beteckning"),
        _B.c.om_id,
        _ADDRESSEE.label("mottagare"),
        _ATTESTED.label("avstamd"),
        func.coalesce(_PERIOD, "").label("avstamd_period"),
    )
    .select_from(
        _A.join(_SAK, _SAK.c.id == _A.c.id)
        .join(_B, _B.c.id == _A.c.beslut_id)
        .outerjoin(_PERSON, _PERSON.c.id == _A.c.person_id)
        .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _A.c.huvudman_id)
        .outerjoin(_ORGAN, _ORGAN.c.id == _A.c.organ_id)
    )
    .order_by(_A.c.id),
)
_OF_MATTER = _OBLIGATIONS.where(_B.c.om_id == bindparam("id"))
_ONE = _OBLIGATIONS.where(_A.c.id == bindparam("id"))


def load_obligations(session: Session, om_id: int) -> tuple[AtagandeFacts, ...]:
    """Return every åtagande that the decisions about a matter have given, in the order they were
    made.
    """
    return tuple(_OF_MATTER.all(session, {"id": om_id}))


def load_obligation(session: Session, atagande_id: int) -> AtagandeFacts:
    """Return one åtagande; NotFound when there is none."""
    found = _ONE.one_or_none(session, {"id": atagande_id})
    if found is None:
        raise NotFound
    return found


def load_many_obligations(session: Session, ids: Collection[int]) -> dict[int, AtagandeFacts]:
    """Return many åtaganden by their ids."""
    return {one.id: one for one in _OBLIGATIONS.where(_A.c.id.in_(ids)).all(session)}


def responsible_slot(
    row: ResponsibleRow | AtagandeFacts, register: Register, profile: Profile
) -> Slot:
    """Return the responsible slot of a row of ``atagande``."""
    if person_id := (row.delegat_id or row.person_id):
        return Slot(drag="", person_id=person_id)
    huvudman = register.huvudman_by_id(row.huvudman_id)
    sektorer = profile.ansvarsordning.sektorer(huvudman.slag) if huvudman else ()
    roll = None if row.huvudman_id else row.ansvar_roll
    return Slot(
        "",
        roll,
        row.ansvar_organ_id or row.organ_id,
        row.huvudman_id,
        row.sektor,
        sektorer=sektorer,
    )


def with_obligations(session: Session, case: C) -> C:
    """Return the case with the åtaganden that its decision has just given."""
    if case.sak.lage != ArendeLage.IMPLEMENTERAS:
        return case
    return replace(case, ataganden=load_obligations(session, case.sak.id))
