"""Being away: a year at most, an ersättare of one's own huvudman or confirmed by the secretary, and
days that can be changed, shortened and ended.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Avisering, Franvaro
from support.county import Lan, epost
from workflows.county.bemanning import load_bemanning
from workflows.county.organisation import NyFranvaro, NyttUppdrag, add_uppdrag
from workflows.county.organisation.trail import Who
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.desk.absences import be_away, be_away_otherwise, be_back, confirm, to_confirm
from workflows.ground.errors import Hindered, Malformed, RoleMissing
from workflows.ground.payload import parse

FIRST, LAST = "2023-11-13", "2023-11-24"


@pytest.fixture
def lan(lan: Lan) -> Lan:
    """Return the county with a second person at Alvesta, who is called the kollega."""
    said = {
        "epost": epost("kollega"),
        "namn": "Kollega",
        "organ": "lgs",
        "roll": "ledamot",
        "huvudman": "alvesta",
        "sektor": "skola",
        "from": "2023-01-01",
    }
    with lan.database.session() as session:
        row, _ = add_uppdrag(
            session, parse(NyttUppdrag, said), profile=lan.profile, who=Who(lan.now)
        )
        lan.ids["kollega"] = row.person_id
    return lan


def days(ersattare: str | None = None, first: str = FIRST, last: str = LAST) -> NyFranvaro:
    said = {"from": first, "tom": last}
    return parse(NyFranvaro, said | ({"ersattare": epost(ersattare)} if ersattare else {}))


def away(lan: Lan, said: NyFranvaro, by: str = "alvesta") -> int:
    """Let Alvesta be away as somebody says it; return the absence."""
    with lan.database.session() as session:
        row = be_away(session, lan.ids["alvesta"], said, lan.actor(session, by), lan.world)
        assert row.id is not None
        return row.id


def asked(lan: Lan, day: date) -> list[str]:
    """Return who is asked what is Alvesta's on a day."""
    with lan.database.read() as session:
        register = load_register(session)
        party = register.huvudman_named("alvesta")
        assert party is not None
        slot = Slot(
            "Alvesta",
            organ_id=register.ledningsgrupp().id,
            huvudman_id=party.id,
            sektor="socialtjanst",
        )
        return list(load_bemanning(session, day).names(slot))


def stored(lan: Lan) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (str(one.from_), str(one.tom), one.ersattare_id, one.foreslagen_id)
        for one in lan.rows(Franvaro)
    ]


DURING = date(2023, 11, 20)


def test_a_colleague_of_the_own_huvudman_steps_in_at_once_and_is_told(lan: Lan) -> None:
    away(lan, days("kollega"))
    assert asked(lan, DURING) == ["Kollega"]
    (letter,) = lan.rows(Avisering, mall="ersattare_utsedd")
    assert letter.person_id == lan.ids["kollega"]


def test_somebody_of_another_huvudman_steps_in_when_the_secretary_has_confirmed_it(
    lan: Lan,
) -> None:
    row = away(lan, days("lessebo"))
    assert asked(lan, DURING) == ["Sekreterare"], "nothing is theirs until then"
    (letter,) = lan.rows(Avisering, mall="ersattare_att_bekrafta")
    assert letter.person_id == lan.ids["sekreterare"]
    with lan.database.session() as session:
        assert [one[0] for one in to_confirm(session)] == [row]
        with pytest.raises(RoleMissing):
            confirm(session, row, lan.actor(session, "alvesta"), lan.world)
        confirm(session, row, lan.actor(session, "sekreterare"), lan.world)
        assert to_confirm(session) == []
    assert asked(lan, DURING) == ["Lessebo"]
    with lan.database.session() as session, pytest.raises(Hindered, match="Ingen ersättare"):
        confirm(session, row, lan.actor(session, "sekreterare"), lan.world)


def test_whom_the_secretary_chooses_needs_nobodys_word(lan: Lan) -> None:
    away(lan, days("lessebo"), by="sekreterare")
    assert asked(lan, DURING) == ["Lessebo"]


def test_who_is_of_no_huvudman_chooses_within_the_own_organ(lan: Lan) -> None:
    with lan.database.session() as session:
        actor = lan.actor(session, "sammankallande")
        own = be_away(session, actor.person_id or 0, days("representant"), actor, lan.world)
        assert own.ersattare_id == lan.ids["representant"]
        actor = lan.actor(session, "handlaggare")
        other = be_away(session, actor.person_id or 0, days("representant"), actor, lan.world)
        assert (other.ersattare_id, other.foreslagen_id) == (None, lan.ids["representant"])


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2023-11-13", "2024-11-12", True),
        ("2023-11-13", "2024-11-13", False),
        ("2024-02-29", "2025-02-27", True),
        ("2023-11-13", "2033-11-13", False),
    ],
)
def test_an_absence_is_a_year_at_most(lan: Lan, first: str, last: str, *, fits: bool) -> None:
    if fits:
        away(lan, days(first=first, last=last))
        assert len(lan.rows(Franvaro)) == 1
        return
    with pytest.raises(Malformed, match="högst ett år"):
        days(first=first, last=last)


def test_an_absence_is_changed_and_shortened(lan: Lan) -> None:
    row = away(lan, days("kollega"))
    with lan.database.session() as session:
        actor = lan.actor(session, "alvesta")
        be_away_otherwise(session, row, days("kollega", last="2023-11-17"), actor, lan.world)
    assert stored(lan) == [(FIRST, "2023-11-17", lan.ids["kollega"], None)]
    assert asked(lan, DURING) == ["Alvesta"]


@pytest.mark.parametrize(("last", "stays"), [("2023-11-15", True), ("2024-03-01", False)])
def test_who_was_confirmed_stays_so_for_the_days_that_were_confirmed(
    lan: Lan, last: str, *, stays: bool
) -> None:
    row = away(lan, days("lessebo"), by="sekreterare")
    with lan.database.session() as session:
        actor = lan.actor(session, "alvesta")
        be_away_otherwise(session, row, days("lessebo", last=last), actor, lan.world)
    one = lan.ids["lessebo"]
    assert stored(lan) == [(FIRST, last, *((one, None) if stays else (None, one)))]


def test_who_is_back_is_asked_from_that_day(lan: Lan) -> None:
    row = away(lan, days("kollega"))
    lan.at("2023-11-16")
    with lan.database.session() as session:
        be_back(session, row, lan.actor(session, "alvesta"), lan.world)
    assert stored(lan) == [(FIRST, "2023-11-15", lan.ids["kollega"], None)]
    assert asked(lan, date(2023, 11, 16)) == ["Alvesta"]
    with lan.database.session() as session, pytest.raises(Hindered, match="tog slut 2023-11-15"):
        be_back(session, row, lan.actor(session, "alvesta"), lan.world)


def test_an_absence_that_never_was_is_taken_away(lan: Lan) -> None:
    row = away(lan, days("kollega"))
    with lan.database.session() as session:
        be_back(session, row, lan.actor(session, "alvesta"), lan.world)
    assert stored(lan) == []


def test_nobody_else_changes_somebodys_absence(lan: Lan) -> None:
    row = away(lan, days("kollega"))
    with lan.database.session() as session:
        other = lan.actor(session, "lessebo")
        for change in (
            lambda: be_away(session, lan.ids["alvesta"], days(), other, lan.world),
            lambda: be_away_otherwise(session, row, days(), other, lan.world),
            lambda: be_back(session, row, other, lan.world),
        ):
            with pytest.raises(RoleMissing):
                change()
