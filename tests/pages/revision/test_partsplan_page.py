"""Where and when a party decides, on the pages: in its remissvar, on the revision, in the form of
the decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Remiss, Revision, Revisionspart
from support.paths.arende import arende_in
from support.paths.revision import MOTESDAG, decided, revision_in, to_meeting
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
INSTANS, DAG = "Beslutas hos er av", "Planerad dag för ert beslut"


def test_a_party_says_in_its_answer_where_it_decides_and_the_revision_shows_it(
    sajt: Sajt, page: Page
) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "pa_remiss")
    remiss, nr = lan.rows(Remiss)[-1].id, lan.rows(Revision, id=sak)[0].nr
    sajt.enter(page, "alvesta", f"/remisser/{remiss}/steg/svara")
    page.get_by_role("radio", name="Tillstyrker", exact=True).check()
    page.get_by_label(DAG).fill("2024-01-16")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(
        page.get_by_text("Skriv vilken instans hos er som beslutar den dagen.").first
    ).to_be_visible()
    page.get_by_label(INSTANS).fill("Socialnämnden")
    page.get_by_role("button", name="Skicka svaret").click()
    sajt.enter(page, "alvesta", f"/remisser/{remiss}")
    expect(page.get_by_text("Beslutas av Socialnämnden, planerat")).to_be_visible()
    assert faults(page) == []
    sajt.enter(page, "au_ledamot", f"/revisioner/{nr}")
    expect(page.locator("#plan").get_by_text("Alvesta beslutar: Socialnämnden")).to_be_visible()
    expect(page.locator("#partstabell").get_by_text("Socialnämnden")).to_be_visible()
    assert faults(page) == []


def test_the_decision_is_filled_in_with_those_who_have_said_where_they_decide(
    sajt: Sajt, page: Page
) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "slutligt")
    nr = lan.rows(Revision, id=sak)[0].nr
    lan.step(sak, "alvesta", "planera_beslut", instans="Socialnämnden", planerat="2024-01-16")
    to_meeting(lan, sak, MOTESDAG)
    sajt.set_clock()
    sajt.enter(page, "sekreterare", f"/revisioner/{nr}/steg/besluta")
    expect(page.get_by_role("checkbox", name="Alvesta")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Lessebo")).not_to_be_checked()
    assert faults(page) == []
    page.get_by_label("Beslut", exact=True).fill("Texten antas.")
    page.get_by_label("Gäller från").fill("2024-02-01")
    page.get_by_label("Beslutet ger inga åtaganden").check()
    page.get_by_role("button", name="Besluta").click()
    expect(page.get_by_text("Hos parterna").first).to_be_visible()
    assert [row.beslutar for row in lan.rows(Revisionspart)] == [True, False, False]
    sajt.enter(page, "alvesta", f"/revisioner/{nr}/steg/parten_beslutar")
    expect(page.get_by_role("radio", name="Socialnämnden")).to_be_checked()


def _plans(at: tuple[Sajt, Page, str], instans: str, day: str, before: str | None = None) -> None:
    sajt, page, bas = at
    sajt.enter(page, "alvesta", f"{bas}/steg/planera_beslut")
    page.get_by_label("Instans").fill(instans)
    page.get_by_label("Planerad dag").fill(day)
    if before:
        page.get_by_role("group", name="Beslutar efter").get_by_role("radio", name=before).check()
    assert faults(page) == []
    page.get_by_role("button", name="Spara dagen").click()
    expect(page.locator("#partstabell").get_by_text(instans)).to_be_visible()


def test_a_party_names_its_instanser_in_order_and_the_page_says_what_is_left(
    sajt: Sajt, page: Page
) -> None:
    lan = sajt.lan
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    sajt.set_clock()
    bas = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}"
    _plans((sajt, page, bas), "Socialnämnden", "2023-12-18")
    _plans((sajt, page, bas), "Kommunstyrelsen", "2024-01-09", "Socialnämnden")
    lan.at("2023-12-18")
    sajt.set_clock()
    sajt.enter(page, "alvesta", f"{bas}/steg/parten_beslutar")
    expect(page.get_by_role("radio", name="Socialnämnden")).to_be_checked()
    page.get_by_label("Dag", exact=True).fill("2023-12-18")
    page.get_by_label("Paragraf").fill("§ 112")
    page.get_by_role("radio", name="Ja", exact=True).check()
    page.get_by_role("button", name="Spara beslutet").click()
    told = page.locator("#partstabell")
    expect(told.get_by_text("Beslutar tis 9 jan 2024")).to_be_visible()
    left = "Socialnämnden ja 2023-12-18 § 112; Kommunstyrelsen tis 9 jan 2024"
    expect(told.get_by_text(left)).to_be_visible()
    sajt.enter(page, "alvesta", "/")
    left = "Skriv in partens beslut: Avtal om hjälpmedel: beslut av Alvesta (kommunstyrelsen)"
    expect(page.get_by_role("link", name=left)).to_be_visible()
    assert faults(page) == []


def test_an_answer_about_an_arende_is_not_asked_where_it_is_decided(sajt: Sajt, page: Page) -> None:
    arende_in(sajt.lan, "pa_remiss")
    sajt.enter(page, "alvesta", f"/remisser/{sajt.lan.rows(Remiss)[-1].id}/steg/svara")
    expect(page.get_by_label("Motivering")).to_be_visible()
    expect(page.get_by_label(INSTANS)).to_have_count(0)
    expect(page.get_by_label(DAG)).to_have_count(0)


def test_a_mandate_that_has_run_out_is_given_anew_by_au(sajt: Sajt, page: Page) -> None:
    sak = revision_in(sajt.lan, "utarbetas")
    sajt.lan.mote("2024-03-08")
    bas = f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}"
    ran_out = page.get_by_text("Uppdraget gick ut mån 20 nov 2023.")
    sajt.enter(page, "au_ledamot", bas)
    expect(ran_out).to_have_count(0)
    sajt.lan.at("2023-12-04")
    sajt.set_clock()
    sajt.enter(page, "au_ledamot", bas)
    expect(ran_out).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Ge nytt uppdrag").first.click()
    expect(ran_out).to_be_visible()
    page.get_by_label("Varför?").fill("Lagen blev försenad.")
    page.get_by_label("Uppdraget gäller till").fill("2024-02-01")
    page.get_by_role("radio", name="fre 8 mars 2024").check()
    assert faults(page) == []
    page.get_by_role("button", name="Ge nytt uppdrag").click()
    expect(page.locator("#plan").get_by_text("Uppdragets sista dag")).to_be_visible()
    expect(ran_out).to_have_count(0)
    assert faults(page) == []
