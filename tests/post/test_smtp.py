"""Letters leave through a real SMTP server; whatever it says or does, none is lost and none is sent
twice.
"""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from models.base import table_of
from models.database import Database
from models.tables import Avisering
from notifications import channels
from notifications.channels import Letter, Smtp, Unreachable
from notifications.delivery import deliver, wait_after
from support.county import Lan
from support.mailserver import PASSWORD, Inbox, Mailer, free_port


def three_letters(lan: Lan) -> list[str]:
    """Hand in an ärende, which writes to three people; return their addresses."""
    lan.arende()
    return [letter.epost for letter in lan.rows(Avisering)]


def test_a_letter_arrives_once_to_one_person_with_text_html_and_a_link_to_the_site(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    wanted = three_letters(lan)
    outcome = deliver(lan.database, mailer(), lan.now)
    assert (outcome.skickade, outcome.vantar) == (3, 0)
    assert [*inbox.recipients] == [[one] for one in wanted]
    letter = inbox.letters[0]
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "https://samflode.example/arenden/lgs-2023-1" in text.get_content()
    assert 'href="https://samflode.example/arenden/lgs-2023-1"' in html.get_content()
    assert letter["From"] == "Samflöde <samflode@lan.example>"
    assert deliver(lan.database, mailer(), lan.now).skickade == 0
    assert inbox.ids == [row.meddelande_id for row in lan.rows(Avisering)]


def test_a_line_break_in_a_name_or_a_subject_starts_no_header(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    break_in = "Ofarlig\r\nBcc: alla@lan.example\r\n\r\nHela brevet"
    channel = mailer()
    channel.send(
        Letter(break_in, "a@lan.example", "<1@samflode>", break_in, break_in, "<p>x</p>", lan.now)
    )
    channel.close()
    (letter,) = inbox.letters
    assert inbox.recipients == [["a@lan.example"]]
    assert letter["Bcc"] is None
    known = {
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "auto-submitted",
        "list-id",
        "mime-version",
        "content-type",
    }
    assert {name.lower() for name, _ in letter.items()} == known


NO_ADDRESSES = ["anna@lan.example.", "anna@lan..example", "anna@", "anna@@lan.example", "a"]


@pytest.mark.parametrize(
    "address",
    ["a@lan.example\r\nRCPT TO:<b@lan.example>", "a@lan.example, b@lan.example", *NO_ADDRESSES],
)
def test_what_is_no_address_of_one_person_is_refused_before_the_server_sees_it(
    lan: Lan, mailer: Mailer, inbox: Inbox, address: str
) -> None:
    with pytest.raises(channels.Refused):
        mailer().send(Letter("A", address, "<1@samflode>", "x", "x", "x", lan.now))
    assert inbox.letters == []


def test_a_letter_that_cannot_be_put_together_is_refused(lan: Lan, mailer: Mailer) -> None:
    with pytest.raises(channels.Refused, match="Brevet gick inte att sätta ihop"):
        mailer().send(
            Letter(
                "A", "a@lan.example", "<1@samflode>", "x", "half a character: \ud83d", "x", lan.now
            )
        )


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_one_bad_address_is_told_of_and_the_others_leave(
    lan: Lan, mailer: Mailer, address: str
) -> None:
    lan.arende()
    table, first = table_of(Avisering), lan.rows(Avisering)[0].id
    with lan.database.session() as session:
        session.execute(table.update().where(table.c.id == first).values(epost=address))
    outcome = deliver(lan.database, mailer(), lan.now)
    assert (outcome.skickade, outcome.misslyckade, outcome.vantar) == (2, 1, 0)
    (failed,) = lan.rows(Avisering, lage="misslyckad")
    assert (failed.id, failed.fel) == (first, "Adressen går inte att skicka till.")


def test_a_temporary_no_waits_longer_each_time_and_the_others_are_not_held_up(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    one = three_letters(lan)[0]
    inbox.answers[one] = "451 Mailbox busy"
    assert deliver(lan.database, mailer(), lan.now).skickade == 2
    (waiting,) = lan.rows(Avisering, lage="vantar")
    assert (waiting.epost, waiting.forsok, waiting.nasta_forsok - lan.now) == (
        one,
        1,
        timedelta(minutes=1),
    )
    assert waiting.fel == "E-postservern svarade: 451 Mailbox busy"
    assert deliver(lan.database, mailer(), lan.now).senare == 0, "it is not its turn yet"
    lan.now = waiting.nasta_forsok
    deliver(lan.database, mailer(), lan.now)
    assert lan.rows(Avisering, lage="vantar")[0].nasta_forsok - lan.now == timedelta(minutes=2)
    inbox.answers.clear()
    lan.now += timedelta(minutes=2)
    assert deliver(lan.database, mailer(), lan.now).skickade == 1
    assert inbox.ids.count(waiting.meddelande_id) == 1


def test_a_wait_grows_to_an_hour_and_no_more() -> None:
    minutes = [wait_after(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 7, 99)]
    assert minutes == [1, 2, 4, 60, 60]


@pytest.mark.parametrize("where", ["recipient", "text"])
def test_a_final_no_is_kept_in_words_and_not_tried_again(
    lan: Lan, mailer: Mailer, inbox: Inbox, where: str
) -> None:
    one = three_letters(lan)[0]
    if where == "recipient":
        inbox.answers[one] = "550 No such user"
    else:
        inbox.after_data = "554 Refused"
    outcome = deliver(lan.database, mailer(), lan.now)
    assert outcome.misslyckade == (1 if where == "recipient" else 3)
    failed = lan.rows(Avisering, lage="misslyckad")
    assert failed[0].epost == one
    assert failed[0].fel.startswith("E-postservern svarade: 55")
    inbox.answers.clear()
    inbox.after_data = ""
    assert deliver(lan.database, mailer(), lan.now + timedelta(days=1)).skickade == 0


def test_a_server_that_is_down_costs_one_attempt_a_round_and_all_leave_when_it_is_back(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    wanted = three_letters(lan)
    outcome = deliver(lan.database, mailer(smtp_port=free_port()), lan.now)
    assert (outcome.skickade, outcome.senare, outcome.vantar) == (0, 1, 3)
    assert sorted(row.forsok for row in lan.rows(Avisering)) == [0, 0, 1]
    assert deliver(lan.database, mailer(), lan.now + timedelta(hours=1)).skickade == 3
    assert sorted(one for (one,) in inbox.recipients) == sorted(wanted)


def test_a_server_that_never_answers_is_given_up_after_a_while(
    lan: Lan, mailer: Mailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_letters(lan)
    monkeypatch.setattr(channels, "_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        outcome = deliver(lan.database, mailer(smtp_port=mute.getsockname()[1]), lan.now)
    assert (outcome.senare, outcome.vantar) == (1, 3)


def test_nothing_is_said_in_clear_when_encryption_was_wanted(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    letter = Letter("A", "a@lan.example", "<1@samflode>", "x", "x", "x", lan.now)
    with pytest.raises(Unreachable):
        mailer(smtp_starttls=True, smtp_user="samflode", smtp_password=PASSWORD).send(letter)
    assert inbox.letters == []


@pytest.mark.parametrize(("password", "sent"), [(PASSWORD, 3), ("fel", 0), ("å", 0)])
def test_a_password_opens_the_server_and_a_wrong_one_keeps_everything_waiting(
    lan: Lan, mailer: Mailer, password: str, sent: int
) -> None:
    three_letters(lan)
    outcome = deliver(lan.database, mailer(smtp_user="samflode", smtp_password=password), lan.now)
    assert (outcome.skickade, outcome.vantar, outcome.misslyckade) == (sent, 3 - sent, 0)


@pytest.mark.parametrize("sender", ["Samflöde, Kronoberg", "post@lan..example"])
def test_a_sender_that_is_no_address_keeps_everything_waiting(
    lan: Lan, mailer: Mailer, sender: str
) -> None:
    three_letters(lan)
    outcome = deliver(lan.database, mailer(smtp_from=sender), lan.now)
    assert (outcome.skickade, outcome.vantar, outcome.misslyckade) == (0, 3, 0)
    assert lan.rows(Avisering)[0].fel == "SAMFLODE_SMTP_FROM är ingen e-postadress."


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def test_a_death_between_the_servers_yes_and_the_mark_sends_the_same_letter_once_more(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    three_letters(lan)

    class Dies(Smtp):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            if len(inbox.ids) == 2:
                self.close()
                raise Killed

    with pytest.raises(Killed):
        deliver(lan.database, Dies(mailer()._settings), lan.now)
    assert [row.lage for row in lan.rows(Avisering)] == ["skickad", "vantar", "vantar"]
    deliver(lan.database, mailer(), lan.now)
    assert [inbox.ids.count(row.meddelande_id) for row in lan.rows(Avisering)] == [1, 2, 1]
    assert {row.lage for row in lan.rows(Avisering)} == {"skickad"}


def test_two_who_deliver_at_once_send_each_letter_once(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    for _ in range(5):
        lan.arende()
    databases = [Database(lan.database.url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda database: deliver(database, mailer(), lan.now), databases))
    for database in databases:
        database.close()
    assert sum(outcome.skickade for outcome in outcomes) == 15
    assert len(inbox.ids) == len(set(inbox.ids)) == 15
