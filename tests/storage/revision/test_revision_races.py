"""Several people at once on a revision: one is started, no words and no answers are lost, nobody
locks anybody out.
"""

from __future__ import annotations

import pytest

from models.tables import Handelse, Partsbeslut, Remiss, Remissvar, Revision, Revisionspart
from support.county import Lan
from support.paths.avtal import TEXT, avtal
from support.paths.revision import JA, PARTER, decided, revision, revision_in
from support.racing import at_once
from workflows.ground.errors import Hindered, Refusal


def test_eight_who_start_at_once_start_one(lan: Lan) -> None:
    sak = avtal(lan)
    said = at_once(*[lambda: revision(lan, sak)] * 8)
    assert [type(one) for one in said].count(int) == 1
    assert [type(one) for one in said].count(Hindered) == 7
    assert len(lan.rows(Revision)) == 1
    assert len(lan.rows(Revisionspart)) == len(PARTER)


def test_two_drafts_saved_at_once_are_both_in_the_text(lan: Lan) -> None:
    sak = revision_in(lan, "prioriterad")
    lan.step(sak, "sammankallande", "borja")
    edition = lan.rows(Revision)[0].utkast_upplaga
    mine, theirs = (
        TEXT.replace("hjälpas åt", "hjälpa varandra"),
        TEXT.replace("Var och en", "Varje part"),
    )
    said = at_once(
        lambda: lan.step(
            sak, "sammankallande", "skriv_utkast", text=mine, upplaga=edition, bas=TEXT
        ),
        lambda: lan.step(
            sak, "representant", "skriv_utkast", text=theirs, upplaga=edition, bas=TEXT
        ),
    )
    assert said == [True, True]
    row = lan.rows(Revision)[0]
    assert ("hjälpa varandra" in row.utkast, "Varje part" in row.utkast, row.utkast_upplaga) == (
        True,
        True,
        edition + 2,
    )


def test_the_last_yeses_at_once_move_it_on_once(lan: Lan) -> None:
    sak = decided()(lan.at("2023-11-07"), None)
    lan.at("2023-12-18")
    said = at_once(*[lambda who=who: lan.step(sak, who, "parten_beslutar", **JA) for who in PARTER])
    assert said == [True, True, True]
    assert (lan.lage(sak), len(lan.rows(Partsbeslut))) == ("signeras", len(PARTER))
    assert len(lan.rows(Handelse, sak_id=sak, steg="parterna_klara")) == 1


@pytest.mark.parametrize("round_", range(3))
def test_a_round_that_closes_while_the_revision_is_moved_locks_nobody_out(
    lan: Lan, round_: int
) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[0].id
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "foresla_avbrott", skal="Löst.")
    mote = lan.at_meeting()
    acts = [
        lambda: lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker"),
        lambda: lan.step(remiss, "au_ledamot", "stang"),
        lambda: lan.step(sak, "sekreterare", "avbryt", skal="Löst.", mote=mote),
    ]
    said = at_once(*(acts if round_ % 2 else reversed(acts)))
    assert all(one is True or isinstance(one, Refusal) for one in said), said
    assert (lan.lage(sak), lan.lage(remiss)) == ("avbruten", "avbruten")
    assert len(lan.rows(Remissvar)) in {1, 2}
