"""Everything that is open has a date and somebody whose move it is; what has not is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from models.lagen import LAGEN, Slag
from models.tables import Remiss
from support.county import Lan, vacate
from support.letters.arende import tell_everything
from support.paths.arende import arende_in, atagande_done, atagande_in, mote_in, remiss_in
from support.paths.avtal import avtal_in
from support.paths.delgivning import delgivning_in
from support.paths.grupp import grupp_in
from support.paths.revision import revision_in
from workflows.desk.nothing_lost import open_without_owner

INTO = {
    Slag.ARENDE: arende_in,
    Slag.MOTE: mote_in,
    Slag.REMISS: remiss_in,
    Slag.ATAGANDE: atagande_in,
    Slag.DELGIVNING: delgivning_in,
    Slag.GRUPP: grupp_in,
    Slag.AVTAL: avtal_in,
    Slag.REVISION: revision_in,
}
NEVER_ENTERED = {("remiss", "utkast")}  # a round is opened in the step that makes it
EVERYWHERE = [
    (slag, lage.value)
    for slag, lagen in LAGEN.items()
    for lage in lagen
    if (slag, lage.value) not in NEVER_ENTERED
]


def lost(lan: Lan) -> list[str]:
    with lan.database.read() as session:
        return open_without_owner(session, lan.world)


@pytest.mark.parametrize(("slag", "lage"), EVERYWHERE)
def test_nothing_is_lost_in_any_state(lan: Lan, slag: Slag, lage: str) -> None:
    assert lan.lage(INTO[slag](lan, lage)) == lage
    assert lost(lan) == []


def test_what_is_reported_and_verified_by_nobody_rests_without_a_date(lan: Lan) -> None:
    atagande_done(lan)
    assert lost(lan) == []


def test_nothing_is_lost_in_a_long_story(lan: Lan) -> None:
    tell_everything(lan)
    assert lost(lan) == []


def do(lan: Lan, statement: str) -> None:
    with lan.database.session() as session:
        session.execute(text(statement))


def test_an_open_matter_without_a_date_is_named(lan: Lan) -> None:
    arende_in(lan, "inkommet")
    do(lan, "UPDATE frist SET stangd = now()")
    assert lost(lan) == ["Ärende LGS 2023:1: saknar datum och någon vars drag det är."]


def test_a_closed_matter_with_a_date_left_is_named(lan: Lan) -> None:
    arende_in(lan, "avvisat")
    do(lan, "UPDATE frist SET stangd = NULL WHERE id = (SELECT max(id) FROM frist)")
    assert lost(lan) == ["Ärende LGS 2023:1: är klar men har en frist kvar."]


def test_one_who_was_asked_and_has_no_date_is_named(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    do(
        lan,
        "UPDATE frist SET stangd = now() WHERE mottagare_id = (SELECT min(id) FROM"
        " remissmottagare)",
    )
    number = lan.rows(Remiss)[0].id
    assert lost(lan) == [
        (
            f"Remiss {number} (”Användning av Link i alla kommuner”): "
            "en mottagare som inte har svarat saknar frist."
        )
    ]


def test_a_move_that_nobody_can_make_is_named(lan: Lan) -> None:
    atagande = atagande_in(lan, "tilldelat")
    for who in ("alvesta", "sekreterare", "au_ordforande"):  # it falls to the latter two
        vacate(lan, who, "2023-12-01")
    assert (
        f"Åtagande {atagande} (”Utse kontaktperson”): ingen har uppdraget att svara för Alvesta."
        in lost(lan)
    )
