"""What is handed to a group for a time is handed to one that is there: no matter lies with a group
that has ended, whoever was first and whatever process they were in.

The group's last day is Friday 28 June 2024; the meeting of 26 January is open still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlmodel import Session

from models.database import Database
from models.tables import Arende, Avisering, Mote, Organ, Revision
from models.vocabulary import OrganSlag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from stories.nothing_lost.test_a_group_for_a_time import carried_by, organ
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.grupp import SISTA_DAG, at_a_later_meeting, bildad
from support.paths.outside import DIALOG
from support.paths.revision import revision_in
from support.racing import at_once
from workflows.county.register import as_it_is_now, load_register
from workflows.engine.clock import take_clock_steps
from workflows.engine.door import Ask, take_step
from workflows.ground.errors import Hindered
from workflows.mote.create import create_mote

ENDED = "Arbetsgrupp för Link har avslutats. Välj någon annan."


def _ready(lan: Lan) -> tuple[int, int, dict[str, Any]]:
    """Return a group, a matter at an open meeting, and what hands that to the group, on the last
    day of the group.
    """
    grupp, kod = bildad(lan), organ(lan).kod
    sak = at_a_later_meeting(lan)
    lan.at(SISTA_DAG)
    return grupp, sak, {**DIALOG, "barare": kod, "aterkommer": "2024-08-30"}


@contextmanager
def _another_process(lan: Lan) -> Iterator[Session]:
    """Open a transaction in a process whose register was read before."""
    other = Database(lan.database.url)
    try:
        with other.session() as session:
            load_register(session)
            yield session
    finally:
        other.engine.dispose()


def _end(lan: Lan, grupp: int) -> bool:
    return lan.step(grupp, "au_ledamot", "avsluta_gruppen", resultat="Klart.")


@pytest.mark.parametrize("first", [0, 1, 2, 3])
def test_a_dialog_given_while_the_group_ends_lies_with_no_ended_group(lan: Lan, first: int) -> None:
    grupp, sak, said = _ready(lan)
    acts = (
        lambda: lan.step(sak, "sekreterare", "fortsatt_dialog", **said),
        lambda: _end(lan, grupp),
    )
    at_once(*(acts if first % 2 else reversed(acts)))
    (row,) = lan.rows(Arende, id=sak)
    assert lan.lage(grupp) == "avslutad"
    assert row.barare_organ_id != organ(lan).id


def test_a_process_that_read_the_register_before_gives_an_ended_group_nothing(lan: Lan) -> None:
    grupp, sak, said = _ready(lan)
    with pytest.raises(Hindered) as refusal, _another_process(lan) as session:
        _end(lan, grupp)
        ask = Ask("fortsatt_dialog", said, informed=True)
        take_step(session, sak, ask, lan.actor(session, "sekreterare"), lan.world)
    assert list(refusal.value.hinder) == [ENDED]


def test_a_process_that_read_the_register_before_plans_no_meeting_of_an_ended_group(
    lan: Lan,
) -> None:
    grupp, kod = bildad(lan), organ(lan).kod
    lan.at(SISTA_DAG)
    planned = len(lan.rows(Mote))
    with pytest.raises(Hindered) as refusal, _another_process(lan) as session:
        _end(lan, grupp)
        sent = {"organ": kod, "datum": SISTA_DAG, "tid": "15:00"}
        create_mote(session, sent, lan.actor(session, "sekreterare"), lan.world)
    assert list(refusal.value.hinder) == [ENDED]
    assert len(lan.rows(Mote)) == planned


def test_a_group_that_ends_names_the_revisions_it_had_to_write(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    grupp = bildad(lan)
    theirs = {"organ": organ(lan).id, "sak": sak}
    behind_its_back(lan, "UPDATE revision SET grupp_organ_id = :organ WHERE id = :sak", **theirs)
    lan.at(SISTA_DAG)
    _end(lan, grupp)
    (row,) = lan.rows(Revision, id=sak)
    letters = lan.rows(Avisering, mall="grupp_avslutad")
    assert lan.ids["sekreterare"] in {one.person_id for one in letters}
    assert {tuple(one.data["skrev"]) for one in letters} == {(f"{row.beteckning} {row.rubrik}",)}
    mailbox = Mailbox()
    deliver(lan.database, mailbox, lan.world.now)
    assert "AU ger uppdraget till en annan grupp" in _said(lan)
    assert "ge_nytt_uppdrag" in lan.offers(sak, "au_ledamot")


def _said(lan: Lan) -> str:
    return " ".join(one.text or "" for one in lan.rows(Avisering, mall="grupp_avslutad"))


def test_the_clock_gives_au_what_lies_with_an_ended_group_however_it_came_so(lan: Lan) -> None:
    bildad(lan)
    sak = carried_by(lan, organ(lan).kod)
    behind_its_back(lan, "UPDATE organ SET avslutad = true WHERE tom IS NOT NULL")
    with lan.database.session() as session:
        as_it_is_now(session)
    lan.at("2024-01-29")
    taken = take_clock_steps(lan.database, lan.world)
    assert [(one.sak_id, one.steg) for one in taken] == [(sak, "gruppen_upphorde")]
    au = lan.rows(Organ, kod="au")[0].id
    assert lan.rows(Arende, id=sak)[0].barare_organ_id == au
    assert take_clock_steps(lan.database, lan.world) == []


def test_what_a_savepoint_undid_is_not_in_the_register(lan: Lan) -> None:
    with lan.database.session() as session:
        before = load_register(session).organ
        with session.begin_nested() as saved:
            session.add(_another())
            session.flush()
            assert len(as_it_is_now(session).organ) == len(before) + 1
            saved.rollback()
        assert load_register(session).organ == before


def test_a_savepoint_that_is_released_tells_nobody_else_what_is_not_committed(lan: Lan) -> None:
    with lan.database.session() as session:
        with session.begin_nested():
            session.add(_another())
            session.flush()
            as_it_is_now(session)
        with lan.database.read() as elsewhere:  # reads it again, and keeps it, before the commit
            before = load_register(elsewhere).organ
    with lan.database.read() as session:
        assert len(load_register(session).organ) == len(before) + 1


def _another() -> Organ:
    return Organ(
        kod="ny",
        namn="Ny grupp",
        kortnamn="Ny",
        slag=OrganSlag.ARBETSGRUPP,
        mandat="Att pröva.",
        ordning=2000,
    )
