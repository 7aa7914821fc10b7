"""A county in the autumn of 2023, told from minutes of the ledningsgrupp."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from api.demo.kronoberg.autumn import autumn
from api.demo.kronoberg.forum import forum
from api.demo.kronoberg.november import november
from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.kronoberg.present import present
from api.demo.kronoberg.register import register
from api.demo.kronoberg.spring import spring
from api.demo.story import Borta, Story
from api.demo.telling import Cast

STORY = Story(
    cast=Cast(
        begin=datetime(2023, 1, 2, 7, tzinfo=UTC),
        looked=datetime(2023, 8, 7, 6, tzinfo=UTC),  # the line in the matrix goes a quarter back
        sekreterare=SEKRETERARE,
        ordforande=ORDFORANDE,
    ),
    now=datetime(2023, 11, 7, 7, tzinfo=UTC),  # eight o'clock in Stockholm
    people=Path(__file__).with_name("personer.csv"),
    chapters=(spring, autumn, forum, november, present, register),
    borta=(Borta("socialchef@almhult.example", date(2023, 11, 7), date(2023, 11, 24)),),
)
