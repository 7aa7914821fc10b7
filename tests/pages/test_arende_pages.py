"""The pages of ärenden in a real browser: found, written, read and moved on by the people whose
move it is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende, Atagande, Remissmottagare
from support.county import KOMMUNER
from support.paths.arende import arende_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("lage", "who"),
    [
        ("utkast", "sammankallande"),
        ("inkommet", "au_ordforande"),
        ("under_beredning", "handlaggare"),
        ("kompletteras", "sammankallande"),
        ("pa_remiss", "lessebo"),
        ("sammanstalls", "handlaggare"),
        ("berett", "au_ledamot"),
        ("pa_dagordning", "sekreterare"),
        ("i_dialog", "barare"),
        ("lyft", "sekreterare"),
        ("implementeras", "sekreterare"),
        ("avslutat", "alvesta"),
        ("avvisat", "sammankallande"),
        ("aterkallat", "sammankallande"),
    ],
)
def test_an_arende_in_every_state_is_accessible_to_those_it_concerns(
    page: Page, sajt: Sajt, lage: str, who: str
) -> None:
    sak = arende_in(sajt.lan, lage)
    assert sajt.enter(page, who, f"/arenden/utkast-{sak}") == 200
    expect(page.get_by_role("heading", name="Användning av Link i alla kommuner")).to_be_visible()
    expect(page.get_by_role("heading", name="Nästa steg")).to_be_visible()
    assert faults(page) == []


def test_a_sender_writes_a_draft_goes_on_with_it_and_hands_it_in(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "sammankallande", "/arenden/nytt")
    assert faults(page) == []
    page.get_by_label("Rubrik").fill("Skolskjuts över kommungränsen")
    page.get_by_role("button", name="Spara som utkast").click()
    expect(page.get_by_text("Utkastet är sparat. Bara du ser det.")).to_be_visible()
    expect(page.get_by_role("button", name="Lämna in")).to_be_disabled()
    expect(page.get_by_text("Fråga saknas")).to_be_visible()
    page.get_by_role("link", name="Fortsätt skriva").click()
    page.get_by_label("Fråga", exact=False).first.fill("Behövs en gemensam rutin?")
    page.get_by_label("Dialog").check()
    page.get_by_role("button", name="Spara utkastet").click()
    page.get_by_role("link", name="Lämna in").click()
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Ärendet lämnades in.").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/arenden/lgs-2023-1$"))
    expect(
        page.get_by_text("LGS 2023:1 · för dialog · från Processgrupp Kronobarnsmodellen")
    ).to_be_visible()


def test_everything_that_is_missing_is_said_at_once_beside_its_field(
    page: Page, sajt: Sajt
) -> None:
    sajt.enter(page, "sammankallande", "/arenden/nytt")
    page.get_by_label("Bakgrund").fill("Det jag redan har skrivit.")
    page.get_by_role("button", name="Lämna in").click()
    expect(page).to_have_title(re.compile("^Fel: Nytt ärende"))
    for text in ("Rubrik saknas.", "Fråga saknas", "Välj om ärendet är för"):
        expect(page.locator(".error-summary").get_by_text(text)).to_be_visible()
    expect(page.get_by_label("Bakgrund")).to_have_value("Det jag redan har skrivit.")
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
    expect(page.get_by_role("link", name="Användning av Link i alla kommuner")).to_be_visible()
    expect(page.get_by_label("Rubrik")).to_have_value("Hur använder vi Link i kommunerna")
    assert len(sajt.lan.rows(Arende)) == 1
    context.close()


def test_the_list_is_searched_filtered_and_paged(page: Page, sajt: Sajt) -> None:
    for number in range(32):
        sajt.lan.arende(rubrik=f"Fråga nummer {number}")
    sajt.enter(page, "au_ledamot", "/arenden")
    assert faults(page) == []
    expect(page.get_by_role("row").filter(has_text="Fråga nummer")).to_have_count(30)
    page.get_by_role("link", name="Visa fler").click()
    page.get_by_role("link", name="Fråga nummer 0", exact=True).wait_for()
    expect(page.get_by_role("row").filter(has_text="Fråga nummer")).to_have_count(32)
    page.get_by_role("searchbox").fill("nummer 17")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Fråga nummer")).to_have_count(1)
    page.get_by_role("link", name="Remiss (0)").click()
    expect(page.get_by_text("Inga ärenden passar det du sökte.")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("nummer 17")
    assert faults(page) == []


def test_an_empty_list_says_what_to_do(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "lessebo", "/arenden")
    expect(page.get_by_text("Här finns inga ärenden än.")).to_be_visible()
    expect(page.locator(".empty").get_by_role("link", name="Nytt ärende")).to_be_visible()
    sajt.enter(page, "lessebo", "/")
    expect(page.get_by_text("Inget väntar på dig just nu.")).to_be_visible()
    assert faults(page) == []


def test_au_sees_its_columns_and_others_are_told_whose_they_are(page: Page, sajt: Sajt) -> None:
    for lage in ("inkommet", "kompletteras", "pa_remiss"):
        arende_in(sajt.lan, lage)
    sajt.enter(page, "au_ledamot", "/au")
    expect(page.get_by_role("heading", name="Bereds 1 ärende")).to_be_visible()
    expect(page.get_by_text("Avsändaren tis 21 nov 2023")).to_be_visible()
    assert faults(page) == []
    assert sajt.enter(page, "lessebo", "/au") == 403
    expect(page.get_by_role("link", name="AU:s inkorg")).to_have_count(0)
    assert faults(page) == []


def test_what_au_asked_stands_above_the_answer(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "kompletteras")
    sajt.enter(page, "sammankallande", f"/arenden/utkast-{sak}")
    page.get_by_role("link", name="Komplettera").click()
    expect(page.get_by_text("AU undrar: Vem ansvarar?")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Komplettering", exact=False).fill("Socialchefen.")
    page.get_by_role("button", name="Komplettera").click()
    expect(page.get_by_text("Kompletteringen kom in.").first).to_be_visible()
    assert sajt.lan.lage(sak) == "under_beredning"


def test_a_remiss_goes_to_a_whole_group_and_to_those_chosen_beside_it(
    page: Page, sajt: Sajt
) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    sajt.enter(page, "au_ledamot", f"/arenden/utkast-{sak}/steg/skicka_pa_remiss")
    expect(page.get_by_label("Sista svarsdag")).to_have_value("2023-11-28")
    page.get_by_label("Alla kommuner").check()
    page.get_by_text("Fråga också nätverk och grupper").click()
    assert faults(page) == []
    page.get_by_label("Socialchefsnätverket").check()
    page.get_by_role("button", name="Skicka på remiss").click()
    expect(page.get_by_text("0 av 9 har svarat")).to_be_visible()
    asked = sajt.lan.rows(Remissmottagare)
    assert sum(1 for row in asked if row.huvudman_id) == len(KOMMUNER)
    assert sum(1 for row in asked if row.organ_id) == 1


def test_a_decision_is_written_with_its_obligations_row_by_row(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_dagordning")
    sajt.enter(page, "sekreterare", f"/arenden/utkast-{sak}/steg/besluta?tillbaka=/arenden")
    decision = page.get_by_label("Beslut", exact=False).first
    expect(decision).to_have_value("Alla kommuner använder Link.")
    row = page.get_by_role("group", name="Åtagande 1")
    row.get_by_label("Vad ska göras?").fill("Utse kontaktperson")
    page.get_by_role("button", name="Besluta").click()
    for text in ("Välj vem som ska göra det.", "Välj när det ska vara klart."):
        expect(page.locator(".error-summary").get_by_text(text)).to_be_visible()
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
    expect(page).to_have_url(f"{sajt.address}/arenden")
    expect(page.get_by_text("Ledningsgruppen beslutade.")).to_be_visible()
    made = sajt.lan.rows(Atagande)
    tasks = {"Utse kontaktperson": 2, "Redovisa i mars": len(KOMMUNER)}
    assert Counter(row.text for row in made) == tasks
    assert {str(row.senast) for row in made} == {"2024-01-26", "2024-03-28"}


def test_what_came_back_with_an_arende_stands_where_it_is_made_ready(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_dagordning")
    back = {"skal": "Underlaget räcker inte.", "att_gora": "Räkna på kostnaden."}
    lan.step(sak, "sekreterare", "aterremittera", **back)
    (row,) = lan.rows(Arende, id=sak)

    def ahead() -> str:
        page = sajt.client("handlaggare").http.get(f"/arenden/{row.nr}").text
        return page.partition('class="cols-act"')[2].partition('class="cols-main"')[0]

    assert "Mötet återremitterade ärendet: Underlaget räcker inte. Räkna på kostnaden." in ahead()
    lan.step(sak, "handlaggare", "fardigbered")
    assert "Räkna på kostnaden." not in ahead()
