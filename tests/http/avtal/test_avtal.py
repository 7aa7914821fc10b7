"""An agreement over the API and on its pages: what holds on which day, what differs, who may do and
read what.
"""

from __future__ import annotations

import re
from datetime import timedelta

from support.agreements.site import page, put, slugs
from support.asking import Site
from support.paths.avtal import AVTAL, NYARE, TEXT, TILLS_VIDARE
from workflows.texts.markdown import content_hash


def test_an_agreement_is_added_once_however_often_it_is_sent(site: Site) -> None:
    sent = {**AVTAL, **TILLS_VIDARE}
    sent = {name: value for name, value in sent.items() if value is not None}
    first, second = (
        site.post("sekreterare", "/avtal", sent, Idempotency_Key="en") for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["slug"] == second.json()["slug"] == "avtal-om-hjalpmedel"
    assert slugs(site) == ["avtal-om-hjalpmedel"]
    assert (
        site.post(
            "sekreterare", "/avtal", {**sent, "omrade": "Annat"}, Idempotency_Key="en"
        ).status_code
        == 409
    )


def test_everything_that_is_missing_is_said_at_once(site: Site) -> None:
    answer = site.post("sekreterare", "/avtal", {"text": TEXT})
    assert answer.status_code == 409
    assert answer.json()["hinder"] == [
        "Skriv avtalets namn.",
        "Välj slag.",
        "Välj ansvarig grupp.",
        "Välj vilka som är parter.",
        "Välj vilken dag texten gäller från.",
    ]
    assert slugs(site) == []


def test_a_name_that_is_an_address_of_the_pages_gets_another(site: Site) -> None:
    assert put(site, rubrik="Nytt")["slug"] == "nytt-2"
    assert "<h1>Nytt avtal</h1>" in page(site, "sekreterare", "/avtal/nytt")
    assert "<h1>Nytt</h1>" in page(site, "sekreterare", "/avtal/nytt-2")


def test_the_text_is_the_one_that_holds_on_the_day_asked_for(site: Site) -> None:
    slug = put(site, **TILLS_VIDARE)["slug"]
    today = site.lan.world.today
    coming = today + timedelta(days=30)
    site.step(
        "sekreterare", f"/avtal/{slug}", "lagg_in_text", text=NYARE, galler_fran=coming.isoformat()
    )
    before, now, later = (
        site.get("alvesta", f"/avtal/{slug}/text{query}")
        for query in ("?datum=2021-12-31", "", f"?datum={coming}")
    )
    assert (before.status_code, before.json()["falt"]) == (
        422,
        {"datum": "Ingen text gäller den dagen. Den första gäller från lördag 1 januari 2022."},
    )
    assert (now.json()["version"], now.json()["galler_fran"]) == (1, "2022-01-01")
    assert (later.json()["version"], later.json()["text"]) == (2, NYARE)
    assert later.json()["sha256"] == content_hash(NYARE)
    assert [(one["nummer"], one["rubrik"]) for one in later.json()["avsnitt"]] == [
        ("1", "Syfte"),
        ("2", "Ansvar"),
    ]
    assert "Parterna ska hjälpas åt." in page(site, "alvesta", f"/avtal/{slug}")
    then = page(site, "alvesta", f"/avtal/{slug}?datum={coming}")
    assert "Parterna ska hjälpa varandra." in then
    assert "Det här är inte texten som gäller i dag." in then
    assert "Ingen text gäller den dagen." in page(
        site, "alvesta", f"/avtal/{slug}?datum=2021-12-31"
    )
    assert "Ska vara ett datum" in page(site, "alvesta", f"/avtal/{slug}?datum=igar")


def test_no_text_holds_after_the_agreement_has_ended(site: Site) -> None:
    slug = put(site, **TILLS_VIDARE)["slug"]
    today = site.lan.world.today
    ended = site.step(
        "sekreterare", f"/avtal/{slug}", "upphav", skal="Ersatt.", mote=site.lan.at_meeting()
    )
    last = (today - timedelta(days=1)).isoformat()
    assert (ended["lage"], ended["versioner"][0]["galler_till"], ended["dagar"]) == (
        "upphort",
        last,
        [],
    )
    assert site.get("alvesta", f"/avtal/{slug}/text").status_code == 422
    assert site.get("alvesta", f"/avtal/{slug}/text?datum={last}").json()["version"] == 1
    assert "Parterna ska hjälpas åt." in page(site, "alvesta", f"/avtal/{slug}")


def test_what_differs_is_said_word_by_word(site: Site) -> None:
    slug = put(site, slag="rutin", **TILLS_VIDARE)["slug"]
    alone = site.get("alvesta", f"/avtal/{slug}/diff").json()
    assert (alone["fran"], alone["till"], alone["andrade"]) == (1, 1, 0)
    site.step(
        "sekreterare", f"/avtal/{slug}", "ratta_redaktionellt", text=NYARE, andring="Ett ord."
    )
    found = site.get("alvesta", f"/avtal/{slug}/diff").json()
    assert (found["fran"], found["till"], found["andrade"]) == (1, 2, 1)
    assert [(one["rubrik"], one["status"]) for one in found["avsnitt"]] == [
        ("Syfte", "andrat"),
        ("Ansvar", "oforandrat"),
    ]
    spans = found["avsnitt"][0]["delar"]
    for without, text in (("bort", "hjälpa varandra"), ("nytt", "hjälpas åt")):
        said = "".join(one["text"] for one in spans if one["slag"] != without)
        assert said.strip() == f"Parterna ska {text}."
    back = site.get("alvesta", f"/avtal/{slug}/diff?fran=2&till=1").json()
    assert back["ord_nytt"] == found["ord_bort"] == 2
    refused = site.get("alvesta", f"/avtal/{slug}/diff?fran=9&till=2")
    assert (refused.status_code, refused.json()["falt"]) == (422, {"fran": "Version 9 finns inte."})
    for way in ("lopande", "sida", "annat"):
        shown = page(site, "alvesta", f"/avtal/{slug}/jamfor?fran=1&till=2&vy={way}")
        assert re.search(r"hjälpa varandra\.\s*</ins>", shown)
        assert re.search(r"hjälpas åt\.\s*</del>", shown)


def test_an_attachment_is_read_by_all_who_take_part_and_by_nobody_else(site: Site) -> None:
    path = f"/avtal/{put(site, **TILLS_VIDARE)['slug']}"
    sent = site.client.post(
        "/api/v1/filer", files={"fil": ("karta.txt", b"Vem")}, headers=site.headers("sekreterare")
    )
    fil = sent.json()["id"]
    assert site.get("alvesta", f"/filer/{fil}").status_code == 404
    found = site.step("sekreterare", path, "bifoga", fil=fil, rubrik="Kontaktvägar")
    assert [one["rubrik"] for one in found["versioner"][0]["bilagor"]] == ["Kontaktvägar"]
    assert site.get("alvesta", f"/filer/{fil}").content == b"Vem"
    assert site.get("utanfor", f"/filer/{fil}").status_code == 404
    assert f"/filer/{fil}" in page(site, "alvesta", path)


def test_agreements_that_hang_together_say_so_at_both(site: Site) -> None:
    old, new = (put(site, rubrik=name, **TILLS_VIDARE)["slug"] for name in ("Gammalt", "Färskt"))
    site.step("sekreterare", f"/avtal/{new}", "knyt", ersatter=[old])
    assert [
        (one["hur"], one["slug"]) for one in site.get("alvesta", f"/avtal/{new}").json()["samband"]
    ] == [("ersätter", old)]
    assert [
        (one["hur"], one["slug"]) for one in site.get("alvesta", f"/avtal/{old}").json()["samband"]
    ] == [("är ersatt av", new)]


def test_somebody_who_comes_too_late_is_told_what_happened(site: Site) -> None:
    made = put(site, **TILLS_VIDARE)
    path, step = f"/avtal/{made['slug']}", {"omrade": "Vård"}
    assert (
        site.post("sekreterare", f"{path}/steg/andra_uppgifter", step, If_Match='"2"').status_code
        == 200
    )
    late = site.post(
        "sammankallande", f"{path}/steg/andra_uppgifter", {"omrade": "Skola"}, If_Match='"2"'
    )
    assert late.status_code == 409
    assert [one["text"] for one in late.json()["andrat"]] == ["Uppgifterna i registret ändrades."]
    assert site.get("alvesta", path).json()["omrade"] == "Vård"


def test_an_address_that_is_none_looks_like_one_that_is_not_yours(site: Site) -> None:
    slug = put(site, **TILLS_VIDARE)["slug"]
    answers = [
        site.get(who, f"/avtal/{named}{more}")
        for who, named in (("utanfor", slug), ("alvesta", "finns-inte"), ("alvesta", "%00"))
        for more in ("", "/text", "/diff")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.json()["detail"] for answer in answers}) == 1
