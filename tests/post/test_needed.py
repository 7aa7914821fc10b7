"""A reminder that had to wait for the mail server says only what still is to be done when it
leaves.
"""

from __future__ import annotations

import pytest

from flows.rounds import Runda, leverera_aviseringar
from models.tables import Atagande, Avisering, Paminnad
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan, epost
from support.letters.arende import sweep
from support.mailserver import Inbox, Mailer, free_port
from support.paths.arende import arende_in
from support.site import Sajt

# On the 24th one of them is late, the other is due in two working days.
LATE, SOON = "2024-01-22", "2024-01-26"


@pytest.fixture
def stuck(lan: Lan, mailer: Mailer) -> Lan:
    """A county whose mail server is away when Alvesta is reminded of two åtaganden, 1 and 2 days
    from being late.
    """
    sak = arende_in(lan, "pa_dagordning")
    alvesta = {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    given = [
        {**alvesta, "senast": LATE},
        {**alvesta, "senast": SOON, "text": "Utbilda två handledare"},
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)
    deliver(lan.database, mailer(), lan.now)
    sweep(lan.at("2024-01-24"))
    deliver(lan.database, mailer(smtp_port=free_port()), lan.now)
    return lan


def reminder(lan: Lan) -> Avisering:
    """Return Alvesta's only reminder."""
    (one,) = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="forsenad")
    assert isinstance(one.amne, str | None)
    return one  # type: ignore[no-any-return]


def answer(lan: Lan, *which: str) -> None:
    """Let Alvesta report what is due on these days."""
    for one in lan.rows(Atagande):
        if str(one.senast) in which:
            lan.step(one.id, "alvesta", "rapportera")


def arrived(inbox: Inbox) -> list[str]:
    """Return the subjects of the letters that have arrived at Alvesta."""
    whose = zip(inbox.letters, inbox.recipients, strict=True)
    return [str(letter["Subject"]) for letter, to in whose if to == [epost("alvesta")]]


def test_what_has_been_answered_is_not_reminded_of(
    stuck: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    answer(stuck, LATE, SOON)
    before = arrived(inbox)
    stuck.at("2024-01-24T12:00")
    said = leverera_aviseringar(Runda(stuck.database, stuck.world, mailer()))
    assert "1 påminnelse behövdes inte längre." in said.mening
    assert said.ok
    assert arrived(inbox) == before
    one = reminder(stuck)
    assert (one.lage, one.skickad, one.fel) == ("onodig", None, "")
    assert stuck.rows(Paminnad, person_id=stuck.ids["alvesta"]) == [], "nobody was reminded"
    assert deliver(stuck.database, mailer(), stuck.now).vantar == 0


def test_what_is_done_is_left_out_and_the_rest_is_said_as_it_is(
    stuck: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    assert str(reminder(stuck).amne) == "Du har två saker att göra, en är försenad"
    answer(stuck, LATE)
    deliver(stuck.database, mailer(), stuck.at("2024-01-24T12:00").now)
    assert arrived(inbox)[-1].startswith(
        "Rapportera klart senast 26 jan: Utbilda två handledare (LGS beslut "
    )
    one = reminder(stuck)
    assert one.lage == "skickad"
    assert "Utse kontaktperson" not in str(one.text)
    kept = {row.frist_id for row in stuck.rows(Paminnad, person_id=stuck.ids["alvesta"])}
    assert kept == {row["frist"] for row in one.data["rader"] if row["senast"] == SOON}


def test_a_reminder_that_is_needed_leaves_as_it_was_written(
    stuck: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    deliver(stuck.database, mailer(), stuck.at("2024-01-24T12:00").now)
    assert arrived(inbox)[-1] == "Du har två saker att göra, en är försenad"


def test_the_secretary_sees_that_it_was_not_needed(stuck: Lan, mailer: Mailer, sajt: Sajt) -> None:
    answer(stuck, LATE, SOON)
    deliver(stuck.database, mailer(), stuck.at("2024-01-24T12:00").now)
    page = sajt.client("sekreterare").http.get("/aviseringar?lage=onodig").text
    assert "behövdes inte" in page
    assert f"/aviseringar/{reminder(stuck).id}" in page
