"""Work that something stands in the way of is still somebody's, and one job has one date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Avisering, Avtal, Frist, Godkannande, Remiss, Revision, Synpunkt
from support.county import KOMMUNER, Lan
from support.paths.avtal import avtal
from support.paths.revision import break_off, revision, revision_in
from support.reminding import live
from workflows.avtal.offered import next_step
from workflows.avtal.views import avtal as agreement
from workflows.county.profile.approval import Godkannanderegler
from workflows.desk.tasks import AttGora
from workflows.desk.views import oversikt
from workflows.reminders.ladder import held
from workflows.remiss.views import remiss as round_of

LEDAMOTER = ("ordforande", *KOMMUNER, "region_kronoberg")


def cards(lan: Lan, who: str) -> list[AttGora]:
    with lan.database.read() as session:
        return list(oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig)


def reminded(lan: Lan, sak: int) -> bool:
    """Tell whether anybody can get a reminder about the day of a matter itself."""
    with lan.database.read() as session:
        return any(one.frist.sak_id == sak for one in held(session, lan.world))


@pytest.fixture
def answered(lan: Lan) -> int:
    """A revision whose round has closed with a comment that nobody has answered."""
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    lan.at("2023-11-20")
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker", synpunkter=["Otydligt."])
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    if lan.lage(sak) == "pa_remiss":
        lan.step(sak, "klockan", "sammanstall")
    return sak


def test_after_a_remiss_on_an_agreement_the_group_has_the_comments_to_answer(
    lan: Lan, answered: int
) -> None:
    remiss = lan.rows(Remiss, om_id=answered)[-1].id
    (own,) = (
        row for row in lan.rows(Frist, sak_id=answered) if row.stangd is None and not row.delfrist
    )
    (card,) = cards(lan, "sammankallande")
    assert (card.knapp.rubrik, card.knapp.href) == ("Besvara 1 synpunkt", f"/remisser/{remiss}")
    with lan.database.read() as session:
        page = round_of(session, lan.actor(session, "sammankallande"), lan.world, remiss)
    assert page.frist is not None
    assert card.senast == own.senast == page.frist.senast
    lan.step(
        remiss,
        "sammankallande",
        "besvara_synpunkt",
        synpunkt=[lan.rows(Synpunkt)[0].id],
        svar="tillgodoses",
        motivering="Vi förtydligar.",
    )
    (card,) = cards(lan, "sammankallande")
    nr = lan.rows(Revision, id=answered)[0].nr
    assert (card.knapp.rubrik, card.knapp.href) == (
        "Lås den slutliga texten",
        f"/revisioner/{nr}",
    )


def test_the_letter_says_what_the_card_says_and_by_the_same_day(lan: Lan, answered: int) -> None:
    (card,) = cards(lan, "sammankallande")
    live(lan, lan.world.today.isoformat(), card.senast.isoformat())
    letters = [row.data for row in lan.rows(Avisering, person_id=lan.ids["sammankallande"])]
    said = {
        (row["att_gora"], row["senast"])
        for data in letters
        for row in data.get("rader", ())
        if row["sak"] == answered
    }
    assert said == {(card.knapp.rubrik, card.senast.isoformat())}


@pytest.fixture
def objected(lan: Lan) -> int:
    """A final text that every ledamot stands behind but one, who objects."""
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    sak = revision_in(lan, "slutligt")
    for who in LEDAMOTER:
        said = {"ord": "invander", "text": "Nej."} if who == "lessebo" else {"ord": "godkanner"}
        lan.step(sak, who, "godkann", version=1, **said)
    return sak


def test_an_objection_is_aus_to_deal_with_and_its_card_says_so(lan: Lan, objected: int) -> None:
    assert lan.rows(Godkannande, revision_id=objected)
    nr = lan.rows(Revision, id=objected)[0].nr
    found = [one for one in cards(lan, "sekreterare") if one.knapp.href == f"/revisioner/{nr}"]
    assert [one.knapp.rubrik for one in found] == ["Ta hand om invändningen"]
    assert lan.offers(objected, "sekreterare")["omarbeta"].oppet
    assert reminded(lan, objected)


def test_while_ledamoter_are_waited_for_au_is_not(lan: Lan) -> None:
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    sak = revision_in(lan, "slutligt")
    nr = lan.rows(Revision, id=sak)[0].nr
    (own, *_) = (row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None)
    lan.at(own.senast.isoformat())
    assert f"/revisioner/{nr}" not in [one.knapp.href for one in cards(lan, "sekreterare")]
    asked = [one.knapp.href for one in cards(lan, "lessebo")]
    assert f"/revisioner/{nr}/steg/godkann" in asked


@pytest.mark.parametrize("lage", ["i_kraft", "planerat"])
def test_while_a_revision_runs_nobody_is_asked_about_the_text_it_replaces(
    lan: Lan, lage: str
) -> None:
    textless: dict[str, Any] = {"text": None, "galler_fran": None}
    said = textless if lage == "planerat" else {}
    sak = avtal(lan, oversyn="2023-11-14", **said)
    assert lan.lage(sak) == lage
    slug = lan.rows(Avtal, id=sak)[0].slug
    owner = "sammankallande"
    lan.at("2023-12-05")
    before = f"/avtal/{slug}" in [one.knapp.href for one in cards(lan, owner)]
    assert (before, reminded(lan, sak)) == (True, True)
    begun = revision(lan, sak)
    assert f"/avtal/{slug}" not in [one.knapp.href for one in cards(lan, owner)]
    assert not reminded(lan, sak)
    break_off(lan, begun, "Inte nu.")
    assert f"/avtal/{slug}" in [one.knapp.href for one in cards(lan, owner)]


def asked_on_its_page(lan: Lan, slug: str, *, revised: bool) -> str | None:
    """Return the label of the step the page of an agreement is about."""
    with lan.database.read() as session:
        vy = agreement(session, lan.actor(session, "sammankallande"), lan.world, slug)
    step, _ = next_step(vy, lan.world.today, revised=revised)
    return step.rubrik if step else None


def test_nor_does_its_page_ask_while_the_text_is_revised(lan: Lan) -> None:
    sak = avtal(lan, oversyn="2023-11-14")
    slug = lan.rows(Avtal, id=sak)[0].slug
    assert asked_on_its_page(lan, slug, revised=False) == "Texten håller"
    assert asked_on_its_page(lan, slug, revised=True) is None


def test_that_it_ends_is_asked_about_all_the_same(lan: Lan) -> None:
    sak = avtal(lan, giltig_till="2023-12-15", forlangning="upphor")
    slug = lan.rows(Avtal, id=sak)[0].slug
    lan.at("2023-12-05")
    revision(lan, sak)
    (card,) = (one for one in cards(lan, "sammankallande") if one.knapp.href == f"/avtal/{slug}")
    assert (card.knapp.rubrik, card.senast) == ("Förläng eller låt upphöra", date(2023, 12, 15))


def test_a_party_that_has_not_prolonged_has_a_card_of_its_own_until_it_has(lan: Lan) -> None:
    three: dict[str, Any] = {
        "forlangning": "parterna",
        "forlangning_manader": 3,
        "giltig_till": "2023-12-31",
    }
    sak = avtal(lan.at("2023-12-18"), **three)
    (card,) = cards(lan, "lessebo")
    assert card.rubrik == "Avtal om hjälpmedel: Lessebo beslutar om förlängning"
    assert card.knapp.href == "/avtal/avtal-om-hjalpmedel/steg/parten_forlanger"
    assert card.senast == date(2023, 12, 31)
    yes = {"till": "2024-03-31", "instans": "Nämnden", "datum": "2023-12-12", "paragraf": "§ 3"}
    lan.step(sak, "lessebo", "parten_forlanger", **yes, utfall="ja")
    assert cards(lan, "lessebo") == []
    (group,) = cards(lan, "sammankallande")
    assert group.knapp.rubrik == "Se vilka som inte har beslutat"
