"""What has changed since the parties answered: what a comment asked for goes on, everything else of
substance is asked about again or left with a reason that all may read.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Avisering, Remiss, Revision, Synpunkt, Uppdrag
from models.vocabulary import Roll
from support.county import Lan
from support.guards import refused
from support.paths.avtal import NYARE
from support.paths.revision import FORSLAG, LANGRE, revision_in, skriv, to_meeting
from workflows.county.register import load_register
from workflows.desk.views import Oversiktsfilter, oversikt
from workflows.revision.views import revision_by_id

WANTED = ["Alvesta: uppföljningen görs varje år."]
MORE = {"text": LANGRE, "andring": "saklig", "sammanfattning": "Uppföljning varje år."}
TO_MEETING = (
    "Texten har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det. ”Alvesta:"
    " uppföljningen görs varje år.” Fråga dem det rör igen, eller besluta med skäl att inte göra"
    " det."
)


def commented(lan: Lan, avsnitt: str = "", svar: str = "tillgodoses") -> int:
    """Return a revision whose one comment has been answered so."""
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    said = {"text": "Följ upp varje år.", "avsnitt": avsnitt}
    for who, stand, comments in (
        ("alvesta", "tillstyrker_med_synpunkter", [said]),
        ("lessebo", "tillstyrker", []),
    ):
        lan.step(remiss, who, "svara", stallningstagande=stand, synpunkter=comments)
    lan.step(sak, "au_ledamot", "sammanstall")
    answer = {"synpunkt": lan.rows(Synpunkt)[0].id, "svar": svar, "motivering": "Se texten."}
    lan.step(remiss, "au_ledamot", "besvara_synpunkt", **answer)
    return sak


def changed_otherwise(lan: Lan) -> int:
    """Return a revision whose final text has what no comment asked for."""
    sak = commented(lan, svar="tillgodoses_inte")
    lan.step(sak, "sammankallande", "slutfor", **MORE, utover=WANTED)
    return sak


def test_what_a_comment_asked_for_goes_on_without_being_asked_about_again(lan: Lan) -> None:
    sak = commented(lan)
    lan.step(sak, "sammankallande", "slutfor", **MORE)
    to_meeting(lan, sak, "2023-12-08")
    assert lan.lage(sak) == "pa_dagordning"


def test_what_no_comment_asked_for_says_who_wanted_it(lan: Lan) -> None:
    sak = commented(lan, svar="tillgodoses_inte")
    said = refused(lan, sak, "sammankallande", "slutfor", **MORE)
    assert "Ingen synpunkt från remissen bad om ändringen i ”Uppföljning”." in said
    bare = refused(lan, sak, "sammankallande", "slutfor", **MORE, utover=["Uppföljning varje år."])
    assert "Skriv vem som ville ändringen, kolon och vad som ändras" in bare


def test_what_no_comment_asked_for_reaches_no_agenda_before_those_it_concerns_are_asked(
    lan: Lan,
) -> None:
    sak = changed_otherwise(lan)
    mote = lan.mote("2023-12-08")
    assert refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote) == TO_MEETING
    alvesta = {"mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    early = refused(lan, sak, "au_ledamot", "fraga_igen", sista_dag="2023-11-10", **alvesta)
    assert "minst 7 dagar: tidigast" in early
    lan.step(sak, "au_ledamot", "fraga_igen", sista_dag="2023-11-15", **alvesta)
    again = lan.rows(Remiss, om_id=sak)[-1]
    assert (lan.lage(sak), "Alvesta: uppföljningen görs varje år." in again.fraga) == (
        "pa_remiss",
        True,
    )
    lan.step(again.id, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "sammanstall")
    lan.step(sak, "sammankallande", "slutfor")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert lan.lage(sak) == "pa_dagordning"


def test_au_decides_with_a_reason_that_all_may_read_not_to_ask_again(lan: Lan) -> None:
    sak = changed_otherwise(lan)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    told = lan.rows(Avisering, mall="revision_fragas_inte_igen")
    assert {one.data["skal"] for one in told} == {"Alla var med när det sades."}
    assert len({one.person_id for one in told}) >= 3  # a party each
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2023-12-08"))
    assert lan.rows(Revision, id=sak)[0].utan_ny_fraga == "Alla var med när det sades."


def test_a_reason_is_of_what_was_changed_then_and_not_of_what_comes_after(lan: Lan) -> None:
    sak = changed_otherwise(lan)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    lan.step(sak, "sammankallande", "omarbeta", skal="Beloppet.")
    skriv(lan, sak, f"{LANGRE}\n\n# Kostnad\n\nRegionen betalar.")
    cost = {**FORSLAG, "andring": "ekonomisk", "utover": ["Lessebo: regionen betalar."]}
    lan.step(sak, "sammankallande", "lamna_forslag", **cost)
    lan.step(sak, "sammankallande", "slutfor")
    said = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2023-12-08"))
    assert "”Alvesta: uppföljningen görs varje år.” ”Lessebo: regionen betalar.”" in said


def test_there_is_nothing_to_ask_about_where_only_what_was_asked_for_has_changed(lan: Lan) -> None:
    sak = commented(lan)
    lan.step(sak, "sammankallande", "slutfor", **MORE)
    nothing = "Inget har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det."
    assert nothing in refused(lan, sak, "au_ledamot", "fraga_inte_igen", skal="Ingen fara.")


def test_those_who_answered_are_told_what_changed_in_the_letter_they_get_anyway(lan: Lan) -> None:
    sak = changed_otherwise(lan)
    feedback = lan.rows(Avisering, mall="remiss_aterkoppling")
    said = {one.data["andrat"] for one in feedback}
    assert said == {"Uppföljning varje år.\nAlvesta: uppföljningen görs varje år."}
    lan.step(sak, "sammankallande", "omarbeta", skal="Tydligare.")
    skriv(lan, sak, f"{LANGRE} Senast i mars.")
    clear = {**FORSLAG, "andring": "fortydligande", "sammanfattning": "Månaden är sagd."}
    lan.step(sak, "sammankallande", "lamna_forslag", **clear)
    lan.step(sak, "sammankallande", "slutfor")
    (letter, *_) = lan.rows(Avisering, mall="revision_andrad")
    assert "Månaden är sagd." in letter.data["andrat"]


EXTERN = {
    "text": LANGRE,
    "motpart": "Universitetet",
    "sammanfattning": "Avtal om praktik.",
    "kontakt": "Rektorn",
    "epost": "rektor@larosatet.example",
}


def external(lan: Lan, stand: str, last: str = "2023-11-15", **said: Any) -> int:
    """Return a counterparty's text that three parties have been asked about until a day."""
    sak = revision_in(lan, "utarbetas")
    lan.step(sak, "sammankallande", "ta_emot_externt", **EXTERN)
    asked = [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo", "region_kronoberg")]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag=last, mottagare=asked)
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    for who in ("alvesta", "lessebo"):
        lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    lan.step(remiss, "region_kronoberg", "svara", stallningstagande=stand, **said)
    lan.step(sak, "au_ledamot", "sammanstall")
    return sak


def test_a_counterpartys_text_has_a_short_path_where_the_parties_agree(lan: Lan) -> None:
    sak = external(lan, "tillstyrker")
    lan.step(sak, "sammankallande", "slutfor")
    assert lan.lage(sak) == "slutligt"


def test_a_party_that_does_not_agree_to_a_counterpartys_text_has_the_usual_time(lan: Lan) -> None:
    sak = external(lan, "avstyrker", motivering="För dyrt.")
    remiss, reason = lan.rows(Remiss, om_id=sak)[-1].id, lan.rows(Synpunkt)[-1].id
    lan.step(remiss, "au_ledamot", "besvara_synpunkt", synpunkt=reason, svar="noteras")
    said = refused(lan, sak, "sammankallande", "slutfor")
    assert said == (
        "Texten har gått den korta vägen, och Regionen har inte sagt ja. Fråga igen med länets"
        " vanliga svarstid, eller be motparten om en ny text."
    )
    everyone = {"mottagare": "alla"}
    early = refused(lan, sak, "au_ledamot", "fraga_igen", sista_dag="2023-11-20", **everyone)
    assert "minst 21 dagar: tidigast" in early
    lan.step(sak, "au_ledamot", "fraga_igen", sista_dag="2023-12-01", **everyone)
    assert lan.lage(sak) == "pa_remiss"


@pytest.mark.parametrize("text", [NYARE, LANGRE])
def test_what_a_counterparty_changes_after_the_answers_is_the_counterpartys(
    lan: Lan, text: str
) -> None:
    sak = external(lan, "tillstyrker")
    lan.step(sak, "sammankallande", "omarbeta", skal="Motparten vill ändra.")
    again = {**EXTERN, "text": f"{text} Och mer.", "sammanfattning": "Högre avgift."}
    lan.step(sak, "sammankallande", "ta_emot_externt", **again)
    lan.step(sak, "sammankallande", "slutfor")
    said = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2023-12-08"))
    assert "”Universitetet: Högre avgift.”" in said


def test_au_is_told_that_it_has_to_choose_and_page_card_and_letter_say_the_two_ways(
    lan: Lan,
) -> None:
    sak = changed_otherwise(lan)
    (letter,) = lan.rows(Avisering, mall="revision_ofragad")
    assert (letter.person_id, letter.data["andrat"]) == (lan.ids["sekreterare"], WANTED[0])
    with lan.database.read() as session:
        who = lan.actor(session, "sekreterare")
        page = revision_by_id(session, who, lan.world, sak).lage_mening
        shown = oversikt(session, who, lan.world, Oversiktsfilter(antal=100))
    assert page == f"Texten är låst. {TO_MEETING}"
    cards = [one.knapp.rubrik for one in (*shown.vantar_pa_dig, *shown.langre_fram)]
    assert cards == ["Fråga igen eller gå vidare utan"]
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    with lan.database.read() as session:
        shown = oversikt(session, who, lan.world, Oversiktsfilter(antal=100))
    cards = [one.knapp.rubrik for one in (*shown.vantar_pa_dig, *shown.langre_fram)]
    assert cards == ["Sätt upp på en dagordning"]


def test_nobody_at_au_is_written_to_where_a_comment_asked_for_the_change(lan: Lan) -> None:
    lan.step(commented(lan), "sammankallande", "slutfor", **MORE)
    assert lan.rows(Avisering, mall="revision_ofragad") == []


def test_the_reason_not_to_ask_again_goes_to_those_who_answered(lan: Lan) -> None:
    school_of_lessebo(lan)
    sak = revision_in(lan, "hos_au")
    asked = {"mottagare": [{"slag": "huvudman", "kod": "lessebo"}], "sektor": "skola"}
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", **asked)
    remiss = lan.rows(Remiss, om_id=sak)[-1]
    lan.step(remiss.id, "barare", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "sammanstall")
    lan.step(sak, "sammankallande", "slutfor", **MORE, utover=WANTED)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    told = {one.person_id for one in lan.rows(Avisering, mall="revision_fragas_inte_igen")}
    # Of the others nobody was asked: who answers for them is told.
    assert told == {lan.ids[who] for who in ("alvesta", "barare", "region_kronoberg")}


def school_of_lessebo(lan: Lan) -> None:
    """Give somebody the uppdrag to answer for school in Lessebo."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named("lessebo")
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids["barare"],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.LEDAMOT,
                huvudman_id=party.id,
                sektor="skola",
                from_=date(2023, 1, 1),
            )
        )


def test_a_reason_given_before_a_later_remiss_is_gone_when_they_are_asked_after_all(
    lan: Lan,
) -> None:
    sak = changed_otherwise(lan)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    lan.step(sak, "sammankallande", "omarbeta", skal="Beloppet.")
    skriv(lan, sak, f"{LANGRE} Senast i mars.")
    lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, "andring": "fortydligande"})
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-15", mottagare="alla")
    assert lan.rows(Revision, id=sak)[0].utan_ny_fraga == ""
