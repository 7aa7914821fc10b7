"""Being away: a year at most, an ersättare of one's own huvudman or confirmed by the secretary, and
days that can be changed, shortened and ended.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Avisering, Franvaro, Person
from models.vocabulary import Roll
from support.county import Lan, epost
from support.guards import refused
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import is_secretary
from workflows.county.organisation import NyFranvaro, NyttUppdrag, add_uppdrag
from workflows.county.organisation.people import make_known
from workflows.county.organisation.trail import Who
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.county.vacancy import has_it_instead
from workflows.desk.absences import be_away, be_away_otherwise, be_back, confirm, to_confirm
from workflows.desk.views import oversikt
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
        assert [one[0] for one in to_confirm(session, lan.world.today)] == [row]
        with pytest.raises(RoleMissing):
            confirm(session, row, lan.actor(session, "alvesta"), lan.world)
        confirm(session, row, lan.actor(session, "sekreterare"), lan.world)
        assert to_confirm(session, lan.world.today) == []
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


@pytest.mark.parametrize("day", ["2023-11-24", "2023-11-25"])
def test_an_absence_waits_for_the_secretary_no_longer_than_it_lasts(lan: Lan, day: str) -> None:
    row = away(lan, days("lessebo"))
    waits = [row] if day == LAST else []
    with lan.database.read() as session:
        assert [one[0] for one in to_confirm(session, date.fromisoformat(day))] == waits


def test_an_absence_that_is_over_is_not_noted_and_none_is_moved_there(lan: Lan) -> None:
    with pytest.raises(Malformed, match="Frånvaron tog slut fredag 3 november 2023"):
        away(lan, days("kollega", "2023-10-30", "2023-11-03"))
    row = away(lan, days("kollega"))
    with pytest.raises(Malformed, match="tog slut"), lan.database.session() as session:
        said = days("kollega", "2023-10-30", "2023-11-03")
        be_away_otherwise(session, row, said, lan.actor(session, "alvesta"), lan.world)
    away(lan, days("kollega", "2023-10-30", "2023-11-10"))
    assert len(lan.rows(Franvaro)) == 2


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2024-11-07", "2025-01-31", False),
        ("2024-11-08", "2025-01-31", True),
        ("2023-11-07", "2023-11-07", False),
    ],
)
def test_days_beside_each_other_are_one_absence_of_a_year_at_most(
    lan: Lan, first: str, last: str, *, fits: bool
) -> None:
    away(lan, days(None, "2023-11-08", "2024-11-06"))
    if fits:
        away(lan, days(None, first, last))
        return
    if first == "2023-11-07":
        away(lan, days(None, first, last))  # a year to the day
        first, last = "2024-11-07", "2024-11-07"
    with pytest.raises(Malformed, match="Tillsammans med frånvaron intill"):
        away(lan, days(None, first, last))


def test_the_secretary_confirms_whom_they_have_read(lan: Lan) -> None:
    row = away(lan, days("lessebo"))
    with lan.database.session() as session:
        said, actor = days("ljungby"), lan.actor(session, "alvesta")
        be_away_otherwise(session, row, said, actor, lan.world)
    with lan.database.session() as session, pytest.raises(Hindered, match="ändrad till Ljungby"):
        actor = lan.actor(session, "sekreterare")
        confirm(session, row, actor, lan.world, lan.ids["lessebo"])
    with lan.database.session() as session:
        confirm(session, row, lan.actor(session, "sekreterare"), lan.world, lan.ids["ljungby"])
    assert asked(lan, DURING) == ["Ljungby"]


def test_who_was_to_step_in_is_told_when_they_are_not_to_and_when_they_are_again(lan: Lan) -> None:
    def changed(said: NyFranvaro) -> None:
        with lan.database.session() as session:
            actor = lan.actor(session, "alvesta")
            be_away_otherwise(session, row, said, actor, lan.world)

    def told(mall: str) -> list[int]:
        return [one.person_id for one in lan.rows(Avisering, mall=mall)]

    row = away(lan, days("kollega"))
    changed(days())
    assert told("ersattare_inte_langre") == [lan.ids["kollega"]]
    changed(days("kollega"))
    changed(days("kollega"))
    assert told("ersattare_utsedd") == [lan.ids["kollega"]] * 2
    with lan.database.session() as session:
        be_back(session, row, lan.actor(session, "alvesta"), lan.world)
    assert told("ersattare_inte_langre") == [lan.ids["kollega"]] * 2


def _without_account(lan: Lan) -> str:
    with lan.database.session() as session:
        make_known(session, "ordf@forening.example", "Föreningen", Who(lan.now), konto=False)
    return "ordf@forening.example"


def test_who_cannot_sign_in_handles_nothing(lan: Lan) -> None:
    epost_utan = _without_account(lan)
    sak = lan.arende()
    said = refused(lan, sak, "au_ledamot", "ta_upp", handlaggare=epost_utan)
    assert said == "Handläggare: Föreningen har inget konto och kan inte göra det."
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))


def test_an_ersattare_who_cannot_sign_in_leaves_au_to_its_chair(lan: Lan) -> None:
    _without_account(lan)
    outside = lan.rows(Person, epost="ordf@forening.example")[0].id
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids["sekreterare"],
                from_=date(2023, 11, 1),
                tom=date(2023, 11, 30),
                ersattare_id=outside,
            )
        )
    with lan.database.read() as session:
        assert is_secretary(lan.actor(session, "au_ordforande"))
    lan.at("2023-12-01")
    with lan.database.read() as session:
        assert not is_secretary(lan.actor(session, "au_ordforande"))


def test_who_steps_in_for_the_chair_keeps_the_papers_for_the_chair(lan: Lan) -> None:
    instead = {"sekreterare": None, "au_ordforande": lan.ids["lessebo"]}
    with lan.database.session() as session:
        for who, ersattare in instead.items():
            session.add(
                Franvaro(
                    person_id=lan.ids[who],
                    ersattare_id=ersattare,
                    from_=date(2023, 11, 1),
                    tom=date(2023, 11, 30),
                )
            )
    with lan.database.read() as session:
        (papers,) = (
            one for one in lan.actor(session, "lessebo").mandat if one.roll is Roll.SEKRETERARE
        )
    assert papers.for_id == lan.ids["au_ordforande"]


def test_who_is_away_and_signs_in_sees_it_and_who_has_what_is_theirs(lan: Lan) -> None:
    def said(who: str) -> str:
        with lan.database.read() as session:
            return oversikt(session, lan.actor(session, who), lan.world).borta

    away(lan, days("kollega"))
    assert said("alvesta") == ""
    lan.at("2023-11-20")
    assert said("alvesta") == (
        "Du är inlagd som borta till och med fredag 24 november 2023."
        " Kollega har frågorna så länge."
    )
    assert said("kollega") == ""


def test_who_is_away_without_an_ersattare_sees_where_it_falls(lan: Lan) -> None:
    away(lan, days())
    with lan.database.read() as session:
        register = load_register(session)
        everyone = load_bemanning(session, DURING)
        said = has_it_instead(lan.ids["alvesta"], everyone, register)
        assert said == "Sekreterare har frågorna så länge."
        assert has_it_instead(lan.ids["lessebo"], everyone, register) == ""
