"""What a meeting lets go of comes back to the one it names, and nobody locks an agenda without
saying what becomes of each.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.rounds import Runda, forbered_moten
from models.tables import Aterkommande, Avisering, Dagordningspunkt, Frist, Handelse, Mote
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.paths.arende import arende_in, atagande_in
from support.paths.revision import revision_in
from workflows.arende.views import arende_by_id
from workflows.desk.views import oversikt
from workflows.engine.door import Ask, as_it_stands, take_step
from workflows.ground.deadlines import add_working_days
from workflows.ground.errors import Hindered, Unread
from workflows.mote.facts import MoteCase
from workflows.mote.returning.views import TillbakaVy
from workflows.mote.views import mote

LATER, LATEST = "2024-01-26", "2024-03-08"
PUT_OFF = {"bordlagd": "bordlagg", "utgången": "utga"}
DIALOG = {
    "anteckning": "Mer tid.",
    "barare": "socialchefsnatverket",
    "aterkommer": LATER,
    "att_aterkomma_med": "Behoven.",
}


def coming(lan: Lan, mote_id: int, who: str = "sekreterare") -> dict[int, TillbakaVy]:
    """Return what comes back to a meeting as its page and REST say it."""
    with lan.database.read() as session:
        vy = mote(session, lan.actor(session, who), lan.world, mote_id)
        return {one.id: one for one in vy.kommer_tillbaka}


def said_of(lan: Lan, sak: int) -> str:
    """Return what an ärende's own page says of its coming back."""
    with lan.database.read() as session:
        vy = arende_by_id(session, lan.actor(session, "sekreterare"), lan.world, sak)
        return vy.kommer_tillbaka


def lock(lan: Lan, mote_id: int) -> tuple[str, ...]:
    """Try to call a meeting; return what stands in the way."""
    try:
        lan.step(mote_id, "sekreterare", "kalla")
    except Hindered as refused:
        return tuple(refused.hinder)
    return ()


def own_day(lan: Lan, sak: int) -> str:
    """Return the day of a matter's own frist."""
    return str(next(one.senast for one in lan.rows(Frist, sak_id=sak, stangd=None)))


def let_go(lan: Lan, how: str) -> int:
    """Return a matter that a meeting has let go of."""
    if how == "avsteg":
        return atagande_in(lan, "avsteg_anmalt")
    if how == "medskick":
        sak = arende_in(lan, "pa_dagordning")
        said = {"medskick": "Är det rätt grupper?", "medskick_till": "pg_analys"}
        lan.step(sak, "sekreterare", "lagg_till_handlingarna", anteckning="Hört.", **said)
        return sak
    if how in {"bordlagd revision", "utgången revision"}:
        sak = revision_in(lan, "pa_dagordning")
        step = "bordlagg" if how.startswith("bord") else "utga"
        lan.step(sak, "sekreterare", step, skal="Tiden tog slut.")
        return sak
    sak = arende_in(lan, "pa_dagordning")
    if how in PUT_OFF:
        lan.step(sak, "sekreterare", PUT_OFF[how], skal="Tiden tog slut.")
    else:
        lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    return sak


WHY = {
    "dialog": "dialogen fortsätter",
    "bordlagd": "bordlades",
    "utgången": "utgick",
    "medskick": "svaret på medskicket väntas",
    "avsteg": "avsteget väntar på ställningstagande",
    "bordlagd revision": "bordlades",
    "utgången revision": "utgick",
}
KINDS = tuple(WHY)


@pytest.mark.parametrize("how", KINDS)
def test_it_is_proposed_on_the_agenda_and_the_agenda_is_not_locked_without_a_word(
    lan: Lan, how: str
) -> None:
    sak = let_go(lan, how)
    there = lan.mote(LATER)
    lan.step(there, "sekreterare", "lagg_till_punkt", rubrik="Annat")
    assert coming(lan, there)[sak].som_ord == WHY[how]
    [hinder] = lock(lan, there)
    assert WHY[how] in hinder
    assert lan.lage(there) == "planerat"


@pytest.mark.parametrize("how", ["dialog", "bordlagd", "utgången", "medskick", "bordlagd revision"])
def test_taken_up_it_stands_on_the_agenda_and_the_agenda_can_be_locked(lan: Lan, how: str) -> None:
    sak = let_go(lan, how)
    there = lan.mote(LATER)
    lan.step(there, "sekreterare", "ta_upp_igen", sak=sak)
    assert lan.lage(sak) == "pa_dagordning"
    assert [row.mote_id for row in lan.rows(Dagordningspunkt, om_id=sak)][-1] == there
    assert coming(lan, there) == {}
    assert lan.rows(Aterkommande, sak_id=sak) == []
    assert lock(lan, there) == ()


@pytest.mark.parametrize("how", KINDS)
def test_moved_it_comes_back_to_the_meeting_that_is_named(lan: Lan, how: str) -> None:
    sak = let_go(lan, how)
    first, second = lan.mote(LATER), lan.mote(LATEST)
    assert sak not in coming(lan, second)
    lan.step(first, "sekreterare", "lagg_till_punkt", rubrik="Annat")
    lan.step(first, "sekreterare", "skjut_upp", sak=sak, mote=second)
    assert (coming(lan, first), list(coming(lan, second))) == ({}, [sak])
    assert lock(lan, first) == ()
    line = lan.rows(Handelse, sak_id=first, steg="skjut_upp")
    assert len(line) == 1


@pytest.mark.parametrize("how", KINDS)
def test_left_to_rest_with_a_reason_it_comes_back_once_the_day_has_come(lan: Lan, how: str) -> None:
    sak = let_go(lan, how)
    first, second = lan.mote(LATER), lan.mote(LATEST)
    lan.step(first, "sekreterare", "lagg_till_punkt", rubrik="Annat")
    with pytest.raises(Hindered, match="Skriv varför"):
        lan.step(first, "sekreterare", "lat_vila", sak=sak)
    lan.step(first, "sekreterare", "lat_vila", sak=sak, skal="Väntar på lagen.", till="2024-03-01")
    assert (coming(lan, first), list(coming(lan, second))) == ({}, [sak])
    assert lan.rows(Aterkommande, sak_id=sak)[0].vilar == "Väntar på lagen."
    assert lock(lan, first) == ()


@pytest.mark.parametrize("step", ["lat_vila", "skjut_upp"])
def test_why_it_rested_is_replaced_by_nobody_who_does_not_say_to_have_read_it(
    lan: Lan, step: str
) -> None:
    sak = let_go(lan, "bordlagd")
    first, second, third = lan.mote(LATER), lan.mote(LATEST), lan.mote("2024-04-19")
    lan.step(first, "sekreterare", "lat_vila", sak=sak, skal="Väntar på lagen.", till="2024-03-01")
    assert [one.vilar for one in coming(lan, second).values()] == ["Väntar på lagen."]
    said = {"skal": "Väntar på pengar."} if step == "lat_vila" else {"mote": third}
    with pytest.raises(Unread), lan.database.session() as session:
        actor = lan.actor(session, "sekreterare")
        take_step(session, second, Ask(step, {"sak": sak, **said}), actor, lan.world)
    lan.step(second, "sekreterare", step, sak=sak, **said)


def test_what_rests_without_a_day_is_looked_at_again_in_half_a_year(lan: Lan) -> None:
    sak = let_go(lan, "bordlagd")
    there = lan.mote(LATER)
    lan.step(there, "sekreterare", "lat_vila", sak=sak, skal="Ingen brådska.")
    assert said_of(lan, sak) == "Vilar till fre 26 juli 2024: Ingen brådska."


def test_the_carriers_own_day_is_the_intake_day_of_the_meeting_and_follows_it(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    first, second = lan.mote(LATER), lan.mote(LATEST)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    frister = lan.profile.plan
    assert own_day(lan, sak) == str(frister(lan.rows(Mote, id=first)[0].datum).intagning)
    lan.step(first, "sekreterare", "skjut_upp", sak=sak, mote=second)
    assert own_day(lan, sak) == str(frister(lan.rows(Mote, id=second)[0].datum).intagning)


def test_what_the_dialogue_gave_still_comes_back_to_the_meeting_that_was_named(lan: Lan) -> None:
    sak = let_go(lan, "dialog")
    there = lan.mote(LATER)
    lan.step(sak, "barare", "aterrapportera", svar="Tre kommuner behöver stöd.")
    assert list(coming(lan, there)) == [sak]
    assert said_of(lan, sak) == "Kommer tillbaka till mötet fre 26 jan 2024: dialogen fortsätter."


def test_an_avsteg_stands_on_the_agenda_and_what_the_meeting_said_is_noted_there(lan: Lan) -> None:
    sak = let_go(lan, "avsteg")
    there = lan.mote(LATER)
    lan.step(there, "sekreterare", "ta_upp_igen", sak=sak)
    assert coming(lan, there) == {}
    lan.step(there, "sekreterare", "kalla")
    lan.at(LATER).step(there, "sekreterare", "oppna")
    lan.step(sak, "sekreterare", "notera_avsteg", anteckning="Vi hjälps åt.", mote=there)
    [item] = lan.rows(Dagordningspunkt, om_id=sak)
    assert (item.anteckning, str(item.utfall)) == ("Vi hjälps åt.", "genomgangen")
    assert lan.rows(Aterkommande, sak_id=sak) == []


def test_an_avsteg_that_the_meeting_did_not_get_to_comes_back_to_the_next(lan: Lan) -> None:
    sak = let_go(lan, "avsteg")
    first, second = lan.mote(LATER), lan.mote(LATEST)
    lan.step(first, "sekreterare", "ta_upp_igen", sak=sak)
    lan.step(first, "sekreterare", "kalla")
    lan.at(LATER).step(first, "sekreterare", "oppna")
    [item] = lan.rows(Dagordningspunkt, om_id=sak)
    with pytest.raises(Hindered, match="Utfall saknas"):
        lan.step(first, "sekreterare", "avsluta")
    lan.step(first, "sekreterare", "anteckna_punkt", punkt=item.id, anteckning="Hanns inte.")
    assert list(coming(lan, second)) == [sak]


def test_a_meeting_that_noted_an_avsteg_can_be_ended(lan: Lan) -> None:
    sak = let_go(lan, "avsteg")
    first = lan.mote(LATER)
    lan.step(first, "sekreterare", "ta_upp_igen", sak=sak)
    lan.step(first, "sekreterare", "kalla")
    lan.at(LATER).step(first, "sekreterare", "oppna")
    lan.step(sak, "sekreterare", "notera_avsteg", anteckning="Noterat.", mote=first)
    lan.step(first, "sekreterare", "avsluta")
    assert lan.lage(first) == "anteckningar_skrivs"


def test_a_meeting_that_is_called_off_sends_its_matters_to_the_next(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    first, second = lan.mote("2023-12-08"), lan.mote(LATER)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=first)
    lan.step(first, "ordforande", "stall_in", skal="Sjukdom.")
    assert coming(lan, second)[sak].som_ord == "togs bort från dagordningen"


def test_a_medskick_without_an_answer_ends_the_matter(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    there = lan.mote(LATER)
    said: dict[str, Any] = {"medskick": "Tack.", "medskick_till": "pg_analys", "inget_svar": True}
    lan.step(sak, "sekreterare", "lagg_till_handlingarna", anteckning="Hört.", **said)
    assert (lan.lage(sak), coming(lan, there)) == ("avslutat", {})


def test_the_intake_letter_tells_the_secretary_what_comes_back_and_why(lan: Lan) -> None:
    sak = let_go(lan, "bordlagd")
    lan.mote(LATER)
    forbered_moten(Runda(lan.database, lan.at("2024-01-12").world, None))
    deliver(lan.database, Mailbox(), lan.now)
    [letter] = lan.rows(Avisering, mall="inlamningsdag")
    text = " ".join(str(letter.text).split())
    assert "Det här kommer tillbaka till mötet." in text
    assert "Användning av Link i alla kommuner: bordlades" in text
    assert text.count("Användning av Link i alla kommuner") == 1
    assert sak in coming(lan, lan.rows(Mote)[-1].id)


def test_other_organs_meetings_have_nothing_that_comes_back(lan: Lan) -> None:
    let_go(lan, "bordlagd")
    assert coming(lan, lan.mote(LATER, organ="au")) == {}


def test_what_another_than_the_secretary_may_not_see_is_not_shown_to_them(lan: Lan) -> None:
    sak = let_go(lan, "dialog")
    there = lan.mote(LATER)
    lan.step(sak, "barare", "aterrapportera", svar="Tre kommuner behöver stöd.")
    assert coming(lan, there, "ljungby") == {}
    assert list(coming(lan, there)) == [sak]


def test_what_au_carries_itself_is_on_its_secretarys_list(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    lan.mote(LATER)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **{**DIALOG, "barare": "au"})
    lan.at("2024-01-10")
    with lan.database.read() as session:
        seen = oversikt(session, lan.actor(session, "sekreterare"), lan.world)
    assert "Berätta vad det gav" in " ".join(one.knapp.rubrik for one in seen.vantar_pa_dig)
    assert [one.rubrik for one in seen.du_vantar_pa if "Link" in one.rubrik] == []


@pytest.mark.parametrize("new", [LATEST, "2024-01-12"])
def test_what_comes_back_to_a_meeting_follows_it_when_it_is_moved(lan: Lan, new: str) -> None:
    lan.at("2023-11-07").mote("2024-02-16")  # in between: the meeting that was named has it
    sak = arende_in(lan, "pa_dagordning")
    later = lan.mote(LATER)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    lan.step(later, "sekreterare", "flytta", datum=new)
    assert set(coming(lan, later)) == {sak}
    day = add_working_days(date.fromisoformat(new), -lan.profile.frister.intake_dagar)
    assert own_day(lan, sak) == str(day)


def test_what_was_put_off_to_the_next_meeting_comes_earlier_with_it_but_not_later(
    lan: Lan,
) -> None:
    between = lan.at("2023-11-07").mote("2024-02-16")
    sak = arende_in(lan, "pa_dagordning")
    later = lan.mote(LATER)
    lan.step(sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
    lan.step(later, "sekreterare", "flytta", datum="2024-01-12")
    assert set(coming(lan, later)) == {sak}
    lan.step(later, "sekreterare", "flytta", datum=LATEST)
    assert (set(coming(lan, later)), set(coming(lan, between))) == (set(), {sak})


def test_an_avsteg_that_comes_back_is_named_with_its_party_everywhere(lan: Lan) -> None:
    let_go(lan, "avsteg")
    there = lan.mote("2024-03-08")
    called = "Avsteg, Alvesta: Utse kontaktperson"
    with lan.database.read() as session:
        actor = lan.actor(session, "sekreterare")
        seen = mote(session, actor, lan.world, there)
        case = as_it_stands(session, there, actor, lan.world)
    assert [one.om.rubrik for one in seen.kommer_tillbaka] == [called]
    assert isinstance(case, MoteCase)
    assert [one.namn for one in case.tillbaka] == [
        f"”{called}” (avsteget väntar på ställningstagande)"
    ]
