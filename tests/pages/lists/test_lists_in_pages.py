"""Lists that people read, page by page: in Swedish order, each row once, and what is many is shown
by its first with a way to the rest.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from models.base import table_of
from models.tables import Arende, Organ, Person, Uppdrag
from support.paths.arende import atagande_in
from support.paths.avtal import TILLS_VIDARE, UPPHOR, avtal
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

# As a Swedish telephone book has them.
NAMES = (
    *("Abrahamsson", "alm", "Andersson 2", "Andersson 10", "Élias", "Elm", "Wik", "Vång", "Zäta"),
    *("Åberg", "Ågren", "Ærlig", "Ärlund", "Öberg", "Østby"),
)
IN_ORDER = (
    *("Abrahamsson", "alm", "Andersson 2", "Andersson 10", "Élias", "Elm", "Vång", "Wik", "Zäta"),
    *("Åberg", "Ågren", "Ærlig", "Ärlund", "Öberg", "Østby"),
)


def add_people(sajt: Sajt, names: list[str]) -> None:
    """Make people of some names, each with an uppdrag."""
    person, uppdrag = table_of(Person), table_of(Uppdrag)
    with sajt.lan.database.session() as session:
        for number, namn in enumerate(names):
            new = person.insert().values(epost=f"nr{number}@lan.example", namn=namn)
            person_id = session.execute(new.values(aktiv=True).returning(person.c.id)).scalar_one()
            held = {"roll": "ledamot", "from_": sajt.lan.world.today}
            organ = sajt.lan.rows(Organ, kod="rsr")[0].id
            session.execute(uppdrag.insert().values(person_id=person_id, organ_id=organ, **held))


def walked(sajt: Sajt, who: str, path: str, row: str) -> list[str]:
    """Return what every page of a list has in its rows, by the links that a reader follows."""
    visitor, found = sajt.client(who), []
    while True:
        answer = visitor.http.get(path)
        assert answer.status_code == 200, path
        found += [unescape(one) for one in re.findall(row, answer.text)]
        more = re.search(r'<a class="btn alt" href="([^"]+efter=[^"]+)"', answer.text)
        if more is None:
            return found
        path = unescape(more[1])


def test_people_come_in_swedish_order_in_every_list_of_them(sajt: Sajt) -> None:
    add_people(sajt, list(NAMES[::-1]))
    rows = walked(sajt, "sekreterare", "/personer", r'<a href="/personer/\d+">([^<]+)</a>')
    assert [name for name in rows if name in NAMES] == list(IN_ORDER)
    members = walked(sajt, "sekreterare", "/organ/rsr", r'<th scope="row">([^<]+)</th>')
    assert [name for name in members if name in NAMES] == list(IN_ORDER)
    chosen = walked(sajt, "sekreterare", "/aviseringar", r"<option[^>]*>([^<]+)</option>")
    assert [name for name in chosen if name in NAMES] == list(IN_ORDER)
    file = sajt.client("sekreterare").http.get("/personer.csv").text
    written = [line.split(";")[0] for line in file.splitlines()]
    assert [name for name in written if name in NAMES] == list(IN_ORDER)


def test_every_person_stands_once_in_the_pages(sajt: Sajt) -> None:
    add_people(sajt, [f"Namne {'åäö'[number % 3]}x" for number in range(120)])
    row = r'<a href="/personer/(\d+)">'
    rows = walked(sajt, "sekreterare", "/personer", row)
    assert sorted(rows) == sorted(str(one.id) for one in sajt.lan.rows(Person, aktiv=True))
    found = walked(sajt, "sekreterare", "/personer?q=namne+äx", row)
    assert len(found) == len(set(found)) == 40


def test_a_column_of_the_board_has_its_first_and_a_page_for_all(sajt: Sajt) -> None:
    lan = sajt.lan
    for number in range(40):
        lan.arende(rubrik=f"Fråga {number}")
    every = sorted(row.nr for row in lan.rows(Arende))
    board = sajt.client("au_ledamot").http.get("/au").text
    card = r'<p><a href="/arenden/([^"/]+)">'
    first = re.findall(card, board)
    assert 0 < len(first) < len(every)
    assert "40<span" in board.replace("\n", "")
    assert 'href="/au/inkommet"' in board
    rows = walked(sajt, "au_ledamot", "/au/inkommet", card)
    assert rows[: len(first)] == first
    assert sorted(rows) == every
    for path in ("/au", "/au/inkommet", "/au/delgivningar"):
        assert sajt.client("lessebo").http.get(path).status_code == 403
    assert sajt.client("au_ledamot").http.get("/au/finns_inte").status_code == 404


def tabs_of(html: str) -> dict[str, str]:
    """Return the tabs of a list and where each leads."""
    (tabs,) = re.findall(r'<ul class="tabs">(.*?)</ul>', html, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', tabs)
    return {unescape(text): unescape(href) for href, text in found}


def test_tabs_and_heading_count_what_is_sought_and_lead_to_that_many(sajt: Sajt) -> None:
    for number in range(3):
        sajt.lan.arende(rubrik=f"Skolskjuts & buss {number}")
        sajt.lan.arende(rubrik=f"Något annat {number}")
        avtal(sajt.lan, rubrik=f"Skolskjuts & buss {number}", slag="rutin", **TILLS_VIDARE)
        avtal(sajt.lan, rubrik=f"Något annat {number}", **TILLS_VIDARE)
    http = sajt.client("sekreterare").http
    for path, one in (("/arenden", "Initiering"), ("/avtal", "I kraft")):
        whole = http.get(path).text
        assert {"Alla (6)", f"{one} (6)"} <= set(tabs_of(whole))
        assert "träff" not in whole
        found = http.get(f"{path}?q=skolskjuts+%26").text
        assert "3 träffar" in found
        tabs = tabs_of(found)
        assert {"Alla (3)", f"{one} (3)"} <= set(tabs)
        for text, href in tabs.items():
            number = int(re.findall(r"\d+", text)[0])
            assert len(re.findall(r'<th scope="row">', http.get(href).text)) == number, text
    assert "1 träff<" in http.get("/avtal?q=skolskjuts+1&slag=rutin&lage=i_kraft").text
    assert "Alla (3)" in http.get("/avtal?slag=rutin").text


def test_what_comes_stands_apart_from_the_reviews_whose_day_has_passed(sajt: Sajt) -> None:
    lan = sajt.lan.at("2023-01-10")
    avtal(lan, rubrik="Passerat", **TILLS_VIDARE, oversyn="2023-05-01")
    avtal(lan, rubrik="Kommer", **TILLS_VIDARE, oversyn="2023-12-20")
    avtal(lan, rubrik="Dröjer", **TILLS_VIDARE, oversyn="2025-12-20")
    avtal(lan, rubrik="Båda", **UPPHOR, giltig_till="2023-12-31", oversyn="2023-05-02")
    lan.at("2023-11-07")
    http, name = sajt.client("sekreterare").http, r'<th scope="row">\s*<a[^>]+>([^<]+)'
    assert re.findall(name, http.get("/avtal").text) == ["Passerat", "Båda", "Kommer", "Dröjer"]
    radar = http.get("/avtal?radar=3").text
    assert re.findall(name, radar) == ["Kommer", "Båda"]
    assert "2 träffar" in radar
    assert "Upphör 2023-12-31" in radar
    (apart,) = re.findall(r'<a href="([^"]+)">står för sig', radar)
    late = http.get(apart).text
    assert re.findall(name, late) == ["Passerat", "Båda"]
    assert "Översyn 2023-05-02 · försenat" in late


def test_minutes_that_a_meeting_confirms_are_counted_and_a_link_away(sajt: Sajt) -> None:
    lan = sajt.lan
    days = [
        f"2023-{month}-{day}" for month in (11, 12) for day in ("10", "13", "14", "15", "17", "20")
    ]
    every = [lan.at("2023-11-07").mote(day) for day in days]
    for mote, day in zip(every, days, strict=True):
        lan.at(day)
        for step in ("kalla", "oppna", "avsluta"):
            lan.step(mote, "sekreterare", step)
        lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    lan.step(every[0], "ljungby", "justera")
    made = every[1:]
    following = lan.at("2024-01-26").mote("2024-01-26")
    http = sajt.client("sekreterare").http
    page = http.get(f"/moten/{following}").text
    shown = re.findall(r'<a href="/moten/(\d+)">Anteckningarna från', page)
    assert [int(one) for one in shown] == made[:10]
    assert "De 10 äldsta av 11." in page
    (rest,) = re.findall(r'<a href="([^"]+)">Visa alla som justeras', page)
    listed = re.findall(r'<th scope="row">\s*<a href="/moten/(\d+)"', http.get(unescape(rest)).text)
    assert sorted(map(int, listed)) == made


def test_a_filter_of_the_meetings_stays_among_those_it_was_chosen_for(sajt: Sajt) -> None:
    http = sajt.client("sekreterare").http
    hidden = '<input type="hidden" name="kommande" value="false">'
    assert hidden in http.get("/moten?kommande=false").text
    assert hidden not in http.get("/moten").text
    assert "Inget möte passar." in http.get("/moten?kommande=false&lage=installt").text


@pytest.mark.parametrize("path", ["/arenden", "/avtal", "/beslut"])
def test_a_search_of_signs_alone_says_so_and_shows_nothing(sajt: Sajt, path: str) -> None:
    atagande_in(sajt.lan, "tilldelat")
    avtal(sajt.lan)
    http, row = sajt.client("sekreterare").http, r'<th scope="row">|<li class="row">'
    assert re.search(row, http.get(path).text)
    for signs, said in (("%25", True), ("'", True), ("finnsinte", False)):
        page = http.get(f"{path}?q={signs}").text
        assert not re.search(row, page), signs
        assert ("Det du skrev är bara tecken." in page) is said


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/au", "/au/inkommet", "/au/delgivningar", "/personer"])
def test_long_lists_fit_the_page(sajt: Sajt, page: Page, path: str) -> None:
    add_people(sajt, [f"Namne {number}" for number in range(60)])
    for number in range(12):
        sajt.lan.arende(rubrik=f"Fråga {number} om hur samverkansavtal följs")
    assert sajt.enter(page, "au_ordforande", path) == 200
    assert faults(page) == []
