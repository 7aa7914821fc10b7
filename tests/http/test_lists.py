"""Lists come page by page, and what comes in meanwhile neither repeats nor hides a row."""

from __future__ import annotations

from typing import Any

from models.tables import Atagande, Huvudman
from support.asking import Site
from support.county import TEXTER, UPPGIFT
from support.paths.arende import arende_in, atagande_in


def pages(site: Site, who: str, path: str, size: int) -> list[list[Any]]:
    """Return every page of a list."""
    found, marker = [], ""
    while True:
        answer = site.get(who, f"{path}{'&' if '?' in path else '?'}antal={size}{marker}").json()
        found.append(answer["poster"])
        if answer["nasta"] is None:
            return found
        marker = f"&efter={answer['nasta']}"


def test_the_pages_of_arenden_are_the_whole_list_newest_first(site: Site) -> None:
    made = [
        site.post("sammankallande", "/arenden", {**TEXTER, "rubrik": f"Nummer {n}"}).json()["nr"]
        for n in range(7)
    ]
    found = pages(site, "sekreterare", "/arenden", 3)
    assert [len(page) for page in found] == [3, 3, 1]
    assert [row["nr"] for page in found for row in page] == made[::-1]


def test_a_full_last_page_has_no_next(site: Site) -> None:
    for _ in range(4):
        site.post("sammankallande", "/arenden", TEXTER)
    assert [len(page) for page in pages(site, "sekreterare", "/arenden", 2)] == [2, 2]


def test_a_row_that_comes_in_between_two_pages_moves_nothing(site: Site) -> None:
    made = [site.post("sammankallande", "/arenden", TEXTER).json()["nr"] for _ in range(4)]
    first = site.get("sekreterare", "/arenden?antal=2").json()
    site.post("sammankallande", "/arenden", TEXTER)
    second = site.get("sekreterare", f"/arenden?antal=2&efter={first['nasta']}").json()
    assert [row["nr"] for row in first["poster"] + second["poster"]] == made[::-1]


def test_what_concerns_a_party_is_read_page_by_page_by_who_answers_for_it(site: Site) -> None:
    sak = arende_in(site.lan, "pa_dagordning")
    tasks = [
        {**UPPGIFT, "text": text, "mottagare": "kommuner"}
        for text in ("Utse kontaktperson", "Redovisa läget", "Informera personalen")
    ]
    said = {"utfall": "bifall", "beslutstext": "Ja.", "ataganden": tasks}
    site.lan.step(sak, "sekreterare", "besluta", **said)
    found = pages(site, "alvesta", "/parten", 2)
    assert [len(page) for page in found] == [2, 1]
    mine = {f"/ataganden/{one.id}" for one in alvestas(site)}
    assert {row["lank"] for page in found for row in page} == mine
    assert [row["slag"] for page in found for row in page] == ["atagande"] * 3
    assert site.get("handlaggare", "/parten").json() == {"poster": [], "nasta": None}
    assert site.get("alvesta", "/parten?efter=x").status_code == 422


def alvestas(site: Site) -> list[Any]:
    """Return the åtaganden of Alvesta."""
    (party,) = (one.id for one in site.lan.rows(Huvudman) if one.kod == "alvesta")
    return site.lan.rows(Atagande, huvudman_id=party)


def test_filters_and_search_cut_the_list_down(site: Site) -> None:
    nr = site.post(
        "sammankallande", "/arenden", {**TEXTER, "rubrik": "Avtalet om hemsjukvård"}
    ).json()["nr"]
    site.post("sammankallande", "/arenden", {**TEXTER, "utkast": True})
    for query in (
        "lage=inkommet",
        "fas=initiering&q=avtal",
        "q=hemsjukvården",
        f"q={nr.upper()}"[:9],
        "q=LGS 20",
    ):
        found = [row["nr"] for row in site.get("sekreterare", f"/arenden?{query}").json()["poster"]]
        assert found == [nr] or query.startswith("q=LGS"), query
    assert site.get("sekreterare", "/arenden?lage=utkast").json()["poster"] == []
    assert site.get("sekreterare", "/arenden?fas=remiss").json()["poster"] == []


def test_the_list_of_moten_runs_forwards_when_they_are_to_come(site: Site) -> None:
    days = ["2090-01-13", "2090-02-10", "2090-03-10"]
    for day in days:
        assert (
            site.post(
                "sekreterare", "/moten", {"organ": "lgs", "datum": day, "tid": "09:00"}
            ).status_code
            == 201
        )
    coming, all_of_them = (
        pages(site, "alvesta", path, 2) for path in ("/moten?kommande=true", "/moten")
    )
    assert [row["datum"] for page in coming for row in page] == days
    assert [row["datum"] for page in all_of_them for row in page] == days[::-1]


def test_the_list_of_ataganden_keeps_every_filter_across_pages(site: Site) -> None:
    atagande_in(site.lan, "ersatt")  # by a later decision that gave the same two something to do
    assert len(site.lan.rows(Atagande)) == 4
    everything = [row for page in pages(site, "alvesta", "/ataganden", 1) for row in page]
    assert [row["huvudman"] for row in everything] == ["Alvesta", "Lessebo"] * 2
    for query, number in (
        ("huvudman=alvesta", 2),
        ("huvudman=Alvesta&lage=ersatt", 1),
        ("forsenat=true", 2),
        ("forsenat=false", 2),
        ("ansvarig=lessebo@lan.example", 2),
        ("tyst=true", 2),
    ):
        assert (
            sum(len(page) for page in pages(site, "alvesta", f"/ataganden?{query}", 1)) == number
        ), query
