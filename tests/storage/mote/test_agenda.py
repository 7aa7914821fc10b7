"""An agenda keeps its order, and what was noted on it, as it is written and taken away from."""

from __future__ import annotations

from typing import Any

from models.mote import Dagordningspunkt
from models.vocabulary import PunktUtfall
from support.county import Lan

ADDED = ("Läget i länet", "Budget", "Nästa möte")


def items(lan: Lan, mote: int) -> list[Any]:
    """Return the items of an agenda in its order."""
    return sorted(lan.rows(Dagordningspunkt, mote_id=mote), key=lambda row: row.ordning)


def written(lan: Lan) -> tuple[int, list[str]]:
    """Return a planned meeting where three items were added, and the headings of its agenda."""
    mote = lan.at("2023-11-07").mote("2023-11-17")
    before = [row.rubrik for row in items(lan, mote)]
    for rubrik in ADDED:
        lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik=rubrik)
    return mote, [*before, *ADDED]


def test_an_item_gets_its_new_place_and_the_others_keep_their_order(lan: Lan) -> None:
    mote, order = written(lan)
    for rubrik, place in (("Nästa möte", 1), ("Läget i länet", 200), (order[0], 2)):
        [punkt] = [row for row in items(lan, mote) if row.rubrik == rubrik]
        lan.step(mote, "sekreterare", "flytta_punkt", punkt=punkt.id, ordning=place)
        order.remove(rubrik)
        order.insert(place - 1, rubrik)
        after = [(row.ordning, row.rubrik) for row in items(lan, mote)]
        assert after == list(enumerate(order, start=1))


def test_what_is_removed_is_gone_and_what_is_noted_stands_on_its_item_alone(lan: Lan) -> None:
    mote, order = written(lan)
    budget = items(lan, mote)[order.index("Budget")]
    lan.step(mote, "sekreterare", "ta_bort_punkt", punkt=budget.id)
    order.remove("Budget")
    assert [row.rubrik for row in items(lan, mote)] == order
    lan.step(mote, "sekreterare", "kalla")
    lan.at("2023-11-17").step(mote, "sekreterare", "oppna")
    *others, last = items(lan, mote)
    lan.step(mote, "sekreterare", "anteckna_punkt", punkt=last.id, anteckning="I december.")
    *untouched, noted = items(lan, mote)
    assert (noted.anteckning, noted.utfall) == ("I december.", PunktUtfall.GENOMGANGEN)
    assert untouched == others
