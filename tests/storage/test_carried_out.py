"""What a step makes of its matter: the day it waits for, the people it names."""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Atagande, Frist, Person, Remiss, Uppdrag
from support.county import UPPGIFT, Lan, epost
from support.paths.arende import arende_in
from workflows.ground.errors import Malformed


def waits_until(lan: Lan, sak: int) -> date:
    """Return the day of the open frist."""
    [frist] = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    day: date = frist.senast
    return day


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (["2024-01-26"], date(2024, 1, 26)),
        (["2024-01-26", "2024-03-15"], date(2024, 3, 15)),
        (["tills vidare"], date(2024, 4, 30)),
        (["2024-03-15", "tills vidare"], date(2024, 4, 30)),
    ],
)
def test_a_decision_gives_the_arende_the_day_of_its_last_atagande(
    lan: Lan, days: list[str], last: date
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    tasks = [{**UPPGIFT, "text": f"Gör klart {day}", "senast": day} for day in days]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=tasks)
    assert waits_until(lan, sak) == last


@pytest.mark.parametrize(
    "address", ["anna", "kalle@", "anna@alvesta.se.", "a@b..se", "a..b@alvesta.se", "@alvesta.se"]
)
def test_a_person_that_no_letter_can_reach_is_not_made_by_an_answer(lan: Lan, address: str) -> None:
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "svar": "namn"}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    mine = lan.rows(Atagande)[0].id
    with pytest.raises(Malformed, match="e-postadress"):
        lan.step(mine, "alvesta", "rapportera", namn="Anna", epost=address)
    lan.step(mine, "alvesta", "rapportera", namn="Anna", epost="Anna@Alvesta.se")
    assert lan.rows(Person)[-1].epost == "anna@alvesta.se"


def test_on_an_agenda_the_day_is_the_meetings_from_the_first(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2024-01-26"))
    assert waits_until(lan, sak) == date(2024, 1, 26)


@pytest.mark.parametrize(
    ("step", "more"), [("forlang", {}), ("ge_anstand", {"mottagare": "lessebo"})]
)
def test_an_arende_waits_as_long_as_its_remiss(lan: Lan, step: str, more: dict[str, str]) -> None:
    sak = arende_in(lan, "pa_remiss")
    lan.step(
        lan.rows(Remiss)[-1].id, "au_ledamot", step, sista_dag="2023-12-15", skal="Sjukdom.", **more
    )
    assert waits_until(lan, sak) == date(2023, 12, 15)


def asked_for_a_name(lan: Lan) -> int:
    """Return Alvesta's åtagande to name somebody."""
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "svar": "namn"}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    return int(lan.rows(Atagande)[0].id)


def answer(lan: Lan, mine: int, day: str, **said: str) -> None:
    """Let Alvesta name somebody on a day, again if it has already."""
    lan.at(day)
    if lan.lage(mine) == "rapporterat":
        lan.step(mine, "alvesta", "ateroppna", skal="Fel.")
    lan.step(mine, "alvesta", "rapportera", **said)


def given(lan: Lan) -> list[tuple[str, str, str | None]]:
    """Return the uppdrag that answers have given: to whom, from, until."""
    names = {row.id: row.namn for row in lan.rows(Person)}
    return [
        (names[row.person_id], str(row.from_), row.tom and str(row.tom))
        for row in lan.rows(Uppdrag)
        if row.person_id not in lan.ids.values()
    ]


ANNA, BO = {"namn": "Anna", "epost": "anna@alvesta.se"}, {"namn": "Bo", "epost": "bo@alvesta.se"}


def test_the_same_name_again_another_day_gives_no_second_uppdrag(lan: Lan) -> None:
    mine = asked_for_a_name(lan)
    answer(lan, mine, "2023-12-11", **ANNA)
    answer(lan, mine, "2023-12-14", **ANNA)
    answer(lan, mine, "2023-12-15", namn="Anna")
    assert given(lan) == [("Anna", "2023-12-11", None)]


@pytest.mark.parametrize("other", [BO, {"namn": "Bo"}], ids=["known", "without address"])
def test_another_name_ends_what_the_former_answer_gave(lan: Lan, other: dict[str, str]) -> None:
    mine = asked_for_a_name(lan)
    answer(lan, mine, "2023-12-11", **ANNA)
    answer(lan, mine, "2023-12-14", **other)
    assert given(lan)[0] == ("Anna", "2023-12-11", "2023-12-13")
    assert given(lan)[1:] == ([("Bo", "2023-12-14", None)] if "epost" in other else [])


def test_a_name_changed_twice_in_a_day_leaves_the_one_who_was_named_last(lan: Lan) -> None:
    mine = asked_for_a_name(lan)
    for one in (ANNA, BO, ANNA):
        answer(lan, mine, "2023-12-11", **one)
    assert given(lan) == [("Anna", "2023-12-11", None), ("Bo", "2023-12-11", "2023-12-11")]


def test_an_uppdrag_that_no_answer_gave_is_not_ended_by_one(lan: Lan) -> None:
    mine = asked_for_a_name(lan)
    before = lan.rows(Uppdrag)
    answer(lan, mine, "2023-12-11", namn="Representant", epost=epost("representant"))
    answer(lan, mine, "2023-12-14", **BO)
    assert [row.tom for row in lan.rows(Uppdrag)[: len(before)]] == [None] * len(before)
