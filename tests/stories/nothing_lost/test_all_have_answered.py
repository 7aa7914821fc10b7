"""A round that all have answered is AU's at once, and every page says so."""

from __future__ import annotations

import pytest

from models.tables import Remiss
from support.county import Lan
from support.paths.arende import arende_in
from support.paths.revision import revision_in
from support.walks.cards import wrong_in_lists
from workflows.desk.views import oversikt
from workflows.handling.pages import load_frister, whose_move


def said(lan: Lan, *ids: int) -> list[str]:
    """Return whose move it is, as the page of each of some matters says it."""
    with lan.database.read() as session:
        frister = load_frister(session, ids, lan.world)
    return [whose_move(frister[one]) for one in ids]


def buttons(lan: Lan) -> list[str]:
    with lan.database.read() as session:
        mine = oversikt(session, lan.actor(session, "sekreterare"), lan.world).vantar_pa_dig
    return [card.knapp.rubrik for card in mine]


@pytest.mark.parametrize("made", [arende_in, revision_in])
def test_a_round_that_all_have_answered_is_aus_on_both_pages_and_in_its_list_at_once(
    lan: Lan, made: object
) -> None:
    assert callable(made)
    sak = made(lan, "pa_remiss")
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    for text in said(lan, sak, remiss):
        assert text.startswith("De tillfrågade har draget.")
    asked = {"alvesta", "lessebo"} if made is revision_in else {"alvesta", "lessebo", "ljungby"}
    assert "Sammanställ remissvaren" not in buttons(lan)
    for who in sorted(asked):
        if "svara" in lan.offers(remiss, who):
            lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    about, of_round = said(lan, sak, remiss)
    assert about == of_round
    assert about.startswith("⟨Au⟩ har draget.")
    assert "Sammanställ remissvaren" in buttons(lan)
    assert wrong_in_lists(lan) == []
