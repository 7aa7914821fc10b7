"""Uppdrag are given, ended and substituted with a trace, and two at once cannot give the same one
twice.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models.base import table_of
from models.database import Database
from models.tables import Organisationshandelse
from workflows.county.organisation import (
    Andring,
    AvslutaUppdrag,
    NyErsattare,
    NyFranvaro,
    NyttUppdrag,
    Utfall,
    Who,
    add_absence,
    add_uppdrag,
    end_uppdrag,
    list_people,
    set_ersattare,
    sync_profile,
)
from workflows.county.profile import load_profile
from workflows.ground.errors import Hindered, Malformed, NotFound
from workflows.ground.payload import parse

PROFILE = load_profile("kronoberg")
WHO = Who(datetime(2023, 11, 7, 7, tzinfo=UTC))
SOCIALCHEF = {
    "epost": "socialchef.alvesta@example.se",
    "namn": "Socialchef, Alvesta",
    "organ": "lgs",
    "roll": "ledamot",
    "huvudman": "alvesta",
    "sektor": "socialtjanst",
}
SEKRETERARE = {
    "epost": "sekreterare@example.se",
    "namn": "AU-sekreterare",
    "organ": "au",
    "roll": "sekreterare",
}


@pytest.fixture
def county(database: Database) -> Database:
    """A database with Kronoberg's huvudmän and organ and nobody in them."""
    with database.session() as session:
        sync_profile(session, PROFILE, WHO)
    return database


def give(county: Database, said: dict[str, str], **more: str) -> tuple[int, int, Utfall]:
    """Give an uppdrag in a transaction of its own; return its id, the person's id and what became
    of it.
    """
    with county.session() as session:
        row, utfall = add_uppdrag(
            session, parse(NyttUppdrag, {**said, **more}), profile=PROFILE, who=WHO
        )
        assert row.id is not None
        return row.id, row.person_id, utfall


def traces(county: Database) -> list[str]:
    table = table_of(Organisationshandelse)
    with county.read() as session:
        query = select(table.c.vad).where(table.c.person_id.isnot(None)).order_by(table.c.id)
        return list(session.execute(query).scalars())


def test_a_person_becomes_known_with_the_first_uppdrag_from_today(county: Database) -> None:
    give(county, SOCIALCHEF)
    with county.read() as session:
        (person,) = list_people(session, PROFILE)
    assert (person.namn, person.uppdrag[0].from_, person.uppdrag[0].tom) == (
        "Socialchef, Alvesta",
        date(2023, 11, 7),
        None,
    )
    assert traces(county) == [Andring.PERSON_NY, Andring.UPPDRAG_NYTT]


def test_the_same_uppdrag_again_changes_nothing_and_a_new_last_day_changes_it(
    county: Database,
) -> None:
    first, _, _ = give(county, SOCIALCHEF)
    assert give(county, SOCIALCHEF)[0::2] == (first, Utfall.SAMMA)
    assert give(county, SOCIALCHEF, tom="2023-12-31")[0::2] == (first, Utfall.ANDRAT)
    assert give(county, SOCIALCHEF)[0::2] == (first, Utfall.SAMMA)
    assert traces(county)[2:] == [Andring.UPPDRAG_ANDRAT]


def test_a_new_name_renames_the_person_and_leaves_a_trace(county: Database) -> None:
    give(county, SOCIALCHEF)
    give(county, SOCIALCHEF, namn="Tf socialchef, Alvesta")
    assert traces(county)[2:] == [Andring.PERSON_ANDRAD]


def test_the_same_uppdrag_cannot_hold_twice_on_one_day_but_may_come_back(county: Database) -> None:
    give(county, SOCIALCHEF, **{"from": "2023-01-01", "tom": "2023-06-30"})
    with pytest.raises(
        Malformed, match="Krockar med det som redan gäller från 2023-01-01 till 2023-06-30"
    ):
        give(county, SOCIALCHEF, **{"from": "2023-06-30"})
    with pytest.raises(Malformed, match=r"Uppdraget tog slut 2023-06-30\. Skriv första dagen"):
        give(county, SOCIALCHEF)
    assert give(county, SOCIALCHEF, **{"from": "2023-07-01"})[2] is Utfall.NYTT
    with pytest.raises(Malformed, match="Krockar"):
        give(county, SOCIALCHEF, **{"from": "2023-01-01", "tom": "2023-07-01"})


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("organ", "lsg", "”lsg” går inte att välja här. Tillåtet: Ledningsgruppen, AU, "),
        (
            "roll",
            "sammankallande",
            "Ledningsgruppen har inte rollen ”sammankallande”. Tillåtet: ordförande, ",
        ),
        ("huvudman", "Kalmar", "Tillåtet: Alvesta, Lessebo, "),
        ("huvudman", "", "Saknas. Ledamot företräder en huvudman. Tillåtet: Alvesta, "),
        ("sektor", "halso_och_sjukvard", "Tillåtet: Skola, Socialtjänst."),
        ("ersattare", "socialchef.alvesta@example.se", "Ersättaren ska vara någon annan."),
        ("ersattare", "ingen@example.se", "finns inte bland personerna."),
        ("tom", "2023-11-06", "ligger före första dagen 2023-11-07."),
        ("lage", "x", "Fältet finns inte."),
    ],
)
def test_what_does_not_fit_is_refused_by_field_with_what_would(
    county: Database, field: str, text: str, says: str
) -> None:
    with pytest.raises(Malformed) as refusal:
        give(county, SOCIALCHEF, **{field: text})
    assert says in refusal.value.fields[field]
    assert traces(county) == []


def test_an_uppdrag_ends_after_its_last_day(county: Database) -> None:
    uppdrag_id, _, _ = give(county, SOCIALCHEF)
    with county.session() as session:
        end_uppdrag(session, uppdrag_id, AvslutaUppdrag(tom=date(2023, 11, 30)), who=WHO)
    with county.read() as session:
        (uppdrag,) = list_people(session, PROFILE)[0].uppdrag
    assert uppdrag.galler(date(2023, 11, 30))
    assert not uppdrag.galler(date(2023, 12, 1))
    assert not uppdrag.galler(date(2023, 11, 6))
    with county.session() as session, pytest.raises(Malformed, match="ligger före första dagen"):
        end_uppdrag(session, uppdrag_id, AvslutaUppdrag(tom=date(2023, 11, 6)), who=WHO)


def test_au_is_never_left_without_a_sekreterare_today(county: Database) -> None:
    uppdrag_id, _, _ = give(county, SEKRETERARE)
    with county.session() as session, pytest.raises(Hindered, match="⟨Au⟩ behöver en sekreterare"):
        end_uppdrag(session, uppdrag_id, AvslutaUppdrag(tom=date(2023, 11, 7)), who=WHO)
    give(
        county,
        SEKRETERARE,
        epost="ny@example.se",
        namn="Ny AU-sekreterare",
        **{"from": "2023-11-08"},
    )
    with county.session() as session:
        end_uppdrag(session, uppdrag_id, AvslutaUppdrag(tom=date(2023, 11, 7)), who=WHO)
    ledamot, _, _ = give(county, SEKRETERARE, roll="ledamot")
    with county.session() as session:
        end_uppdrag(session, ledamot, AvslutaUppdrag(tom=date(2023, 11, 7)), who=WHO)


def test_au_is_not_left_without_one_by_giving_the_uppdrag_a_last_day_either(
    county: Database,
) -> None:
    give(county, SEKRETERARE)
    with pytest.raises(Hindered, match="⟨Au⟩ behöver en sekreterare"):
        give(county, SEKRETERARE, tom="2023-11-07")


def test_a_standing_substitute_is_set_and_taken_away(county: Database) -> None:
    _, secretary, _ = give(county, SEKRETERARE)
    uppdrag_id, _, _ = give(county, SOCIALCHEF)
    with county.session() as session:
        set_ersattare(session, uppdrag_id, NyErsattare(ersattare=SEKRETERARE["epost"]), who=WHO)
    with county.read() as session:
        assert [
            one.ersattare for person in list_people(session, PROFILE) for one in person.uppdrag
        ] == [
            None,
            "AU-sekreterare",
        ]
    with county.session() as session:
        assert (
            set_ersattare(
                session, uppdrag_id, NyErsattare(), who=Who(WHO.now, secretary)
            ).ersattare_id
            is None
        )
    with county.session() as session, pytest.raises(Malformed, match="någon annan"):
        set_ersattare(session, uppdrag_id, NyErsattare(ersattare=SOCIALCHEF["epost"]), who=WHO)


def test_a_person_is_away_from_one_day_to_another_once_at_a_time(county: Database) -> None:
    give(county, SEKRETERARE)
    _, person_id, _ = give(county, SOCIALCHEF)
    days = {"from": "2023-12-01", "tom": "2023-12-10", "ersattare": SEKRETERARE["epost"]}
    with county.session() as session:
        add_absence(session, person_id, parse(NyFranvaro, days), who=WHO)
    with county.session() as session, pytest.raises(Malformed, match="Krockar"):
        add_absence(
            session,
            person_id,
            parse(NyFranvaro, {"from": "2023-12-10", "tom": "2023-12-11"}),
            who=WHO,
        )
    with county.read() as session:
        away = [one.franvaro for one in list_people(session, PROFILE)]
    assert [(one.from_, one.tom, one.ersattare) for rows in away for one in rows] == [
        (date(2023, 12, 1), date(2023, 12, 10), "AU-sekreterare")
    ]
    assert traces(county)[-1] == Andring.FRANVARO_NY


@pytest.mark.parametrize("unknown", [0, -1, 404, 2**31, 2**63])
def test_what_does_not_exist_is_not_found(county: Database, unknown: int) -> None:
    with county.session() as session, pytest.raises(NotFound, match="finns inte"):
        end_uppdrag(session, unknown, AvslutaUppdrag(tom=date(2023, 12, 1)), who=WHO)
    with county.session() as session, pytest.raises(NotFound, match="finns inte"):
        add_absence(
            session,
            unknown,
            parse(NyFranvaro, {"from": "2023-12-01", "tom": "2023-12-01"}),
            who=WHO,
        )


def test_twenty_who_give_the_same_uppdrag_at_once_give_it_once(county: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: give(county, SOCIALCHEF), range(20)))
    assert len({uppdrag_id for uppdrag_id, _, _ in given}) == 1
    assert sorted(utfall.value for _, _, utfall in given) == ["nytt"] + ["samma"] * 19
