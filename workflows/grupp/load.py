"""Building the frozen cases of groups for a time from their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_
from sqlmodel import Session

from models.base import Fakta, table_of
from models.beslut import Beslut
from models.grupp import Grupp, GruppBase
from models.lagen import ArendeLage, RevisionLage
from models.organisation import Huvudman, Organ, Person, Uppdrag
from models.rows import AMONG, by_id, gathered, reading, wide
from models.sak import Sak
from workflows.engine.case import Common
from workflows.engine.world import World
from workflows.ground.payload import Payload
from workflows.grupp.facts import Buret, GruppCase, GruppFacts, Medlem, Stod
from workflows.grupp.payloads import Avslut, Forlangning
from workflows.handling.om import OM

_GRUPP, _ORGAN, _BESLUT, _SAK = (table_of(model) for model in (Grupp, Organ, Beslut, Sak))
_UPPDRAG, _PERSON, _HUVUDMAN = (table_of(model) for model in (Uppdrag, Person, Huvudman))


def grupp_cases(session: Session, commons: Sequence[Common]) -> list[GruppCase]:
    """Return them, each with those who take part and what it carries."""
    ids = [common["sak"].id for common in commons]
    rows = by_id(_ROWS, session, ids)
    members = gathered(_MEMBERS.all(session, {"ids": ids}), lambda one: one.grupp_id)
    written = gathered(_WRITTEN.all(session, {"ids": ids}), lambda one: one.grupp_id)
    carried = gathered(_CARRIED.all(session, {"ids": ids}), lambda one: one.grupp_id)
    return [
        GruppCase(
            **common,
            grupp=GruppFacts(
                **dict(rows[common["sak"].id]),
                medlemmar=tuple(
                    Medlem(one.person_id, one.namn, one.roll, one.huvudman)
                    for one in members[common["sak"].id]
                ),
                bar=tuple(
                    Buret(one.id, f"{one.beteckning} {one.rubrik}".strip())
                    for one in carried[common["sak"].id]
                ),
                skriver=tuple(
                    Buret(one.id, f"{one.beteckning} {one.rubrik}".strip())
                    for one in written[common["sak"].id]
                ),
            ),
        )
        for common in commons
    ]


def find_decision(session: Session, said: str) -> Stod | None:
    """Return the decision that has a number, as people write it or as its address has it."""
    wanted = " ".join(said.split())
    named = or_(func.lower(_BESLUT.c.beteckning) == wanted.lower(), _BESLUT.c.nr == wanted.lower())
    found = _DECISIONS.where(named).all(session)
    return found[0] if found else None


def finds(session: Session, payload: Payload, _world: World) -> Iterator[Stod]:
    """Find the decision that prolongs or ends a group."""
    if isinstance(payload, (Forlangning, Avslut)) and payload.beslut:
        found = find_decision(session, payload.beslut)
        if found is not None:
            yield found


_DECISIONS = reading(
    Stod,
    wide(
        *_BESLUT.c["id", "nr", "beteckning", "utfall", "datum", "mote_id"],
        _SAK.c.lage.label("mote_lage"),
    ).join(_SAK, _SAK.c.id == _BESLUT.c.mote_id),
)


class _Row(GruppBase, Fakta):
    """A row as it is stored, with the decision that made it."""

    organ_kod: str
    beslut_nr: str
    beslut: str
    beslutat: date
    stod_datum: date


_STOD = _BESLUT.alias()
_ROWS = reading(
    _Row,
    wide(
        *_GRUPP.c[tuple(GruppBase.model_fields)],
        _ORGAN.c.kod.label("organ_kod"),
        _BESLUT.c.nr.label("beslut_nr"),
        _BESLUT.c.beteckning.label("beslut"),
        _BESLUT.c.datum.label("beslutat"),
        _STOD.c.datum.label("stod_datum"),
    )
    .select_from(
        _GRUPP.join(_ORGAN, _ORGAN.c.id == _GRUPP.c.organ_id)
        .join(_BESLUT, _BESLUT.c.id == _GRUPP.c.beslut_id)
        .join(_STOD, _STOD.c.id == _GRUPP.c.stod_id)
    )
    .where(_GRUPP.c.id == AMONG),
)


@dataclass(frozen=True, slots=True)
class _Member(Medlem):
    grupp_id: int


# Those whose uppdrag last as long as the group: who has left it earlier takes no part in its end.
_MEMBERS = reading(
    _Member,
    wide(
        _UPPDRAG.c.person_id,
        _PERSON.c.namn,
        _UPPDRAG.c.roll,
        func.coalesce(_HUVUDMAN.c.kortnamn, "").label("huvudman"),
        _GRUPP.c.id.label("grupp_id"),
    )
    .select_from(
        _GRUPP.join(_ORGAN, _ORGAN.c.id == _GRUPP.c.organ_id)
        .join(_UPPDRAG, _UPPDRAG.c.organ_id == _ORGAN.c.id)
        .join(_PERSON, _PERSON.c.id == _UPPDRAG.c.person_id)
        .outerjoin(_HUVUDMAN, _HUVUDMAN.c.id == _UPPDRAG.c.huvudman_id)
    )
    .where(
        _GRUPP.c.id == AMONG,
        _PERSON.c.aktiv,
        or_(_UPPDRAG.c.tom.is_(None), _UPPDRAG.c.tom >= _ORGAN.c.tom),
    )
    .order_by(_UPPDRAG.c.roll.desc(), _PERSON.c.namnordning, _UPPDRAG.c.id),
)


@dataclass(frozen=True, slots=True)
class _Carried:
    id: int
    grupp_id: int
    beteckning: str
    rubrik: str


_CARRIED = reading(
    _Carried,
    wide(
        OM.c.id,
        _GRUPP.c.id.label("grupp_id"),
        func.coalesce(OM.c.beteckning, "").label("beteckning"),
        OM.c.rubrik,
    )
    .select_from(
        _GRUPP.join(OM, OM.c.barare_organ_id == _GRUPP.c.organ_id).join(_SAK, _SAK.c.id == OM.c.id)
    )
    .where(_GRUPP.c.id == AMONG, _SAK.c.lage == ArendeLage.I_DIALOG.value)
    .order_by(OM.c.id),
)
# The text is the group's to write until it is handed in, and so is what the answers to it ask for.
_WRITES = (RevisionLage.PRIORITERAD, RevisionLage.UTARBETAS, RevisionLage.SAMMANSTALLS)
_WRITTEN = reading(
    _Carried,
    wide(
        OM.c.id,
        _GRUPP.c.id.label("grupp_id"),
        func.coalesce(OM.c.beteckning, "").label("beteckning"),
        OM.c.rubrik,
    )
    .select_from(
        _GRUPP.join(OM, OM.c.grupp_organ_id == _GRUPP.c.organ_id).join(_SAK, _SAK.c.id == OM.c.id)
    )
    .where(_GRUPP.c.id == AMONG, _SAK.c.lage.in_([one.value for one in _WRITES]))
    .order_by(OM.c.id),
)
