"""Building the frozen case of a matter from its rows: one small query for each thing a rule may ask about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage, Slag
from models.tables import Arende, Beslutande, Dagordningspunkt, Delgivning, Mote, Remiss, Sak
from models.vocabulary import Hantering, NarvaroSlag
from workflows.actors import Actor
from workflows.bemanning import load_bemanning
from workflows.cases import (
    ArendeCase,
    ArendeFacts,
    AtagandeCase,
    Case,
    DelgivningCase,
    DelgivningFacts,
    Lazily,
    MoteCase,
    MoteFacts,
    PunktFacts,
    RemissCase,
    SakFacts,
)
from workflows.engine.about import load_om
from workflows.engine.agreements import avtal_case
from workflows.engine.named import load_mote, look_up
from workflows.engine.obligations import load_obligation, load_obligations
from workflows.engine.revisions import revision_case
from workflows.engine.rounds import load_round, name_of
from workflows.engine.stand_ins import stand_ins
from workflows.errors import NotFound
from workflows.payloads import Payload
from workflows.register import load_register
from workflows.visibility import fixed
from workflows.whose import delgivningens
from workflows.world import World

_ARENDE, _MOTE, _SAK, _REMISS = (table_of(model) for model in (Arende, Mote, Sak, Remiss))
_LATEST = select(func.max(_REMISS.c.id)).where(_REMISS.c.om_id == _ARENDE.c.id).scalar_subquery()
_ARENDE_ROW = select(
    *(_ARENDE.c[name] for name in ArendeFacts.__dataclass_fields__ if name in _ARENDE.c),
    _LATEST.label("senaste_remiss"),
).where(_ARENDE.c.id == bindparam("id"))
_COMING = (
    select(_MOTE.c.id, _SAK.c.lage, _MOTE.c.organ_id, _MOTE.c.datum, _MOTE.c.tid)
    .join(_SAK, _SAK.c.id == _MOTE.c.id)
    .where(
        _MOTE.c.datum.between(bindparam("since"), bindparam("until")),
        _SAK.c.lage.in_([fixed(lage) for lage in (MoteLage.PLANERAT, MoteLage.KALLAT, MoteLage.OPPNAT)]),
    )
    .order_by(_MOTE.c.datum, _MOTE.c.tid)
)
# Dates are planned at most half a year ahead; a later meeting changes no frist.
_HORIZON = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks about what, with which payload, where and when."""

    sak: SakFacts
    actor: Actor
    payload: Payload
    world: World


def load_case(session: Session, asked: Asked) -> Case:
    """Return the frozen facts of one matter as they stand in this transaction."""
    world = asked.world
    common = {
        "sak": asked.sak, "actor": asked.actor, "payload": asked.payload,
        "today": world.today, "now": world.now, "profile": world.profile,
        "register": load_register(session), "named": look_up(session, asked.payload, asked.actor, world),
        "moten": Lazily(partial(coming_meetings, session, world)),
    }  # fmt: skip
    return _LOADERS[asked.sak.slag](session, common)


def coming_meetings(session: Session, world: World) -> tuple[MoteFacts, ...]:
    """Return the meetings from today on that have not been called off, soonest first."""
    span = {"since": world.today, "until": world.today + _HORIZON}
    return tuple(MoteFacts(*row) for row in session.connection().execute(_COMING, span))


def load_arende_facts(session: Session, arende_id: int) -> ArendeFacts:
    """Return an ärende's own row; NotFound when there is none."""
    row = session.connection().execute(_ARENDE_ROW, {"id": arende_id}).mappings().one_or_none()
    if row is None:
        raise NotFound
    facts = {**row, "slag": Slag.ARENDE}
    facts["onskad_hantering"] = tuple(Hantering(one) for one in row["onskad_hantering"])
    facts["forslag_ataganden"] = None if row["forslag_ataganden"] is None else tuple(row["forslag_ataganden"])
    return ArendeFacts(**facts)


def _arende_case(session: Session, common: Mapping[str, Any]) -> ArendeCase:
    sak: SakFacts = common["sak"]
    arende = load_arende_facts(session, sak.id)
    newest = arende.senaste_remiss if sak.lage in _AFTER_REMISS else None
    return ArendeCase(
        **common,
        om=arende,
        mote=load_mote(session, arende.mote_id) if arende.mote_id else None,
        remiss=load_round(session, newest) if newest else None,
        ataganden=load_obligations(session, sak.id) if sak.lage == "implementeras" else (),
    )


_AFTER_REMISS = {"under_beredning", "pa_remiss", "sammanstalls"}


def _mote_case(session: Session, common: Mapping[str, Any]) -> MoteCase:
    sak: SakFacts = common["sak"]
    mote = load_mote(session, sak.id)
    if mote is None:
        raise NotFound
    could = session.connection().execute(_ELECTORATE, {"id": sak.id}).all()
    return MoteCase(
        **common,
        mote=mote,
        punkter=load_agenda(session, sak.id),
        beslutande=frozenset(one.person_id for one in could),
        ersattare=stand_ins(session, mote) if sak.lage in _ATTENDED else (),
        foretradda=frozenset(one.huvudman_id for one in could if one.narvaro is not NarvaroSlag.FRANVARANDE),
        senare_mote=_opened_after(session, mote) if sak.lage == MoteLage.JUSTERAS else None,
    )


def _opened_after(session: Session, mote: MoteFacts) -> date | None:
    """Return the day of the organ's first later meeting that has been opened; None before there is one."""
    not_opened = (MoteLage.PLANERAT.value, MoteLage.KALLAT.value, MoteLage.INSTALLT.value)
    later = select(func.min(_MOTE.c.datum)).join(_SAK, _SAK.c.id == _MOTE.c.id)
    later = later.where(_MOTE.c.organ_id == mote.organ_id, _MOTE.c.datum > mote.datum, _SAK.c.lage.not_in(not_opened))
    day: date | None = session.connection().execute(later).scalar_one()
    return day


_ATTENDED = {MoteLage.OPPNAT.value, MoteLage.ANTECKNINGAR_SKRIVS.value}
_BESLUTANDE = table_of(Beslutande).c
_ELECTORATE = select(_BESLUTANDE.person_id, _BESLUTANDE.huvudman_id, _BESLUTANDE.narvaro).where(
    _BESLUTANDE.mote_id == bindparam("id")
)


def load_agenda(session: Session, mote_id: int) -> tuple[PunktFacts, ...]:
    """Return the items of an agenda in order."""
    punkt = table_of(Dagordningspunkt).c
    columns = (punkt.id, punkt.slag, punkt.rubrik, punkt.om_id, punkt.ordning, punkt.utfall)
    query = select(*columns).where(punkt.mote_id == mote_id).order_by(punkt.ordning, punkt.id)
    return tuple(PunktFacts(*row) for row in session.connection().execute(query))


def _remiss_case(session: Session, common: Mapping[str, Any]) -> RemissCase:
    sak: SakFacts = common["sak"]
    remiss = load_round(session, sak.id)
    om, lage = load_om(session, remiss.om_id)
    return RemissCase(
        **common,
        remiss=remiss,
        om=om,
        om_lage=lage,
    )


def _atagande_case(session: Session, common: Mapping[str, Any]) -> AtagandeCase:
    sak: SakFacts = common["sak"]
    atagande, om_id = load_obligation(session, sak.id, common["today"], common["profile"])
    om, lage = load_om(session, om_id)
    return AtagandeCase(**common, atagande=atagande, om=om, om_lage=lage)


def _delgivning_case(session: Session, common: Mapping[str, Any]) -> DelgivningCase:
    """Return it with the ids of those who answer for the party today."""
    sak: SakFacts = common["sak"]
    row = session.connection().execute(_DELGIVNING_ROW, {"id": sak.id}).mappings().one_or_none()
    mote = load_mote(session, row["mote_id"]) if row else None
    if row is None or mote is None:
        raise NotFound
    asked = DelgivningFacts(**row, huvudman=name_of(common["register"], row["huvudman_id"], None))
    case = DelgivningCase(**common, delgivning=asked, mote=mote)
    slot = delgivningens(case)
    holders = load_bemanning(session, case.today, [slot]).holders(slot)
    return replace(case, delgivning=replace(asked, ansvariga=frozenset(holder.id for holder in holders)))


_DELGIVNING = table_of(Delgivning).c
_DELGIVNING_ROW = select(
    _DELGIVNING.id, _DELGIVNING.mote_id, _DELGIVNING.huvudman_id, _DELGIVNING.invandning, _DELGIVNING.svarad_av
).where(_DELGIVNING.id == bindparam("id"))


_LOADERS: Mapping[Slag, Callable[[Session, Mapping[str, Any]], Case]] = {
    Slag.ARENDE: _arende_case,
    Slag.MOTE: _mote_case,
    Slag.REMISS: _remiss_case,
    Slag.ATAGANDE: _atagande_case,
    Slag.DELGIVNING: _delgivning_case,
    Slag.AVTAL: avtal_case,
    Slag.REVISION: revision_case,
}
