"""Getting in and out: the demo's roles, one-time links, and sessions that end when they should."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import SESSION_LIFE, new_link, sign_in
from models.settings import Settings
from models.tables import Inloggning
from support.application import application
from support.county import Lan
from support.site import COOKIE, Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _link(sajt: Sajt, who: str, minutes_ago: int = 0) -> str:
    with sajt.lan.database.session() as session:
        token = new_link(session, sajt.lan.ids[who], real_now() - timedelta(minutes=minutes_ago))
    return f"/logga-in/lank/{token}"


@pytest.mark.browser
def test_a_newcomer_chooses_a_role_and_sees_its_work(page: Page, sajt: Sajt) -> None:
    sajt.lan.arende()
    sajt.set_clock()
    page.goto(sajt.address)
    expect(page).to_have_url(re.compile(r"/logga-in\?vidare=/$"))
    assert faults(page) == []
    page.get_by_role("button", name="Sekreterare").first.click()
    expect(page.get_by_role("heading", name="Väntar på dig")).to_be_visible()
    expect(page.get_by_role("link", name="Ta upp ärendet")).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Vem vill du vara?")).to_be_visible()
    page.goto(sajt.address + "/arenden")
    expect(page).to_have_url(re.compile("/logga-in"))


@pytest.mark.browser
def test_a_one_time_link_signs_in_with_a_button_and_only_once(page: Page, sajt: Sajt) -> None:
    path = _link(sajt, "alvesta")
    for _ in range(3):  # a mail scanner that fetches the link uses nothing up
        assert sajt.client(None).http.get(path).status_code == 200
    page.goto(sajt.address + path)
    assert faults(page) == []
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Väntar på dig")).to_be_visible()
    page.context.clear_cookies()
    answer = page.goto(sajt.address + path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Länken går inte att använda")).to_be_visible()


def test_a_link_signs_nobody_in_after_fifteen_minutes(sajt: Sajt) -> None:
    assert sajt.client(None).http.get(_link(sajt, "alvesta", minutes_ago=16)).status_code == 404
    assert sajt.client(None).http.get(_link(sajt, "alvesta", minutes_ago=14)).status_code == 200


def test_a_link_never_stands_in_the_log(sajt: Sajt, capfd: pytest.CaptureFixture[str]) -> None:
    path = _link(sajt, "alvesta")
    assert sajt.client(None).http.get(path).status_code == 200
    said, deadline = "", time.monotonic() + 10
    while "vag=/logga-in/lank/…" not in said:  # the line is written when the answer has left
        assert time.monotonic() < deadline, said
        said += "".join(capfd.readouterr())
    assert path not in said


def test_an_unknown_link_looks_like_one_that_is_used_up(sajt: Sajt) -> None:
    used = _link(sajt, "alvesta", minutes_ago=60)
    one, other = (sajt.client(None).http.get(path) for path in (used, "/logga-in/lank/finns-inte"))
    assert one.status_code == other.status_code == 404
    assert "Länken går inte att använda" in one.text
    assert "Länken går inte att använda" in other.text


def test_signing_in_ends_the_session_before_and_makes_a_new_token(sajt: Sajt) -> None:
    visitor = sajt.client("alvesta")
    before = visitor.http.cookies[COOKIE]
    fields = visitor.form("/logga-in")
    answer = visitor.send("/logga-in", {**fields, "person": str(sajt.lan.ids["lessebo"])})
    assert answer.status_code == 303
    assert answer.cookies[COOKIE] != before
    assert sajt.with_token(before).http.get("/").headers["location"].startswith("/logga-in")


def test_an_old_session_a_closed_account_and_a_made_up_token_let_nobody_in(
    sajt: Sajt, lan: Lan
) -> None:
    with lan.database.session() as session:
        old = sign_in(session, lan.ids["alvesta"], real_now() - SESSION_LIFE)
    for token in (old, "påhittad".encode().hex(), ""):
        assert sajt.with_token(token).http.get("/").status_code == 303
    assert all(len(row.token_hash) == 64 and old != row.token_hash for row in lan.rows(Inloggning))


def test_roles_are_chosen_only_in_the_demo_and_only_on_this_computer(
    lan: Lan, settings: Settings
) -> None:
    person = {"person": str(lan.ids["alvesta"])}
    with TestClient(application(settings), base_url="http://127.0.0.1") as plain:
        assert "Be AU-sekreteraren" in plain.get("/logga-in").text
        assert plain.post("/logga-in", data=person).status_code == 404
    demo = application(settings.model_copy(update={"demo": True}))
    with TestClient(demo, base_url="http://samflode.example") as elsewhere:
        assert elsewhere.post("/logga-in", data=person).status_code == 404


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites(sajt: Sajt) -> None:
    visitor = sajt.client(None)
    answer = visitor.send(
        "/logga-in", {**visitor.form("/logga-in"), "person": str(sajt.lan.ids["alvesta"])}
    )
    cookie = next(
        one for one in answer.headers.get_list("set-cookie") if one.startswith(COOKIE + "=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_over_https_the_cookie_is_kept_to_this_host(lan: Lan, settings: Settings) -> None:
    app = application(settings.model_copy(update={"base_url": "https://samflode.example"}))
    with lan.database.session() as session:
        token = new_link(session, lan.ids["alvesta"], real_now())
    with TestClient(app, base_url="https://samflode.example", follow_redirects=False) as client:
        html = client.get(f"/logga-in/lank/{token}").text
        csrf = html.split('name="_csrf" value="')[-1].split('"')[0]
        cookie = client.post(f"/logga-in/lank/{token}", data={"_csrf": csrf}).headers["set-cookie"]
    assert cookie.startswith("__Host-samflode=")
    assert "Secure" in cookie


@pytest.mark.parametrize(
    "forward", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)"]
)
def test_signing_in_leads_only_to_our_own_pages(sajt: Sajt, forward: str) -> None:
    visitor = sajt.client(None)
    fields = {
        **visitor.form("/logga-in"),
        "vidare": forward,
        "person": str(sajt.lan.ids["alvesta"]),
    }
    assert visitor.send("/logga-in", fields).headers["location"] == "/"
