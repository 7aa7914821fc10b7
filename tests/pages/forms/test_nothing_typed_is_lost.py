"""A form with words saves itself while it is written; what was not sent is there again, earlier
drafts can be read and brought back, and leaving warns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Formularutkast, Mote, Revision
from support.county import Lan
from support.paths.arende import arende_in, mote_in
from support.paths.revision import revision_in
from support.site import Besokare, Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

MADE = {
    "skriv_utkast": ("sammankallande", "Så skrev jag om syftet."),
    "lamna_forslag": ("sammankallande", "Sammanfattningen."),
    "slutfor": ("sammankallande", "Den slutliga texten."),
    "skriv_anteckningar": ("sekreterare", "Mötet öppnades."),
    "bered": ("handlaggare", "Bakgrunden."),
}
FIELD = {
    "lamna_forslag": "sammanfattning",
    "skriv_anteckningar": "anteckningar",
    "bered": "bakgrund",
}


def address(lan: Lan, step: str) -> str:
    """Return the address of the form of a step, of a matter where it can be taken."""
    if step == "skriv_anteckningar":
        return f"/moten/{mote_in(lan, 'anteckningar_skrivs')}/steg/{step}"
    if step == "bered":
        return f"/arenden/utkast-{arende_in(lan, 'under_beredning')}/steg/{step}"
    sak = revision_in(lan, "sammanstalls" if step == "slutfor" else "utarbetas")
    return f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}/steg/{step}"


def typed(visitor: Besokare, path: str, **fields: str) -> None:
    """Let a form save itself."""
    answer = visitor.send(f"{path}/utkast", {**visitor.form(path), **fields})
    assert answer.status_code == 200
    assert "Sparat" in answer.text


@pytest.mark.parametrize("step", MADE)
def test_what_was_typed_and_not_sent_stands_there_again(sajt: Sajt, step: str) -> None:
    who, words = MADE[step]
    path, visitor = address(sajt.lan, step), sajt.client(who)
    typed(visitor, path, **{FIELD.get(step, "text"): words})
    again = sajt.client(who).http.get(path).text
    assert words in again
    assert "Här står det du skrev" in again
    assert "och inte skickade" in again


def test_a_draft_is_its_authors_own_until_it_is_sent(sajt: Sajt) -> None:
    path = address(sajt.lan, "bered")
    typed(sajt.client("handlaggare"), path, bakgrund="Mina egna ord.")
    assert "Mina egna ord." not in sajt.client("au_ledamot").http.get(path).text
    mine = sajt.client("handlaggare")
    assert mine.fill_in(path, bakgrund="Mina egna ord.").status_code == 303
    assert [one.sant for one in sajt.lan.rows(Formularutkast)] == [True]
    assert "och inte skickade" not in mine.http.get(path).text
    assert "Mina egna ord." in sajt.client("au_ledamot").http.get(path).text


def test_an_earlier_draft_can_be_read_and_brought_back(sajt: Sajt) -> None:
    path, lan = address(sajt.lan, "bered"), sajt.lan
    typed(sajt.client("handlaggare"), path, bakgrund="Det första försöket.")
    lan.at("2023-11-08")
    typed(sajt.client("handlaggare"), path, bakgrund="Ett annat försök.")
    first = lan.rows(Formularutkast)[0]
    assert len(lan.rows(Formularutkast)) == 2
    page = sajt.client("handlaggare").http.get(path).text
    assert "Tidigare utkast (2)" in page
    assert "Det första försöket." in page
    back = sajt.client("handlaggare").http.get(f"{path}?utkast={first.id}").text
    form = back[back.index("<form class") : back.index('id="utkasten"')]
    assert "Det första försöket." in form
    assert "Ett annat försök." not in form
    stored = sajt.client("handlaggare").http.get(f"{path}?utkast=0").text
    assert "försök" not in stored[stored.index("<form class") : stored.index('id="utkasten"')]


def test_what_is_written_in_one_sitting_is_one_draft(sajt: Sajt) -> None:
    path, visitor = address(sajt.lan, "bered"), sajt.client("handlaggare")
    for words in ("Bak", "Bakgr", "Bakgrunden"):
        typed(visitor, path, bakgrund=words)
    assert [one.falt["bakgrund"] for one in sajt.lan.rows(Formularutkast)] == [["Bakgrunden"]]


def test_nothing_is_kept_of_a_matter_one_does_not_see(sajt: Sajt) -> None:
    path = address(sajt.lan, "bered")
    visitor = sajt.client("lessebo")
    sent = {"_csrf": visitor.form("/arenden/nytt")["_csrf"], "bakgrund": "Försök."}
    assert visitor.send(f"{path}/utkast", sent).status_code == 404
    assert sajt.lan.rows(Formularutkast) == []


@pytest.mark.browser
def test_the_notes_of_a_meeting_save_themselves_while_they_are_written(
    sajt: Sajt, page: Page
) -> None:
    path = address(sajt.lan, "skriv_anteckningar")
    sajt.enter(page, "sekreterare", path)
    page.get_by_label("Anteckningar").fill("Ordföranden öppnade mötet.")
    expect(page.locator("#sparat")).to_contain_text("Sparat")
    sajt.enter(page, "sekreterare", path)
    expect(page.get_by_label("Anteckningar")).to_have_value("Ordföranden öppnade mötet.")
    assert faults(page) == []
    go(page.get_by_role("button", name="Spara anteckningarna"))
    assert sajt.lan.rows(Mote)[-1].anteckningar == "Ordföranden öppnade mötet."


@pytest.mark.browser
def test_leaving_what_is_not_saved_warns_and_what_is_saved_or_sent_does_not(
    sajt: Sajt, page: Page
) -> None:
    path = address(sajt.lan, "bered")
    sajt.enter(page, "handlaggare", path)
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.get_by_label("Bakgrund").press_sequentially("Ord")
    page.get_by_role("link", name="Tillbaka", exact=True).click()
    page.wait_for_url(lambda url: "/steg/" not in url)
    assert asked == ["beforeunload"]
    page.goto(sajt.address + path)
    page.get_by_label("Bakgrund").press_sequentially("Mer")
    expect(page.locator("#sparat")).to_contain_text("Sparat")
    page.get_by_role("link", name="Tillbaka", exact=True).click()
    page.wait_for_url(lambda url: "/steg/" not in url)
    assert asked == ["beforeunload"]
    page.remove_listener("dialog", answer)
