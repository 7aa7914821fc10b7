"""A kallelse asks its reader's calendar for an answer, a moved meeting moves there, and one called
off is taken away: one event, whatever the installation is called.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar
from sqlalchemy import text

from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.migrations import migrate
from models.tables import Installation, Mote
from notifications.delivery import deliver
from notifications.invitations import Called, invitation
from support.county import Lan, epost, settle
from support.mailserver import Inbox, Mailer
from workflows.ground.deadlines import STOCKHOLM

DATA = {
    "organ": "LGS",
    "datum": "2026-10-26",
    "tid": "13:00",
    "slut": "15:30",
    "lank": "/moten/7",
    "plats": "Rådhuset",
    "andringar": 0,
}
CALLED = Called(
    7,
    ("Sekreterare", "s@lan.example"),
    ("Chef", "c@lan.example"),
    datetime(2026, 10, 1, 8, tzinfo=UTC),
    "https://s.example",
    "abc",
)


def calendar_of(letter: EmailMessage) -> Calendar:
    """Return the calendar of a letter, which is the last of the ways to read it and no
    attachment.
    """
    assert letter.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    part = list(letter.iter_parts())[-1]
    assert not part.is_attachment()
    assert part.get_content_charset() == "utf-8"
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["METHOD"]
    assert isinstance(calendar, Calendar)
    return calendar


def event_of(calendar: Calendar) -> Any:  # what a property may be is a union of thirty
    """Return the one event of a calendar."""
    (event,) = calendar.events
    return event


def called_to(lan: Lan, **said: object) -> int:
    """Return a meeting that has been called."""
    mote = lan.mote("2023-12-08", tid="13:00")
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.step(mote, "sekreterare", "kalla", **said)
    return mote


def latest(lan: Lan, mailer: Mailer, inbox: Inbox, who: str = "alvesta") -> Calendar:
    """Deliver what waits; return the calendar of the latest letter to somebody."""
    deliver(lan.database, mailer(), lan.now)
    mine = [
        letter
        for letter, to in zip(inbox.letters, inbox.recipients, strict=True)
        if to == [epost(who)]
    ]
    return calendar_of(mine[-1])


def test_a_kallelse_asks_its_reader_to_come_in_the_name_of_the_secretary_on_duty(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    mote = called_to(lan)
    calendar = latest(lan, mailer, inbox)
    event = event_of(calendar)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["ORGANIZER"] == f"mailto:{epost('sekreterare')}"
    assert event["ORGANIZER"].params["CN"] == "Sekreterare"
    assert event["ATTENDEE"] == f"mailto:{epost('alvesta')}"
    params = event["ATTENDEE"].params
    assert [params[name] for name in ("CN", "PARTSTAT", "RSVP")] == [
        "Alvesta",
        "NEEDS-ACTION",
        "TRUE",
    ]
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt == lan.now
    (marke,) = [one.marke for one in lan.rows(Installation)]
    assert str(event["UID"]) == f"mote-{mote}@{marke}.samflode"
    assert b"DTSTART;TZID=Europe/Stockholm:20231208T130000" in calendar.to_ical()
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Stockholm"]
    assert "Läget i länet" in str(event["DESCRIPTION"])


def test_called_moved_and_called_off_are_one_event_that_counts_upwards(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    mote = called_to(lan)
    seen = [latest(lan, mailer, inbox)]
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11", tid="09:00", slut="12:00")
    seen.append(latest(lan, mailer, inbox))
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11", plats="Rådhuset")
    seen.append(latest(lan, mailer, inbox))
    lan.step(mote, "ordforande", "stall_in", skal="Snöstorm.")
    seen.append(latest(lan, mailer, inbox))
    events = [event_of(one) for one in seen]
    assert [str(one["METHOD"]) for one in seen] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [one["SEQUENCE"] for one in events] == [0, 1, 2, 3]
    assert len({str(one["UID"]) for one in events}) == 1
    assert [str(one["STATUS"]) for one in events][2:] == ["CONFIRMED", "CANCELLED"]
    assert [one.start.strftime("%d %H.%M") for one in events] == [
        "08 13.00",
        "11 09.00",
        "11 09.00",
        "11 09.00",
    ]
    assert events[1].end == datetime(2023, 12, 11, 12, tzinfo=STOCKHOLM)
    assert str(events[2]["LOCATION"]) == "Rådhuset"


def test_a_meeting_that_nobody_was_called_to_writes_to_nobody_when_it_moves(lan: Lan) -> None:
    mote = lan.mote("2023-12-08")
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11")
    lan.step(mote, "ordforande", "stall_in", skal="Snöstorm.")
    assert [one.andringar for one in lan.rows(Mote)] == [0]
    with lan.database.read() as session:
        assert session.connection().execute(text("SELECT count(*) FROM avisering")).scalar() == 0


def test_two_installations_share_no_id_of_a_letter_or_a_meeting(
    postgres: EmbeddedPostgres, mailer: Mailer, inbox: Inbox
) -> None:
    """The same county, meeting and address at the same instant, in two databases."""
    uids, names = [], ["ena", "andra"]
    for name in names:
        address = create_database(postgres.url, name)
        migrate(address)
        database = Database(address, name="samflode-test")
        lan = settle(database)
        called_to(lan)
        uids.append(str(event_of(latest(lan, mailer, inbox))["UID"]))
        database.close()
    for name in names:
        drop_database(postgres.url, name)
    assert len(set(uids)) == 2
    assert len(set(inbox.ids)) == len(inbox.ids)


def test_the_id_of_a_meeting_does_not_follow_the_address(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    mote = called_to(lan)
    before = event_of(latest(lan, mailer, inbox))
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11")
    deliver(lan.database, mailer(base_url="https://ny.example"), lan.now)
    after = event_of(calendar_of(inbox.letters[-1]))
    assert str(after["URL"]) == f"https://ny.example/moten/{mote}"
    assert str(after["UID"]) == str(before["UID"])


def test_only_letters_about_a_called_meeting_have_one(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    lan.arende()
    deliver(lan.database, mailer(), lan.now)
    kinds = [part.get_content_type() for letter in inbox.letters for part in letter.walk()]
    assert kinds
    assert "text/calendar" not in kinds


def test_what_somebody_typed_starts_no_line_of_its_own_and_reads_back() -> None:
    odd = 'Sal 1; plan 2, "Å" \\ n:o 3\nhuset ' + "långt " * 60
    evil = "Chef\r\nATTENDEE:mailto:a@lan.example\r\nEND:VEVENT"
    called = replace(CALLED, kallas=(evil, "c@lan.example"))
    made = invitation("kallelse", {**DATA, "plats": odd, "punkter": [odd]}, called)
    calendar = Calendar.from_ical(made.innehall)
    assert isinstance(calendar, Calendar)
    event = event_of(calendar)
    assert str(event["LOCATION"]) == odd
    assert str(event["DESCRIPTION"]) == f"1. {odd}"
    assert event["ATTENDEE"] == "mailto:c@lan.example"
    assert event.end == datetime(2026, 10, 26, 15, 30, tzinfo=STOCKHOLM)
    assert all(len(line) <= 75 for line in made.innehall.split(b"\r\n"))
