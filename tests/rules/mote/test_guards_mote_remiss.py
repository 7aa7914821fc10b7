"""Both sides of every guard of a meeting and of a remiss."""

from __future__ import annotations

from models.tables import Avisering, Dagordningspunkt, Remiss, Remissmottagare
from support.county import Lan, epost
from support.guards import guard, refused
from support.paths.arende import arende_in, mote_in, remiss_in
from support.paths.delgivning import substitute


@guard("mote.dagordning_har_punkter", "mote.dagen_har_kommit", "mote.alla_punkter_har_utfall")
def test_a_meeting_is_called_with_an_agenda_opened_on_its_day_and_ended_with_outcomes(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "berett")
    empty, lgs = lan.mote("2023-11-24", organ="au"), lan.mote("2023-12-08")
    assert "Dagordningen är tom" in refused(lan, empty, "sekreterare", "kalla")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lgs)
    lan.step(lgs, "sekreterare", "kalla")
    assert "fre 8 dec 2023" in refused(lan.at("2023-12-07"), lgs, "sekreterare", "oppna")
    lan.at("2023-12-08").step(lgs, "sekreterare", "oppna")
    assert "Användning av Link" in refused(lan, lgs, "sekreterare", "avsluta")
    lan.step(sak, "sekreterare", "utga", skal="S")
    lan.step(lgs, "sekreterare", "avsluta")


@guard("mote.punkten_finns", "mote.punkten_ar_staende")
def test_only_standing_items_of_this_agenda_are_removed(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    lgs = lan.mote("2023-12-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lgs)
    first, *_, last = lan.rows(Dagordningspunkt, mote_id=lgs)
    assert "finns inte" in refused(lan, lgs, "sekreterare", "ta_bort_punkt", punkt=last.id + 1)
    assert "Punkten är ett ärende" in refused(
        lan, lgs, "sekreterare", "ta_bort_punkt", punkt=last.id
    )
    lan.step(lgs, "sekreterare", "ta_bort_punkt", punkt=first.id)


@guard("mote.deltagarna_kunde_besluta", "mote.justeraren_kunde_besluta")
def test_those_who_could_decide_when_it_opened_are_noted_and_confirm(lan: Lan) -> None:
    lgs = mote_in(lan, "oppnat")
    outsider, member = epost("handlaggare"), epost("ljungby")
    there = {"narvaro": "digitalt"}
    assert "ingick inte" in refused(
        lan, lgs, "sekreterare", "anteckna_narvaro", deltagare=[{"person": outsider, **there}]
    )
    lan.step(lgs, "sekreterare", "anteckna_narvaro", deltagare=[{"person": member, **there}])
    lan.step(lgs, "sekreterare", "avsluta")
    assert "kunde besluta" in refused(lan, lgs, "sekreterare", "till_justering", justerare=outsider)
    lan.step(lgs, "sekreterare", "till_justering", justerare=member)


@guard("mote.klockan_vantar")
def test_the_clock_publishes_only_after_the_secretary_had_time(lan: Lan) -> None:
    lgs = mote_in(lan, "fardigstallt")
    assert "tid på sig" in refused(lan.at("2023-12-15"), lgs, "klockan", "publicera")
    lan.at("2023-12-18").step(lgs, "klockan", "publicera")
    assert lan.lage(lgs) == "publicerat"


@guard("mote.justeraren_ar_tyst", "mote.senare_mote_har_oppnats")
def test_the_next_meeting_confirms_when_it_has_been_opened_and_the_justerare_had_time(
    lan: Lan,
) -> None:
    lgs, other = mote_in(lan, "justeras"), lan.mote("2023-12-15", organ="au")
    later = lan.mote("2023-12-22")
    for mote in (other, later):
        lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
        lan.step(mote, "sekreterare", "kalla")
    lan.at("2023-12-15").step(other, "sekreterare", "oppna")
    said = refused(lan.at("2023-12-22"), lgs, "sekreterare", "bekrafta")
    assert (
        said == "Justeraren har tid på sig till och med fre 22 dec 2023. Inget senare möte har"
        " öppnats än."
    )
    lan.step(later, "sekreterare", "oppna")
    assert "tid på sig" in refused(lan, lgs, "sekreterare", "bekrafta")
    lan.at("2023-12-23").step(lgs, "sekreterare", "bekrafta")
    assert lan.lage(lgs) == "fardigstallt"


@guard("remiss.mottagaren_tillfragad", "remiss.svarar_for_mottagaren")
def test_one_answers_for_ones_own_and_only_who_was_asked_answers(lan: Lan) -> None:
    sak_remiss = remiss_in(lan, "oppen")
    stand = {"stallningstagande": "avstar"}
    assert "inte fått remissen" in refused(
        lan, sak_remiss, "lessebo", "svara", mottagare="Växjö", **stand
    )
    assert "Du svarar inte för Alvesta" in refused(
        lan, sak_remiss, "lessebo", "svara", mottagare="Alvesta", **stand
    )
    assert "Välj vem" in refused(lan, sak_remiss, "sekreterare", "svara_pa_telefon", **stand)
    lan.step(sak_remiss, "lessebo", "svara", **stand)


@guard("remiss.svarstiden_pagar", "remiss.ny_dag_senare")
def test_an_answer_is_taken_until_the_last_day_is_over_and_only_a_later_day_moves_it(
    lan: Lan,
) -> None:
    sak_remiss = remiss_in(lan, "oppen")
    stand = {"stallningstagande": "avstar"}
    lan.at("2023-12-01T22:59").step(sak_remiss, "lessebo", "svara", **stand)
    lan.at("2023-12-01T23:00")
    assert "Sista svarsdag var fre 1 dec 2023" in refused(
        lan, sak_remiss, "lessebo", "svara", **stand
    )
    late = {"mottagare": "lessebo", "skal": "Sjukdom."}
    assert "senare än" in refused(
        lan, sak_remiss, "au_ledamot", "ge_anstand", sista_dag="2023-12-01", **late
    )
    lan.step(sak_remiss, "au_ledamot", "ge_anstand", sista_dag="2023-12-08", **late)
    lan.step(sak_remiss, "lessebo", "svara", **stand)
    assert "Sista svarsdag var" in refused(lan, sak_remiss, "alvesta", "svara", **stand)


@guard("remiss.ny_dag_senare")
def test_more_time_for_one_does_not_stand_in_the_way_of_more_time_for_the_others(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    sak_remiss = lan.rows(Remiss)[-1].id
    why = {"skal": "Sjukdom."}
    lan.step(
        sak_remiss, "au_ledamot", "ge_anstand", sista_dag="2023-12-15", mottagare="lessebo", **why
    )
    told = len(lan.rows(Avisering, mall="remiss_flyttad"))
    assert "senare än fre 1 dec" in refused(
        lan, sak_remiss, "au_ledamot", "forlang", sista_dag="2023-12-01", **why
    )
    lan.step(sak_remiss, "au_ledamot", "forlang", sista_dag="2023-12-08", **why)
    days = {row.huvudman_id: row.sista_dag.isoformat() for row in lan.rows(Remissmottagare)}
    assert sorted(days.values()) == ["2023-12-08", "2023-12-15"]
    assert [row.person_id for row in lan.rows(Avisering, mall="remiss_flyttad")[told:]] == [
        lan.ids["alvesta"]
    ]


@guard("mote.deltagarna_kunde_besluta", "mote.den_ordinarie_var_borta")
def test_an_ersattare_is_noted_for_who_was_away(lan: Lan) -> None:
    substitute(lan, "representant", "ljungby", "alvesta")
    lgs = mote_in(lan, "oppnat")
    came = {"person": epost("representant"), "narvaro": "pa_plats"}
    assert "ersatte som frånvarande" in refused(
        lan, lgs, "sekreterare", "anteckna_narvaro", deltagare=[came]
    )
    away = {"person": epost("ljungby"), "narvaro": "franvarande"}
    lan.step(lgs, "sekreterare", "anteckna_narvaro", deltagare=[came, away])
