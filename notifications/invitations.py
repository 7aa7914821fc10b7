"""The meeting of a letter as a calendar reads it (iCalendar): a kallelse puts it there, one called
off marks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from icalendar import Calendar, Event, Timezone

from workflows.ground.deadlines import STOCKHOLM

_KALLELSE, _INSTALLT = "kallelse", "installt"
_USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar file. ``metod`` says what the reader's calendar is to do with it."""

    metod: str
    innehall: bytes


def invitation(
    mall: str, data: Mapping[str, Any], *, address: str, now: datetime
) -> Invitation | None:
    """Return the calendar file of a letter about a meeting; None for every other letter.

    ``address`` is where the installation is reached: its host keeps the meeting's id apart from
    everybody else's.
    """
    if mall not in {_KALLELSE, _INSTALLT} or "tid" not in data:
        return None
    off = mall == _INSTALLT
    calendar, event = Calendar(), _event(data, address, now)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("sequence", int(off))
    for name, said in (
        ("prodid", "-//Samflöde//SV"),
        ("version", "2.0"),
        ("method", "CANCEL" if off else "PUBLISH"),
    ):
        calendar.add(name, said)
    calendar.add_component(_zone())
    calendar.add_component(event)
    return Invitation("CANCEL" if off else "PUBLISH", calendar.to_ical())


@cache
def _zone() -> Timezone:
    """Return what summer time is in Sweden, as calendars read it; working it out takes longer than
    all the rest.
    """
    return Timezone.from_tzid(str(STOCKHOLM))


def _event(data: Mapping[str, Any], address: str, now: datetime) -> Event:
    day = date.fromisoformat(data["datum"])
    start = datetime.combine(day, time.fromisoformat(data["tid"]), STOCKHOLM)
    slut = data.get("slut")
    event = Event()
    event.add(
        "uid",
        f"{data['lank'].strip('/').replace('/', '-')}@{address.partition('://')[2] or 'samflode'}",
    )
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add(
        "dtend",
        (
            datetime.combine(day, time.fromisoformat(slut), STOCKHOLM)
            if slut
            else start + _USUAL_LENGTH
        ),
    )
    event.add("summary", f"Möte: {data['organ']}")
    if data.get("plats"):
        event.add("location", data["plats"])
    if data.get("punkter"):
        event.add(
            "description",
            "\n".join(f"{n}. {one}" for n, one in enumerate(data["punkter"], start=1)),
        )
    if address:
        event.add("url", f"{address}{data['lank']}")
    return event
