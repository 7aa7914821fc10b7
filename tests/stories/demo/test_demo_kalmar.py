"""The second county's demo: every ledamot is asked before a decision, and all of it is said in the
county's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api.demo import build_demo, story_of
from api.demo.story import NoStory
from models.settings import Settings
from models.tables import (
    Arende,
    Avisering,
    Avtal,
    Beslut,
    Dagordningspunkt,
    Handelse,
    Mote,
    Organ,
    Person,
    Remiss,
    Remissmottagare,
    Remissvar,
)
from support.application import application
from support.county import Lan
from support.site import Sajt, served
from support.walks.arende import open_under_closed, unwatched
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

ELSEWHERE = re.compile(
    r"⟨|(?<!\w)(AU|AU:s|[Ll]edningsgruppens?|[Aa]rbetsutskottet|[Kk]ommunalt forum|LGS)(?!\w)"
)
SAMORDNARE, INVANARE = "samordnare@region.example", "norra@invanare.example"


@pytest.fixture(scope="module")
def demo(kalmar: Lan) -> Lan:
    """One demo for every question below; nothing here changes it."""
    return kalmar


@pytest.fixture(scope="module")
def site(demo: Lan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sajt]:
    """The demo's pages behind a real server."""
    data: Path = tmp_path_factory.mktemp("data")
    settings = Settings(data=data, database_url=demo.database.url, profil="kalmar", demo=True)
    with served(application(settings)) as address:
        opened = Sajt(demo, address)
        yield opened
        opened.close()


def remiss_on(demo: Lan, words: str) -> int:
    """Return the remiss of the ärende whose heading begins so."""
    arende = next(row for row in demo.rows(Arende) if row.rubrik.startswith(words))
    return int(demo.rows(Remiss, om_id=arende.id)[0].id)


def test_a_question_went_to_each_ledamot_and_all_of_them_answered_before_it_was_decided(
    demo: Lan,
) -> None:
    asked = demo.rows(Remissmottagare, remiss_id=remiss_on(demo, "Inriktning för nära vård"))
    assert len({row.person_id for row in asked}) == len(asked) == 12 + 7 + 2
    answered = {row.mottagare_id for row in demo.rows(Remissvar)}
    assert {row.id for row in asked} <= answered


def test_in_a_matter_of_the_schools_their_chefer_are_asked_as_well(demo: Lan) -> None:
    remiss = remiss_on(demo, "Praktisk anvisning")
    asked = demo.rows(Remissmottagare, remiss_id=remiss)
    schools = {row.id for row in demo.rows(Organ, kod="skolchefsnatverket")}
    assert [row.organ_id for row in asked if row.organ_id is not None] == list(schools)
    assert demo.lage(remiss) == "oppen"


def test_the_decision_points_out_a_direction_and_another_question_was_lifted_to_a_forum(
    demo: Lan,
) -> None:
    (decision,) = demo.rows(Beslut)
    assert (decision.beteckning, decision.inriktning) == ("LGL beslut 2025:1", True)
    items = [
        (row.utfall and row.utfall.value, demo.rows(Mote, id=row.mote_id)[0].datum)
        for row in demo.rows(Dagordningspunkt)
        if row.rubrik == "Barns och ungas psykiska hälsa: gemensam väg framåt"
    ]
    assert items == [("lyft", date(2025, 10, 17)), (None, date(2026, 4, 24))]


def test_the_register_has_two_agreements_in_force(demo: Lan) -> None:
    assert {row.omrade for row in demo.rows(Avtal)} == {"Barn och unga", "Hemsjukvård"}
    assert {demo.lage(row.id) for row in demo.rows(Avtal)} == {"i_kraft"}


def test_nothing_is_lost_and_the_history_holds(demo: Lan) -> None:
    assert unwatched(demo) == []
    assert open_under_closed(demo) == []
    with demo.database.read() as session:
        assert verify(session, NOUNS).brott == []


def test_everybody_is_named_by_role_and_has_an_address_nobody_can_have(demo: Lan) -> None:
    people = demo.rows(Person)
    assert all(row.epost.endswith(".example") for row in people)
    titles = re.compile(
        r"(Samordnare|Socialchef|Skolchef|Förvaltningssekreterare|Hälso- och"
        r" sjukvårdsdirektör|Förvaltningschef \w+|"
        r"Stabschef \w+|Förbundschef|Invånarrepresentant|Utvecklingsledare|Ordförande), .+"
    )
    assert [row.namn for row in people if not titles.fullmatch(row.namn)] == []


def test_every_letter_is_in_the_words_of_the_county(demo: Lan) -> None:
    letters = demo.rows(Avisering)
    assert letters
    said = [text for row in letters for text in (row.amne, row.text, row.html, row.skal)]
    assert [text for text in said if ELSEWHERE.search(text)] == []
    assert any("beredningsgruppen" in text for text in said)


def test_what_is_stored_of_the_history_says_nothing_in_the_words_of_one_county(demo: Lan) -> None:
    assert [row for row in demo.rows(Handelse) if "eredningsgrupp" in str(row)] == []


PAGES = (
    "/",
    "/arenden",
    "/arenden/nytt",
    "/au",
    "/moten",
    "/remisser",
    "/beslut",
    "/beslut/lgl-beslut-2025-1",
    "/avtal",
    "/efterlevnad",
    "/organ",
    "/organ/lgl",
    "/organ/beredningsgruppen",
    "/organ/lsg_norr",
    "/personer",
    "/arenden/lgl-2025-1",
    "/arenden/lgl-2025-2",
    "/arenden/lgl-2025-3",
    "/arenden/lgl-2025-4",
    "/arenden/lgl-2025-5",
    "/arenden/lgl-2025-4/steg/skicka_pa_remiss",
    "/arenden/lgl-2025-5/steg/ta_upp",
    "/arenden.csv",
    "/api/v1/arenden",
    "/api/v1/organ",
    "/api/v1/arenden/lgl-2025-1",
    "/finns-inte",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_and_answer_is_in_the_words_of_the_county(site: Sajt, path: str) -> None:
    answer = site.client(SAMORDNARE).http.get(path)
    assert answer.status_code == (404 if path == "/finns-inte" else 200), answer.text[:500]
    found = ELSEWHERE.search(answer.text)
    assert found is None, answer.text[max(0, found.start() - 100) : found.end() + 100]


def test_the_pages_name_the_bodies_and_what_was_decided(site: Sajt) -> None:
    http = site.client(SAMORDNARE).http
    assert "Beredningens inkorg" in http.get("/au").text
    assert "Bifall, inriktningsbeslut." in http.get("/beslut/lgl-beslut-2025-1").text
    lgl = http.get("/organ/lgl").text
    assert "Ordförandeskapet hör till kommunerna till och med 2026." in lgl
    assert "Invånarrepresentant, norra länet" in lgl
    assert "lokal samarbetsgrupp" in http.get("/organ/lsg_norr").text


def test_the_form_for_a_remiss_has_every_ledamot_chosen(site: Sajt, demo: Lan) -> None:
    nr = next(
        row.nr
        for row in demo.rows(Arende)
        if row.rubrik.startswith("Gemensam rutin vid hög skolfrånvaro")
    )
    page = site.client(SAMORDNARE).http.get(f"/arenden/{nr}/steg/skicka_pa_remiss").text
    (box,) = re.findall(r'<input[^>]*value="organ:lgl"[^>]*>', page)
    assert "checked" in box
    assert "Alla ledamöter i LGL" in page


def test_an_arende_says_that_it_concerns_school_and_whoever_prepares_it_chooses_that(
    site: Sajt, demo: Lan
) -> None:
    nr = next(row.nr for row in demo.rows(Arende) if "skolfrånvaro" in row.rubrik)
    http = site.client(SAMORDNARE).http
    page = http.get(f"/arenden/{nr}").text
    assert re.search(r"Rör särskilt</dt>\s*<dd[^>]*>\s*Skola", page)
    form = http.get(f"/arenden/{nr}/steg/bered").text
    assert re.search(r'value="skola"[^>]* (checked|selected)', form)


def test_a_resident_has_their_answer_kept_as_a_ledamot(demo: Lan) -> None:
    remiss = remiss_on(demo, "Inriktning för nära vård")
    mine = demo.rows(Remissmottagare, remiss_id=remiss, person_id=demo.ids[INVANARE])
    (answer,) = demo.rows(Remissvar, mottagare_id=mine[0].id)
    assert answer.stallningstagande.value == "tillstyrker_med_synpunkter"


def test_building_it_again_changes_nothing(demo: Lan) -> None:
    assert not build_demo(demo.database, "kalmar")


def test_a_county_without_a_story_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        NoStory, match=r"Det finns ingen demo för ”ekby”. Tillåtet: kalmar, kronoberg."
    ):
        story_of("ekby")


def test_the_day_of_the_demo_is_a_working_day(demo: Lan) -> None:
    assert demo.world.today == date(2025, 11, 4)
