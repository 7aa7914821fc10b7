"""A reminder finds the one who answers for it today: a substitute, a contact, and one letter for
all that is theirs.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Avisering, Franvaro, Uppdrag
from models.vocabulary import Roll
from support.county import KOMMUNER, UPPGIFT, Lan, epost, vacate
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in, finish_meeting
from support.reminding import REMINDERS, got, live
from workflows.county.register import load_register


def away(lan: Lan, who: str, substitute: str, *, first: date, last: date) -> None:
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids[who], from_=first, tom=last, ersattare_id=lan.ids[substitute]
            )
        )


def test_the_substitute_is_reminded_instead_of_the_absent_and_told_for_whom(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    away(lan, "alvesta", "representant", first=date(2024, 1, 15), last=date(2024, 1, 19))
    live(lan, "2024-01-09", "2024-01-19")
    assert got(lan) == []
    assert got(lan, "representant") == [("2024-01-15", "sammandrag")]
    (letter,) = lan.rows(Avisering, person_id=lan.ids["representant"], mall="sammandrag")
    assert letter.skal.endswith("Du får det här som ersättare för Alvesta.")


def test_who_comes_back_to_something_undone_is_told_of_it_and_the_substitute_no_more(
    lan: Lan,
) -> None:
    atagande_in(lan, "tilldelat")
    away(lan, "alvesta", "representant", first=date(2024, 1, 24), last=date(2024, 1, 24))
    live(lan, "2024-01-23", "2024-02-02")
    assert got(lan, "representant") == [("2024-01-24", "paminnelse")]
    assert got(lan) == [("2024-01-25", "paminnelse"), ("2024-01-30", "forsenad")]


@pytest.mark.parametrize(("contact", "who"), [(True, "utanfor"), (False, "sekreterare")])
def test_a_vacancy_falls_at_once_to_the_contact_and_then_to_the_secretary(
    lan: Lan,
    contact: bool,  # noqa: FBT001 - a parameter of the test
    who: str,
) -> None:
    atagande_in(lan, "tilldelat")
    finish_meeting(lan)
    vacate(lan, "alvesta", "2023-12-31")
    if contact:
        name_a_contact(lan, "utanfor", "alvesta")
    sweep(lan.at("2024-01-12"))  # a Friday, ten working days before: nobody's day for digests
    assert got(lan) == []
    assert got(lan, who) == [("2024-01-12", "paminnelse")]
    assert [row["vakant"] for row in rows_of(lan, who)[0]] == [True]


def test_who_gets_the_uppdrag_after_a_rung_is_told_of_it_in_the_digest(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    live(lan, "2024-01-09", "2024-01-15")
    vacate(lan, "alvesta", "2024-01-17")
    with lan.database.session() as session:
        old = lan.rows(Uppdrag, person_id=lan.ids["alvesta"])[0]
        session.add(
            Uppdrag(
                person_id=lan.ids["utanfor"],
                organ_id=old.organ_id,
                roll=old.roll,
                huvudman_id=old.huvudman_id,
                sektor=old.sektor,
                from_=date(2024, 1, 18),
            )
        )
    live(lan, "2024-01-16", "2024-01-24")
    assert got(lan) == [("2024-01-15", "sammandrag")]
    assert got(lan, "utanfor") == [("2024-01-22", "sammandrag"), ("2024-01-24", "paminnelse")]


def name_a_contact(lan: Lan, who: str, huvudman: str) -> None:
    with lan.database.session() as session:
        register = load_register(session)
        organ, party = register.ledningsgrupp(), register.huvudman_named(huvudman)
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=organ.id,
                roll=Roll.KONTAKTPERSON,
                huvudman_id=party.id,
                from_=date(2023, 1, 1),
            )
        )


def rows_of(lan: Lan, who: str) -> list[list[dict[str, Any]]]:
    letters = [one for one in lan.rows(Avisering, person_id=lan.ids[who]) if one.mall in REMINDERS]
    return [letter.data["rader"] for letter in letters]


def test_everything_a_person_answers_for_comes_in_one_letter_the_first_due_first(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    two = [
        {**UPPGIFT, "text": text, "mottagare": "kommuner"}
        for text in ("Utse kontaktperson", "Redovisa läget")
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=two)
    for who in KOMMUNER[1:]:
        vacate(lan, who, "2023-12-31")
        name_a_contact(lan, "alvesta", who)
    sweep(lan.at("2024-01-24"))
    (rows,) = rows_of(lan, "alvesta")
    assert len(rows) == 16
    assert {row["for"] for row in rows} >= {"Alvesta", "Växjö"}
    assert [row["senast"] for row in rows] == sorted(row["senast"] for row in rows)
    (letter,) = [
        one for one in lan.rows(Avisering, person_id=lan.ids["alvesta"]) if one.mall == "paminnelse"
    ]
    assert (letter.data["lank"], letter.sak_id) == ("/", None)


def test_the_letter_says_what_to_do_for_whom_and_by_when(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    sweep(lan.at("2024-01-24"))
    (rows,) = rows_of(lan, "alvesta")
    assert rows[0] | {"frist": 0} == {
        "rubrik": "Utse kontaktperson",
        "beteckning": "LGS beslut 2023:1",
        "lank": f"/ataganden/{atagande}",
        "att_gora": "Rapportera klart",
        "for": "Alvesta",
        "senast": "2024-01-26",
        "sen": False,
        "nu": True,
        "sager": True,
        "tyst_dagar": 0,
        "vakant": False,
        "grupp": "Bråttom",
        "frist": 0,
        "sak": atagande,
        "svara": rows[0]["svara"],
    }
    assert [letter.epost for letter in lan.rows(Avisering, sak_id=atagande)] == [epost("alvesta")]
