"""A decision makes a group for a time; it works as others do, and its last day ends it.

The decision is of Friday 8 December 2023, the last day Friday 28 June 2024.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Arende, Avisering, Beslut, Frist, Grupp, Organ, Sak, Uppdrag
from support.county import TEXTER, Lan, epost
from support.guards import refused
from support.paths.arende import close_all
from support.paths.grupp import (
    NOT_LATER,
    NY,
    SISTA_DAG,
    at_a_later_meeting,
    bildad,
    decided,
    later_decision,
)
from support.paths.outside import DIALOG
from support.walks.foretold import carried
from workflows.county.organisation import NyttUppdrag, Who, add_uppdrag
from workflows.county.register import load_register
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.views import oversikt
from workflows.engine.clock import take_clock_steps
from workflows.engine.history.verification import verify
from workflows.ground.errors import Hindered, Malformed, RoleMissing
from workflows.grupp.create import create_grupp
from workflows.grupp.views import GruppVy, grupp
from workflows.mote.create import create_mote
from workflows.nouns import NOUNS

NAMN = str(NY["namn"])


def seen(lan: Lan, sak: int, who: str = "alvesta") -> GruppVy:
    with lan.database.read() as session:
        return grupp(session, lan.actor(session, who), lan.world, sak)


def organ(lan: Lan) -> Any:
    return lan.rows(Organ)[-1]


def cards(lan: Lan, who: str) -> list[str]:
    """Return what waits for somebody about the group, by the name of its button."""
    with lan.database.read() as session:
        rows = oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig
    return [row.knapp.rubrik for row in rows if row.slag == "grupp"]


def letters(lan: Lan, mall: str) -> set[str]:
    by_id = {person: who for who, person in lan.ids.items()}
    return {by_id[row.person_id] for row in lan.rows(Avisering, mall=mall)}


def carried_by(lan: Lan, kod: str) -> int:
    """Return an ärende whose dialog the organ carries on."""
    sak = at_a_later_meeting(lan)
    said = {**DIALOG, "barare": kod, "aterkommer": "2024-03-08"}
    lan.step(sak, "sekreterare", "fortsatt_dialog", **said)
    return sak


def test_a_decision_makes_a_group_whose_members_have_uppdrag_to_its_last_day(lan: Lan) -> None:
    sak = bildad(lan)
    view = seen(lan, sak)
    assert (view.namn, view.sista_dag) == (NAMN, date(2024, 6, 28))
    assert view.beslut == lan.rows(Beslut)[-1].beteckning
    assert [(one.namn, one.huvudman) for one in view.medlemmar if one.roll == "sammankallande"] == [
        ("Alvesta", "Alvesta")
    ]
    assert {one.huvudman for one in view.medlemmar} == {"Alvesta", "Lessebo", ""}
    rows = lan.rows(Uppdrag, organ_id=organ(lan).id)
    assert {row.tom for row in rows} == {date(2024, 6, 28)}
    close_all(lan)
    assert letters(lan, "grupp_bildad") == {"alvesta", "lessebo", "handlaggare"}


def test_only_au_and_the_secretary_write_that_a_decision_made_a_group(lan: Lan) -> None:
    beslut = decided(lan)
    with pytest.raises(RoleMissing) as refusal, lan.database.session() as session:
        create_grupp(session, {**NY, "beslut": beslut}, lan.actor(session, "alvesta"), lan.world)
    assert "Ny tillfällig grupp" in str(refusal.value)
    assert lan.rows(Grupp) == []


@pytest.mark.parametrize(
    ("said", "obstacle"),
    [
        ({"beslut": "LGS beslut 2023:99"}, "Det finns inget beslut med numret"),
        ({"sista_dag": "2023-12-08"}, "Välj en sista dag som inte har varit."),
        ({"namn": "Vårdförlopp"}, "Namnet ”Vårdförlopp” finns redan. Välj ett annat."),
        ({"medlemmar": ["nn@lan.example"]}, "nn@lan.example finns inte bland personerna."),
        ({"uppdrag": ""}, "Skriv gruppens uppdrag."),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_no_group_is_made(
    lan: Lan, said: dict[str, object], obstacle: str
) -> None:
    beslut = decided(lan)
    with pytest.raises(Hindered) as refusal:
        bildad(lan, **{"beslut": beslut, **said})
    assert any(obstacle in one for one in refusal.value.hinder)
    assert lan.rows(Grupp) == []


def test_a_group_has_meetings_and_carries_a_dialog_as_other_groups_do(lan: Lan) -> None:
    bildad(lan)
    kod = organ(lan).kod
    sak = carried_by(lan, kod)
    assert "aterrapportera" in lan.offers(sak, "alvesta")
    assert "aterrapportera" not in lan.offers(sak, "ljungby")
    with lan.database.session() as session:
        sent = {"organ": kod, "datum": "2024-02-02", "tid": "09:00"}
        mote = create_mote(session, sent, lan.actor(session, "alvesta"), lan.world)
    assert lan.lage(mote) == "planerat"
    [frist] = [one for one in lan.rows(Frist, sak_id=mote) if one.stangd is None]
    assert (frist.organ_id, frist.roll) == (organ(lan).id, "sammankallande")


def test_before_its_last_day_the_sammankallande_and_au_have_a_card_each(lan: Lan) -> None:
    sak = bildad(lan)
    lan.at("2024-03-01")
    assert (cards(lan, "alvesta"), cards(lan, "sekreterare")) == ([], [])
    lan.at("2024-06-26")
    assert cards(lan, "alvesta") == ["Avsluta eller förläng gruppen"]
    assert cards(lan, "sekreterare") == ["Avsluta eller förläng gruppen"]
    assert cards(lan, "lessebo") == []
    assert {"avsluta_gruppen", "forlang_gruppen"} <= set(lan.offers(sak, "alvesta"))
    assert {"avsluta_gruppen", "forlang_gruppen"} <= set(lan.offers(sak, "au_ledamot"))
    assert lan.offers(sak, "lessebo") == {}


def test_a_group_that_nobody_holds_together_is_au_s_alone_and_stands_there_once(lan: Lan) -> None:
    sak = bildad(lan)
    lan.at("2024-06-26")
    with lan.database.session() as session:
        leads = session.get_one(Uppdrag, lan.rows(Uppdrag, roll="sammankallande")[-1].id)
        leads.tom = date(2024, 6, 1)
    take_clock_steps(lan.database, lan.world)
    lan.step(sak, "au_ledamot", "forlang_gruppen", beslut=_second(lan), sista_dag="2024-06-30")
    assert cards(lan, "sekreterare") == ["Avsluta eller förläng gruppen"]


def _second(lan: Lan) -> str:
    now = lan.now
    found = later_decision(lan)
    lan.now = now
    return found


def test_a_decision_prolongs_the_group_and_every_uppdrag_in_it(lan: Lan) -> None:
    sak = bildad(lan)
    first = lan.rows(Beslut)[-1].beteckning
    beslut = later_decision(lan)
    for said, obstacle in (
        ({"beslut": first}, NOT_LATER.format(first, "förlänga")),
        ({"beslut": "LGS beslut 1"}, "Det finns inget beslut med numret ”LGS beslut 1”."),
        ({"sista_dag": SISTA_DAG}, "Välj en dag efter gruppens sista dag fredag 28 juni 2024."),
    ):
        prolong = {"beslut": beslut, "sista_dag": "2024-09-30", **said}
        assert refused(lan, sak, "alvesta", "forlang_gruppen", **prolong) == obstacle
    lan.step(sak, "alvesta", "forlang_gruppen", beslut=beslut, sista_dag="2024-09-30")
    assert {row.tom for row in lan.rows(Uppdrag, organ_id=organ(lan).id)} == {date(2024, 9, 30)}
    frister = [one for one in lan.rows(Frist, sak_id=sak) if one.stangd is None]
    assert {one.senast for one in frister} == {date(2024, 9, 30)}
    close_all(lan)
    assert letters(lan, "grupp_forlangd") == {"alvesta", "lessebo", "handlaggare", "sekreterare"}
    take_clock_steps(lan.at("2024-07-01").database, lan.world)
    assert lan.lage(sak) == "pagar"


def test_before_its_last_day_only_a_decision_ends_a_group(lan: Lan) -> None:
    sak = bildad(lan)
    lan.at("2024-05-02")
    obstacle = refused(lan, sak, "alvesta", "avsluta_gruppen", resultat="Klart.")
    assert obstacle == (
        "Gruppen har till fredag 28 juni 2024. Skriv vilket beslut som avslutar den före dess."
    )
    ended = {"resultat": "Klart.", "beslut": later_decision(lan)}
    lan.step(sak, "alvesta", "avsluta_gruppen", **ended)
    assert lan.lage(sak) == "avslutad"
    assert seen(lan, sak).sista_dag == organ(lan).tom == date(2024, 1, 26)


def test_on_its_last_day_the_group_says_what_came_of_it_and_what_it_carried_is_au_s(
    lan: Lan,
) -> None:
    sak = bildad(lan)
    dialog = carried_by(lan, organ(lan).kod)
    with lan.database.read() as session:
        ((claimed, so),) = carried(lan, session)
    assert claimed == so != []
    lan.at(SISTA_DAG).step(sak, "alvesta", "avsluta_gruppen", resultat="Förslaget är lämnat.")
    told = letters(lan, "grupp_avslutad")
    assert told == {"alvesta", "lessebo", "handlaggare", "sekreterare", "au_ordforande"}
    data = lan.rows(Avisering, mall="grupp_avslutad")[0].data
    assert data["bar"] == [f"{lan.rows(Arende, id=dialog)[0].beteckning} {TEXTER['rubrik']}"]
    [frist] = [one for one in lan.rows(Frist, sak_id=dialog) if one.stangd is None]
    assert frist.organ_id == next(one.id for one in lan.rows(Organ) if one.slag == "au")
    lan.at("2024-07-01")
    assert "aterrapportera" not in lan.offers(dialog, "alvesta")
    assert "aterrapportera" in lan.offers(dialog, "au_ledamot")
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []


def test_the_day_after_its_last_the_clock_ends_a_group_nobody_prolonged(lan: Lan) -> None:
    sak = bildad(lan)
    take_clock_steps(lan.at(SISTA_DAG).database, lan.world)
    assert lan.lage(sak) == "pagar"
    take_clock_steps(lan.at("2024-06-29").database, lan.world)
    assert lan.lage(sak) == "avslutad"
    assert "alvesta" in letters(lan, "grupp_avslutad")
    assert cards(lan, "sekreterare") == []


def test_an_uppdrag_in_a_group_lasts_no_longer_than_the_group(lan: Lan) -> None:
    bildad(lan)
    said = {"epost": epost("ljungby"), "namn": "Ljungby", "organ": NAMN, "roll": "representant"}
    who = Who(lan.now, lan.ids["sekreterare"])
    with pytest.raises(Malformed), lan.database.session() as session:
        late = NyttUppdrag.model_validate({**said, "tom": "2024-12-31"})
        add_uppdrag(session, late, profile=lan.profile, who=who)
    with lan.database.session() as session:
        new = NyttUppdrag.model_validate(said)
        given, _ = add_uppdrag(session, new, profile=lan.profile, who=who)
        assert given.tom == date(2024, 6, 28)


def test_an_ended_group_is_named_no_more_and_its_name_is_free(lan: Lan) -> None:
    sak = bildad(lan)
    beslut = lan.rows(Beslut)[-1].beteckning
    lan.at(SISTA_DAG).step(sak, "alvesta", "avsluta_gruppen", resultat="Klart.")
    with lan.database.read() as session:
        assert load_register(session).organ_named(NAMN) is None
    again = bildad(lan, beslut=beslut, sista_dag="2025-01-31")
    assert seen(lan, again).namn == NAMN
    assert len(lan.rows(Sak, slag="grupp")) == 2
