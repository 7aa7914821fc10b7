"""What a revision keeps from the remiss to the decision."""

from __future__ import annotations

import pytest

from models.lagen import Slag
from models.tables import Atagande, Remiss, Revision, Synpunkt
from support.county import Lan
from support.guards import refused
from support.paths.revision import (
    BESLUT,
    FORSLAG,
    LANGRE,
    ONSKAT,
    UPPGIFT,
    break_off,
    locked,
    revision_in,
    skriv,
    to_meeting,
)
from workflows.handling.history import handelser
from workflows.nouns import NOUNS


def test_every_comment_is_answered_before_the_text_is_final_or_asked_about_again(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[0].id
    lan.step(
        remiss,
        "lessebo",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=["Mer tid."],
    )
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "sammankallande", "sammanstall")
    unanswered = "1 synpunkt från remissen har inte fått svar."
    assert refused(lan, sak, "sammankallande", "slutfor") == unanswered
    lan.step(sak, "sammankallande", "omarbeta", skal="Mer tid behövs.")
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG, **ONSKAT)
    again = {"mottagare": "alla", "sista_dag": "2023-12-15"}
    assert refused(lan, sak, "au_ledamot", "skicka_pa_remiss", **again) == unanswered
    lan.step(
        remiss,
        "representant",
        "besvara_synpunkt",
        synpunkt=lan.rows(Synpunkt)[0].id,
        svar="noteras",
    )
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", **again)
    assert [lan.lage(row.id) for row in lan.rows(Remiss)] == ["aterkopplad", "oppen"]


def test_an_editorial_change_since_the_round_goes_straight_on(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    lan.step(sak, "sammankallande", "omarbeta", skal="Ett stavfel.")
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, "andring": "redaktionell"})
    more = f"{LANGRE} Och vartannat."
    nobodys = refused(lan, sak, "sammankallande", "slutfor", text=more, andring="saklig")
    assert "Ingen synpunkt från remissen bad om ändringen i ”Uppföljning”." in nobodys
    lan.step(sak, "sammankallande", "slutfor")
    assert (lan.lage(sak), locked(lan)) == ("slutligt", [(1, "saklig"), (2, "redaktionell")])


@pytest.mark.parametrize(
    ("said", "shown"), [(["lessebo", "region_kronoberg"], "Lessebo och Regionen"), ("alla", "alla")]
)
def test_the_history_names_the_parties_that_decide(lan: Lan, said: object, shown: str) -> None:
    sak = revision_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", **{**BESLUT, "parter_beslutar": said})
    with lan.database.read() as session:
        latest = handelser(session, sak, NOUNS[Slag.REVISION])[0]
    assert {one.rubrik: one.text for one in latest.sagt}[
        "Parter som beslutar för egen del"
    ] == shown


def test_a_revision_is_handled_at_its_meeting_like_an_arende(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    mote = lan.mote("2023-12-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert (
        refused(lan, sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
        == "Mötet den fre 8 dec 2023 är inte öppnat."
    )
    lan.step(sak, "au_ledamot", "lyft_av", skal="Vänta.")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at("2023-12-08").step(mote, "sekreterare", "oppna")
    assert (
        refused(lan, sak, "au_ledamot", "lyft_av", skal="Vänta.")
        == "Mötet är öppnat. Sekreteraren låter revisionen utgå."
    )
    assert "Revisionen står inte på det mötets dagordning." in refused(
        lan, sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.", mote=lan.mote("2024-01-26")
    )
    lan.step(sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
    assert lan.rows(Revision)[0].bordlaggningar == 1


def test_a_text_that_is_rewritten_gives_nobody_anything_to_do(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning")
    lan.step(
        sak, "sekreterare", "besluta", **{**BESLUT, "inga_ataganden": False, "ataganden": [UPPGIFT]}
    )
    lan.step(sak, "au_ledamot", "omarbeta", skal="En part sa nej.")
    assert (lan.lage(sak), lan.rows(Atagande)) == ("utarbetas", [])


def test_breaking_off_closes_the_round_and_leaves_the_agenda(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    break_off(lan, sak, "Löst på annat sätt.")
    assert lan.lage(lan.rows(Remiss)[0].id) == "avbruten"
    again = revision_in(lan, "slutligt")
    to_meeting(lan, again, "2023-12-08")
    break_off(lan, again, "Löst på annat sätt.")
    assert lan.lage(again) == "avbruten"
    assert lan.rows(Revision, id=again)[0].mote_id is None
