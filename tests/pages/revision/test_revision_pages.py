"""The pages of a revision in every state: readable for all who see it, and every step has a
page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.lagen import RevisionLage
from models.tables import Revision
from support.paths.revision import revision_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

READERS = ("au_ledamot", "sekreterare", "sammankallande", "alvesta")
FORMS = {
    "initierad": (("au_ledamot", "prioritera"), ("au_ledamot", "avsta")),
    "prioriterad": (("au_ledamot", "ge_nytt_uppdrag"),),
    "utarbetas": (
        ("au_ledamot", "ge_nytt_uppdrag"),
        ("sammankallande", "skriv_utkast"),
        ("sammankallande", "lamna_forslag"),
    ),
    "hos_au": (("au_ledamot", "skicka_pa_remiss"), ("au_ledamot", "atersand")),
    "sammanstalls": (("sammankallande", "slutfor"),),
    "slutligt": (("au_ledamot", "satt_pa_dagordning"),),
    "pa_dagordning": (("sekreterare", "besluta"),),
    "hos_parterna": (
        ("alvesta", "planera_beslut"),
        ("sekreterare", "planera_beslut"),
        ("alvesta", "parten_beslutar"),
        ("sekreterare", "slapp_part"),
    ),
    "signeras": (
        ("alvesta", "signera"),
        ("sekreterare", "signera_pa_papper"),
        ("alvesta", "avsta_signera"),
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("lage", [lage.value for lage in RevisionLage])
def test_a_revision_is_readable_in_every_state_and_its_steps_have_pages(
    page: Page, sajt: Sajt, lage: str
) -> None:
    sak = revision_in(sajt.lan, lage)
    bas = f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}"
    for who in READERS:
        seen = sajt.enter(page, who, bas)
        assert seen in {200, 404}
    assert sajt.enter(page, "au_ledamot", bas) == 200
    assert faults(page) == []
    for who, step in FORMS.get(lage, ()):
        assert sajt.enter(page, who, f"{bas}/steg/{step}") == 200, step
        assert faults(page) == [], step
    for path in ("/jamfor", "/text/1") if lage in {"slutligt", "genomford"} else ():
        assert sajt.enter(page, "au_ledamot", bas + path) == 200
        assert faults(page) == [], path


@pytest.mark.browser
def test_a_long_history_shows_the_latest_and_opens_for_the_rest(page: Page, sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "genomford")
    sajt.enter(page, "au_ledamot", f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}")
    history = page.locator("#handelser")
    expect(history.get_by_text("Revisionen är genomförd.")).to_be_visible()
    expect(history.get_by_text("Gruppen började skriva.")).to_be_hidden()
    history.get_by_text("tidigare händelser").click()
    expect(history.get_by_text("Gruppen började skriva.")).to_be_visible()
