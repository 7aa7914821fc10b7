"""Both sides of what makes the clock take a step on an agreement, and that it never
overlooks one.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from models.base import table_of
from models.tables import Avtal, Avtalspart, Sak
from support.county import Lan
from support.guards import guard
from support.paths.avtal import NYARE, TILLS_VIDARE, UPPHOR, avtal
from workflows.avtal.due import due_agreements


def open_to_the_clock(lan: Lan, sak_id: int) -> set[str]:
    return {name for name, step in lan.offers(sak_id, "klockan").items() if step.oppet}


def first_day(lan: Lan, sak_id: int, step: str, about: str) -> str:
    """Return the first day the clock may take the step, of those around a day."""
    days = [date.fromisoformat(about) + timedelta(days=n) for n in range(-2, 3)]
    return next(str(day) for day in days if step in open_to_the_clock(lan.at(str(day)), sak_id))


@guard("avtal.en_text_galler")
def test_it_comes_into_force_on_its_texts_day(lan: Lan) -> None:
    sak = avtal(lan, galler_fran="2024-01-01")
    assert first_day(lan, sak, "trad_i_kraft", "2024-01-01") == "2024-01-01"
    assert open_to_the_clock(lan, avtal(lan, text=None)) == set()


@guard("avtal.uppsagningsdagen_nara")
def test_the_warning_comes_ninety_days_before_the_last_day_for_notice_until_that_day(
    lan: Lan,
) -> None:
    sak = avtal(lan, giltig_till="2024-12-31")
    assert first_day(lan, sak, "varna_uppsagning", "2024-04-01") == "2024-04-01"
    assert "varna_uppsagning" in open_to_the_clock(lan.at("2024-06-30"), sak)
    assert "varna_uppsagning" not in open_to_the_clock(lan.at("2024-07-01"), sak)
    for other in (
        avtal(lan, **TILLS_VIDARE),
        avtal(lan, **UPPHOR),
        avtal(lan, uppsagning_manader=None),
    ):
        assert "varna_uppsagning" not in open_to_the_clock(lan.at("2023-12-29"), other)


@guard("avtal.slutet_nara")
def test_the_end_is_warned_of_half_a_year_before_until_it_has_come(lan: Lan) -> None:
    sak = avtal(lan, **UPPHOR, giltig_till="2024-12-31")
    assert first_day(lan, sak, "varna_upphor", "2024-07-04") == "2024-07-04"
    assert "varna_upphor" in open_to_the_clock(lan.at("2024-12-31"), sak)
    assert open_to_the_clock(lan.at("2025-01-01"), sak) == {"upphor"}
    assert "varna_upphor" not in open_to_the_clock(
        lan.at("2024-12-31"), avtal(lan, giltig_till="2024-12-31")
    )


@guard("avtal.perioden_slut", "avtal.slut")
def test_the_day_after_the_last_it_starts_over_or_ends_as_it_says(lan: Lan) -> None:
    goes_on, ends, stays = avtal(lan), avtal(lan, **UPPHOR), avtal(lan, **TILLS_VIDARE)
    assert first_day(lan, goes_on, "forlang_enligt_avtalet", "2024-06-30") == "2024-07-01"
    assert first_day(lan, ends, "upphor", "2024-06-30") == "2024-07-01"
    lan.at("2030-01-01")
    assert "upphor" not in open_to_the_clock(lan, goes_on)
    assert "forlang_enligt_avtalet" not in open_to_the_clock(lan, ends)
    assert open_to_the_clock(lan, stays) == set()


@guard("avtal.perioden_slut", "avtal.slut")
@pytest.mark.parametrize("how", [{}, TILLS_VIDARE], ids=["prolongs itself", "until further notice"])
def test_what_every_party_has_left_ends_and_is_not_prolonged(lan: Lan, how: dict[str, Any]) -> None:
    sak = avtal(lan, **how, uppsagning_manader=2)
    for part in ("alvesta", "lessebo"):
        lan.step(sak, "sekreterare", "saga_upp", part=part, skal="Nej.")
    last = max(row.lamnar for row in lan.rows(Avtalspart) if row.lamnar)
    after = str(last + timedelta(days=1))
    assert "upphor" not in open_to_the_clock(lan.at(after), sak), "the region is left"
    lan.at("2023-11-07").step(sak, "region_kronoberg", "saga_upp", skal="Nej.")
    assert first_day(lan, sak, "upphor", str(last)) == after
    assert open_to_the_clock(lan.at(after), sak) == {"upphor"}


ODD: dict[str, dict[str, Any]] = {
    "prolongs itself": {},
    "until further notice": TILLS_VIDARE,
    "ends": UPPHOR,
    "without notice": {"uppsagning_manader": None},
    "planned": {"galler_fran": "2024-03-31"},
    "without text": {"text": None},
    "leap day": {"giltig_till": "2024-02-29", "uppsagning_manader": 3},
    "month end": {"giltig_till": "2024-05-31", "uppsagning_manader": 3},
    "ends soon": {**UPPHOR, "giltig_till": "2023-12-31"},
    "over": {**UPPHOR, "giltig_till": "2023-10-31"},
    "periods ago": {"giltig_till": "2022-12-31"},
}


def test_the_database_never_leaves_out_an_agreement_that_the_rules_would_let_the_clock_move(
    lan: Lan,
) -> None:
    ids = [avtal(lan, **said) for said in ODD.values()]
    lan.step(ids[0], "sekreterare", "satt_uppsagningstid", part="alvesta", manader=2)
    lan.step(ids[1], "sammankallande", "lagg_in_text", text=NYARE, galler_fran="2024-01-15")
    for one, part in product((ids[1], ids[3]), ("alvesta", "lessebo", "region_kronoberg")):
        lan.step(one, "sekreterare", "satt_uppsagningstid", part=part, manader=1)
        lan.step(one, "sekreterare", "saga_upp", part=part, skal="Nej.")
    overlooked, asked = [], 0
    for days in range(0, 400, 3):
        lan.at(str(date(2023, 11, 7) + timedelta(days=days)))
        due = due_to_the_clock(lan)
        asked += len(due)
        overlooked += [
            (lan.world.today, one) for one in ids if one not in due and open_to_the_clock(lan, one)
        ]
        for one in due:
            if steps := sorted(open_to_the_clock(lan, one)):
                lan.step(one, "klockan", steps[0])
    assert overlooked == []
    assert asked < 40, "it asks about little more than what it moves"


def due_to_the_clock(lan: Lan) -> set[int]:
    sak = table_of(Sak)
    query = select(sak.c.id).where(
        sak.c.id.in_(select(table_of(Avtal).c.id)), due_agreements(lan.world)
    )
    with lan.database.read() as session:
        return set(session.execute(query).scalars())
