"""A remiss page does not grow out of hand: what its reader did not come for is folded, with a
count, and the compilation is one press away.
"""

from __future__ import annotations

import re

import pytest

from models.tables import Remiss
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


def test_each_answer_is_folded_under_what_it_says_where_they_are_many(
    sajt: Sajt, remiss: int
) -> None:
    lan = sajt.lan
    lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=["Mer tid.", "Mer pengar."])
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker")
    few = shown(sajt, "au_ledamot", remiss)
    assert few.count('<details class="whole" id="svar-') == 2
    assert re.search(r"Alvesta <span[^>]*>tillstyrker med synpunkter, (två|2) synpunkter", few)
    assert few.index('href="#sammanstallning"') < few.index("Underlag")
    assert re.search(r'id="svar-\d+" open', few)  # two are not many


def test_before_anybody_has_answered_nothing_leads_to_a_compilation(
    sajt: Sajt, remiss: int
) -> None:
    assert 'href="#sammanstallning"' not in shown(sajt, "au_ledamot", remiss)
