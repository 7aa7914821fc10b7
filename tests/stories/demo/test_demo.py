"""The demo tells the meeting of 6 November 2023 as its minutes do, and everything in it came
through the door.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from api.demo import build_demo
from api.demo.kronoberg.people import SEKRETERARE
from models.base import table_of
from models.tables import (
    Arende,
    Atagande,
    Avisering,
    Avstamning,
    Avtal,
    Avtalspart,
    Avtalsversion,
    Beslut,
    Beslutande,
    Dagordningspunkt,
    Franvaro,
    Handelse,
    Handelseinnehall,
    Huvudman,
    Mote,
    Organ,
    Person,
    Sak,
    TidigareBeslut,
)
from models.vocabulary import AviseringLage, AvtalSlag, Forlangning, SvarSlag
from support.county import Lan
from support.walks.arende import open_under_closed, unwatched
from workflows.avtal.due import due_agreements
from workflows.beslut.views import BeslutFilter, list_beslut
from workflows.engine.history.verification import verify
from workflows.mote.returning.views import comes_back
from workflows.nouns import NOUNS
from workflows.texts.markdown import sections


@pytest.fixture(scope="module")
def demo(kronoberg: Lan) -> Lan:
    """One demo for every question below; nothing here changes it."""
    return kronoberg


def meeting(demo: Lan, day: str) -> int:
    """Return the meeting of a day."""
    return int(demo.rows(Mote, datum=date.fromisoformat(day))[0].id)


OUTCOMES = {
    "Kronobarnsmodellen: användning av Link": "beslutat",
    "Indikatorer för uppföljning av Kronobarnsmodellen": "beslutat",
    "Återrapportering från arbetet med verksamhetsplanen": "fortsatt_dialog",
    "AU:s uppdrag": "lagt_till_handlingarna",
    "Nuläge i processgrupperna": "lagt_till_handlingarna",
    "Flödesschema för nya och reviderade avtal": "beslutat",
    "Gymnasiedimensionering": "lagt_till_handlingarna",
    "Palliativt centrum: avtal och organisering": "fortsatt_dialog",
    "Överenskommelse om in- och utskrivning": "utgick",
    "Kommunöverläkare": "fortsatt_dialog",
}


def test_ten_of_the_twelve_items_are_arenden_with_their_outcomes_and_two_are_standing(
    demo: Lan,
) -> None:
    items = demo.rows(Dagordningspunkt, mote_id=meeting(demo, "2023-11-06"))
    assert {item.rubrik: item.utfall.value for item in items if item.om_id} == OUTCOMES
    assert [item.rubrik for item in items if not item.om_id] == [
        "Mötets öppnande och föregående anteckningar",
        "Tidigare beslut med öppna åtaganden",
        "Återkoppling från kommunalt forum",
    ]


def test_the_meeting_took_three_decisions(demo: Lan) -> None:
    assert len(demo.rows(Beslut, mote_id=meeting(demo, "2023-11-06"))) == 3


def test_a_search_among_decisions_finds_those_with_the_words_once_each(demo: Lan) -> None:
    found = {words: _decisions(demo, words) for words in ("link", "kommunerna", "finnsinte", "%")}
    every = [row.nr for row in demo.rows(Beslut)]
    assert found["%"] == []
    assert 0 < len(found["link"]) < len(every)
    assert all(len(set(one)) == len(one) for one in found.values())
    assert found["finnsinte"] == []
    about = {row.nr for row in demo.rows(Beslut) if "link" in f"{row.rubrik} {row.text}".casefold()}
    assert about <= set(found["link"])


def _decisions(demo: Lan, words: str) -> list[str]:
    with demo.database.read() as session:
        actor = demo.actor(session, SEKRETERARE)
        return [
            row.nr
            for row in list_beslut(
                session, actor, demo.world, BeslutFilter(q=words, antal=100)
            ).poster
        ]


def test_each_kommun_owes_a_name_by_the_december_meeting(demo: Lan) -> None:
    owed = demo.rows(Atagande, svar=SvarSlag.NAMN)
    kommuner = {row.id for row in demo.rows(Huvudman) if row.slag == "kommun"}
    assert {row.huvudman_id for row in owed} == kommuner
    assert {row.senast for row in owed} == {date(2023, 12, 8)}
    assert len(owed) == 8


def test_the_link_question_is_a_chain_followed_differently_by_each_kommun(demo: Lan) -> None:
    march, november = demo.rows(Beslut)[0], demo.rows(Beslut)[2]
    assert (march.datum, november.datum) == (date(2023, 3, 10), date(2023, 11, 6))
    linked = demo.rows(TidigareBeslut, arende_id=november.om_id)
    assert [row.beslut_id for row in linked] == [march.id]
    said = {row.foljs.value for row in demo.rows(Avstamning)}
    assert said == {"helt", "delvis", "inte"}
    assert len(demo.rows(Avstamning)) < len(demo.rows(Atagande, beslut_id=march.id)) == 8


def test_a_lifted_question_stands_on_the_agenda_of_the_forum_it_was_lifted_to(demo: Lan) -> None:
    forums = {row.kod: row.id for row in demo.rows(Organ, slag="forum")}
    assert set(forums) == {"kommunalt_forum", "kommunalt_forum_skola", "rsr"}
    (lifted,) = demo.rows(Arende, forum_organ_id=forums["rsr"])
    assert demo.lage(lifted.id) == "lyft"
    places = {row.mote_id: row.utfall for row in demo.rows(Dagordningspunkt, om_id=lifted.id)}
    assert places[meeting(demo, "2023-10-06")] == "lyft"
    assert places[meeting(demo, "2023-11-17")] is None
    told = {row.epost for row in demo.rows(Avisering, mall="lyft_till_forum")}
    assert told == {"ordforande@rsr.example", "sekreterare@rsr.example"}


def attended(demo: Lan) -> dict[str, list[str]]:
    """Return how those who could decide on 6 November took part, by the huvudman of each."""
    names = {row.id: row.kod for row in demo.rows(Huvudman)}
    found: dict[str, list[str]] = {}
    for row in demo.rows(Beslutande, mote_id=meeting(demo, "2023-11-06")):
        if row.huvudman_id:
            found.setdefault(names[row.huvudman_id], []).append(row.narvaro.value)
    return found


def test_markaryd_had_nobody_at_the_meeting_and_each_other_party_as_many_as_the_minutes_say(
    demo: Lan,
) -> None:
    there = {
        kod: sorted(how for how in said if how != "franvarande")
        for kod, said in attended(demo).items()
    }
    assert there == {
        "alvesta": ["pa_plats", "pa_plats"],
        "lessebo": ["pa_plats", "pa_plats"],
        "ljungby": ["digitalt"],
        "markaryd": [],
        "tingsryd": ["pa_plats", "pa_plats"],
        "uppvidinge": ["digitalt", "pa_plats"],
        "vaxjo": ["pa_plats"],
        "almhult": ["digitalt", "digitalt"],
        "region_kronoberg": ["pa_plats", "pa_plats"],
    }


def test_nobody_who_is_away_attends(demo: Lan, kalmar: Lan) -> None:
    for county in (demo, kalmar):
        days = {row.id: row.datum for row in county.rows(Mote)}
        away = [(row.person_id, row.from_, row.tom) for row in county.rows(Franvaro)]
        assert [
            (row.namn, days[row.mote_id])
            for row in county.rows(Beslutande)
            for person, first, last in away
            if row.person_id == person and first <= days[row.mote_id] <= last
            if row.narvaro.value != "franvarande"
        ] == []


def test_the_question_of_sammankallande_is_followed_in_the_networks_of_chefer(demo: Lan) -> None:
    november = next(row for row in demo.rows(Beslut) if "sammankallande lyfts" in row.text)
    codes = {row.id: row.kod for row in demo.rows(Organ)}
    asked = [row for row in demo.rows(Atagande, beslut_id=november.id) if row.organ_id]
    assert {codes[row.organ_id] for row in asked} == {"skolchefsnatverket", "socialchefsnatverket"}
    assert {(row.svar.value, row.senast) for row in asked} == {("text", date(2023, 12, 8))}
    assert all("sammankallande" in row.text for row in asked)


def test_septembers_prolongation_prolongs_the_agreement(demo: Lan) -> None:
    [september] = demo.rows(Beslut, datum=date(2023, 9, 8))
    [avtal] = demo.rows(Avtal, slug="kronobarnsmodellen-overenskommelse-om-arbetssatt")
    assert avtal.giltig_till == date(2024, 12, 31)
    [event] = demo.rows(Handelse, sak_id=avtal.id, steg="forlang")
    [said] = demo.rows(Handelseinnehall, handelse_id=event.id)
    assert september.beteckning in str(said.innehall)


def test_what_november_let_go_of_comes_back_to_the_meetings_it_named(demo: Lan) -> None:
    rubrik = {row.id: row.rubrik for row in demo.rows(Arende)}
    with demo.database.read() as session:
        actor = demo.actor(session, SEKRETERARE)
        back = {
            day: sorted(
                rubrik[one.id] for one in comes_back(session, actor, demo.world, meeting(demo, day))
            )
            for day in ("2023-12-08", "2024-01-26")
        }
    assert back == {
        "2023-12-08": [
            "Nuläge i processgrupperna",
            "Palliativt centrum: avtal och organisering",
            "Återrapportering från arbetet med verksamhetsplanen",
            "Överenskommelse om in- och utskrivning",
        ],
        "2024-01-26": ["Kommunöverläkare"],
    }


def test_september_prolongs_the_process_group(demo: Lan) -> None:
    september = demo.rows(Beslut)[1]
    assert september.datum == date(2023, 9, 8)
    assert "2024" in september.text
    assert demo.rows(Atagande, beslut_id=september.id)[0].organ_id is not None


def test_the_register_of_agreements_has_one_of_everything(demo: Lan) -> None:
    agreements = {row.slug: row for row in demo.rows(Avtal)}
    assert len(agreements) == 11
    assert {row.slag for row in agreements.values()} == set(AvtalSlag)
    assert {row.forlangning for row in agreements.values()} == set(Forlangning)
    standing = [demo.lage(row.id) for row in agreements.values()]
    assert (standing.count("i_kraft"), standing.count("planerat")) == (10, 1)
    home_care = agreements["overenskommelse-om-hemsjukvard"]
    assert home_care.oversyn == date(2023, 11, 24), "its review day is near"
    assert agreements["samverkansavtal-for-barnahus"].giltig_till == date(2024, 4, 30)
    texts = {row.avtal_id: row.text for row in demo.rows(Avtalsversion)}
    assert set(texts) == {row.id for row in agreements.values()}
    assert len(sections(texts[home_care.id])) >= 25
    assert len(demo.rows(Avtalspart, slag="part")) == 10 * 9 + 3


def test_the_first_morning_brings_no_flood_of_letters_about_agreements(demo: Lan) -> None:
    with demo.database.read() as session:
        due = select(table_of(Avtal).c.id).join(
            table_of(Sak), table_of(Sak).c.id == table_of(Avtal).c.id
        )
        assert session.execute(due.where(due_agreements(demo.world))).all() == []


def test_every_role_has_something_to_do(demo: Lan) -> None:
    standing = {row.lage for row in demo.rows(Sak)}
    assert {
        "utkast",
        "inkommet",
        "kompletteras",
        "pa_remiss",
        "i_dialog",
        "implementeras",
        "justeras",
    } <= standing


def test_every_letter_of_the_story_lies_in_the_mailbox_with_subject_and_text(demo: Lan) -> None:
    letters = demo.rows(Avisering)
    assert letters
    assert {letter.lage for letter in letters} == {AviseringLage.SKICKAD}
    assert all(letter.amne and letter.text and letter.html for letter in letters)


def test_nothing_is_lost_and_the_history_holds(demo: Lan) -> None:
    assert unwatched(demo) == []
    assert open_under_closed(demo) == []
    with demo.database.read() as session:
        assert verify(session, NOUNS).brott == []


def test_building_it_again_changes_nothing(demo: Lan) -> None:
    before = len(demo.rows(Sak))
    assert not build_demo(demo.database, "kronoberg")
    assert len(demo.rows(Sak)) == before


TITLES = (
    "AU-sekreterare",
    "Analytiker",
    "Biträdande socialchef",
    "Elevhälsochef",
    "Enhetschef",
    "Förvaltningssekreterare",
    "Hälso- och sjukvårdsdirektör",
    "Kontaktperson",
    "Medicinskt ansvarig sjuksköterska",
    "Ordförande",
    "Primärvårdschef",
    "Sammankallande",
    "Skolchef",
    "Socialchef",
    "Verksamhetsutvecklare",
    "Sekreterare",
)


def test_everybody_is_named_by_role_and_has_an_address_nobody_can_have(demo: Lan) -> None:
    places = {
        "",
        *(row.kortnamn for row in demo.rows(Organ)),
        *(row.kortnamn for row in demo.rows(Huvudman)),
    }
    places |= {place.lower() for place in places} | {row.namn for row in demo.rows(Huvudman)}
    # Who asked from outside, or is informed, is an organisation: it has no role here.
    named = [row.namn.partition(", ") for row in demo.rows(Person) if row.konto]
    assert [name for name in named if name[0] not in TITLES or name[2] not in places] == []
    assert all(row.epost.endswith(".example") for row in demo.rows(Person))
    assert all(row.rubrik and row.fraga for row in demo.rows(Arende))
