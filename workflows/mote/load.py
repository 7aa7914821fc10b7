"""Building the frozen case of a meeting from its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.base import table_of
from models.lagen import MoteLage
from models.mote import Beslutande, Dagordningspunkt, Mote
from models.rows import reading, wide
from models.sak import Sak
from models.vocabulary import NarvaroSlag
from workflows.county.meetings import MoteFacts, load_mote
from workflows.engine.case import Common
from workflows.engine.world import World
from workflows.ground.errors import NotFound
from workflows.ground.payload import Payload
from workflows.mote.facts import MoteCase, PunktFacts
from workflows.mote.stand_ins import stand_ins

_BESLUTANDE = table_of(Beslutande).c
_MOTE = table_of(Mote)
_SAK = table_of(Sak)


def mote_case(session: Session, common: Common) -> MoteCase:
    """Return the case of a meeting; NotFound when there is none."""
    sak = common["sak"]
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
        foretradda=frozenset(
            one.huvudman_id for one in could if one.narvaro is not NarvaroSlag.FRANVARANDE
        ),
        senare_mote=_opened_after(session, mote) if sak.lage == MoteLage.JUSTERAS else None,
    )


def _opened_after(session: Session, mote: MoteFacts) -> date | None:
    """Return the day of the organ's first later meeting that has been opened; None before there is
    one.
    """
    not_opened = (MoteLage.PLANERAT.value, MoteLage.KALLAT.value, MoteLage.INSTALLT.value)
    later = select(func.min(_MOTE.c.datum)).join(_SAK, _SAK.c.id == _MOTE.c.id)
    later = later.where(
        _MOTE.c.organ_id == mote.organ_id,
        _MOTE.c.datum > mote.datum,
        _SAK.c.lage.not_in(not_opened),
    )
    day: date | None = session.connection().execute(later).scalar_one()
    return day


_ATTENDED = {MoteLage.OPPNAT.value, MoteLage.ANTECKNINGAR_SKRIVS.value}

_ELECTORATE = select(_BESLUTANDE.person_id, _BESLUTANDE.huvudman_id, _BESLUTANDE.narvaro).where(
    _BESLUTANDE.mote_id == bindparam("id")
)


def load_agenda(session: Session, mote_id: int) -> tuple[PunktFacts, ...]:
    """Return the items of an agenda in order."""
    return tuple(_AGENDA.where(_PUNKT.mote_id == mote_id).all(session))


_PUNKT = table_of(Dagordningspunkt).c
_AGENDA = reading(
    PunktFacts,
    wide(*_PUNKT["id", "slag", "rubrik", "om_id", "ordning", "utfall"]).order_by(
        _PUNKT.ordning, _PUNKT.id
    ),
)


def finds(session: Session, payload: Payload, _world: World) -> Iterator[MoteFacts]:
    """Find the meeting a payload names."""
    wanted = getattr(payload, "mote", None)
    found = load_mote(session, wanted) if wanted else None
    if found is not None:
        yield found
