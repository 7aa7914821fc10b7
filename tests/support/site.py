"""The pages of a county behind a real server, with a demo clock that the test sets, and ways in
without clicking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any

import httpx
import psycopg
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from psycopg import sql
from sqlalchemy import make_url

from api.doorway import open_doorway
from api.shared.installation import real_now
from api.shared.tokens import sign_in
from flows import demo_clock
from models.base import table_of
from models.tables import Demoklocka
from support.county import Lan
from support.length import at_length

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP, PHONE = 1280, 320
AXE = (
    "tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)"
)
COOKIE = "samflode"
PATIENCE = 60  # seconds: a slow machine is no bug


@dataclass
class Sajt:
    """A county, and the address where its pages answer."""

    lan: Lan
    address: str
    visitors: list[httpx.Client] = field(default_factory=list)

    def set_clock(self) -> None:
        """Let the demo's clock show the county's present instant."""
        with self.lan.database.session() as session:
            demo_clock.start(session, self.lan.now)
            session.execute(table_of(Demoklocka).update().values(nu=self.lan.now))

    def token(self, who: str, *, hours_ago: int = 0) -> str:
        """Open a session for somebody; return its token."""
        with self.lan.database.session() as session:
            return sign_in(session, self.lan.ids[who], real_now() - timedelta(hours=hours_ago))

    @contextmanager
    def database_away(self) -> Iterator[None]:
        """Refuse every connection to the county's database for a while."""
        url = make_url(self.lan.database.url)
        plain = url.set(drivername="postgresql", database="postgres").render_as_string(
            hide_password=False
        )
        name = sql.Identifier(url.database or "")
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [url.database],
            )
            yield
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))

    def enter(self, page: Page, who: str, path: str = "/") -> int:
        """Go to a page as somebody; return the status of the answer."""
        self.set_clock()
        page.context.clear_cookies()
        page.context.add_cookies([{"name": COOKIE, "value": self.token(who), "url": self.address}])
        answer = page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def client(self, who: str | None) -> Besokare:
        """Return a browser without a screen, signed in as somebody or as nobody."""
        self.set_clock()
        return self.with_token(self.token(who) if who else None)

    def with_token(self, token: str | None) -> Besokare:
        """Return a browser without a screen that holds a session's token, whosever it is."""
        cookies = {} if token is None else {COOKIE: token}
        self.visitors.append(
            httpx.Client(base_url=self.address, cookies=cookies, trust_env=False, timeout=PATIENCE)
        )
        return Besokare(self.visitors[-1])

    def close(self) -> None:
        """Let every visitor go."""
        for visitor in self.visitors:
            visitor.close()


@dataclass
class Besokare:
    """Somebody who reads forms and sends them, as many times and as wrongly as a test wants."""

    http: httpx.Client

    def form(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the last form on a page."""
        html = self.http.get(path).text
        form = html[html.rindex("<main") :]
        pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        return dict(pairs)

    def send(self, path: str, fields: dict[str, Any], **headers: str) -> httpx.Response:
        """Post a form without following where it leads."""
        return self.http.post(
            path, data=fields, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )

    def fill_in(self, path: str, **fields: Any) -> httpx.Response:
        """Read a form and send it filled in."""
        return self.send(path, {**self.form(path), **fields})


def go(to: Locator) -> None:
    """Click something that leads to another page, and wait until that page is there."""
    with to.page.expect_navigation():
        to.click()


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page at phone width, and at length at desktop width too: against
    WCAG 2.2 AA, or wider than the screen.
    """
    found = []
    page.evaluate(Axe().axe_script)
    for pixels in (DESKTOP, PHONE) if at_length() else (PHONE,):
        page.set_viewport_size({"width": pixels, "height": 900})
        needed = int(page.evaluate("document.documentElement.scrollWidth"))
        if needed > pixels:
            found.append(f"{page.url} needs {needed} of {pixels} pixels")
        for one in page.evaluate(AXE, TAGS):
            found += [
                f"{page.url} at {pixels}: {one['id']} {node['target']}" for node in one["nodes"]
            ]
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    return found


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of this machine; yield its address."""
    with open_doorway("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
