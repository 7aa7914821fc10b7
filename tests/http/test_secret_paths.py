"""What lets somebody in, or answer for them, stands in no line of the log, whichever address it is
part of.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.links import SECRET_PATHS
from support.asking import Site, routes

# What stands in an address and may be read by anybody. Every other name in braces is taken to be a
# secret.
READABLE = {
    "atagande_id",
    "avisering_id",
    "delgivning_id",
    "fil_id",
    "franvaro_id",
    "grupp_id",
    "id",
    "kod",
    "kolumn",
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
# What a mail program, a keyboard or a person makes of an address, without touching its secret.
MANGLED = [
    "/logga-in//lank/",
    "/logga_in/lank/",
    "/logga-in/lank",
    "/svara /",
    "/svara%2F",
    "/svara\\",
    "/svara;x=1/",
    "/svara\0/",
    "/svara\r\n/",
    "/svara\uff0f",
    "/\u017fvara/",
    "/godk\u00e4nn/",
    "/svara",
    "/",
    "/arenden.",
]


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


def logged_of(site: Site, caplog: pytest.LogCaptureFixture, path: str) -> str:
    """Return what was logged of a request for a path, as the program reads it."""
    caplog.clear()
    site.client.get("http://127.0.0.1" + quote(path))
    assert "begaran" in said_in(caplog), "nothing was logged at all"
    return said_in(caplog)


@pytest.mark.parametrize("beginning", MANGLED, ids=quote)
def test_a_secret_in_a_mangled_address_stands_in_no_line(
    site: Site, caplog: pytest.LogCaptureFixture, beginning: str
) -> None:
    caplog.set_level(logging.DEBUG)
    assert SECRET not in logged_of(site, caplog, beginning + SECRET)


@given(data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mangling_of_an_address_brings_its_secret_into_a_line(
    site: Site, caplog: pytest.LogCaptureFixture, data: st.DataObject
) -> None:
    caplog.set_level(logging.DEBUG)
    beginning = list(data.draw(st.sampled_from(SECRET_PATHS)))
    for _ in range(data.draw(st.integers(1, 3))):
        where = data.draw(st.integers(1, len(beginning)))
        beginning[where : where + data.draw(st.integers(0, 2))] = data.draw(
            st.text("/\\.;%2F _-=äaL\0\n\u2044\uff0f", max_size=3)
        )
    assert SECRET not in logged_of(site, caplog, "".join(beginning) + SECRET)


def test_an_address_without_secrets_is_logged_as_it_is(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in ("/finns/inte", "/avtal/samverkansavtal-om-ambulanssjukvard-i-lanet"):
        assert path in logged_of(site, caplog, path)


def test_what_stands_after_a_question_mark_stands_in_no_line(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in ("/", "/logga-in", "/api/v1/arenden", "/finns-inte"):
        site.client.get(f"{path}?token={SECRET}&nyckel={SECRET}")
    assert said_in(caplog).count("begaran") >= 4
    assert SECRET not in said_in(caplog)
