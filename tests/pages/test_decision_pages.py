"""Decisions, åtaganden and the matrix in a browser."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Atagande, Beslut, Fil, Mote
from support.paths.arende import arende_in, atagande_done, atagande_in
from support.paths.busy import Busy
from support.site import Sajt, faults, go
from workflows.beslut.matrix import table
from workflows.beslut.matrix.changes import follow
from workflows.desk import mine

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PDF = b"%PDF-1.7\nredovisning"


def _decided(sajt: Sajt, **uppgift: object) -> list[int]:
    """Return the ids of the åtaganden of a decision that asks one thing of every kommun."""
    arende = arende_in(sajt.lan, "pa_dagordning")
    task = {
        "text": "Utse er kontaktperson",
        "mottagare": "kommuner",
        "svar": "ja",
        "senast": "2024-01-26",
        **uppgift,
    }
    text = "Respektive kommun utser kontaktperson."
    sajt.lan.step(
        arende, "sekreterare", "besluta", utfall="bifall", beslutstext=text, ataganden=[task]
    )
    return [row.id for row in sajt.lan.rows(Atagande)]


@pytest.mark.parametrize(
    "lage", ["tilldelat", "rapporterat", "verifierat", "avsteg_anmalt", "avsteg", "ersatt"]
)
def test_an_obligation_is_readable_for_all_in_every_state(
    sajt: Sajt, page: Page, lage: str
) -> None:
    atagande = atagande_in(sajt.lan, lage)
    for who in ("alvesta", "sekreterare", "region_kronoberg"):
        assert sajt.enter(page, who, f"/ataganden/{atagande}") == 200
        expect(page.get_by_role("heading", name="Utse kontaktperson", exact=True)).to_be_visible()
    assert faults(page) == []


def test_the_form_asks_only_for_the_answer_that_the_decision_wants(sajt: Sajt, page: Page) -> None:
    first, *_ = _decided(sajt, svar="namn")
    sajt.enter(page, "alvesta", f"/ataganden/{first}")
    form = page.locator("form", has=page.get_by_role("button", name="Lämna namn"))
    labels = [text.split("(")[0].strip() for text in form.locator("label").all_inner_texts()]
    assert labels == ["Vem utser ni?", "E-post", "Kommentar"]
    form.get_by_role("button", name="Lämna namn").click()
    expect(page.get_by_text("Skriv ett namn.").first).to_be_visible()
    page.get_by_label("Vem utser ni?").fill("Kontaktperson, Alvesta")
    page.get_by_role("button", name="Lämna namn").click()
    expect(page.locator(".facts").get_by_text("Kontaktperson, Alvesta")).to_be_visible()


def test_whoever_does_not_answer_sees_whose_move_it_is(sajt: Sajt, page: Page) -> None:
    first, *_ = _decided(sajt)
    sajt.enter(page, "lessebo", f"/ataganden/{first}")
    expect(page.get_by_text("Alvesta har draget. Senast fre 26 jan 2024.")).to_be_visible()
    expect(page.get_by_role("button", name="Rapportera klart")).to_have_count(0)


def test_a_file_is_handed_in_and_read_by_others_as_a_download(sajt: Sajt, page: Page) -> None:
    first, *_ = _decided(sajt, svar="fil")
    sajt.enter(page, "alvesta", f"/ataganden/{first}")
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": "Läget i Älvsbyn.pdf", "mimeType": "text/html", "buffer": PDF}
    )
    page.get_by_role("button", name="Lämna fil").click()
    page.get_by_role("heading", name="Svaret").wait_for()
    stored = sajt.lan.rows(Fil)[0]
    answer = sajt.client("lessebo").http.get(f"/filer/{stored.id}")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert (
        answer.headers["content-disposition"]
        == "attachment; filename*=UTF-8''L%C3%A4get%20i%20%C3%84lvsbyn.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert sajt.client("utanfor").http.get(f"/filer/{stored.id}").status_code == 404


def test_a_file_that_is_something_else_is_refused_and_the_comment_kept(
    sajt: Sajt, page: Page
) -> None:
    first, *_ = _decided(sajt, svar="fil")
    sajt.enter(page, "alvesta", f"/ataganden/{first}")
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"<script>"}
    )
    page.get_by_label("Kommentar").fill("Här kommer den.")
    page.get_by_role("button", name="Lämna fil").click()
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_label("Kommentar")).to_have_value("Här kommer den.")
    assert sajt.lan.rows(Fil) == []


def test_saying_no_is_a_way_out_beside_the_button_and_reaches_the_matrix(
    sajt: Sajt, page: Page
) -> None:
    first, *_ = _decided(sajt)
    sajt.enter(page, "alvesta", f"/ataganden/{first}")
    page.get_by_role("link", name="Vi kan inte nu – be om stöd").click()
    page.get_by_label("Varför?").fill("Vi saknar någon.")
    page.get_by_label("Vilket stöd behöver ni?").fill("Hjälp från en granne.")
    go(page.get_by_role("button", name="Vi kan inte nu – be om stöd"))
    sajt.enter(page, "lessebo", "/efterlevnad")
    expect(page.get_by_role("link", name="Alvesta: Avsteg anmält")).to_be_visible()
    raised = page.locator(
        "section", has=page.get_by_role("heading", name="Att ta upp med ledningsgruppen")
    )
    expect(raised.get_by_role("link", name="Alvesta: Utse er kontaktperson")).to_be_visible()
    assert faults(page) == []


def test_the_matrix_and_its_tiles_say_the_same_and_lead_to_the_rows(sajt: Sajt, page: Page) -> None:
    _decided(sajt)
    sajt.lan.at("2024-02-01")
    sajt.enter(page, "sekreterare", "/efterlevnad")
    expect(page.get_by_role("link", name="8 försenade åtaganden")).to_be_visible()
    expect(page.locator(".cell.forsenat")).to_have_count(8)
    page.get_by_role("link", name="8 försenade åtaganden").click()
    expect(page.locator("#ataganden tbody tr")).to_have_count(8)
    assert faults(page) == []
    page.get_by_label("Huvudman").select_option("alvesta")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("#ataganden tbody tr")).to_have_count(1)


def test_the_list_behind_a_number_stays_when_its_filter_is_sent_as_it_stands(
    sajt: Sajt, page: Page
) -> None:
    for lage in ("avsteg", "avsteg_anmalt"):
        atagande_in(Busy.like(sajt.lan), lage)
    rows = page.locator("#ataganden tbody tr")
    for asked in ("lage=avsteg_anmalt", "ord=pagar&huvudman=Lessebo", "ord=avsteg"):
        sajt.enter(page, "sekreterare", f"/ataganden?{asked}")
        before = rows.all_inner_texts()
        assert before, asked
        page.get_by_role("button", name="Visa").click()
        expect(rows).to_have_count(len(before))
        assert rows.all_inner_texts() == before, asked
    assert faults(page) == []


def test_the_matrix_is_cut_by_word_and_huvudman_and_says_when_nothing_is_left(
    sajt: Sajt, page: Page
) -> None:
    _decided(sajt)
    sajt.enter(page, "sekreterare", "/efterlevnad?huvudman=Alvesta")
    expect(page.locator(".matrix thead th")).to_have_text(["Beslut", "Alvesta"])
    page.get_by_label("Beslut där någon är").select_option("tyst")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Inget beslut passar filtret.")).to_be_visible()
    expect(
        page.get_by_text("Du har valt ”Beslut där någon är: Tyst” och ”Huvudman: Alvesta”.")
    ).to_be_visible()


def test_where_all_that_a_filter_leaves_is_done_the_page_says_so_and_leads_there(
    sajt: Sajt, page: Page
) -> None:
    atagande_done(sajt.lan)
    sajt.enter(page, "sekreterare", "/efterlevnad?huvudman=Alvesta&ar=2023")
    expect(
        page.get_by_text("I de beslut som annars passar är allt klart.", exact=False)
    ).to_be_visible()
    page.get_by_role("link", name="Visa det som är klart").click()
    expect(page.locator(".matrix thead th")).to_have_text(["Beslut", "Alvesta"])
    expect(page.get_by_role("link", name="Alvesta: Klart")).to_be_visible()


@pytest.mark.parametrize("width", [1120, 1280])
def test_the_whole_matrix_scrolls_with_the_page_under_its_head(
    sajt: Sajt, page: Page, width: int
) -> None:
    busy = Busy.like(sajt.lan)
    for _ in range(14):
        atagande_in(busy, "tilldelat")
    page.set_viewport_size({"width": width, "height": 600})
    sajt.enter(page, "sekreterare", "/efterlevnad")
    last = page.locator(".matrix tbody tr").last
    last.evaluate("row => row.scrollIntoView({block: 'end'})")
    head = page.locator(".matrix thead th").nth(1).bounding_box()
    assert head is not None
    assert round(head["y"]) == 0
    region = page.locator(".matrix-region")
    assert region.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/", "Utse er kontaktperson"), ("/efterlevnad", "Användning av Link i alla kommuner")],
)
def test_behind_the_last_page_of_what_is_left_stands_the_first(
    sajt: Sajt, page: Page, path: str, shown: str
) -> None:
    _decided(sajt)
    behind = mine.MARKER.at((date.max, 1)) if path == "/" else table.MARKER.at((date.min, 1))
    assert sajt.enter(page, "alvesta", f"{path}?efter={behind}") == 200
    expect(page).to_have_url(re.compile(rf"{path}$"))
    expect(page.get_by_text(shown).first).to_be_visible()


def test_how_it_went_is_a_line_a_table_and_a_list_of_what_changed(sajt: Sajt, page: Page) -> None:
    first, *_ = _decided(sajt)
    for day in ("2023-12-08", "2024-01-12", "2024-02-01"):
        with sajt.lan.at(day).database.session() as session:
            follow(session, sajt.lan.world)
    sajt.lan.step(first, "alvesta", "rapportera")
    sajt.enter(page, "sekreterare", "/efterlevnad")
    expect(
        page.get_by_role("img", name="Trend: klara: från 0 av 8 till 1 av 8 på 7 veckor")
    ).to_be_visible()
    page.get_by_text("Andel klara vecka för vecka").first.click()
    expect(page.locator("#veckor tbody td").first).to_have_text("12\u00a0%")
    assert faults(page) == []
    page.get_by_role("link", name="Användning av Link i alla kommuner").first.click()
    seen = page.locator("section", has=page.get_by_role("heading", name="Så har det följts"))
    expect(seen.locator("li")).to_have_text(
        [
            "tor 1 feb 2024 Alla: försenat och tyst",
            "fre 12 jan 2024 Alla: tyst",
            "fre 8 dec 2023 Alla: pågår",
        ]
    )
    assert faults(page) == []


def test_a_cell_unfolds_to_sectors_with_the_worst_first(sajt: Sajt, page: Page) -> None:
    both = [
        {"slag": "huvudman", "kod": "alvesta", "sektor": kod} for kod in ("skola", "socialtjanst")
    ]
    _decided(sajt, mottagare=both)
    sajt.enter(page, "alvesta", "/efterlevnad")
    page.locator(".cell summary").click()
    expect(page.get_by_role("link", name="Alvesta, Skola: Pågår")).to_be_visible()
    assert faults(page) == []


def test_the_matrix_with_everything_around_it_prints_on_one_a4_landscape(
    sajt: Sajt, page: Page
) -> None:
    _decided(sajt)
    sajt.enter(page, "sekreterare", "/efterlevnad")
    page.emulate_media(media="print")
    boxes = re.findall(rb"/MediaBox ?\[0 0 (\d+)[.\d]* (\d+)", page.pdf(prefer_css_page_size=True))
    assert boxes == [(b"841", b"594")]


def test_the_register_finds_a_decision_and_says_that_it_is_not_confirmed(
    sajt: Sajt, page: Page
) -> None:
    sajt.enter(page, "alvesta", "/beslut")
    expect(page.get_by_text("Inga beslut är fattade än.")).to_be_visible()
    _decided(sajt)
    sajt.enter(page, "alvesta", "/beslut?q=link")
    expect(page.get_by_text("ej justerat")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Användning av Link i alla kommuner").click()
    expect(page.get_by_text("Mötesanteckningarna är inte justerade än.")).to_be_visible()
    expect(page.get_by_role("link", name="Älmhult")).to_be_visible()
    assert faults(page) == []
    sajt.enter(page, "alvesta", "/beslut?q=hemsjukvård")
    expect(page.get_by_text("Inget beslut passar.")).to_be_visible()


def test_a_confirmed_decision_says_when(sajt: Sajt, page: Page) -> None:
    _decided(sajt)
    mote = sajt.lan.rows(Mote)[-1].id
    sajt.lan.step(mote, "sekreterare", "avsluta")
    sajt.lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    sajt.lan.step(mote, "ljungby", "justera")
    sajt.enter(page, "alvesta", f"/beslut/{sajt.lan.rows(Beslut)[0].nr}")
    expect(page.get_by_text("inte justerade")).to_have_count(0)
    assert sajt.enter(page, "alvesta", "/beslut/lgs-beslut-2023-99") == 404
