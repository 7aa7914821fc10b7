"""What holds until further notice is attested period by period, and each attestation moves the next
day on.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Atagande, Avstamning, Frist
from models.vocabulary import Efterlevnad, FristForm
from support.cases.arende import atagande
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in
from workflows.beslut.dates import perioden
from workflows.beslut.matrix.table import MatrisFilter, matrix_page


def standing(lan: Lan, senast: str) -> int:
    """Return Alvesta's åtagande from a decision of 8 December 2023."""
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "senast": senast, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    return int(lan.rows(Atagande)[-1].id)


def due(lan: Lan, sak_id: int) -> date:
    """Return the day of the open frist."""
    days: list[date] = [row.senast for row in lan.rows(Frist, sak_id=sak_id) if row.stangd is None]
    return days[0]


def test_until_further_notice_is_attested_in_the_profiles_months(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    assert due(lan, mine) == date(2024, 4, 30)
    lan.at("2024-04-18").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine) == date(2024, 11, 30)


def test_a_late_attestation_counts_for_the_period_it_was_due_in(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    lan.at("2024-05-20").step(mine, "alvesta", "stam_av", foljs="delvis")
    assert [row.period for row in lan.rows(Avstamning)] == ["2024-04"]
    assert due(lan, mine) == date(2024, 11, 30)


def test_what_recurs_yearly_comes_back_a_year_later(lan: Lan) -> None:
    mine = standing(lan, "årligen")
    first = due(lan, mine)
    lan.at("2024-02-01").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine).year == first.year + 1


def test_named_months_are_kept(lan: Lan) -> None:
    mine = standing(lan, "februari,september")
    assert due(lan, mine) == date(2024, 2, 29)
    lan.at("2024-02-10").step(mine, "alvesta", "stam_av", foljs="helt")
    assert due(lan, mine) == date(2024, 9, 30)
    assert [row.period for row in lan.rows(Avstamning)] == ["2024-02"]


@pytest.mark.parametrize(
    ("senast", "days", "periods", "following"),
    [
        # Given on 8 December: due then each year, however late it was attested.
        ("årligen", ["2025-01-20"], ["2024-12"], "2025-12-08"),
        ("årligen", ["2025-01-20", "2026-03-02"], ["2024-12", "2025-12"], "2026-12-08"),
        ("årligen", ["2024-05-01", "2025-05-01"], ["2024-12", "2025-12"], "2026-12-08"),
        # Nobody attested a whole year: that year is asked for first.
        ("årligen", ["2026-01-15"], ["2024-12"], "2025-12-08"),
        ("april,november", ["2024-12-02"], ["2024-04"], "2024-11-30"),
        ("april,november", ["2024-12-02", "2024-12-02"], ["2024-04", "2024-11"], "2025-04-30"),
        ("april,november", ["2025-05-02", "2025-05-03"], ["2024-04", "2024-11"], "2025-04-30"),
        ("tills vidare", ["2024-12-02"], ["2024-04"], "2024-11-30"),
        ("mars", ["2024-04-15"], ["2024-03"], "2025-03-31"),
    ],
)
def test_each_period_is_asked_for_by_itself_and_counted_from_the_day_due(
    lan: Lan, senast: str, days: list[str], periods: list[str], following: str
) -> None:
    mine = standing(lan, senast)
    for day in days:
        lan.at(day).step(mine, "alvesta", "stam_av", foljs="helt")
    assert [row.period for row in lan.rows(Avstamning)] == periods
    assert str(due(lan, mine)) == following


def test_a_period_that_nobody_attested_is_late_though_another_was_attested_after_it(
    lan: Lan,
) -> None:
    mine = standing(lan, "april,november")
    lan.at("2024-12-02").step(mine, "alvesta", "stam_av", foljs="helt")
    said = "Avstämningen gäller perioden till och med lör 30 nov 2024."
    assert lan.offers(mine, "alvesta")["stam_av"].klart == (said,)
    with lan.database.read() as session:
        reader = lan.actor(session, "alvesta")
        (row,) = matrix_page(session, reader, lan.world, MatrisFilter()).beslut
    (cell,) = (one for one in row.celler if one.huvudman == "Alvesta")
    assert (cell.ord, cell.senast) == (Efterlevnad.FORSENAT, date(2024, 11, 30))


def test_more_time_for_one_period_moves_no_other(lan: Lan) -> None:
    mine = standing(lan, "april,november")
    lan.at("2024-04-20").step(mine, "alvesta", "anmal_avsteg", orsak="Tid.", stod="Hjälp.")
    said = {"anteckning": "De får vänta.", "nytt_datum": "2024-12-13", "mote": lan.at_meeting()}
    lan.step(mine, "sekreterare", "omprova", **said)
    assert due(lan, mine) == date(2024, 12, 13)
    lan.at("2024-12-10").step(mine, "alvesta", "stam_av", foljs="helt")
    assert [row.period for row in lan.rows(Avstamning)] == ["2024-04"]
    assert due(lan, mine) == date(2024, 11, 30)


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ("2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2024-02-28", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28"]),
        ("2024-03-01", ["2025-03-01", "2026-03-01"]),
    ],
)
def test_a_year_is_counted_from_the_day_it_was_given_and_never_from_the_last_result(
    given: str, ends: list[str]
) -> None:
    period, found = "", []
    for _ in ends:
        case = atagande(
            form=FristForm.ATERKOMMANDE,
            raknas_fran=date.fromisoformat(given),
            avstamd_period=period,
        )
        found.append(str(perioden(case)))
        period = found[-1][:7]
    assert found == ends


def test_every_attestation_moves_the_day_on_not_only_the_first(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    for day, following in (("2024-04-18", date(2024, 11, 30)), ("2024-11-20", date(2025, 4, 30))):
        lan.at(day).step(mine, "alvesta", "stam_av", foljs="helt")
        assert due(lan, mine) == following, day


def test_two_people_who_attest_on_one_day_attest_one_period(lan: Lan) -> None:
    mine = standing(lan, "tills vidare")
    for foljs in ("delvis", "helt"):
        lan.at("2024-04-18").step(mine, "alvesta", "stam_av", foljs=foljs)
    assert [(row.period, row.foljs.value) for row in lan.rows(Avstamning)] == [("2024-04", "helt")]
    assert due(lan, mine) == date(2024, 11, 30)


@pytest.mark.parametrize(
    ("senast", "days", "periods"),
    [
        ("tills vidare", ["2024-04-18", "2024-04-30"], ["2024-04"]),
        ("tills vidare", ["2024-04-18", "2024-05-01"], ["2024-04", "2024-11"]),
        ("tills vidare", ["2024-05-20", "2024-05-20"], ["2024-04"]),
        ("tills vidare", ["2024-05-20", "2024-05-21"], ["2024-04", "2024-11"]),
        ("årligen", ["2024-02-01", "2024-11-01"], ["2024-12"]),
        ("februari,september", ["2024-02-10", "2024-02-29", "2024-03-01"], ["2024-02", "2024-09"]),
    ],
)
def test_a_period_is_attested_anew_until_it_is_over(
    lan: Lan, senast: str, days: list[str], periods: list[str]
) -> None:
    mine = standing(lan, senast)
    for day in days:
        lan.at(day).step(mine, "alvesta", "stam_av", foljs="helt")
    assert [row.period for row in lan.rows(Avstamning)] == periods


def test_what_is_attested_just_after_midnight_is_attested_on_that_day_in_stockholm(
    lan: Lan,
) -> None:
    mine = standing(lan, "tills vidare")
    for moment, foljs in (("2024-05-19T22:30", "delvis"), ("2024-05-20T08:00", "helt")):
        lan.at(moment).step(mine, "alvesta", "stam_av", foljs=foljs)
    assert [(row.period, row.foljs.value) for row in lan.rows(Avstamning)] == [("2024-04", "helt")]
