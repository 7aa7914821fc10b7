"""The facts that ärenden and revisions share: their round, their åtaganden, and themselves as
others see them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Date, bindparam, func
from sqlmodel import Session, select

from models.base import Fakta, table_of
from models.beslut import Atagande, AtagandeBase, Avstamning, Beslut
from models.lagen import ArendeLage
from models.mote import Aterkommande
from models.organisation import Huvudman, Organ, Person, Uppdrag
from models.remiss import Remiss, RemissBase, Remissmottagare, Remissutkast, Remissvar, Synpunkt
from models.rows import AMONG, ONE, by_id, gathered, reading, wide
from models.sak import Sak
from models.vocabulary import Roll
from workflows.county.in_force import in_force
from workflows.county.profile import Profile
from workflows.county.register import Register, load_register
from workflows.county.slots import Slot
from workflows.engine.case import Common, Lazily
from workflows.ground.sql import stockholm_day
from workflows.handling.facts import (
    AtagandeFacts,
    AvsnittFacts,
    GodkannareFacts,
    MottagareFacts,
    OmCase,
    OmFacts,
    RemissFacts,
    SynpunktFacts,
)
from workflows.handling.om import OM
from workflows.handling.payloads import Uppskjutet
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
    skapad: datetime


_ROUNDS = reading(
    _Round,
    wide(*_REMISS.c[tuple(RemissBase.model_fields)], *_SAK.c["lage", "skapad"])
    .join(_SAK, _SAK.c.id == _REMISS.c.id)
    .where(_REMISS.c.id == AMONG),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A comment of a round and whether it has been answered."""

    id: int
    remiss_id: int
    besvarad: bool


_SAID = reading(
    _Said,
    wide(
        _SYNPUNKT.c.id, _MOTTAGARE.c.remiss_id, _SYNPUNKT.c.svar.isnot(None).label("besvarad")
    ).where(
        _SYNPUNKT.c.remissvar_id == _SVAR.c.id,
        _SVAR.c.mottagare_id == _MOTTAGARE.c.id,
        _MOTTAGARE.c.remiss_id == AMONG,
    ),
)


def load_rounds(session: Session, ids: Iterable[int | None]) -> Mapping[int, RemissFacts]:
    """Return rounds by id; None stands for no round."""
    rows = by_id(_ROUNDS, session, ids)
    recipients = load_recipients(session, [*rows])
    said = gathered(_SAID.all(session, {"ids": [*rows]}) if rows else (), lambda one: one.remiss_id)
    return {
        row.id: RemissFacts(
            **dict(row),
            mottagare=recipients[row.id],
            obesvarade=sum(1 for one in said[row.id] if not one.besvarad),
            synpunkter=frozenset(one.id for one in said[row.id]),
            avsnitt=Lazily(partial(load_sections, session, row.id)) if row.version_id else (),
            kommentarer=Lazily(partial(load_comments, session, row.id)),
        )
        for row in rows.values()
    }


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked(MottagareFacts):
    remiss_id: int


_ASKED = reading(
    _Asked,
    wide(
        *_MOTTAGARE.c["id", "remiss_id", "huvudman_id", "organ_id", "person_id", "sista_dag"],
        _MOTTAGARE.c.sektor,
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
    .where(_MOTTAGARE.c.remiss_id == AMONG)
    .order_by(_MOTTAGARE.c.id),
)


def load_recipients(
    session: Session, remiss_ids: Sequence[int]
) -> Mapping[int, tuple[MottagareFacts, ...]]:
    """Return the recipients of rounds in the order of the register, each with its standpoint if it
    has answered.
    """
    register = load_register(session)
    named = (
        replace(one, namn=one.namn or name_of(register, one.huvudman_id, one.organ_id))
        for one in (_ASKED.all(session, {"ids": remiss_ids}) if remiss_ids else ())
    )
    return gathered(named, lambda one: one.remiss_id)


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
    wide(*OM.c[_KNOWN], _LATEST.label("senaste_remiss"), _SAK.c.lage).where(
        OM.c.id == AMONG, _SAK.c.id == OM.c.id
    ),
)


def load_om(session: Session, ids: Iterable[int]) -> Mapping[int, tuple[OmFacts, str]]:
    """Return matters and their states, by id."""
    return {row.id: (row, row.lage) for row in by_id(_ABOUT, session, ids).values()}


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


_ATTESTED = (
    select(stockholm_day(func.max(_AV.c.lamnad)))
    .where(_AV.c.atagande_id == _A.c.id)
    .scalar_subquery()
)
_PERIOD = select(func.max(_AV.c.period)).where(_AV.c.atagande_id == _A.c.id).scalar_subquery()
# Who has it, with the sector where the decision names one; exactly one of the three is there.
_SECTOR = func.coalesce(" (" + _A.c.sektor + ")", "")
ADDRESSEE = func.coalesce(
    _PERSON.c.namn, func.coalesce(_HUVUDMAN.c.kortnamn, _ORGAN.c.kortnamn) + _SECTOR, ""
)
_OBLIGATIONS = reading(
    AtagandeFacts,
    wide(
        *_A.c[tuple(AtagandeBase.model_fields)],
        _SAK.c.lage,
        _B.c.beteckning.label("beslut_beteckning"),
        _B.c.om_id,
        ADDRESSEE.label("mottagare"),
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
_OF_MATTERS = _OBLIGATIONS.where(_B.c.om_id == AMONG)
_THEMSELVES = _OBLIGATIONS.where(_A.c.id == AMONG)


def load_obligations(
    session: Session, om_ids: Sequence[int]
) -> Mapping[int, tuple[AtagandeFacts, ...]]:
    """Return every åtagande that the decisions about matters have given, in the order they were
    made.
    """
    rows = _OF_MATTERS.all(session, {"ids": om_ids}) if om_ids else ()
    return gathered(rows, lambda one: one.om_id)


def load_ataganden(session: Session, ids: Iterable[int]) -> Mapping[int, AtagandeFacts]:
    """Return åtaganden by id."""
    return by_id(_THEMSELVES, session, ids)


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


_BACK = table_of(Aterkommande).c
_PROMISE = select(_BACK.dag, _BACK.som, _BACK.vilar).where(_BACK.sak_id == ONE)


def as_promised(session: Session, case: C) -> C:
    """Return the case with what a step has just written about when it comes back."""
    if case.mote is None and not isinstance(case.payload, Uppskjutet):
        return case
    found = session.connection().execute(_PROMISE, {"den": case.sak.id}).one_or_none()
    day, why, rests = found or (None, None, None)
    return replace(case, om=case.om.but(tas_upp=day, aterkomst=why, vilar=rests))


def with_obligations(session: Session, case: C) -> C:
    """Return the case with the åtaganden that its decision has just given, or what a meeting that
    let go of it has written about its coming back.
    """
    if case.sak.lage != ArendeLage.IMPLEMENTERAS:
        return as_promised(session, case)
    return replace(case, ataganden=load_obligations(session, [case.sak.id])[case.sak.id])


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
