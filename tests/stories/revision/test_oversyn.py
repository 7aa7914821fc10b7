"""Time begins a revision before an agreement's review day, its last day or its last day for notice;
once for each.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from models.base import table_of
from models.tables import Avisering, Frist, Revision, Uppdrag
from models.vocabulary import Roll
from support.county import Lan
from support.paths.arende import close_all
from support.paths.avtal import NYARE, TEXT, TILLS_VIDARE, UPPHOR, avtal
from support.paths.revision import (
    IKRAFT,
    NAMNTECKNING,
    PARTER,
    break_off,
    revision,
    revision_in,
    sha_of,
)
from workflows.avtal.days import valid_on
from workflows.avtal.facts import AvtalCase
from workflows.desk.nothing_lost import open_without_owner
from workflows.engine.clock import take_clock_steps
from workflows.engine.door import load
from workflows.engine.history.verification import verify
from workflows.ground.errors import RoleMissing
from workflows.nouns import NOUNS
from workflows.revision.oversyn import begin_revisions

LATER = "2030-01-31"


def begun(lan: Lan, day: str) -> int:
    """Let the clock begin what is to begin on a day; return how many."""
    return begin_revisions(lan.database, lan.at(day).world)


@pytest.mark.parametrize(
    ("said", "early", "day", "why"),
    [
        (
            {**TILLS_VIDARE, "oversyn": "2024-08-31"},
            "2024-03-03",
            "2024-03-04",
            "Översynsdagen är lör 31 aug 2024.",
        ),
        (
            {**UPPHOR, "giltig_till": "2024-08-31", "oversyn": LATER},
            "2024-03-03",
            "2024-03-04",
            "Avtalet gäller till och med lör 31 aug 2024 och förlängs inte av sig självt.",
        ),
        (
            {"giltig_till": "2025-02-28", "oversyn": LATER},
            "2024-03-03",
            "2024-03-04",
            "Sista dag för uppsägning är lör 31 aug 2024; därefter börjar en ny period.",
        ),
    ],
)
def test_a_revision_begins_in_time_and_au_is_asked(
    lan: Lan, said: dict[str, Any], early: str, day: str, why: str
) -> None:
    avtal(lan.at("2024-01-02"), **said)
    assert begun(lan, early) == 0
    assert begun(lan, day) == 1
    [one] = lan.rows(Revision)
    assert (one.orsak, one.initierad_av, lan.lage(one.id)) == (why, None, "initierad")
    [letter] = lan.rows(Avisering, mall="revision_initierad")
    assert (letter.epost, letter.data["orsak"]) == ("sekreterare@lan.example", why)
    [frist] = [row for row in lan.rows(Frist, sak_id=one.id) if row.stangd is None]
    assert (frist.roll, str(frist.senast)) == ("sekreterare", letter.data["senast"])
    assert begun(lan, day) == 0, "one is under way"


def test_two_clocks_begin_one_revision(lan: Lan) -> None:
    avtal(lan.at("2024-03-04"), **TILLS_VIDARE, oversyn="2024-08-31")
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda _: begin_revisions(lan.database, lan.world), range(2)))
    assert (sum(counts), len(lan.rows(Revision))) == (1, 1)


def test_what_au_breaks_off_does_not_come_back_the_day_after(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2024-03-04"), **TILLS_VIDARE, oversyn="2024-08-31")
    assert begun(lan, "2024-03-04") == 1
    break_off(lan, lan.rows(Revision)[0].id, "Fel avtal.")
    assert begun(lan, "2024-03-05") == 0
    lan.step(
        avtal_id,
        "sekreterare",
        "prova_aktualitet",
        bedomning="Texten håller.",
        oversyn="2025-08-31",
    )
    assert (begun(lan, "2025-03-03"), begun(lan, "2025-03-04")) == (0, 1), "a new day, a new look"


def test_one_that_somebody_has_begun_is_enough(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2024-01-02"), **TILLS_VIDARE, oversyn="2024-08-31")
    revision(lan, avtal_id)
    assert begun(lan, "2024-08-31") == 0


def test_the_register_gives_the_old_text_for_the_old_day_and_the_new_for_the_new(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2023-11-07"))
    sak = revision_in(lan, "vantar_ikraft", avtal_id)
    take_clock_steps(lan.database, lan.at("2024-01-31").world)
    assert lan.lage(sak) == "vantar_ikraft"
    take_clock_steps(lan.database, lan.at("2024-02-03").world)  # the machine stood still on the day
    assert lan.lage(sak) == "implementeras"
    with lan.database.read() as session:
        case = load(session, avtal_id, lan.actor(session, "alvesta"), lan.world)
        assert isinstance(case, AvtalCase)
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []
    old, new = (valid_on(case.versioner, date.fromisoformat(day)) for day in ("2024-01-31", IKRAFT))
    assert old is not None
    assert new is not None
    assert (old.nr, new.nr, new.sha256) == (1, 2, sha_of(lan, sak))
    assert (TEXT == NYARE, str(case.avtal.oversyn)) == (False, "2026-02-01")
    told = {row.epost.partition("@")[0] for row in lan.rows(Avisering, mall="revision_i_kraft")}
    assert told == {*PARTER, "sammankallande"}


def test_who_has_taken_over_signs_in_the_place_of_who_was_to(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    uppdrag, signed = table_of(Uppdrag), {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    with lan.database.session() as session:
        theirs = uppdrag.c.person_id == lan.ids["lessebo"]
        session.execute(uppdrag.update().where(theirs).values(person_id=lan.ids["utanfor"]))
        session.add(
            Uppdrag(
                person_id=lan.ids["lessebo"],
                organ_id=_pg(lan),
                roll=Roll.REPRESENTANT,
                from_=lan.world.today,
            )
        )
    with pytest.raises(RoleMissing):
        lan.step(sak, "lessebo", "signera", **signed)
    lan.step(sak, "utanfor", "signera", **signed)


def _pg(lan: Lan) -> int:
    [row] = lan.rows(Uppdrag, person_id=lan.ids["sammankallande"])
    return int(row.organ_id)


def test_an_agreement_keeps_its_text_when_the_revision_is_broken_off(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2023-11-07"))
    sak = revision_in(lan, "signeras", avtal_id)
    break_off(lan, sak, "Lagen drogs tillbaka.")
    assert lan.lage(sak) == "avbruten"
    with lan.database.read() as session:
        case = load(session, avtal_id, lan.actor(session, "alvesta"), lan.world)
        assert isinstance(case, AvtalCase)
    assert [one.nr for one in case.versioner] == [1]
    close_all(lan)
    told = [row.epost.partition("@")[0] for row in lan.rows(Avisering, mall="revision_avbruten")]
    assert sorted(told) == sorted([*PARTER, "sammankallande"])
