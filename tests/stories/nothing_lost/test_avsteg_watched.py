"""An avsteg that is noted with a new day is watched: the party has it in its list and is reminded,
the matrix shows the day, and closing says who is left.
"""

from __future__ import annotations

import pytest

from models.tables import Atagande, Avisering, Dagordningspunkt, Frist
from support.county import Lan
from support.paths.arende import arende_in
from support.reminding import got, live
from workflows.beslut.obligations import Reader
from workflows.county.bemanning import load_bemanning
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.views import oversikt

WHO = ("alvesta", "lessebo")


def note(lan: Lan, sak: int) -> None:
    """Note an avsteg at a meeting."""
    said = {"anteckning": "Noterat.", "mote": lan.at_meeting()}
    lan.step(sak, "sekreterare", "notera_avsteg", **said)


@pytest.fixture
def noted(lan: Lan) -> dict[str, int]:
    """A decision where Lessebo has done its part and Alvesta's avsteg is noted with a new day."""
    arende = arende_in(lan, "pa_dagordning")
    parties = [{"slag": "huvudman", "kod": kod} for kod in WHO]
    task = {"text": "Utse kontakt", "mottagare": parties, "svar": "ja", "senast": "2024-01-26"}
    lan.step(arende, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    alvesta, lessebo = (row.id for row in lan.rows(Atagande))
    lan.step(lessebo, "lessebo", "rapportera")
    said = {"orsak": "Ingen tid.", "stod": "Inget.", "nytt_datum": "2024-08-15"}
    lan.step(alvesta, "alvesta", "anmal_avsteg", **said)
    note(lan.at("2024-01-26"), alvesta)
    return {"arende": arende, "alvesta": alvesta}


def word(lan: Lan, sak: int) -> tuple[str, str]:
    with lan.database.read() as session:
        bemanning = load_bemanning(session, lan.world.today)
        row = Reader(session, lan.actor(session, "sekreterare"), lan.world, bemanning).one(sak)
    return row.ord_text, row.alder


def places(lan: Lan, who: str) -> list[str]:
    with lan.database.read() as session:
        mine = oversikt(session, lan.actor(session, who), lan.world)
    return [one.knapp.href for one in mine.vantar_pa_dig]


def test_the_new_day_is_watched_and_shown(lan: Lan, noted: dict[str, int]) -> None:
    sak = noted["alvesta"]
    (own,) = (row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None)
    assert own.senast.isoformat() == "2024-08-15"
    assert word(lan, sak) == ("Avsteg", "noterat, 15 aug")
    assert places(lan, "alvesta") == []
    live(lan.at("2024-07-31"), "2024-08-01", "2024-08-15")
    assert got(lan, "alvesta")
    assert places(lan, "alvesta") == [f"/ataganden/{sak}/steg/rapportera"]
    lan.at("2024-08-16")
    assert word(lan, sak)[0] == "Försenat"
    lan.step(sak, "alvesta", "rapportera")
    assert word(lan, sak)[0] == "Klart"


def test_closing_says_who_is_left_and_what_is_left_lives_on(
    lan: Lan, noted: dict[str, int]
) -> None:
    lan.step(noted["arende"], "sekreterare", "avsluta")
    said = [row.rubrik for row in lan.rows(Dagordningspunkt) if "avslutat" in row.rubrik]
    assert [text.rpartition(": ")[2] for text in said] == ["1 av 2 klara, Alvesta 15 aug 2024"]
    live(lan, "2024-01-29", "2024-02-05")
    (told,) = [
        rad
        for one in lan.rows(Avisering, person_id=lan.ids["sammankallande"], mall="sammandrag")
        for rad in one.data.get("nytt", ())
    ]
    assert "1 av 2 klara, Alvesta 15 aug 2024" in told["har_hant"][-1]
    lan.at("2024-08-15")
    assert places(lan, "alvesta") == [f"/ataganden/{noted['alvesta']}/steg/rapportera"]


def test_an_avsteg_without_a_new_day_rests_and_waits_for_nobody(lan: Lan) -> None:
    arende = arende_in(lan, "pa_dagordning")
    parties = [{"slag": "huvudman", "kod": "alvesta"}]
    task = {"text": "Utse kontakt", "mottagare": parties, "svar": "ja", "senast": "2024-01-26"}
    lan.step(arende, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    sak = lan.rows(Atagande)[0].id
    lan.step(sak, "alvesta", "anmal_avsteg", orsak="Nej.", stod="Inget.")
    note(lan.at("2024-01-26"), sak)
    assert [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None] == []
    assert word(lan, sak) == ("Avsteg", "noterat")
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
