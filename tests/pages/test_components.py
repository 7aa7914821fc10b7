"""Every component in a real browser: accessible, on any width, in light and dark, on paper, without
script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PLACE = "/arenden/lgs-2023-41/steg/besluta"


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each."""
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"]
    ]


def width(page: Page) -> int:
    """The width the whole document needs, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pixels", [1280, 320])
def test_every_component_is_accessible_and_fits(gallery: Page, pixels: int, scheme: str) -> None:
    gallery.set_viewport_size({"width": pixels, "height": 900})
    gallery.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    gallery.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(gallery) == []
    assert width(gallery) <= pixels


def test_the_checks_themselves_find_a_missing_label_a_faint_text_and_a_wide_piece(
    gallery: Page,
) -> None:
    gallery.set_viewport_size({"width": 320, "height": 900})
    gallery.evaluate("""() => {
        const wide = '<pre>' + 'bred'.repeat(99) + '</pre>'
        document.querySelector('main').insertAdjacentHTML('beforeend', '<input>' + wide)
        document.querySelector('h1').style.color = '#ddd' }""")
    found = " ".join(violations(gallery))
    assert "label" in found
    assert "color-contrast" in found
    assert width(gallery) > 320


def test_twice_the_text_size_loses_nothing(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 640, "height": 450})
    assert width(gallery) <= 640
    gallery.evaluate("document.documentElement.style.fontSize = '200%'")
    assert width(gallery) <= 640


def test_the_strict_security_policy_blocks_nothing(page: Page, gallery_site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(gallery_site + PLACE, wait_until="networkidle")
    assert complaints == []
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    assert any("Content Security Policy" in text for text in complaints)


def test_the_paper_of_a_matrix_is_one_a4_landscape_and_light(page: Page, gallery_site: str) -> None:
    page.goto(gallery_site + "/papper")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    boxes = re.findall(rb"/MediaBox ?\[0 0 (\d+)[.\d]* (\d+)", page.pdf(prefer_css_page_size=True))
    assert boxes == [(b"841", b"594")]


def test_without_script_a_row_is_added_and_taken_away_by_loading_the_page(
    browser: Browser, gallery_site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(gallery_site + PLACE)
    page.get_by_role("button", name="Lägg till ett åtagande").click()
    expect(page).to_have_title(re.compile("^Ändrad"))
    expect(page.locator(".atagande")).to_have_count(3)
    page.get_by_role("button", name="Ta bort åtagande 2").click()
    expect(page.locator(".atagande")).to_have_count(2)
    expect(page.locator("#falt-ataganden-0-text")).to_have_value("Utse kontaktperson")
    context.close()


def test_enter_in_a_row_sends_the_form_and_presses_no_row_button(gallery: Page) -> None:
    gallery.locator("#falt-ataganden-1-text").press("Enter")
    gallery.wait_for_url("**" + PLACE)
    expect(gallery).to_have_title(re.compile("^Skickad"))


def test_with_script_a_row_is_added_without_losing_the_place(gallery: Page) -> None:
    gallery.evaluate("window.samma = true")
    gallery.locator("#falt-ataganden-1-text").fill("Redovisa läget")
    gallery.get_by_role("button", name="Lägg till ett åtagande").click()
    gallery.locator("#falt-ataganden-2-text").wait_for()
    assert gallery.evaluate("window.samma")
    expect(gallery).to_have_title(re.compile("^Fel: Galleri"))
    expect(gallery.locator("#falt-ataganden-1-text")).to_have_value("Redovisa läget")
    expect(gallery.locator("#falt-ataganden-0-huvudman-2")).to_be_checked()


def test_the_choice_of_time_and_addressee_shows_the_fields_that_belong_to_it(gallery: Page) -> None:
    row = gallery.locator(".atagande").nth(1)
    expect(row.get_by_role("group", name="I vilka månader?")).to_be_visible()
    expect(row.get_by_label("Senast", exact=True)).not_to_be_visible()
    row.get_by_label("När ska det vara klart?").select_option("datum")
    expect(row.get_by_label("Senast", exact=True)).to_be_visible()
    expect(row.get_by_role("group", name="I vilka månader?")).not_to_be_visible()
    row.get_by_label("Vem ska göra det?").select_option("valda")
    expect(row.get_by_role("group", name="Välj huvudmän")).to_be_visible()


def test_a_refused_form_says_so_in_title_focus_summary_and_field(gallery: Page) -> None:
    expect(gallery).to_have_title("Fel: Galleri – Samflöde")
    assert gallery.evaluate("document.activeElement.className") == "error-summary"
    for text, field in (
        ("Rubriken saknas.", "falt-rubrik"),
        ("Välj minst en hantering.", "falt-hantering"),
    ):
        gallery.locator(".error-summary").get_by_role("link", name=text).click()
        assert gallery.evaluate("document.activeElement.id") == field
    described = gallery.locator("#falt-rubrik").get_attribute("aria-describedby") or ""
    spoken = " ".join(gallery.locator(f"#{part}").inner_text() for part in described.split())
    assert "Rubriken saknas." in spoken
    assert "Högst 200 tecken." in spoken


def test_every_free_text_field_warns_against_writing_about_individuals(gallery: Page) -> None:
    fields = gallery.locator("main textarea, main input[type=text]:not([inputmode])").all()
    assert len(fields) == 4
    for field in fields:
        hint = (field.get_attribute("aria-describedby") or "").split()[0]
        assert "Skriv inget om enskilda patienter" in gallery.locator(f"#{hint}").inner_text()


def test_show_more_adds_to_the_table_and_to_the_list_in_place(gallery: Page) -> None:
    for place, item in (("#arenden", "tbody th"), ("#lista", "p:not(.more)")):
        before = gallery.locator(f"{place} {item}").count()
        gallery.locator(place).get_by_role("link", name="Visa fler").click()
        gallery.wait_for_function(
            "([selector, count]) => document.querySelectorAll(selector).length === count",
            arg=[f"{place} {item}", 2 * before],
        )
        expect(gallery.locator(place).get_by_role("link", name="Visa fler")).to_have_count(0)


def test_a_piece_that_cannot_be_fetched_leads_to_the_page_that_says_why(
    page: Page, gallery_site: str
) -> None:
    page.goto(f"{gallery_site}{PLACE}?sida=3")
    page.locator("#lista").get_by_role("link", name="Visa fler").click()
    page.get_by_role("heading", name="Samflöde svarar inte just nu").wait_for()
    expect(page).to_have_url(re.compile(r"\?sida=4$"))


def test_a_phone_has_the_whole_menu_behind_one_button_that_the_keyboard_works(
    gallery: Page,
) -> None:
    gallery.set_viewport_size({"width": 390, "height": 844})
    link = gallery.get_by_role("link", name="Efterlevnad", exact=True)
    expect(link).not_to_be_visible()
    gallery.get_by_role("button", name="Meny", exact=True).press("Enter")
    expect(link).to_be_visible()
    assert violations(gallery) == []
    gallery.keyboard.press("Escape")
    expect(link).not_to_be_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_header(gallery: Page) -> None:
    gallery.evaluate("document.activeElement.blur()")
    gallery.reload()
    skip = gallery.locator(".skip")
    skip.focus()
    assert skip.bounding_box() is not None
    skip.press("Enter")
    assert gallery.evaluate("document.activeElement.id") == "innehall"


def test_a_refused_step_shows_its_obstacles_as_the_description_of_its_button(gallery: Page) -> None:
    button = gallery.get_by_role("button", name="Färdigbered")
    expect(button).to_be_disabled()
    described = gallery.locator(f"#{button.get_attribute('aria-describedby')}").inner_text()
    assert "Förslag till beslut saknas" in described
    assert "Konsekvenser är beskrivna" in described
