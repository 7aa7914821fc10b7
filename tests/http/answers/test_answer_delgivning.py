"""A party that had nobody at the meeting answers from the letter, one way or the other, once."""

from __future__ import annotations

import re

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.paths.delgivning import delgivning_in
from support.site import Besokare, Sajt


@pytest.fixture
def asked(sajt: Sajt, settings: Settings) -> tuple[int, str, str]:
    """Ask Alvesta; return the delgivning and the two links of the letter, the one that confirms
    first.
    """
    delgivning = delgivning_in(sajt.lan, "vantar")
    deliver(sajt.lan.database, Mailbox(secret_key(settings)), sajt.lan.now)
    (letter,) = sajt.lan.rows(Avisering, person_id=sajt.lan.ids["alvesta"], mall="tagit_del")
    confirms, objects = re.findall(r"(?:Svara|Invänd) direkt: (/svara/\S+)", str(letter.text))
    return delgivning, confirms, objects


@pytest.fixture
def anyone(sajt: Sajt) -> Besokare:
    """Return somebody who is not signed in."""
    return sajt.client(None)


def test_both_ways_show_the_decisions_and_confirming_ends_it(
    sajt: Sajt, anyone: Besokare, asked: tuple[int, str, str]
) -> None:
    delgivning, confirms, objects = asked
    for link in (confirms, objects):
        page = anyone.http.get(link).text
        assert "Alla kommuner utser en kontaktperson." in page
        assert "LGS beslut 2023:1" in page
    assert sajt.lan.lage(delgivning) == "vantar"
    assert anyone.fill_in(confirms).status_code == 303
    assert sajt.lan.lage(delgivning) == "bekraftad"
    assert "Tack, det är klart" in anyone.http.get(confirms).text
    assert "Saken har gått vidare" in anyone.http.get(objects).text


def test_objecting_is_as_easy_and_the_other_link_is_then_of_no_use(
    sajt: Sajt, anyone: Besokare, asked: tuple[int, str, str]
) -> None:
    delgivning, confirms, objects = asked
    form = anyone.form(confirms)
    assert anyone.fill_in(objects, invandning="Vi hinner inte till januari.").status_code == 303
    assert sajt.lan.lage(delgivning) == "invand"
    assert anyone.send(confirms, form).status_code == 303
    assert sajt.lan.lage(delgivning) == "invand"
    assert "Saken har gått vidare" in anyone.http.get(confirms).text
