"""Dates, times, numbers and lists as people in Sweden write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from workflows.ground import words as f

DAY = date(2026, 12, 11)


def test_a_day_is_written_for_its_place() -> None:
    assert f.dag(DAY) == "fre 11 dec 2026"
    assert f.kort_dag(DAY) == "11 dec"
    assert f.lang_dag(date(2026, 11, 22)) == "22 november 2026"
    assert f.full_dag(date(2023, 11, 14)) == "tisdag 14 november 2023"
    assert f.datum(DAY) == "2026-12-11"


def test_every_month_and_weekday_has_its_word() -> None:
    months = [f.kort_dag(date(2026, number, 1)) for number in range(1, 13)]
    assert [month.removeprefix("1 ") for month in months] == list(f.KORTA_MANADER)
    assert [f.dag(date(2026, 6, number))[:3] for number in range(1, 8)] == [
        "mån",
        "tis",
        "ons",
        "tor",
        "fre",
        "lör",
        "sön",
    ]


def test_an_instant_is_written_as_clocks_in_stockholm_show_it() -> None:
    assert f.tid(datetime(2023, 11, 10, 8, 12, tzinfo=UTC)) == "10 november 2023 kl. 9.12"
    assert f.tid(datetime(2023, 6, 30, 22, 5, tzinfo=UTC)) == "1 juli 2023 kl. 0.05"
    assert f.dag(datetime(2023, 6, 30, 22, 5, tzinfo=UTC)) == "lör 1 juli 2023"


def test_a_naive_instant_is_refused() -> None:
    naive = datetime(2023, 11, 10, 9, 12)  # noqa: DTZ001 - the mistake itself
    for write in (f.tid, f.klockslag, f.dag):
        with pytest.raises(ValueError, match="saknar tidszon"):
            write(naive)


def test_a_time_of_day_stands_alone_or_spans() -> None:
    assert f.klockslag(time(9, 12)) == "kl. 9.12"
    assert f.klockslag(time(9), time(15, 30)) == "kl. 9.00–15.30"


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (12345.6, None, "12\u00a0345,6"),
        (1234567, None, "1\u00a0234\u00a0567"),
        (0, None, "0"),
        (-3, None, "\u22123"),
        (Decimal("2.50"), None, "2,50"),
        (0.125, 2, "0,13"),
        (1e21, 0, "1" + "\u00a0000" * 7),
        (Decimal("-0.4"), 0, "0"),
    ],
)
def test_a_number_has_a_comma_and_grouped_digits(
    number: float | Decimal, decimals: int | None, text: str
) -> None:
    assert f.tal(number, decimals) == text


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="går inte att skriva"):
        f.tal(float("nan"))


def test_a_count_agrees_with_its_noun() -> None:
    assert f.antal(1, "åtagande", "åtaganden") == "1 åtagande"
    assert f.antal(0, "åtagande", "åtaganden") == "0 åtaganden"


def test_what_is_not_counted_to_its_end_is_said_to_be_more() -> None:
    assert f.hur_manga(f.COUNTED_TO) == f"1{f.NO_BREAK_SPACE}000"
    assert f.hur_manga(f.COUNTED_TO + 1) == f"fler än 1{f.NO_BREAK_SPACE}000"


def test_a_list_is_said_with_och() -> None:
    assert f.uppraknat(["Alvesta", "Lessebo", "Växjö"]) == "Alvesta, Lessebo och Växjö"
    assert f.uppraknat(["Alvesta", "Växjö"]) == "Alvesta och Växjö"
    assert f.uppraknat(["Alvesta"]) == "Alvesta"
    titles = ["Chef, Ekby", "Chef, Åmark", "Ordförande"]
    assert f.uppraknat(titles) == "Chef, Ekby; Chef, Åmark; och Ordförande"
    assert f.uppraknat(titles[:2], "eller") == "Chef, Ekby; eller Chef, Åmark"
    assert f.uppraknat([]) == ""
