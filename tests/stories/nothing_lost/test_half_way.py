"""Half-way through a silent wait the ersättare is asked too: each is told of the other, either may
act, and it is one card for each.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.base import table_of
from models.tables import Avisering, Franvaro, Frist, Mote, Remiss, Uppdrag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in
from support.reminding import REMINDERS, got, live
from support.walks.cards import wrong_in_lists
from workflows.county.bemanning import load_bemanning
from workflows.desk.views import Oversiktsfilter, oversikt
from workflows.handling.pages import load_frister, whose_move


def stand_in(lan: Lan, who: str, ersattare: str | None) -> None:
    """Give somebody's uppdrag a fixed ersättare."""
    uppdrag = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(
            uppdrag.update()
            .where(uppdrag.c.person_id == lan.ids[who])
            .values(ersattare_id=lan.ids[ersattare] if ersattare else None)
        )


def cards(lan: Lan, who: str, place: str) -> int:
    """Return how many cards of a matter stand in somebody's lists."""
    with lan.database.read() as session:
        seen = oversikt(session, lan.actor(session, who), lan.world, Oversiktsfilter(antal=200))
    both = (*seen.vantar_pa_dig, *seen.langre_fram)
    return sum(one.knapp.href.startswith(place) for one in both)


def asked(lan: Lan, sak: int) -> list[bool]:
    """Tell of each open frist of a matter whether an ersättare is asked too."""
    return [one.halvvags for one in lan.rows(Frist, sak_id=sak, stangd=None)]


def line(lan: Lan, who: str) -> dict[str, Any]:
    """Return the last line that somebody was reminded by."""
    letters = [one for one in lan.rows(Avisering, person_id=lan.ids[who]) if one.mall in REMINDERS]
    return dict(letters[-1].data["rader"][0])


def test_half_way_the_ersattare_is_asked_too_and_each_is_told_of_the_other(lan: Lan) -> None:
    stand_in(lan, "alvesta", "representant")
    sak = atagande_in(lan, "tilldelat")
    place = f"/ataganden/{sak}"
    told = min(one.skapad for one in lan.rows(Avisering, mall="atagande")).date()
    assert str(told) == "2023-12-08"
    live(lan, "2023-12-09", "2024-01-01")
    assert (asked(lan, sak), cards(lan, "representant", place)) == ([False], 0)
    assert got(lan, "representant") == []
    live(lan, "2024-01-02", "2024-01-09")
    assert asked(lan, sak) == [True]
    assert got(lan, "representant") == [("2024-01-02", "paminnelse")]
    assert line(lan, "representant")["jamte"] == (
        "Halva tiden gick utan ett ord från Alvesta, så du har också fått frågan. Det räcker att en"
        " av er svarar."
    )
    assert got(lan, "alvesta") == [("2024-01-02", "sammandrag")]
    assert line(lan, "alvesta")["jamte"] == (
        "Halva tiden har gått, så Representant har också fått frågan, som ersättare för dig. Det"
        " räcker att en av er svarar."
    )
    assert [cards(lan, who, place) for who in ("alvesta", "representant")] == [1, 1]
    assert wrong_in_lists(lan) == []
    with lan.database.read() as session:
        everyone = load_bemanning(session, lan.world.today)
        said = whose_move(load_frister(session, [sak], lan.world, everyone)[sak])
    assert said.endswith(
        "Halva tiden gick utan ett ord från Alvesta: ersättaren Representant har också fått frågan."
    )


def test_the_letter_says_so_to_both(lan: Lan) -> None:
    stand_in(lan, "alvesta", "representant")
    atagande_in(lan, "tilldelat")
    live(lan, "2023-12-09", "2024-01-09")
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    for who in ("alvesta", "representant"):
        letter = [
            one for one in lan.rows(Avisering, person_id=lan.ids[who]) if one.mall in REMINDERS
        ][-1]
        assert (letter.fel, letter.skickad is not None) == ("", True)
        for text in (letter.text, letter.html):
            assert "Det räcker att en av er svarar." in " ".join((text or "").split())
            assert "/svara/" in (text or "")


@pytest.mark.parametrize("who", ["alvesta", "representant"])
def test_either_of_the_two_may_act_and_then_it_is_nobodys(lan: Lan, who: str) -> None:
    stand_in(lan, "alvesta", "representant")
    sak = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-09", "2024-01-09")
    lan.step(sak, who, "rapportera")
    assert [cards(lan, one, f"/ataganden/{sak}") for one in ("alvesta", "representant")] == [0, 0]


def test_a_word_in_the_matter_is_a_sign_of_life(lan: Lan) -> None:
    stand_in(lan, "alvesta", "representant")
    sak = atagande_in(lan, "tilldelat")
    lan.at("2023-12-20").step(sak, "alvesta", "kvittera")
    live(lan, "2023-12-21", "2024-01-26")
    assert (asked(lan, sak), got(lan, "representant")) == ([False], [])


def test_a_remiss_asks_the_ersattare_of_each_who_is_silent(lan: Lan) -> None:
    for who, instead in (("alvesta", "representant"), ("lessebo", "handlaggare")):
        stand_in(lan, who, instead)
    arende = arende_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss, om_id=arende)[-1].id
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker")
    live(lan, "2023-11-10", "2023-11-24")
    assert len(got(lan, "representant")) >= 1
    assert got(lan, "handlaggare") == []
    assert cards(lan, "representant", f"/remisser/{remiss}") == 1
    lan.step(remiss, "representant", "svara", stallningstagande="tillstyrker")
    assert cards(lan, "alvesta", f"/remisser/{remiss}") == 0


def test_who_is_away_has_a_second_ersattare_asked_when_the_first_is_silent(lan: Lan) -> None:
    stand_in(lan, "alvesta", "representant")
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids["alvesta"],
                from_=lan.world.today,
                tom=lan.world.today.replace(year=2024, month=10),
                ersattare_id=lan.ids["handlaggare"],
            )
        )
    sak = atagande_in(lan, "tilldelat")
    live(lan, "2023-12-09", "2024-01-09")
    assert asked(lan, sak) == [True]
    places = [cards(lan, one, f"/ataganden/{sak}") for one in ("handlaggare", "representant")]
    assert places == [1, 1]
    assert cards(lan, "alvesta", f"/ataganden/{sak}") == 0


def test_nobody_is_asked_too_where_there_is_no_ersattare_or_it_is_the_clocks_own(lan: Lan) -> None:
    sak = atagande_in(lan, "tilldelat")
    stand_in(lan, "sekreterare", "handlaggare")
    mote = lan.rows(Mote)[-1].id
    live(lan, "2023-12-09", "2024-01-09")
    assert asked(lan, sak) == [False]
    assert not any(asked(lan, mote))
    sweep(lan)
