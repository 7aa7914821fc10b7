"""Who holds a group together plans its meetings, over the API and on the pages."""

from __future__ import annotations

import re

from support.asking import Site

SAID = {"datum": "2026-12-18", "tid": "09:00"}


def test_own_meetings_are_planned_and_anothers_refused_by_its_name(site: Site) -> None:
    own = site.post("sammankallande", "/moten", {**SAID, "organ": "pg_kronobarnsmodellen"})
    assert own.status_code == 201, own.text
    steps = {one["namn"] for one in own.json()["steg"]}
    assert {"lagg_till_punkt", "kalla"} <= steps
    other = site.post("sammankallande", "/moten", {**SAID, "organ": "pg_analys"})
    assert other.status_code == 403
    assert "Processgrupp Analys, planering och uppföljning" in other.text


def test_the_form_offers_only_those_one_plans_for(site: Site) -> None:
    page = site.client.get("/moten/nytt", headers=site.headers("sammankallande"))
    assert page.status_code == 200
    chosen = re.findall(r'<option value="(\w+)"', page.text)
    assert chosen == ["pg_kronobarnsmodellen"]
    assert "Nytt möte" in site.client.get("/moten", headers=site.headers("sammankallande")).text
    assert site.client.get("/moten/nytt", headers=site.headers("representant")).status_code == 403
    assert "Nytt möte" not in site.client.get("/moten", headers=site.headers("representant")).text


def test_nobody_is_asked_whom_it_concerns_where_everybody_is_always_called(site: Site) -> None:
    sak = site.lan.arende()
    site.lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    nr = site.get("au_ledamot", "/arenden").json()["poster"][0]["nr"]
    form = site.client.get(f"/arenden/{nr}/steg/bered", headers=site.headers("au_ledamot"))
    assert form.status_code == 200
    assert "Rör särskilt" not in form.text, "everybody is always called and nobody approves"
