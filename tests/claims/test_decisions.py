"""What is said of decisions and åtaganden is so: who got a letter and when, who follows, what is
left, and of whom the numbers are.
"""

from __future__ import annotations

import pytest

from models.base import table_of
from models.tables import Atagande, Avisering, Beslut, Person, Revision
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan
from support.house.reading import page
from support.paths.arende import arende_in, atagande_given, atagande_in
from support.paths.revision import (
    IKRAFT,
    JA,
    NAMNTECKNING,
    PARTER,
    decided,
    revision_in,
    sha_of,
)
from support.paths.revision import UPPGIFT as I_TEXTEN
from support.reminding import live
from support.site import Sajt

NONE_SENT = "Inget brev om åtagandet har skickats än."


def card(said: str, heading: str) -> str:
    """Return what stands under a heading, the heading's line first."""
    return said[said.index(f"\n{heading}\n") + 1 :]


def told_of(sajt: Sajt, atagande: int) -> str:
    return card(page(sajt, "lessebo", f"/ataganden/{atagande}"), "Brev")


def post(lan: Lan) -> None:
    deliver(lan.database, Mailbox(), lan.now)


def test_the_letter_that_gave_an_atagande_stands_on_its_page(sajt: Sajt) -> None:
    atagande = atagande_given(sajt.lan)
    post(sajt.lan)
    said = told_of(sajt, atagande)
    assert "Inget brev" not in said
    assert "Alvesta\n8 december 2023 kl. 9.00" in said


def test_a_digest_that_only_mentions_an_atagande_is_a_letter_about_it(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_dagordning")
    alvesta = [{"slag": "huvudman", "kod": "alvesta"}]
    given = [
        {**UPPGIFT, "mottagare": alvesta, "text": f"Uppgift {day}", "senast": day}
        for day in ("2024-01-26", "2024-02-09")
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)
    live(lan, "2024-01-08", "2024-01-15")
    post(lan)
    digest = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")[-1]
    ahead = int(lan.rows(Atagande)[-1].id)
    assert [row["sak"] for row in digest.data["vantar"]] == [ahead]
    assert [row["sak"] for row in digest.data["rader"]] != [ahead]
    day = digest.skickad.astimezone().date()
    assert f"{day.day} januari 2024" in told_of(sajt, ahead)


def test_a_letter_that_waits_or_was_never_needed_is_not_said_to_be_sent(sajt: Sajt) -> None:
    atagande = atagande_given(sajt.lan)
    assert "väntar på att skickas" in told_of(sajt, atagande)
    letter = table_of(Avisering)
    with sajt.lan.database.session() as session:
        session.execute(letter.update().values(lage="onodig"))
    assert NONE_SENT in told_of(sajt, atagande)


def test_what_a_party_says_that_it_does_not_follow_is_not_under_way(sajt: Sajt) -> None:
    atagande = atagande_given(sajt.lan, senast="tills_vidare")
    sajt.lan.step(atagande, "alvesta", "stam_av", foljs="inte")
    said = page(sajt, "lessebo", "/beslut")
    assert "1 följer inte helt" in said
    assert "pågår" not in said


@pytest.mark.parametrize("lage", ["hos_parterna", "signeras"])
def test_a_decision_on_a_text_says_who_has_to_do_what_though_it_gave_no_ataganden(
    sajt: Sajt, lage: str
) -> None:
    revision_in(sajt.lan, lage)
    said = page(sajt, "lessebo", f"/beslut/{sajt.lan.rows(Beslut)[-1].nr}")
    assert "Ingen behöver göra något" not in said
    assert "Beslutet gav inga åtaganden." in said
    assert "Alvesta, Lessebo och Regionen" in card(said, "Beslutet gav inga åtaganden.")


@pytest.mark.parametrize("later", [False, True])
def test_what_is_given_when_the_text_holds_is_not_said_to_be_nothing(
    sajt: Sajt, *, later: bool
) -> None:
    lan = sajt.lan
    gives = {"inga_ataganden": False, "ataganden": [I_TEXTEN]}
    sak = decided(**gives)(lan.at("2023-11-07"), None)
    if later:
        for who in PARTER:
            lan.at("2023-12-18").step(sak, who, "parten_beslutar", **JA)
        for who in PARTER:
            lan.step(sak, who, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
        lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    decision = page(sajt, "lessebo", f"/beslut/{lan.rows(Beslut)[-1].nr}")
    revision = page(sajt, "lessebo", f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}")
    register = page(sajt, "lessebo", "/beslut")
    for said in (decision, revision, register):
        assert "inga åtaganden" not in said.lower()
        assert ("ges när texten börjar gälla" in said) is not later
    assert "Inför texten" in decision


def test_when_nobody_is_waited_for_a_decision_without_ataganden_says_so(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_dagordning")
    sajt.lan.step(
        sak,
        "sekreterare",
        "besluta",
        utfall="bifall",
        beslutstext="Ja.",
        inga_ataganden=True,
    )
    nr = sajt.lan.rows(Beslut)[-1].nr
    assert "Ingen behöver göra något." in page(sajt, "lessebo", f"/beslut/{nr}")


def test_that_a_text_can_be_changed_is_said_only_where_a_step_changes_it(sajt: Sajt) -> None:
    atagande_given(sajt.lan)
    said = page(sajt, "lessebo", f"/beslut/{sajt.lan.rows(Beslut)[-1].nr}")
    assert "inte justerade än" in said
    steps = sajt.lan.offers(sajt.lan.rows(Beslut)[-1].mote_id, "sekreterare")
    can = any("beslutstext" in {one["namn"] for one in step.falt} for step in steps.values())
    assert ("texten kan ändras" in said) is can


def two_late(lan: Lan) -> None:
    """Give Alvesta one åtagande and Lessebo two, and let the day go by."""
    sak = arende_in(lan, "pa_dagordning")
    given = [
        {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": kod}], "text": f"Uppgift {n}"}
        for n, kod in enumerate(("alvesta", "lessebo", "lessebo"))
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)
    lan.at("2024-02-05")


def test_the_numbers_of_a_filtered_matrix_are_of_what_the_filter_leaves(sajt: Sajt) -> None:
    two_late(sajt.lan)
    for path, number in (
        ("/efterlevnad", "3försenade åtaganden"),
        ("/efterlevnad?huvudman=Alvesta", "1försenat åtagande"),
        ("/efterlevnad?huvudman=Lessebo", "2försenade åtaganden"),
        ("/efterlevnad?ar=2022&alla=true", "0försenade åtaganden"),
        (
            f"/efterlevnad?beslut={sajt.lan.rows(Beslut)[-1].nr}&huvudman=Alvesta",
            "1försenat åtagande",
        ),
    ):
        assert number in page(sajt, "sekreterare", path), path


def test_a_number_above_the_matrix_leads_to_as_many_rows_as_it_says(sajt: Sajt) -> None:
    two_late(sajt.lan)
    html = sajt.client("sekreterare").http.get("/efterlevnad?huvudman=Alvesta").text
    assert "/ataganden?ord=forsenat&amp;huvudman=alvesta" in html
    rows = page(sajt, "sekreterare", "/ataganden?ord=forsenat&huvudman=alvesta")
    assert rows.count("Försenat ·") == 1


def test_a_rung_is_named_by_how_far_off_the_day_was_when_it_was_said(sajt: Sajt) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")  # due on Friday 26 January 2024
    chosen = table_of(Person).update().where(table_of(Person).c.id == sajt.lan.ids["alvesta"])
    with sajt.lan.database.session() as session:
        session.execute(chosen.values(brevdag=3))  # the rung of ten is reached on the 12th
    live(sajt.lan, "2024-01-11", "2024-01-17")
    said = card(page(sajt, "lessebo", f"/ataganden/{atagande}"), "Påmind")
    assert "ons 17 jan 2024, sju arbetsdagar före" in said
    assert "tio arbetsdagar" not in said


def test_one_of_several_is_told_who_it_is(sajt: Sajt) -> None:
    """The rows of a chef name the decision they come from."""
    atagande_given(sajt.lan)
    said = page(sajt, "alvesta", "/")
    assert "LGS beslut 2023:1" in said
