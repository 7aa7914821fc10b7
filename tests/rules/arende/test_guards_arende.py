"""Both sides of every guard of an ärende in preparation: what stands in the way is said in
Swedish.
"""

from __future__ import annotations

import pytest

from models.tables import Arende, Remiss, Remissmottagare, Synpunkt
from support.county import TEXTER, UNDERLAG, Lan, epost
from support.guards import LESSEBO, guard, refused
from support.paths.arende import arende_in, remiss_in


@guard("arende.rubrik_finns", "arende.fraga_finns", "arende.hantering_vald")
def test_an_arende_is_handed_in_only_with_heading_question_and_wish(lan: Lan) -> None:
    sak = lan.arende(utkast=True, rubrik="", fraga="", onskad_hantering=[])
    said = refused(lan, sak, "sammankallande", "lamna_in")
    assert "Rubrik saknas." in said
    assert "Fråga saknas" in said
    assert "information, dialog eller beslut" in said
    lan.step(sak, "sammankallande", "lamna_in", **TEXTER)
    assert lan.lage(sak) == "inkommet"


@guard("arende.avsandare_vald")
def test_one_hands_in_only_for_an_organ_one_has_uppdrag_in(lan: Lan) -> None:
    sak = lan.arende(utkast=True)
    assert "där du har uppdrag" in refused(
        lan, sak, "sammankallande", "lamna_in", avsandare_organ="skolchefsnatverket"
    )
    lan.step(sak, "sammankallande", "lamna_in", avsandare_organ="Kronobarnsmodellen")
    assert lan.lage(sak) == "inkommet"


@guard("arende.nagot_tillagt")
def test_a_completion_adds_something(lan: Lan) -> None:
    sak = arende_in(lan, "kompletteras")
    assert "kompletterar" in refused(lan, sak, "sammankallande", "komplettera")
    lan.step(sak, "sammankallande", "komplettera", komplettering="Socialchefen i varje kommun.")
    assert lan.lage(sak) == "under_beredning"


def test_a_completion_takes_nothing_away_that_was_needed_to_hand_in(lan: Lan) -> None:
    sak = arende_in(lan, "kompletteras")
    emptied = {"rubrik": "", "fraga": "", "onskad_hantering": []}
    said = refused(lan, sak, "sammankallande", "komplettera", komplettering="Se frågan.", **emptied)
    assert all(
        words in said
        for words in ("Rubrik saknas.", "Fråga saknas", "information, dialog eller beslut")
    )


@guard("arende.avsandare_far_bytas")
def test_a_completion_gives_the_arende_to_no_organ_of_others(lan: Lan) -> None:
    sak = arende_in(lan, "kompletteras")
    said = {"komplettering": "Nätverket frågar.", "avsandare_organ": "skolchefsnatverket"}
    assert "där du har uppdrag" in refused(lan, sak, "sammankallande", "komplettera", **said)
    lan.step(
        sak, "sammankallande", "komplettera", **{**said, "avsandare_organ": "Kronobarnsmodellen"}
    )
    assert lan.lage(sak) == "under_beredning"


FACTS = {
    "foredragande": "Föredragande är inte utsedd.",
    "forslag_beslut": "Förslag till beslut saknas.",
    "forslag_ataganden": "Föreslagna åtaganden saknas",
    "konsekvenser": "Konsekvenser är inte beskrivna.",
    "invanare": "Skriv hur invånare deltog",
}


@guard(
    "arende.foredragande_finns",
    "arende.forslag_finns",
    "arende.ataganden_foreslagna",
    "arende.konsekvenser_beskrivna",
    "arende.invanare_beskrivet",
)
@pytest.mark.parametrize("missing", FACTS)
def test_each_missing_fact_hinders_preparation_and_is_named(lan: Lan, missing: str) -> None:
    sak = arende_in(lan, "under_beredning")
    rest = {name: value for name, value in UNDERLAG.items() if name != missing}
    said = refused(lan, sak, "handlaggare", "fardigbered", **rest)
    assert FACTS[missing] in said
    assert not any(text in said for name, text in FACTS.items() if name != missing)
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    assert lan.lage(sak) == "berett"


def test_information_needs_no_proposed_decision(lan: Lan) -> None:
    sak = lan.at("2023-11-07").arende(onskad_hantering=["information"])
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", foredragande="Sammankallande")
    assert lan.lage(sak) == "berett"


@guard(
    "handling.synpunkter_besvarade",
    "remiss.synpunkter_besvarade",
    "remiss.synpunkterna_finns",
    "remiss.svaret_motiverat",
)
def test_comments_are_answered_with_a_reason_before_anything_is_ready(lan: Lan) -> None:
    sak_remiss = remiss_in(lan, "stangd")
    sak = lan.rows(Remiss)[-1].om_id
    comment = lan.rows(Synpunkt)[-1].id
    assert "1 synpunkt från remissen" in refused(lan, sak, "handlaggare", "fardigbered", **UNDERLAG)
    assert "1 synpunkt har inte fått svar" in refused(lan, sak_remiss, "handlaggare", "aterkoppla")
    assert "hör inte till" in refused(
        lan, sak_remiss, "handlaggare", "besvara_synpunkt", synpunkt=comment + 1, svar="noteras"
    )
    assert "Motivera" in refused(
        lan,
        sak_remiss,
        "handlaggare",
        "besvara_synpunkt",
        synpunkt=comment,
        svar="tillgodoses_inte",
    )
    lan.step(
        sak_remiss,
        "handlaggare",
        "besvara_synpunkt",
        synpunkt=comment,
        svar="delvis",
        motivering="Till hösten.",
    )
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    assert (lan.lage(sak), lan.lage(sak_remiss)) == ("berett", "aterkopplad")


@guard("handling.tidigare_beslut_finns")
def test_only_decisions_that_exist_are_linked(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    assert "LGS beslut 1999:1" in refused(
        lan, sak, "handlaggare", "bered", tidigare_beslut=["LGS beslut 1999:1"]
    )
    lan.step(sak, "handlaggare", "bered", tidigare_beslut=[])


@guard("handling.mottagare_valda")
def test_a_remiss_goes_to_recipients_that_exist(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    day = "2024-01-15"
    assert "Okänd mottagare" in refused(
        lan,
        sak,
        "au_ledamot",
        "skicka_pa_remiss",
        sista_dag=day,
        mottagare=[{"slag": "huvudman", "kod": "atlantis"}],
    )
    assert "Ingen mottagare" in refused(
        lan, sak, "au_ledamot", "skicka_pa_remiss", sista_dag=day, mottagare=[]
    )
    region = {"slag": "huvudman", "kod": "region_kronoberg", "sektor": "skola"}
    said = refused(
        lan, sak, "au_ledamot", "skicka_pa_remiss", sista_dag=day, mottagare=[LESSEBO, region]
    )
    assert "Sektorn finns inte hos Regionen." in said
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag=day, mottagare=[LESSEBO])


def test_a_party_named_for_several_sectors_is_asked_once(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    asked = [LESSEBO | {"sektor": sektor} for sektor in ("skola", "socialtjanst")]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-01-15", mottagare=asked)
    assert [(row.huvudman_id is not None, row.sektor) for row in lan.rows(Remissmottagare)] == [
        (True, None)
    ]


@guard("handling.sista_dag_inom_profilens_granser")
@pytest.mark.parametrize(
    ("slag", "too_soon", "soonest"),
    [
        ("tjansteman", "2023-11-27", "2023-11-28"),
        ("politisk", "2024-01-05", "2024-01-06"),
    ],
)
def test_a_remiss_leaves_the_profiles_shortest_time(
    lan: Lan, slag: str, too_soon: str, soonest: str
) -> None:
    sak = arende_in(lan, "under_beredning")
    said = refused(
        lan, sak, "au_ledamot", "skicka_pa_remiss", sista_dag=too_soon, mottagare="alla", slag=slag
    )
    assert "behöver minst" in said
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag=soonest, mottagare="alla", slag=slag)


@guard("handling.remissen_kan_stangas", "remiss.alla_har_svarat_eller_tiden_ute")
def test_a_round_closes_when_all_have_answered_or_its_whole_last_day_is_over(lan: Lan) -> None:
    sak = arende_in(lan, "pa_remiss")
    sak_remiss = lan.rows(Remiss)[-1].id
    assert "Lessebo och Alvesta" in refused(lan, sak, "au_ledamot", "sammanstall")
    lan.at("2023-12-01T22:59")
    assert "Lessebo och Alvesta" in refused(lan, sak_remiss, "au_ledamot", "stang")
    lan.at("2023-12-01T23:00").step(sak_remiss, "klockan", "stang")
    assert lan.lage(sak) == "sammanstalls"


def test_what_was_written_can_be_emptied_again(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "bered", konsekvenser="Ryms inom ram.", bakgrund="Gammalt.")
    lan.step(sak, "handlaggare", "bered", bakgrund="")
    row = lan.rows(Arende, id=sak)[0]
    assert (row.bakgrund, row.konsekvenser) == ("", "Ryms inom ram.")
    assert "Konsekvenser är inte beskrivna." in refused(
        lan, sak, "handlaggare", "fardigbered", **{**UNDERLAG, "konsekvenser": ""}
    )
