"""How the clock and the post are doing: the last and next run of each sweep, what waits, and what
is wrong in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session

from flows import demo_clock
from flows.progress import how_far
from flows.record import Senast, is_ahead, latest_runs
from flows.timetable import TIDTABELL, Schemarad
from models.avisering import Avisering
from models.base import Ord, table_of
from models.database import Database
from models.drift import Svepkorning
from models.frist import Frist
from models.vocabulary import AviseringLage
from notifications.sign_of_life import POSTEN
from workflows.engine.world import World
from workflows.ground.words import antal, tid, uppraknat

START = "start"
_PREFECT = "prefect:"  # and the name of a sweep
_LATE = timedelta(minutes=5)  # a sweep every fifteenth minute that stops is told of within twenty
_LONGEST_RUN = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(minutes=15)
# The post signs every minute; a slow mail server may keep it for two more.
_LONGEST_SILENCE = timedelta(minutes=5)
_KORNING, _AVISERING, _FRIST = table_of(Svepkorning), table_of(Avisering), table_of(Frist)


_NAMES = {
    START: "starten",
    POSTEN: "posten",
    **{rad.svep: f"”{rad.rubrik}”" for rad in TIDTABELL},
    **{_PREFECT + rad.svep: f"Prefects ord om ”{rad.rubrik}”" for rad in TIDTABELL},
}


class Korutfall(Ord):
    """What became of the latest run of a sweep."""

    BRA = "bra", "Bra", "Den gick som den skulle."
    FEL = "fel", "Fel", "Något behöver ses över."
    SEN = "sen", "Sen", "Dess tid har kommit utan att den har kört."
    PAGAR = "pagar", "Pågår", "Den är inte klar än."
    AVBROTS = "avbrots", "Avbröts", "Den blev aldrig klar."
    ALDRIG = "aldrig", "Inte kört än", "Det har inte kört sedan programmet installerades."


class Prefectord(Ord):
    """What Prefect may say of a run, by the name it has for that state."""

    MISSLYCKADES = "Failed", "misslyckades", "Körningen blev klar men något behöver ses över."
    AVBROTS = "Crashed", "avbröts", "Körningen blev aldrig klar."
    SEN = "Late", "hade ännu inte börjat", "Körningens tid har kommit utan att den har börjat."


@dataclass(frozen=True, slots=True)
class SvepVy:
    """One sweep. ``senast_av_schema`` is when it last came by itself; ``mening`` what the latest
    run said.
    """

    namn: str
    rubrik: str
    om: str
    senast: datetime | None
    senast_av_schema: datetime | None
    nasta: datetime
    utfall: Korutfall
    mening: str


@dataclass(frozen=True, slots=True)
class DriftVy:
    """All of it. ``fel`` are Swedish sentences about what is wrong, none when all is well."""

    svep: tuple[SvepVy, ...]
    aldsta_osanda: datetime | None
    aldsta_frist_utan_handling: date | None
    fel: tuple[str, ...]


def note_start(session: Session, now: datetime) -> None:
    """Write that the program starts: what has not run since before it was started is not late.
    What is from the future has been told, and is let go.
    """
    session.execute(delete(_KORNING).where(is_ahead(now)))
    session.execute(
        insert(_KORNING),
        {"svep": START, "startad": now, "klar": now, "av_schema": False, "ok": True},
    )


def note_prefect(session: Session, svep: str, tid: datetime, ord_: Prefectord) -> None:
    """Write what Prefect says of a sweep: one row for each, which its next word writes over."""
    said = {"startad": tid, "klar": tid, "av_schema": False, "ok": False, "mening": ord_.ord}
    name = _PREFECT + svep
    mine = update(_KORNING).where(_KORNING.c.svep == name).returning(_KORNING.c.id)
    if not session.execute(mine, said).all():
        session.execute(insert(_KORNING), {"svep": name, **said})


def note_unless_known(
    database: Database, said: Mapping[str, tuple[datetime, Prefectord]], now: datetime
) -> None:
    """Write what Prefect knows of each sweep and has not told, or not been heard to tell."""
    with database.session() as session:
        known = latest_runs(session, now)
        for svep, (when, word) in said.items():
            heard = known.get(_PREFECT + svep)
            if heard is None or heard.startad < when:
                note_prefect(session, svep, when, word)


def report(session: Session, now: datetime, world: World) -> DriftVy:
    """Return how things are. ``now`` is real time; ``world`` has the time people live in, the
    demo's own in a demo.
    """
    known = latest_runs(session, now)
    unsent = session.execute(_OLDEST_UNSENT).scalar_one()
    overdue = session.execute(_OLDEST_OVERDUE.where(_FRIST.c.senast < world.today)).scalar_one()
    refused = session.execute(_REFUSED).scalar_one()
    silent = [] if demo_clock.now(session) else _silent(known, now)  # a demo has no post process
    ours = [*_ahead(session, now), *_late(known, now), *_failed(known, now), *silent]
    fel = [*ours, *_prefect(known), *_post(unsent, refused, world.now)]
    svep = tuple(_under_way(_view(rad, known, now), session) for rad in TIDTABELL)
    return DriftVy(svep, unsent, overdue, tuple(fel))


def _under_way(one: SvepVy, session: Session) -> SvepVy:
    """Let a sweep that is under way say how far it has come."""
    found = how_far(session, one.namn) if one.utfall is Korutfall.PAGAR else None
    return replace(one, mening=f"Har gått igenom {found}.") if found else one


_OLDEST_UNSENT = select(func.min(_AVISERING.c.skapad)).where(
    _AVISERING.c.lage == AviseringLage.VANTAR
)
_OLDEST_OVERDUE = select(func.min(_FRIST.c.senast)).where(_FRIST.c.stangd.is_(None))
_REFUSED = (
    select(func.count())
    .select_from(_AVISERING)
    .where(_AVISERING.c.lage == AviseringLage.MISSLYCKAD, _AVISERING.c.hanterad.is_(None))
)


def _view(rad: Schemarad, known: dict[str, Senast], now: datetime) -> SvepVy:
    latest = known.get(rad.svep)
    return SvepVy(
        namn=rad.svep,
        rubrik=rad.rubrik,
        om=rad.mening,
        senast=latest.startad if latest else None,
        senast_av_schema=latest.av_schema if latest else None,
        nasta=rad.following(now),
        utfall=Korutfall.SEN if _missed(rad, known, now) else _outcome(latest, now),
        mening=latest.mening if latest else "",
    )


def _outcome(latest: Senast | None, now: datetime) -> Korutfall:
    if latest is None:
        return Korutfall.ALDRIG
    if latest.klar is None:
        return Korutfall.PAGAR if now - latest.startad < _LONGEST_RUN else Korutfall.AVBROTS
    return Korutfall.BRA if latest.ok else Korutfall.FEL


def _ahead(session: Session, now: datetime) -> Iterator[str]:
    """Name what is written down as of the future, and say what to do."""
    said = session.execute(select(_KORNING.c.svep).where(is_ahead(now))).scalars().all()
    if names := [name for svep, name in _NAMES.items() if svep in said]:
        yield (
            "Datorns klocka går fel, eller har gjort det: en tid som inte har varit än står för"
            f" {uppraknat(names)}. Den räknas inte. Ställ klockan och starta om Samflöde."
        )


def _late(known: dict[str, Senast], now: datetime) -> Iterator[str]:
    """Name the sweeps whose hour has come and gone without them, and say what to do."""
    missed = {rad.rubrik: hour for rad in TIDTABELL if (hour := _missed(rad, known, now))}
    yield from (f"{rubrik} skulle ha kört {tid(hour)}." for rubrik, hour in missed.items())
    if missed:
        yield "Klockan går inte. Starta om Samflöde, eller kör samflode tick så länge."


def _missed(rad: Schemarad, known: dict[str, Senast], now: datetime) -> datetime | None:
    """Return the hour at which a sweep should have come by itself, once the program had been up
    that long.
    """
    started, latest = known.get(START), known.get(rad.svep)
    since = max(
        (one for one in (latest and latest.av_schema, started and started.startad) if one),
        default=None,
    )
    return rad.owed(since, now - _LATE) if since else None


def _failed(known: dict[str, Senast], now: datetime) -> Iterator[str]:
    for rad in TIDTABELL:
        latest = known.get(rad.svep)
        outcome = _outcome(latest, now)
        if latest and outcome is Korutfall.FEL:
            yield f"{rad.rubrik} {tid(latest.startad)}: {latest.mening}"
        elif latest and outcome is Korutfall.AVBROTS:
            yield f"{rad.rubrik} började {tid(latest.startad)} och blev aldrig klart."


def _prefect(known: dict[str, Senast]) -> Iterator[str]:
    """Pass on what Prefect last said of each sweep, until that sweep has run well."""
    for rad in TIDTABELL:
        said, latest = known.get(_PREFECT + rad.svep), known.get(rad.svep)
        well_since = latest and latest.ok and latest.klar
        if said and not (well_since and well_since > said.startad):
            yield f"Prefect säger: {rad.rubrik} {said.mening} {tid(said.startad)}."


def _silent(known: dict[str, Senast], now: datetime) -> Iterator[str]:
    """Say when the post was last heard from, if it should have been heard from since; one that
    rests should not.
    """
    heard, started = known.get(POSTEN), known.get(START)
    since = max((one.startad for one in (heard, started) if one), default=now)
    rests = heard is not None and heard.klar is not None and heard.startad == since
    if rests or now - since <= _LONGEST_SILENCE:
        return
    last = tid(heard.startad) if heard else f"Samflöde startade {tid(since)}"
    yield (
        f"Posten har inte hört av sig sedan {last}. Starta om Samflöde. Stannar den igen står"
        " orsaken i loggen."
    )


def _post(unsent: datetime | None, refused: int, now: datetime) -> Iterator[str]:
    if unsent is not None and now - unsent > _LONGEST_WAIT:
        yield f"Det äldsta brevet har väntat sedan {tid(unsent)}."
    if refused:
        yield (
            f"{antal(refused, 'brev', 'brev')} gick inte fram. De står under Aviseringar med"
            " orsaken."
        )
