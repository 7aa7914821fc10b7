"""Two people at once: whoever is second is told so, and nothing is left half true."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from models.base import table_of
from models.tables import Arende, Atagande, Avisering, Beslut, Handelse, Remiss, Remissvar
from support.county import UNDERLAG, UPPGIFT, Lan
from support.paths.arende import arende_in, remiss_in
from support.racing import at_once
from support.walks.arende import open_under_closed
from workflows.arende.create import create_arende
from workflows.engine.door import Ask, take_step
from workflows.ground.errors import KeyReused, Refusal, Stale

ALVESTA = {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}


@pytest.mark.parametrize("round_", range(5))
def test_closing_and_reopening_at_once_never_leaves_a_closed_arende_with_an_open_atagande(
    lan: Lan, round_: int
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[ALVESTA])
    last = lan.rows(Atagande)[-1].id
    lan.step(last, "alvesta", "rapportera")
    acts = [
        lambda: lan.step(sak, "au_ledamot", "avsluta"),
        lambda: lan.step(last, "alvesta", "ateroppna", skal="Det var inte klart."),
    ]
    said = at_once(*(acts if round_ % 2 else reversed(acts)))
    assert sum(isinstance(one, Refusal) for one in said) == 1, said
    assert open_under_closed(lan) == []
    assert (lan.lage(sak), lan.lage(last)) in {
        ("avslutat", "rapporterat"),
        ("implementeras", "pagar"),
    }


def test_twenty_posts_with_one_key_do_it_once_and_answer_all(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")

    def once() -> bool:
        with lan.database.session() as session:
            ask = Ask("begar_komplettering", {"saknas": "Vem?"}, request_id="nyckel-1")
            return take_step(session, sak, ask, lan.actor(session, "au_ledamot"), lan.world)

    said = at_once(*[once] * 20)
    assert sorted(map(str, said)) == ["False"] * 19 + ["True"]
    assert len(lan.rows(Handelse, sak_id=sak, steg="begar_komplettering")) == 1
    assert len(lan.rows(Avisering, mall="komplettering")) == 1


def test_a_key_belongs_to_one_content_one_person_and_one_route(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")

    def bered(who: str, text: str) -> bool:
        with lan.database.session() as session:
            ask = Ask("bered", {"bakgrund": text}, request_id="nyckel-2", informed=True)
            return take_step(session, sak, ask, lan.actor(session, who), lan.world)

    assert bered("au_ledamot", "Mer.")
    assert not bered("au_ledamot", "Mer.")
    with pytest.raises(KeyReused):
        bered("au_ledamot", "Annat.")
    assert bered("handlaggare", "Annat.")


def test_fifty_created_at_once_get_fifty_numbers_without_gaps(lan: Lan) -> None:
    lan.at("2026-11-20")

    def hand_in() -> int:
        return lan.arende()

    at_once(*[hand_in] * 50)
    assert sorted(row.lopnr for row in lan.rows(Arende)) == list(range(1, 51))
    assert {row.beteckning for row in lan.rows(Arende)} >= {"LGS 2026:47"}


def test_the_same_new_arende_sent_twenty_times_at_once_is_made_once(lan: Lan) -> None:
    def once() -> int:
        with lan.database.session() as session:
            sent = {"rubrik": "R", "fraga": "F", "onskad_hantering": "dialog"}
            return create_arende(
                session, sent, lan.actor(session, "sammankallande"), lan.world, "nyckel-3"
            )

    assert len(set(at_once(*[once] * 20))) == 1
    assert len(lan.rows(Arende)) == 1


def test_two_who_read_the_same_version_cannot_both_write(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    version = lan.rows(Handelse, sak_id=sak)[-1].lopnr

    def write(who: str) -> bool:
        with lan.database.session() as session:
            ask = Ask("bered", {"bakgrund": who}, version=version)
            return take_step(session, sak, ask, lan.actor(session, who), lan.world)

    said = at_once(lambda: write("au_ledamot"), lambda: write("handlaggare"))
    assert {type(one) for one in said} == {bool, Stale}


def test_two_decisions_at_two_meetings_at_once_get_two_numbers(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    other = lan.arende()
    lan.step(other, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    lan.step(other, "handlaggare", "fardigbered", **UNDERLAG)
    mote = lan.mote("2023-12-08", tid="15:00")
    lan.step(other, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.step(mote, "sekreterare", "oppna")
    said = {"utfall": "avslag", "beslutstext": "Nej.", "inga_ataganden": True}
    at_once(
        *(lambda one=one: lan.step(one, "sekreterare", "besluta", **said) for one in (sak, other))
    )
    assert sorted(row.beteckning for row in lan.rows(Beslut)) == [
        "LGS beslut 2023:1",
        "LGS beslut 2023:2",
    ]


def test_the_last_answer_and_the_closing_at_once_lose_no_answer(lan: Lan) -> None:
    arende = arende_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[-1].id
    lan.step(remiss, "alvesta", "svara", stallningstagande="avstar")
    lan.at("2023-12-01T22:00")
    said = at_once(
        lambda: lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker"),
        lambda: lan.step(arende, "au_ledamot", "sammanstall"),
    )
    answered = said[0] is True
    assert len(lan.rows(Remissvar)) == 1 + answered


def test_the_database_itself_refuses_to_rewrite_history(lan: Lan) -> None:
    remiss_in(lan, "oppen")
    handelse = table_of(Handelse)
    for statement in (handelse.update().values(steg="annat"), handelse.delete()):
        with (
            pytest.raises(Exception, match="Historien i handelse"),
            lan.database.session() as session,
        ):
            session.execute(statement)
    with (
        pytest.raises(Exception, match="uq_handelse_sak_id_lopnr"),
        lan.database.session() as session,
    ):
        first = lan.rows(Handelse)[0]._asdict()
        del first["id"]
        session.execute(insert(handelse), {**first, "hash": "x"})
