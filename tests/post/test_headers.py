"""What is sent parses back to exactly what was written: by Python's own reader of mail, and by
whoever decodes the words of RFC 2047 as they stand.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageDefect
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notifications.channels import Letter, Refused, compose
from support.length import at_length
from support.mailserver import Inbox, Mailer
from workflows.county.slots import Holder

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
SENDER = Address("Samflöde", addr_spec="samflode@lan.example")
MANY = 4_000 if at_length() else 300
LONGEST_LINE, USUAL_LINE = 998, 78  # characters, RFC 5322
WORDS = st.one_of(
    st.sampled_from(
        [
            *("Översyn", "av", "rutin", "för", "nära", "vård:", "ett", "förslag", "att", "läsa"),
            *("senast", "16", "december", "2026", "”Link”", '"citat"', "a,b", "<x@y.se>", "(å)"),
            *("=?utf-8?q?hej?=", "?=", "=", "_", "\\", "👩\u200d⚕️", "e\u0301", "SAM", "2023:47"),
            "hemsjukvårdsöverenskommelsens" * 3,
            "x" * 90,
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1),
)
TITLES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join).map(lambda text: text[:500].strip())
NAMES = TITLES.map(lambda text: text[:120].strip())


def sent(letter: Letter) -> bytes:
    """Return a letter as it goes over the wire."""
    return compose(letter, SENDER).as_bytes()


def letter(namn: str = "A", amne: str = "x", svar_till: str = "S") -> Letter:
    """Return a letter to one person."""
    to = Holder(2, svar_till, "s@lan.example")
    return Letter(namn, "a@lan.example", "<1@x>", amne, "Hej", "<p>Hej</p>", NOW, svar_till=to)


def read(wire: bytes) -> EmailMessage:
    """Return the letter as Python's own reader understands it."""
    return message_from_bytes(wire, policy=policy.default)


def decoded(wire: bytes, name: str) -> str:
    """Return a header unfolded and decoded word by word, as RFC 2047 says and most programs do."""
    raw = BytesHeaderParser(policy=policy.compat32).parsebytes(wire)[name]
    return str(make_header(decode_header("".join(raw.splitlines()))))


def longest_line(wire: bytes) -> int:
    """Return how long the longest line of the headers is, which are all ASCII."""
    head = wire.partition(b"\n\n")[0]
    assert head.isascii()
    return max(len(line) for line in head.splitlines())


EXAMPLE = "Översyn av rutin för nära vård: ett förslag att läsa senast 16 december 2026"


@pytest.mark.lang
@settings(max_examples=MANY, deadline=None)
@given(title=TITLES)
@example(title=EXAMPLE)
def test_a_subject_parses_back_to_what_was_written(title: str) -> None:
    wanted = " ".join(title.split())
    wire = sent(letter(amne=title))
    assert str(read(wire)["Subject"]) == wanted
    assert decoded(wire, "Subject") == wanted
    assert longest_line(wire) <= USUAL_LINE


def test_a_subject_survives_the_server_that_takes_it(mailer: Mailer, inbox: Inbox) -> None:
    channel = mailer()
    channel.send(letter(amne=EXAMPLE, svar_till="Sekreterare, Älmhult"))
    channel.close()
    (came,) = inbox.letters
    assert came["Subject"] == EXAMPLE
    assert came["Reply-To"].addresses[0].display_name == "Sekreterare, Älmhult"


def test_a_subject_parses_back_wherever_the_line_is_folded() -> None:
    """One more letter at a time moves the fold through every place of the sentence."""
    for length in range(1, 120):
        for filling in ("a", "å", "👩"):
            title = f"{filling * length} {EXAMPLE}"
            wire = sent(letter(amne=title))
            assert (str(read(wire)["Subject"]), decoded(wire, "Subject")) == (title, title)


@pytest.mark.lang
@settings(max_examples=MANY, deadline=None)
@given(name=NAMES)
@example(name="Åsa Öberg-Ängström, verksamhetschef för nära vård och omsorg i Älmhults kommun")
@example(name='Chefen "Link", Växjö')
def test_a_name_parses_back_to_what_was_written_and_the_address_is_whole(name: str) -> None:
    wanted = " ".join(name.split())
    wire = sent(letter(namn=name, svar_till=name))
    found = read(wire)
    for header, epost in (("To", "a@lan.example"), ("Reply-To", "s@lan.example")):
        (one,) = found[header].addresses
        assert (one.display_name, one.addr_spec) == (wanted, epost)
        assert decoded(wire, header) == f"{wanted} <{epost}>"
    assert str(found["From"]) == "Samflöde <samflode@lan.example>"
    assert longest_line(wire) <= LONGEST_LINE


@pytest.mark.lang
@settings(max_examples=MANY, deadline=None)
@given(title=TITLES, name=NAMES)
def test_nothing_in_a_header_is_wrong_by_the_book(title: str, name: str) -> None:
    found = read(sent(letter(name, title, name)))
    defects: list[MessageDefect] = [*found.defects]
    for header in ("Subject", "From", "To", "Reply-To", "Message-ID", "Date"):
        defects += found[header].defects
    assert defects == []
    assert found.keys().count("Subject") == 1


@pytest.mark.parametrize(
    "broken", [{"amne": "\ud83d"}, {"namn": "\ud83d"}, {"svar_till": "\ud83d"}]
)
def test_half_a_character_in_a_header_is_refused(broken: dict[str, str]) -> None:
    with pytest.raises(Refused):
        compose(letter(**broken), SENDER)
