"""A link that answers stands in the letter alone: neither the outbox nor the log can be used to
answer for somebody.
"""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from api.shared.watch import masked
from models.secret import FILE_NAME, secret_key
from models.settings import Settings
from models.tables import Avisering
from notifications.delivery import deliver
from notifications.links import Recipient, Svarslank, seal, unseal, with_links
from support.county import Lan
from support.mailserver import Inbox, Mailer
from support.paths.arende import atagande_in

LINK = Svarslank(1, 2, "rapportera", 3, 738_000)
TO = Recipient(3, 1, date(2023, 11, 7))
ROW = {"svara": {"sak": 2, "steg": "rapportera"}, "senast": "2023-12-01"}


def test_a_link_is_in_the_letter_and_nowhere_else(
    lan: Lan, mailer: Mailer, inbox: Inbox, settings: Settings
) -> None:
    atagande_in(lan, "tilldelat")
    deliver(lan.database, mailer(), lan.now)
    kept = "".join(f"{letter.text}{letter.html}" for letter in lan.rows(Avisering))
    assert "Svara direkt: https://samflode.example/svara/…" in kept
    assert 'href="https://samflode.example/svara/…"' in kept
    bodies = [
        part.get_content()
        for letter in inbox.letters
        for part in [letter.get_body(("plain",))]
        if part
    ]
    tokens = [
        line.rpartition("/")[2]
        for body in bodies
        for line in body.splitlines()
        if "Svara direkt" in line
    ]
    assert tokens
    for token in tokens:
        assert unseal(token, secret_key(settings)) is not None
        assert token not in kept
        assert masked(f"/svara/{token}") == "/svara/…"


def test_a_token_holds_what_was_sealed_and_no_other_key_opens_it() -> None:
    token = seal(LINK, b"nyckel")
    assert unseal(token, b"nyckel") == LINK
    assert unseal(token, b"annan") is None
    seal_at = token.index(".") + 1
    other = "A" if token[seal_at] != "A" else "B"
    assert unseal(token[:seal_at] + other + token[seal_at + 1 :], b"nyckel") is None


@pytest.mark.parametrize(
    ("data", "at_the_top", "in_rows"),
    [
        ({**ROW, "lank": "/x"}, 1, 0),
        ({"rader": [ROW]}, 1, 0),
        ({"rader": [ROW, ROW]}, 0, 2),
        ({"rader": [ROW], "vantar": [ROW]}, 0, 2),
        ({"rader": [{"senast": "2023-12-01"}]}, 0, 0),
    ],
)
def test_one_thing_has_its_link_at_the_top_and_several_have_one_each(
    data: dict[str, object], at_the_top: int, in_rows: int
) -> None:
    said, tokens = with_links(data, TO, key=b"nyckel", address="https://s.example")
    assert bool(said.get("direkt")) == at_the_top
    assert (
        sum("direkt" in row for row in [*said.get("rader", ()), *said.get("vantar", ())]) == in_rows
    )
    assert len(tokens) == at_the_top + in_rows
    assert with_links(data, TO, key=None, address="")[1] == []


def test_two_answers_have_a_link_each_that_lead_to_different_steps() -> None:
    asked = {"sak": 2, "steg": "bekrafta", "annars": {"steg": "invand", "ord": "Invänd direkt"}}
    for data in ({**ROW, "svara": asked}, {"rader": [{**ROW, "svara": asked}]}):
        said, tokens = with_links(data, TO, key=b"nyckel", address="https://s.example")
        links = [unseal(token, b"nyckel") for token in tokens]
        assert [link and link.steg for link in links] == ["bekrafta", "invand"]
        assert said["direkt"] == f"https://s.example/svara/{tokens[0]}"
        assert said["annars"] == {
            "ord": "Invänd direkt",
            "lank": f"https://s.example/svara/{tokens[1]}",
        }


def test_a_link_lives_thirty_days_past_the_last_day_or_sixty_without_one() -> None:
    def until(**more: object) -> date:
        _, (token,) = with_links({**ROW, **more}, TO, key=b"nyckel", address="")
        link = unseal(token, b"nyckel")
        assert link is not None
        return date.fromordinal(link.giltig_till)

    assert until() == date(2023, 12, 31)
    assert until(senast=None) == date(2024, 1, 6)
    assert until(senast="2023-01-01") == date(2023, 12, 7), (
        "a reminder of what is long overdue works too"
    )


def test_the_key_is_made_once_also_by_many_at_once_and_only_we_may_read_it(
    settings: Settings,
) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [settings] * 8))
    path = settings.data / FILE_NAME
    assert keys == {path.read_bytes()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(settings.data.iterdir()) == [path]
    said = Settings.model_validate({**settings.model_dump(), "hemlighet": "x" * 32})
    assert secret_key(said) == b"x" * 32
