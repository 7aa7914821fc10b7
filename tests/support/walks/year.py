"""A year in the county, or its first months: åtaganden of every form, answered, put off, late or
never; people away, gone, and new.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

from flows.rounds import Runda, run
from models.base import table_of
from models.tables import Atagande, Franvaro, Person, Uppdrag
from notifications.channels import Mailbox
from support.county import UPPGIFT, Lan, vacate
from support.length import at_length
from support.paths.arende import arende_in

FIRST, LAST = date(2023, 12, 9), date(2024, 12, 8) if at_length() else date(2024, 2, 29)
SWEEPS = ("bevaka_frister", "samla_post")
# One party answers in time, one late, one goes astray, one falls vacant.
PARTIES = ("alvesta", "lessebo", "ljungby", "markaryd")
_TASKS = (
    ("Utse kontaktperson", "2024-01-26"),
    ("Redovisa läget", "2024-04-12"),
    ("Inför rutinen", "Q2 2024"),
    ("Stäm av arbetssättet", "april,november"),
    ("Följ överenskommelsen", "tills vidare"),
)
_PATIENCE = 60  # seconds until one whose fellow has fallen gives up
_CHOSEN = {"lessebo": (3, 8), "ljungby": (5, 6), "utanfor": (4, 9)}


def begin(lan: Lan) -> None:
    """Let the ledningsgrupp decide on everything, and everyone choose when their letters come."""
    sak = arende_in(lan, "pa_dagordning")
    to = [{"slag": "huvudman", "kod": kod} for kod in PARTIES]
    given = [{**UPPGIFT, "text": text, "mottagare": to, "senast": when} for text, when in _TASKS]
    lan.step(
        sak,
        "sekreterare",
        "besluta",
        utfall="bifall",
        beslutstext="Alla gör sin del.",
        ataganden=given,
    )
    table = table_of(Person)
    with lan.database.session() as session:
        for who, (dag, timme) in _CHOSEN.items():
            chosen = (
                table.update()
                .where(table.c.id == lan.ids[who])
                .values(brevdag=dag, brevtimme=timme)
            )
            session.execute(chosen)


def live_a_year(lan: Lan, act: Callable[[Lan], object]) -> Lan:
    """Let each day come: first what people do that day, then the clock's ``act`` at nine, on
    weekdays as scheduled.
    """
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        lan.at(f"{day}T07:00")
        for deed in _DEEDS.get(day.isoformat(), ()):
            deed(lan)
        if day.isoweekday() <= 5:
            act(lan.at(f"{day}T08:00"))
    return lan


def once(lan: Lan) -> None:
    """Make one round of the sweeps."""
    run(Runda(lan.database, lan.world, Mailbox()), SWEEPS)


def doubled(lan: Lan) -> None:
    """Run every sweep twice."""
    run(Runda(lan.database, lan.world, Mailbox()), [*SWEEPS, *SWEEPS])


def weekly(lan: Lan) -> None:
    """Make a round on Wednesdays only."""
    if lan.world.today.isoweekday() == 3:
        once(lan)


def by_two(lan: Lan) -> None:
    """Let two runners make the round at the same time, each sweep begun by both at once; neither
    falls over it.
    """
    runda, together = Runda(lan.database, lan.world, Mailbox()), Barrier(2)

    def runner(_: int) -> None:
        for sweep in SWEEPS:
            together.wait(_PATIENCE)
            assert all(utfall.ok for utfall in run(runda, [sweep])), sweep

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(runner, range(2)))


def _task(lan: Lan, text: str, who: str) -> int:
    """Return the number of the åtagande that somebody's huvudman was given."""
    place = {row.id: row for row in lan.rows(Atagande)}
    uppdrag = lan.rows(Uppdrag, person_id=lan.ids[who])[0]
    return int(
        next(
            n
            for n, row in place.items()
            if row.text == text and row.huvudman_id == uppdrag.huvudman_id
        )
    )


def _step(text: str, who: str, step: str, **payload: Any) -> Callable[[Lan], object]:
    return lambda lan: lan.step(_task(lan, text, who), who, step, **payload)


def _away(who: str, substitute: str, last: str) -> Callable[[Lan], None]:
    def note(lan: Lan) -> None:
        with lan.database.session() as session:
            days = (lan.world.today, date.fromisoformat(last))
            session.add(
                Franvaro(
                    person_id=lan.ids[who],
                    from_=days[0],
                    tom=days[1],
                    ersattare_id=lan.ids[substitute],
                )
            )

    return note


def _succeeds(lan: Lan) -> None:
    """Give the empty uppdrag of Markaryd to somebody new."""
    old = lan.rows(Uppdrag, person_id=lan.ids["markaryd"])[0]
    with lan.database.session() as session:
        session.add(
            Uppdrag(
                person_id=lan.ids["utanfor"],
                organ_id=old.organ_id,
                roll=old.roll,
                huvudman_id=old.huvudman_id,
                sektor=old.sektor,
                from_=lan.world.today,
            )
        )


_DEEDS: dict[str, list[Callable[[Lan], object]]] = {
    "2024-01-10": [_step("Utse kontaktperson", "alvesta", "rapportera")],
    "2024-01-22": [_away("lessebo", "representant", "2024-01-26")],
    "2024-02-02": [_step("Utse kontaktperson", "lessebo", "rapportera")],
    "2024-03-20": [
        _step("Redovisa läget", "ljungby", "anmal_avsteg", orsak="Vi saknar någon.", stod="Hjälp.")
    ],
    "2024-04-05": [
        lambda lan: lan.step(
            _task(lan, "Redovisa läget", "ljungby"),
            "sekreterare",
            "omprova",
            anteckning="Mer tid.",
            nytt_datum="2024-05-17",
            mote=lan.at_meeting(),
        )
    ],
    "2024-04-10": [_step("Redovisa läget", "alvesta", "rapportera")],
    "2024-04-26": [
        _step("Stäm av arbetssättet", who, "stam_av", foljs="helt")
        for who in ("alvesta", "lessebo")
    ],
    "2024-05-02": [lambda lan: vacate(lan, "markaryd", "2024-05-01")],
    "2024-05-21": [_succeeds, _step("Redovisa läget", "ljungby", "rapportera")],
    "2024-06-24": [_step("Inför rutinen", who, "rapportera") for who in ("alvesta", "ljungby")],
    "2024-07-01": [_away("ljungby", "representant", "2024-08-02")],
    "2024-08-12": [_step("Inför rutinen", "lessebo", "rapportera")],
}
