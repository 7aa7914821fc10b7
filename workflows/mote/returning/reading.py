"""What comes back to a meeting: the one reading that its page, its lock, its letters and REST
share.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String, bindparam, cast, exists, func, select
from sqlmodel import Session

from models.base import table_of
from models.beslut import Atagande
from models.lagen import NOT_YET_HELD, TAKES_ITEMS
from models.mote import Aterkommande, Dagordningspunkt, Mote
from models.organisation import Huvudman, Organ, Person
from models.rows import ONE, reading, wide
from models.sak import Sak
from workflows.county.meetings import MoteFacts
from workflows.engine.noun import Nouns
from workflows.handling.load import ADDRESSEE
from workflows.handling.om import OM
from workflows.mote.facts import TillbakaFacts

_SAK, _BACK, _PUNKT, _MOTE, _ATAGANDE = (
    table_of(one) for one in (Sak, Aterkommande, Dagordningspunkt, Mote, Atagande)
)
_PERSON, _HUVUDMAN, _ORGAN = (table_of(one) for one in (Person, Huvudman, Organ))
_DAY, _TODAY = bindparam("motesdag", type_=Date), bindparam("today", type_=Date)
_ITS, _OTHER, _OTHERS = _SAK.alias("its"), _MOTE.alias("other"), _SAK.alias("others")
_ON_AN_AGENDA = (
    exists()
    .where(_PUNKT.c.om_id == _SAK.c.id, _PUNKT.c.utfall.is_(None), _ITS.c.id == _PUNKT.c.mote_id)
    .where(_ITS.c.lage.in_(NOT_YET_HELD))
)
# It comes to the first meeting it can come to: an earlier one whose agenda is built has it.
_TO_AN_EARLIER = (
    exists()
    .where(_OTHERS.c.id == _OTHER.c.id, _OTHERS.c.lage.in_(TAKES_ITEMS))
    .where(_OTHER.c.organ_id == select(_MOTE.c.organ_id).where(_MOTE.c.id == ONE).scalar_subquery())
    .where(_OTHER.c.datum >= func.greatest(_BACK.c.dag, _TODAY), _OTHER.c.datum < _DAY)
)
# Several parties may have the same åtagande: it is called as on the agenda, with whose it is.
_AVSTEG = "Avsteg, " + ADDRESSEE + ": " + _ATAGANDE.c.text
_COMING = reading(
    TillbakaFacts,
    wide(
        _SAK.c.id,
        _SAK.c.slag,
        func.coalesce(OM.c.nr, cast(_SAK.c.id, String)).label("nr"),
        OM.c.beteckning,
        func.coalesce(OM.c.rubrik, _AVSTEG, "").label("rubrik"),
        _SAK.c.lage,
        *_BACK.c["dag", "som", "med", "vilar"],
    )
    .select_from(
        _BACK.join(_SAK, _SAK.c.id == _BACK.c.sak_id)
        .outerjoin(OM, OM.c.id == _SAK.c.id)
        .outerjoin(_ATAGANDE, _ATAGANDE.c.id == _SAK.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == _ATAGANDE.c.person_id)
        .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _ATAGANDE.c.huvudman_id)
        .outerjoin(_ORGAN, _ORGAN.c.id == _ATAGANDE.c.organ_id)
    )
    .where(_BACK.c.dag <= _DAY, ~_ON_AN_AGENDA, ~_TO_AN_EARLIER)
    .order_by(_BACK.c.dag, _SAK.c.id),
)


def coming_back(
    session: Session, nouns: Nouns, mote: MoteFacts, today: date
) -> tuple[TillbakaFacts, ...]:
    """Return what comes back to a meeting of the ledningsgrupp whose agenda is being built, in the
    order of the days it was promised to.
    """
    if mote.lage not in TAKES_ITEMS or mote.datum < today:
        return ()
    asked = {"den": mote.id, "motesdag": mote.datum, "today": today}
    final = {(noun.slag.value, lage.value) for noun in nouns for lage in noun.lifecycle.final}
    return tuple(one for one in _COMING.all(session, asked) if (one.slag, one.lage) not in final)
