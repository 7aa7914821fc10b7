"""What will not be in time, told of while something can be done and again until it is: a mandate
that runs out, a meeting aimed at that goes by, an agreement that ends before its new text can hold,
and an ärende that AU has not put on an agenda by its own day.

A letter to AU (its sekreterare, who handles it, its chair) and to each in the group that writes, on
each rung of the ladder and then again as often as its first rung is early. Its key is what it tells
of: nobody is told of the same twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, select

from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.rows import key
from models.sak import stands_in
from models.tables import Frist, Sak
from workflows.arende.dates import avsandaren
from workflows.arende.facts import ArendeCase
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.county.slots import Slot
from workflows.county.vacancy import RAISED_IT, to_holder, why
from workflows.engine.case import AnyCase
from workflows.engine.frister import own_frist
from workflows.engine.letters.outbox import Message, about, put
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.deadlines import add_working_days, is_working_day
from workflows.handling import slots
from workflows.handling.dates import TO_AIM, aimed_at, missed_aim
from workflows.revision import dates as skrivandet
from workflows.revision.facts import RevisionCase
from workflows.revision.plan import ON_ITS_WAY, gap, mandate, way_out

_SAK, _FRIST = table_of(Sak), table_of(Frist)
_WATCHED = [
    *((Slag.ARENDE, lage) for lage in TO_AIM[Slag.ARENDE]),
    *((Slag.REVISION, lage.value) for lage in ON_ITS_WAY),
]
_FAR = -10_000  # no ladder reaches it
_READY = ArendeLage.BERETT.value
_GRUPPEN = "Din grupp har uppdraget att skriva texten."
_AN_ARENDE = (
    "Den som handlägger kan färdigbereda ärendet. ⟨Au⟩ kan välja ett annat möte att sikta på."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that is not in time: what (``uppdrag``, ``mal``, ``avtal``), by which day, and
    which time of telling it is.
    """

    vad: str
    dag: date
    gang: str
    missad: bool


def tell_of_late(session: Session, world: World, *, batch: Batch = ALL_OR_NONE) -> int:
    """Write the letters that are due; return of how many matters. On a day off there are none."""
    if not is_working_day(world.today):
        return 0
    ids = session.exec(select(key(Sak.id)).where(stands_in(_WATCHED)).order_by(_SAK.c.id)).all()
    saker = read_all(session, list(ids), world.nouns)
    cases, days = dict(load_cases(session, saker, KLOCKAN, world)), _days(session, ids)
    bemanning, letters = load_bemanning(session, world.today), list[Message]()
    for sak_id, case in cases.items():
        with batch.each(session, sak=sak_id):
            letters += [*_out_of_time(case, bemanning), *_not_set(case, days, bemanning)]
    put(session, world, letters)
    return len({one.sak_id for one in letters})


def _days(session: Session, ids: Sequence[int]) -> dict[int, date]:
    """Return the day each ready ärende is to be on an agenda by, by id."""
    stands = select(_FRIST.c.sak_id, _FRIST.c.senast).join(_SAK, own_frist(_SAK.c.id))
    ready = stands.where(stands_in([(Slag.ARENDE, _READY)]))
    return {row.sak_id: row.senast for row in session.execute(ready)} if ids else {}


def _out_of_time(case: AnyCase, bemanning: Bemanning) -> Iterator[Message]:
    found = list(_late(case))
    if not found:
        return
    mark = ",".join(f"{one.vad}{one.dag:%Y%m%d}{one.gang}" for one in found)
    said = [{"vad": one.vad, "dag": one.dag.isoformat(), "missad": one.missad} for one in found]
    data = {
        **about(case),
        "sent": said,
        "revision": isinstance(case, RevisionCase),
        "hjalp": way_out(case) if isinstance(case, RevisionCase) else _AN_ARENDE,
    }
    for slot, because in _told(case):
        for holder in bemanning.holders(slot):
            yield Message(
                f"hinner_inte:{case.sak.id}:{mark}:{holder.id}",
                "hinner_inte",
                holder,
                case.sak.id,
                why(because, [holder]),
                to_holder(data, holder, case.register),
            )


def _told(case: AnyCase) -> Iterator[tuple[Slot, str]]:
    """Yield AU's sekreterare, who handles it and AU's chair, then each in the group that writes."""
    yield slots.au(case), slots.HALLER_IHOP
    if case.om.handlaggare_id or case.om.grupp_organ_id:
        theirs = slots.handlaggaren(case)
        mine = _GRUPPEN if isinstance(case, RevisionCase) else "Du handlägger ärendet."
        yield theirs, mine
    yield slots.au_ordforande(case), "Du är ⟨au_genitiv⟩ ordförande."
    if isinstance(case, RevisionCase):
        group = skrivandet.gruppen(case)
        yield group, _GRUPPEN
        yield replace(group, roll=None), _GRUPPEN


def _late(case: AnyCase) -> Iterator[Sent]:
    if isinstance(case, RevisionCase):
        last = mandate(case)
        if last and (gang := _rung(case, last)) > _FAR:
            yield Sent("uppdrag", last, str(gang), missad=last < case.today)
    if aim := aimed_at(case):
        missed, plan = missed_aim(case) is not None, case.profile.plan(aim)
        unready = case.sak.lage not in {_READY, "slutligt"}
        if missed:
            yield Sent("mal", aim, str(_rung(case, plan.kallelse)), missad=True)
        elif unready and plan.intagning < case.today:
            yield Sent("mal", aim, "i tid", missad=False)
    if isinstance(case, RevisionCase) and (found := gap(case)):
        yield Sent("avtal", found.sista, f"{case.today:%Y%m}", missad=found.sista < case.today)


def _rung(case: AnyCase, day: date) -> int:
    """Return which rung of the ladder has been reached, after the last one counted on; ``_FAR``
    before the first.
    """
    ladder, today = sorted(case.profile.paminnelser.trappa), case.today
    rung = max((one for one in ladder if add_working_days(day, one) <= today), default=_FAR)
    step = max(1, -ladder[0])
    while rung >= ladder[-1] and add_working_days(day, rung + step) <= today:
        rung += step
    return rung


def _not_set(case: AnyCase, days: dict[int, date], bemanning: Bemanning) -> Iterator[Message]:
    """Yield the letter to whoever raised an ärende, and to AU, that AU's own day has gone."""
    day = days.get(case.sak.id)
    if day is None or not isinstance(case, ArendeCase):
        return
    gang = _rung(case, day)
    if gang <= 0:
        return
    to = [(slot, because) for slot, because in _told(case) if slot != slots.au(case)]
    data = {**about(case), "au": "⟨au⟩", "dag": day.isoformat()}
    for slot, because in ((avsandaren(case), RAISED_IT), *to):
        for holder in bemanning.holders(slot):
            yield Message(
                f"drojer:{case.sak.id}:{day:%Y%m%d}:{gang}:{holder.id}",
                "drojer",
                holder,
                case.sak.id,
                why(because, [holder]),
                to_holder(data, holder, case.register),
            )
