"""No page of either demo, read by anybody in it, says a technical word, a code or nothing at all.

Every page that can be reached by links is read, for one person of each kind of role, on the last
day of the story.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import sign_in
from models.base import table_of
from models.lagen import LAGEN
from models.settings import Settings
from models.tables import Uppdrag
from support.application import application
from support.asking import HOST
from support.county import Lan
from support.house.reading import words
from support.length import at_length
from support.site import COOKIE

HREF = re.compile(r'href="(/[^"#]*)')
NOT_PAGES = ("/static", "/statisk", "/logga", "/filer", "/openapi", "/docs", "/api", "/ut")
MANY = 150  # pages that somebody reaches, or the crawl has lost its way
ALIKE = 2  # pages of one kind that are read, more at length
# What nobody is to read; each line is a kind, with a name that says which.
KINDS = {
    "livscykel": re.compile(r"\blivscykel", re.IGNORECASE),
    "a checksum by its trade name": re.compile(r"kontrollsumma|\bhash\b|sha256", re.IGNORECASE),
    "the trade name of a round": re.compile(r"\bsvep(en|et|arna)?\b", re.IGNORECASE),
    "the address of a matter as its name": re.compile(
        r"(?<![/\w])(rev|lgs|lgl|au)-(beslut-)?\d{4}-\d+\b"
    ),
    "a code": re.compile(r"(?<![\w@./=-])[a-zåäö]+_[a-zåäö_]+(?![\w@])"),
    "a value in brackets": re.compile(
        r"\((socialtjanst|halso|skola|kommun|region|datum|namn|tal|ja)\)"
    ),
    "a kind of answer": re.compile(r"(?<!forumets )(?<!ditt )\bsvar: ", re.IGNORECASE),
    "nothing": re.compile(r"\b(None|null|undefined|True|False|NaN)\b"),
    "a raw table": re.compile(r"^\s*\|.*\|", re.MULTILINE),
    "a raw instant": re.compile(r"\d{4}-\d\d-\d\dT\d\d"),
    "a number without its space": re.compile(
        r"(?<![\w:/.\-])(?!19\d\d|20\d\d|1177)[1-9]\d{3,6}(?![\w:/.\-])"  # 1177 is a telephone
    ),
    "a mark of the county's words": re.compile(r"[⟨⟩]"),
    "a date of another form": re.compile(r"\b\d{1,2}/\d{1,2}[ -]\d{2,4}\b"),
}


def readers(lan: Lan) -> list[str]:
    """Return one person for each role in each kind of organ."""
    uppdrag = table_of(Uppdrag).c
    query = select(uppdrag.person_id, uppdrag.roll, uppdrag.organ_id).order_by(uppdrag.id)
    first: dict[object, int] = {}
    with lan.database.read() as session:
        for person_id, roll, organ_id in session.execute(query):
            first.setdefault((roll, organ_id) if at_length() else roll, person_id)
    names = {person_id: who for who, person_id in lan.ids.items()}
    return [names[one] for one in dict.fromkeys(first.values())]


def pages(client: TestClient, lan: Lan, who: str) -> Iterator[tuple[str, str]]:
    """Yield the pages that somebody reaches by links, each with what is read there."""
    with lan.database.session() as session:
        token = sign_in(session, lan.ids[who], real_now())
    client.cookies.clear()
    client.cookies.set(COOKIE, token)
    seen, waits, alike = set[str](), deque(["/"]), Counter[str]()
    while waits:
        path = waits.popleft()
        kind = re.sub(r"[\w%-]*\d[\w%-]*|(?<=/avtal/)[\w-]+", "N", path)
        alone = kind.partition("?")[0] + "?" * ("?" in kind)
        if path in seen or path.startswith(NOT_PAGES) or ".csv" in path:
            continue
        if alike[alone] >= (12 if at_length() else ALIKE):
            continue
        seen.add(path)
        alike[alone] += 1
        answer = client.get(path)
        if "html" in answer.headers.get("content-type", ""):
            yield path, words(re.sub(r"<textarea.*?</textarea>", "", answer.text, flags=re.DOTALL))
            waits.extend(unescape(href) for href in HREF.findall(answer.text))


def values_of_states() -> re.Pattern[str]:
    """Return what finds a state by its value where it is not also a word."""
    raw = {one.value for lagen in LAGEN.values() for one in lagen if "_" in one.value}
    return re.compile(rf"\b({'|'.join(sorted(raw))})\b")


def found_in(demo: Lan, kod: str, folder: Path) -> dict[str, list[str]]:
    """Return what nobody is to read, by kind, with where it stands."""
    found: dict[str, list[str]] = {}
    kinds = {**KINDS, "a value of a state": values_of_states()}
    settings = Settings(data=folder, database_url=demo.database.url, profil=kod, demo=True)
    read = 0
    with TestClient(application(settings), base_url=HOST) as client:
        for who in readers(demo):
            for path, said in pages(client, demo, who):
                read += 1
                for kind, pattern in kinds.items():
                    if hit := pattern.search(said):
                        where = said[max(0, hit.start() - 40) : hit.end() + 30].replace("\n", " | ")
                        found.setdefault(kind, []).append(f"{who} {path}: {where}")
    assert read > MANY
    return {kind: where[:3] for kind, where in found.items()}


@pytest.mark.lang
def test_no_page_of_kronoberg_says_a_technical_word(kronoberg: Lan, tmp_path: Path) -> None:
    assert found_in(kronoberg, "kronoberg", tmp_path) == {}


@pytest.mark.lang
def test_no_page_of_kalmar_says_a_technical_word(kalmar: Lan, tmp_path: Path) -> None:
    assert found_in(kalmar, "kalmar", tmp_path) == {}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("livscykel", "Går enligt livscykel version 2"),
        ("the address of a matter as its name", "Se rev-2023-2."),
        ("a code", "Ansvarig (halso_och_sjukvard)"),
        ("nothing", "Svarade None"),
        ("a raw table", "| Lyft | Kommunen |"),
        ("a number without its space", "av 10000 beslut"),
        ("a kind of answer", "svar: ja"),
        ("a kind of answer", "Svar: Nej"),
    ],
)
def test_each_kind_is_found_where_it_stands(kind: str, text: str) -> None:
    assert KINDS[kind].search(text)


@pytest.mark.parametrize(
    "text",
    [
        "REV 2023:2",
        "12 345 beslut",
        "6 november 2023",
        "halv_tid@ort.example",
        "A | B",
        "Hämta forumets svar: Vård",
    ],
)
def test_what_may_stand_is_not_found(text: str) -> None:
    assert [kind for kind, pattern in KINDS.items() if pattern.search(text)] == []
