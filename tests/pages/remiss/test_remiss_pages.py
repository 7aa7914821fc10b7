"""A remiss in a browser: read, answered, changed, compiled, its comments taken care of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Remissvar, Synpunkt
from support.paths.arende import remiss_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lage", ["oppen", "stangd", "aterkopplad", "avbruten"])
def test_a_remiss_is_readable_for_all_who_are_concerned_in_every_state(
    sajt: Sajt, page: Page, lage: str
) -> None:
    remiss = remiss_in(sajt.lan, lage)
    for who in ("handlaggare", "lessebo"):
        assert sajt.enter(page, who, f"/remisser/{remiss}") == 200
        expect(page.get_by_role("heading", name="Underlag")).to_be_visible()
    assert faults(page) == []


def test_the_list_shows_the_rounds_of_a_state(sajt: Sajt, page: Page) -> None:
    remiss_in(sajt.lan, "oppen")
    sajt.enter(page, "lessebo", "/remisser")
    expect(page.get_by_role("link", name="Användning av Link i alla kommuner")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Återkopplade").click()
    expect(page.get_by_text("Ingen remiss är i det läget.")).to_be_visible()


def test_a_remiss_does_not_exist_for_others(sajt: Sajt, page: Page) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    assert sajt.enter(page, "utanfor", f"/remisser/{remiss}") == 404
    assert sajt.enter(page, "utanfor", f"/remisser/{remiss}/steg/svara") == 404


def test_a_chef_answers_with_comments_and_may_change_the_answer(sajt: Sajt, page: Page) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    sajt.enter(page, "lessebo", f"/remisser/{remiss}")
    said = "Lessebo har svarat. Svaret kan ändras tills remissen stängs: när alla har svarat, eller"
    expect(page.get_by_text(said)).to_be_visible()
    page.get_by_role("link", name="Ändra svaret från Lessebo").click()
    expect(page.get_by_label("Synpunkt 1")).to_have_value("Mer tid.")
    page.get_by_role("radio", name="Avstyrker").check()
    page.get_by_role("button", name="Lägg till en synpunkt").click()
    page.get_by_label("Synpunkt 2").fill("Och mer pengar.")
    page.get_by_role("button", name="Ändra svaret").click()
    expect(page.get_by_text("Ditt svar är lämnat.")).to_be_visible()
    assert [row.text for row in sajt.lan.rows(Synpunkt)] == ["Mer tid.", "Och mer pengar."]
    expect(page.get_by_role("heading", name="Svaret från Lessebo", exact=True)).to_be_visible()
    assert {row.stallningstagande.value for row in sajt.lan.rows(Remissvar)} == {
        "avstyrker",
        "tillstyrker",
    }


def test_an_answer_without_a_standpoint_keeps_what_was_written(sajt: Sajt, page: Page) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    sajt.lan.at("2023-11-08")
    sajt.enter(page, "sekreterare", f"/remisser/{remiss}/steg/svara_pa_telefon")
    page.get_by_role("radio", name="Lessebo (har svarat)").check()
    page.get_by_label("Motivering").fill("De ringde.")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("link", name="Välj ett ställningstagande.")).to_be_visible()
    expect(page.get_by_label("Motivering")).to_have_value("De ringde.")
    assert faults(page) == []


def test_what_others_answered_is_seen_by_those_who_prepare_and_by_the_asked_afterwards(
    sajt: Sajt, page: Page
) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    sajt.enter(page, "alvesta", f"/remisser/{remiss}")
    expect(page.get_by_text("Mer tid.")).to_have_count(0)
    for who in ("handlaggare", "au_ledamot", "sekreterare"):
        sajt.enter(page, who, f"/remisser/{remiss}")
        expect(page.get_by_text("Mer tid.").first).to_be_visible()
    sajt.lan.step(remiss, "au_ledamot", "stang")
    sajt.enter(page, "alvesta", f"/remisser/{remiss}")
    expect(page.get_by_text("Mer tid.").first).to_be_visible()


def test_the_feedback_waits_until_every_comment_has_its_answer(sajt: Sajt, page: Page) -> None:
    remiss = remiss_in(sajt.lan, "stangd")
    sajt.enter(page, "handlaggare", f"/remisser/{remiss}")
    expect(page.get_by_role("button", name="Återkoppla till dem som svarat")).to_be_disabled()
    expect(page.get_by_text("1 synpunkt har inte fått svar.").first).to_be_visible()
    page.get_by_role("link", name="Besvara synpunkt 1 från Lessebo").click()
    expect(page.get_by_role("checkbox", name="Lessebo: Mer tid.")).to_be_checked()
    page.get_by_role("radio", name="Tillgodoses", exact=True).check()
    page.get_by_label("Motivering").fill("Tiden är förlängd.")
    assert faults(page) == []
    page.get_by_role("button", name="Besvara synpunkter").click()
    page.get_by_role("link", name="Återkoppla till dem som svarat").click()
    page.get_by_role("button", name="Återkoppla till dem som svarat").click()
    expect(page.get_by_text("De som svarat fick återkoppling.").first).to_be_visible()
    sajt.enter(page, "lessebo", f"/remisser/{remiss}")
    expect(page.get_by_text("Tiden är förlängd.").first).to_be_visible()
