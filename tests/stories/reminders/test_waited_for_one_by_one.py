"""Each party that is to decide or sign, and each ledamot that is to approve, has a day and
reminders of its own.
"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from models.tables import Avisering, Frist, Revision
from support.county import KOMMUNER, Lan
from support.paths.revision import JA, NAMNTECKNING, PARTER, revision_in, sha_of
from support.reminding import got, live
from workflows.county.profile.approval import Godkannanderegler
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.views import oversikt
from workflows.handling.pages import load_frister
from workflows.reminders.renew import renew

LEDAMOTER = ("ordforande", *KOMMUNER, "region_kronoberg")


@pytest.fixture
def approving(lan: Lan) -> Lan:
    """The county, where every ledamot must approve."""
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    return lan


def waited_for(lan: Lan, sak: int) -> dict[str, str]:
    """Return by when each of those is waited for who is waited for one by one."""
    rows = [row for row in lan.rows(Frist, sak_id=sak) if row.delfrist and row.stangd is None]
    return {row.drag: row.senast.isoformat() for row in rows}


def nothing_lost(lan: Lan) -> list[str]:
    with lan.database.read() as session:
        return open_without_owner(session, lan.world)


def rows_of(lan: Lan, who: str) -> list[dict[str, object]]:
    """Return what the reminders say that somebody has got, oldest first."""
    letters = [row for row in lan.rows(Avisering, person_id=lan.ids[who]) if row.data.get("rader")]
    return [line for letter in letters for line in letter.data["rader"]]


def test_a_party_that_has_not_decided_is_reminded_until_it_has(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    assert waited_for(lan, sak) == dict.fromkeys(("Alvesta", "Lessebo", "Regionen"), "2024-01-31")
    lan.at("2023-12-18").step(sak, "lessebo", "parten_beslutar", **JA)
    assert set(waited_for(lan, sak)) == {"Alvesta", "Regionen"}
    live(lan, "2024-01-15", "2024-02-02")
    assert got(lan, "lessebo") == []
    assert len(got(lan, "alvesta")) >= 2
    row = rows_of(lan, "alvesta")[-1]
    assert (row["att_gora"], row["for"]) == ("Skriv in partens beslut", "Alvesta")
    assert str(row["lank"]).endswith("/steg/parten_beslutar")


def test_au_sees_who_is_left_and_has_it_in_its_list_when_the_day_has_gone(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    lan.at("2023-12-18").step(sak, "lessebo", "parten_beslutar", **JA)
    assert left(lan, sak) == ("Alvesta", "Regionen")
    lan.at("2024-01-17")
    assert (
        waits(lan, "alvesta", sak),
        waits(lan, "lessebo", sak),
        waits(lan, "sekreterare", sak),
    ) == (1, 0, 0)
    assert waits(lan.at("2024-01-31"), "sekreterare", sak) == 0
    assert waits(lan.at("2024-02-01"), "sekreterare", sak) == 1


def test_when_all_have_answered_and_one_said_no_it_is_au_that_goes_on(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    lan.at("2023-12-18").step(
        sak, "lessebo", "parten_beslutar", **{**JA, "utfall": "nej", "villkor": "För dyrt."}
    )
    assert waits(lan, "sekreterare", sak) == 0
    for who in ("alvesta", "region_kronoberg"):
        lan.step(sak, who, "parten_beslutar", **JA)
    own = next(row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None)
    assert (own.drag, own.pamin) == ("⟨au⟩", True)
    assert waits(lan, "sekreterare", sak) == 1
    lan.step(sak, "lessebo", "parten_beslutar", **JA)
    assert lan.lage(sak) == "signeras"


def left(lan: Lan, sak: int) -> tuple[str, ...]:
    """Return who is still waited for, as every page says it."""
    with lan.database.read() as session:
        return load_frister(session, [sak], lan.world)[sak].aterstar


def waits(lan: Lan, who: str, sak: int) -> int:
    """Return how many rows about the revision somebody has under Väntar på dig."""
    nr = lan.rows(Revision, id=sak)[0].nr
    with lan.database.read() as session:
        mine = oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig
    return sum(row.knapp.href.startswith(f"/revisioner/{nr}") for row in mine)


def test_a_party_that_said_no_is_not_asked_again_before_there_is_another_text(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    lan.at("2023-12-18").step(
        sak, "lessebo", "parten_beslutar", **{**JA, "utfall": "nej", "villkor": "För dyrt."}
    )
    assert "Lessebo" not in waited_for(lan, sak)
    lan.step(sak, "au_ledamot", "omarbeta", skal="Lessebo sa nej.")
    assert set(waited_for(lan, sak)) == {"⟨au⟩"}, "AU alone keeps watch over the group's time"
    assert nothing_lost(lan) == []


def test_a_party_that_has_not_signed_is_reminded_until_it_has(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    assert set(waited_for(lan, sak)) == {"Alvesta", "Lessebo", "Regionen"}
    lan.step(sak, "lessebo", "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    lan.step(
        sak,
        "sekreterare",
        "slapp_part",
        mote=lan.at_meeting(),
        part="region_kronoberg",
        skal="Regionen vill inte.",
    )
    assert set(waited_for(lan, sak)) == {"Alvesta"}
    live(lan, "2024-01-15", "2024-02-02")
    assert got(lan, "lessebo") == []
    assert {row["att_gora"] for row in rows_of(lan, "alvesta")} == {"Läs och skriv under"}
    lan.step(sak, "alvesta", "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    assert waited_for(lan, sak) == {}


def test_a_ledamot_that_has_not_said_its_word_is_reminded_with_a_link_to_say_it(
    approving: Lan,
) -> None:
    sak = revision_in(approving, "slutligt")
    assert len(waited_for(approving, sak)) == len(LEDAMOTER)
    for who in LEDAMOTER:
        if who != "alvesta":
            approving.step(sak, who, "godkann", version=1, ord="godkanner")
    assert len(waited_for(approving, sak)) == 1
    assert agreed(approving) == []
    day = approving.rows(Frist, sak_id=sak)[-1].senast
    live(approving, "2023-11-24", day.isoformat())
    assert got(approving, "lessebo") == []
    assert rows_of(approving, "alvesta")[-1]["svara"] == {"sak": sak, "steg": "godkann", "del": 1}
    approving.step(sak, "alvesta", "godkann", version=1, ord="godkanner")
    assert waited_for(approving, sak) == {}
    assert agreed(approving) == [approving.ids["sekreterare"]]


def agreed(lan: Lan) -> list[int]:
    """Return who has been told that all stand behind the text."""
    return [row.person_id for row in lan.rows(Avisering, mall="revision_alla_godkant")]


def test_who_objects_is_not_reminded_and_au_is_not_told_that_all_agree(approving: Lan) -> None:
    sak = revision_in(approving, "slutligt")
    for who in LEDAMOTER:
        approving.step(sak, who, "godkann", version=1, **_word(who))
    assert waited_for(approving, sak) == {}
    assert agreed(approving) == []
    approving.step(sak, "lessebo", "godkann", version=1, ord="godkanner")
    assert agreed(approving) == [approving.ids["sekreterare"]]


def _word(who: str) -> dict[str, str]:
    return {"ord": "invander", "text": "För dyrt."} if who == "lessebo" else {"ord": "godkanner"}


def test_the_one_who_takes_over_the_uppdrag_is_waited_for_instead(approving: Lan) -> None:
    sak = revision_in(approving, "slutligt")
    with approving.database.session() as session:
        mine = {"who": approving.ids["alvesta"], "new": approving.ids["utanfor"]}
        session.execute(text("UPDATE uppdrag SET person_id = :new WHERE person_id = :who"), mine)
    assert nothing_lost(approving) != []
    assert renew(approving.database, approving.world) == 1
    assert renew(approving.database, approving.world) == 0
    held = {
        row.person_id
        for row in approving.rows(Frist, sak_id=sak)
        if row.delfrist and row.stangd is None
    }
    assert approving.ids["utanfor"] in held
    assert approving.ids["alvesta"] not in held
    assert nothing_lost(approving) == []


@pytest.mark.parametrize("lage", ["hos_parterna", "signeras"])
def test_a_party_whose_frist_is_gone_is_found_by_night_and_gets_one_in_the_morning(
    lan: Lan, lage: str
) -> None:
    sak = revision_in(lan, lage)
    with lan.database.session() as session:
        session.execute(
            text("UPDATE frist SET stangd = now() WHERE delfrist AND sak_id = :sak"), {"sak": sak}
        )
    (said,) = nothing_lost(lan)
    assert "saknar frist" in said
    renew(lan.database, lan.world)
    assert nothing_lost(lan) == []
    assert len(waited_for(lan, sak)) == len(PARTER)
