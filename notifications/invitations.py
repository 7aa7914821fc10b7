"""The meeting of a letter as a calendar reads it (iCalendar): a kallelse asks its reader to come, a
changed one moves what stands there, and one called off takes it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from workflows.ground.deadlines import STOCKHOLM
from workflows.mote.facts import in_calendars

_REQUEST, _CANCEL = "REQUEST", "CANCEL"
_METHODS: Final[Mapping[str, str]] = {
    "kallelse": _REQUEST,
    "flyttat": _REQUEST,
    "installt": _CANCEL,
}
_USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar file. ``metod`` says what the reader's calendar is to do with it."""

    metod: str
    innehall: bytes


@dataclass(frozen=True, slots=True)
class Called:
    """Who calls whom to which meeting, by name and address, and when that was written.

    ``address`` is where the installation is reached, ``marke`` what tells it from every other.
    """

    mote_id: int
    kallar: tuple[str, str]
    kallas: tuple[str, str]
    skrivet: datetime
    address: str
    marke: str


def is_about_coming(mall: str, data: Mapping[str, Any]) -> bool:
    """Tell whether a letter brings something to its reader's calendar."""
    return mall in _METHODS and "tid" in data


def invitation(mall: str, data: Mapping[str, Any], called: Called) -> Invitation:
    """Return the calendar file of a letter about a meeting that somebody is called to."""
    method, event = _METHODS[mall], _event(data, called)
    off = method == _CANCEL
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if off else "OPAQUE")
    # A letter from before changes were counted says only whether it calls off.
    event.add("sequence", data.get("andringar", int(off)))
    calendar = Calendar()
    for name, said in (("prodid", "-//Samflöde//SV"), ("version", "2.0"), ("method", method)):
        calendar.add(name, said)
    calendar.add_component(_zone())
    calendar.add_component(event)
    return Invitation(method, calendar.to_ical())


@cache
def _zone() -> Timezone:
    """Return what summer time is in Sweden, as calendars read it; working it out takes longer than
    all the rest.
    """
    return Timezone.from_tzid(str(STOCKHOLM))


def _event(data: Mapping[str, Any], called: Called) -> Event:
    day = date.fromisoformat(data["datum"])
    start = datetime.combine(day, time.fromisoformat(data["tid"]), STOCKHOLM)
    slut = data.get("slut")
    end = datetime.combine(day, time.fromisoformat(slut), STOCKHOLM) if slut else None
    event = Event()
    event.add("uid", in_calendars(called.mote_id, called.marke))
    event.add("dtstamp", called.skrivet)
    event.add("dtstart", start)
    event.add("dtend", end or start + _USUAL_LENGTH)
    event.add("summary", f"Möte: {data['organ']}")
    event.add("organizer", _person(*called.kallar))
    event.add("attendee", _attendee(*called.kallas))
    if data.get("plats"):
        event.add("location", data["plats"])
    if data.get("punkter"):
        items = (f"{n}. {one}" for n, one in enumerate(data["punkter"], start=1))
        event.add("description", "\n".join(items))
    if called.address:
        event.add("url", f"{called.address}{data['lank']}")
    return event


def _person(namn: str, epost: str) -> vCalAddress:
    """Return somebody as a calendar names them; in a name no quotation mark can stand."""
    one = vCalAddress(f"mailto:{epost}")
    one.params["CN"] = vText(" ".join(namn.replace('"', "'").split()))
    return one


def _attendee(namn: str, epost: str) -> vCalAddress:
    one = _person(namn, epost)
    one.params.update(ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
    return one
