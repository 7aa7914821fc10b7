"""What a decision says about time is read as people write it, or refused with what is allowed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocabulary import FristForm
from workflows.ground.deadlines import MANADER, Due, next_occurrence, parse_due

days = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2023-12-08", Due(FristForm.DATUM, date(2023, 12, 8))),
        (" 2028-02-29 ", Due(FristForm.DATUM, date(2028, 2, 29))),
        ("Q2 2026", Due(FristForm.KVARTAL, date(2026, 6, 30))),
        # 31 March is påskdagen, with långfredag before it; 30 June a Sunday.
        ("Q1 2024", Due(FristForm.KVARTAL, date(2024, 3, 28))),
        ("Q2 2024", Due(FristForm.KVARTAL, date(2024, 6, 28))),
        ("kvartal 1 2028", Due(FristForm.KVARTAL, date(2028, 3, 31))),
        ("nasta_mote", Due(FristForm.NASTA_MOTE)),
        ("Nästa möte", Due(FristForm.NASTA_MOTE)),
        ("na\u0308sta mo\u0308te", Due(FristForm.NASTA_MOTE)),
        ("tills_vidare", Due(FristForm.TILLS_VIDARE)),
        ("arligen", Due(FristForm.ATERKOMMANDE)),
        ("Årligen", Due(FristForm.ATERKOMMANDE)),
        ("april,november", Due(FristForm.ATERKOMMANDE, months=(4, 11))),
        ("November och april", Due(FristForm.ATERKOMMANDE, months=(4, 11))),
        ("mars", Due(FristForm.ATERKOMMANDE, months=(3,))),
    ],
)
def test_what_a_decision_says_about_time_is_read(text: str, due: Due) -> None:
    assert parse_due(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",",
        "2026-02-29",
        "2026-13-01",
        "20261211",
        "2026-W50-5",
        "11/12 2026",
        "Q5 2026",
        "Q2",
        "q22026",
        "0000-01-01",
        "1999-12-31",
        "2100-01-01",
        "Q1 9999",
        "april,",
        "april mars",
        "januari,brumaire",
        "snarast",
        "٢٠٢٦-١٢-١١",
        "2026-12-11\x00",
        "\ud800",
        "x" * 1_000_000,
        "2026-12-11" + " " * 500,
        str(2**63),
    ],
)
def test_what_cannot_be_read_is_refused_in_short_swedish_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="Tillåtet: ") as refusal:
        parse_due(text)
    assert len(str(refusal.value)) < 300
    assert str(refusal.value).isprintable()


@given(st.text())
def test_reading_any_text_gives_a_time_or_a_refusal(text: str) -> None:
    try:
        due = parse_due(text)
    except ValueError:
        return
    assert due.slag in FristForm


@given(st.sets(st.integers(1, 12), min_size=1))
def test_months_written_as_words_come_back_as_the_same_months(months: set[int]) -> None:
    assert parse_due(", ".join(MANADER[month - 1] for month in months)).months == tuple(
        sorted(months)
    )


@given(st.sets(st.integers(1, 12), min_size=1), days)
def test_the_next_occurrence_is_the_nearest_month_end_to_come(
    months: set[int], after: date
) -> None:
    chosen = next_occurrence(tuple(months), after)
    assert chosen > after
    assert chosen.month in months
    assert (chosen + timedelta(days=1)).day == 1
    between = (after + timedelta(days=n) for n in range(1, (chosen - after).days))
    assert not [
        day for day in between if day.month in months and (day + timedelta(days=1)).day == 1
    ]


def test_yearly_without_months_comes_back_a_year_later_also_after_a_leap_day() -> None:
    assert next_occurrence((), date(2026, 11, 6)) == date(2027, 11, 6)
    assert next_occurrence((), date(2028, 2, 29)) == date(2029, 2, 28)
    assert next_occurrence((4, 11), date(2026, 4, 30)) == date(2026, 11, 30)
    assert next_occurrence((4, 11), date(2026, 11, 30)) == date(2027, 4, 30)
