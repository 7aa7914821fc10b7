"""The register as a list: what comes first stands first, filters cut it down, and all of it can be
taken home.
"""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from sqlalchemy import event

from support.agreements.site import page, put, slugs
from support.asking import Site
from support.paths.avtal import TILLS_VIDARE, UPPHOR
from workflows.ground.deadlines import add_months, months_on


def test_the_list_shows_what_comes_first_first_page_by_page(site: Site) -> None:
    today = site.lan.world.today
    for number, months in enumerate((9, 1, 30, 4)):
        put(
            site,
            rubrik=f"Avtal {number}",
            oversyn=add_months(today, months).isoformat(),
            **TILLS_VIDARE,
        )
    ended = put(site, rubrik="Gammalt", **TILLS_VIDARE)["slug"]
    site.step(
        "sekreterare", f"/avtal/{ended}", "upphav", skal="Ersatt.", mote=site.lan.at_meeting()
    )
    whole = ["avtal-1", "avtal-3", "avtal-0", "avtal-2", "gammalt"]
    assert slugs(site) == whole
    pages = [site.get("alvesta", "/avtal?antal=2").json()]
    while marker := pages[-1]["nasta"]:
        pages.append(site.get("alvesta", f"/avtal?antal=2&efter={marker}").json())
    assert [[one["slug"] for one in one_page["poster"]] for one_page in pages] == [
        whole[:2],
        whole[2:4],
        whole[4:],
    ]
    assert slugs(site, "?radar=6") == ["avtal-1", "avtal-3"]
    assert site.get("alvesta", "/avtal?efter=zzz").status_code == 422


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=hemsjukvården", ["avtal-om-hemsjukvard"]),
        ("q=parterna", ["avtal-om-hemsjukvard", "rutin-for-link"]),
        ("q=100%25", []),
        ("slag=rutin", ["rutin-for-link"]),
        ("lage=planerat", ["kommande"]),
        ("omrade=BARN", ["rutin-for-link"]),
        ("part=Uppvidinge", ["rutin-for-link"]),
        ("agare=au", ["kommande"]),
        ("lage=upphort", []),
    ],
)
def test_filters_and_search_cut_the_register_down(
    site: Site, query: str, wanted: list[str]
) -> None:
    ahead = (site.lan.world.today + timedelta(days=9)).isoformat()
    put(site, rubrik="Avtal om hemsjukvård", **TILLS_VIDARE)
    put(
        site,
        rubrik="Rutin för Link",
        slag="rutin",
        omrade="Barn",
        parter=["kommuner"],
        **TILLS_VIDARE,
    )
    put(
        site,
        rubrik="Kommande",
        agare="au",
        text="# Nytt\n\nParterna vilar.",
        galler_fran=ahead,
        **TILLS_VIDARE,
    )
    assert sorted(slugs(site, f"?{query}")) == wanted
    shown = site.client.get(f"/avtal?{query}", headers=site.headers("alvesta")).text
    all_three = ("avtal-om-hemsjukvard", "kommande", "rutin-for-link")
    assert [slug for slug in all_three if f"/avtal/{slug}" in shown] == wanted


@pytest.mark.parametrize("name", ["part", "agare"])
def test_a_name_that_is_unknown_is_said_by_its_field(site: Site, name: str) -> None:
    answer = site.get("alvesta", f"/avtal?{name}=Atlantis")
    assert (answer.status_code, list(answer.json()["falt"])) == (422, [name])


def test_the_days_that_come_are_those_the_rules_enforce(site: Site) -> None:
    today = site.lan.world.today
    ends = add_months(today, 10)
    last = ends.isoformat()
    found = put(site, giltig_till=last, oversyn=add_months(today, 30).isoformat())
    notice = months_on(ends, -6, ends).isoformat()
    assert [(one["slag"], one["dag"]) for one in found["dagar"]] == [
        ("uppsagning", notice),
        ("ny_period", last),
        ("oversyn", add_months(today, 30).isoformat()),
    ]
    assert {one["sista_uppsagning"] for one in found["parterna"] if one["bunden"]} == {notice}
    left = site.step("lessebo", f"/avtal/{found['slug']}", "saga_upp", skal="Vi ordnar det själva.")
    assert [one["slag"] for one in left["dagar"]] == [
        "uppsagning",
        "lamnar",
        "ny_period",
        "oversyn",
    ]
    assert {one["namn"]: one["lamnar"] for one in left["parterna"] if one["lamnar"]} == {
        "Lessebo": last
    }
    assert f"Lämnar {last}" in page(site, "alvesta", f"/avtal/{found['slug']}")


def test_the_file_has_every_agreement_of_the_filter(site: Site) -> None:
    put(site, giltig_till="2090-06-30", **UPPHOR)
    put(site, rubrik="Rutin för Link", slag="rutin", **TILLS_VIDARE)
    answer = site.client.get("/avtal.csv?slag=avtal", headers=site.headers("alvesta"))
    (row,) = csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert (row["Avtal"], row["Sista dag"]) == ("Avtal om hjälpmedel", "2090-06-30")
    assert row["Parter"] == "Alvesta, Lessebo, Regionen"
    assert '.csv" download>' in page(site, "alvesta", "/avtal")


def test_min_oversikt_asks_when_the_review_is_near_and_not_before(site: Site) -> None:
    today = site.lan.world.today
    put(site, rubrik="Långt fram", oversyn=add_months(today, 20).isoformat(), **TILLS_VIDARE)
    put(site, rubrik="Dags nu", oversyn=today.isoformat(), **TILLS_VIDARE)
    waiting = site.get("sammankallande", "/oversikt").json()["vantar_pa_dig"]
    assert [(one["slag"], one["rubrik"], one["knapp"]["href"]) for one in waiting] == [
        ("avtal", "Dags nu", "/avtal/dags-nu")
    ]
    assert "/avtal/dags-nu" in page(site, "sammankallande", "/")


def test_a_longer_register_is_not_more_questions_to_the_database(site: Site) -> None:
    asked: list[str] = []
    engine = site.app.state.installation.database.engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    counted = []
    for _ in range(2):
        for number in range(3):
            put(site, rubrik=f"Avtal {number}")
        asked.clear()
        site.get("alvesta", "/avtal")
        counted.append(len(asked))
    assert counted[0] == counted[1] > 0
