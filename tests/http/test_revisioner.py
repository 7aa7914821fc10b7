"""A revision over the API: started once, written by several, read by those who may, moved with
every obstacle said.
"""

from __future__ import annotations

from typing import Any

from models.tables import Remiss, Revision
from support.asking import Site
from support.paths.avtal import NYARE, TEXT, avtal
from support.paths.revision import PRIORITERA, revision_in

NY = {"avtal": "avtal-om-hjalpmedel", "orsak": "Texten är gammal."}


def started(site: Site, who: str = "au_ledamot") -> dict[str, Any]:
    """Start the revision of an agreement in the register; return it."""
    avtal(site.lan)
    answer = site.post(who, "/revisioner", NY)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/revisioner/{answer.json()['nr']}"
    return dict(answer.json())


def test_a_revision_is_started_once_however_often_it_is_sent(site: Site) -> None:
    avtal(site.lan)
    first, second = (
        site.post("alvesta", "/revisioner", NY, Idempotency_Key="en") for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["nr"] == second.json()["nr"]
    another = site.post("alvesta", "/revisioner", NY)
    assert another.status_code == 409
    assert another.json()["hinder"] == [
        f"Avtalet ses redan över: {first.json()['beteckning']} (initierad)."
    ]


def test_an_agreement_that_is_not_there_and_a_reason_that_is_missing_are_said(site: Site) -> None:
    avtal(site.lan)
    assert site.post("au_ledamot", "/revisioner", {**NY, "avtal": "finns-inte"}).status_code == 404
    assert site.post("au_ledamot", "/revisioner", {"avtal": NY["avtal"]}).json()["hinder"] == [
        "Skriv varför avtalet behöver ses över."
    ]
    wrong = site.post("au_ledamot", "/revisioner", {"orsak": "Ny", "nytt": {"rubrik": "X"}})
    assert (wrong.status_code, sorted(wrong.json()["falt"])) == (
        422,
        ["nytt.agare", "nytt.parter", "nytt.slag"],
    )


def test_what_is_written_is_seen_by_those_who_write(site: Site) -> None:
    nr = started(site)["nr"]
    path = f"/revisioner/{nr}"
    site.step("au_ledamot", path, "prioritera", **_ahead(site))
    site.step("sammankallande", path, "borja")
    assert site.get("representant", f"{path}/versioner/utkast").json()["text"] == TEXT
    for who in ("representant", "alvesta"):
        assert [row["nr"] for row in site.get(who, "/revisioner").json()["poster"]] == [nr]
    assert site.get("alvesta", path).status_code == 200, "bound by the agreement"
    assert site.get("alvesta", f"{path}/versioner/utkast").status_code == 404
    assert "hjälpas åt" not in site.get("alvesta", path).text
    assert site.get("ljungby", path).status_code == 404, "no party to it"
    assert site.get("ljungby", "/revisioner").json()["poster"] == []


def test_two_who_write_the_same_words_are_told_where(site: Site) -> None:
    path = f"/revisioner/{started(site)['nr']}"
    site.step("au_ledamot", path, "prioritera", **_ahead(site))
    site.step("sammankallande", path, "borja")
    edition = site.get("sammankallande", path).json()["utkast_upplaga"]
    saved = site.step("representant", path, "skriv_utkast", text=NYARE, upplaga=edition, bas=TEXT)
    assert saved["utkast_upplaga"] == edition + 1
    mine = TEXT.replace("hjälpas åt", "samverka")
    sent = {"text": mine, "upplaga": edition, "bas": TEXT}
    clash = site.post("sammankallande", f"{path}/steg/skriv_utkast", sent)
    assert clash.status_code == 409
    assert "Någon annan har ändrat samma ställe som du: ”Syfte”." in clash.json()["hinder"][0]
    assert site.get("sammankallande", f"{path}/versioner/utkast").json()["text"] == NYARE


def test_a_locked_text_is_read_by_all_and_the_draft_is_not(site: Site) -> None:
    sak = revision_in(site.lan, "slutligt")
    nr = next(
        row["nr"] for row in site.get("alvesta", "/revisioner").json()["poster"] if row["id"] == sak
    )
    locked = site.get("alvesta", f"/revisioner/{nr}/versioner/1").json()
    assert (locked["text"], [one["rubrik"] for one in locked["avsnitt"]]) == (
        NYARE,
        ["Syfte", "Ansvar"],
    )
    assert site.get("alvesta", f"/revisioner/{nr}/versioner/gallande").json()["text"] == TEXT
    for unknown in ("utkast", "2", "nej"):
        assert site.get("alvesta", f"/revisioner/{nr}/versioner/{unknown}").status_code == 404
    assert [one["nr"] for one in site.get("alvesta", f"/revisioner/{nr}").json()["texter"]] == [1]


def _ahead(site: Site) -> dict[str, Any]:
    """Return a mandate that ends ahead of the site's own day."""
    year = site.lan.world.today.year + 1
    return {**PRIORITERA, "mandat_till": f"{year}-03-01", "siktar_pa": f"{year}-06-01"}


def test_an_answer_and_a_plan_say_where_a_party_decides_over_the_api(site: Site) -> None:
    lan = site.lan
    sak = revision_in(lan, "pa_remiss")
    path, remiss = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}", lan.rows(Remiss)[-1].id
    where = {"instans": "Socialnämnden", "planerat": "2099-01-16"}
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker", **where)
    parties = site.get("alvesta", path).json()["parter"]
    seen = {
        one["kod"]: [(each["namn"], each["planerat"]) for each in one["instanser"]]
        for one in parties
    }
    assert seen["alvesta"] == [("Socialnämnden", "2099-01-16")]
    assert seen["lessebo"] == []
    plan = f"{path}/steg/planera_beslut"
    wrong = site.post("lessebo", plan, {"instans": "Styrelsen", "planerat": "sen"})
    assert (wrong.status_code, list(wrong.json()["falt"])) == (422, ["planerat"])
    past = site.post("lessebo", plan, {"instans": "Styrelsen", "planerat": "2020-01-16"})
    assert past.status_code == 409
    assert "har redan varit" in past.json()["hinder"][0]
    said = site.step("lessebo", path, "planera_beslut", instans="Styrelsen", planerat="2099-02-01")
    assert [one["vad"] for one in said["plan"]][-2:] == [
        "Alvesta beslutar: Socialnämnden",
        "Lessebo beslutar: Styrelsen",
    ]
