"""An empty chair, or one of the wrong side, is told to the secretary and stands on the page."""

from __future__ import annotations

from models.base import table_of
from models.tables import Avisering, Uppdrag
from support.county import Lan, epost, vacate
from workflows.county.profile.chairing import Ordforandeskap
from workflows.desk.people import organ
from workflows.mote.preparing import prepare_moten


def letters(lan: Lan, day: str) -> list[tuple[str, str]]:
    """Return the letters about chairs once the morning of a day has been."""
    with lan.at(day).database.session() as session:
        prepare_moten(session, lan.world)
    rows = lan.rows(Avisering, mall="ordforandestol")
    return [(row.epost, row.data["fel"]) for row in rows]


def on_the_page(lan: Lan) -> str:
    """Return what the page of the ledningsgrupp says of its chairs."""
    with lan.database.read() as session:
        (one,) = organ(session, lan.actor(session, "alvesta"), lan.world, "lgs")
    return one.ordforandefel


def test_an_empty_chair_is_told_once_a_month_and_stands_on_the_page(lan: Lan) -> None:
    assert letters(lan, "2023-11-07") == []
    assert on_the_page(lan) == ""
    vacate(lan, "ordforande", "2023-11-07")
    words = "Ingen är ordförande i Ledningsgruppen."
    told = [(epost("sekreterare"), words)]
    assert letters(lan, "2023-11-08") == told
    assert on_the_page(lan) == words
    assert letters(lan, "2023-11-09") == told, "once a month"
    assert letters(lan, "2023-12-01") == told * 2, "again until somebody acts"


def test_the_wrong_side_is_told_from_the_new_year(lan: Lan) -> None:
    vacate(lan, "ordforande", "2023-11-07")
    lan.at("2023-11-08")
    _chair(lan, "alvesta")
    turns = Ordforandeskap(fran=2022, vaxlar_ar=2, forst="kommuner", i_fas=("lgs",))
    lan.profile = lan.profile.model_copy(update={"ordforandeskap": turns})
    assert letters(lan, "2023-12-01") == []
    (told,) = letters(lan, "2024-01-02")
    assert told[0] == epost("sekreterare")
    assert "Alvesta är ordförande men hör till den andra sidan" in told[1]
    assert on_the_page(lan) == told[1]


def _chair(lan: Lan, who: str) -> None:
    table = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(
            table.update()
            .where(table.c.person_id == lan.ids[who])
            .values(roll="ordforande", from_=lan.world.today)
        )
