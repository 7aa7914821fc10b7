"""What whoever raised a matter gets to know of the meeting that took it up: an extract of its
minutes when it is closed or they are confirmed, and what is corrected afterwards.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Beslut
from models.frist import Frist
from models.lagen import Slag
from models.mote import Dagordningspunkt
from models.rows import ONE, among, reading, wide
from models.sak import Sak
from models.vocabulary import OrganSlag, PunktUtfall, Utfall
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import load_mote
from workflows.county.register import OrganFacts
from workflows.county.vacancy import RAISED_IT
from workflows.engine.case import Case
from workflows.engine.effects import Notify, TakeStep
from workflows.engine.frister import own_frist
from workflows.engine.handlers import Doing
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.letters.rides import Turn, ride
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.ground.payload import required
from workflows.handling.effects import TellWhoRaisedIt

_BESLUT, _SAK = table_of(Beslut), table_of(Sak)
# What became of an item, as whoever raised it reads it.
BLEV: Mapping[PunktUtfall | Utfall, str] = {
    Utfall.BIFALL: "ärendet fick bifall",
    Utfall.AVSLAG: "ärendet fick avslag",
    PunktUtfall.BORDLAGT: "ärendet bordlades",
    PunktUtfall.ATERREMITTERAT: "ärendet återremitterades",
    PunktUtfall.FORTSATT_DIALOG: "dialogen om ärendet fortsätter",
    PunktUtfall.LAGT_TILL_HANDLINGARNA: "ärendet lades till handlingarna",
    PunktUtfall.LYFT: "ärendet lyftes till forum",
    PunktUtfall.UTGICK: "ärendet utgick",
}
I_FORUMET: Mapping[PunktUtfall, str] = {
    PunktUtfall.BESLUTAT: "forumet beslutade om inriktning i ärendet",
    PunktUtfall.GENOMGANGEN: "forumet svarade om ärendet",
    PunktUtfall.BORDLAGT: "forumet bordlade ärendet",
}


@dataclass(frozen=True, slots=True)
class _Item:
    om_id: int
    slag: Slag
    utfall: PunktUtfall | None
    anteckning: str
    beslut: str | None
    beslutade: Utfall | None
    justerat: date | None


_PUNKT = table_of(Dagordningspunkt)
ITEMS = reading(
    _Item,
    wide(
        *(_SAK.c.id.label("om_id"), _SAK.c.slag),
        *_PUNKT.c["utfall", "anteckning"],
        _BESLUT.c.beteckning.label("beslut"),
        _BESLUT.c.utfall.label("beslutade"),
        _BESLUT.c.justerat,
    )
    .select_from(
        _PUNKT.join(_SAK, _SAK.c.id == _PUNKT.c.om_id).outerjoin(
            _BESLUT,
            (_BESLUT.c.mote_id == _PUNKT.c.mote_id) & (_BESLUT.c.om_id == _PUNKT.c.om_id),
        )
    )
    .where(_PUNKT.c.mote_id == ONE, _PUNKT.c.utfall.isnot(None))
    .order_by(_PUNKT.c.ordning),
)


def tell_who_raised(doing: Doing, *, confirmed: bool) -> None:
    """Write an extract of the minutes to whoever raised each matter: what became of it, in which
    words, when, and what comes next.
    """
    mote = load_mote(doing.session, doing.case.sak.id)
    assert mote is not None  # noqa: S101 - it is the meeting that is told of
    organ = doing.case.register.organ_by_id(mote.organ_id)
    where = {
        "mote": organ.kortnamn if organ else "",
        "datum": mote.datum.isoformat(),
        "ej_justerat": not confirmed,
    }
    letters = {
        item.om_id: {
            **where,
            "blev": _became(item, organ),
            "beslut": item.beslut,
            "text": item.anteckning,
        }
        for item in _raised(doing)
    }
    _to_who_raised(
        doing, {om_id: Notify("utdrag", (), RAISED_IT, data) for om_id, data in letters.items()}
    )


def _raised(doing: Doing) -> list[_Item]:
    """Return the items of the meeting that somebody raised: an avsteg is nobody's question."""
    nouns = doing.case.world.nouns
    items = ITEMS.all(doing.session, {"den": doing.case.sak.id})
    return [one for one in items if nouns[one.slag].raised_by]


def _became(item: _Item, organ: OrganFacts | None) -> str:
    """Return what became of an item; a forum points out a direction, or only answers."""
    if organ and organ.slag is OrganSlag.FORUM:
        return I_FORUMET[required(item.utfall)]
    return BLEV[item.beslutade or required(item.utfall)]


def tell_one(effect: TellWhoRaisedIt, doing: Doing) -> Iterable[TakeStep]:
    """Send a letter about one matter to whoever raised it."""
    people = load_bemanning(doing.session, doing.case.today, effect.had)
    had = {holder.id for slot in effect.had for holder in people.holders(slot)}
    _to_who_raised(doing, {effect.om_id: effect.letter}, had)
    return ()


def _to_who_raised(
    doing: Doing, letters: Mapping[int, Notify], had: Container[int | None] = ()
) -> None:
    """Send each letter to whoever raised the matter, if somebody did; it says what comes next."""
    days, told = days_of(doing.session, list(letters)), list[Told]()
    for om_id, case in cases_of(doing.session, doing.case, letters).items():
        noun, senast = case.noun, days.get(om_id)
        if noun.raised_by is None or noun.raised_by(case).person_id in had:
            continue
        letter = letters[om_id]
        more = {"harnast": noun.ahead(case, senast)} if noun.ahead else {}
        effect = replace(letter, to=(noun.raised_by(case),), data={**letter.data, **more})
        told.append(Told(effect, case, doing.handelse_id, senast))
    notify(doing.session, told)


def ride_with_it(doing: Doing) -> None:
    """Let whoever has had an extract hear in their digest that the minutes are confirmed."""
    cases = cases_of(doing.session, doing.case, [one.om_id for one in _raised(doing)])
    raised = {om_id: one.noun.raised_by(one) for om_id, one in cases.items() if one.noun.raised_by}
    ride(
        doing.session,
        [
            Turn(doing.handelse_id, om_id, (one.person_id,))
            for om_id, one in raised.items()
            if one.person_id is not None
        ],
    )


def cases_of(session: Session, case: Case, ids: Iterable[int]) -> Mapping[int, Case]:
    """Return the facts of some matters."""
    return load_cases(
        session, read_all(session, list(ids), case.world.nouns), case.actor, case.world
    )


def days_of(session: Session, ids: list[int]) -> dict[int, date]:
    """Return the day of each matter's own frist."""
    query = select(col(Frist.sak_id), col(Frist.senast))
    own = query.join(_SAK, own_frist(_SAK.c.id)).where(among(_SAK.c.id, ids))
    return dict(session.exec(own).all()) if ids else {}
