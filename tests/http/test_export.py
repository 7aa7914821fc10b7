"""Every list can be taken home as a file: the reader's own rows, the page's filters, nothing that
is run.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from api.web.desk import export
from api.web.frame import csv_file
from api.web.frame.csv_file import cell
from support.asking import Site
from support.county import epost
from support.paths.arende import atagande_in, remiss_in
from support.paths.avtal import avtal
from support.paths.busy import Busy

LISTS = (
    "arenden",
    "avtal",
    "beslut",
    "ataganden",
    "efterlevnad",
    "remisser",
    "moten",
    "personer",
    "aviseringar",
)


def _rows(site: Site, who: str, path: str) -> list[dict[str, str]]:
    answer = site.client.get(path, headers=site.headers(who))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_every_list_is_a_link_away_as_a_file_with_its_rows(site: Site) -> None:
    remiss_in(site.lan, "oppen")
    atagande_in(site.lan, "tilldelat")
    avtal(site.lan)
    for name in LISTS:
        earlier = "?kommande=false" if name == "moten" else ""
        page = site.client.get(f"/{name}{earlier}", headers=site.headers("sekreterare")).text
        found = re.search(rf'href="(/{name}\.csv[^"]*)" download>Hämta som CSV', page)
        assert found, name
        assert _rows(site, "sekreterare", found[1]), name
        assert site.client.get(f"/{name}.csv").headers["location"].startswith("/logga-in"), name
        seen = _rows(site, "utanfor", f"/{name}.csv")
        assert [row["E-post"] for row in seen] == (
            [epost("utanfor")] if name == "personer" else []
        ), name


def test_a_file_has_the_filter_of_the_page_and_all_its_pages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "STORSTA_ANTAL", 2)
    for number in range(5):
        site.lan.arende(rubrik=f"Skolskjuts {number}")
    site.lan.arende(rubrik="Något annat")
    site.lan.arende(rubrik="Skolskjuts, men bara tänkt", utkast=True)
    answer = site.client.get(
        "/arenden.csv?q=skolskjuts&efter=x", headers=site.headers("sekreterare")
    )
    named = f'attachment; filename="arenden-{site.lan.world.today}.csv"'
    assert answer.headers["content-disposition"] == named
    found = [
        row["Rubrik"] for row in _rows(site, "sekreterare", "/arenden.csv?q=skolskjuts&efter=x")
    ]
    assert found == [f"Skolskjuts {number}" for number in (4, 3, 2, 1, 0)]


def test_a_filter_that_means_nothing_is_said_as_on_the_page(site: Site) -> None:
    answer = site.client.get("/arenden.csv?fas=ingen", headers=site.headers("sekreterare"))
    assert (
        answer.status_code
        == site.client.get("/arenden?fas=ingen", headers=site.headers("sekreterare")).status_code
    )


def test_a_heading_that_a_spreadsheet_would_run_is_text_in_the_file(site: Site) -> None:
    site.lan.arende(rubrik='=HYPERLINK("http://ond.example";"Klicka")')
    assert (
        _rows(site, "sekreterare", "/arenden.csv")[0]["Rubrik"]
        == '\'=HYPERLINK("http://ond.example";"Klicka")'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nej"),
        (-3, "-3"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "2026-11-22 9.05"),
        ("Rad ett\nRad två", "Rad ett\nRad två"),
        *((f"{sign}1+1", f"'{sign}1+1") for sign in "=+-@\t\r"),
    ],
)
def test_a_cell_is_written_as_people_read_it_and_never_as_a_formula(
    value: Any, written: str
) -> None:
    assert cell(value) == written


def test_the_matrix_as_a_file_is_its_pages_put_together(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "STORSTA_ANTAL", 1)
    monkeypatch.setattr(csv_file, "_PIECE", 50)
    busy = Busy.like(site.lan)
    for lage in ("tilldelat", "pagar", "rapporterat"):
        atagande_in(busy, lage)
    for asked in ("", "?alla=true", "?huvudman=Alvesta"):
        rest = site.get("sekreterare", f"/efterlevnad{asked}").json()
        cells = [
            (one["beteckning"], cell["huvudman"], cell["text"])
            for one in rest["beslut"]
            for cell in one["celler"]
            if cell["huvudman"] in rest["huvudman"]
        ]
        rows = _rows(site, "sekreterare", f"/efterlevnad.csv{asked}")
        assert [(row["Nummer"], row["Huvudman"], row["Läge"]) for row in rows] == cells, asked
        assert len({nr for nr, _, _ in cells}) == 3


def test_a_file_is_the_same_compressed(site: Site) -> None:
    site.lan.arende(rubrik="Skolskjuts å ä ö")
    plain, packed = (
        site.client.get("/arenden.csv", headers={**site.headers("sekreterare"), **asked})
        for asked in ({"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"})
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert "Skolskjuts å ä ö" in plain.text
