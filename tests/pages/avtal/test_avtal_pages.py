"""In a browser: an agreement is added, read on another day, corrected by two at once, and given
notice of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Avtalspart, Avtalsversion
from support.paths.avtal import NYARE, TEXT, TILLS_VIDARE, avtal
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
_LONG = "\n\n".join(
    f"{'#' * (1 + n % 3)} Avsnitt {n}\n\nParterna ska *hjälpas åt*." for n in range(26)
)


def test_an_agreement_is_added_with_its_text(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "sammankallande", "/avtal")
    expect(page.get_by_text("Registret är tomt.")).to_be_visible()
    assert faults(page) == []
    go(page.get_by_role("main").get_by_role("link", name="Nytt avtal").first)
    go(page.get_by_role("button", name="Lägg in avtalet"))
    for wrong in (
        "Skriv avtalets namn.",
        "Välj slag.",
        "Välj ansvarig grupp.",
        "Välj vilka som är parter.",
    ):
        expect(page.get_by_role("link", name=wrong)).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Namn", exact=True).fill("Rutin för Link")
    page.get_by_label("Slag").select_option("rutin")
    page.get_by_label("Ansvarig grupp").select_option(label="Processgrupp Kronobarnsmodellen")
    for name in ("Alvesta", "Regionen"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label(re.compile("^Text ")).fill(_LONG)
    page.get_by_label("Texten gäller från").fill("2022-01-01")
    go(page.get_by_role("button", name="Lägg in avtalet"))
    assert page.url.endswith("/avtal/rutin-for-link")
    expect(page.get_by_text("Rutin mellan Alvesta och Regionen.")).to_be_visible()
    page.get_by_text("Innehåll: 26 avsnitt").click()
    expect(page.get_by_role("link", name="1.1.1 Avsnitt 2")).to_have_attribute(
        "href", "#avsnitt-1-1-1"
    )
    assert faults(page) == []


def test_the_register_shows_what_comes_as_a_list_and_as_a_picture(sajt: Sajt, page: Page) -> None:
    avtal(sajt.lan)
    avtal(sajt.lan, rubrik="Överenskommelse om hemsjukvård", oversyn="2023-11-20", **TILLS_VIDARE)
    sajt.enter(page, "alvesta", "/avtal")
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("Överenskommelse om hemsjukvård")
    expect(first).to_contain_text("Översyn 2023-11-20")
    picture = page.get_by_role("img", name=re.compile("^Tidslinje 2021–2026 för 2 avtal"))
    expect(picture).to_be_visible()
    assert picture.locator("rect.balk").count() == 2
    assert picture.locator("svg.marke title").all_text_contents() == [
        "översyn: 2023-11-20",
        "sista dag för uppsägning: 2023-12-31",
        "sista dagen i perioden: 2024-06-30",
        "översyn: 2025-01-31",
    ]
    today, bar = (picture.locator(one).first.bounding_box() for one in ("line.idag", "rect.balk"))
    assert today is not None
    assert bar is not None
    assert bar["x"] < today["x"] < bar["x"] + bar["width"]
    assert faults(page) == []
    page.get_by_label("Kommer inom").select_option("3")
    go(page.get_by_role("button", name="Visa"))
    assert page.get_by_role("row").count() == 3
    page.get_by_role("searchbox").fill("hemsjukvården")
    go(page.get_by_role("button", name="Visa"))
    assert page.get_by_role("row").count() == 2
    page.get_by_role("searchbox").fill("fiske")
    go(page.get_by_role("button", name="Visa"))
    expect(page.get_by_text("Inget avtal passar det du sökte.")).to_be_visible()


def test_the_text_is_read_as_it_was_and_compared_with_what_it_became(
    sajt: Sajt, page: Page
) -> None:
    sak = avtal(sajt.lan, slag="rutin", **TILLS_VIDARE)
    sajt.lan.at("2023-11-08").step(
        sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord."
    )
    sajt.enter(page, "alvesta", "/avtal/avtal-om-hjalpmedel")
    text = page.get_by_role("region", name="Texten", exact=True)
    expect(text).to_contain_text("hjälpa varandra")
    page.get_by_label("Texten som den gäller").fill("2023-11-07")
    go(text.get_by_role("button", name="Visa"))
    expect(text).to_contain_text("hjälpas åt")
    expect(text).to_contain_text("Det här är inte texten som gäller i dag.")
    assert faults(page) == []
    go(page.get_by_role("link", name="Jämför med version 1"))
    expect(page.locator("del")).to_contain_text("hjälpas åt.")
    expect(page.locator("ins")).to_contain_text("hjälpa varandra.")
    assert faults(page) == []
    go(page.get_by_role("link", name="Sida vid sida"))
    expect(page.get_by_role("heading", name="Version 1", exact=True)).to_be_visible()
    assert faults(page) == []


def test_two_who_correct_at_once_both_keep_their_words(sajt: Sajt, page: Page) -> None:
    sak = avtal(sajt.lan, slag="rutin", **TILLS_VIDARE)
    sajt.enter(page, "sammankallande", "/avtal/avtal-om-hjalpmedel/steg/ratta_redaktionellt")
    mine = TEXT.replace("svarar för sitt", "svarar för sin del")
    page.get_by_label("Text", exact=True).fill(mine)
    page.get_by_label("Vad rättas?").fill("Ett ord i Ansvar.")
    sajt.lan.step(sak, "sekreterare", "ratta_redaktionellt", text=NYARE, andring="Ett ord i Syfte.")
    go(page.get_by_role("button", name="Rätta redaktionellt"))
    expect(page.get_by_text("Det du skrev är infogat i den nya texten nedan.")).to_be_visible()
    both = NYARE.replace("svarar för sitt", "svarar för sin del")
    expect(page.get_by_label("Text", exact=True)).to_have_value(both)
    assert faults(page) == []
    go(page.get_by_role("button", name="Rätta redaktionellt"))
    assert [row.text for row in sajt.lan.rows(Avtalsversion)] == [TEXT, NYARE, both]


def test_two_who_correct_the_same_words_lose_none_of_them(sajt: Sajt, page: Page) -> None:
    sak = avtal(sajt.lan, slag="rutin", **TILLS_VIDARE)
    sajt.enter(page, "sammankallande", "/avtal/avtal-om-hjalpmedel/steg/ratta_redaktionellt")
    page.get_by_label("Text", exact=True).fill(TEXT.replace("hjälpas åt", "bistå"))
    page.get_by_label("Vad rättas?").fill("Kortare.")
    sajt.lan.step(sak, "sekreterare", "ratta_redaktionellt", text=NYARE, andring="Ett ord i Syfte.")
    go(page.get_by_role("button", name="Rätta redaktionellt"))
    expect(page.get_by_text("Där ni ändrade samma sak står de andras ord")).to_be_visible()
    expect(page.get_by_text("Parterna ska bistå.")).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value(NYARE)
    expect(page.get_by_label("Vad rättas?")).to_have_value("Kortare.")
    assert faults(page) == []


def test_a_party_gives_notice_and_sees_when_it_leaves_first(sajt: Sajt, page: Page) -> None:
    sak = avtal(sajt.lan)
    sajt.enter(page, "lessebo", "/avtal/avtal-om-hjalpmedel")
    go(page.get_by_role("link", name="Säg upp", exact=True))
    expect(
        page.get_by_text("Med uppsägning i dag är sista dagen sön 30 juni 2024.")
    ).to_be_visible()
    page.get_by_label("Skäl").fill("Vi ordnar det själva.")
    assert faults(page) == []
    go(page.get_by_role("button", name="Säg upp"))
    expect(page.get_by_role("row", name=re.compile("^Lessebo"))).to_contain_text(
        "Lämnar 2024-06-30"
    )
    assert {row.lamnar is not None for row in sajt.lan.rows(Avtalspart, avtal_id=sak)} == {
        True,
        False,
    }
    go(page.get_by_role("link", name="Ta tillbaka uppsägningen"))
    page.get_by_label("Skäl").fill("Vi stannar.")
    go(page.get_by_role("button", name="Ta tillbaka uppsägningen"))
    assert {row.lamnar for row in sajt.lan.rows(Avtalspart, avtal_id=sak)} == {None}


def test_the_facts_and_the_parties_are_changed_from_what_stands(sajt: Sajt, page: Page) -> None:
    sak = avtal(sajt.lan)
    sajt.enter(page, "sekreterare", "/avtal/avtal-om-hjalpmedel/steg/andra_uppgifter")
    expect(page.get_by_label(re.compile("^Sista dag"))).to_have_value("2024-06-30")
    page.get_by_label("Gäller tills vidare").check()
    page.get_by_label("Nära Kronobergaren").check()
    assert faults(page) == []
    go(page.get_by_role("button", name="Spara uppgifterna"))
    expect(page.get_by_text("sedan lör 1 jan 2022, tills vidare")).to_be_visible()
    page.goto(f"{page.url}/steg/satt_parter")
    page.get_by_label("Lessebo").uncheck()
    page.get_by_label("Namn 1").fill("")
    assert faults(page) == []
    page.get_by_role("button", name="Ändra parter").click()
    expect(page.get_by_text("Lessebo är part och tas inte bort här.").first).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Lessebo").check()
    page.get_by_label("Ljungby").check()
    go(page.get_by_role("button", name="Ändra parter"))
    own = "Alvesta, Lessebo, Ljungby och Regionen"
    expect(page.get_by_text(f"Avtal mellan {own}.")).to_be_visible()
    expect(page.get_by_text(f"Parter: {own}")).to_be_visible()
    assert len(sajt.lan.rows(Avtalspart, avtal_id=sak)) == 4


def test_agreements_are_tied_together_and_a_file_is_attached(sajt: Sajt, page: Page) -> None:
    avtal(sajt.lan)
    avtal(sajt.lan, rubrik="Rutin för Link", **TILLS_VIDARE)
    sajt.enter(page, "sekreterare", "/avtal/rutin-for-link/steg/knyt")
    page.get_by_role("group", name="Bygger på").get_by_label("Avtal om hjälpmedel").check()
    go(page.get_by_role("button", name="Knyt till andra avtal"))
    expect(page.get_by_text("Bygger på: Avtal om hjälpmedel")).to_be_visible()
    page.goto(f"{page.url}/steg/bifoga")
    page.get_by_label("Fil").set_input_files(
        {"name": "karta.txt", "mimeType": "text/plain", "buffer": b"Vem"}
    )
    page.get_by_label("Vad är det?").fill("Kontaktvägar")
    assert faults(page) == []
    go(page.get_by_role("button", name="Bifoga en fil"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Kontaktvägar").click()
    assert download.value.suggested_filename == "karta.txt"
