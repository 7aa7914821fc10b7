"""Who answers a remiss for several parties has a link for each, also when one letter reminds of all
of them.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.base import table_of
from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering, Remissmottagare, Remissvar, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, vacate
from support.paths.arende import arende_in
from support.site import Sajt
from workflows.county.register import load_register
from workflows.reminders import remind

LINK = re.compile(r"Svara direkt: (/svara/\S+)")
BOTH = {"Alvesta", "Lessebo"}


@pytest.fixture
def county(sajt: Sajt) -> Lan:
    """A county where Alvesta's chef is Lessebo's too, and is asked in a remiss for both."""
    lan = sajt.lan
    vacate(lan, "lessebo", "2023-10-31")
    with lan.database.session() as session:
        register = load_register(session)
        lessebo = register.huvudman_named("lessebo")
        assert lessebo is not None
        session.add(
            Uppdrag(
                person_id=lan.ids["alvesta"],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.LEDAMOT,
                huvudman_id=lessebo.id,
                from_=date(2023, 11, 1),
            )
        )
    arende_in(lan, "pa_remiss")
    return lan


@pytest.fixture
def reminded(county: Lan, settings: Settings) -> dict[str, str]:
    """The links of the one letter that reminds of both, by party."""
    with county.at("2023-11-29").database.session() as session:
        remind(session, county.world)
    deliver(county.database, Mailbox(secret_key(settings)), county.now)
    (letter,) = county.rows(Avisering, person_id=county.ids["alvesta"], mall="paminnelse")
    links = dict(
        zip([row["for"] for row in letter.data["rader"]], LINK.findall(letter.text), strict=True)
    )
    assert set(links) == BOTH
    return links


def test_each_link_of_one_letter_answers_for_its_own_party(
    sajt: Sajt, county: Lan, reminded: dict[str, str]
) -> None:
    anyone = sajt.client(None)
    for party, link in reminded.items():
        page = anyone.http.get(link).text
        assert f"Svar från {party}, senast" in page
        assert 'name="mottagare"' not in page
        assert anyone.fill_in(link, stallningstagande="tillstyrker").status_code == 303
        assert "Tack, det är klart" in anyone.http.get(link).text
    assert {row.mottagare_id for row in county.rows(Remissvar)} == {
        row.id for row in county.rows(Remissmottagare)
    }


def test_the_letter_that_asks_for_one_answer_has_a_link_for_that_one(
    sajt: Sajt, county: Lan, settings: Settings
) -> None:
    deliver(county.database, Mailbox(secret_key(settings)), county.now)
    letters = county.rows(Avisering, person_id=county.ids["alvesta"], mall="remiss")
    assert {letter.data["mottagare"] for letter in letters} == BOTH
    for letter in letters:
        (link,) = LINK.findall(letter.text)
        assert (
            f"Svar från {letter.data['mottagare']}, senast" in sajt.client(None).http.get(link).text
        )


def test_a_link_answers_for_no_other_party_than_its_own(
    sajt: Sajt, county: Lan, reminded: dict[str, str]
) -> None:
    anyone, link = sajt.client(None), reminded["Lessebo"]
    form = anyone.form(link)
    with (
        county.database.session() as session
    ):  # Lessebo is somebody else's now, Alvesta is still hers
        given = table_of(Uppdrag)
        session.execute(
            given.update().where(given.c.from_ == date(2023, 11, 1)).values(tom=date(2023, 11, 28))
        )
    answers = [anyone.http.get(link), anyone.send(link, {**form, "stallningstagande": "avstyrker"})]
    assert [one.status_code for one in answers] == [410, 410]
    assert county.rows(Remissvar) == []
    assert anyone.http.get(reminded["Alvesta"]).status_code == 200
