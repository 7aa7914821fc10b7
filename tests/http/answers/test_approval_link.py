"""A ledamot's own link: the change in two minutes, one word about exactly one text, and nothing by
fetching it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo.kalmar.revision import TYST
from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering, Godkannande, Revision
from notifications.links import Svarslank, path_of, seal
from support.application import application
from support.county import Lan
from support.site import Besokare, Sajt, served


@pytest.fixture
def site(own_kalmar: Lan, tmp_path: Path) -> Iterator[tuple[Sajt, bytes]]:
    """The demo's pages behind a real server, and the key that seals links."""
    settings = Settings(
        data=tmp_path, database_url=own_kalmar.database.url, profil="kalmar", demo=True
    )
    with served(application(settings)) as address:
        opened = Sajt(own_kalmar, address)
        yield opened, secret_key(settings)
        opened.close()


def link_to(demo: Lan, key: bytes, *, part: int = 1, days: int = 30) -> str:
    """Return the address in the letter to the ledamot who has said nothing."""
    letter = demo.rows(Avisering, mall="godkann", person_id=demo.ids[TYST])[-1]
    until = demo.world.today.toordinal() + days
    asked = Svarslank(demo.ids[TYST], demo.rows(Revision)[0].id, "godkann", letter.id, until, part)
    return f"{path_of('godkann')}{seal(asked, key)}"


def said(demo: Lan) -> list[str]:
    return [row.ord.value for row in demo.rows(Godkannande, for_id=demo.ids[TYST])]


def test_reading_changes_nothing_and_one_word_counts_once(site: tuple[Sajt, bytes]) -> None:
    sajt, key = site
    anyone, link = sajt.client(None), link_to(sajt.lan, key)
    for _ in range(3):  # a mail scanner, a colleague it was forwarded to, the ledamot
        page = anyone.http.get(link)
        assert page.status_code == 200
        assert "Du svarar som <b>Socialchef, Torsås</b>" in page.text
        assert "Det här har ändrats" in page.text
        assert "varje kvartal" in page.text
    assert anyone.http.head(link).status_code in {200, 405}
    assert said(sajt.lan) == []
    answer = anyone.fill_in(link, ord="godkanner")
    assert (answer.status_code, answer.headers["location"]) == (303, link)
    assert said(sajt.lan) == ["godkanner"]
    assert "Länken är använd" in anyone.http.get(link).text
    # There is no form any more.
    assert anyone.fill_in(link, ord="invander", text="Nej.").status_code in {
        303,
        403,
    }
    assert said(sajt.lan) == ["godkanner"]


def test_an_objection_says_what_and_how_it_should_read(site: tuple[Sajt, bytes]) -> None:
    sajt, key = site
    anyone, link = sajt.client(None), link_to(sajt.lan, key)
    refused = anyone.fill_in(link, ord="invander")
    assert refused.status_code == 409
    assert said(sajt.lan) == []
    anyone.fill_in(
        link,
        ord="invander",
        avsnitt="6 Uppföljning",
        text="För tätt.",
        onskad="Parterna följer varje år.",
    )
    row = sajt.lan.rows(Godkannande, for_id=sajt.lan.ids[TYST])[0]
    assert (row.ord.value, row.avsnitt, row.onskad) == (
        "invander",
        "6 Uppföljning",
        "Parterna följer varje år.",
    )


@pytest.mark.parametrize("more", [{"part": 2}, {"days": -1}], ids=["another text", "too late"])
def test_a_link_to_another_text_or_after_its_day_leads_nowhere(
    site: tuple[Sajt, bytes], more: dict[str, int]
) -> None:
    sajt, key = site
    anyone: Besokare = sajt.client(None)
    answer = anyone.http.get(link_to(sajt.lan, key, **more))
    assert answer.status_code == 410
    assert "Länken går inte att använda" in answer.text
