"""Who hands a matter on through the API, and with it loses sight of it, has done so."""

from __future__ import annotations

from models.tables import Atagande
from support.asking import Site
from support.county import epost
from support.paths.arende import atagande_in


def test_a_colleague_who_hands_an_atagande_on_no_longer_sees_it(site: Site) -> None:
    now = site.lan.now
    mine = f"/ataganden/{atagande_in(site.lan, 'tilldelat')}"
    site.lan.now = now
    site.step("alvesta", mine, "delegera", delegat=epost("utanfor"))
    answer = site.post("utanfor", f"{mine}/steg/delegera", {"delegat": epost("representant")})
    assert (answer.status_code, answer.content) == (204, b"")
    assert site.get("utanfor", mine).status_code == 404
    assert site.lan.rows(Atagande)[0].delegat_id == site.lan.ids["representant"]
