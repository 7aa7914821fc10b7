"""A kallelse brings the meeting to the reader's calendar, and a meeting called off takes it away
again.
"""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from icalendar import Calendar

from notifications.delivery import deliver
from notifications.invitations import invitation
from support.county import Lan
from support.mailserver import Inbox, Mailer
from workflows.ground.deadlines import STOCKHOLM

DATA = {
    "organ": "LGS",
    "datum": "2026-10-26",
    "tid": "13:00",
    "slut": "15:30",
    "lank": "/moten/7",
    "plats": "Rådhuset",
}


def calendar_of(letter: EmailMessage) -> Calendar:
    """Return the one calendar file of a letter."""
    (part,) = letter.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "mote.ics")
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["METHOD"]
    assert isinstance(calendar, Calendar)
    return calendar


def test_called_and_called_off_are_one_event(lan: Lan, mailer: Mailer, inbox: Inbox) -> None:
    mote = lan.mote("2023-12-08", tid="13:00")
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.step(mote, "sekreterare", "kalla")
    deliver(lan.database, mailer(), lan.now)
    assert inbox.letters
    called = calendar_of(inbox.letters[-1])
    lan.step(mote, "ordforande", "stall_in", skal="Snöstorm.")
    deliver(lan.database, mailer(), lan.now)
    off = calendar_of(inbox.letters[-1])
    (event,), (gone,) = called.events, off.events
    assert (called["METHOD"], off["METHOD"]) == ("PUBLISH", "CANCEL")
    assert str(event["UID"]) == str(gone["UID"]) == f"moten-{mote}@samflode.example"
    assert (event["STATUS"], gone["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (event.sequence, gone.sequence) == (0, 1)
    assert b"DTSTART;TZID=Europe/Stockholm:20231208T130000" in called.to_ical()
    assert [str(zone["TZID"]) for zone in called.timezones] == ["Europe/Stockholm"]
    assert "Läget i länet" in str(event["DESCRIPTION"])


def test_only_letters_about_a_called_meeting_have_one(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    lan.arende()
    deliver(lan.database, mailer(), lan.now)
    assert all(list(letter.iter_attachments()) == [] for letter in inbox.letters)


def test_what_somebody_typed_starts_no_line_of_its_own(lan: Lan) -> None:
    evil = {**DATA, "plats": "Rådhuset\r\nATTENDEE:mailto:a@lan.example\r\nEND:VEVENT"}
    made = invitation("kallelse", evil, address="https://s.example", now=lan.now)
    assert made is not None
    calendar = Calendar.from_ical(made.innehall)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    assert "ATTENDEE" not in event
    assert event.end == datetime(2026, 10, 26, 15, 30, tzinfo=STOCKHOLM)
