"""The history says who did it and what it was done to, and only what was done."""

from __future__ import annotations

import pytest

from models.tables import Dagordningspunkt, Handelse, Remiss, Revision
from support.county import UNDERLAG, Lan
from support.house.reading import page
from support.paths.arende import arende_in
from support.paths.avtal import avtal
from support.paths.revision import JA, NAMNTECKNING, revision_in, sha_of
from support.site import Sajt


def of_revision(sajt: Sajt, sak: int, who: str = "au_ledamot") -> str:
    nr = sajt.lan.rows(Revision, id=sak)[0].nr
    said = page(sajt, who, f"/revisioner/{nr}")
    return said[said.index("\nHändelser\n") :]


def test_a_party_that_decides_and_signs_is_named(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "hos_parterna")
    for who in ("alvesta", "lessebo", "region_kronoberg"):
        sajt.lan.at("2023-12-18").step(sak, who, "parten_beslutar", **JA)
    sajt.lan.step(sak, "lessebo", "signera", sha256=sha_of(sajt.lan, sak), **NAMNTECKNING)
    said = of_revision(sajt, sak)
    for line in (
        "Socialnämnden hos Alvesta beslutade.",
        "Socialnämnden hos Regionen beslutade.",
        "Lessebo skrev under.",
    ):
        assert line in said, line
    assert "En part" not in said


def test_a_party_that_is_left_behind_or_will_not_sign_is_named(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "signeras")
    left = {"part": "alvesta", "skal": "De hinner inte.", "mote": sajt.lan.at_meeting()}
    sajt.lan.step(sak, "sekreterare", "slapp_part", **left)
    sajt.lan.step(sak, "lessebo", "avsta_signera", skal="Texten är fel.")
    said = of_revision(sajt, sak)
    assert "De andra beslutade att gå vidare utan Alvesta." in said
    assert "Lessebo skrev inte under." in said


def test_who_answered_a_remiss_or_got_more_time_is_named(sajt: Sajt) -> None:
    arende = arende_in(sajt.lan, "pa_remiss")
    remiss = int(sajt.lan.rows(Remiss, om_id=arende)[0].id)
    sajt.lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker")
    sajt.lan.step(
        remiss,
        "au_ledamot",
        "ge_anstand",
        mottagare="alvesta",
        sista_dag="2023-12-05",
        skal="Semester.",
    )
    said = page(sajt, "sekreterare", f"/remisser/{remiss}")
    assert "Lessebo svarade." in said
    assert "Alvesta fick anstånd." in said


def test_which_item_of_an_agenda_was_moved_or_taken_away_is_said(sajt: Sajt) -> None:
    lan = sajt.lan.at("2023-11-07")
    mote = lan.mote()
    for rubrik in ("Läget i länet", "Budget"):
        lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik=rubrik)
    first, second = lan.rows(Dagordningspunkt, mote_id=mote)[-2:]
    lan.step(mote, "sekreterare", "flytta_punkt", punkt=second.id, ordning=1)
    lan.step(mote, "sekreterare", "ta_bort_punkt", punkt=first.id)
    said = page(sajt, "sekreterare", f"/moten/{mote}")
    assert "Punkten ”Budget” flyttades till plats 1." in said
    assert "Punkten ”Läget i länet” togs bort." in said


def test_a_revision_begins_in_its_history_as_it_is_called(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "initierad")
    assert of_revision(sajt, sak).count("Revisionen initierades.") == 1


@pytest.mark.parametrize("said", [UNDERLAG, {"foredragande": "Sammankallande"}])
def test_what_changes_nothing_is_no_event(lan: Lan, said: dict[str, object]) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "bered", **said)
    before = len(lan.rows(Handelse, sak_id=sak))
    lan.step(sak, "handlaggare", "bered", **said)
    assert len(lan.rows(Handelse, sak_id=sak)) == before
    lan.step(sak, "handlaggare", "bered", **{**said, "foredragande": "Någon annan"})
    assert len(lan.rows(Handelse, sak_id=sak)) == before + 1


def test_the_facts_of_an_agreement_saved_as_they_stand_are_no_event(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(sak, "sekreterare", "andra_uppgifter", rubrik="Ett nytt namn")
    before = len(lan.rows(Handelse, sak_id=sak))
    lan.step(sak, "sekreterare", "andra_uppgifter", rubrik="Ett nytt namn")
    assert len(lan.rows(Handelse, sak_id=sak)) == before


def test_a_draft_saved_as_it_stands_is_no_event(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    row = lan.rows(Revision, id=sak)[0]
    before = len(lan.rows(Handelse, sak_id=sak))
    lan.step(sak, "sammankallande", "skriv_utkast", text=row.utkast, upplaga=row.utkast_upplaga)
    assert len(lan.rows(Handelse, sak_id=sak)) == before
