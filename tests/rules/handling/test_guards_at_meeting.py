"""Both sides of every guard of an ärende at a meeting and at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from support.cases.arende import arende, at_meeting, atagande, meeting, uppgift
from support.cases.county import IDS, naming, organ
from support.county import UPPGIFT
from support.guards import BESLUT, after, guard, obstacle
from workflows.arende.facts import ArendeCase


@guard(
    "handling.mote_finns",
    "handling.mote_kommande",
    "handling.dagordning_oppen",
    "handling.dagordning_last",
)
def test_an_arende_is_placed_on_a_coming_meeting_of_a_deciding_organ() -> None:
    case, place = arende("berett", when="2023-11-13"), "satt_pa_dagordning"
    assert "inget sådant möte" in obstacle(case, "au_ledamot", place, mote=99_999)
    for wrong, words in (
        (meeting("2023-11-24", "au"), "inte beslutar"),
        (meeting("2023-11-10"), "redan varit"),
        (meeting("2023-12-08", lage="kallat"), "dagordningen låst"),
        (meeting("2023-12-08", lage="installt"), "Mötet tar inte emot"),
    ):
        there = naming(case, wrong)
        assert words in obstacle(there, "au_ledamot", place, mote=wrong.id)
    coming, late = meeting("2023-12-08"), {"skal": "Brådskar."}
    there = naming(case, coming)
    assert after(there, "au_ledamot", place, mote=coming.id) == "pa_dagordning"
    assert "vanligt sätt" in obstacle(there, "au_ordforande", f"{place}_sent", mote=100, **late)
    locked = naming(case, meeting("2023-12-08", lage="kallat"))
    assert after(locked, "au_ordforande", f"{place}_sent", mote=100, **late) == "pa_dagordning"


@guard("handling.motet_inte_oppnat", "handling.pa_motet", "handling.ratt_mote")
def test_at_a_meeting_the_secretary_acts_and_before_it_au_does() -> None:
    before, there = at_meeting(meeting("2023-12-08")), at_meeting()
    why = {"skal": "Tiden räckte inte."}
    assert "är inte öppnat" in obstacle(before, "sekreterare", "bordlagg", **why)
    assert after(before, "au_ledamot", "lyft_av", **why) == "berett"
    assert "Mötet är öppnat" in obstacle(there, "au_ledamot", "lyft_av", **why)
    assert "inte på det mötets" in obstacle(there, "sekreterare", "bordlagg", mote=101, **why)
    assert after(there, "sekreterare", "bordlagg", mote=100, **why) == "berett"


def given(**said: Any) -> dict[str, Any]:
    """Return a decision that gives somebody something to do."""
    return {**BESLUT, "ataganden": [{**UPPGIFT, **said}]}


@guard("handling.ataganden_eller_inga", "handling.ataganden_begripliga")
def test_a_decision_says_who_shall_do_what_or_that_nobody_shall() -> None:
    case = at_meeting()
    said = obstacle(case, "sekreterare", "besluta", **BESLUT)
    assert "markera att det inte ger några" in said
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"mottagare": [{"slag": "organ", "kod": "atlantis"}]}, "Okänd mottagare"),
        ({"sektor": "rymden"}, "Okänd mottagare eller sektor: rymden"),
        ({"mottagare": "regioner", "sektor": "skola"}, "Sektorn finns inte hos Regionen."),
        ({"verifieras_av": "ingen@lan.example"}, "ingen person"),
        ({"senast": "nästa möte"}, "inte planerat"),
        ({"senast": "2023-12-07"}, "Dagen tor 7 dec 2023 har redan varit."),
        ({"senast": "Q3 2023"}, "har redan varit"),
    )
    for one, words in wrong:
        assert words in obstacle(case, "sekreterare", "besluta", **given(**one))
    planned = at_meeting(moten=(meeting("2024-01-26", id=101),))
    said_next = given(senast="nästa möte")
    assert after(planned, "sekreterare", "besluta", **said_next) == "implementeras"


@guard("handling.barare_finns", "handling.aterkommer_senare")
def test_a_dialogue_is_carried_by_an_organ_that_exists_and_returns_later() -> None:
    case = at_meeting()
    said = {
        "anteckning": "A",
        "att_aterkomma_med": "B",
        "barare": "hsl",
        "aterkommer": "2024-01-12",
    }
    nobody, today = {**said, "barare": "atlantis"}, {**said, "aterkommer": "2023-12-08"}
    assert "inget organ" in obstacle(case, "sekreterare", "fortsatt_dialog", **nobody)
    assert "redan varit" in obstacle(case, "sekreterare", "fortsatt_dialog", **today)
    assert after(case, "sekreterare", "fortsatt_dialog", **said) == "i_dialog"


@guard("handling.medskick_har_mottagare")
def test_a_medskick_goes_to_somebody() -> None:
    case, said = at_meeting(), {"anteckning": "A", "medskick": "B"}
    assert "Välj vem" in obstacle(case, "sekreterare", "lagg_till_handlingarna", **said)
    to = {**said, "medskick_till": "pg_kronobarnsmodellen"}
    assert after(case, "sekreterare", "lagg_till_handlingarna", **to) == "i_dialog"
    unanswered = {**to, "inget_svar": True}
    assert after(case, "sekreterare", "lagg_till_handlingarna", **unanswered) == "avslutat"


@guard("handling.forum_finns")
def test_a_question_is_lifted_to_a_forum_and_nothing_else() -> None:
    case, step = at_meeting(), "lyft_till_forum"
    assert "politiskt forum" in obstacle(case, "sekreterare", step, forum="au", skal="S")
    assert after(case, "sekreterare", step, forum="Regionalt strategiskt råd", skal="S") == "lyft"


@guard("outside.forumets_mote_pagar_inte")
def test_what_a_forum_says_while_it_meets_is_written_there_and_not_by_au() -> None:
    forum, step = {"forum_organ_id": organ("kommunalt_forum")}, "aterkom_fran_forum"
    meets = meeting("2023-12-08", "kommunalt_forum", lage="oppnat")
    there = arende("lyft", when="2023-12-08", mote=meets, mote_id=meets.id, **forum)
    assert "Forumets möte pågår" in obstacle(there, "au_ledamot", step, svar="Ja.")
    assert after(arende("lyft", **forum), "au_ledamot", step, svar="Ja.") == "under_beredning"


@guard("outside.forumet_har_ett_mote")
def test_the_clock_puts_what_is_lifted_on_a_meeting_that_can_take_it_up() -> None:
    forum, step = {"forum_organ_id": organ("kommunalt_forum")}, "kom_pa_dagordning"
    coming = meeting("2023-12-15", "kommunalt_forum")
    waits = arende("lyft", moten=(coming,), **forum)
    assert after(waits, "klockan", step) == "lyft"
    stands = arende("lyft", moten=(coming,), mote=coming, mote_id=coming.id, **forum)
    assert "inget möte som kan ta upp" in obstacle(stands, "klockan", step)
    assert "inget möte som kan ta upp" in obstacle(arende("lyft", **forum), "klockan", step)


@guard("outside.gruppen_har_avslutats")
def test_the_clock_takes_a_dialog_from_a_group_that_has_ended_and_from_no_other() -> None:
    step = "gruppen_upphorde"
    case = arende("i_dialog", barare_organ_id=organ("socialchefsnatverket"))
    assert "har inte avslutats" in obstacle(case, "klockan", step)
    ended = tuple(replace(one, avslutad=True) for one in case.register.organ)
    gone = replace(case, register=replace(case.register, organ=ended))
    assert after(gone, "klockan", step) == "i_dialog"


def carried_out(alvesta: str, lessebo: str) -> ArendeCase:
    """Return an ärende where each of two parties stands so; the region verifies both."""
    verified = {"verifierare_id": IDS["region_kronoberg"]}
    tasks = (uppgift(alvesta, "alvesta", **verified), uppgift(lessebo, "lessebo", **verified))
    return arende("implementeras", ataganden=tasks)


@guard("handling.ataganden_klara", "beslut.arendet_implementeras")
def test_an_arende_closes_when_every_party_is_done_and_not_before() -> None:
    for lagen, words in (
        (("tilldelat", "tilldelat"), "Rapport saknas från Alvesta och Lessebo."),
        (
            ("rapporterat", "tilldelat"),
            "Verifiering saknas för Alvesta. Rapport saknas från Lessebo.",
        ),
        (
            ("verifierat", "avsteg_anmalt"),
            "⟨Ledningsgrupp⟩ har inte tagit ställning till avsteget från Lessebo.",
        ),
    ):
        assert obstacle(carried_out(*lagen), "au_ledamot", "avsluta") == words
    assert after(carried_out("verifierat", "avsteg"), "au_ledamot", "avsluta") == "avslutat"
    closed, open_still = atagande("avsteg", om_lage="avslutat"), atagande("avsteg")
    assert obstacle(closed, "alvesta", "ateroppna", skal="S") == "Ärendet är avslutat."
    assert after(open_still, "alvesta", "ateroppna", skal="S") == "pagar"
