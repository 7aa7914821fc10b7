"""Another site cannot act in somebody's name: the browser's cookie alone is not enough."""

from __future__ import annotations

import pytest

from api.shared.installation import real_now
from api.shared.tokens import cookie_name, sign_in
from support.asking import HOST, Site
from support.county import TEXTER

FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "null"},
    {"origin": "https://elak.example"},
    {"sec-fetch-site": "cross-site", "origin": HOST},
]
OWN = [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": HOST}]


@pytest.fixture
def signed_in(site: Site) -> Site:
    """The site, and a browser signed in as sammankallande."""
    with site.lan.database.session() as session:
        token = sign_in(session, site.lan.ids["sammankallande"], real_now())
    site.client.cookies.set(cookie_name(site.app.state.installation.settings), token)
    return site


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_request_from_another_site_changes_nothing(
    signed_in: Site, headers: dict[str, str]
) -> None:
    answer = signed_in.client.post("/api/v1/arenden", json=TEXTER, headers=headers)
    assert (answer.status_code, answer.json()["title"]) == (
        403,
        "Begäran kom från en annan webbplats",
    )
    assert signed_in.get("ingen", "/arenden").json()["poster"] == []


@pytest.mark.parametrize("headers", OWN)
def test_a_request_from_here_is_taken(signed_in: Site, headers: dict[str, str]) -> None:
    assert signed_in.client.post("/api/v1/arenden", json=TEXTER, headers=headers).status_code == 201


def test_a_script_with_a_token_is_no_browser(site: Site) -> None:
    headers = {**site.headers("sammankallande"), "sec-fetch-site": "cross-site"}
    assert site.client.post("/api/v1/arenden", json=TEXTER, headers=headers).status_code == 201


def test_reading_is_free_from_anywhere_but_shows_nothing_to_another_site(signed_in: Site) -> None:
    answer = signed_in.client.get("/api/v1/jag", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    # No permission for other origins: their scripts cannot read the answer.
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
