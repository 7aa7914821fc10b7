"""Both sides of every guard of an ärende in preparation: what stands in the way is said in
Swedish.
"""

from __future__ import annotations

import pytest

from models.vocabulary import Hantering
from support.cases.arende import arende, asked, omgang, remiss
from support.cases.county import naming
from support.county import TEXTER, UNDERLAG
from support.guards import LESSEBO, after, guard, obstacle
from workflows.handling.facts import NamedDecisions


@guard("arende.rubrik_finns", "arende.fraga_finns", "arende.hantering_vald")
def test_an_arende_is_handed_in_only_with_heading_question_and_wish() -> None:
    case = arende("utkast", rubrik="", fraga="", onskad_hantering=())
    said = obstacle(case, "sammankallande", "lamna_in")
    assert "Rubrik saknas." in said
    assert "Fråga saknas" in said
    assert "information, dialog eller beslut" in said
    assert after(case, "sammankallande", "lamna_in", **TEXTER) == "inkommet"


@guard("arende.avsandare_vald")
def test_one_hands_in_only_for_an_organ_one_has_uppdrag_in() -> None:
    case = arende("utkast")
    other = {"avsandare_organ": "skolchefsnatverket"}
    assert "där du har uppdrag" in obstacle(case, "sammankallande", "lamna_in", **other)
    own = {"avsandare_organ": "Kronobarnsmodellen"}
    assert after(case, "sammankallande", "lamna_in", **own) == "inkommet"
    nobodys = arende("utkast", avsandare_organ_id=None)
    assert "Välj vilket organ" in obstacle(nobodys, "sammankallande", "lamna_in")


@guard("arende.fragestallaren_sagd")
def test_who_asks_from_outside_has_a_name_and_a_kind() -> None:
    case, step = arende("under_beredning"), "ratta"
    named = {"avsandare_namn": "Anhörigföreningen"}
    said = obstacle(case, "au_ledamot", step, **named)
    assert said.startswith("Välj om frågeställaren är")
    kind = {"avsandare_kanal": "intresseorganisation"}
    assert obstacle(case, "au_ledamot", step, **kind) == "Skriv vem frågan kommer från."
    assert after(case, "au_ledamot", step, **named, **kind) == "under_beredning"


@guard("arende.nagot_tillagt")
def test_a_completion_adds_something() -> None:
    case = arende("kompletteras")
    assert "kompletterar" in obstacle(case, "sammankallande", "komplettera")
    said = {"komplettering": "Socialchefen i varje kommun."}
    assert after(case, "sammankallande", "komplettera", **said) == "under_beredning"


def test_a_completion_takes_nothing_away_that_was_needed_to_hand_in() -> None:
    emptied = {"rubrik": "", "fraga": "", "onskad_hantering": []}
    said = obstacle(
        arende("kompletteras"),
        "sammankallande",
        "komplettera",
        komplettering="Se frågan.",
        **emptied,
    )
    assert all(
        words in said
        for words in ("Rubrik saknas.", "Fråga saknas", "information, dialog eller beslut")
    )


@guard("arende.avsandare_far_bytas")
def test_a_completion_gives_the_arende_to_no_organ_of_others() -> None:
    case, said = arende("kompletteras"), {"komplettering": "Nätverket frågar."}
    other = {**said, "avsandare_organ": "skolchefsnatverket"}
    assert "där du har uppdrag" in obstacle(case, "sammankallande", "komplettera", **other)
    own = {**said, "avsandare_organ": "Kronobarnsmodellen"}
    assert after(case, "sammankallande", "komplettera", **own) == "under_beredning"


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
def test_each_missing_fact_hinders_preparation_and_is_named(missing: str) -> None:
    case = arende("under_beredning")
    rest = {name: value for name, value in UNDERLAG.items() if name != missing}
    said = obstacle(case, "handlaggare", "fardigbered", **rest)
    assert FACTS[missing] in said
    assert not any(text in said for name, text in FACTS.items() if name != missing)
    assert after(case, "handlaggare", "fardigbered", **UNDERLAG) == "berett"


def test_information_needs_no_proposed_decision() -> None:
    case = arende("under_beredning", onskad_hantering=(Hantering.INFORMATION,))
    said = {"foredragande": "Sammankallande"}
    assert after(case, "handlaggare", "fardigbered", **said) == "berett"


@guard(
    "handling.synpunkter_besvarade",
    "remiss.synpunkter_besvarade",
    "remiss.synpunkterna_finns",
    "remiss.svaret_motiverat",
)
def test_comments_are_answered_with_a_reason_before_anything_is_ready() -> None:
    comments = {"obesvarade": 1, "synpunkter": frozenset({7})}
    case = arende("under_beredning", remiss=omgang("stangd", **comments))
    unanswered = obstacle(case, "handlaggare", "fardigbered", **UNDERLAG)
    assert "1 synpunkt från remissen" in unanswered
    closed = remiss("stangd", **comments)
    assert "1 synpunkt har inte fått svar" in obstacle(closed, "handlaggare", "aterkoppla")
    unknown = {"synpunkt": 8, "svar": "noteras"}
    assert "hör inte till" in obstacle(closed, "handlaggare", "besvara_synpunkt", **unknown)
    bare = {"synpunkt": 7, "svar": "tillgodoses_inte"}
    assert "Motivera" in obstacle(closed, "handlaggare", "besvara_synpunkt", **bare)
    reason = {"synpunkt": 7, "svar": "delvis", "motivering": "Till hösten."}
    assert after(closed, "handlaggare", "besvara_synpunkt", **reason) == "stangd"
    answered = {**comments, "obesvarade": 0}
    case = arende("under_beredning", remiss=omgang("stangd", **answered))
    assert after(case, "handlaggare", "fardigbered", **UNDERLAG) == "berett"
    assert after(remiss("stangd", **answered), "handlaggare", "aterkoppla") == "aterkopplad"


@guard("handling.tidigare_beslut_finns")
def test_only_decisions_that_exist_are_linked() -> None:
    case, said = arende("under_beredning"), {"tidigare_beslut": ["LGS beslut 1999:1"]}
    assert "LGS beslut 1999:1" in obstacle(case, "handlaggare", "bered", **said)
    known = naming(case, NamedDecisions(frozenset(said["tidigare_beslut"])))
    assert after(known, "handlaggare", "bered", **said) == "under_beredning"
    assert after(case, "handlaggare", "bered", tidigare_beslut=[]) == "under_beredning"


@guard("handling.mottagare_valda")
def test_a_remiss_goes_to_recipients_that_exist() -> None:
    case = arende("under_beredning")
    region = {"slag": "huvudman", "kod": "region_kronoberg", "sektor": "skola"}
    for whom, words in (
        ([{"slag": "huvudman", "kod": "atlantis"}], "Okänd mottagare"),
        ([], "Ingen mottagare"),
        ([LESSEBO, region], "Sektorn finns inte hos Regionen."),
    ):
        said = {"sista_dag": "2024-01-15", "mottagare": whom}
        assert words in obstacle(case, "au_ledamot", "skicka_pa_remiss", **said)
    said = {"sista_dag": "2024-01-15", "mottagare": [LESSEBO]}
    assert after(case, "au_ledamot", "skicka_pa_remiss", **said) == "pa_remiss"


@guard("handling.sista_dag_inom_profilens_granser")
@pytest.mark.parametrize(
    ("slag", "too_soon", "soonest"),
    [
        ("tjansteman", "2023-11-27", "2023-11-28"),
        ("politisk", "2024-01-05", "2024-01-06"),
    ],
)
def test_a_remiss_leaves_the_profiles_shortest_time(slag: str, too_soon: str, soonest: str) -> None:
    case, whom = arende("under_beredning"), {"mottagare": "alla", "slag": slag}
    said = obstacle(case, "au_ledamot", "skicka_pa_remiss", sista_dag=too_soon, **whom)
    assert "behöver minst" in said
    far = obstacle(case, "au_ledamot", "skicka_pa_remiss", sista_dag="2098-01-01", **whom)
    assert far == "Sista svarsdag ligger högst ett år fram: senast ons 6 nov 2024."
    assert after(case, "au_ledamot", "skicka_pa_remiss", sista_dag=soonest, **whom) == "pa_remiss"


@guard("handling.remissen_kan_stangas", "remiss.alla_har_svarat_eller_tiden_ute")
def test_a_round_closes_when_all_have_answered_or_its_whole_last_day_is_over() -> None:
    silent = "Lessebo och Alvesta"
    case = arende("pa_remiss", remiss=omgang())
    assert silent in obstacle(case, "au_ledamot", "sammanstall")
    over = arende("pa_remiss", remiss=omgang(), when="2023-12-01T23:00")
    assert after(over, "au_ledamot", "sammanstall") == "sammanstalls"
    last_day = remiss(when="2023-12-01T22:59")
    assert silent in obstacle(last_day, "au_ledamot", "stang")
    assert after(remiss(when="2023-12-01T23:00"), "klockan", "stang") == "stangd"
    everybody = tuple(asked(who, svar="tillstyrker") for who in ("lessebo", "alvesta"))
    assert after(remiss(mottagare=everybody), "au_ledamot", "stang") == "stangd"


def test_what_has_been_emptied_is_missing() -> None:
    case = arende("under_beredning", konsekvenser="Ryms inom ram.")
    rest = {name: value for name, value in UNDERLAG.items() if name != "konsekvenser"}
    assert after(case, "handlaggare", "fardigbered", **rest) == "berett"
    emptied = {**UNDERLAG, "konsekvenser": ""}
    assert "Konsekvenser är inte beskrivna." in obstacle(
        case, "handlaggare", "fardigbered", **emptied
    )
