"""Letting days come, and asking who was reminded when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from models.tables import Avisering
from support.county import Lan
from support.letters.arende import sweep
from workflows.ground.deadlines import day_of

REMINDERS = {"sammandrag", "paminnelse", "forsenad"}


def live(lan: Lan, first: str, last: str, act: Callable[[Lan], object] = sweep) -> None:
    """Let every day from the first to the last come, at nine in the morning."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        act(lan.at(f"{day}T08:00"))
        day += timedelta(days=1)


def got(lan: Lan, who: str = "alvesta") -> list[tuple[str, str]]:
    """Return the day and the kind of each reminder somebody got, oldest first."""
    letters = lan.rows(Avisering, person_id=lan.ids[who])
    reminders = [letter for letter in letters if letter.mall in REMINDERS]
    return [(str(day_of(letter.skapad)), letter.mall) for letter in reminders]
