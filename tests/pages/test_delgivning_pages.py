"""In a browser: a party that had nobody at the meeting reads the decisions and objects, and AU
answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.paths.delgivning import delgivning_in
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_party_objects_and_au_answers(sajt: Sajt, page: Page) -> None:
    path = f"/delgivningar/{delgivning_in(sajt.lan, 'vantar')}"
    sajt.enter(page, "alvesta")
    go(page.get_by_role("link", name="Läs besluten och svara"))
    expect(page.get_by_role("heading", name="Har Alvesta tagit del av besluten?")).to_be_visible()
    assert faults(page) == []
    go(page.get_by_role("link", name="Invänd"))
    page.get_by_label("Vad invänder ni mot?").fill("Vi hinner inte till januari.")
    assert faults(page) == []
    go(page.get_by_role("button", name="Invänd"))
    expect(page.get_by_role("heading", name="Invändningen")).to_be_visible()
    sajt.enter(page, "sekreterare", "/au")
    assert faults(page) == []
    go(page.get_by_role("link", name="Alvesta · Ledningsgruppen fre 8 dec 2023"))
    go(page.get_by_role("link", name="Svara på invändningen"))
    expect(page.get_by_text("Vi hinner inte till januari.")).to_be_visible()
    page.get_by_label("Vad gjorde ni med invändningen?").fill("Dagen tas upp i januari.")
    go(page.get_by_role("button", name="Skicka svaret"))
    assert page.url.endswith(path)
    expect(page.get_by_role("heading", name="Så gjorde AU")).to_be_visible()
    assert faults(page) == []
