"""Both sides of every guard of an åtagande, and the count of all guards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.vocabulary import FristForm, SvarSlag
from support.cases.arende import atagande
from support.cases.county import IDS, huvudman, naming, organ
from support.county import epost
from support.guards import after, guard, guards_in_use, obstacle
from workflows.beslut.facts import AtagandeCase, Kollega

KOLLEGA = {"namn": "Kollega", "epost": "kollega@alvesta.example"}
RULES = Path(__file__).resolve().parents[1]
ANSWERS = {
    "namn": ("Skriv ett namn.", {"namn": "Kontaktperson"}),
    "tal": ("Skriv ett tal.", {"tal": "3.5"}),
    "datum": ("Skriv ett datum.", {"datum": "2024-01-10"}),
    "text": ("Skriv vad ni har gjort.", {"text": "Klart."}),
}


@guard("beslut.svaret_finns")
@pytest.mark.parametrize("svar", ANSWERS)
def test_the_answer_is_of_the_kind_the_decision_wanted(svar: str) -> None:
    case = atagande(svar=SvarSlag(svar))
    words, answer = ANSWERS[svar]
    assert words in obstacle(case, "alvesta", "rapportera")
    assert after(case, "alvesta", "rapportera", **answer) == "rapporterat"


@guard("beslut.filen_finns")
def test_a_file_answers_only_when_the_reporter_uploaded_it() -> None:
    case = atagande(svar=SvarSlag.FIL)
    assert "Lägg till en fil." in obstacle(case, "alvesta", "rapportera")
    assert "Filen finns inte" in obstacle(case, "alvesta", "rapportera", fil=7)
    own = naming(case, fil_id=7)
    assert after(own, "alvesta", "rapportera", fil=7) == "rapporterat"


@guard("beslut.engangs", "beslut.staende")
def test_what_holds_until_further_notice_is_attested_and_what_is_done_once_is_reported() -> None:
    standing, once = atagande(form=FristForm.TILLS_VIDARE, senast=None), atagande()
    assert "Stäm av" in obstacle(standing, "alvesta", "rapportera")
    assert after(standing, "alvesta", "stam_av", foljs="delvis") == "pagar"
    assert "Rapportera det i stället" in obstacle(once, "alvesta", "stam_av", foljs="helt")


@guard("beslut.verifierare_utsedd", "beslut.inte_rapportoren")
def test_only_what_shall_be_verified_is_and_never_by_the_reporter() -> None:
    reported: dict[str, Any] = {"lage": "rapporterat", "verifierare_id": IDS["alvesta"]}
    own = atagande(**reported, rapporterad_av=IDS["alvesta"])
    theirs = atagande(**reported, who="lessebo", rapporterad_av=IDS["lessebo"])
    assert "Du rapporterade själv" in obstacle(own, "alvesta", "verifiera")
    assert after(theirs, "alvesta", "verifiera") == "verifierat"


@guard("beslut.en_annan_verifierar")
def test_another_verifies_than_who_had_it_and_who_reported() -> None:
    ids: dict[str, Any] = {"verifierare_id": IDS["alvesta"], "rapporterad_av": IDS["lessebo"]}
    case = atagande(lage="rapporterat", **ids)
    step = "byt_verifierare"
    for who, why in (("alvesta", "ska redan verifiera."), ("lessebo", "rapporterade. Välj någon")):
        said = {"verifieras_av": epost(who), "skal": "Slutat."}
        assert why in obstacle(case, "sekreterare", step, **said)
    said = {"verifieras_av": epost("region_kronoberg"), "skal": "Slutat."}
    assert after(case, "sekreterare", step, **said) == "rapporterat"


@guard("beslut.rapportoren_valjer_inte")
def test_who_reported_does_not_choose_who_verifies() -> None:
    said = {"verifieras_av": epost("region_kronoberg"), "skal": "Slutat."}
    step = "byt_verifierare"
    ids: dict[str, Any] = {"verifierare_id": IDS["alvesta"]}
    own = atagande(lage="rapporterat", rapporterad_av=IDS["sekreterare"], **ids)
    assert "Du rapporterade själv" in obstacle(own, "sekreterare", step, **said)
    theirs = atagande(lage="rapporterat", rapporterad_av=IDS["lessebo"], **ids)
    assert after(theirs, "sekreterare", step, **said) == "rapporterat"


def _kollega(**said: Any) -> AtagandeCase:
    """Return Alvesta's åtagande with a known colleague, of whom something else may be said."""
    at = frozenset({huvudman("alvesta").id})
    plain = {"id": 99, "namn": "Kollega", "aktiv": True, "huvudman_ids": at}
    one = Kollega(**{**plain, "organ_ids": frozenset({1}), **said})
    return naming(atagande(), one)


@guard("beslut.inom_huvudmannen")
def test_an_atagande_stays_within_the_own_huvudman() -> None:
    theirs = _kollega(huvudman_ids=frozenset({huvudman("lessebo").id}))
    nobodys = _kollega(huvudman_ids=frozenset())
    outside = _kollega(huvudman_ids=frozenset(), organ_ids=frozenset())
    off = _kollega(aktiv=False)
    for case, words in ((theirs, "hör till Lessebo"), (nobodys, "inte för"), (off, "avstängd")):
        assert words in obstacle(case, "alvesta", "delegera", **KOLLEGA)
    for case in (_kollega(), outside, atagande()):
        assert after(case, "alvesta", "delegera", **KOLLEGA) == "tilldelat"


@guard("beslut.inom_huvudmannen")
def test_what_a_group_is_to_do_stays_in_the_group() -> None:
    group = organ("pg_kronobarnsmodellen")
    case = atagande(huvudman_id=None, organ_id=group, mottagare="Kronobarnsmodellen")
    inside = Kollega(99, "Kollega", True, frozenset(), frozenset({group}))  # noqa: FBT003
    words = "till någon som har uppdrag i Kronobarnsmodellen"
    assert words in obstacle(case, "sammankallande", "delegera", **KOLLEGA)
    known = naming(case, inside)
    assert after(known, "sammankallande", "delegera", **KOLLEGA) == "tilldelat"


@guard("beslut.den_som_svarar_gor_kand")
def test_who_has_it_from_a_colleague_makes_nobody_known() -> None:
    handed: dict[str, Any] = {"delegat_id": IDS["utanfor"]}
    words = "Bara den som svarar för Alvesta lämnar över till någon som inte finns"
    assert words in obstacle(atagande(**handed), "utanfor", "delegera", **KOLLEGA)
    known = naming(atagande(**handed), _of_alvesta())
    assert after(known, "utanfor", "delegera", **KOLLEGA) == "tilldelat"
    assert after(atagande(**handed), "alvesta", "delegera", **KOLLEGA) == "tilldelat"


def _of_alvesta() -> Kollega:
    own = frozenset({huvudman("alvesta").id})
    return Kollega(99, "Kollega", True, own, frozenset())  # noqa: FBT003


@guard("beslut.kollegan_namngiven")
def test_a_colleague_is_chosen_or_named_with_an_address() -> None:
    for said in ({}, {"namn": "K"}, {"epost": KOLLEGA["epost"]}, {**KOLLEGA, "delegat": "a@b.se"}):
        assert obstacle(atagande(), "alvesta", "delegera", **said)
    assert after(atagande(), "alvesta", "delegera", **KOLLEGA) == "tilldelat"


@guard("beslut.nytt_datum_senare")
def test_a_new_day_lies_ahead() -> None:
    case, why = atagande(), {"orsak": "O", "stod": "S"}
    today = {**why, "nytt_datum": "2023-12-08"}
    assert "redan varit" in obstacle(case, "alvesta", "anmal_avsteg", **today)
    later = {**why, "nytt_datum": "2024-02-01"}
    assert after(case, "alvesta", "anmal_avsteg", **later) == "avsteg_anmalt"


def test_every_guard_of_every_lifecycle_has_a_test_that_names_it() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*/test_guards_*.py"))
    assert [name for name in set(guards_in_use()) if f'"{name}"' not in tests] == []
