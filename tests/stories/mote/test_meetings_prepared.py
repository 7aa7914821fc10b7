"""Meetings are prepared by letters on their days: one per meeting and kind, and never what the
ladder says anyway.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from flows.rounds import Runda, forbered_moten
from models.database import Database
from models.tables import Arende, Avisering, Beslut
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UNDERLAG, Lan, epost
from support.paths.arende import arende_in, mote_in
from support.reminding import live
from workflows.county.actors import KLOCKAN
from workflows.ground.deadlines import day_of
from workflows.mote.views import mote as mote_view

# The ledningsgrupp meets on 8 December: intake day 24 November, kallelse day 1 December.
INTAKE, CALL = ("2023-11-24", "inlamningsdag"), ("2023-12-01", "dags_att_kalla")
KINDS = {"inlamningsdag", "dags_att_kalla", "tyst_justerare"}


def look(lan: Lan) -> str:
    """Run the sweep once; return what it says."""
    return forbered_moten(Runda(lan.database, lan.world, None)).mening


def written(lan: Lan) -> list[tuple[str, str]]:
    """Return the day and the kind of each letter about a meeting to come; all of them go to AU's
    sekreterare.
    """
    letters = [letter for letter in lan.rows(Avisering) if letter.mall in KINDS]
    assert {letter.epost for letter in letters} <= {epost("sekreterare")}
    return [(str(day_of(letter.skapad)), letter.mall) for letter in letters]


def test_au_is_told_on_the_intake_day_and_the_sekreterare_on_the_kallelse_day(lan: Lan) -> None:
    mote_in(lan, "planerat")
    live(lan, "2023-11-07", "2023-12-08", look)
    assert written(lan) == [INTAKE, CALL]


def test_two_who_look_at_once_and_again_write_the_same(lan: Lan) -> None:
    mote_in(lan, "planerat")
    other = Database(lan.database.url)
    for day, _ in (INTAKE, CALL):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(look, (lan.at(day), replace(lan, database=other))))
        assert look(lan) == "Inget möte behöver något just nu."
    other.close()
    assert written(lan) == [INTAKE, CALL]


@pytest.mark.parametrize(
    ("days", "letters"),
    [
        (["2023-11-30"], [("2023-11-30", "inlamningsdag")]),
        (["2023-12-01"], [CALL]),  # an intake day that has been helps nobody any more
        (["2023-12-04"], [("2023-12-04", "dags_att_kalla")]),
        (["2023-12-05"], []),  # two working days late the ladder has said it
        (["2023-11-25", "2023-11-24T05:30"], []),  # a Saturday, and before the morning
    ],
)
def test_a_sweep_that_comes_late_writes_only_what_still_helps(
    lan: Lan, days: list[str], letters: list[tuple[str, str]]
) -> None:
    mote_in(lan, "planerat")
    for day in days:
        look(lan.at(day))
    assert written(lan) == letters


def test_a_meeting_that_is_called_or_made_after_its_days_is_left_alone(lan: Lan) -> None:
    mote_in(lan, "kallat")
    lan.at("2023-12-08").mote("2023-12-11")  # after both its days
    lan.mote("2023-12-20")  # after its intake day
    live(lan, "2023-12-08", "2023-12-12", look)
    assert written(lan) == []


def test_the_letter_says_what_is_on_what_can_be_and_who_the_rest_waits_for(lan: Lan) -> None:
    mote = mote_in(lan, "planerat")
    for rubrik in ("På dagordningen", "Färdigt ärende", "Sent ärende", "Nytt ärende"):
        sak = lan.arende(rubrik=rubrik)
        if rubrik == "Nytt ärende":  # taken up when the meeting is too near: aims at a later one
            lan.at("2023-11-24")
        lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
        if rubrik in {"På dagordningen", "Färdigt ärende"}:
            lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
        if rubrik == "På dagordningen":
            lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    look(lan)
    deliver(lan.database, Mailbox(), lan.now)
    [letter] = lan.rows(Avisering, mall="inlamningsdag")
    assert letter.amne == "Gör dagordningen klar senast 1 dec: Ledningsgruppen fre 8 dec 2023"
    late = next(row.beteckning for row in lan.rows(Arende, rubrik="Sent ärende"))
    said = " ".join(str(letter.text).split())
    assert (
        "På dagordningen: * På dagordningen Färdigberett, kan sättas upp: * LGS 2023:2 Färdigt"
        " ärende" in said
    )
    assert (
        f"Inte klart: * {late} Sent ärende (under beredning), väntar på Handlaggare Öppna" in said
    )


def test_a_silent_justerare_is_told_of_once_after_the_ladder_and_the_next_meeting_confirms(
    lan: Lan,
) -> None:
    arende = arende_in(lan, "pa_dagordning")
    lan.step(arende, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[])
    mote, later = lan.rows(Beslut)[0].mote_id, lan.mote("2024-01-26")
    lan.step(mote, "sekreterare", "avsluta")
    lan.step(mote, "sekreterare", "till_justering", justerare=epost("ljungby"))
    live(lan, "2023-12-08", "2024-01-10", look)
    # Ten working days end on 22 December, two more on 28 December.
    assert written(lan) == [("2023-12-29", "tyst_justerare")]
    assert lan.offers(mote, "sekreterare")["bekrafta"].hinder == ("Inget senare möte är öppet.",)
    lan.step(later, "sekreterare", "kalla")
    lan.at("2024-01-26").step(later, "sekreterare", "oppna")
    lan.step(mote, "sekreterare", "bekrafta")
    assert lan.lage(mote) == "fardigstallt"
    assert str(lan.rows(Beslut)[0].justerat) == "2024-01-26"


def test_a_justerare_who_answers_in_time_is_not_told_of(lan: Lan) -> None:
    mote = mote_in(lan, "justeras")
    lan.at("2023-12-20").step(mote, "ljungby", "justera")
    live(lan, "2023-12-20", "2024-01-05", look)
    assert written(lan) == []


def test_a_meeting_that_was_aimed_at_and_missed_is_told_of_each_round_until_another_is_chosen(
    lan: Lan,
) -> None:
    lan.at("2023-11-07").mote("2023-12-08")
    for day in ("2024-01-26", "2024-03-08", "2024-04-19"):
        lan.mote(day)
    sak = lan.arende(rubrik="Skolskjuts över länsgränsen")
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"), siktar_pa="2023-12-08")
    told = []
    for day in ("2023-11-24", "2024-01-12", "2024-02-23"):
        look(lan.at(day))
        deliver(lan.database, Mailbox(), lan.now)
        told.append(" ".join(str(lan.rows(Avisering, mall="inlamningsdag")[-1].text).split()))
    line = (
        "Skolskjuts över länsgränsen siktade på mötet fredag 8 december 2023, väntar på Handlaggare"
    )
    assert [line in text for text in told] == [False, True, True]
    lan.step(sak, "au_ledamot", "ratta", siktar_pa="2024-04-19")
    look(lan.at("2024-04-05"))
    deliver(lan.database, Mailbox(), lan.now)
    last = " ".join(str(lan.rows(Avisering, mall="inlamningsdag")[-1].text).split())
    assert "siktade på mötet" not in last


def test_the_history_of_a_meeting_that_is_moved_says_from_when_and_only_what_changed(
    lan: Lan,
) -> None:
    mote = lan.mote("2023-12-08", tid="09:00")
    said = {"datum": "2023-12-15", "tid": "09:00", "slut": "11:00", "plats": ""}
    lan.step(mote, "sekreterare", "flytta", **said)
    with lan.database.read() as session:
        (event,) = [
            one
            for one in mote_view(session, KLOCKAN, lan.world, mote).handelser
            if one.steg == "flytta"
        ]
    assert event.text == "Mötet flyttades från fre 8 dec 2023 till fre 15 dec 2023."
    assert [(one.rubrik, one.text) for one in event.sagt] == [
        ("Dag", "fre 15 dec 2023"),
        ("Slutar kl.", "11.00"),
    ]


def test_a_meeting_that_is_over_confirms_nothing_and_one_that_does_is_named(lan: Lan) -> None:
    mote, later = mote_in(lan, "justeras"), lan.mote("2024-01-26")
    lan.kalla(later)
    lan.at("2024-01-26").step(later, "sekreterare", "oppna")
    assert lan.offers(mote, "sekreterare")["bekrafta"].hinder == ()
    lan.step(later, "sekreterare", "avsluta")
    lan.step(later, "sekreterare", "till_justering", justerare=epost("ljungby"))
    assert lan.offers(mote, "sekreterare")["bekrafta"].hinder == ("Inget senare möte är öppet.",)
    last = lan.mote("2024-03-08")
    lan.kalla(last)
    lan.at("2024-03-08").step(last, "sekreterare", "oppna")
    lan.step(mote, "sekreterare", "bekrafta")
    with lan.database.read() as session:
        events = [one.text for one in mote_view(session, KLOCKAN, lan.world, mote).handelser]
    assert "Mötet fre 8 mars 2024 bekräftade anteckningarna." in events
