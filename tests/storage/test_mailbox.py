"""The demo's mailbox: the newest first, whatever order the demo was told in, and each page goes on
with the same person's letters.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, epost
from support.site import Sajt
from workflows.desk.letters import AviseringFilter, brevlada

DAYS = ("2023-11-08", "2023-11-20", "2023-11-07")


@pytest.fixture
def post(sajt: Sajt, settings: Settings) -> Lan:
    """A county where letters were written on days out of order, more than a page holds."""
    for day in DAYS:
        sajt.lan.at(day)
        for number in range(10):
            sajt.lan.arende(rubrik=f"Fråga {day} {number}")
    sajt.lan.at("2023-11-22")
    deliver(sajt.lan.database, Mailbox(secret_key(settings)), sajt.lan.now)
    return sajt.lan


def test_the_mailbox_has_the_newest_first_over_its_pages(post: Lan) -> None:
    found, marker = [], None
    while True:
        with post.database.read() as session:
            page = brevlada(session, AviseringFilter(efter=marker, antal=7))
        found += [(one.skapad, one.id) for one in page.poster]
        marker = page.nasta
        if marker is None:
            break
    assert found == sorted(found, reverse=True)
    assert len(found) == len(post.rows(Avisering))


def test_show_more_in_the_mailbox_keeps_to_the_person(sajt: Sajt, post: Lan) -> None:
    who = next(
        name
        for name in ("sekreterare", "sammankallande")
        if len(post.rows(Avisering, person_id=post.ids[name])) > 20
    )
    visitor = sajt.client(who)
    first = visitor.http.get("/brevlada").text
    more = re.search(r'href="(/brevlada\?[^"]*efter=[^"]*)"', first)
    assert more
    rest = visitor.http.get(unescape(more[1])).text
    to = set(re.findall(r"Till ([^·<]+) ·", first + rest))
    assert len(to) == 1, to
    assert f"person={epost(who).replace('@', '%40')}" in unescape(more[1])
