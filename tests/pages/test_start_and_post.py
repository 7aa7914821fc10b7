"""Min översikt, the demo's clock and mailbox, and the pages that say no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from models.settings import Settings
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.application import application
from support.county import Lan
from support.paths.arende import arende_in, atagande_in, remiss_in
from support.paths.avtal import UPPHOR, avtal
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.browser
def test_a_chef_sees_what_waits_and_answers_it_in_one_click(page: Page, sajt: Sajt) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")
    sajt.enter(page, "alvesta", "/")
    expect(page.get_by_text("Inget väntar på dig just nu.")).to_be_visible()
    ahead = page.get_by_role("link", name="Rapportera klart: Utse kontaktperson")
    expect(ahead).to_be_visible()
    sajt.lan.at("2024-01-12")  # ten working days before it is due
    sajt.enter(page, "alvesta", "/")
    expect(ahead).to_have_count(0)
    expect(page.get_by_text("En sak.")).to_be_visible()
    expect(page.get_by_role("heading", name="Utse kontaktperson")).to_be_visible()
    expect(page.get_by_role("link", name="Vi kan inte nu – be om stöd")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Rapportera klart").click()
    go(page.get_by_role("button", name="Rapportera klart"))
    assert sajt.lan.lage(atagande) == "rapporterat"
    sajt.enter(page, "alvesta", "/")
    expect(page.get_by_text("Inget väntar på dig just nu.")).to_be_visible()
    waits = page.get_by_role("complementary", name="Mer på gång")
    expect(waits.get_by_role("link", name="Utse kontaktperson")).to_be_visible()


@pytest.mark.parametrize(
    ("forlangning", "asked"),
    [({}, "Pröva om texten håller"), (UPPHOR, "Förläng eller låt upphöra")],
    ids=["goes on", "ends"],
)
def test_an_agreement_on_its_last_day_asks_what_becomes_of_it_only_if_it_ends(
    sajt: Sajt, forlangning: dict[str, Any], asked: str
) -> None:
    day = "2023-11-30"
    avtal(sajt.lan.at("2023-11-07"), **{**forlangning, "giltig_till": day, "oversyn": day})
    sajt.lan.at("2023-11-28")
    seen = sajt.client("sammankallande").http.get("/").text
    said = [one for one in ("Pröva om texten håller", "Förläng eller låt upphöra") if one in seen]
    assert (said, "avtalet upphör den dagen" in seen) == ([asked], bool(forlangning))


@pytest.mark.browser
def test_the_clock_moves_forward_and_letters_come(page: Page, sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    deliver(sajt.lan.database, Mailbox(), sajt.lan.now)
    sajt.enter(page, "lessebo", "/remisser?lage=oppen")
    page.get_by_role("button", name="+1 vecka").click()
    expect(page.get_by_text("Nu är det tisdag 14 november 2023.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/remisser\?lage=oppen$"))
    for _ in range(3):
        go(page.get_by_role("button", name="+1 vecka"))
    go(page.get_by_role("link", name="Brevlåda"))
    letters = page.locator(".letter")
    assert letters.count() >= 2
    expect(page.get_by_label("Brev till")).to_have_value("lessebo@lan.example")
    letters.last.locator("summary").click()
    assert faults(page) == []
    letters.last.get_by_role("link", name="Öppna i Samflöde").click()
    expect(page).to_have_url(re.compile("/remisser/"))


@pytest.mark.browser
def test_in_the_demo_a_letter_lies_in_the_mailbox_as_soon_as_something_is_done(
    page: Page, sajt: Sajt
) -> None:
    sajt.enter(page, "sammankallande", "/arenden/nytt")
    page.get_by_label("Rubrik").fill("Gemensam rutin")
    page.get_by_label("Fråga", exact=False).first.fill("Behövs den?")
    page.get_by_label("Beslut", exact=True).check()
    go(page.get_by_role("button", name="Lämna in"))
    page.get_by_role("link", name="Brevlåda").click()
    expect(
        page.locator(".letter b").filter(has_text="Vi har tagit emot ditt ärende")
    ).to_be_visible()


@pytest.mark.browser
def test_a_meeting_that_is_not_planned_is_said_and_the_clock_stands(page: Page, sajt: Sajt) -> None:
    sajt.enter(page, "lessebo", "/")
    page.get_by_role("button", name="till nästa möte").click()
    expect(page.get_by_text("Inget kommande möte är planerat.")).to_be_visible()
    expect(page.get_by_text("tisdag 7 november 2023")).to_be_visible()


def test_nobody_moves_the_clock_or_reads_the_mailbox_outside_the_demo(
    lan: Lan, settings: Settings
) -> None:
    with TestClient(application(settings), base_url="http://127.0.0.1") as plain:
        assert plain.get("/brevlada").status_code == 404
        assert plain.post("/demo/klocka", data={"hopp": "dag"}).status_code == 404
    assert lan.now.year == 2023


def test_the_clock_moves_only_by_the_demos_own_form(sajt: Sajt) -> None:
    visitor = sajt.client("lessebo")
    csrf = visitor.form("/arenden/nytt")["_csrf"]
    assert visitor.send("/demo/klocka", {"hopp": "dag"}).status_code == 403
    assert visitor.send("/demo/klocka", {"hopp": "år", "_csrf": csrf}).status_code == 422
    answer = visitor.send(
        "/demo/klocka", {"hopp": "dag", "_csrf": csrf, "tillbaka": "https://ond.example"}
    )
    assert answer.headers["location"] == "/"


@pytest.mark.browser
def test_each_sees_their_own_messages_and_the_secretary_all(page: Page, sajt: Sajt) -> None:
    remiss_in(sajt.lan, "oppen")
    deliver(sajt.lan.database, Mailbox(), sajt.lan.now)
    sajt.enter(page, "sekreterare", "/aviseringar")
    expect(page.get_by_role("cell", name="Alvesta").first).to_be_visible()
    assert faults(page) == []
    go(page.get_by_role("link", name="Svara senast").first)
    href = page.url.removeprefix(sajt.address)
    assert faults(page) == []
    sajt.enter(page, "alvesta", "/aviseringar")
    expect(page.get_by_role("cell", name="Lessebo")).to_have_count(0)
    assert sajt.enter(page, "ljungby", href) == 404
    assert sajt.enter(page, "ljungby", "/aviseringar?person=alvesta@lan.example") == 403


@pytest.mark.browser
def test_pages_that_say_no_are_readable(page: Page, sajt: Sajt) -> None:
    for path, status in (
        ("/finns-inte", 404),
        ("/arenden/lgs-2023-99", 404),
        ("/arenden?efter=x", 422),
    ):
        assert sajt.enter(page, "lessebo", path) == status
        expect(page.get_by_role("link", name="Till översikten")).to_be_visible()
        assert faults(page) == []


def test_an_unknown_and_a_forbidden_arende_look_the_same(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "inkommet")
    visitor = sajt.client("lessebo")
    one, other = (visitor.http.get(f"/arenden/utkast-{number}") for number in (sak, 4711))
    assert one.status_code == other.status_code == 404
    texts = [
        re.sub(r'(name="_(?:nyckel|csrf)" value=|utkast-)"?[\w-]+', "", answer.text)
        for answer in (one, other)
    ]
    assert texts[0] == texts[1]


def test_a_database_that_does_not_answer_is_said_and_what_was_typed_is_kept(sajt: Sajt) -> None:
    visitor = sajt.client("sammankallande")
    fields = {**visitor.form("/arenden/nytt"), "rubrik": "Det jag skrev", "fraga": "Behövs det?"}
    with sajt.database_away():
        answer = visitor.send("/arenden/nytt", fields)
        page = visitor.http.get("/arenden")
    assert answer.status_code == page.status_code == 503
    assert answer.headers["retry-after"]
    assert 'value="Det jag skrev"' in answer.text
    assert fields["_nyckel"] in answer.text
