"""Meetings in a browser: planned, held item by item, noted, confirmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Beslut, Beslutande, Dagordningspunkt, Mote
from support.paths.arende import arende_in, mote_in
from support.paths.delgivning import substitute
from support.paths.revision import revision_in
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "lage", ["planerat", "kallat", "oppnat", "justeras", "publicerat", "installt"]
)
def test_a_meeting_is_readable_for_everyone_in_every_state(
    sajt: Sajt, page: Page, lage: str
) -> None:
    mote = mote_in(sajt.lan, lage)
    for who in ("sekreterare", "alvesta"):
        assert sajt.enter(page, who, f"/moten/{mote}") == 200
        expect(
            page.get_by_role("heading", name="Ledningsgruppen fredag 8 december 2023")
        ).to_be_visible()
    assert faults(page) == []


def test_the_secretary_plans_a_meeting_and_a_double_click_makes_one(sajt: Sajt, page: Page) -> None:
    sajt.lan.at("2023-11-07")
    sajt.enter(page, "sekreterare", "/moten")
    expect(page.get_by_text("Inga möten är inlagda.")).to_be_visible()
    page.get_by_role("link", name="Nytt möte").click()
    page.get_by_role("button", name="Lägg in mötet").click()
    expect(page).to_have_title(re.compile("^Fel: "))
    page.get_by_label("Organ").select_option("lgs")
    page.get_by_label("Dag", exact=True).fill("2023-12-08")
    page.get_by_label("Börjar kl.").fill("11:00")
    assert faults(page) == []
    page.get_by_role("button", name="Lägg in mötet").dblclick()
    page.get_by_role("heading", name="Ledningsgruppen fredag 8 december 2023").wait_for()
    assert len(sajt.lan.rows(Mote)) == 1
    page.get_by_role("link", name="Möten", exact=True).click()
    expect(page.get_by_role("link", name="fre 8 dec 2023 kl. 11.00")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("slag", ["arende", "revision"])
def test_only_standing_items_are_offered_for_removal(sajt: Sajt, slag: str) -> None:
    made, ready = {"arende": (arende_in, "berett"), "revision": (revision_in, "slutligt")}[slag]
    sak, mote = made(sajt.lan, ready), sajt.lan.mote()
    sajt.lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    form = sajt.client("sekreterare").http.get(f"/moten/{mote}/steg/ta_bort_punkt").text
    offered = {int(value) for value in re.findall(r'value="(\d+)"', form)}
    items = sajt.lan.rows(Dagordningspunkt, mote_id=mote)
    assert {one.id for one in items} & offered == {one.id for one in items if one.om_id is None}


def test_others_than_the_secretary_cannot_plan_a_meeting(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "alvesta", "/moten")
    expect(page.get_by_role("link", name="Nytt möte")).to_have_count(0)
    assert sajt.enter(page, "alvesta", "/moten/nytt") == 403


def test_an_item_is_decided_from_the_agenda_and_the_meeting_shows_it(
    sajt: Sajt, page: Page
) -> None:
    arende_in(sajt.lan, "pa_dagordning")
    mote = sajt.lan.rows(Mote)[-1].id
    sajt.enter(page, "sekreterare", f"/moten/{mote}")
    expect(page.get_by_role("button", name="Avsluta mötet")).to_be_disabled()
    expect(
        page.get_by_text("Utfall saknas för ”Användning av Link i alla kommuner”.")
    ).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Besluta – Användning av Link i alla kommuner").click()
    page.get_by_label("Beslutet ger inga åtaganden").check()
    page.get_by_role("button", name="Besluta").click()
    page.wait_for_url(f"**/moten/{mote}")
    expect(page.locator(".agenda").get_by_text("Beslutades")).to_be_visible()
    expect(page.get_by_role("link", name=sajt.lan.rows(Beslut)[0].beteckning)).to_be_visible()
    page.get_by_role("link", name="Avsluta mötet").click()
    page.get_by_role("button", name="Avsluta mötet").click()
    expect(page.get_by_role("link", name="Skicka till justering")).to_be_visible()


def test_each_sees_only_what_they_may_do_with_an_item(sajt: Sajt, page: Page) -> None:
    arende_in(sajt.lan, "pa_dagordning")
    mote = sajt.lan.rows(Mote)[-1].id
    for who, steps in (("representant", []), ("alvesta", ["Lyft till forum"])):
        sajt.enter(page, who, f"/moten/{mote}")
        assert [
            text.partition("\n")[0] for text in page.locator(".agenda-steps a").all_inner_texts()
        ] == steps


def test_a_standing_item_is_noted_in_place_and_its_note_comes_back_to_be_changed(
    sajt: Sajt, page: Page
) -> None:
    mote = mote_in(sajt.lan, "oppnat")
    sajt.enter(page, "sekreterare", f"/moten/{mote}")
    page.get_by_role("link", name="Anteckna – Mötets öppnande och föregående anteckningar").click()
    page.get_by_label("Anteckning", exact=True).fill("Ordföranden öppnade mötet.")
    page.get_by_role("button", name="Anteckna på punkt").click()
    expect(page.locator(".agenda").get_by_text("Ordföranden öppnade mötet.")).to_be_visible()
    page.get_by_role("link", name="Ändra anteckningen").click()
    expect(page.get_by_label("Anteckning", exact=True)).to_have_value("Ordföranden öppnade mötet.")
    assert sajt.lan.rows(Dagordningspunkt)[0].anteckning == "Ordföranden öppnade mötet."


def test_attendance_is_one_choice_for_each_who_could_decide(sajt: Sajt, page: Page) -> None:
    mote = mote_in(sajt.lan, "oppnat")
    sajt.enter(page, "sekreterare", f"/moten/{mote}")
    go(page.get_by_role("link", name="Anteckna närvaro"))
    assert faults(page) == []
    page.get_by_role("group", name="Lessebo").get_by_label("Frånvarande").check()
    page.get_by_role("button", name="Anteckna närvaro").click()
    expect(page.get_by_text("9 på plats och 1 frånvarande")).to_be_visible()


def test_an_ersattare_can_be_noted_for_who_was_away(sajt: Sajt, page: Page) -> None:
    substitute(sajt.lan, "representant", "ljungby")
    mote = mote_in(sajt.lan, "oppnat")
    sajt.enter(page, "sekreterare", f"/moten/{mote}/steg/anteckna_narvaro")
    page.get_by_role("group", name="Representant, ersättare").get_by_label("På plats").check()
    page.get_by_role("group", name="Ljungby").get_by_label("Frånvarande").check()
    assert faults(page) == []
    go(page.get_by_role("button", name="Anteckna närvaro"))
    there = {row.person_id: row.narvaro.value for row in sajt.lan.rows(Beslutande, mote_id=mote)}
    assert [there[sajt.lan.ids[who]] for who in ("representant", "ljungby")] == [
        "pa_plats",
        "franvarande",
    ]


def test_the_notes_begin_as_a_draft_of_what_is_known(sajt: Sajt, page: Page) -> None:
    arende_in(sajt.lan, "avslutat")
    mote = sajt.lan.rows(Mote)[-1].id
    sajt.enter(page, "sekreterare", f"/moten/{mote}/steg/skriv_anteckningar")
    draft = page.get_by_label("Anteckningar").input_value()
    assert "Närvarande: Ordforande, Alvesta" in draft
    assert (
        "3. Användning av Link i alla kommuner\nFöredragande: Sammankallande.\nLades till"
        " handlingarna." in draft
    )
    page.get_by_role("button", name="Spara anteckningarna").click()
    expect(page.locator("#anteckningar").get_by_text("Närvarande:")).to_be_visible()


def test_minutes_that_nobody_confirmed_in_time_stand_on_the_next_meeting(
    sajt: Sajt, page: Page
) -> None:
    mote = mote_in(sajt.lan, "justeras")
    following = sajt.lan.mote("2024-01-26")
    sajt.enter(page, "alvesta", f"/moten/{following}")
    expect(page.get_by_role("heading", name="Mötet bekräftar")).to_have_count(0)
    sajt.lan.at("2024-01-26").step(following, "sekreterare", "kalla")
    sajt.lan.step(following, "sekreterare", "oppna")
    sajt.enter(page, "sekreterare", f"/moten/{following}")
    expect(page.get_by_text("Ljungby skulle ha justerat senast fre 22 dec 2023")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Anteckningarna från fre 8 dec 2023").click()
    page.get_by_role("link", name="Anteckna att nästa möte bekräftade").click()
    page.get_by_role("button", name="Anteckna att nästa möte bekräftade").click()
    expect(
        page.get_by_text("Mötet fre 26 jan 2024 bekräftade anteckningarna.").first
    ).to_be_visible()
    assert sajt.lan.lage(mote) == "fardigstallt"


def test_earlier_decisions_with_open_obligations_stand_on_the_next_agenda(
    sajt: Sajt, page: Page
) -> None:
    arende_in(sajt.lan, "implementeras")
    following = sajt.lan.mote("2024-01-26")
    sajt.enter(page, "alvesta", f"/moten/{following}")
    agenda = page.locator(".agenda")
    expect(agenda.get_by_role("link", name="Användning av Link i alla kommuner")).to_be_visible()
    expect(agenda.get_by_text("0 av 2 klara")).to_be_visible()
    assert faults(page) == []
