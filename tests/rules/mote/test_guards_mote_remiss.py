"""Both sides of every guard of a meeting and of a remiss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.vocabulary import PunktSlag, PunktUtfall
from support.cases.arende import asked, mote, punkt, remiss
from support.cases.county import IDS, at
from support.county import epost
from support.guards import after, guard, obstacle
from workflows.mote.facts import ErsattareFacts

LINK = punkt(4, "Användning av Link", om_id=1)
TEXTEN = punkt(5, "Avtal om hjälpmedel", om_id=2, slag=PunktSlag.REVISION)


@guard("mote.dagordning_har_punkter", "mote.dagen_har_kommit", "mote.alla_punkter_har_utfall")
def test_a_meeting_is_called_with_an_agenda_opened_on_its_day_and_ended_with_outcomes() -> None:
    assert "Dagordningen är tom" in obstacle(mote("planerat"), "sekreterare", "kalla")
    assert after(mote("planerat", punkter=(LINK,)), "sekreterare", "kalla") == "kallat"
    early = mote("kallat", when="2023-12-07")
    assert "fredag 8 december 2023" in obstacle(early, "sekreterare", "oppna")
    assert after(mote("kallat"), "sekreterare", "oppna") == "oppnat"
    left = obstacle(mote("oppnat", punkter=(punkt(1), LINK)), "sekreterare", "avsluta")
    assert left == "Utfall saknas för ”Användning av Link”."
    both = obstacle(mote("oppnat", punkter=(punkt(1), LINK, TEXTEN)), "sekreterare", "avsluta")
    assert both == "Utfall saknas för ”Användning av Link” och ”Avtal om hjälpmedel”."
    gone = (replace(one, utfall=PunktUtfall.UTGICK) for one in (LINK, TEXTEN))
    ended = mote("oppnat", punkter=(punkt(1), *gone))
    assert after(ended, "sekreterare", "avsluta") == "anteckningar_skrivs"


@guard("mote.punkten_finns", "mote.punkten_ar_staende")
def test_only_standing_items_of_this_agenda_are_removed() -> None:
    case = mote("planerat", punkter=(punkt(1), LINK, TEXTEN))
    assert "finns inte" in obstacle(case, "sekreterare", "ta_bort_punkt", punkt=6)
    assert "Punkten är ett ärende" in obstacle(case, "sekreterare", "ta_bort_punkt", punkt=4)
    assert "Punkten är en revision" in obstacle(case, "sekreterare", "ta_bort_punkt", punkt=5)
    assert after(case, "sekreterare", "ta_bort_punkt", punkt=1) == "planerat"


def noted(**narvaro: str) -> dict[str, Any]:
    """Return what the secretary notes of who came and how."""
    return {"deltagare": [{"person": epost(who), "narvaro": how} for who, how in narvaro.items()]}


@guard("mote.deltagarna_kunde_besluta", "mote.justeraren_kunde_besluta")
def test_those_who_could_decide_when_it_opened_are_noted_and_confirm() -> None:
    could = frozenset({IDS["ljungby"]})
    case, step = mote("oppnat", beslutande=could), "anteckna_narvaro"
    outsider = obstacle(case, "sekreterare", step, **noted(handlaggare="digitalt"))
    assert "ingick inte" in outsider
    assert after(case, "sekreterare", step, **noted(ljungby="digitalt")) == "oppnat"
    case, step = mote("anteckningar_skrivs", beslutande=could), "till_justering"
    other, own = {"justerare": epost("handlaggare")}, {"justerare": epost("ljungby")}
    assert "kunde besluta" in obstacle(case, "sekreterare", step, **other)
    assert after(case, "sekreterare", step, **own) == "justeras"


@guard("mote.justeraren_var_med")
def test_who_was_not_there_confirms_nothing() -> None:
    could = frozenset({IDS["ljungby"], IDS["alvesta"]})
    writing = mote("anteckningar_skrivs", beslutande=could, franvarande=frozenset({IDS["alvesta"]}))
    step = "till_justering"
    said = obstacle(writing, "sekreterare", step, justerare=epost("alvesta"))
    assert "var inte med på mötet" in said
    assert after(writing, "sekreterare", step, justerare=epost("ljungby")) == "justeras"


@guard("mote.justeraren_ar_inte_pa_plats", "mote.justeraren_ar_pa_plats")
def test_another_confirms_only_where_the_justerare_is_gone_and_never_somebody_who_is() -> None:
    alone = mote("justeras", justerare_id=IDS["ljungby"])
    assert "på plats och kan läsa" in obstacle(alone, "sekreterare", "byt_justerare")
    gone = replace(alone, inte_pa_plats=(IDS["ljungby"],))
    assert after(gone, "sekreterare", "byt_justerare") == "anteckningar_skrivs"
    could = frozenset({IDS["ljungby"], IDS["alvesta"]})
    writing = mote("anteckningar_skrivs", beslutande=could)
    writing = replace(writing, inte_pa_plats=(IDS["ljungby"],))
    own = {"justerare": epost("ljungby")}
    assert "är inte på plats" in obstacle(writing, "sekreterare", "till_justering", **own)
    other = {"justerare": epost("alvesta")}
    assert after(writing, "sekreterare", "till_justering", **other) == "justeras"


@guard("mote.klockan_vantar")
def test_the_clock_publishes_only_after_the_secretary_had_time() -> None:
    case = mote("fardigstallt")
    assert "tid på sig" in obstacle(at(case, "2023-12-15"), "klockan", "publicera")
    assert after(at(case, "2023-12-18"), "klockan", "publicera") == "publicerat"
    assert after(case, "sekreterare", "publicera") == "publicerat"


@guard("mote.justeraren_ar_tyst", "mote.senare_mote_har_oppnats")
def test_the_next_meeting_confirms_when_it_has_been_opened_and_the_justerare_had_time() -> None:
    alone = mote("justeras", justerare_id=IDS["ljungby"], when="2023-12-22")
    said = obstacle(alone, "sekreterare", "bekrafta")
    assert (
        said == "Justeraren har tid på sig till och med fre 22 dec 2023. Inget senare möte är"
        " öppet."
    )
    met = mote("justeras", senare_mote=date(2023, 12, 22), when="2023-12-22")
    assert "tid på sig" in obstacle(met, "sekreterare", "bekrafta")
    assert after(at(met, "2023-12-23"), "sekreterare", "bekrafta") == "fardigstallt"


STAND = {"stallningstagande": "avstar"}


@guard("remiss.mottagaren_tillfragad", "remiss.svarar_for_mottagaren")
def test_one_answers_for_ones_own_and_only_who_was_asked_answers() -> None:
    case = remiss()
    other = obstacle(case, "lessebo", "svara", mottagare="Växjö", **STAND)
    assert "inte fått remissen" in other
    theirs = obstacle(case, "lessebo", "svara", mottagare="Alvesta", **STAND)
    assert "Du svarar inte för Alvesta" in theirs
    assert "Välj vem" in obstacle(case, "sekreterare", "svara_pa_telefon", **STAND)
    assert after(case, "lessebo", "svara", **STAND) == "oppen"


@guard("remiss.svarstiden_pagar", "remiss.ny_dag_senare")
def test_an_answer_is_taken_until_the_last_day_is_over_and_only_a_later_day_moves_it() -> None:
    assert after(remiss(when="2023-12-01T22:59"), "lessebo", "svara", **STAND) == "oppen"
    over = remiss(when="2023-12-01T23:00")
    words = "Sista svarsdag var fre 1 dec 2023"
    assert words in obstacle(over, "lessebo", "svara", **STAND)
    late = {"mottagare": "lessebo", "skal": "Sjukdom."}
    same, later = {**late, "sista_dag": "2023-12-01"}, {**late, "sista_dag": "2023-12-08"}
    assert "senare än" in obstacle(over, "au_ledamot", "ge_anstand", **same)
    assert after(over, "au_ledamot", "ge_anstand", **later) == "oppen"
    longer = (asked("lessebo", last="2023-12-08"), asked("alvesta"))
    moved = remiss(when="2023-12-01T23:00", mottagare=longer)
    assert after(moved, "lessebo", "svara", **STAND) == "oppen"
    assert words in obstacle(moved, "alvesta", "svara", **STAND)


@guard("remiss.ny_dag_senare")
def test_more_time_for_one_does_not_stand_in_the_way_of_more_time_for_the_others() -> None:
    case = remiss(mottagare=(asked("lessebo", last="2023-12-15"), asked("alvesta")))
    same, later = {"sista_dag": "2023-12-01"}, {"sista_dag": "2023-12-08"}
    said = obstacle(case, "au_ledamot", "forlang", skal="Sjukdom.", **same)
    assert "senare än fre 1 dec" in said
    assert after(case, "au_ledamot", "forlang", skal="Sjukdom.", **later) == "oppen"


@guard("mote.deltagarna_kunde_besluta", "mote.den_ordinarie_var_borta")
def test_an_ersattare_is_noted_for_who_was_away() -> None:
    could = frozenset({IDS["ljungby"], IDS["alvesta"]})
    instead = ErsattareFacts(
        IDS["representant"], "Representant", epost("representant"), tuple(sorted(could))
    )
    case, step = mote("oppnat", beslutande=could, ersattare=(instead,)), "anteckna_narvaro"
    alone = obstacle(case, "sekreterare", step, **noted(representant="pa_plats"))
    assert "ersatte som frånvarande" in alone
    both = noted(representant="pa_plats", ljungby="franvarande")
    assert after(case, "sekreterare", step, **both) == "oppnat"
