"""A letter that waited for a meeting to be closed is true when it leaves: what it asks for is still
waited for, and it goes to whoever has the place then, at the address then.

The meeting is that of 8 December 2023.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from models.lagen import MoteLage
from models.tables import Avisering, HalletBrev, Mote, Organ, Person, Uppdrag
from support.county import Lan, epost
from support.paths.arende import arende_in
from support.paths.outside import DIALOG
from support.paths.revision import BESLUT, JA, revision_in
from workflows.engine.door import as_it_stands
from workflows.engine.letters.reach import reached

NATVERKET = "socialchefsnatverket"


def _open_meeting(lan: Lan) -> int:
    return next(int(one.id) for one in lan.rows(Mote) if lan.lage(one.id) == MoteLage.OPPNAT.value)


def _in_dialog(lan: Lan) -> tuple[int, int]:
    sak = arende_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    return sak, _open_meeting(lan)


def _told(lan: Lan, mall: str = "dialog") -> list[tuple[int, str]]:
    return [(one.person_id, one.epost) for one in lan.rows(Avisering, mall=mall)]


def _who_is_named(lan: Lan, mote: int) -> tuple[str, ...]:
    """Return those who get a letter, as the page that closes the meeting says."""
    with lan.database.read() as session:
        case = as_it_stands(session, mote, lan.actor(session, "sekreterare"), lan.world)
        step = case.noun.lifecycle.step("avsluta")
        assert step is not None
        return reached(session, case, step)


def test_a_dialog_that_is_over_when_the_meeting_is_closed_asks_nobody_to_carry_it(lan: Lan) -> None:
    sak, mote = _in_dialog(lan)
    name = lan.rows(Person, id=lan.rows(HalletBrev, mall="dialog")[0].person_id)[0].namn
    assert name in _who_is_named(lan, mote)
    lan.step(sak, "au_ledamot", "aterrapportera", svar="Alla vill.")
    assert name not in _who_is_named(lan, mote)
    lan.step(mote, "sekreterare", "avsluta")
    assert _told(lan) == []
    assert lan.rows(HalletBrev) == []


def test_parties_that_all_have_decided_are_not_asked_to_when_the_meeting_is_closed(
    lan: Lan,
) -> None:
    sak = revision_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", **BESLUT)
    kept = {one.mall for one in lan.rows(HalletBrev)}
    assert "revision_parten" in kept
    lan.at("2023-12-12")
    for part in ("alvesta", "lessebo", "ljungby", "region_kronoberg"):
        if "parten_beslutar" in lan.offers(sak, part):
            lan.step(sak, part, "parten_beslutar", **JA)
    assert lan.lage(sak) == "signeras"
    lan.step(_open_meeting(lan), "sekreterare", "avsluta")
    assert _told(lan, "revision_parten") == []
    assert _told(lan, "revision_signera") != []


def test_who_has_left_gets_nothing_and_the_successor_does(lan: Lan) -> None:
    _, mote = _in_dialog(lan)
    before = lan.rows(HalletBrev, mall="dialog")[0].person_id
    (organ,) = lan.rows(Organ, kod=NATVERKET)
    _hand_over(lan, before, lan.ids["lessebo"], organ.id)
    lan.at("2023-12-11").step(mote, "sekreterare", "avsluta")
    assert _told(lan) == [(lan.ids["lessebo"], epost("lessebo"))]
    (letter,) = lan.rows(Avisering, mall="dialog")
    assert letter.data["namn"] == "Lessebo"
    assert "till" not in letter.data


def _hand_over(lan: Lan, before: int, after: int, organ_id: int) -> None:
    with lan.database.session() as session:
        theirs = select(Uppdrag).where(Uppdrag.person_id == before, Uppdrag.organ_id == organ_id)
        for one in session.exec(theirs).all():
            one.tom = date(2023, 12, 8)
            begins = date(2023, 12, 9)
            session.add(Uppdrag(person_id=after, organ_id=organ_id, roll=one.roll, from_=begins))


def test_an_address_that_was_changed_meanwhile_is_the_one_that_is_used(lan: Lan) -> None:
    _, mote = _in_dialog(lan)
    person = lan.rows(HalletBrev, mall="dialog")[0].person_id
    with lan.database.session() as session:
        known = session.get(Person, person)
        assert known is not None
        known.epost = "ny@lan.example"
    lan.step(mote, "sekreterare", "avsluta")
    assert _told(lan) == [(person, "ny@lan.example")]


def test_what_has_gone_out_on_time_is_the_same_letter_as_ever(lan: Lan) -> None:
    sak, mote = _in_dialog(lan)
    lan.step(mote, "sekreterare", "avsluta")
    (letter,) = lan.rows(Avisering, mall="dialog")
    assert letter.sak_id == sak
    assert letter.data["fore_justering"] is True
    assert letter.data["barare"] == "Socialchefsnätverket"
