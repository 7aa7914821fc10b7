"""Both sides of every guard of what the parties do with a decided text, until it is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.revisionsord import Partsutfall
from models.vocabulary import Roll
from support.cases.arende import meeting
from support.cases.county import IDS, actor, at, huvudman, naming
from support.cases.revision import NEW, OLD, parter, with_the_parties
from support.guards import after, guard, obstacle
from support.paths.revision import JA, NAMNTECKNING
from workflows.beslut.facts import Kollega
from workflows.ground.errors import RoleMissing
from workflows.revision.parties.signing import undertecknaren_sags_forst

WHY = {"skal": "Regionen har ett eget avtal."}
NEJ, VILLKOR = {"utfall": Partsutfall.NEJ}, {"utfall": Partsutfall.VILLKOR}
YES, SIGNED = {"utfall": Partsutfall.JA}, {"utfall": Partsutfall.JA, "signerad_sha256": NEW}


@guard("revision.parten_kvar", "revision.foretrader_parten")
def test_a_party_that_is_in_it_decides_for_itself() -> None:
    case, step = with_the_parties(), "parten_beslutar"
    said = obstacle(case, "sekreterare", step, **JA)
    assert said == "Välj vilken part det gäller."
    said = obstacle(case, "sekreterare", step, part="tingsryd", **JA)
    assert said == "Den huvudmannen är inte part i avtalet."
    said = obstacle(case, "alvesta", step, part="lessebo", **JA)
    assert said == "Du företräder inte Lessebo."
    with pytest.raises(RoleMissing):
        obstacle(case, "tingsryd", step, **JA)
    assert after(case, "alvesta", step, **JA) == "hos_parterna"
    assert after(case, "sekreterare", step, part="lessebo", **JA) == "hos_parterna"
    gone = with_the_parties("signeras", parter=parter(YES, region_kronoberg={"slappt": True}))
    theirs = {"part": "region_kronoberg", "fil": 1, **NAMNTECKNING}
    left = obstacle(gone, "sekreterare", "signera_pa_papper", **theirs)
    assert "De andra har gått vidare utan Regionen." in left


@guard("revision.beslutet_begripligt", "avtal.filen_finns")
def test_a_partys_decision_is_about_this_text_and_says_what_it_says() -> None:
    case = with_the_parties(parter=parter(lessebo={"beslutar": False}))
    said = obstacle(case, "lessebo", "parten_beslutar", **JA)
    assert said == "Lessebo beslutar inte för egen del i den här revisionen."
    for wrong, why in (
        (
            {"datum": "2023-12-19"},
            "Dagen tis 19 dec 2023 har inte varit än. Skriv in beslutet när det är fattat.",
        ),
        (
            {"datum": "2023-11-06"},
            "Texten låstes tis 7 nov 2023. Ett äldre beslut kan inte gälla den.",
        ),
        ({"utfall": "villkor"}, "Skriv vad som behöver ändras för ett ja."),
        ({"villkor": "Mer tid."}, "Ett ja har inga villkor. Välj ”ja, på villkor”."),
        ({"fil": 7}, "Filen finns inte."),
    ):
        assert obstacle(case, "alvesta", "parten_beslutar", **{**JA, **wrong}) == why
    own = naming(case, fil_id=7)
    on_terms = {**JA, "utfall": "villkor", "villkor": "Mer tid.", "fil": 7}
    assert after(own, "alvesta", "parten_beslutar", **on_terms) == "hos_parterna"
    assert after(case, "alvesta", "parten_beslutar", **JA) == "hos_parterna"


@guard("revision.alla_parter_ja")
def test_everybody_who_decides_says_yes_before_anybody_signs() -> None:
    case = with_the_parties(parter=parter(alvesta=NEJ, lessebo=VILLKOR))
    said = obstacle(case, "klockan", "parterna_klara")
    assert said == "Beslut saknas från Regionen. Nej från Alvesta. Ja på villkor från Lessebo."
    assert after(with_the_parties(parter=parter(YES)), "klockan", "parterna_klara") == "signeras"
    without = parter(YES, region_kronoberg={"utfall": None, "slappt": True})
    case = with_the_parties(parter=without)
    assert after(case, "klockan", "parterna_klara") == "signeras", "nobody else was waited for"


@guard("revision.nagon_kvar")
def test_somebody_is_left() -> None:
    gone = {"slappt": True}
    here = meeting("2023-12-08", lage="oppnat")
    alone = naming(with_the_parties(parter=parter(alvesta=gone, lessebo=gone)), here)
    last = {"part": "region_kronoberg", **WHY, "mote": 100}
    assert "Ingen part skulle vara kvar." in obstacle(alone, "sekreterare", "slapp_part", **last)
    two = naming(with_the_parties(parter=parter(alvesta=gone)), here)
    assert after(two, "sekreterare", "slapp_part", **last) == "hos_parterna"
    with pytest.raises(RoleMissing):
        obstacle(two, "au_ledamot", "slapp_part", **last)


def signing(**said: Any) -> dict[str, Any]:
    """Return a signature of the newest text."""
    return {**NAMNTECKNING, "sha256": NEW, **said}


@guard("revision.ratt_text", "revision.inte_signerat", "revision.behorighet_har_varit")
def test_a_party_signs_exactly_this_text_once_and_with_the_right_to_do_so() -> None:
    case = with_the_parties("signeras", parter=parter(YES))
    assert (
        obstacle(case, "alvesta", "signera", **signing(sha256=OLD))
        == "Texten du har läst är inte den som ska skrivas under. Läs version 1 och skriv under"
        " igen."
    )
    said = obstacle(case, "alvesta", "signera", **signing(behorighet_datum="2023-12-19"))
    assert said == "Behörigheten gäller först tis 19 dec 2023. Skriv under då."
    assert after(case, "alvesta", "signera", **signing()) == "signeras"
    signed = with_the_parties("signeras", parter=parter(YES, alvesta=SIGNED))
    said = obstacle(signed, "alvesta", "signera", **signing())
    assert said == "Alvesta har redan skrivit under."


CHOSEN = {"undertecknare_id": IDS["utanfor"], "undertecknare": "Kommundirektören"}
RIGHT = {
    "befattning": "Kommundirektör",
    "behorighet": "§ 4",
    "behorighet_datum": date(2023, 1, 16),
}


@guard("revision.far_skriva_under", "revision.behorigheten_sagd")
def test_whoever_the_party_has_said_signs_and_a_chef_who_says_the_own_right() -> None:
    silent = with_the_parties("signeras", parter=parter(YES))
    said = obstacle(silent, "alvesta", "signera", sha256=NEW)
    assert said == (
        "Skriv vem som skriver under. Skriv befattningen. Skriv vad som ger rätt att skriva under."
        " Välj vilken dag behörigheten beslutades."
    )
    assert after(silent, "alvesta", "signera", **signing()) == "signeras"
    chosen = with_the_parties("signeras", parter=parter(YES, alvesta={**YES, **CHOSEN, **RIGHT}))
    said = obstacle(chosen, "alvesta", "signera", **signing())
    assert said == "Alvesta har sagt att Kommundirektören skriver under."
    assert after(chosen, "utanfor", "signera", sha256=NEW) == "signeras"


@guard("revision.undertecknaren_sags_forst")
def test_whoever_only_answers_for_a_party_is_told_to_say_who_signs_before_anything_is_said() -> (
    None
):
    chef = with_the_parties("signeras", parter=parter(YES), actor=actor("alvesta"))
    assert undertecknaren_sags_forst(chef, None) is None
    (uppdrag,) = chef.actor.mandat
    contact = replace(uppdrag, roll=Roll.KONTAKTPERSON)
    theirs = replace(chef, actor=replace(chef.actor, mandat=(contact,)))
    said = undertecknaren_sags_forst(theirs, None)
    assert said == "Säg vem som skriver under för Alvesta. Den får texten i ett brev."


@guard("revision.undertecknaren_ar_partens", "revision.foretrader_parten_sjalv")
def test_a_party_says_who_of_its_own_signs() -> None:
    case = with_the_parties("signeras", parter=parter(YES))
    said, step = {**NAMNTECKNING, "epost": "kd@alvesta.example"}, "ange_undertecknare"
    none: frozenset[int] = frozenset()
    of_lessebo = Kollega(9, "Kollega", True, frozenset({huvudman("lessebo").id}), none)  # noqa: FBT003
    off = Kollega(9, "Kollega", False, none, none)  # noqa: FBT003
    assert "hör till Lessebo" in obstacle(naming(case, of_lessebo), "alvesta", step, **said)
    assert "avstängd" in obstacle(naming(case, off), "alvesta", step, **said)
    theirs = {**said, "part": "lessebo"}
    assert obstacle(case, "alvesta", step, **theirs) == "Du företräder inte Lessebo."
    assert after(case, "alvesta", step, **said) == "signeras"


@guard("revision.papperets_namn")
def test_paper_is_no_way_around_whom_the_party_has_named() -> None:
    case = with_the_parties("signeras", parter=parter(YES, alvesta={**CHOSEN, **RIGHT}))
    step, said = "signera_pa_papper", {**NAMNTECKNING, "part": "alvesta", "fil": 1}
    words = obstacle(case, "sekreterare", step, **said)
    assert "skriver under. Är det någon annan behöver Alvesta först säga vem." in words
    named = {**said, "namn": CHOSEN["undertecknare"]}
    assert "skriver under" not in obstacle(case, "sekreterare", step, **named)


@guard("revision.har_signerat", "revision.far_aterta", "revision.nagot_att_aterta")
def test_a_signature_is_taken_back_by_the_party_until_all_have_signed() -> None:
    case = with_the_parties("signeras", parter=parter(YES, alvesta={**SIGNED, **CHOSEN, **RIGHT}))
    step, why = "aterta_underskrift", {"skal": "Fel bilaga."}
    nothing = "Det finns ingen underskrift att ta tillbaka. Lessebo har inte skrivit under."
    assert obstacle(case, "lessebo", step, **why) == nothing
    theirs = {**why, "part": "alvesta"}
    assert obstacle(case, "lessebo", step, **theirs).endswith("Du företräder inte Alvesta.")
    for who in ("alvesta", "utanfor"):
        assert after(case, who, step, **why) == "signeras"
    with pytest.raises(RoleMissing):
        obstacle(case, "sekreterare", step, **theirs)


@guard("revision.foretrader_parten_sjalv", "revision.foretrader_parten")
def test_nobody_signs_for_another_but_a_sekreterare_may_lay_in_its_paper() -> None:
    case, other = with_the_parties("signeras", parter=parter(YES)), signing(part="lessebo")
    assert obstacle(case, "alvesta", "signera", **other) == "Du företräder inte Lessebo."
    with pytest.raises(RoleMissing):
        obstacle(case, "sekreterare", "signera", **other)
    scanned, step = {**NAMNTECKNING, "part": "lessebo", "fil": 7}, "signera_pa_papper"
    assert obstacle(case, "sekreterare", step, **scanned) == "Filen finns inte."
    assert after(naming(case, fil_id=7), "sekreterare", step, **scanned) == "signeras"


@guard("revision.alla_signerat")
def test_everybody_signs_before_it_waits_for_its_day() -> None:
    case = with_the_parties("signeras", parter=parter(YES, alvesta=SIGNED))
    said = obstacle(case, "klockan", "fardigsignerat")
    assert said == "Underskrift saknas från Lessebo och Regionen."
    older = parter(SIGNED, lessebo={"signerad_sha256": OLD})
    case = with_the_parties("signeras", parter=older)
    said = obstacle(case, "klockan", "fardigsignerat")
    assert said == "Underskrift saknas från Lessebo."
    case = with_the_parties("signeras", parter=parter(SIGNED))
    assert after(case, "klockan", "fardigsignerat") == "vantar_ikraft"


@guard("revision.dagen_har_kommit", "revision.texten_ar_den_signerade")
def test_what_comes_into_force_on_its_day_is_what_was_signed() -> None:
    case = with_the_parties("vantar_ikraft", parter=parter(SIGNED))
    said = obstacle(case, "klockan", "trad_i_kraft")
    assert said == "Texten börjar gälla tor 1 feb 2024."
    assert after(at(case, "2024-02-01"), "klockan", "trad_i_kraft") == "implementeras"
    forged = parter(SIGNED, alvesta={"signerad_sha256": OLD})
    case = with_the_parties("vantar_ikraft", parter=forged, when="2024-02-01")
    assert obstacle(case, "klockan", "trad_i_kraft") == "Underskrift saknas från Alvesta."


_TOO_LATE = (
    "Texten ska börja gälla tor 1 feb 2024, så tor 1 feb 2024 är för sent. Välj ett tidigare möte."
    " Finns inget kan ⟨au⟩ låta texten få en senare dag när den beslutas, eller när den har"
    " omarbetats."
)


@guard("revision.dagen_vald_hos_parterna", "revision.parten_beslutar_for_egen_del")
def test_a_party_plans_a_day_ahead_in_time_for_the_text() -> None:
    plan, step = {"instans": "Socialnämnden", "planerat": "2024-01-16"}, "planera_beslut"
    case = with_the_parties(parter=parter(region_kronoberg={"beslutar": False}))
    for who, said, why in (
        ("alvesta", {"planerat": None}, "Välj vilken dag beslutet är planerat."),
        ("alvesta", {"planerat": "2024-02-01"}, _TOO_LATE),
        ("region_kronoberg", {}, "Regionen beslutar inte för egen del i den här revisionen."),
        ("alvesta", {"part": "lessebo"}, "Du företräder inte Lessebo."),
        ("alvesta", {"instans": None}, "Skriv vilken instans hos er som beslutar."),
    ):
        assert obstacle(case, who, step, **{**plan, **said}) == why
    assert after(case, "alvesta", step, **plan) == "hos_parterna"
    said_yes = with_the_parties(parter=parter(alvesta=YES))
    assert obstacle(said_yes, "alvesta", step, **plan) == "Alvesta har redan sagt ja."
    missed = with_the_parties(when="2024-02-05", ikraft=date(2024, 2, 1))
    later = {**plan, "planerat": "2024-02-20"}
    assert after(missed, "lessebo", step, **later) == "hos_parterna", (
        "a day that the text has missed already stands in nobody's way"
    )
