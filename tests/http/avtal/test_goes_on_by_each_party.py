"""An agreement that each party prolongs, over the API and on its page."""

from __future__ import annotations

from support.agreements.site import page
from support.asking import Site
from support.paths.avtal import AVTAL

TRE = {
    **AVTAL,
    "forlangning": "parterna",
    "forlangning_manader": 3,
    "giltig_till": "2030-12-31",
}
JA = {
    "till": "2031-03-31",
    "instans": "Socialnämnden",
    "datum": "2023-11-06",
    "paragraf": "§ 112",
    "utfall": "ja",
}
ADDRESS = "/avtal/avtal-om-hjalpmedel"


def test_who_is_missing_is_said_over_the_api_and_on_the_page(site: Site) -> None:
    assert site.post("sekreterare", "/avtal", TRE).status_code == 201
    for who in ("alvesta", "lessebo"):
        answer = site.post(who, f"{ADDRESS}/steg/parten_forlanger", JA)
        assert answer.status_code == 200, answer.text
    found = site.get("sekreterare", ADDRESS).json()
    said = found["nasta_period"]
    assert (said["sista_dag"], said["till"]) == ("2030-12-31", "2031-03-31")
    assert (said["saknas"], said["nej"]) == (["Regionen"], [])
    parter = {one["namn"]: one["forlanger"] for one in found["parterna"] if one["kod"]}
    assert parter == {"Alvesta": "ja", "Lessebo": "ja", "Regionen": None}
    assert "Beslut saknas från Regionen." in page(site, "alvesta", ADDRESS)
    last = site.post("region_kronoberg", f"{ADDRESS}/steg/parten_forlanger", JA)
    assert last.status_code == 200, last.text
    assert site.get("sekreterare", ADDRESS).json()["giltig_till"] == "2031-03-31"


def test_another_partys_decision_is_not_ones_own(site: Site) -> None:
    site.post("sekreterare", "/avtal", TRE)
    answer = site.post("alvesta", f"{ADDRESS}/steg/parten_forlanger", {**JA, "part": "lessebo"})
    assert answer.status_code == 409
    assert answer.json()["hinder"] == ["Du företräder inte Lessebo."]
