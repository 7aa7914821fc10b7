"""A strategi in the register is looked over once each term of office."""

from __future__ import annotations

import pytest

from models.tables import Avtal
from support.county import Lan
from support.paths.avtal import avtal
from workflows.ground.errors import Hindered

STRATEGI = {"slag": "strategi", "rubrik": "Nära länet", "galler_fran": "2020-01-01"}


def test_a_new_strategi_with_too_late_a_day_is_refused_and_one_in_time_is_not(lan: Lan) -> None:
    with pytest.raises(Hindered, match="senast mån 14 okt 2030"):
        avtal(lan, **STRATEGI, oversyn="2031-01-01")
    avtal(lan, **STRATEGI, oversyn="2030-10-14")
    assert [row.oversyn.isoformat() for row in lan.rows(Avtal)] == ["2030-10-14"]


def test_without_a_day_it_is_within_the_term_also_where_reviews_are_seldom(lan: Lan) -> None:
    seldom = lan.profile.avtal.model_copy(update={"oversyn_manader": 120})
    lan.profile = lan.profile.model_copy(update={"avtal": seldom})
    avtal(lan, **{**STRATEGI, "galler_fran": "2023-01-01"}, oversyn=None)
    assert lan.rows(Avtal)[0].oversyn.isoformat() == "2030-10-14"
