"""A step's own page: two editors who meet, texts that are changed or emptied, and steps that belong
to others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende, Handelseinnehall
from support.guards import refused
from support.paths.arende import arende_in, remiss_in
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def bered(sajt: Sajt) -> str:
    """The address where AU writes the underlag of an ärende that has some already."""
    sak = arende_in(sajt.lan, "under_beredning")
    sajt.lan.step(
        sak, "handlaggare", "bered", bakgrund="Så var det förut.", konsekvenser="Ryms inom ram."
    )
    return f"/arenden/utkast-{sak}/steg/bered"


@pytest.mark.browser
def test_the_second_editor_sees_who_changed_what_and_loses_nothing(
    page: Page, sajt: Sajt, bered: str
) -> None:
    sajt.enter(page, "handlaggare", bered)
    page.get_by_label("Bakgrund").fill("Det här skrev jag.")
    sak = sajt.lan.rows(Arende)[0].id
    sajt.lan.step(
        sak, "au_ledamot", "bered", bakgrund="Det här skrev AU.", konsekvenser="Kostar mer."
    )
    page.get_by_role("button", name="Spara underlaget").click()
    expect(page.get_by_text("Det har hänt något här medan du skrev")).to_be_visible()
    expect(
        page.locator(".error-summary").get_by_text("Au ledamot kl. 9.00: Underlaget ändrades.")
    ).to_be_visible()
    expect(page.get_by_label("Bakgrund")).to_have_value("Det här skrev jag.")
    expect(page.get_by_label("Konsekvenser")).to_have_value("Kostar mer.")
    expect(page.get_by_text("Så står det nu: bakgrund")).to_be_visible()
    expect(page.get_by_text("Det här skrev AU.")).to_be_visible()
    assert faults(page) == []
    go(page.get_by_role("button", name="Spara underlaget"))
    stored = sajt.lan.rows(Arende)[0]
    assert (stored.bakgrund, stored.konsekvenser) == ("Det här skrev jag.", "Kostar mer.")


def test_the_page_of_a_step_that_is_too_late_says_as_much_as_taking_it(sajt: Sajt) -> None:
    remiss, visitor = remiss_in(sajt.lan, "stangd"), sajt.client("lessebo")
    address = f"/remisser/{remiss}/steg/svara"
    shown = visitor.http.get(address)
    words = refused(sajt.lan, remiss, "lessebo", "svara", stallningstagande="avstar")
    assert "Skicka svaret till sekreteraren" in words
    assert (shown.status_code, words in shown.text) == (409, True)


def test_history_tells_only_what_was_changed(sajt: Sajt, bered: str) -> None:
    visitor = sajt.client("handlaggare")
    fields = {
        "bakgrund": "Så var det förut.",
        "konsekvenser": "Kostar mer.",
        "handlaggare": "handlaggare@lan.example",
    }
    assert visitor.fill_in(bered, **fields).status_code == 303
    told = sajt.lan.rows(Handelseinnehall)[-1].innehall
    assert told == '{"_andrat":["konsekvenser"],"konsekvenser":"Kostar mer."}'


def test_a_text_can_be_emptied_in_a_form(sajt: Sajt, bered: str) -> None:
    visitor = sajt.client("handlaggare")
    answer = visitor.fill_in(
        bered, bakgrund="", konsekvenser="Ryms inom ram.", handlaggare="handlaggare@lan.example"
    )
    assert answer.status_code == 303
    stored = sajt.lan.rows(Arende)[0]
    assert (stored.bakgrund, stored.konsekvenser) == ("", "Ryms inom ram.")


def test_no_obligations_is_said_with_a_box_and_proposed_ones_can_be_taken_away(
    sajt: Sajt, bered: str
) -> None:
    visitor = sajt.client("handlaggare")
    visitor.fill_in(bered, forslag_ataganden_inga="ja")
    assert sajt.lan.rows(Arende)[0].forslag_ataganden == []
    row = {"text": "Utse", "mottagare": "kommuner", "senast_slag": "tills_vidare", "svar": "ja"}
    visitor.fill_in(bered, **{f"forslag_ataganden-0-{name}": value for name, value in row.items()})
    assert sajt.lan.rows(Arende)[0].forslag_ataganden[0]["text"] == "Utse"
    visitor.fill_in(bered)
    assert sajt.lan.rows(Arende)[0].forslag_ataganden == []


@pytest.mark.parametrize(
    ("who", "step", "status", "says"),
    [
        ("au_ledamot", "avvisa", 403, "kan bara göras av AU:s ordförande"),
        ("sekreterare", "besluta", 409, "läget är ”Under beredning”"),
        ("au_ledamot", "finns_inte", 404, "Sidan finns inte"),
        ("utanfor", "bered", 404, "Sidan finns inte"),
        ("lessebo", "bered", 404, "Sidan finns inte"),
    ],
)
def test_a_step_that_is_not_ones_own_says_whose_it_is(
    sajt: Sajt, who: str, step: str, status: int, says: str
) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    visitor = sajt.client(who)
    path = f"/arenden/utkast-{sak}/steg/{step}"
    assert visitor.http.get(path).status_code == status
    csrf = (
        visitor.form("/arenden/nytt")["_csrf"]
        if who != "utanfor"
        else visitor.form("/logga-in")["_csrf"]
    )
    answer = visitor.send(
        path, {"_csrf": csrf, "skal": "Försök", "hanvisning": "Ingenstans", "utfall": "bifall"}
    )
    assert answer.status_code == status
    assert says in answer.text
    assert sajt.lan.lage(sak) == "under_beredning"


@pytest.mark.parametrize(
    "path",
    ["/moten/x", "/remisser/0", "/ataganden/99999999999999999999", "/arenden/utkast-1' OR 1"],
)
def test_an_address_that_names_nothing_is_a_page_not_found(sajt: Sajt, path: str) -> None:
    visitor = sajt.client("sekreterare")
    assert visitor.http.get(f"{path}/steg/kalla").status_code == 404


def test_hostile_words_come_back_as_text(sajt: Sajt, bered: str) -> None:
    hostile = "</textarea><script>alert(1)</script>{{ 7*7 }}"
    visitor = sajt.client("handlaggare")
    answer = visitor.fill_in(bered, bakgrund=hostile, foredragande="x" * 500)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in answer.text
    assert "Får vara högst 120 tecken." in answer.text


@pytest.mark.browser
def test_every_step_of_an_arende_has_an_accessible_page(page: Page, sajt: Sajt) -> None:
    """One state for each kind of field; errors are shown too, since an empty form is sent."""
    for lage, who, steps in (
        ("inkommet", "au_ordforande", ("ta_upp", "avvisa")),
        (
            "under_beredning",
            "au_ledamot",
            ("fardigbered", "skicka_pa_remiss", "begar_komplettering"),
        ),
        ("berett", "au_ledamot", ("satt_pa_dagordning",)),
    ):
        sak = arende_in(sajt.lan, lage)
        for step in steps:
            assert sajt.enter(page, who, f"/arenden/utkast-{sak}/steg/{step}") == 200
            assert faults(page) == []
            page.locator("main form .btn").last.click()
            expect(page).to_have_title(re.compile("^Fel: "))
            assert faults(page) == []


@pytest.mark.browser
def test_every_outcome_at_a_meeting_has_an_accessible_page(page: Page, sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_dagordning")
    for step in (
        "besluta",
        "bordlagg",
        "aterremittera",
        "fortsatt_dialog",
        "lagg_till_handlingarna",
        "lyft_till_forum",
    ):
        assert sajt.enter(page, "sekreterare", f"/arenden/utkast-{sak}/steg/{step}") == 200
        assert faults(page) == []
