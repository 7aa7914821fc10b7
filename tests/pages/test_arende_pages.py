"""The pages of ärenden in a real browser: found, written, read and moved on by the people whose move it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from county import KOMMUNER
from models.tables import Arende, Atagande, Remissmottagare
from paths import arende_in
from sajt import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("lage", "who"),
    [
        ("utkast", "sammankallande"), ("inkommet", "au_ordforande"), ("under_beredning", "handlaggare"),
        ("kompletteras", "sammankallande"), ("pa_remiss", "lessebo"), ("sammanstalls", "handlaggare"),
        ("berett", "au_ledamot"), ("pa_dagordning", "sekreterare"), ("i_dialog", "barare"), ("lyft", "sekreterare"),
        ("implementeras", "sekreterare"), ("avslutat", "alvesta"), ("avvisat", "sammankallande"),
        ("aterkallat", "sammankallande"),
    ],
)  # fmt: skip
def test_an_arende_in_every_state_is_accessible_to_those_it_concerns(
    page: Page, sajt: Sajt, lage: str, who: str
) -> None:
    sak = arende_in(sajt.lan, lage)
    assert sajt.enter(page, who, f"/arenden/utkast-{sak}") == 200
    assert page.get_by_role("heading", name="Användning av Link i alla kommuner").is_visible()
    assert page.get_by_role("heading", name="Nästa steg").is_visible()
    assert faults(page) == []


def test_a_sender_writes_a_draft_goes_on_with_it_and_hands_it_in(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "sammankallande", "/arenden/nytt")
    assert faults(page) == []
    page.get_by_label("Rubrik").fill("Skolskjuts över kommungränsen")
    page.get_by_role("button", name="Spara som utkast").click()
    assert page.get_by_text("Utkastet är sparat. Bara du ser det.").is_visible()
    assert page.get_by_role("button", name="Lämna in").is_disabled()
    assert page.get_by_text("Fråga saknas").is_visible()
    page.get_by_role("link", name="Fortsätt skriva").click()
    page.get_by_label("Fråga", exact=False).first.fill("Behövs en gemensam rutin?")
    page.get_by_label("Dialog").check()
    page.get_by_role("button", name="Ändra utkastet").click()
    page.get_by_role("link", name="Lämna in").click()
    page.get_by_role("button", name="Lämna in").click()
    assert page.get_by_text("Ärendet lämnades in.").first.is_visible()
    assert page.url.endswith("/arenden/lgs-2023-1")
    assert page.get_by_text("LGS 2023:1 · för dialog · från Processgrupp Kronobarnsmodellen").is_visible()


def test_everything_that_is_missing_is_said_at_once_beside_its_field(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "sammankallande", "/arenden/nytt")
    page.get_by_label("Bakgrund").fill("Det jag redan har skrivit.")
    page.get_by_role("button", name="Lämna in").click()
    assert page.title().startswith("Fel: Nytt ärende")
    for text in ("Rubrik saknas.", "Fråga saknas", "Välj om ärendet är för"):
        assert page.locator(".error-summary").get_by_text(text).is_visible()
    assert page.get_by_label("Bakgrund").input_value() == "Det jag redan har skrivit."
    page.locator(".error-summary").get_by_text("Rubrik saknas.").click()
    assert page.evaluate("document.activeElement.name") == "rubrik"
    assert faults(page) == []


def test_similar_arenden_are_shown_while_typing(page: Page, sajt: Sajt) -> None:
    arende_in(sajt.lan, "berett")
    sajt.enter(page, "lessebo", "/arenden/nytt")
    page.get_by_label("Rubrik").press_sequentially("Hur använder vi Link i kommunerna")
    similar = page.get_by_role("region", name="Liknande ärenden")
    similar.get_by_role("link", name="Användning av Link i alla kommuner").wait_for()
    assert faults(page) == []


def test_without_script_similar_arenden_are_a_button_away(browser: Browser, sajt: Sajt) -> None:
    arende_in(sajt.lan, "berett")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sajt.enter(page, "lessebo", "/arenden/nytt")
    page.get_by_label("Rubrik").fill("Hur använder vi Link i kommunerna")
    page.get_by_role("button", name="Sök liknande ärenden").click()
    assert page.get_by_role("link", name="Användning av Link i alla kommuner").is_visible()
    assert page.get_by_label("Rubrik").input_value() == "Hur använder vi Link i kommunerna"
    assert len(sajt.lan.rows(Arende)) == 1
    context.close()


def test_the_list_is_searched_filtered_and_paged(page: Page, sajt: Sajt) -> None:
    for number in range(32):
        sajt.lan.arende(rubrik=f"Fråga nummer {number}")
    sajt.enter(page, "au_ledamot", "/arenden")
    assert faults(page) == []
    assert page.get_by_role("row").filter(has_text="Fråga nummer").count() == 30
    page.get_by_role("link", name="Visa fler").click()
    page.get_by_role("link", name="Fråga nummer 0", exact=True).wait_for()
    assert page.get_by_role("row").filter(has_text="Fråga nummer").count() == 32
    page.get_by_role("searchbox").fill("nummer 17")
    page.get_by_role("button", name="Visa", exact=True).click()
    assert page.get_by_role("row").filter(has_text="Fråga nummer").count() == 1
    page.get_by_role("link", name="Remiss (0)").click()
    assert page.get_by_text("Inga ärenden passar det du sökte.").is_visible()
    assert page.get_by_role("searchbox").input_value() == "nummer 17"
    assert faults(page) == []


def test_an_empty_list_says_what_to_do(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "lessebo", "/arenden")
    assert page.get_by_text("Här finns inga ärenden än.").is_visible()
    assert page.locator(".empty").get_by_role("link", name="Nytt ärende").is_visible()
    sajt.enter(page, "lessebo", "/")
    assert page.get_by_text("Inget väntar på dig just nu.").is_visible()
    assert faults(page) == []


def test_au_sees_its_columns_and_others_are_told_whose_they_are(page: Page, sajt: Sajt) -> None:
    for lage in ("inkommet", "kompletteras", "pa_remiss"):
        arende_in(sajt.lan, lage)
    sajt.enter(page, "au_ledamot", "/au")
    assert page.get_by_role("heading", name="Bereds 1 ärende").is_visible()
    assert page.get_by_text("Avsändaren 21 nov").is_visible()
    assert faults(page) == []
    assert sajt.enter(page, "lessebo", "/au") == 403
    assert page.get_by_role("link", name="AU:s inkorg").count() == 0
    assert faults(page) == []


def test_what_au_asked_stands_above_the_answer(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "kompletteras")
    sajt.enter(page, "sammankallande", f"/arenden/utkast-{sak}")
    page.get_by_role("link", name="Komplettera").click()
    assert page.get_by_text("AU undrar: Vem ansvarar?").is_visible()
    assert faults(page) == []
    page.get_by_label("Komplettering", exact=False).fill("Socialchefen.")
    page.get_by_role("button", name="Komplettera").click()
    assert page.get_by_text("Kompletteringen kom in.").first.is_visible()
    assert sajt.lan.lage(sak) == "under_beredning"


def test_a_remiss_goes_to_a_whole_group_and_to_those_chosen_beside_it(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    sajt.enter(page, "au_ledamot", f"/arenden/utkast-{sak}/steg/skicka_pa_remiss")
    assert page.get_by_label("Sista svarsdag").input_value() == "2023-11-28"
    page.get_by_label("Alla kommuner").check()
    page.get_by_text("Fråga också nätverk och grupper").click()
    assert faults(page) == []
    page.get_by_label("Socialchefsnätverket").check()
    page.get_by_role("button", name="Skicka på remiss").click()
    assert page.get_by_text("0 av 9 har svarat").is_visible()
    asked = sajt.lan.rows(Remissmottagare)
    assert sum(1 for row in asked if row.huvudman_id) == len(KOMMUNER)
    assert sum(1 for row in asked if row.organ_id) == 1


def test_a_decision_is_written_with_its_obligations_row_by_row(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_dagordning")
    sajt.enter(page, "sekreterare", f"/arenden/utkast-{sak}/steg/besluta?tillbaka=/arenden")
    assert page.get_by_label("Beslut", exact=False).first.input_value() == "Alla kommuner använder Link."
    row = page.get_by_role("group", name="Åtagande 1")
    row.get_by_label("Vad ska göras?").fill("Utse kontaktperson")
    page.get_by_role("button", name="Besluta").click()
    for text in ("Välj vem som ska göra det.", "Välj när det ska vara klart."):
        assert page.locator(".error-summary").get_by_text(text).is_visible()
    row.get_by_label("Vem ska göra det?").select_option("valda")
    row.get_by_label("Alvesta").check()
    row.get_by_label("Lessebo").check()
    row.get_by_label("Vilket svar behövs?").select_option("namn")
    row.get_by_label("När ska det vara klart?").select_option("datum")
    row.get_by_label("Senast").fill("2024-01-26")
    page.get_by_role("button", name="Lägg till ett åtagande").click()
    other = page.get_by_role("group", name="Åtagande 2")
    other.get_by_label("Vad ska göras?").fill("Redovisa i mars")
    other.get_by_label("Vem ska göra det?").select_option("kommuner")
    other.get_by_label("När ska det vara klart?").select_option("kvartal")
    other.get_by_label("Kvartal").select_option("Q1 2024")
    assert faults(page) == []
    page.get_by_role("button", name="Besluta").click()
    assert page.url == f"{sajt.address}/arenden"
    assert page.get_by_text("Ledningsgruppen beslutade.").is_visible()
    made = sajt.lan.rows(Atagande)
    assert [row.text for row in made] == ["Utse kontaktperson"] * 2 + ["Redovisa i mars"] * len(KOMMUNER)
    assert {str(row.senast) for row in made} == {"2024-01-26", "2024-03-31"}
