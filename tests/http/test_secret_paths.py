"""What lets somebody in, or answer for them, stands in no line of the log, whichever address it is
part of.
"""

from __future__ import annotations

import logging
import re

import pytest

from notifications.links import SECRET_PATHS
from support.asking import Site, routes

# What stands in an address and may be read by anybody. Every other name in braces is taken to be a
# secret.
READABLE = {
    "atagande_id",
    "avisering_id",
    "delgivning_id",
    "fil_id",
    "id",
    "kod",
    "mote_id",
    "namn",
    "nr",
    "nyckel",
    "person_id",
    "remiss_id",
    "slug",
    "uppdrag_id",
    "vilken",
}
PART = re.compile(r"\{(\w+)(?::\w+)?\}")
SECRET = "hemligt-ord.som_oppnar"


def secret_addresses(site: Site) -> dict[tuple[str, str], str]:
    """Return the addresses that have a secret in them, each with the secret in its place."""
    return {
        (method, path): PART.sub(lambda name: "1" if name[1] in READABLE else SECRET, path)
        for method, path, _ in routes(site.app)
        if not set(PART.findall(path)) <= READABLE
    }


def said_in(caplog: pytest.LogCaptureFixture) -> str:
    """Return everything that was logged, by whomever but the client that these tests ask with."""
    return "\n".join(
        str(record.__dict__) for record in caplog.records if not record.name.startswith("http")
    )


def test_every_address_with_a_secret_begins_with_one_of_the_masked(site: Site) -> None:
    found = secret_addresses(site)
    assert {path for _, path in found} >= {
        "/svara/{token}",
        "/godkann/{token}",
        "/logga-in/lank/{token}",
    }
    assert [path for _, path in found if not path.startswith(SECRET_PATHS)] == []


def test_no_masked_beginning_is_left_without_an_address(site: Site) -> None:
    paths = [path for _, path in secret_addresses(site)]
    assert [
        start for start in SECRET_PATHS if not any(path.startswith(start) for path in paths)
    ] == []


def test_a_secret_in_an_address_stands_in_no_line(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = {}
    for (method, path), address in secret_addresses(site).items():
        for asked in (
            address,
            f"{address}/",
            f"{address}?nyckel={SECRET}",
            address.upper(),
            f"/x{address}",
        ):
            caplog.clear()
            site.client.request(method, asked.replace(SECRET.upper(), SECRET))
            assert "begaran" in said_in(caplog), "nothing was logged at all"
            if SECRET in said_in(caplog):
                told[method, path, asked] = said_in(caplog)
    assert told == {}


def test_what_stands_after_a_question_mark_stands_in_no_line(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in ("/", "/logga-in", "/api/v1/arenden", "/finns-inte"):
        site.client.get(f"{path}?token={SECRET}&nyckel={SECRET}")
    assert said_in(caplog).count("begaran") >= 4
    assert SECRET not in said_in(caplog)
