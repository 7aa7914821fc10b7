"""A chef and the kontaktperson see every revision, remiss and åtagande that concerns their party,
and the latter gets a letter of it each week.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Avisering, Remiss, Revision, Uppdrag
from models.vocabulary import Roll
from support.county import Lan, epost
from support.paths.arende import arende_in, atagande_in
from support.paths.revision import revision_in
from workflows.county.mandate import answers_for
from workflows.county.organisation import NyFranvaro
from workflows.county.register import load_register
from workflows.desk.absences import be_away
from workflows.desk.party import concerns, tell_contacts
from workflows.engine.visibility import is_visible


def contact(lan: Lan, who: str, kod: str) -> None:
    """Make somebody the kontaktperson of a huvudman."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named(kod)
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.KONTAKTPERSON,
                huvudman_id=party.id,
                from_=date(2023, 1, 1),
            )
        )


def seen(lan: Lan, who: str) -> list[tuple[str, bool]]:
    """Return where what concerns somebody's party leads, and whether it is answered."""
    with lan.database.read() as session:
        actor = lan.actor(session, who)
        found = concerns(session, actor, lan.world, answers_for(actor))
    return [(one.lank, one.besvarad) for one in found]


def letters(lan: Lan, day: str) -> list[Avisering]:
    """Let the weekly letters of a day be written; return those there are by then."""
    with lan.at(day).database.session() as session:
        tell_contacts(session, lan.world)
    return list(lan.rows(Avisering, mall="parten"))


@pytest.mark.parametrize("lage", ["initierad", "utarbetas", "hos_au", "pa_remiss"])
def test_a_chef_sees_a_revision_of_an_agreement_of_theirs_from_its_first_day(
    lan: Lan, lage: str
) -> None:
    sak = revision_in(lan, lage)
    place = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}"
    assert place in [lank for lank, _ in seen(lan, "alvesta")]
    assert seen(lan, "handlaggare") == [], "answers for no party"


def test_a_remiss_stands_there_also_when_it_is_answered(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    ((place, answered),) = seen(lan, "alvesta")
    assert (place.startswith("/remisser/"), answered) == (True, False)
    lan.step(int(place.rpartition("/")[2]), "alvesta", "svara", stallningstagande="tillstyrker")
    assert seen(lan, "alvesta") == [(place, True)]
    assert seen(lan, "ljungby") == [], "not asked"


def test_a_remiss_to_a_ledamot_by_name_concerns_the_huvudman_and_stands_there_once(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "under_beredning")
    by_name = [{"slag": "person", "kod": epost("alvesta")}, {"slag": "huvudman", "kod": "alvesta"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-04", mottagare=by_name)
    remiss = lan.rows(Remiss)[-1].id
    assert seen(lan, "alvesta") == [(f"/remisser/{remiss}", False)]
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker", mottagare="alvesta")
    assert seen(lan, "alvesta") == [(f"/remisser/{remiss}", False)], "one of the two is silent"


def test_an_atagande_stands_there_until_it_is_settled(lan: Lan) -> None:
    sak = atagande_in(lan, "tilldelat")
    assert (f"/ataganden/{sak}", False) in seen(lan, "alvesta")
    lan.step(sak, "alvesta", "rapportera")
    lan.step(sak, "region_kronoberg", "verifiera")
    assert (f"/ataganden/{sak}", False) not in seen(lan, "alvesta")


def test_the_kontaktperson_gets_one_letter_a_week_on_the_chosen_day(lan: Lan) -> None:
    contact(lan, "utanfor", "alvesta")
    atagande_in(lan, "tilldelat")
    (letter,) = letters(lan, "2023-12-11")
    assert letter.person_id == lan.ids["utanfor"]
    assert [row["slag"] for row in letter.data["rader"]] == ["åtagande"]
    assert len(letters(lan, "2023-12-13")) == 1, "the same week"
    assert len(letters(lan, "2023-12-18")) == 2


def test_there_is_no_weekly_letter_where_nothing_concerns_the_party(lan: Lan) -> None:
    contact(lan, "utanfor", "tingsryd")
    assert letters(lan, "2023-11-13") == []


def test_while_a_kontaktperson_is_away_the_ersattare_gets_the_weekly_letter(lan: Lan) -> None:
    contact(lan, "barare", "alvesta")
    arende_in(lan, "pa_remiss")
    away = NyFranvaro.model_validate(
        {"from": "2023-11-09", "tom": "2023-11-17", "ersattare": epost("alvesta")}
    )
    with lan.database.session() as session:
        be_away(session, lan.ids["barare"], away, lan.actor(session, "sekreterare"), lan.world)
    (letter,) = letters(lan, "2023-11-13")
    assert letter.person_id == lan.ids["alvesta"]
    assert letter.skal.startswith("Du är ersättare för ")
    assert [one.person_id for one in letters(lan, "2023-11-20")][1:] == [lan.ids["barare"]]


def test_what_is_written_is_a_party_s_chef_s_to_see_and_not_anybody_s_with_an_uppdrag_for_it(
    lan: Lan,
) -> None:
    sak = revision_in(lan, "utarbetas")
    with lan.database.session() as session:
        register = load_register(session)
        party, group = register.huvudman_named("alvesta"), register.organ_named("pg_analys")
        assert party is not None
        assert group is not None
        session.add(
            Uppdrag(
                person_id=lan.ids["utanfor"],
                organ_id=group.id,
                roll=Roll.REPRESENTANT,
                huvudman_id=party.id,
                from_=date(2023, 1, 1),
            )
        )
    with lan.database.read() as session:
        sees = {
            who: is_visible(session, lan.actor(session, who), sak, lan.world)
            for who in ("alvesta", "utanfor")
        }
    assert sees == {"alvesta": True, "utanfor": False}
