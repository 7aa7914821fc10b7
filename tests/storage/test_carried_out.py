"""An ärende that is being carried out waits for the last of its åtaganden."""

from __future__ import annotations

from datetime import date

import pytest

from county import UPPGIFT, Lan
from models.tables import Frist
from paths import arende_in


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
