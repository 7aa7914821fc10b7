"""What a step makes of its matter: the day it waits for, the people it names."""

from __future__ import annotations

from datetime import date

import pytest

from county import UPPGIFT, Lan
from models.tables import Atagande, Frist, Person
from paths import arende_in
from workflows.errors import Malformed


def waits_until(lan: Lan, sak: int) -> date:
    """Return the day of the open frist."""
    [frist] = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    day: date = frist.senast
    return day


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (["2024-01-26"], date(2024, 1, 26)),
        (["2024-01-26", "2024-03-15"], date(2024, 3, 15)),
        (["tills vidare"], date(2024, 4, 30)),
        (["2024-03-15", "tills vidare"], date(2024, 4, 30)),
    ],
)
def test_a_decision_gives_the_arende_the_day_of_its_last_atagande(lan: Lan, days: list[str], last: date) -> None:
    sak = arende_in(lan, "pa_dagordning")
    tasks = [{**UPPGIFT, "text": f"Gör klart {day}", "senast": day} for day in days]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=tasks)
    assert waits_until(lan, sak) == last


@pytest.mark.parametrize("address", ["anna", "kalle@", "anna@alvesta.se.", "a@b..se", "a..b@alvesta.se", "@alvesta.se"])
def test_a_person_that_no_letter_can_reach_is_not_made_by_an_answer(lan: Lan, address: str) -> None:
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "svar": "namn"}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    mine = lan.rows(Atagande)[0].id
    with pytest.raises(Malformed, match="e-postadress"):
        lan.step(mine, "alvesta", "rapportera", namn="Anna", epost=address)
    lan.step(mine, "alvesta", "rapportera", namn="Anna", epost="Anna@Alvesta.se")
    assert lan.rows(Person)[-1].epost == "anna@alvesta.se"


def test_on_an_agenda_the_day_is_the_meetings_from_the_first(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2024-01-26"))
    assert waits_until(lan, sak) == date(2024, 1, 26)
