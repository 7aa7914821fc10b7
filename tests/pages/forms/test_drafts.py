"""A new ärende saves itself while it is written: one form is one draft, and nothing that was typed
is lost.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende, Handelse
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

NYTT = "/arenden/nytt"
SPARA = "/arenden/nytt/utkast"


def _marks(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def test_a_form_saved_again_and_again_and_handed_in_is_one_arende(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form(NYTT), "rubrik": "Gemensam rutin"}
    first = visitor.send(SPARA, fields)
    draft = sajt.lan.rows(Arende)[0]
    assert first.headers["HX-Replace-Url"] == f"/arenden/utkast-{draft.id}/steg/redigera"
    assert "Sparat kl. 9.00" in first.text
    fields |= {**_marks(first.text), "fraga": "Behövs den?", "onskad_hantering": "beslut"}
    assert visitor.send(SPARA, fields).status_code == 200
    assert visitor.send(NYTT, fields).headers["location"] == "/arenden/lgs-2023-1"
    (kept,) = sajt.lan.rows(Arende)
    assert (kept.rubrik, kept.fraga, kept.nr) == ("Gemensam rutin", "Behövs den?", "lgs-2023-1")


def test_twenty_saves_of_one_form_at_once_are_one_draft_written_once(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form(NYTT), "rubrik": "Gemensam rutin"}
    with ThreadPoolExecutor(20) as hands:
        answers = list(hands.map(lambda _: visitor.send(SPARA, fields).status_code, range(20)))
        pressed = list(
            hands.map(
                lambda _: visitor.send(NYTT, {**fields, "_utkast": "ja"}).status_code, range(20)
            )
        )
    assert (set(answers) <= {200, 409}, set(pressed)) == (True, {303})
    assert len(sajt.lan.rows(Arende)) == 1
    assert len(sajt.lan.rows(Handelse, steg="redigera")) == 1


def test_an_empty_form_makes_no_draft(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    assert visitor.send(SPARA, visitor.form(NYTT)).status_code == 204
    assert sajt.lan.rows(Arende) == []


def test_what_is_emptied_while_it_is_written_is_gone_when_it_is_handed_in(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form(NYTT), "rubrik": "Gemensam rutin", "fraga": "Behövs den?"}
    saved = visitor.send(
        SPARA, {**fields, "bakgrund": "Ett missförstånd.", "onskad_hantering": "beslut"}
    )
    refused = visitor.send(NYTT, {**fields, **_marks(saved.text), "bakgrund": ""})
    assert "Välj om ärendet är för information, dialog eller beslut." in refused.text
    assert visitor.send(SPARA, {**fields, **_marks(saved.text), "bakgrund": ""}).status_code == 200
    kept = sajt.lan.rows(Arende)[0]
    assert (kept.bakgrund, kept.onskad_hantering) == ("", [])


def test_a_save_that_fails_says_why_and_writes_nothing_over(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form(NYTT), "rubrik": "Gemensam rutin"}
    saved = visitor.send(SPARA, fields)
    path = saved.headers["HX-Replace-Url"]
    assert visitor.fill_in(path, rubrik="Skriven i en annan flik").is_redirect
    late = visitor.send(SPARA, {**fields, **_marks(saved.text), "rubrik": "Gemensam rutin, igen"})
    assert late.status_code == 409
    assert "Du har ändrat utkastet någon annanstans." in late.text
    assert sajt.lan.rows(Arende)[0].rubrik == "Skriven i en annan flik"
    wide = visitor.send(
        path.replace("steg/redigera", "utkast"), {**visitor.form(path), "rubrik": "x" * 500}
    )
    assert wide.status_code == 422
    assert "Rubrik: Får vara högst" in wide.text


def test_a_draft_is_saved_only_by_its_author(sajt: Sajt) -> None:
    sak = sajt.lan.at("2023-11-07").arende(utkast=True)
    other = sajt.client("au_ledamot")
    assert (
        other.send(
            f"/arenden/utkast-{sak}/utkast", {**other.form(NYTT), "rubrik": "Min"}
        ).status_code
        == 404
    )
    assert sajt.lan.rows(Handelse, steg="redigera", aktor_id=sajt.lan.ids["au_ledamot"]) == []


def test_many_saves_are_one_line_of_the_history(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form(NYTT), "rubrik": "Gemensam rutin"}
    saved = visitor.send(SPARA, fields)
    visitor.send(SPARA, {**fields, **_marks(saved.text), "fraga": "Behövs den?"})
    page = visitor.http.get(f"/arenden/{sajt.lan.rows(Arende)[0].nr}").text
    assert page.count("Utkastet ändrades.") == 1
    assert "Ändrat: ”Rubrik” och ”Fråga”" in page


@pytest.mark.browser
def test_a_new_arende_saves_itself_and_a_reload_goes_on_with_it(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "sammankallande", NYTT)
    page.get_by_label("Rubrik").fill("Skolskjuts över kommungränsen")
    expect(page.get_by_text("Sparat kl. 9.00. Bara du ser utkastet.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/arenden/utkast-\d+/steg/redigera$"))
    page.reload()
    expect(page.get_by_label("Rubrik")).to_have_value("Skolskjuts över kommungränsen")
    page.get_by_label("Fråga").fill("Behövs en gemensam rutin?")
    expect(page.get_by_text("Sparat kl. 9.00")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Dialog").check()
    with sajt.database_away():
        expect(page.get_by_text("Inte sparat, men det du skrev står kvar här.")).to_be_visible()
    page.get_by_role("button", name="Lämna in").click()
    expect(page).to_have_url(re.compile(r"/arenden/lgs-2023-1$"))
    assert [row.fraga for row in sajt.lan.rows(Arende)] == ["Behövs en gemensam rutin?"]
