"""Who presses "Svara" reaches the sekreterare on duty, and the subject says what it is about."""

from __future__ import annotations

from datetime import date

import pytest

from models.base import table_of
from models.tables import Franvaro, Uppdrag
from models.vocabulary import Roll
from notifications.delivery import deliver
from support.county import Lan, epost, vacate
from support.mailserver import Inbox, Mailer
from workflows.county.register import load_register


def away(lan: Lan, who: str, instead: str | None = None) -> None:
    """Say that somebody is away all of November."""
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids[who],
                from_=date(2023, 11, 1),
                tom=date(2023, 11, 30),
                ersattare_id=lan.ids[instead] if instead else None,
            )
        )


def secretary_of(lan: Lan, organ: str, who: str, tom: date | None = None) -> None:
    """Let somebody keep an organ's papers."""
    with lan.database.session() as session:
        found = load_register(session).organ_named(organ)
        assert found is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=found.id,
                roll=Roll.SEKRETERARE,
                from_=date(2023, 1, 1),
                tom=tom,
            )
        )


def replies_go_to(lan: Lan, mailer: Mailer, inbox: Inbox) -> set[str]:
    """Deliver what waits; return where the replies go."""
    before = len(inbox.letters)
    deliver(lan.database, mailer(), lan.now)
    new = inbox.letters[before:]
    assert new
    return {one["Reply-To"].addresses[0].addr_spec for one in new if one["Reply-To"]}


def test_a_reply_goes_to_aus_secretary(lan: Lan, mailer: Mailer, inbox: Inbox) -> None:
    lan.arende()
    assert replies_go_to(lan, mailer, inbox) == {epost("sekreterare")}


def test_a_reply_about_a_meeting_goes_to_the_secretary_of_its_organ(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    secretary_of(lan, "lgs", "utanfor")
    mote = lan.mote("2023-12-08")
    lan.step(mote, "sekreterare", "kalla")
    assert replies_go_to(lan, mailer, inbox) == {epost("utanfor")}
    lan.arende()
    assert replies_go_to(lan, mailer, inbox) == {epost("sekreterare")}


def test_who_is_away_has_their_substitute_on_duty(lan: Lan, mailer: Mailer, inbox: Inbox) -> None:
    away(lan, "sekreterare", "utanfor")
    lan.arende()
    assert replies_go_to(lan, mailer, inbox) == {epost("utanfor")}


@pytest.mark.parametrize("why", ["away", "ended", "not yet"])
def test_without_anybody_on_duty_a_reply_goes_to_aus_chair(
    lan: Lan, mailer: Mailer, inbox: Inbox, why: str
) -> None:
    if why == "away":
        away(lan, "sekreterare")
    elif why == "ended":
        vacate(lan, "sekreterare", "2023-11-06")
    else:
        table = table_of(Uppdrag)
        mine = table.c.person_id == lan.ids["sekreterare"]
        with lan.database.session() as session:
            session.execute(table.update().where(mine).values(from_=date(2024, 1, 1)))
    lan.arende()
    assert replies_go_to(lan, mailer, inbox) == {epost("au_ordforande")}


def test_an_organ_whose_secretary_has_left_is_answered_for_by_aus(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    secretary_of(lan, "lgs", "utanfor", tom=date(2023, 11, 6))
    mote = lan.mote("2023-12-08")
    lan.step(mote, "sekreterare", "kalla")
    assert replies_go_to(lan, mailer, inbox) == {epost("sekreterare")}
