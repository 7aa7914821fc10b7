"""A letter that is written anyway takes along what would ask for one of its own; nobody is told
what they did.
"""

from __future__ import annotations

import pytest

from models.tables import Atagande, Avisering, Frist, Paminnad, Remiss
from support.county import UPPGIFT, Lan, epost
from support.letters.arende import sweep
from support.paths.arende import arende_in
from support.paths.delgivning import delgivning_in
from support.reminding import got, live


def tasks(lan: Lan, *days: str) -> list[int]:
    """Give Alvesta one åtagande for each day, with news in January; return the numbers of their
    frister.
    """
    sak = arende_in(lan, "pa_dagordning")
    given = [
        {
            **UPPGIFT,
            "text": f"Uppgift {n}",
            "senast": day,
            "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
        }
        for n, day in enumerate(days, 1)
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)
    ids = [row.id for row in lan.rows(Atagande)]
    for atagande in ids:
        lan.at("2024-01-08").step(atagande, "alvesta", "lamna_besked", besked="Vi är på väg.")
    return [lan.rows(Frist, sak_id=atagande)[-1].id for atagande in ids]


def said(lan: Lan) -> list[list[tuple[str, str]]]:
    """Return what each reminder to Alvesta says, and under which heading."""
    letters = [
        one for one in lan.rows(Avisering, person_id=lan.ids["alvesta"]) if "rader" in one.data
    ]
    return [[(row["rubrik"], row["grupp"]) for row in letter.data["rader"]] for letter in letters]


def told(lan: Lan, frist: int) -> list[tuple[int, str]]:
    """Return the rungs of a frist that have been dealt with, silence left out."""
    return [
        (row.steg, row.utfall) for row in lan.rows(Paminnad, frist_id=frist) if abs(row.steg) < 100
    ]


# The first is due on Friday 26 January 2024, and its letter comes on Wednesday the 24th.
def test_an_urgent_letter_takes_along_what_waits_for_the_digest(lan: Lan) -> None:
    tasks(lan, "2024-01-26", "2024-02-06")  # ten working days before the second: Tuesday 23 January
    live(lan, "2024-01-09", "2024-01-29")
    assert got(lan) == [("2024-01-15", "sammandrag"), ("2024-01-24", "paminnelse")]
    assert said(lan)[1:] == [[("Uppgift 1", "Bråttom"), ("Uppgift 2", "Närmar sig")]]


@pytest.mark.parametrize(
    ("senast", "letters"),
    [
        # Its letter would have come on Friday the 26th, before the next digest.
        ("2024-01-30", ["2024-01-24"]),
        ("2024-01-31", ["2024-01-24", "2024-01-29"]),  # on Monday the 29th, the day of the digest
    ],
)
def test_a_letter_says_what_would_need_one_before_the_next_digest(
    lan: Lan, senast: str, letters: list[str]
) -> None:
    _, second = tasks(lan, "2024-01-26", senast)
    live(lan, "2024-01-19", "2024-01-22")  # both are told of in a digest
    live(lan, "2024-01-23", "2024-01-29")
    assert [day for day, _ in got(lan)] == ["2024-01-22", *letters]
    assert told(lan, second) == [(-10, "skickad"), (-2, "skickad")]


def test_the_digest_too_and_each_rung_of_one_matter_is_still_said(lan: Lan) -> None:
    first, second = tasks(lan, "2024-01-30", "2024-02-06")
    live(lan, "2024-01-12", "2024-01-22")
    sweep(lan.at("2024-01-29"))
    assert said(lan)[-1] == [("Uppgift 1", "Bråttom"), ("Uppgift 2", "Närmar sig")]
    assert told(lan, first) == [(-10, "skickad"), (-2, "skickad")]
    live(lan, "2024-01-30", "2024-02-02")
    assert told(lan, second) == [(-10, "skickad"), (-2, "skickad")]
    assert got(lan)[-1] == ("2024-02-01", "forsenad")


def test_what_is_late_already_goes_along_but_nothing_is_called_late_before_its_day(
    lan: Lan,
) -> None:
    first, second, third = tasks(lan, "2024-01-22", "2024-01-23", "2024-01-24")
    live(lan, "2024-01-16", "2024-01-24")
    assert got(lan)[-1] == ("2024-01-24", "forsenad")
    assert told(lan, first)[-1] == told(lan, second)[-1] == (2, "skickad")
    assert told(lan, third)[-1] == (-2, "skickad")
    live(lan, "2024-01-25", "2024-01-30")
    assert [day for day, _ in got(lan)][-2:] == ["2024-01-24", "2024-01-26"]


def receipts(lan: Lan) -> list[tuple[str, str]]:
    return [(row.epost, row.data["kanal"]) for row in lan.rows(Avisering, mall="remiss_kvitto")]


def test_who_answers_a_remiss_gets_no_letter_about_it_but_whoever_another_answers_for_does(
    lan: Lan,
) -> None:
    arende_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[-1].id
    lan.step(remiss, "lessebo", "svara", stallningstagande="avstar")
    assert receipts(lan) == []
    lan.step(
        remiss,
        "sekreterare",
        "svara_pa_telefon",
        mottagare="lessebo",
        stallningstagande="tillstyrker",
    )
    assert receipts(lan) == [(epost("lessebo"), "telefon")]


def test_a_letter_with_two_answers_is_reminded_of_with_both(lan: Lan) -> None:
    delgivning = delgivning_in(lan, "vantar")
    live(lan, "2023-12-18", "2023-12-20")
    letter = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="paminnelse")[-1]
    assert letter.data["rader"][0]["svara"] == {
        "sak": delgivning,
        "steg": "bekrafta",
        "annars": {"steg": "invand", "ord": "Invänd direkt"},
    }
