"""What was done and is to be done again: who answers for it is told, with a day that lies ahead."""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Avisering, Frist
from support.county import Lan
from support.paths.arende import atagande_in
from workflows.reminders import remind


def due(lan: Lan, sak_id: int) -> date:
    """Return the day of the open frist."""
    [day] = [row.senast for row in lan.rows(Frist, sak_id=sak_id) if row.stangd is None]
    assert isinstance(day, date)
    return day


def letters(lan: Lan, mall: str) -> list[tuple[int, str]]:
    """Return to whom letters of a kind were written, and what they say of the reason."""
    return [(row.person_id, row.data["skal"]) for row in lan.rows(Avisering, mall=mall)]


@pytest.mark.parametrize(
    ("today", "day"), [("2024-01-25", date(2024, 1, 26)), ("2024-02-01", date(2024, 2, 15))]
)
def test_the_secretary_opens_again_and_the_responsible_is_told_with_a_day_ahead(
    lan: Lan, today: str, day: date
) -> None:
    mine = atagande_in(lan, "verifierat")
    lan.at(today).step(mine, "sekreterare", "ateroppna", skal="Fel namn.")
    assert letters(lan, "ateroppnat") == [(lan.ids["alvesta"], "Fel namn.")]
    assert due(lan, mine) == day


def test_what_was_opened_again_late_is_reminded_of(lan: Lan) -> None:
    mine = atagande_in(lan, "verifierat")
    lan.at("2024-02-01").step(mine, "sekreterare", "ateroppna", skal="Fel namn.")
    before = len(lan.rows(Avisering, mall="paminnelse"))
    with lan.at("2024-02-13").database.session() as session:
        remind(session, lan.world)
    assert len(lan.rows(Avisering, mall="paminnelse")) == before + 1


def test_who_opens_their_own_again_needs_no_letter_and_gets_no_more_time(lan: Lan) -> None:
    mine = atagande_in(lan, "verifierat")
    lan.at("2024-02-01").step(mine, "alvesta", "ateroppna", skal="Fel namn.")
    assert letters(lan, "ateroppnat") == []
    assert due(lan, mine) == date(2024, 1, 26)


def test_what_the_verifier_sends_back_late_is_due_on_a_day_ahead(lan: Lan) -> None:
    mine = atagande_in(lan, "rapporterat")
    lan.at("2024-02-01").step(mine, "region_kronoberg", "atersand", skal="Namnet saknas.")
    assert due(lan, mine) == date(2024, 2, 15)
