"""What a first visit sends: the first page and everything it asks for, compressed as a browser
wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from benchmarks.client import Client, cookie, question
from benchmarks.places import SECRETARY
from benchmarks.result import Result, within
from benchmarks.serving import OURS, served
from benchmarks.stage import Stage, ticket

LIMIT = 100  # kB
_REFERRED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_IN_STYLE = re.compile(r"url\([\"']?([^)\"']+)")


def measure(stage: Stage) -> Iterator[Result]:
    """Count the bytes of the overview for somebody who has never been here."""
    with stage.county(stage.scale.sizes[0]) as database:
        who = cookie(ticket(database, SECRETARY))
        with served(OURS, database, processes=1) as port, Client(port) as client:
            sent = sum(_weight(client, "/", who).values())
    yield within("första besöket", "kB", [sent / 1000], LIMIT)


def _weight(client: Client, first: str, who: list[str]) -> dict[str, int]:
    """Return how many bytes everything weighs, by address."""
    found: dict[str, int] = {}
    wanted = [first]
    for address in wanted:
        found[address] = len(client.ask(question(address, headers=[*who, "Accept-Encoding: gzip"])))
        said = client.ask(question(address, headers=who))
        style = address.partition("?")[0].endswith(".css")
        more = _IN_STYLE.findall(said.decode()) if style else []
        more += _REFERRED.findall(said.decode()) if address == first else []
        wanted += [one for each in more if (one := urljoin(address, each)) not in wanted]
    return found
