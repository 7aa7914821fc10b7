"""Static files: joined and compressed once, kept for as long as their address says which content
they have.
"""

from __future__ import annotations

import hashlib
import re
from gzip import decompress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.web.frame import static

ZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def client() -> TestClient:
    """The static files, as the product serves them."""
    return TestClient(Starlette(routes=[Mount(static.STATIC_URL, static.CachedStatic())]))


def test_an_address_with_the_hash_of_its_content_is_kept_for_a_year_and_no_other(
    client: TestClient,
) -> None:
    address = static.static_url("base.css")
    digest = hashlib.sha256((static.STATIC / "base.css").read_bytes()).hexdigest()
    assert address == f"/static/base.css?v={digest[:12]}"
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/base.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/base.css?v=0123456789ab").headers["Cache-Control"] == "no-cache"
    with pytest.raises(FileNotFoundError):
        static.static_url("saknas.css")


def test_every_style_sheet_is_in_the_one_a_page_loads(client: TestClient) -> None:
    sent = client.get(static.static_url("samflode.css"))
    assert sent.headers["Content-Type"].startswith("text/css")
    assert {path.stem for path in static.STATIC.glob("*.css")} == set(static.SHEETS)
    assert all((static.STATIC / f"{sheet}.css").read_text() in sent.text for sheet in static.SHEETS)
    assert client.post("/static/samflode.css").status_code == 405


def _vendored(folder: Path) -> dict[str, str]:
    files = [path for path in folder.iterdir() if path.name != "VENDOR.md"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_vendored_files_are_the_ones_written_down() -> None:
    folder = static.STATIC / "vendor"
    written = dict(
        re.findall(
            r"^\| (\S+) \|.* ([0-9a-f]{64}) \|$", (folder / "VENDOR.md").read_text(), re.MULTILINE
        )
    )
    assert len(written) == 4
    assert _vendored(folder) == written


@pytest.mark.parametrize("name", sorted(static.files()))
def test_every_file_is_the_same_compressed_or_not(client: TestClient, name: str) -> None:
    zipped, plain = (client.get(f"/static/{name}", headers=one) for one in (ZIP, PLAIN))
    assert "Content-Encoding" not in plain.headers
    assert zipped.content == plain.content
    text = not name.endswith(".woff2")
    assert (zipped.headers.get("Content-Encoding") == "gzip") is text, (
        "a font is compressed as it is"
    )
    assert {one.headers["Vary"] for one in (zipped, plain)} == {"Accept-Encoding"}
    assert (zipped.headers["ETag"] != plain.headers["ETag"]) is text


def test_what_is_sent_compressed_is_smaller(client: TestClient) -> None:
    with client.stream("GET", static.static_url("samflode.css"), headers=ZIP) as answer:
        raw = b"".join(answer.iter_raw())
    assert decompress(raw) == static.style()
    assert len(raw) == int(answer.headers["Content-Length"]) < len(static.style()) / 3


@pytest.mark.parametrize("encoding", [ZIP, PLAIN])
def test_a_file_the_browser_has_is_not_sent_again(
    client: TestClient, encoding: dict[str, str]
) -> None:
    first = client.get("/static/fallback.js", headers=encoding)
    again = {**encoding, "If-None-Match": first.headers["ETag"]}
    answer = client.get("/static/fallback.js", headers=again)
    assert (answer.status_code, answer.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert answer.headers[name] == first.headers[name]
    other = client.get("/static/base.css", headers=again)
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/", "/static/vendor", "/static/../routes.py", "/static/x"]
)
def test_what_is_no_file_of_ours_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_file_can_be_asked_about_without_being_fetched(client: TestClient) -> None:
    answer = client.head("/static/base.css", headers=PLAIN)
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == (static.STATIC / "base.css").stat().st_size
