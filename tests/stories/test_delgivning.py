"""A party that had nobody at the meeting is asked about its decisions, and silence is never a yes.

The meeting is on Friday 8 December 2023 and confirmed the same day: ten working days later is
Friday the 22nd.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.lagen import DelgivningLage
from models.tables import Avisering, Delgivning, Frist, Handelse, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import KOMMUNER, Lan, epost, vacate
from support.guards import refused
from support.paths.arende import arende_in
from support.paths.delgivning import confirmed, delgivning_in
from support.reminding import got, live
from workflows.county.register import load_register
from workflows.delgivning.views import DelgivningRad, for_au
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.views import oversikt
from workflows.engine.history.verification import verify
from workflows.handling.pages import Sidfilter
from workflows.mote.views import mote as mote_view
from workflows.nouns import NOUNS


def asked(lan: Lan) -> list[str]:
    """Return the codes of the parties that were asked, in order."""
    with lan.database.read() as session:
        kod = {one.id: one.kod for one in load_register(session).huvudman}
    return [kod[row.huvudman_id] for row in lan.rows(Delgivning)]


def on_aus_list(lan: Lan) -> list[DelgivningRad]:
    with lan.database.read() as session:
        found = for_au(session, lan.actor(session, "au_ledamot"), lan.world, Sidfilter())
        return list(found.poster)


def waits(lan: Lan, who: str) -> list[str]:
    """Return the headings of the delgivningar that wait for somebody."""
    with lan.database.read() as session:
        rows = oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig
    return [row.rubrik for row in rows if row.slag == "delgivning"]


def test_each_party_with_nobody_there_is_asked_when_the_minutes_are_confirmed(lan: Lan) -> None:
    arende_in(lan, "implementeras")
    confirmed(lan, "alvesta", "tingsryd")
    assert asked(lan) == ["alvesta", "tingsryd"]
    [frist] = lan.rows(Frist, sak_id=lan.rows(Delgivning)[0].id)
    assert (frist.senast, frist.drag, frist.pamin) == (date(2023, 12, 22), "Alvesta", True)
    assert waits(lan, "alvesta") == ["Har Alvesta tagit del av besluten?"]
    assert waits(lan, "lessebo") == []


def test_the_letter_says_what_is_asked_of_whom_by_when(lan: Lan) -> None:
    delgivning = delgivning_in(lan, "vantar")
    deliver(lan.database, Mailbox(), lan.now)
    [letter] = lan.rows(Avisering, mall="tagit_del")
    assert letter.epost == epost("alvesta")
    assert (
        letter.amne
        == "Svara senast 22 dec om Alvesta har tagit del av besluten: Ledningsgruppen fre 8 dec"
        " 2023"
    )
    assert f"/delgivningar/{delgivning}" in letter.text


@pytest.mark.parametrize("lage", ["avslutat", "i_dialog"])
def test_a_meeting_that_decided_nothing_asks_nobody(lan: Lan, lage: str) -> None:
    arende_in(lan, lage)
    confirmed(lan, "alvesta")
    assert asked(lan) == []


def test_one_of_a_partys_two_is_enough(lan: Lan) -> None:
    with lan.database.session() as session:
        lgs, alvesta = (
            load_register(session).ledningsgrupp(),
            load_register(session).huvudman_named("alvesta"),
        )
        assert alvesta is not None
        session.add(
            Uppdrag(
                person_id=lan.ids["barare"],
                organ_id=lgs.id,
                roll=Roll.LEDAMOT,
                sektor="skola",
                huvudman_id=alvesta.id,
                from_=date(2023, 1, 1),
            )
        )
    arende_in(lan, "implementeras")
    confirmed(lan, "alvesta")
    assert asked(lan) == []


def test_a_party_without_anybody_in_the_group_is_asked_too_and_the_sekreterare_holds_the_question(
    lan: Lan,
) -> None:
    vacate(lan, "tingsryd", "2023-12-01")
    arende_in(lan, "implementeras")
    confirmed(lan)
    assert asked(lan) == ["tingsryd"]
    assert waits(lan, "sekreterare") == ["Har Tingsryd tagit del av besluten?"]
    assert "invand" in lan.offers(lan.rows(Delgivning)[0].id, "sekreterare")


def test_a_confirmation_ends_it(lan: Lan) -> None:
    delgivning = delgivning_in(lan, "bekraftad")
    assert waits(lan, "alvesta") == []
    assert on_aus_list(lan) == []
    [row] = lan.rows(Delgivning)
    assert (row.svarad, row.svarad_av, row.invandning) == (lan.now, lan.ids["alvesta"], "")
    assert [row.steg for row in lan.rows(Handelse, sak_id=delgivning)] == ["skapa", "bekrafta"]


def test_an_objection_needs_words_and_stands_on_aus_list_until_au_has_said_what_it_did(
    lan: Lan,
) -> None:
    delgivning = delgivning_in(lan, "vantar")
    assert refused(lan, delgivning, "alvesta", "invand") == "Skriv vad ni invänder mot."
    lan.step(delgivning, "alvesta", "invand", invandning="Vi hinner inte till januari.")
    told = {(row.epost, row.data["invandning"]) for row in lan.rows(Avisering, mall="invandning")}
    said = "Vi hinner inte till januari."
    assert told == {(epost("sekreterare"), said), (epost("au_ordforande"), said)}
    assert [(row.huvudman, row.invandning) for row in on_aus_list(lan)] == [("Alvesta", said)]
    assert waits(lan, "sekreterare") == ["Alvesta invänder mot ett beslut"]
    assert (
        refused(lan, delgivning, "au_ledamot", "besvara_invandning")
        == "Skriv vad ni gjorde med invändningen."
    )
    lan.step(delgivning, "au_ledamot", "besvara_invandning", atgard="Dagen tas upp i januari.")
    assert on_aus_list(lan) == []
    assert [row.epost for row in lan.rows(Avisering, mall="invandning_besvarad")] == [
        epost("alvesta")
    ]


def test_the_meeting_says_what_each_absent_party_has_said(lan: Lan) -> None:
    arende_in(lan, "implementeras")
    mote = confirmed(lan, "alvesta", "lessebo", "vaxjo")
    first, second, _ = lan.rows(Delgivning)
    lan.step(first.id, "alvesta", "bekrafta")
    lan.step(second.id, "lessebo", "invand", invandning="Inte så.")
    with lan.database.read() as session:
        shown = mote_view(session, lan.actor(session, "markaryd"), lan.world, mote).delgivningar
    assert [(row.huvudman, row.lage, row.invandning) for row in shown] == [
        ("Alvesta", DelgivningLage.BEKRAFTAD, ""),
        ("Lessebo", DelgivningLage.INVAND, "Inte så."),
        ("Växjö", DelgivningLage.VANTAR, ""),
    ]


def test_silence_is_reminded_of_then_late_and_never_a_yes(lan: Lan) -> None:
    delgivning = delgivning_in(lan, "vantar")
    live(lan, "2023-12-18", "2023-12-29")
    assert got(lan) == [("2023-12-20", "paminnelse"), ("2023-12-28", "forsenad")]
    assert on_aus_list(lan.at("2023-12-22")) == []
    assert [row.forsenad for row in on_aus_list(lan.at("2024-03-01"))] == [True]
    assert lan.lage(delgivning) == "vantar"
    lan.step(delgivning, "alvesta", "bekrafta")
    assert on_aus_list(lan) == []


def test_nothing_is_lost_and_the_history_holds_when_everybody_is_away(lan: Lan) -> None:
    arende_in(lan, "implementeras")
    confirmed(lan, *KOMMUNER, "region_kronoberg")
    assert len(asked(lan)) == 9
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []
