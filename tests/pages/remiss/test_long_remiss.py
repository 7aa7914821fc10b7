"""A remiss page does not grow out of hand: what its reader did not come for is folded, with a
count, and the compilation is one press away.
"""

from __future__ import annotations

import re

import pytest

from models.tables import Remiss
from support.paths.arende import arende_in
from support.paths.revision import revision_in
from support.site import Sajt

STAND = {"stallningstagande": "tillstyrker_med_synpunkter"}


@pytest.fixture
def remiss(sajt: Sajt) -> int:
    """Return an open round on the locked text of a revision: Alvesta and Lessebo are asked."""
    return int(sajt.lan.rows(Remiss, om_id=revision_in(sajt.lan, "pa_remiss"))[-1].id)


def shown(sajt: Sajt, who: str, remiss: int) -> str:
    page = sajt.client(who).http.get(f"/remisser/{remiss}").text
    return page[page.index("<main") :]


def test_the_text_is_open_for_who_answers_and_folded_for_who_does_not(
    sajt: Sajt, remiss: int
) -> None:
    folded = r'<details class="whole">\s*<summary>Hela texten, (\w+) avsnitt</summary>'
    unfolded = folded.replace('"whole">', '"whole" open>')
    assert re.search(unfolded, shown(sajt, "alvesta", remiss))
    assert re.search(folded, shown(sajt, "au_ledamot", remiss))


def test_few_answers_stand_open_with_a_way_to_the_compilation(sajt: Sajt, remiss: int) -> None:
    for who in ("alvesta", "lessebo"):
        sajt.lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    few = shown(sajt, "au_ledamot", remiss)
    assert len(re.findall(r'<details class="whole" id="svar-\d+" open', few)) == 2
    assert few.index('href="#sammanstallning"') < few.index("Underlag")


def test_many_answers_are_folded_under_what_each_says(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", mottagare="kommuner")
    remiss = int(lan.rows(Remiss, om_id=sak)[0].id)
    lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=["Mer tid.", "Mer pengar."])
    for who in ("lessebo", "ljungby"):
        lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    many = shown(sajt, "au_ledamot", remiss)
    assert len(re.findall(r'<details class="whole" id="svar-\d+">', many)) == 3
    assert re.search(r"Alvesta <span[^>]*>tillstyrker med synpunkter, (två|2) synpunkter", many)


def test_before_anybody_has_answered_nothing_leads_to_a_compilation(
    sajt: Sajt, remiss: int
) -> None:
    assert 'href="#sammanstallning"' not in shown(sajt, "au_ledamot", remiss)
