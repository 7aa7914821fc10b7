"""Nobody alone breaks off what the parties share: AU proposes, a meeting decides, and whoever must
go is told why.
"""

from __future__ import annotations

import pytest

from models.tables import Avisering, Avtalspart, Dagordningspunkt, Revision
from support.county import Lan
from support.guards import refused
from support.paths.arende import atagande_in, close_all
from support.paths.avtal import TILLS_VIDARE, avtal
from support.paths.revision import revision_in
from workflows.ground.errors import RoleMissing
from workflows.revision.lifecycle import REVISION
from workflows.revision.plan import ON_ITS_WAY

WHY = {"skal": "Frågan löstes på annat sätt."}


@pytest.mark.parametrize("who", ["sekreterare", "au_ledamot", "sammankallande"])
def test_what_nobody_has_proposed_nobody_breaks_off(lan: Lan, who: str) -> None:
    sak, mote = revision_in(lan, "utarbetas"), lan.at_meeting()
    if who != "sekreterare":
        with pytest.raises(RoleMissing):
            lan.step(sak, who, "avbryt", **WHY, mote=mote)
        return
    assert refused(lan, sak, who, "avbryt", **WHY, mote=mote) == (
        "⟨Au⟩ har inte föreslagit att revisionen avbryts. Det föreslås först och beslutas vid ett"
        " möte."
    )


def test_au_proposes_and_an_open_meeting_decides(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    coming = lan.mote("2023-12-08")
    lan.step(sak, "au_ledamot", "foresla_avbrott", **WHY)
    heads = [row.rubrik for row in lan.rows(Dagordningspunkt, mote_id=coming)]
    assert any(one.startswith("Förslag att avbryta REV 2023:1") for one in heads), heads
    twice = refused(lan, sak, "au_ledamot", "foresla_avbrott", **WHY)
    assert twice == "Förslaget väntar redan på ett möte."
    nowhere = refused(lan, sak, "sekreterare", "avbryt", **WHY)
    assert nowhere == "Välj mötet där det beslutas."
    early = refused(lan, sak, "sekreterare", "avbryt", **WHY, mote=coming)
    assert early == "Mötet är inte öppnat. Det här beslutas vid mötet."
    lan.step(coming, "sekreterare", "kalla")
    lan.at("2023-12-08").step(coming, "sekreterare", "oppna")
    lan.step(sak, "sekreterare", "avbryt", **WHY, mote=coming)
    assert lan.lage(sak) == "avbruten"


def test_a_meeting_may_let_it_go_on(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    lan.step(sak, "au_ledamot", "foresla_avbrott", **WHY)
    [told] = lan.rows(Avisering, mall="revision_avbrott_foreslaget")
    assert told.person_id == lan.ids["sammankallande"]
    on = {"skal": "Texten behövs.", "mote": lan.at_meeting()}
    lan.step(sak, "sekreterare", "avsla_avbrott", **on)
    assert (lan.lage(sak), lan.rows(Revision, id=sak)[0].avbrott_skal) == ("utarbetas", "")
    assert refused(lan, sak, "sekreterare", "avbryt", **WHY, mote=on["mote"]).startswith("⟨Au⟩")


def test_every_step_that_ends_what_is_shared_is_taken_at_a_meeting() -> None:
    ending = [one for one in REVISION.steps if one.tone == "avslut" and one.source == ON_ITS_WAY]
    assert [(one.name, "mote" in one.takes.model_fields) for one in ending] == [("avbryt", True)]


def test_a_party_is_let_go_at_a_meeting_with_a_reason_and_everybody_is_told(lan: Lan) -> None:
    sak = avtal(lan.at("2023-11-07"), **TILLS_VIDARE)
    gone = {"part": "alvesta", "lamnar": "2024-06-30", "skal": "Svarar inte."}
    lan.step(sak, "sekreterare", "lat_part_lamna", **gone, mote=lan.at_meeting())
    alvesta = lan.rows(Avtalspart, avtal_id=sak, slag="part")[0]
    assert (str(alvesta.lamnar), alvesta.uteslutning) == ("2024-06-30", "Mötet 2023-11-07")
    close_all(lan)
    told = {row.person_id for row in lan.rows(Avisering, mall="avtal_part_lamnar")}
    assert {lan.ids[who] for who in ("alvesta", "lessebo", "region_kronoberg")} <= told
    back = refused(lan, sak, "alvesta", "aterta_uppsagning", skal="Vi vill vara kvar.")
    assert back == "De andra har beslutat att Alvesta lämnar avtalet. Det ändras vid ett möte."


@pytest.mark.parametrize("step", ["notera_avsteg", "omprova"])
def test_an_avsteg_is_noted_at_a_meeting(lan: Lan, step: str) -> None:
    atagande = atagande_in(lan, "avsteg_anmalt")
    said = {"anteckning": "Noterat.", "nytt_datum": "2024-06-03"}
    said = said if step == "omprova" else {"anteckning": "Noterat."}
    lan.at("2023-12-20")
    assert refused(lan, atagande, "sekreterare", step, **said) == "Välj mötet där det beslutas."
    au = lan.mote("2024-01-10", organ="au")
    wrong = refused(lan, atagande, "sekreterare", step, **said, mote=au)
    assert wrong.startswith("Mötet hör till ett organ som inte beslutar.")
    lan.step(atagande, "sekreterare", step, **said, mote=lan.at_meeting())
