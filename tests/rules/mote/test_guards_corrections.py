"""Both sides of the guards of a decision that is corrected, and of what an ärende aims at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from models.lagen import Slag
from models.vocabulary import Utfall
from support.cases.arende import arende, mote
from support.cases.county import IDS
from support.guards import after, guard, obstacle
from workflows.county.slots import Slot
from workflows.mote.facts import MoteCase, MotesatagandeFacts, MotesbeslutFacts, RattelseFacts

BESLUT = MotesbeslutFacts(
    1, "lgs-1", "LGS 1", "Link", "Alla utser en kontakt.", Utfall.BIFALL, 9, Slag.ARENDE
)
PARTY = {one.kod: one.id for one in mote("oppnat").register.huvudman}
SLOT = Slot(drag="Alvesta", huvudman_id=PARTY["alvesta"])
ALVESTAS = MotesatagandeFacts(
    5, 1, 1, "Utse", "Alvesta", PARTY["alvesta"], date(2024, 1, 26), "tilldelat", SLOT
)
LESSEBOS = replace(ALVESTAS, id=6, mottagare="Lessebo", huvudman_id=PARTY["lessebo"])


def ended(**said: Any) -> MoteCase:
    """Return a meeting that has decided, before its minutes are confirmed."""
    facts: dict[str, Any] = {"beslut": (BESLUT,), "ataganden": (ALVESTAS, LESSEBOS), **said}
    return mote("anteckningar_skrivs", **facts)


def confirmed(**said: Any) -> MoteCase:
    """Return one whose minutes are confirmed, and a slip that waits."""
    waits = RattelseFacts(7, 1, "kontakt", "kontaktperson", datetime(2023, 12, 8, 12, tzinfo=UTC))
    facts: dict[str, Any] = {"beslut": (BESLUT,), "rattelser": (waits,), **said}
    return mote("fardigstallt", **facts)


@guard("mote.motet_har_beslutat", "mote.beslutet_ar_motets", "mote.lydelsen_ny")
def test_a_wording_is_another_of_one_of_the_meetings_own_decisions() -> None:
    new = {"beslut": 1, "lydelse": "Alla utser två."}
    none = obstacle(ended(beslut=()), "sekreterare", "ratta_beslut", **new)
    assert "Mötet har inte fattat något beslut." in none
    others = obstacle(ended(), "sekreterare", "ratta_beslut", **{**new, "beslut": 2})
    assert others == "Beslutet fattades inte på det här mötet."
    same = {**new, "lydelse": BESLUT.text}
    assert obstacle(ended(), "sekreterare", "ratta_beslut", **same) == "Beslutet lyder redan så."
    assert after(ended(), "sekreterare", "ratta_beslut", **new) == "anteckningar_skrivs"


@guard("mote.motet_har_gett_ataganden", "mote.atagandet_kan_rattas", "mote.nagot_rattas")
def test_what_is_corrected_in_an_atagande_is_something_that_is_not_answered() -> None:
    new = {"atagande": 5, "senast": "2024-02-09"}
    none = obstacle(ended(ataganden=()), "sekreterare", "ratta_atagande", **new)
    assert "Mötets beslut gav inga åtaganden." in none
    others = obstacle(ended(), "sekreterare", "ratta_atagande", **{**new, "atagande": 8})
    assert others == "Åtagandet kommer inte ur mötets beslut."
    done = ended(ataganden=(replace(ALVESTAS, lage="rapporterat"),))
    assert "redan besvarat" in obstacle(done, "sekreterare", "ratta_atagande", **new)
    said = obstacle(ended(), "sekreterare", "ratta_atagande", atagande=5, senast="2024-01-26")
    assert said == "Skriv vad som ska ändras: vad, vem eller när."
    assert after(ended(), "sekreterare", "ratta_atagande", **new) == "anteckningar_skrivs"


@guard("mote.ny_mottagare_finns", "mote.rattad_dag_framat")
def test_a_new_addressee_has_not_the_task_already_and_a_new_day_has_not_been() -> None:
    step, who = "ratta_atagande", "sekreterare"
    taken = obstacle(ended(), who, step, atagande=5, huvudman="lessebo")
    assert taken == "Lessebo har redan samma uppgift."
    unknown = obstacle(ended(), who, step, atagande=5, huvudman="atlantis", senast="2024-02-09")
    assert unknown == "Det finns ingen huvudman som heter så."
    body = ended(ataganden=(replace(ALVESTAS, huvudman_id=None),))
    assert "gäller ingen huvudman" in obstacle(body, who, step, atagande=5, huvudman="ljungby")
    assert obstacle(ended(), who, step, atagande=5, senast="2023-01-01") == "Dagen har redan varit."
    assert after(ended(), who, step, atagande=5, huvudman="ljungby") == "anteckningar_skrivs"


@guard("mote.utfallet_kan_andras")
def test_another_outcome_is_that_of_an_arende() -> None:
    said = {"beslut": 1, "utfall": "avslag", "skal": "Fel."}
    revised = ended(beslut=(replace(BESLUT, om_slag=Slag.REVISION),))
    assert "Fatta ett nytt beslut" in obstacle(revised, "ordforande", "andra_utfall", **said)
    same = obstacle(ended(), "ordforande", "andra_utfall", **{**said, "utfall": "bifall"})
    assert same == "Utfallet är redan bifall."
    assert after(ended(), "ordforande", "andra_utfall", **said) == "anteckningar_skrivs"


@guard("mote.orden_star_i_beslutet")
def test_a_slip_is_words_in_one_place_that_become_others() -> None:
    slip = {"beslut": 1, "slag": "skrivfel", "star": "kontakt", "ska_sta": "kontaktperson"}
    step, who = "foresla_rattelse", "sekreterare"
    assert "säger inte" in obstacle(confirmed(), who, step, **{**slip, "star": "Region"})
    assert "Ta med fler ord" in obstacle(confirmed(), who, step, **{**slip, "star": "t"})
    same = obstacle(confirmed(), who, step, **{**slip, "ska_sta": "kontakt"})
    assert same == "Orden är desamma."
    assert after(confirmed(), who, step, **slip) == "fardigstallt"


@guard("mote.rattelsen_vantar", "mote.nagon_rattelse_vantar")
def test_a_slip_that_waits_is_answered_once() -> None:
    said = {"rattelse": 7, "stammer": "ja"}
    step = "svara_pa_rattelse"
    case = confirmed()
    case = replace(case, mote=case.mote.but(justerare_id=IDS["ljungby"]))
    assert obstacle(case, "ljungby", step, **{**said, "rattelse": 8}) == (
        "Rättelsen väntar inte på svar."
    )
    assert after(case, "ljungby", step, **said) == "fardigstallt"
    none = replace(case, rattelser=())
    assert "Ingen rättelse väntar på svar." in obstacle(none, "ljungby", step, **said)


@guard("arende.siktar_pa_ett_mote", "arende.nagot_rattas")
def test_an_arende_is_corrected_to_something_else_and_aims_at_a_meeting() -> None:
    case = arende("under_beredning")
    same = obstacle(case, "au_ledamot", "ratta", rubrik=case.arende.rubrik)
    assert same == "Ändra något av det som står."
    day = obstacle(case, "au_ledamot", "ratta", siktar_pa="2023-12-09")
    assert "har inget möte inlagt lör 9 dec 2023" in day
    assert after(case, "au_ledamot", "ratta", rubrik="En annan rubrik") == "under_beredning"
