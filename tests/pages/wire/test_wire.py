"""What a page weighs on its way: the first visit in bytes, compression, and forms whose token no
length gives away.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from support.site import Sajt

FIRST_VISIT = 100_000  # bytes
REFERRED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IN_STYLE = re.compile(r"url\([\"']?([^)\"']+)")


def weight(sajt: Sajt, who: str | None, path: str) -> dict[str, int]:
    """Return how many bytes a browser that has nothing fetches, by address."""
    http = sajt.client(who).http
    http.headers["Accept-Encoding"] = "gzip"
    page = http.get(path)
    assert page.status_code == 200
    found = {path: page.num_bytes_downloaded}
    wanted = set(REFERRED.findall(page.text))
    while wanted - found.keys():
        for address in wanted - found.keys():
            answer = http.get(address)
            assert answer.status_code == 200
            found[address] = answer.num_bytes_downloaded
            if address.partition("?")[0].endswith(".css"):
                wanted |= {urljoin(address, one) for one in IN_STYLE.findall(answer.text)}
    return found


@pytest.mark.parametrize(
    ("who", "path"),
    [(None, "/logga-in"), ("sekreterare", "/"), ("sekreterare", "/arenden/nytt")],
)
def test_the_first_page_and_all_it_loads_weigh_at_most_a_hundred_kilobytes(
    sajt: Sajt, who: str | None, path: str
) -> None:
    found = weight(sajt, who, path)
    assert len(found) == 1 + 7, "the page, its style, four scripts, its font and its icon"
    assert sum(found.values()) <= FIRST_VISIT, found


def test_a_page_is_compressed_for_whoever_takes_it_and_kept_by_nobody(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    plain = visitor.http.get("/", headers={"Accept-Encoding": "identity"})
    zipped = visitor.http.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.num_bytes_downloaded < len(plain.content) / 2
    assert {one.headers["Vary"] for one in (plain, zipped)} == {"Accept-Encoding"}
    assert {one.headers["Cache-Control"] for one in (plain, zipped)} == {"no-store"}
    assert "ETag" not in plain.headers
    assert len(zipped.text) == len(plain.text)


@pytest.mark.parametrize("who", ["sekreterare", None])
def test_each_answer_has_a_form_token_of_its_own_and_each_of_them_is_taken(
    sajt: Sajt, who: str | None
) -> None:
    visitor = sajt.client(who)
    path = "/arenden/nytt" if who else "/logga-in"
    tokens = [visitor.form(path)["_csrf"] for _ in range(3)]
    assert len(set(tokens)) == 3
    starts = {token[: len(token) // 2] for token in tokens}
    ends = {token[len(token) // 2 :] for token in tokens}
    assert len(starts) == len(ends) == 3, "no part of it stays the same"
    for token in tokens:
        sent = {"_csrf": token, "epost": "ingen@lan.example"}
        assert visitor.send("/logga-in" if who is None else "/demo/klocka", sent).status_code != 403
