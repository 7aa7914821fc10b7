"""In which order the API says no: 401, 404, 403, replay, 409 stale, 409 hinder, 422."""

from __future__ import annotations

from typing import Any

import pytest

from support.asking import Site
from support.county import TEXTER
from support.paths.arende import atagande_in
from workflows.beslut.matrix.changes import follow

TA_UPP = {"handlaggare": "handlaggare@lan.example"}


@pytest.fixture
def arende(site: Site) -> str:
    """The address of an ärende that has been handed in."""
    return f"/arenden/{site.post('sammankallande', '/arenden', TEXTER).json()['nr']}"


def take(site: Site, who: str, arende: str, said: Any, **headers: str) -> Any:
    return site.post(who, f"{arende}/steg/ta_upp", said, **headers)


def test_nobody_gets_401_even_with_nonsense(site: Site, arende: str) -> None:
    answer = take(site, "ingen", arende, ["nonsens"], If_Match="kanske")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_an_unknown_token_gets_401_even_beside_a_good_cookie(site: Site) -> None:
    assert (
        site.client.get("/api/v1/jag", headers={"Authorization": "Bearer fel"}).status_code == 401
    )


def test_a_stranger_gets_404_even_with_nonsense(site: Site, arende: str) -> None:
    assert take(site, "utanfor", arende, ["nonsens"], If_Match="kanske").status_code == 404


def test_unknown_and_invisible_give_the_same_body(site: Site, arende: str) -> None:
    unknown, invisible = (site.get("utanfor", path) for path in ("/arenden/lgs-2020-999", arende))
    assert unknown.status_code == 404
    assert unknown.content == invisible.content


def test_a_known_person_without_the_role_gets_403_even_with_nonsense(
    site: Site, arende: str
) -> None:
    answer = take(site, "sammankallande", arende, ["nonsens"], If_Match="kanske")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "”Ta upp till beredning” kan bara göras av AU."


def test_the_same_request_again_is_answered_though_the_version_has_moved_on(
    site: Site, arende: str
) -> None:
    headers = {"Idempotency_Key": "en-gang", "If_Match": '"2"'}
    first = take(site, "au_ledamot", arende, TA_UPP, **headers)
    again = take(site, "au_ledamot", arende, TA_UPP, **headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["version"] == 3


def test_the_same_key_with_another_content_is_refused(site: Site, arende: str) -> None:
    take(site, "au_ledamot", arende, TA_UPP, Idempotency_Key="en-gang")
    answer = take(
        site,
        "au_ledamot",
        arende,
        {"handlaggare": "sekreterare@lan.example"},
        Idempotency_Key="en-gang",
    )
    assert (answer.status_code, answer.json()["title"]) == (409, "Nyckeln är redan använd")


def test_the_same_key_on_another_route_is_another_request(site: Site, arende: str) -> None:
    take(site, "au_ledamot", arende, TA_UPP, Idempotency_Key="en-gang")
    said = {"saknas": "Vem ansvarar?"}
    assert (
        site.post(
            "au_ledamot", f"{arende}/steg/begar_komplettering", said, Idempotency_Key="en-gang"
        ).status_code
        == 200
    )


def test_a_stale_version_is_said_before_the_obstacles(site: Site, arende: str) -> None:
    answer = take(site, "au_ledamot", arende, {}, If_Match='W/"1"')
    assert (answer.status_code, answer.json()["title"], answer.json()["version"]) == (
        409,
        "Någon annan hann före",
        2,
    )


def test_whoever_is_too_late_is_told_who_did_what_meanwhile(site: Site, arende: str) -> None:
    take(site, "au_ledamot", arende, TA_UPP)
    problem = site.post(
        "handlaggare", f"{arende}/steg/bered", {"bakgrund": "Sent."}, If_Match='"2"'
    ).json()
    assert problem["version"] == 3
    assert [(one["vem"], one["text"], one["version"]) for one in problem["andrat"]] == [
        ("Au ledamot", "AU tog upp ärendet.", 3)
    ]
    assert problem["andrat"][0]["nar"].startswith(site.lan.now.date().isoformat())


def test_every_obstacle_is_named_at_once(site: Site, arende: str) -> None:
    take(site, "au_ledamot", arende, TA_UPP)
    answer = site.post("handlaggare", f"{arende}/steg/fardigbered", {})
    assert answer.status_code == 409
    assert len(answer.json()["hinder"]) >= 4
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_obstacle_is_said_before_a_malformed_payload(site: Site, arende: str) -> None:
    take(site, "au_ledamot", arende, TA_UPP)
    answer = take(site, "au_ledamot", arende, {"okant": 1})
    assert (answer.status_code, answer.json()["title"]) == (409, "Det går inte nu")


def test_a_malformed_payload_names_every_field(site: Site, arende: str) -> None:
    answer = take(site, "au_ledamot", arende, {"handlaggare": 7, "okant": 1})
    assert answer.status_code == 422
    assert answer.json()["falt"] == {"handlaggare": "Ska vara text.", "okant": "Fältet finns inte."}


def test_a_step_nobody_has_heard_of_is_404(site: Site, arende: str) -> None:
    assert site.post("au_ledamot", f"{arende}/steg/trolla", {}).status_code == 404


def test_the_version_comes_as_etag_and_goes_back_in_any_of_its_spellings(
    site: Site, arende: str
) -> None:
    etag = site.get("au_ledamot", arende).headers["etag"]
    assert etag == '"2"'
    for spelled in (etag, f"W/{etag}", "2", "*"):
        # Each is accepted: what refuses is the missing handläggare.
        assert take(site, "au_ledamot", arende, {}, If_Match=spelled).json()["hinder"] == [
            "Välj en handläggare."
        ]


def test_a_draft_is_found_by_its_old_address_after_it_got_its_number(site: Site) -> None:
    draft = site.post("sammankallande", "/arenden", {**TEXTER, "utkast": True}).json()
    assert draft["nr"].startswith("utkast-")
    site.step("sammankallande", f"/arenden/{draft['nr']}", "lamna_in")
    found = site.get("sammankallande", f"/arenden/{draft['nr']}").json()
    assert (found["nr"].startswith("lgs-"), found["id"]) == (True, draft["id"])


def test_a_matter_is_not_found_at_the_address_of_another_kind(site: Site, arende: str) -> None:
    sak_id = site.get("sekreterare", arende).json()["id"]
    for noun in ("moten", "remisser", "ataganden"):
        assert site.get("sekreterare", f"/{noun}/{sak_id}").status_code == 404
        assert site.post("sekreterare", f"/{noun}/{sak_id}/steg/ta_upp", TA_UPP).status_code == 404


def test_a_decision_tells_how_it_has_been_followed(site: Site) -> None:
    atagande_in(site.lan, "tilldelat")
    with site.lan.database.session() as session:
        follow(session, site.lan.world)
    nr = site.get("alvesta", "/beslut").json()["poster"][0]["nr"]
    told = site.get("alvesta", f"/beslut/{nr}/efterlevnad").json()
    common = {
        "dag": "2023-12-08",
        "ord": "pagar",
        "ord_text": "Pågår",
        "forsenat": False,
        "tyst": False,
    }
    assert told["andringar"] == [{**common, "huvudman": name} for name in ("Alvesta", "Lessebo")]
    assert [(week["klara"], week["parter"]) for week in told["veckor"]] == [(0, 2)] * 12


def test_a_draft_that_was_withdrawn_stays_its_authors_own_and_what_was_handed_in_does_not(
    site: Site,
) -> None:
    for draft, seen in ((True, 404), (False, 200)):
        nr = site.post("sammankallande", "/arenden", {**TEXTER, "utkast": draft}).json()["nr"]
        site.post(
            "sammankallande", f"/arenden/{nr}/steg/aterkalla", {"skal": "Vi löser det själva."}
        )
        listed = [
            row["nr"]
            for row in site.get("sekreterare", "/arenden?lage=aterkallat").json()["poster"]
        ]
        assert site.get("sammankallande", f"/arenden/{nr}").status_code == 200
        for who in ("sekreterare", "au_ledamot", "representant"):
            assert site.get(who, f"/arenden/{nr}").status_code == seen, who
        assert (nr in listed) is not draft
