"""A county in the autumn of 2025: everything to be decided is sent to every ledamot first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from api.demo.kalmar.autumn import autumn
from api.demo.kalmar.people import ORDFORANDE, SAMORDNARE
from api.demo.kalmar.present import present
from api.demo.kalmar.register import register
from api.demo.story import Story
from api.demo.telling import Cast

STORY = Story(
    cast=Cast(
        begin=datetime(2025, 1, 2, 7, tzinfo=UTC),
        looked=datetime(2025, 8, 4, 6, tzinfo=UTC),
        sekreterare=SAMORDNARE,
        ordforande=ORDFORANDE,
    ),
    now=datetime(2025, 11, 4, 7, tzinfo=UTC),  # eight o'clock in Stockholm
    people=Path(__file__).with_name("personer.csv"),
    chapters=(register, autumn, present),
)
