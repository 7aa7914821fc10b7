"""A county as people meet it, for ``baseline.py``: pages, answers and letters, through one
browser.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin

from httpx2 import Response
from sqlalchemy import Connection, text
from starlette.testclient import TestClient

Put = Callable[[str, str, str], None]  # folder, name, text
MANY, FEW = 8, 1  # addresses of one shape for the secretary, and for others
ITEMS: Final = 12  # things of a list asked for one by one
ACTIVE: Final = 5  # people who also send forms
REST: Final = "/api/v1/"
ANONYMOUS: Final = "Ingen"
LINK: Final = re.compile(r'\s(?:href|src|hx-get)="([^"]+)"')
HIDDEN: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Site:
    """A county behind its application, and one browser."""

    namn: str
    people: Sequence[str]  # a secretary first
    addresses: Sequence[str]  # every one that can be looked at, as it is declared
    http: TestClient
    database: Connection
    put: Put
    attached: dict[str, str] = field(default_factory=dict)  # by Message-ID
    static: set[str] = field(default_factory=set)

    def rows(self, query: str) -> list[Any]:
        """Return what the database answers."""
        return list(self.database.execute(text(query)).all())

    def enter(self, who: str) -> None:
        """Sign somebody in, instead of whoever was."""
        self.http.cookies.clear()
        if who != ANONYMOUS:
            ids = {row.namn: str(row.id) for row in self.rows("SELECT namn, id FROM person")}
            sent = {**hidden(self.http.get("/logga-in").text), "person": ids[who]}
            assert self.http.post("/logga-in", data=sent).status_code == 303, who

    def crawl(self, who: str, when: str) -> list[str]:
        """Store every page somebody reaches; return the addresses of the steps among them."""
        self.enter(who)
        seen = {
            path: None for path in self.addresses if "{" not in path and not path.startswith(REST)
        }
        waiting, shapes, most = deque(seen), Counter[str](), MANY if who == self.people[0] else FEW

        def follow(page: str, html: str) -> None:
            for link in links(page, html):
                if link.startswith("/static"):
                    self.static.add(link)
                elif link not in seen and shapes[shape(link)] < most:
                    shapes[shape(link)] += 1
                    seen[link] = None
                    waiting.append(link)

        if who == ANONYMOUS:
            follow(
                "/",
                "".join(
                    row.html or ""
                    for row in self.rows("SELECT html FROM avisering ORDER BY id DESC")
                ),
            )
        while waiting:
            path = waiting.popleft()
            answer = self.http.get(path)
            self.put(f"sidor/{self.namn}-{when}/{who}", path, shown(answer))
            follow(path, answer.text)
        return [path for path in seen if "/steg/" in path]

    def rest(self, when: str) -> None:
        """Store what REST answers the secretary: every list, and what the first few of each are on
        their own.
        """
        self.enter(self.people[0])
        items: dict[str, Any] = {}
        mine = [path for path in self.addresses if path.startswith(REST)]
        for path in (path for path in mine if "{" not in path):
            answer = self.http.get(path)
            self.put(f"rest/{self.namn}-{when}", path, shown(answer))
            found = answer.json()
            items[path.split("/")[3]] = found.get("poster") if isinstance(found, dict) else None
        for path in (path for path in mine if "{" in path):
            for item in (items.get(path.split("/")[3]) or [])[:ITEMS]:
                with suppress(KeyError):
                    one = path.format(**{"vilken": "gallande", **item})
                    self.put(f"rest/{self.namn}-{when}", one, shown(self.http.get(one)))

    def empty_forms(self, who: str, steps: Sequence[str]) -> None:
        """Send the form of each step as it is shown: some are refused with words, some are
        taken.
        """
        self.enter(who)
        for path in steps:
            sent = hidden(self.http.get(path).text)
            self.put(f"tomma/{self.namn}/{who}", path, shown(self.http.post(path, data=sent)))

    def letters(self) -> None:
        """Store every letter with what was attached, and every other row there is."""
        for row in self.rows("SELECT * FROM avisering ORDER BY id"):
            head = [
                f"{name}: {getattr(row, name)}" for name in ("epost", "lage", "skal", "fel", "amne")
            ]
            said = [*head, row.text or "", row.html or "", self.attached.get(row.meddelande_id, "")]
            name = f"{row.skapad:%Y-%m-%d} {row.mall} {row.epost}"
            self.put(f"brev/{self.namn}", name, "\n\n".join(said))
        for (table,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            query = f"SELECT (to_jsonb(t) - 'token_hash')::text FROM \"{table}\" t ORDER BY 1"  # noqa: S608 - our table
            lines = [row[0] for row in self.rows(query)]
            self.put(f"rader/{self.namn}", table, "\n".join(lines))

    def take(self, letter: Any) -> None:
        """Be the demo's mailbox, and keep what is attached."""
        if letter.inbjudan is not None:
            self.attached[letter.message_id] = (
                f"{letter.inbjudan.metod}\n{letter.inbjudan.innehall.decode()}"
            )

    def live(self, *moves: dict[str, Any]) -> None:
        """See the county after each move of the clock; last of all, act."""
        steps: dict[str, list[str]] = {}
        for number, move in enumerate(moves, 1):
            self.enter(self.people[0])
            assert not move or self.http.post(f"{REST}demo/klocka", json=move).status_code == 200
            steps = {who: self.crawl(who, str(number)) for who in (ANONYMOUS, *self.people)}
            self.rest(str(number))
        self.letters()
        for path in sorted(self.static):
            self.put("statiskt", f"{self.namn}{path.partition('?')[0]}", shown(self.http.get(path)))
        for who in self.people[:ACTIVE]:
            self.empty_forms(who, steps[who])


def hidden(html: str) -> dict[str, str]:
    """Return what the last form of a page carries unseen."""
    return {name: unescape(value) for name, value in HIDDEN.findall(html[html.rfind("<main") :])}


def links(page: str, html: str) -> Iterator[str]:
    """Yield where a page leads on the same site."""
    for found in LINK.findall(html):
        link = urljoin(page, unescape(found)).partition("#")[0]
        if link.startswith("/") and not re.search(r"^//|\.csv\?efter", link):
            yield link


def shape(link: str) -> str:
    """Return what the address of one thing has in common with those of its kind."""
    path, _, query = re.sub(r"^/(svara|godkann)/[^/?]+", r"/\1/", link).partition("?")
    return re.sub(r"\d+", "N", path) + "&".join(re.findall(r"(\w+)=", query))


def shown(answer: Response) -> str:
    """Return an answer as text: status, headers and body; of what is no text only a hash."""
    kind = answer.headers.get("content-type", "")
    body = answer.text if "text/" in kind or "svg" in kind else sha256(answer.content).hexdigest()
    if "json" in kind:
        body = json.dumps(
            answer.json(), indent=1, ensure_ascii=False, sort_keys="openapi" in answer.json()
        )
    headers = [
        f"{name}: {value}"
        for name, value in sorted(answer.headers.items())
        if name != "content-length"
    ]
    return "\n".join([str(answer.status_code), *headers, "", body])
