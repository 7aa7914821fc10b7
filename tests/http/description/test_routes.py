"""Every address declares its rule; each of the API is tried by nobody, a stranger, a chef and the
sekreterare.
"""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import APIRouter
from starlette.responses import Response
from starlette.routing import Mount

from api.shared.access import GuardedRoute, Rule, done_at, rule, rule_of
from api.web.frame.routing import PageRoute, pages
from models.base import table_of
from models.tables import Atagande, Beslut, Mote, Person, Remiss, Revision
from support.asking import Site, routes
from support.county import TEXTER
from support.paths.arende import remiss_in
from support.paths.delgivning import delgivning_in
from support.paths.grupp import bildad
from support.paths.revision import revision_in

EVERYONE = ("ingen", "utanfor", "alvesta", "sekreterare")
SEES = (401, 200, 200, 200)
TAKES_PART = (401, 404, 200, 200)
# What each of the four gets. POSTs carry no content: who may ask at all is the question here.
EXPECTED: dict[tuple[str, str], tuple[int, int, int, int]] = {
    **{
        ("GET", f"/{noun}"): SEES
        for noun in (
            "jag",
            "oversikt",
            "organ",
            "parten",
            "personer",
            "arenden",
            "moten",
            "remisser",
            "beslut",
            "ataganden",
            "delgivningar",
            "grupper",
            "efterlevnad",
            "aviseringar",
            "avtal",
            "revisioner",
        )
    },
    ("GET", "/arenden/{nr}"): TAKES_PART,
    ("GET", "/moten/{id}"): TAKES_PART,
    ("GET", "/remisser/{id}"): TAKES_PART,
    ("GET", "/remisser/{id}/sammanstallning"): TAKES_PART,
    ("GET", "/beslut/{nr}"): TAKES_PART,
    ("GET", "/beslut/{nr}/efterlevnad"): TAKES_PART,
    ("GET", "/ataganden/{id}"): TAKES_PART,
    ("GET", "/delgivningar/{id}"): TAKES_PART,
    ("GET", "/grupper/{id}"): TAKES_PART,
    ("GET", "/avtal/{slug}"): TAKES_PART,
    ("GET", "/avtal/{slug}/text"): TAKES_PART,
    ("GET", "/avtal/{slug}/diff"): TAKES_PART,
    ("POST", "/avtal"): (401, 403, 403, 409),
    ("POST", "/avtal/{slug}/steg/{namn}"): (401, 404, 403, 409),
    ("GET", "/revisioner/{nr}"): TAKES_PART,
    ("GET", "/revisioner/{nr}/versioner/{vilken}"): TAKES_PART,
    ("POST", "/revisioner"): (401, 403, 409, 409),
    ("POST", "/revisioner/{nr}/steg/{namn}"): (401, 404, 403, 409),
    ("POST", "/arenden"): (401, 403, 409, 409),
    ("POST", "/moten"): (401, 403, 403, 409),
    ("POST", "/arenden/{nr}/steg/{namn}"): (401, 404, 403, 409),
    ("POST", "/moten/{id}/steg/{namn}"): (401, 404, 403, 409),
    ("POST", "/moten/{id}/kalendersvar"): (401, 404, 403, 422),
    ("POST", "/remisser/{id}/steg/{namn}"): (401, 404, 403, 409),
    ("POST", "/remisser/{id}/svar"): (401, 404, 409, 403),
    ("POST", "/remisser/{id}/utkast"): (401, 404, 200, 403),
    ("POST", "/ataganden/{id}/steg/{namn}"): (401, 404, 409, 403),
    ("POST", "/delgivningar/{id}/steg/{namn}"): (401, 404, 409, 403),
    ("POST", "/grupper"): (401, 403, 403, 409),
    ("POST", "/grupper/{id}/steg/{namn}"): (401, 404, 403, 409),
    ("POST", "/filer"): (401, 422, 422, 422),
    ("GET", "/filer/{id}"): (401, 404, 404, 200),
    ("GET", "/drift"): (401, 403, 403, 200),
    ("POST", "/drift/prefect"): (401, 401, 401, 401),
    ("POST", "/demo/klocka"): (404, 404, 404, 404),
}
OPEN = {("GET", "/halsa"), ("GET", "/api/v1/openapi.json")}
STEPS = {
    "/arenden": "avsluta",
    "/moten": "kalla",
    "/remisser": "forlang",
    "/ataganden": "lamna_besked",
    "/delgivningar": "invand",
    "/grupper": "avsluta_gruppen",
    "/avtal": "lagg_in_text",
    "/revisioner": "bordlagg",
}


def test_every_address_declares_a_rule(site: Site) -> None:
    undeclared = [
        (method, path)
        for method, path, route in routes(site.app)
        if not isinstance(route, Mount) and not isinstance(getattr(route, "rule", None), Rule)
    ]
    assert undeclared == []


def test_only_the_static_files_have_no_rule(site: Site) -> None:
    assert [path for _, path, route in routes(site.app) if isinstance(route, Mount)] == ["/static"]


@pytest.mark.parametrize("kind", [GuardedRoute, PageRoute])
def test_an_address_without_a_rule_cannot_be_made(kind: type[Any]) -> None:
    router = APIRouter(route_class=kind)
    with pytest.raises(TypeError, match="declares no rule"):
        router.get("/")(lambda: None)


def test_the_rule_stands_on_the_endpoint() -> None:
    assert rule_of(rule(Rule.SEKRETERARE)(lambda: None)) is Rule.SEKRETERARE


def test_every_address_for_the_secretary_alone_says_what_is_done_there(site: Site) -> None:
    said = {
        done_at(route.endpoint)
        for _, _, route in routes(site.app)
        if isinstance(route, GuardedRoute | PageRoute) and route.rule is Rule.SEKRETERARE
    }
    assert {"Ge ett uppdrag", "Välj ersättare", "Läs driften"} <= said
    answer = site.get("alvesta", "/drift")
    assert (answer.status_code, "Läs driften" in answer.text) == (403, True)


def test_the_table_below_names_every_address_of_the_api(site: Site) -> None:
    found = {
        (method, path)
        for method, path, route in routes(site.app)
        if isinstance(route, GuardedRoute)
    }
    assert found == OPEN | {(method, f"/api/v1{path}") for method, path in EXPECTED}


@pytest.fixture
def filled(site: Site) -> dict[str, str]:
    """A county where one matter of each kind exists; what stands in braces, filled in."""
    remiss_in(site.lan, "oppen")
    delgivning = delgivning_in(site.lan, "vantar")
    revision_in(site.lan, "slutligt")
    mote = site.lan.rows(Mote)[-1].id
    beslut = site.lan.rows(Beslut)[-1]
    grupp = bildad(site.lan, beslut=beslut.beteckning, sista_dag="2024-12-20")
    sent = site.client.post(
        "/api/v1/filer", files={"fil": ("a.txt", b"Svar")}, headers=site.headers("sekreterare")
    )
    return {
        "/filer/{id}": f"/filer/{sent.json()['id']}",
        "/arenden/{nr}": (
            f"/arenden/{site.get('sekreterare', '/arenden').json()['poster'][0]['nr']}"
        ),
        "/moten/{id}": f"/moten/{mote}",
        "/remisser/{id}": f"/remisser/{site.lan.rows(Remiss)[0].id}",
        "/beslut/{nr}": f"/beslut/{beslut.nr}",
        "/ataganden/{id}": f"/ataganden/{site.lan.rows(Atagande)[0].id}",
        "/delgivningar/{id}": f"/delgivningar/{delgivning}",
        "/grupper/{id}": f"/grupper/{grupp}",
        "/avtal/{slug}": "/avtal/avtal-om-hjalpmedel",
        "/revisioner/{nr}": f"/revisioner/{site.lan.rows(Revision)[0].nr}",
        "{vilken}": "1",
    }


def test_everyone_gets_what_the_table_says(site: Site, filled: dict[str, str]) -> None:
    answers = {}
    for method, path in EXPECTED:
        real = path
        for template, instance in filled.items():
            real = real.replace(template, instance)
        real = real.replace("{namn}", STEPS.get(f"/{path.split('/')[1]}", ""))
        ask = site.get if method == "GET" else site.post
        answers[method, path] = tuple(ask(who, real).status_code for who in EVERYONE)
    assert answers == EXPECTED


def test_a_bearer_of_nothing_but_an_account_sees_only_themselves(
    site: Site, filled: dict[str, str]
) -> None:
    assert filled
    assert [person["epost"] for person in site.get("utanfor", "/personer").json()["poster"]] == [
        "utanfor@lan.example"
    ]
    lists = (
        "arenden",
        "moten",
        "remisser",
        "beslut",
        "ataganden",
        "delgivningar",
        "grupper",
        "aviseringar",
        "avtal",
        "revisioner",
    )
    for noun in lists:
        assert site.get("utanfor", f"/{noun}").json()["poster"] == []
    assert site.get("utanfor", "/efterlevnad").json()["beslut"] == []
    assert all(organ["deltagare"] == [] for organ in site.get("utanfor", "/organ").json())


def test_someone_switched_off_is_nobody_from_the_next_request_on(site: Site) -> None:
    assert site.get("alvesta", "/jag").status_code == 200
    switch_off(site, "alvesta")
    assert site.get("alvesta", "/jag").status_code == 401


def switch_off(site: Site, who: str) -> None:
    table = table_of(Person)
    with site.lan.database.session() as session:
        session.execute(table.update().where(table.c.id == site.lan.ids[who]).values(aktiv=False))


def test_others_messages_are_for_the_sekreterare_only(site: Site) -> None:
    site.post("sammankallande", "/arenden", TEXTER)
    path = "/aviseringar?person=sammankallande@lan.example"
    kinds = [one["mall"] for one in site.get("sekreterare", path).json()["poster"]]
    assert kinds == ["kvittens"]
    assert (
        site.get("sammankallande", path).json()["poster"]
        == site.get("sekreterare", path).json()["poster"]
    )
    known, unknown = (
        site.get("alvesta", f"/aviseringar?person={who}@lan.example")
        for who in ("lessebo", "ingen")
    )
    assert known.status_code == 403
    assert known.content == unknown.content


def test_an_address_that_would_never_be_found_is_not_served() -> None:
    router = pages()
    router.add_route("/{kod}/nytt", lambda _: Response())
    with pytest.raises(ValueError, match="never found"):
        router.matches({"type": "http", "path": "/hsl/nytt", "method": "GET"})
