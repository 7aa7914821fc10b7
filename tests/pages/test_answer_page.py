"""The pages behind a letter's link, and what did not arrive, as people see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.base import table_of
from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering
from models.vocabulary import AviseringLage
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.paths.arende import arende_in
from support.site import Sajt, faults, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_remiss_is_answered_from_the_mailbox_by_whoever_is_not_signed_in(
    page: Page, sajt: Sajt, settings: Settings
) -> None:
    arende_in(sajt.lan, "pa_remiss")
    deliver(sajt.lan.database, Mailbox(secret_key(settings)), sajt.lan.now)
    sajt.enter(page, "lessebo", "/brevlada")
    page.locator(".letter").first.locator("summary").click()
    href = page.get_by_role("link", name=re.compile("^Svara direkt")).get_attribute("href")
    page.context.clear_cookies()
    page.goto(f"{sajt.address}{href}")
    expect(page.get_by_text("Du svarar som Lessebo.")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Synpunkt 1").fill("Mer tid.")
    page.get_by_role("button", name="Lägg till en synpunkt").click()
    expect(page.get_by_label("Synpunkt 2")).to_be_visible()
    page.get_by_label("Tillstyrker med synpunkter").check()
    go(page.get_by_role("button", name="Skicka svaret", exact=True))
    expect(page.get_by_role("heading", name="Tack, det är klart")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{sajt.address}{href}x")
    expect(page.get_by_role("heading", name="Länken går inte att använda")).to_be_visible()
    assert faults(page) == []


def test_the_secretary_takes_care_of_what_did_not_arrive(page: Page, sajt: Sajt) -> None:
    sajt.lan.arende()
    failed = {"lage": AviseringLage.MISSLYCKAD, "fel": "E-postservern svarade: 550 No such user"}
    with sajt.lan.database.session() as session:
        session.execute(
            table_of(Avisering)
            .update()
            .where(table_of(Avisering).c.mall == "kvittens")
            .values(failed)
        )
    sajt.enter(page, "sekreterare", "/")
    assert faults(page) == []
    card = page.locator("section.card").filter(has_text="Brev som inte gick fram")
    go(card.get_by_role("link").first)
    assert faults(page) == []
    go(page.get_by_role("button", name="Markera som hanterat"))
    expect(page.get_by_text("Brevet är hanterat.")).to_be_visible()
    expect(page.get_by_text("gick inte fram, hanterat")).to_be_visible()
    assert faults(page) == []
