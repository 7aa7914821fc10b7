"""What a calendar answers to a kallelse (iCalendar, METHOD:REPLY), as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from icalendar import Calendar, Event

from models.vocabulary import Kallelsebesked

_LARGEST = 200_000  # bytes
_LONGEST = 200  # characters of an id or an address
_NO_REPLY: Final = "Filen är inget svar från en kalender. Svaret heter oftast något på .ics."
_SAID: Final[Mapping[str, Kallelsebesked]] = {
    "ACCEPTED": Kallelsebesked.KOMMER,
    "DECLINED": Kallelsebesked.KAN_INTE,
    "DELEGATED": Kallelsebesked.KAN_INTE,
}


class Unreadable(Exception):
    """The file is not what a calendar answers with. The message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Kalendersvar:
    """An answer: which event, who, and what. ``besked`` None when it says neither yes nor no,
    ``andringar`` which version of the kallelse it answers, ``i_stallet`` the address of who comes
    instead.
    """

    uid: str
    epost: str
    andringar: int
    besked: Kallelsebesked | None
    i_stallet: str


def read_reply(innehall: bytes) -> Kalendersvar:
    """Return what a file answers. Unreadable when it is none that a calendar answers with."""
    if len(innehall) > _LARGEST:
        raise Unreadable("Filen är för stor för att vara ett svar från en kalender.")
    try:
        calendar = Calendar.from_ical(innehall.decode("utf-8-sig"))
        return _answer(calendar)
    except Unreadable:
        raise
    # The parser lets out whatever it stumbles over: KeyError, IndexError, AttributeError …
    except Exception as failure:
        raise Unreadable(_NO_REPLY) from failure


def _answer(calendar: object) -> Kalendersvar:
    if not isinstance(calendar, Calendar) or str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise Unreadable(_NO_REPLY)
    events: list[Event] = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    if len(events) != 1:
        raise Unreadable(_NO_REPLY)
    (event,) = events
    attendee = event["ATTENDEE"]
    if isinstance(attendee, list):
        raise Unreadable("Filen svarar för flera. Läs in ett svar i taget.")
    said = str(attendee.params.get("PARTSTAT", "NEEDS-ACTION")).upper()
    return Kalendersvar(
        uid=str(event["UID"])[:_LONGEST],
        epost=_address(attendee),
        andringar=int(event.get("SEQUENCE", 0)),
        besked=_SAID.get(said),
        i_stallet=_address(attendee.params.get("DELEGATED-TO", "")),
    )


def _address(value: object) -> str:
    """Return the address of "mailto:a@b.se", in lower case; of several the first."""
    first = value[0] if isinstance(value, list) else value
    return str(first or "").strip().strip('"').lower().removeprefix("mailto:")[:_LONGEST]
