"""The page Drift in a browser: well, and when something has stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from api.shared.installation import real_now
from flows.sweeps import run_due
from models.base import table_of
from models.settings import Settings
from models.tables import Svepkorning
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.browser
def test_the_secretary_sees_that_the_clock_goes_and_when_it_has_stopped(
    page: Page, sajt: Sajt, settings: Settings
) -> None:
    sajt.enter(page, "sekreterare", "/drift")
    run_due(sajt.lan.database, real_now(), settings.model_copy(update={"demo": True}))
    sajt.enter(page, "sekreterare", "/")
    page.get_by_role("link", name="Drift").click()
    expect(page.get_by_text("Klockan går och posten kommer iväg.")).to_be_visible()
    expect(page.locator("#svep tbody tr")).to_have_count(6)
    assert faults(page) == []
    with sajt.lan.database.session() as session:
        session.execute(
            table_of(Svepkorning).update().values(startad=real_now() - timedelta(days=4))
        )
    page.reload()
    expect(page.get_by_text("Klockan går inte").first).to_be_visible()
    assert faults(page) == []


def test_drift_is_the_secretarys(sajt: Sajt) -> None:
    assert sajt.client("lessebo").http.get("/drift").status_code == 403
    assert '"/drift"' not in sajt.client("lessebo").http.get("/").text
