"""Whom the agenda of a meeting concerns in particular, and so which sectors are called to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, literal
from sqlmodel import Session

from models.avtal import Avtal
from models.base import table_of
from models.beslut import Atagande
from models.mote import Dagordningspunkt
from models.rows import ONE, reading, wide
from workflows.county.meetings import MoteFacts
from workflows.county.profile import Profile
from workflows.county.register import load_register
from workflows.handling.om import OM
from workflows.mote.facts import only_some

_PUNKT, _AVTAL, _ATAGANDE = (table_of(model) for model in (Dagordningspunkt, Avtal, Atagande))


@dataclass(frozen=True, slots=True)
class _Matter:
    sektor: str
    omrade: str


_MATTERS = reading(
    _Matter,
    wide(
        func.coalesce(OM.c.berord_sektor, _ATAGANDE.c.sektor, literal("")).label("sektor"),
        func.coalesce(_AVTAL.c.omrade, literal("")).label("omrade"),
    )
    .select_from(
        _PUNKT.outerjoin(OM, OM.c.id == _PUNKT.c.om_id)
        .outerjoin(_ATAGANDE, _ATAGANDE.c.id == _PUNKT.c.om_id)
        .outerjoin(_AVTAL, _AVTAL.c.id == OM.c.avtal_id)
    )
    .where(_PUNKT.c.mote_id == ONE, _PUNKT.c.om_id.is_not(None)),
)


def concerned_by(session: Session, profile: Profile, mote_id: int) -> Iterator[str]:
    """Yield the codes of the sectors that something on an agenda concerns in particular."""
    for one in _MATTERS.all(session, {"den": mote_id}):
        if one.sektor:
            yield one.sektor
        yield from profile.godkannande.berors(one.omrade)


def sectors_called_to(session: Session, profile: Profile, mote: MoteFacts) -> frozenset[str] | None:
    """Return the codes of the sectors that are called as the agenda stands; None when all are."""
    if not only_some(profile, load_register(session), mote):
        return None
    return profile.kallelse.kallas(frozenset(concerned_by(session, profile, mote.id)))
