"""The web application asked as anybody of the county, in process or over a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from support.county import Lan

# The web reads the real clock: what these tests do happens today, on whichever day that is.
HOST = "http://127.0.0.1"


@dataclass
class Site:
    """The application and everyone's token. "ingen" sends none."""

    lan: Lan
    app: FastAPI
    client: TestClient
    tokens: dict[str, str]

    def headers(self, who: str) -> dict[str, str]:
        """Return what somebody sends to be known."""
        return {"Authorization": f"Bearer {self.tokens[who]}"} if who != "ingen" else {}

    def get(self, who: str, path: str, **more: Any) -> Any:
        """Ask as somebody for an address below /api/v1."""
        return self.client.get(f"/api/v1{path}", headers=self.headers(who), **more)

    def post(self, who: str, path: str, said: Any = None, **headers: str) -> Any:
        """Send JSON as somebody; ``Idempotency_Key`` and ``If_Match`` are headers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {} if said is None else said
        return self.client.post(f"/api/v1{path}", json=sent, headers={**self.headers(who), **named})

    def step(self, who: str, path: str, name: str, /, **said: Any) -> Any:
        """Take a step that must succeed; return the matter as it then stands."""
        answer = self.post(who, f"{path}/steg/{name}", said)
        assert answer.status_code == 200, answer.text
        return answer.json()


def routes(app: FastAPI) -> list[tuple[str, str, BaseRoute]]:
    """Return every address of the application: method, path as it is declared, and the route."""
    found: list[tuple[str, str, BaseRoute]] = []
    for route in app.routes:
        inner: list[Any] = (
            route.effective_route_contexts()
            if hasattr(route, "effective_route_contexts")
            else [route]
        )
        for one in inner:
            methods = sorted(getattr(one, "methods", None) or {""})
            found += [(method, one.path, getattr(one, "original_route", one)) for method in methods]
    return found
