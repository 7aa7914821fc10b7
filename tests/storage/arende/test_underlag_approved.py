"""Where the länsprofil demands it every ledamot is asked about an ärende for beslut, and approves
exactly the underlag that is decided.
"""

from __future__ import annotations

import pytest

from models.base import table_of
from models.tables import Avisering, Frist, Remissmottagare, Underlagsgodkannande, Uppdrag
from support.county import KOMMUNER, UNDERLAG, Lan, epost
from support.guards import refused
from support.paths.arende import MOTESDAG, arende_in
from workflows.arende.facts import ArendeCase
from workflows.arende.views import arende_by_id
from workflows.county.actors import KLOCKAN
from workflows.county.profile import Remisstill
from workflows.county.profile.approval import Godkannanderegler
from workflows.engine.door import load
from workflows.ground.errors import RoleMissing

LEDAMOTER = ("ordforande", *KOMMUNER, "region_kronoberg")
ASK = {"sista_dag": "2023-12-01"}


@pytest.fixture
def lan(lan: Lan) -> Lan:
    """The county, where every ledamot is asked and must approve."""
    rules = {
        "godkannande": Godkannanderegler(kravs=True),
        "remiss": lan.profile.remiss.model_copy(update={"till": Remisstill.LEDAMOTER}),
    }
    lan.profile = lan.profile.model_copy(update=rules)
    return lan


def underlag(lan: Lan, sak: int) -> str:
    """Return the hash of the underlag as it stands."""
    with lan.database.read() as session:
        case = load(session, sak, KLOCKAN, lan.world)
    assert isinstance(case, ArendeCase)
    return case.arende.underlag_sha256


def approve(lan: Lan, sak: int, *but: str) -> None:
    for who in LEDAMOTER:
        if who not in but:
            lan.step(sak, who, "godkann", sha256=underlag(lan, sak), ord="godkanner")


def asked(lan: Lan) -> list[int]:
    """Return whom the letters that ask for an approval went to."""
    return [row.person_id for row in lan.rows(Avisering, mall="godkann_underlag")]


def waited_for(lan: Lan, sak: int) -> set[int]:
    rows = lan.rows(Frist, sak_id=sak, delfrist=True)
    return {row.person_id for row in rows if row.stangd is None}


def test_no_agenda_without_each_ledamots_approval_of_the_locked_underlag(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    mote = lan.mote(MOTESDAG)
    everybody = {lan.ids[who] for who in LEDAMOTER}
    assert set(asked(lan)) == waited_for(lan, sak) == everybody
    none = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert none.startswith("Godkännande saknas från Alvesta, Lessebo")
    approve(lan, sak, "markaryd")
    assert waited_for(lan, sak) == {lan.ids["markaryd"]}
    one = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert one == "Godkännande saknas från Markaryd."
    with lan.database.read() as session:
        page = arende_by_id(session, lan.actor(session, "alvesta"), lan.world, sak)
    assert page.lage_mening == "Underlaget är låst. Godkännande saknas från Markaryd."
    late = {"mote": mote, "skal": "Brådskar."}
    assert one in refused(lan, sak, "au_ordforande", "satt_pa_dagordning_sent", **late)
    no = {"sha256": underlag(lan, sak), "ord": "invander"}
    assert refused(lan, sak, "markaryd", "godkann", **no) == "Skriv vad du invänder mot."
    lan.step(sak, "markaryd", "godkann", **no, text="För dyrt.")
    objects = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert objects == "Invändning från Markaryd."
    [told] = lan.rows(Avisering, mall="underlag_invandning")
    assert (told.data["skal"], told.person_id) == ("För dyrt.", lan.ids["sekreterare"])
    lan.step(sak, "markaryd", "godkann", sha256=underlag(lan, sak), ord="godkanner")
    assert len(lan.rows(Avisering, mall="underlag_alla_godkant")) == 1
    assert len(lan.rows(Underlagsgodkannande)) == len(LEDAMOTER) + 1, "nothing was overwritten"
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)


def test_a_changed_underlag_is_asked_about_again_and_the_old_word_does_not_hold(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    approve(lan, sak)
    read = underlag(lan, sak)
    before = len(asked(lan))
    lan.step(sak, "handlaggare", "bered", foredragande="Någon annan")
    assert (underlag(lan, sak), len(asked(lan))) == (read, before), "who tells of it is no text"
    lan.step(sak, "handlaggare", "bered", forslag_beslut="Alla kommuner använder Link varje dag.")
    assert len(asked(lan)) == before + len(LEDAMOTER)
    mote = lan.mote(MOTESDAG)
    assert refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote).startswith(
        "Godkännande saknas från"
    )
    old = refused(lan, sak, "alvesta", "godkann", sha256=read, ord="godkanner")
    assert old == "Underlaget är ändrat sedan du läste det. Läs det igen först."
    lan.step(sak, "handlaggare", "bered", forslag_beslut=UNDERLAG["forslag_beslut"])
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)


@pytest.mark.parametrize("who", ["au_ledamot", "sammankallande", "handlaggare"])
def test_only_a_ledamot_approves(lan: Lan, who: str) -> None:
    sak = arende_in(lan, "berett")
    with pytest.raises(RoleMissing):
        lan.step(sak, who, "godkann", sha256=underlag(lan, sak), ord="godkanner")
    other = {"sha256": underlag(lan, sak), "ord": "godkanner", "person": epost("lessebo")}
    assert refused(lan, sak, "alvesta", "godkann", **other) == "Du svarar inte för den ledamoten."


def test_the_remiss_goes_to_every_ledamot_and_those_left_out_are_named(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    few = [{"slag": "person", "kod": epost(who)} for who in LEDAMOTER if who != "tingsryd"]
    said = refused(lan, sak, "au_ledamot", "skicka_pa_remiss", **ASK, mottagare=few)
    assert said == "Remissen behöver gå till varje ledamot. Tingsryd saknas."
    parties = refused(lan, sak, "au_ledamot", "skicka_pa_remiss", **ASK, mottagare="alla")
    assert parties.startswith("Remissen behöver gå till varje ledamot.")
    everybody = [{"slag": "organ", "kod": "lgs"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", **ASK, mottagare=everybody)
    got = {row.person_id for row in lan.rows(Remissmottagare)}
    assert got == {lan.ids[who] for who in LEDAMOTER}


def test_what_is_not_for_beslut_needs_no_approval_and_is_not_decided(lan: Lan) -> None:
    lan.at("2023-11-07")
    sak = lan.arende(onskad_hantering=["dialog"])
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", foredragande="Sammankallande")
    assert asked(lan) == []
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    yes = {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True}
    assert refused(lan, sak, "sekreterare", "besluta", **yes) == (
        "Ärendet är inte för beslut, så ledamöterna har inte godkänt något underlag. Återremittera"
        " det, så att det bereds för beslut."
    )


def test_who_comes_after_the_approvals_is_asked_before_the_decision(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    approve(lan, sak)
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    uppdrag = table_of(Uppdrag)
    new = {uppdrag.c.person_id: lan.ids["utanfor"]}
    with lan.database.session() as session:
        session.execute(
            uppdrag.update().where(uppdrag.c.person_id == lan.ids["alvesta"]).values(new)
        )
    yes = {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True}
    said = refused(lan, sak, "sekreterare", "besluta", **yes)
    assert said.startswith("Godkännande saknas från")


def test_a_county_that_does_not_demand_it_asks_nobody(lan: Lan) -> None:
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler()})
    sak = arende_in(lan, "berett")
    assert (asked(lan), waited_for(lan, sak)) == ([], set())
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote(MOTESDAG))
