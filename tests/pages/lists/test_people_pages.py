"""Organ and people in a browser, and what only the secretary may change."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Franvaro, Person, Uppdrag
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CSV = "epost;namn;organ;roll;huvudman\nny@lan.example;Ny chef, Åseda;lgs;ledamot;uppvidinge\n"


def _held(sajt: Sajt, who: str) -> list[Uppdrag]:
    return sajt.lan.rows(Uppdrag, person_id=sajt.lan.ids[who])


def _choose(page: Page, content: str) -> None:
    page.get_by_label("CSV-fil").set_input_files(
        {"name": "personer.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Granska filen").click()


def test_everyone_reads_who_takes_part_and_with_what_mandate(sajt: Sajt, page: Page) -> None:
    sajt.lan.mote("2023-12-08")
    for path, heading in (
        ("/organ", "Organ och personer"),
        ("/organ/lgs", "Ledningsgrupp för samordning"),
        ("/organ/rsr", "Regionalt strategiskt råd"),
        ("/personer", "Organ och personer"),
        (f"/personer/{sajt.lan.ids['alvesta']}", "Alvesta"),
    ):
        assert sajt.enter(page, "lessebo", path) == 200
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert faults(page) == []
    expect(page.get_by_role("link", name="Ge ännu ett uppdrag")).to_have_count(0)
    assert sajt.enter(page, "lessebo", "/organ/finns_inte") == 404


def test_somebody_without_uppdrag_sees_only_themselves(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "utanfor", "/personer")
    expect(page.locator("#personer tbody tr")).to_have_count(1)
    assert sajt.enter(page, "utanfor", f"/personer/{sajt.lan.ids['alvesta']}") == 404


def test_only_the_secretary_changes_uppdrag(sajt: Sajt) -> None:
    visitor = sajt.client("lessebo")
    own = {"_csrf": visitor.form("/arenden/nytt")["_csrf"]}
    for path in (
        "/personer/uppdrag",
        "/personer/importera",
        "/uppdrag/1/avsluta",
        "/uppdrag/1/ersattare",
    ):
        assert visitor.http.get(path).status_code == 403
        assert visitor.send(path, own).status_code == 403
    assert visitor.send("/personer/importera/bekrafta", {**own, "innehall": CSV}).status_code == 403
    assert sajt.lan.rows(Person, epost="ny@lan.example") == []


def test_people_are_found_by_name_organ_and_huvudman(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "lessebo", "/personer")
    page.get_by_role("searchbox", name="Sök").fill("kronobarnsmodellen sammankallande")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("#personer tbody th")).to_have_text(["Sammankallande"])
    sajt.enter(page, "lessebo", "/personer?huvudman=vaxjo")
    expect(page.locator("#personer tbody th")).to_have_text(["Vaxjo"])


def test_the_secretary_gives_an_uppdrag_and_hears_everything_that_does_not_fit(
    sajt: Sajt, page: Page
) -> None:
    sajt.enter(page, "sekreterare", "/personer/uppdrag?organ=lgs")
    page.get_by_label("E-post").fill("ny@lan.example")
    page.get_by_label("Roll").select_option("ledamot")
    page.get_by_role("button", name="Ge uppdraget").click()
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("link", name="Namn saknas.")).to_be_visible()
    page.get_by_label("Namn").fill("Ny chef, Lessebo")
    page.get_by_role("button", name="Ge uppdraget").click()
    expect(page.get_by_text("Ledamot företräder en huvudman.").first).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Huvudman").select_option("lessebo")
    page.get_by_role("radio", name="Skola").check()
    page.get_by_role("button", name="Ge uppdraget").click()
    expect(
        page.get_by_text("Ledamot i Ledningsgruppen, Lessebo, skola", exact=True)
    ).to_be_visible()
    expect(page.get_by_text("Ny chef, Lessebo har fått uppdraget.")).to_be_visible()


def test_an_uppdrag_is_ended_and_substituted(sajt: Sajt, page: Page) -> None:
    sajt.lan.at("2023-11-07")
    sajt.enter(page, "sekreterare", f"/personer/{sajt.lan.ids['alvesta']}")
    page.get_by_role("link", name="Ersättare för uppdraget").click()
    page.get_by_label("Ersättare").select_option("lessebo@lan.example")
    assert faults(page) == []
    page.get_by_role("button", name="Spara ersättaren").click()
    expect(page.get_by_text("ersättare: Lessebo")).to_be_visible()
    page.get_by_role("link", name="Avsluta uppdraget").click()
    page.get_by_label("Sista dagen").fill("2022-12-31")
    page.get_by_role("button", name="Avsluta uppdraget").click()
    expect(page.get_by_text("ligger före första dagen").first).to_be_visible()
    page.get_by_label("Sista dagen").fill("2023-11-30")
    page.get_by_role("button", name="Avsluta uppdraget").click()
    expect(page.get_by_text("till tor 30 nov 2023")).to_be_visible()
    row = _held(sajt, "alvesta")[0]
    assert (row.tom, row.ersattare_id) == (date(2023, 11, 30), sajt.lan.ids["lessebo"])


def test_the_last_secretary_of_au_cannot_be_ended(sajt: Sajt, page: Page) -> None:
    sajt.lan.at("2023-11-07")
    row = _held(sajt, "sekreterare")[0]
    sajt.enter(page, "sekreterare", f"/uppdrag/{row.id}/avsluta")
    page.get_by_role("button", name="Avsluta uppdraget").click()
    expect(page.get_by_text("AU behöver en sekreterare")).to_be_visible()
    assert _held(sajt, "sekreterare")[0].tom is None


def test_a_person_notes_their_own_absence_once_even_with_a_double_click(
    sajt: Sajt, page: Page
) -> None:
    sajt.lan.at("2023-11-07")
    sajt.enter(page, "alvesta", f"/personer/{sajt.lan.ids['alvesta']}")
    page.get_by_role("link", name="Lägg in frånvaro").click()
    page.get_by_label("Från och med").fill("2023-11-20")
    page.get_by_label("Till och med").fill("2023-11-24")
    assert faults(page) == []
    page.get_by_role("button", name="Lägg in frånvaron").dblclick()
    page.get_by_text("mån 20 nov 2023 till fre 24 nov 2023").wait_for()
    assert len(sajt.lan.rows(Franvaro)) == 1
    assert sajt.enter(page, "lessebo", f"/personer/{sajt.lan.ids['alvesta']}/franvaro") == 403


def test_an_absence_is_changed_ended_and_its_ersattare_confirmed(sajt: Sajt, page: Page) -> None:
    sajt.lan.at("2023-11-07")
    own = f"/personer/{sajt.lan.ids['alvesta']}"
    sajt.enter(page, "alvesta", f"{own}/franvaro")
    page.get_by_label("Från och med").fill("2023-11-20")
    page.get_by_label("Till och med").fill("2023-11-24")
    page.get_by_label("Ersättare").select_option(label="Lessebo")
    page.get_by_role("button", name="Lägg in frånvaron").click()
    expect(page.get_by_text("Sekreteraren bekräftar ersättaren")).to_be_visible()
    page.get_by_role("link", name="Ändra frånvaron").click()
    expect(page.get_by_label("Från och med")).to_have_value("2023-11-20")
    page.get_by_label("Till och med").fill("2023-11-22")
    page.get_by_role("button", name="Spara frånvaron").click()
    expect(page.get_by_text("mån 20 nov 2023 till ons 22 nov 2023")).to_be_visible()
    assert faults(page) == []
    sajt.enter(page, "sekreterare", "/personer")
    page.locator(".row a", has_text="Alvesta").click()
    page.get_by_role("button", name="Bekräfta ersättaren").click()
    expect(page.get_by_text("Ersättare: Lessebo")).to_be_visible()
    page.get_by_role("link", name="Avsluta frånvaron").click()
    page.get_by_role("button", name="Avsluta frånvaron").click()
    expect(page.get_by_text("Ingen frånvaro är inlagd.")).to_be_visible()


def test_a_file_is_looked_through_before_anything_is_kept(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "sekreterare", "/personer/importera")
    assert faults(page) == []
    _choose(page, CSV)
    expect(page.get_by_text("Filen ger 1 ny person och 1 nytt uppdrag.")).to_be_visible()
    expect(
        page.get_by_text("ledamot i Ledningsgruppen, Uppvidinge · ny@lan.example")
    ).to_be_visible()
    assert faults(page) == []
    assert sajt.lan.rows(Person, epost="ny@lan.example") == []
    page.get_by_role("button", name="Läs in filen").click()
    expect(page.get_by_text("Filen är inläst: 1 ny person och 1 nytt uppdrag.")).to_be_visible()
    assert sajt.lan.rows(Person, epost="ny@lan.example")[0].namn == "Ny chef, Åseda"
    sajt.enter(page, "sekreterare", "/personer/importera")
    _choose(page, CSV)
    expect(page.get_by_text("inget nytt, allt fanns redan")).to_be_visible()
    expect(page.get_by_role("button", name="Läs in filen")).to_have_count(0)


def test_a_file_with_errors_names_every_row_and_keeps_nothing(sajt: Sajt, page: Page) -> None:
    sajt.enter(page, "sekreterare", "/personer/importera")
    _choose(page, CSV + "fel;Någon;lgs;kung;\n")
    expect(page.get_by_text("Rad 3, epost")).to_be_visible()
    expect(page.get_by_text("Rad 3, roll")).to_be_visible()
    assert faults(page) == []
    assert sajt.lan.rows(Person, epost="ny@lan.example") == []
