"""Where the länsprofil demands it every ledamot approves exactly the text that is decided; a table
says what voids.
"""

from __future__ import annotations

from datetime import date

import pytest

from api.web.revision.about import wished
from models.base import table_of
from models.tables import (
    Avisering,
    Franvaro,
    Frist,
    Godkannande,
    Handelse,
    Remiss,
    Revisionsversion,
    Uppdrag,
)
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import KOMMUNER, Lan, epost
from support.guards import refused
from support.paths.revision import FORSLAG, LANGRE, MOTESDAG, ONSKAT, revision_in, skriv
from workflows.county.profile.approval import Godkannanderegler
from workflows.engine.door import as_it_stands
from workflows.ground.errors import NotFound
from workflows.revision.facts import RevisionCase

LEDAMOTER = ("ordforande", *KOMMUNER, "region_kronoberg")
JA = {"version": 1, "ord": "godkanner"}


@pytest.fixture
def lan(lan: Lan) -> Lan:
    """The county, where every ledamot must approve."""
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    return lan


def approved(lan: Lan, but: str = "") -> int:
    """Return a final text that everybody has approved, but one."""
    sak = revision_in(lan, "slutligt", avtal_id=None)
    for who in LEDAMOTER:
        if who != but:
            lan.step(sak, who, "godkann", **JA)
    return sak


def changed(lan: Lan, sak: int, grade: str) -> None:
    """Change the text by a grade and lock it again, up to AU."""
    lan.step(sak, "sammankallande", "omarbeta", skal="Ett avsnitt behöver ändras.")
    skriv(lan, sak, LANGRE)
    lan.step(
        sak,
        "sammankallande",
        "lamna_forslag",
        **{**FORSLAG, **ONSKAT, "andring": grade, "sammanfattning": "Ny mening."},
    )


def final_again(lan: Lan, sak: int) -> None:
    """Ask the parties about the changed text and lock it as the final one."""
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", mottagare="alla", sista_dag="2023-12-01")
    lan.at("2023-12-02").step(sak, "sammankallande", "sammanstall")
    lan.step(sak, "sammankallande", "slutfor")


ANEW = ("godkann_igen", "godkann_fortydligat")


def asked(lan: Lan, mall: str) -> list[str]:
    """Return who has got a letter of a kind about approving."""
    return [row.epost.partition("@")[0] for row in lan.rows(Avisering, mall=mall)]


def void(lan: Lan) -> int:
    return sum(row.ogiltig is not None for row in lan.rows(Godkannande))


def test_an_agenda_is_not_reached_without_the_last_one_and_names_that_one(lan: Lan) -> None:
    sak = approved(lan, but="lessebo")
    assert sorted(asked(lan, "godkann")) == sorted(LEDAMOTER)
    mote = lan.mote(MOTESDAG)
    assert (
        refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
        == "Godkännande saknas från Lessebo."
    )
    assert lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder == (
        "Godkännande saknas från Lessebo.",
    )
    lan.step(sak, "lessebo", "godkann", **{**JA, "ord": "invander", "text": "För dyrt."})
    assert (
        refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
        == "Invändning från Lessebo."
    )
    assert {row.data["skal"] for row in lan.rows(Avisering, mall="revision_part_invander")} == {
        "För dyrt."
    }
    lan.step(
        sak,
        "lessebo",
        "godkann",
        **{**JA, "ord": "godkanner_med_anmarkning", "text": "Följ upp kostnaden."},
    )
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert lan.lage(sak) == "pa_dagordning"


@pytest.mark.parametrize(
    ("grade", "voided", "mall"),
    [
        ("redaktionell", 0, ""),
        ("fortydligande", 0, "godkann_fortydligat"),
        ("saklig", 10, "godkann_igen"),
        ("ekonomisk", 10, "godkann_igen"),
    ],
)
def test_what_a_changed_text_does_to_the_approvals_is_the_profiles_table(
    lan: Lan, grade: str, voided: int, mall: str
) -> None:
    sak = approved(lan)
    changed(lan, sak, grade)
    assert void(lan) == voided
    final_again(lan, sak)
    told = {one: len(asked(lan, one)) for one in ("godkann", *ANEW)}
    assert told == {"godkann": 10, **dict.fromkeys(ANEW, 0), **({mall: 10} if mall else {})}
    assert {row.data["andrat"] for one in ANEW for row in lan.rows(Avisering, mall=one)} == (
        {"Ny mening."} if mall else set()
    )
    obstacle = lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder
    assert bool(obstacle) == (voided > 0)
    assert [name in " ".join(obstacle) for name in ("Ordforande", "Alvesta", "Regionen")] == [
        voided > 0
    ] * 3


def test_another_time_of_notice_in_a_heading_is_a_change_of_the_text_and_voids(lan: Lan) -> None:
    sak, text = revision_in(lan, "utarbetas"), LANGRE + "\n\n# {} Månaders uppsägning\n\nBrev."
    skriv(lan, sak, text.format(12))
    lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, "andring": "saklig"})
    final_again(lan, sak)
    for who in LEDAMOTER:
        lan.step(sak, who, "godkann", **JA)
    lan.step(sak, "sammankallande", "omarbeta", skal="Halva tiden räcker.")
    skriv(lan, sak, text.format(6))
    lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, **ONSKAT, "andring": "saklig"})
    first, second = lan.rows(Revisionsversion)
    assert first.sha256 != second.sha256
    assert void(lan) == len(LEDAMOTER)


def test_what_would_be_voided_is_said_before_the_text_is_changed(lan: Lan) -> None:
    sak = approved(lan, but="alvesta")
    said = (
        "9 ledamöter har godkänt texten. En saklig eller ekonomisk ändring upphäver alla besked, "
        "en redaktionell eller förtydligande gör det inte."
    )
    assert lan.offers(sak, "sammankallande")["omarbeta"].klart == (said,)
    lan.step(sak, "sammankallande", "omarbeta", skal="Ett avsnitt behöver ändras.")
    assert lan.offers(sak, "sammankallande")["lamna_forslag"].klart == (said,)


def test_who_objects_is_not_counted_among_those_who_approve(lan: Lan) -> None:
    sak = approved(lan, but="lessebo")
    lan.step(sak, "lessebo", "godkann", **{**JA, "ord": "invander", "text": "För dyrt."})
    (said,) = lan.offers(sak, "sammankallande")["omarbeta"].klart
    assert said.startswith("9 ledamöter har godkänt texten och 1 ledamot har invänt. En saklig")


def test_an_approval_of_an_older_text_is_refused(lan: Lan) -> None:
    sak = approved(lan, but="lessebo")
    changed(lan, sak, "redaktionell")
    final_again(lan, sak)
    old = "Texten är ändrad sedan version 1. Läs version 2 först."
    assert refused(lan, sak, "lessebo", "godkann", **JA) == old
    lan.step(sak, "lessebo", "godkann", **{**JA, "version": 2})
    assert lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder == ()


def test_a_substitute_speaks_for_the_one_who_is_away_and_nobody_else(lan: Lan) -> None:
    with lan.database.session() as session:
        first, last = date(2023, 11, 1), date(2023, 11, 30)
        away, instead = lan.ids["lessebo"], lan.ids["utanfor"]
        session.add(Franvaro(person_id=away, ersattare_id=instead, from_=first, tom=last))
    sak = approved(lan, but="lessebo")
    assert "utanfor" in asked(lan, "godkann"), "the letter goes to who is there"
    other = "Du svarar inte för den ledamoten."
    assert refused(lan, sak, "utanfor", "godkann", **JA, person=epost("alvesta")) == other
    lan.step(sak, "utanfor", "godkann", **JA)
    last = lan.rows(Godkannande)[-1]
    assert (last.person_id, last.for_id) == (lan.ids["utanfor"], lan.ids["lessebo"])
    assert lan.rows(Handelse, sak_id=sak)[-1].for_id == lan.ids["lessebo"]
    lan.step(sak, "lessebo", "godkann", **JA)
    assert lan.rows(Handelse, sak_id=sak)[-1].for_id is None
    assert [
        row.person_id
        for row in lan.rows(Godkannande, for_id=lan.ids["lessebo"])
        if row.ogiltig is None
    ] == [lan.ids["lessebo"]], "the last word counts, and once"


def test_a_ledamot_who_has_left_no_longer_counts_and_the_new_one_does(lan: Lan) -> None:
    sak = approved(lan)
    succeeded(lan, "lessebo", "utanfor")
    assert lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder == (
        "Godkännande saknas från Utanfor (Lessebo).",
    )
    with pytest.raises(NotFound):
        lan.step(sak, "lessebo", "godkann", **JA)
    lan.step(sak, "utanfor", "godkann", **JA)
    assert lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder == ()


def succeeded(lan: Lan, who: str, by: str) -> None:
    """Let somebody have another's uppdrag from today on."""
    uppdrag = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(
            uppdrag.update()
            .where(uppdrag.c.person_id == lan.ids[who])
            .values(person_id=lan.ids[by])
        )


def test_sectors_join_when_the_matter_is_theirs(lan: Lan) -> None:
    rules = {"kravs": True, "sektorer": ["halso_och_sjukvard"]}
    area = {"namn": "Hjälpmedel", "sektorer": ["socialtjanst"]}
    lan.profile = lan.profile.model_copy(
        update={"godkannande": Godkannanderegler.model_validate(rules)}
    )
    sak = revision_in(lan, "slutligt")
    assert sorted(asked(lan, "godkann")) == ["ordforande", "region_kronoberg"]
    wider = Godkannanderegler.model_validate({**rules, "omrade": [area]})
    lan.profile = lan.profile.model_copy(update={"godkannande": wider})
    assert "Alvesta" in lan.offers(sak, "au_ledamot")["satt_pa_dagordning"].hinder[0]
    assert len(lan.rows(Remiss)) == 1


def test_a_reason_not_to_ask_the_parties_again_takes_no_ledamots_place(lan: Lan) -> None:
    sak = approved(lan)
    changed(lan, sak, "saklig")
    lan.step(sak, "sammankallande", "slutfor")
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    said = refused(lan, sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote(MOTESDAG))
    assert said.startswith("Godkännande saknas från")
    for who in LEDAMOTER:
        lan.step(sak, who, "godkann", version=2, ord="godkanner")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote(MOTESDAG, tid="15:00"))
    assert lan.lage(sak) == "pa_dagordning"


def unasked(lan: Lan) -> int:
    """Return a final text with a change that no comment asked for, before AU has chosen."""
    sak = revision_in(lan, "sammanstalls", avtal_id=None)
    new = {"text": LANGRE, "andring": "saklig", "sammanfattning": "Uppföljning.", **ONSKAT}
    lan.step(sak, "sammankallande", "slutfor", **new)
    return sak


def test_nobody_is_asked_to_approve_before_au_has_chosen_whether_the_parties_are_asked_again(
    lan: Lan,
) -> None:
    sak = unasked(lan)
    assert asked(lan, "godkann") == []
    waits = lan.rows(Frist, sak_id=sak, delfrist=True, stangd=None)
    assert waits == []
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Lessebo har rätt.")
    assert sorted(asked(lan, "godkann")) == sorted(LEDAMOTER)
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    letter = lan.rows(Avisering, mall="godkann")[0].text
    assert "Lessebo: uppföljning varje år." in letter
    assert "Lessebo har rätt." in letter
    assert len(lan.rows(Frist, sak_id=sak, delfrist=True, stangd=None)) == len(LEDAMOTER)


def test_what_is_approved_shows_who_wanted_the_change_and_why_nobody_is_asked_again(
    lan: Lan,
) -> None:
    sak = unasked(lan)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Lessebo har rätt.")
    with lan.database.read() as session:
        case = as_it_stands(session, sak, lan.actor(session, "alvesta"), lan.world)
    assert isinstance(case, RevisionCase)
    said = wished(case)
    assert "Lessebo: uppföljning varje år." in said
    assert "frågade inte igen: Lessebo har rätt." in said


def test_au_and_whoever_objected_are_told_that_the_text_is_written_anew(lan: Lan) -> None:
    sak = approved(lan, but="lessebo")
    lan.step(sak, "lessebo", "godkann", **{**JA, "ord": "invander", "text": "För dyrt."})
    lan.step(sak, "sammankallande", "omarbeta", skal="Kostnaden ses över.")
    told = asked(lan, "revision_omarbetas")
    assert "lessebo" in told
    assert "sekreterare" in told
    assert "sammankallande" not in told, "who did it"
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    (letter,) = [
        row.text
        for row in lan.rows(Avisering, mall="revision_omarbetas")
        if row.person_id == lan.ids["lessebo"]
    ]
    assert "Kostnaden ses över." in letter
    assert "lämna ett nytt förslag" not in letter


def test_only_whoever_has_the_card_is_told_to_take_a_position_on_an_objection(lan: Lan) -> None:
    sak = approved(lan, but="lessebo")
    lan.step(sak, "lessebo", "godkann", **{**JA, "ord": "invander", "text": "För dyrt."})
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    letters = {row.epost: row.amne for row in lan.rows(Avisering, mall="revision_part_invander")}
    told = {epost(who): letters[epost(who)] for who in ("sekreterare", "sammankallande")}
    assert "Ta ställning" in told[epost("sekreterare")]
    assert "Ta ställning" not in told[epost("sammankallande")]
    assert "Lessebo invänder mot texten" in told[epost("sammankallande")]
