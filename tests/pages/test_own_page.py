"""One's own page: the day and the hour of one's letters; and beside each åtagande who was reminded
of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Organisationshandelse, Person
from support.letters.arende import sweep
from support.paths.arende import atagande_in
from support.reminding import live
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page


def chosen(sajt: Sajt, who: str) -> tuple[int, int]:
    (row,) = sajt.lan.rows(Person, id=sajt.lan.ids[who])
    return row.brevdag, row.brevtimme


@pytest.mark.browser
def test_each_chooses_when_their_letters_come_from_their_name_in_the_header(
    sajt: Sajt, page: Page
) -> None:
    sajt.enter(page, "alvesta", "/")
    page.get_by_role("link", name=re.compile("Alvesta ?, välj när dina brev kommer")).click()
    expect(page.get_by_role("heading", name="När dina brev kommer")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("radio", name="Onsdag").check()
    page.get_by_label("Tid på dagen").select_option("15")
    page.get_by_role("button", name="Spara").click()
    expect(
        page.get_by_text("Sparat. Ditt sammandrag kommer på onsdagar kl. 15.00.")
    ).to_be_visible()
    expect(page.get_by_role("radio", name="Onsdag")).to_be_checked()
    assert chosen(sajt, "alvesta") == (3, 15)
    assert chosen(sajt, "lessebo") == (1, 7)
    assert [
        row.person_id for row in sajt.lan.rows(Organisationshandelse, vad="brevtid_andrad")
    ] == [sajt.lan.ids["alvesta"]]


@pytest.mark.parametrize(
    "sent",
    [
        {"brevdag": "6", "brevtimme": "7"},
        {"brevdag": "0", "brevtimme": "7"},
        {"brevdag": "1", "brevtimme": "5"},
        {"brevdag": "1", "brevtimme": "19"},
        {"brevdag": "aldrig", "brevtimme": "7"},
        {"brevdag": "1"},
    ],
)
def test_no_other_day_or_hour_can_be_chosen(sajt: Sajt, sent: dict[str, str]) -> None:
    visitor = sajt.client("alvesta")
    answer = visitor.send("/jag", {**sent, "_csrf": visitor.form("/jag")["_csrf"]})
    assert answer.status_code == 422
    assert chosen(sajt, "alvesta") == (1, 7)


def test_beside_an_atagande_stands_who_was_reminded_of_it_when_and_which_rung(sajt: Sajt) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")
    live(sajt.lan, "2024-01-05", "2024-01-08")
    sweep(sajt.lan.at("2024-01-24"))
    page = " ".join(sajt.client("lessebo").http.get(f"/ataganden/{atagande}").text.split())
    said = page[page.index("Påmind") : page.index("Brev</h2>")]
    for words in (
        "ons 24 jan 2024, två arbetsdagar före",
        "ons 24 jan 2024, påminnelsen tio arbetsdagar före hoppades över, en senare hann före",
        "mån 8 jan 2024, inget nytt på länge",
    ):
        assert words in said, words
    assert said.count("Alvesta") == 3
