"""A sector that takes part only in what concerns it counts and is called when that is up, for
ärenden as for agreements, where the länsprofil does not say otherwise.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Avisering, Beslutande, Delgivning, Person, Remissmottagare, Uppdrag
from models.vocabulary import Roll
from support.county import UNDERLAG, Lan, epost
from support.guards import refused
from support.paths.arende import MOTESDAG, arende_in
from support.paths.revision import revision_in
from workflows.county.profile import Remisstill
from workflows.county.profile.approval import (
    Godkannandeomrade,
    Godkannanderegler,
    Kallelseregler,
)
from workflows.county.register import load_register
from workflows.ground.errors import RoleMissing

ALWAYS = ("socialtjanst", "halso_och_sjukvard")
SKOLA = {"berord_sektor": "skola"}


@pytest.fixture
def lan(lan: Lan) -> Lan:
    """The county, with one more ledamot, who answers for school."""
    with lan.database.session() as session:
        register = load_register(session)
        person = Person(epost=epost("skolchef"), namn="Skolchef")
        session.add(person)
        session.flush()
        organ, huvudman = register.organ_named("lgs"), register.huvudman_named("alvesta")
        assert person.id
        assert organ
        assert huvudman
        lan.ids["skolchef"] = person.id
        session.add(
            Uppdrag(
                person_id=person.id,
                organ_id=organ.id,
                roll=Roll.LEDAMOT,
                huvudman_id=huvudman.id,
                sektor="skola",
                from_=date(2023, 1, 1),
            )
        )
    return lan


def says(lan: Lan, *, berorda: bool = True, kravs: bool = False) -> None:
    """Let the länsprofil say whom it concerns."""
    rules = {
        "kallelse": Kallelseregler(sektorer=ALWAYS, berorda=berorda),
        "godkannande": Godkannanderegler(sektorer=ALWAYS, berorda=berorda, kravs=kravs),
    }
    lan.profile = lan.profile.model_copy(update=rules)


def called(lan: Lan, **said: object) -> tuple[int, set[str]]:
    """Put an ärende on an agenda and call to the meeting; return it and who got the kallelse."""
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG, **said)
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    ids = {person_id: who for who, person_id in lan.ids.items()}
    return mote, {ids[row.person_id] for row in lan.rows(Avisering, mall="kallelse")}


def test_school_is_called_when_what_is_up_concerns_it(lan: Lan) -> None:
    says(lan)
    mote, who = called(lan, **SKOLA)
    assert {"skolchef", "alvesta", "ordforande"} <= who
    lan.step(mote, "skolchef", "svara_kallelse", besked="kommer")
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    assert lan.ids["skolchef"] in {one.person_id for one in lan.rows(Beslutande)}


def test_school_is_neither_called_nor_noted_when_nothing_concerns_it(lan: Lan) -> None:
    says(lan)
    mote, who = called(lan)
    assert "alvesta" in who
    assert "skolchef" not in who
    with pytest.raises(RoleMissing):
        lan.step(mote, "skolchef", "svara_kallelse", besked="kommer")
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    assert lan.ids["skolchef"] not in {one.person_id for one in lan.rows(Beslutande)}


def test_everybody_is_called_where_the_profile_says_nothing(lan: Lan) -> None:
    _, who = called(lan)
    assert {"skolchef", "alvesta"} <= who


def test_a_profile_may_say_that_school_is_never_called(lan: Lan) -> None:
    says(lan, berorda=False)
    _, who = called(lan, **SKOLA)
    assert "skolchef" not in who


def test_a_school_matter_reaches_no_agenda_without_school(lan: Lan) -> None:
    says(lan, kravs=True)
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG, **SKOLA)
    said = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote(MOTESDAG))
    assert "Skolchef (Alvesta)" in said


def test_a_remiss_to_every_ledamot_reaches_those_it_concerns(lan: Lan) -> None:
    says(lan, kravs=True)
    to_each = lan.profile.remiss.model_copy(update={"till": Remisstill.LEDAMOTER})
    lan.profile = lan.profile.model_copy(update={"remiss": to_each})
    ask = {"sista_dag": "2023-12-01", "mottagare": [{"slag": "organ", "kod": "lgs"}]}
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "bered", **SKOLA)
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", **ask)
    asked = {row.person_id for row in lan.rows(Remissmottagare)}
    assert {lan.ids["skolchef"], lan.ids["alvesta"]} <= asked


def test_who_is_concerned_afterwards_is_asked_then_and_nobody_else_again(lan: Lan) -> None:
    says(lan, kravs=True)
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    before = {row.person_id for row in lan.rows(Avisering, mall="godkann_underlag")}
    assert lan.ids["skolchef"] not in before
    lan.step(sak, "handlaggare", "bered", **SKOLA)
    now = [row.person_id for row in lan.rows(Avisering, mall="godkann_underlag")]
    assert len(now) == len(before) + 1
    assert now[-1] == lan.ids["skolchef"]


def test_a_profile_may_say_that_school_never_counts(lan: Lan) -> None:
    says(lan, kravs=True, berorda=False)
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG, **SKOLA)
    said = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote(MOTESDAG))
    assert "Skolchef" not in said


def test_a_sector_that_the_county_has_not_is_refused_by_name(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    said = refused(lan, sak, "handlaggare", "bered", berord_sektor="kyrkan")
    assert said == "Det finns ingen sektor som heter kyrkan."


def test_a_party_that_was_not_called_is_not_asked_whether_it_took_part(lan: Lan) -> None:
    says(lan)
    only_school = {"kallelse": Kallelseregler(sektorer=("halso_och_sjukvard",))}
    lan.profile = lan.profile.model_copy(update=only_school)
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    ja = {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True}
    lan.step(sak, "sekreterare", "besluta", **ja)
    lan.step(mote, "sekreterare", "avsluta")
    lan.step(mote, "sekreterare", "till_justering", justerare=epost("ordforande"))
    lan.step(mote, "ordforande", "justera")
    assert lan.rows(Delgivning) == []


@pytest.mark.parametrize(("omrade", "there"), [("Hjälpmedel", True), ("Äldre", False)])
def test_an_agreement_of_an_area_calls_those_it_concerns(
    lan: Lan, omrade: str, *, there: bool
) -> None:
    area = Godkannandeomrade(namn=omrade, sektorer=("skola",))
    rules = {
        "kallelse": Kallelseregler(sektorer=ALWAYS),
        "godkannande": Godkannanderegler(omrade=(area,)),
    }
    lan.profile = lan.profile.model_copy(update=rules)
    revision_in(lan, "pa_dagordning")
    told = {row.person_id for row in lan.rows(Avisering, mall="kallelse")}
    assert lan.ids["alvesta"] in told
    assert (lan.ids["skolchef"] in told) is there
