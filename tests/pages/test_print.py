"""What a page says on screen it says on paper, what is folded too; only the controls are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.tables import Arende, Beslut, Mote, Remiss, Revision
from support.paths.arende import atagande_given
from support.paths.revision import revision_in
from support.site import Sajt

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# What does nothing on paper, and what stays folded there: a matrix is one page, a history its
# latest.
CONTROLS = (
    ".filters, .tabs, .more, .more-row, .btn, .buttons, .other-steps, .no-print, .vh, .earlier,"
    " .drafts, .cell details, [role=status], button, select, .fler-filter, option"
)
MARK = """controls => {
  document.querySelectorAll('main details').forEach(one => one.open = true)
  const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  window.said = []
  for (let one = words.nextNode(); one; one = words.nextNode()) {
    const holder = one.parentElement
    if (one.data.trim() && !holder.closest(controls) && holder.checkVisibility()) said.push(one)
  }
  document.querySelectorAll('main details').forEach(one => one.open = false)
  return said.length }"""
LOST = """said.filter(one => !one.parentElement.checkVisibility({contentVisibilityAuto: true}))
  .map(one => one.data.trim())"""
CUT = """[...document.querySelectorAll('main *:not(.vh, button)')].filter(one => {
  const how = getComputedStyle(one)
  return /hidden|auto|scroll/.test(how.overflowX + how.overflowY) && one.checkVisibility()
    && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
}).map(one => one.tagName + '.' + one.className)"""


def lost(page: Page) -> list[str]:
    """Return what the page says on screen, with everything unfolded, and does not say on paper."""
    page.emulate_media(media="screen")
    assert page.evaluate(MARK, CONTROLS) > 5
    page.emulate_media(media="print")
    return [*page.evaluate(LOST), *page.evaluate(CUT)]


@pytest.fixture
def decided(sajt: Sajt) -> dict[str, str]:
    """A county where something has been decided, by where it is read."""
    atagande_given(sajt.lan)
    return {
        "översikt": "/",
        "ärende": f"/arenden/{sajt.lan.rows(Arende)[-1].nr}",
        "möte": f"/moten/{sajt.lan.rows(Mote)[-1].id}",
        "beslut": f"/beslut/{sajt.lan.rows(Beslut)[-1].nr}",
        "efterlevnad": "/efterlevnad",
        "ärenden": "/arenden",
        "ledningsgruppen": "/organ/lgs",
    }


@pytest.fixture
def revised(sajt: Sajt) -> dict[str, str]:
    """A county where a text is on remiss, by where it is read."""
    sak = revision_in(sajt.lan, "pa_remiss")
    remiss = sajt.lan.rows(Remiss, om_id=sak)[-1].id
    return {
        "revision": f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}",
        "remiss": f"/remisser/{remiss}",
        "svar": f"/remisser/{remiss}/steg/svara",
        "avtal": "/avtal",
    }


@pytest.mark.parametrize("county", ["decided", "revised"])
def test_a_page_says_on_paper_what_it_says_on_screen(
    sajt: Sajt, page: Page, county: str, request: pytest.FixtureRequest
) -> None:
    who = {"decided": "sekreterare", "revised": "alvesta"}[county]
    for name, path in request.getfixturevalue(county).items():
        assert sajt.enter(page, who, path) == 200, name
        assert lost(page) == [], name
        assert not page.get_by_role("navigation", name="Huvudmeny").is_visible(), name


def test_those_who_were_at_a_meeting_stand_on_its_paper(
    sajt: Sajt, page: Page, decided: dict[str, str]
) -> None:
    sajt.enter(page, "sekreterare", decided["möte"])
    page.emulate_media(media="print")
    card = page.locator("section", has=page.get_by_role("heading", name="Närvaro"))
    names = card.locator(".row p").first
    assert names.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    assert not page.locator(".earlier").first.is_visible()


def test_a_link_that_leads_out_has_its_address_on_paper(
    sajt: Sajt, page: Page, decided: dict[str, str]
) -> None:
    sajt.enter(page, "sekreterare", decided["beslut"])
    page.evaluate(
        "document.querySelector('main h1').innerHTML += '<a href=\"https://exempel.se\">x</a>'"
    )
    page.emulate_media(media="print")
    said = "getComputedStyle(document.querySelector('main h1 a'), '::after').content"
    assert "https://exempel.se" in page.evaluate(said)
