"""A search finds what can be read, also in what was stored before names were cleaned."""

from __future__ import annotations

import sys

import pytest
from sqlalchemy import text

from models.base import table_of
from models.database import Database
from models.tables import Arende, Avtal, Beslut, Person, Revision
from models.text import visible
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.arende import atagande_given
from support.paths.avtal import avtal
from support.paths.revision import revision
from workflows.arende.list import ArendeFilter, list_arenden
from workflows.avtal.list import AvtalFilter, list_avtal
from workflows.beslut.views import BeslutFilter, list_register
from workflows.desk.people import PersonFilter, list_personer
from workflows.ground.payload import parse
from workflows.revision.list import RevisionFilter, list_revisioner

SHY, ZWSP = "\u00ad", "\u200b"
NAME = f"Hem{SHY}sjuk{SHY}vårds{SHY}avtalet"


def test_the_database_takes_away_the_same_signs(database: Database) -> None:
    signs = "".join(chr(n) for n in range(1, sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF)
    with database.read() as session:
        found = session.execute(text("SELECT utan_osynligt(:signs)"), {"signs": signs}).scalar_one()
    assert found == visible(signs)
    assert len(found) < len(signs)


def stored(lan: Lan, table: type, **values: object) -> None:
    """Write what was stored before."""
    behind_its_back(lan, table_of(table).update().values(**values))


def arenden(lan: Lan, q: str) -> list[str]:
    with lan.database.read() as session:
        which = parse(ArendeFilter, {"q": q})
        page = list_arenden(session, lan.actor(session, "sekreterare"), lan.world, which)
    return [one.nr for one in page.poster]


def agreements(lan: Lan, q: str) -> list[str]:
    with lan.database.read() as session:
        which = parse(AvtalFilter, {"q": q})
        page = list_avtal(session, lan.actor(session, "sekreterare"), lan.world, which)
    return [one.slug for one in page.poster]


ASKED = ["hemsjukvårdsavtal", "Hemsjukvårdsavtalet", NAME, f"hem{ZWSP}sjukvård", "SJUKVÅRD"]


@pytest.mark.parametrize("q", ASKED, ids=ascii)
def test_a_word_that_was_stored_with_soft_hyphens_is_found(lan: Lan, q: str) -> None:
    lan.arende()
    stored(lan, Arende, rubrik=NAME, fraga=NAME, sokord=None)
    avtal(lan)
    stored(lan, Avtal, rubrik=NAME)
    assert len(arenden(lan, q)) == 1
    assert len(agreements(lan, q)) == 1


def test_a_person_is_found_by_what_can_be_read(lan: Lan) -> None:
    stored(lan, Person, namn=f"Social{SHY}chef{ZWSP}\u00a0Norr")
    with lan.database.read() as session:
        for q in ("socialchef norr", f"SOCIAL{SHY}CHEF", "chef\u00a0norr"):
            which = parse(PersonFilter, {"q": q})
            page = list_personer(session, lan.actor(session, "sekreterare"), lan.world, which)
            assert page.poster, q


def test_a_number_is_found_whole_with_and_without_its_letters(lan: Lan) -> None:
    for _ in range(11):
        lan.arende()
    one, eleven = "lgs-2023-1", "lgs-2023-11"
    for q in ("2023:11", "LGS 2023:11", "lgs-2023-11", "LGS\u00a02023:11", "2023/11", "2023:011"):
        assert arenden(lan, q) == [eleven], q
    assert arenden(lan, "2023:1") == [one]
    assert arenden(lan, "2023:111") == []


def test_a_decision_is_found_by_its_number(lan: Lan) -> None:
    atagande_given(lan)
    nr = lan.rows(Beslut)[-1].nr
    with lan.database.read() as session:
        for q in ("LGS-beslut 2023:1", "lgs beslut 2023:1", "2023:1", nr):
            which = parse(BeslutFilter, {"q": q})
            page = list_register(session, lan.actor(session, "sekreterare"), lan.world, which)
            assert [one.nr for one in page.poster] == [nr], q


def test_a_revision_is_found_by_its_number(lan: Lan) -> None:
    nr = lan.rows(Revision, id=revision(lan))[0].nr
    with lan.database.read() as session:
        actor = lan.actor(session, "sekreterare")
        for q, found in (
            ("rev 2023:1", [nr]),
            ("REV-2023-1", [nr]),
            ("2023:1", [nr]),
            ("2023:2", []),
        ):
            page = list_revisioner(session, actor, lan.world, parse(RevisionFilter, {"q": q}))
            assert [one.nr for one in page.poster] == found, q
