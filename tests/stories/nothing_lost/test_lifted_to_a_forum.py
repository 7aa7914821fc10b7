"""A question that is lifted stands on the forum's own agenda, and what the forum says of it is its
own decision and comes back to AU by a day.
"""

from __future__ import annotations

from threading import Event
from time import sleep

import pytest

from models.tables import Avisering, Beslut, Dagordningspunkt, Frist, Mote, Organ
from support.county import Lan
from support.paths.arende import arende_in
from support.paths.outside import (
    DIALOG,
    FORUM,
    FORUMETS_DAG,
    INRIKTNING,
    LYFT,
    forum_decides,
    keep_the_forum,
    open_forum,
)
from support.paths.revision import revision_in
from support.racing import at_once
from workflows.county.meetings import ComingMote
from workflows.desk.tasks import AttGora
from workflows.desk.views import oversikt
from workflows.engine.clock import take_clock_steps
from workflows.engine.door import Ask, as_it_stands, take_step
from workflows.ground.errors import Hindered, RoleMissing
from workflows.handling.facts import OmCase
from workflows.mote.create import create_mote
from workflows.outside.dates import takes_it_up

KINDS = ("arende", "revision")


def on_agenda(lan: Lan, kind: str) -> int:
    return (
        arende_in(lan, "pa_dagordning") if kind == "arende" else revision_in(lan, "pa_dagordning")
    )


def items(lan: Lan, mote: int) -> list[int]:
    """Return what the agenda of a meeting is about."""
    return [row.om_id for row in lan.rows(Dagordningspunkt, mote_id=mote) if row.om_id]


def cards(lan: Lan, who: str, sak: int) -> list[AttGora]:
    """Return what waits for somebody on the page of a matter."""
    with lan.database.read() as session:
        actor = lan.actor(session, who)
        case = as_it_stands(session, sak, actor, lan.world)
        page, seen = case.noun.named(case).lank, oversikt(session, actor, lan.world)
    return [card for card in seen.vantar_pa_dig if card.knapp.href == page]


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_beside_a_meeting_of_the_forum_is_put_on_its_agenda_by_the_clock(
    lan: Lan, kind: str
) -> None:
    """As what was lifted before this was so: its forum had a meeting, and it stood nowhere."""
    sak = on_agenda(lan, kind)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workflows.mote.writes.waiting_for", lambda *_: [])
        mote = lan.mote(FORUMETS_DAG, FORUM)
    assert items(lan, mote) == []
    take_clock_steps(lan.database, lan.world)
    assert items(lan, mote) == [sak]
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    assert str(frist.senast) == FORUMETS_DAG


@pytest.mark.parametrize("kind", KINDS)
def test_a_lift_and_a_new_meeting_at_once_find_each_other(lan: Lan, kind: str) -> None:
    sak = on_agenda(lan, kind)
    waiting, planned = Event(), Event()

    def plan() -> int:
        waiting.wait(10)
        with lan.database.session() as session:
            sent = {"organ": FORUM, "datum": FORUMETS_DAG, "tid": "11:00"}
            mote = create_mote(session, sent, lan.actor(session, "sekreterare"), lan.world)
            planned.set()
            sleep(0.5)  # the lift, which saw no meeting, is under way by now
        return mote

    def lift() -> None:
        with lan.database.session() as session:
            actor = lan.actor(session, "sekreterare")
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("workflows.outside.consequences.takes_it_up", late)
                ask = Ask("lyft_till_forum", LYFT, informed=True)
                take_step(session, sak, ask, actor, lan.world)

    def late(case: OmCase, organ_id: int | None) -> ComingMote | None:
        seen = takes_it_up(case, organ_id)
        waiting.set()
        planned.wait(10)
        return seen

    mote, _ = at_once(plan, lift)
    assert isinstance(mote, int)
    assert items(lan, mote) == [sak]


def test_a_revision_that_is_broken_off_while_it_is_lifted_never_blocks_the_forums_meeting(
    lan: Lan,
) -> None:
    sak = on_agenda(lan, "revision")
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    lan.step(sak, "au_ledamot", "foresla_avbrott", skal="Den behövs inte.")
    open_forum(lan, mote)
    lgs = next(one.id for one in lan.rows(Mote) if one.id != mote)
    lan.step(sak, "sekreterare", "avbryt", skal="Nej.", mote=lgs)
    assert items(lan, mote) == []
    lan.step(mote, "sekreterare", "avsluta")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_lifted_stands_on_the_forums_next_agenda_and_its_leaders_are_told(
    lan: Lan, kind: str
) -> None:
    sak = on_agenda(lan, kind)
    keep_the_forum(lan)
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    assert items(lan, mote) == [sak]
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    assert frist.senast.isoformat() == FORUMETS_DAG
    lan.step(next(one.id for one in lan.rows(Mote) if one.id != mote), "sekreterare", "avsluta")
    told = lan.rows(Avisering, mall="lyft_till_forum")
    assert {row.person_id for row in told} == {
        lan.ids["forumets_ordforande"],
        lan.ids["forumets_sekreterare"],
    }
    assert all(row.data["dag"] == FORUMETS_DAG for row in told)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_forum_decides_is_its_own_decision_and_brings_the_matter_back_to_au(
    lan: Lan, kind: str
) -> None:
    sak = on_agenda(lan, kind)
    keep_the_forum(lan)
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    open_forum(lan, mote)
    lan.step(sak, "forumets_sekreterare", "forumet_beslutar", beslutstext=INRIKTNING)
    (beslut,) = lan.rows(Beslut)
    (organ,) = lan.rows(Organ, kod=FORUM)
    assert (beslut.organ_id, beslut.mote_id, beslut.om_id) == (organ.id, mote, sak)
    assert (beslut.text, beslut.inriktning) == (INRIKTNING, True)
    assert lan.lage(sak) == "forum_har_svarat"
    (card,) = cards(lan, "sekreterare", sak)
    assert card.knapp.rubrik == "Ta upp forumets svar"
    assert card.senast > lan.world.today
    lan.step(mote, "sekreterare", "avsluta")  # nothing is left of the item
    (letter,) = lan.rows(Avisering, mall="forumet_svarade")
    assert letter.person_id == lan.ids["sekreterare"]
    assert letter.data["senast"] == card.senast.isoformat()


def test_the_ledningsgrupp_is_told_at_its_next_meeting_what_a_forum_answered(lan: Lan) -> None:
    sak = arende_in(lan, "forum_har_svarat")
    coming = lan.mote("2024-01-26")
    told = [row.rubrik for row in lan.rows(Dagordningspunkt, mote_id=coming)]
    assert any("har svarat om LGS 2023:1" in rubrik for rubrik in told), told
    assert lan.lage(sak) == "forum_har_svarat"


@pytest.mark.parametrize(
    ("kind", "step", "said", "then"),
    [
        (
            "arende",
            "ta_upp_forumets_svar",
            {"handlaggare": "handlaggare@lan.example"},
            "under_beredning",
        ),
        ("revision", "ga_vidare", {}, "slutligt"),
    ],
)
def test_au_takes_the_answer_up_and_the_matter_goes_on(
    lan: Lan, kind: str, step: str, said: dict[str, str], then: str
) -> None:
    way = arende_in if kind == "arende" else revision_in
    sak = way(lan, "forum_har_svarat")
    lan.step(sak, "au_ledamot", step, **said)
    assert lan.lage(sak) == then


def test_a_text_is_written_anew_after_what_a_forum_said(lan: Lan) -> None:
    sak = revision_in(lan, "forum_har_svarat")
    lan.step(sak, "au_ledamot", "omarbeta", skal="Forumet vill något annat.")
    assert lan.lage(sak) == "utarbetas"


@pytest.mark.parametrize("kind", KINDS)
def test_a_forum_that_only_talked_has_answered_without_a_decision(lan: Lan, kind: str) -> None:
    sak = on_agenda(lan, kind)
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    open_forum(lan, mote)
    lan.step(sak, "sekreterare", "forumet_samtalar", anteckning="Vi är överens om vägen.")
    assert lan.lage(sak) == "forum_har_svarat"
    assert lan.rows(Beslut) == []
    lan.step(mote, "sekreterare", "avsluta")


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_for_a_forum_to_plan_a_meeting_comes_on_that_agenda(lan: Lan, kind: str) -> None:
    sak = on_agenda(lan, kind)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    other = lan.mote("2023-12-14", "rsr")
    mote = lan.mote(FORUMETS_DAG, FORUM)
    assert (items(lan, other), items(lan, mote)) == ([], [sak])
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    assert frist.senast.isoformat() == FORUMETS_DAG


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_forum_puts_off_or_never_came_to_stands_on_its_next_agenda(
    lan: Lan, kind: str
) -> None:
    sak = on_agenda(lan, kind)
    first, second, third = (
        lan.mote(day, FORUM) for day in (FORUMETS_DAG, "2024-01-19", "2024-02-16")
    )
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    open_forum(lan, first)
    lan.step(sak, "sekreterare", "forumet_bordlagger", skal="Tiden räckte inte.")
    lan.step(first, "sekreterare", "avsluta")
    assert items(lan, second) == [sak]
    keep_the_forum(lan)
    lan.step(second, "forumets_ordforande", "stall_in", skal="Sjukdom.")
    assert (items(lan, second), items(lan, third)) == ([], [sak])
    assert lan.lage(sak) == "lyft"


def test_a_forum_that_moves_its_meeting_moves_the_day_of_the_answer(lan: Lan) -> None:
    sak = on_agenda(lan, "arende")
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    lan.step(mote, "sekreterare", "flytta", datum="2024-01-19")
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    assert frist.senast.isoformat() == "2024-01-19"


def test_an_answer_that_no_meeting_brought_is_aus_to_fetch(lan: Lan) -> None:
    sak = on_agenda(lan, "arende")
    mote = lan.mote(FORUMETS_DAG, FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    assert cards(lan, "sekreterare", sak) == []  # the meeting has the card until its day
    lan.at("2023-12-18")
    (card,) = cards(lan, "sekreterare", sak)
    assert card.knapp.rubrik == "Hämta forumets svar"
    lan.step(sak, "au_ledamot", "aterkom_fran_forum", svar="Forumet mejlade: gå vidare.")
    assert (lan.lage(sak), items(lan, mote)) == ("under_beredning", [])


def test_only_who_keeps_the_forum_or_the_secretary_writes_what_it_decided(lan: Lan) -> None:
    sak = on_agenda(lan, "arende")
    keep_the_forum(lan)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    mote = lan.mote(FORUMETS_DAG, FORUM)
    with pytest.raises(Hindered, match="är inte öppnat"):
        lan.step(sak, "forumets_ordforande", "forumet_beslutar", beslutstext=INRIKTNING)
    open_forum(lan, mote)
    with pytest.raises(RoleMissing):
        lan.step(sak, "au_ledamot", "forumet_beslutar", beslutstext=INRIKTNING)
    with pytest.raises(Hindered, match="Forumets möte pågår"):
        lan.step(sak, "au_ledamot", "aterkom_fran_forum", svar="Ja.")
    lan.step(sak, "forumets_ordforande", "forumet_beslutar", beslutstext=INRIKTNING)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dialog_is_carried_on_and_comes_back(lan: Lan, kind: str) -> None:
    sak = on_agenda(lan, kind)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    lan.at("2023-12-27")
    (card,) = cards(lan, "barare", sak)
    assert card.knapp.rubrik.startswith("Berätta vad")
    assert card.senast.isoformat() == "2023-12-28"  # in time for the meeting of 12 January
    lan.step(sak, "barare", "aterrapportera", svar="Alla vill samma sak.")
    assert lan.lage(sak) == ("under_beredning" if kind == "arende" else "slutligt")


def test_a_forum_that_decided_asks_no_party_whether_it_has_taken_part(lan: Lan) -> None:
    sak = arende_in(lan, "lyft")
    keep_the_forum(lan)
    mote = forum_decides(lan, sak)
    lan.step(mote, "sekreterare", "till_justering", justerare="forumets_ordforande@lan.example")
    lan.step(mote, "forumets_ordforande", "justera")
    assert lan.rows(Avisering, mall="tagit_del") == []
    assert lan.rows(Beslut)[0].justerat == lan.rows(Mote, id=mote)[0].datum
