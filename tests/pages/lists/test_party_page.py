"""What concerns one's party is read on its page and over REST, page by page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from models.tables import Remiss
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in
from support.site import Sajt, faults


def three_tasks(lan: Lan) -> None:
    """Let a decision give every kommun three things to do."""
    sak = arende_in(lan, "pa_dagordning")
    tasks = [
        {**UPPGIFT, "text": text, "mottagare": "kommuner"}
        for text in ("Utse kontaktperson", "Redovisa läget", "Informera personalen")
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=tasks)


@pytest.mark.browser
def test_a_chef_finds_what_concerns_the_party_also_what_is_answered(page: Page, sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    remiss = sajt.lan.rows(Remiss)[-1].id
    sajt.lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    assert sajt.enter(page, "alvesta", "/parten") == 200
    expect(page.get_by_role("heading", level=1)).to_have_text("Det som rör Alvesta")
    row = page.locator("#parten li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Remiss, besvarad")
    assert faults(page) == []
    row.get_by_role("link").click()
    expect(page).to_have_url(f"{sajt.address}/remisser/{remiss}")


@pytest.mark.browser
def test_a_long_page_goes_on(page: Page, sajt: Sajt, monkeypatch: pytest.MonkeyPatch) -> None:
    three_tasks(sajt.lan)
    monkeypatch.setattr("api.web.desk.party._PAGE", 2)
    sajt.enter(page, "alvesta", "/parten")
    expect(page.locator("#parten li")).to_have_count(2)
    page.get_by_role("link", name="Visa fler").click()
    expect(page.locator("#parten li")).to_have_count(3)
    expect(page.get_by_role("link", name="Visa fler")).to_have_count(0)


def test_who_answers_for_no_party_is_told_so(sajt: Sajt) -> None:
    assert (
        "Du svarar inte för någon huvudman." in sajt.client("handlaggare").http.get("/parten").text
    )
