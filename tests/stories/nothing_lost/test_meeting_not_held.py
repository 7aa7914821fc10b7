"""A meeting that nobody was called to is not held: its secretary is asked what became of it, and
what stood on its agenda can be taken up elsewhere.
"""

from __future__ import annotations

import pytest

from models.tables import Arende, Avisering, Dagordningspunkt, Mote
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.guards import refused
from support.paths.arende import MOTESDAG, arende_in, mote_in
from support.paths.outside import FORUM, LYFT
from support.reminding import REMINDERS, live
from support.site import Sajt
from workflows.arende.views import arende_by_id
from workflows.county.actors import KLOCKAN
from workflows.desk.views import oversikt
from workflows.engine.clock import take_clock_steps

DAY_AFTER = "2023-12-09"


def gone(lan: Lan) -> tuple[int, int]:
    """Return a meeting whose day went without a kallelse, and the ärende that stood on it."""
    sak = arende_in(lan, "berett")
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    take_clock_steps(lan.at(DAY_AFTER).database, lan.world)
    return mote, sak


def cards(lan: Lan, who: str) -> list[str]:
    with lan.database.read() as session:
        seen = oversikt(session, lan.actor(session, who), lan.world)
    return [f"{one.knapp} {one.text} {one.rubrik}" for one in seen.vantar_pa_dig]


def test_the_card_says_what_is_left_and_the_kallelse_is_no_longer_asked_for(lan: Lan) -> None:
    mote, _ = gone(lan)
    assert lan.lage(mote) == "uteblev"
    lan.at("2023-12-15")
    (card,) = [one for one in cards(lan, "sekreterare") if "8 dec" in one]
    assert "Flytta eller ställ in mötet" in card
    assert "kalla" not in card.lower()


def test_what_stood_on_its_agenda_can_be_put_on_another(lan: Lan) -> None:
    _, sak = gone(lan)
    assert lan.lage(sak) == "berett"
    later = lan.mote("2024-01-26")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=later)
    assert lan.rows(Arende, id=sak)[0].mote_id == later


def test_nobody_is_reminded_of_a_kallelse_to_a_day_that_has_been(lan: Lan) -> None:
    mote, _ = gone(lan)
    before = {one.id for one in lan.rows(Avisering)}
    live(lan, DAY_AFTER, "2024-02-15")
    letters = [one for one in lan.rows(Avisering) if one.id not in before]
    lines = [
        line["att_gora"]
        for one in letters
        if one.mall in REMINDERS
        for line in one.data.get("rader", [one.data])
        if f"/moten/{mote}" in str(line)
    ]
    assert set(lines) == {"Flytta eller ställ in mötet"}


@pytest.mark.parametrize("lage", ["planerat", "kallat", "uteblev"])
@pytest.mark.parametrize("who", ["sekreterare", "ordforande"])
def test_who_keeps_its_papers_or_leads_it_calls_it_off_until_it_is_opened(
    lan: Lan, lage: str, who: str
) -> None:
    mote = mote_in(lan, lage)
    lan.at("2023-12-20").step(mote, who, "stall_in", skal="Ingen kunde komma.")
    assert lan.lage(mote) == "installt"


@pytest.mark.parametrize(
    ("lage", "then"), [("planerat", "planerat"), ("kallat", "kallat"), ("uteblev", "planerat")]
)
def test_it_moves_to_a_day_to_come_also_when_its_own_has_been(
    lan: Lan, lage: str, then: str
) -> None:
    mote = mote_in(lan, lage)
    lan.at("2023-12-20")
    why = refused(lan, mote, "sekreterare", "flytta", datum="2023-12-19")
    assert why == "Dagen har redan varit."
    lan.step(mote, "sekreterare", "flytta", datum="2024-01-19")
    assert (lan.lage(mote), str(lan.rows(Mote, id=mote)[0].datum)) == (then, "2024-01-19")


def test_nobody_is_called_to_a_day_that_has_been(lan: Lan) -> None:
    mote = mote_in(lan, "planerat")
    lan.at("2023-12-20")
    said = refused(lan, mote, "sekreterare", "kalla")
    assert said == "Mötesdagen var fre 8 dec 2023. Flytta mötet, eller ställ in det."


def test_what_was_to_be_told_there_is_told_at_the_next_and_once(lan: Lan) -> None:
    arende_in(lan, "inkommet")
    mote, later = lan.mote(MOTESDAG), lan.mote("2024-01-26")
    sak = lan.rows(Arende)[0].id
    lan.step(sak, "au_ordforande", "avvisa", skal="Hör inte hit.", hanvisning="Egen linje.")
    take_clock_steps(lan.at(DAY_AFTER).database, lan.world)
    lan.step(mote, "sekreterare", "flytta", datum="2024-01-19")
    told = [one.mote_id for one in lan.rows(Dagordningspunkt) if "har avvisats" in one.rubrik]
    assert told == [later]


def test_an_answer_after_the_hour_is_told_when_it_was_to_begin(lan: Lan) -> None:
    mote = mote_in(lan, "kallat")
    lan.at("2023-12-09")
    said = refused(lan, mote, "alvesta", "svara_kallelse", besked="kommer")
    assert said == "Mötet skulle börja fre 8 dec 2023 kl. 11.00. Sedan tas inga svar emot."


def test_who_keeps_its_papers_is_told_the_day_after_and_the_page_says_what_to_do(
    sajt: Sajt,
) -> None:
    lan = sajt.lan
    mote, _ = gone(lan)
    sajt.set_clock()
    (letter,) = lan.rows(Avisering, mall="uteblev")
    assert letter.person_id == lan.ids["sekreterare"]
    deliver(lan.database, Mailbox(), lan.now)
    (sent,) = lan.rows(Avisering, mall="uteblev")
    assert sent.amne.startswith("Flytta eller ställ in mötet senast 15 dec")
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}").text
    said = page.partition('class="cols-act"')[2].partition('class="cols-main"')[0]
    assert "Mötet blev inte av" in said
    assert f"/moten/{mote}/steg/flytta" in said
    assert f"/moten/{mote}/steg/stall_in" in said
    assert "läggs till här" not in page
    others = sajt.client("alvesta").http.get(f"/moten/{mote}").text
    assert "Dagen gick utan att någon kallades." in others
    assert "/steg/flytta" not in others


def test_what_was_lifted_to_a_forum_is_back_on_its_agenda_as_soon_as_the_meeting_is_moved(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    forum = lan.mote("2023-12-20", organ=FORUM)
    lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    assert [one.om_id for one in lan.rows(Dagordningspunkt, mote_id=forum)] == [sak]
    take_clock_steps(lan.at("2023-12-21").database, lan.world)
    assert lan.lage(forum) == "uteblev"
    with lan.database.read() as session:
        events = arende_by_id(session, KLOCKAN, lan.world, sak).handelser
    assert "Forumets möte blev inte av." in [one.text for one in events]
    lan.step(forum, "sekreterare", "flytta", datum="2024-01-19")
    assert [one.om_id for one in lan.rows(Dagordningspunkt, mote_id=forum)] == [sak]


@pytest.mark.parametrize("matters", [True, False])
def test_who_is_told_that_it_is_called_off_hears_of_its_matters_where_it_had_any(
    lan: Lan, *, matters: bool
) -> None:
    sak = arende_in(lan, "berett")
    mote = lan.mote(MOTESDAG)
    if matters:
        lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.step(mote, "sekreterare", "stall_in", skal="Ingen kunde komma.")
    deliver(lan.database, Mailbox(), lan.now)
    letter = lan.rows(Avisering, mall="installt")[0]
    assert ("kan tas upp på ett senare möte" in letter.text) == matters
