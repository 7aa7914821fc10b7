"""Agreements over the API and as pages, for the tests of both."""

from __future__ import annotations

from typing import Any

from support.asking import Site
from support.paths.avtal import AVTAL


def put(site: Site, who: str = "sekreterare", **said: Any) -> dict[str, Any]:
    """Add an agreement over the API; what is None is left out."""
    sent = {name: value for name, value in {**AVTAL, **said}.items() if value is not None}
    answer = site.post(who, "/avtal", sent)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/api/v1/avtal/{found['slug']}"
    return found


def page(site: Site, who: str, path: str) -> str:
    answer = site.client.get(path, headers=site.headers(who))
    assert answer.status_code == 200, path
    return str(answer.text)


def slugs(site: Site, query: str = "") -> list[str]:
    return [one["slug"] for one in site.get("alvesta", f"/avtal{query}").json()["poster"]]
