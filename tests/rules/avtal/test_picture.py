"""The register's picture: many bars of one length are folded, and what comes has its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from api.web.avtal import picture
from models.tables import Avtal
from support.county import Lan
from support.paths.avtal import TILLS_VIDARE, avtal
from workflows.avtal.list import AvtalFilter, AvtalRad, list_avtal

TODAY = date(2023, 11, 7)


@pytest.fixture
def register(lan: Lan) -> Lan:
    """A register of fourteen agreements, of which three are to be looked over within a year."""
    lan.at("2023-11-07")
    for number in range(14):
        day = "2024-05-31" if number < 3 else "2026-05-29"
        avtal(lan, **TILLS_VIDARE, rubrik=f"Avtal nummer {number:02}", oversyn=day)
    assert len(lan.rows(Avtal)) == 14
    return lan


def listed(lan: Lan) -> Sequence[AvtalRad]:
    with lan.database.read() as session:
        who = lan.actor(session, "sekreterare")
        return list_avtal(session, who, lan.world, AvtalFilter(antal=50)).poster


def test_of_many_agreements_those_where_something_comes_within_a_year_are_drawn(
    register: Lan,
) -> None:
    drawn = picture.picture(listed(register), TODAY)
    assert len(drawn["rader"]) == 3
    rest = drawn["resten"]
    assert (rest["antal"], len(rest["rader"])) == (11, 11)
    assert rest["fram_till"] == date(2024, 11, 6)


def test_few_agreements_are_all_drawn(register: Lan) -> None:
    drawn = picture.picture(listed(register)[:12], TODAY)
    assert (len(drawn["rader"]), drawn["resten"]) == (12, None)


def test_many_where_nothing_comes_are_not_all_hidden(register: Lan) -> None:
    late = [one for one in listed(register) if one.dagar and one.dagar[0].dag.year > 2024] * 2
    drawn = picture.picture(late, TODAY)
    assert (len(drawn["rader"]), drawn["resten"]) == (len(late), None)
