"""Both sides of every guard of an ärende at a meeting and at its end."""

from __future__ import annotations

from datetime import date

from models.tables import Atagande
from support.county import UPPGIFT, Lan
from support.guards import BESLUT, guard, refused
from support.paths.arende import arende_in


@guard(
    "handling.mote_finns",
    "handling.mote_kommande",
    "handling.dagordning_oppen",
    "handling.dagordning_last",
)
def test_an_arende_is_placed_on_a_coming_meeting_of_a_deciding_organ(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    au, lgs = lan.mote("2023-11-24", organ="au"), lan.mote("2023-12-08")
    past = lan.mote("2023-11-10")
    lan.at("2023-11-13")
    assert "inget sådant möte" in refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=99_999)
    assert "inte beslutar" in refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=au)
    assert "redan varit" in refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=past)
    assert "vanligt sätt" in refused(
        lan, sak, "au_ordforande", "satt_pa_dagordning_sent", mote=lgs, skal="Brådskar."
    )
    lan.step(lgs, "sekreterare", "kalla")
    assert "dagordningen låst" in refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lgs)
    lan.step(sak, "au_ordforande", "satt_pa_dagordning_sent", mote=lgs, skal="Brådskar.")
    assert lan.lage(sak) == "pa_dagordning"


@guard("handling.motet_inte_oppnat", "handling.pa_motet", "handling.ratt_mote")
def test_at_a_meeting_the_secretary_acts_and_before_it_au_does(lan: Lan) -> None:
    sak = arende_in(lan, "berett")
    lgs, other = lan.mote("2023-12-08"), lan.mote("2024-01-26")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lgs)
    assert "är inte öppnat" in refused(
        lan, sak, "sekreterare", "bordlagg", skal="Tiden räckte inte."
    )
    lan.step(sak, "au_ledamot", "lyft_av", skal="Inte moget.")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lgs)
    lan.step(lgs, "sekreterare", "kalla")
    lan.at("2023-12-08").step(lgs, "sekreterare", "oppna")
    assert "Mötet är öppnat" in refused(lan, sak, "au_ledamot", "lyft_av", skal="Inte moget.")
    assert "inte på det mötets" in refused(
        lan, sak, "sekreterare", "bordlagg", mote=other, skal="Tiden räckte inte."
    )
    lan.step(sak, "sekreterare", "bordlagg", mote=lgs, skal="Tiden räckte inte.")
    assert lan.lage(sak) == "berett"


@guard("handling.ataganden_eller_inga", "handling.ataganden_begripliga")
def test_a_decision_says_who_shall_do_what_or_that_nobody_shall(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    assert "markera att det inte ger några" in refused(lan, sak, "sekreterare", "besluta", **BESLUT)
    for wrong, words in (
        ({"mottagare": [{"slag": "organ", "kod": "atlantis"}]}, "Okänd mottagare"),
        ({"sektor": "rymden"}, "Okänd mottagare eller sektor: rymden"),
        ({"mottagare": "regioner", "sektor": "skola"}, "Sektorn finns inte hos Regionen."),
        ({"verifieras_av": "ingen@lan.example"}, "ingen person"),
        ({"senast": "nästa möte"}, "inte planerat"),
        ({"senast": "2023-12-07"}, "Dagen tor 7 dec 2023 har redan varit."),
        ({"senast": "Q3 2023"}, "har redan varit"),
    ):
        assert words in refused(
            lan, sak, "sekreterare", "besluta", **BESLUT, ataganden=[{**UPPGIFT, **wrong}]
        )
    lan.mote("2024-01-26")
    lan.step(
        sak, "sekreterare", "besluta", **BESLUT, ataganden=[{**UPPGIFT, "senast": "nästa möte"}]
    )
    assert {row.senast for row in lan.rows(Atagande)} == {date(2024, 1, 26)}


@guard("handling.barare_finns", "handling.aterkommer_senare")
def test_a_dialogue_is_carried_by_an_organ_that_exists_and_returns_later(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    said = {
        "anteckning": "A",
        "att_aterkomma_med": "B",
        "barare": "hsl",
        "aterkommer": "2024-01-12",
    }
    assert "inget organ" in refused(
        lan, sak, "sekreterare", "fortsatt_dialog", **{**said, "barare": "atlantis"}
    )
    assert "redan varit" in refused(
        lan, sak, "sekreterare", "fortsatt_dialog", **{**said, "aterkommer": "2023-12-08"}
    )
    lan.step(sak, "sekreterare", "fortsatt_dialog", **said)


@guard("handling.medskick_har_mottagare")
def test_a_medskick_goes_to_somebody(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    assert "Välj vem" in refused(
        lan, sak, "sekreterare", "lagg_till_handlingarna", anteckning="A", medskick="B"
    )
    lan.step(
        sak,
        "sekreterare",
        "lagg_till_handlingarna",
        anteckning="A",
        medskick="B",
        medskick_till="pg_kronobarnsmodellen",
    )


@guard("handling.forum_finns")
def test_a_question_is_lifted_to_a_forum_and_nothing_else(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    assert "politiskt forum" in refused(
        lan, sak, "sekreterare", "lyft_till_forum", forum="au", skal="S"
    )
    lan.step(sak, "sekreterare", "lyft_till_forum", forum="Kommunalt forum", skal="S")


@guard("handling.ataganden_klara", "beslut.arendet_implementeras")
def test_an_arende_closes_when_every_party_is_done_and_not_before(lan: Lan) -> None:
    sak = arende_in(lan, "implementeras")
    alvesta, lessebo = (row.id for row in lan.rows(Atagande))
    assert refused(lan, sak, "au_ledamot", "avsluta") == "Rapport saknas från Alvesta och Lessebo."
    lan.step(alvesta, "alvesta", "rapportera")
    assert (
        refused(lan, sak, "au_ledamot", "avsluta")
        == "Verifiering saknas för Alvesta. Rapport saknas från Lessebo."
    )
    lan.step(alvesta, "region_kronoberg", "verifiera")
    lan.step(lessebo, "lessebo", "anmal_avsteg", orsak="O", stod="S")
    assert "avsteget från Lessebo" in refused(lan, sak, "au_ledamot", "avsluta")
    lan.step(lessebo, "sekreterare", "notera_avsteg", anteckning="A")
    lan.step(sak, "au_ledamot", "avsluta")
    assert refused(lan, lessebo, "lessebo", "ateroppna", skal="S") == "Ärendet är avslutat."
