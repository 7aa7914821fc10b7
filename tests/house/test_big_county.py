"""The big county of the benchmarks: what is copied there is what the engine writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import sign_in
from benchmarks.county.build import NotEmpty, Plan, build_county, plan_of
from benchmarks.county.chapter import Kapitel, Own
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.settings import Settings
from support.application import application
from support.demo import told
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

SIZE = 0.03  # sixty meetings: of both kinds some that are told, and some that are copies
OK = 200
SECRETARY, CHEF = "au-sekreterare@region.example", "socialchef@alvesta.example"
# What the engine draws by lot: it differs in the meetings that are told, and no copy rests on it.
BY_LOT = ("salt", "hash", "spar", "foregaende", "innehall_hash", "kedja", "meddelande_id")


@pytest.fixture(scope="module")
def county(postgres_database: str) -> Iterator[Database]:
    """A county that the tests of this file share."""
    with closing(Database(postgres_database, name="samflode-test")) as database:
        build_county(database, SIZE)
        yield database


def count(database: Database, query: str) -> int:
    with database.read() as session:
        return int(session.execute(text(query)).scalar_one())


def column(database: Database, query: str) -> list[str]:
    with database.read() as session:
        return list(session.execute(text(query)).scalars())


def test_size_1_is_as_large_as_is_said() -> None:
    assert plan_of(1) == Plan(1900, 100)


@pytest.mark.parametrize(
    ("number", "query"),
    [
        (600, "SELECT count(*) FROM arende WHERE rubrik ~ ', nr \\d{4}$'"),
        (120, "SELECT count(*) FROM beslut WHERE rubrik ~ ', nr \\d{4}$'"),
        (60, "SELECT count(*) FROM avtal WHERE slug ~ '^overenskommelse-\\d{4}-om-'"),
        (3000, "SELECT count(*) FROM atagande WHERE beslut_id > 5"),
    ],
)
def test_there_are_as_many_as_is_said(county: Database, number: int, query: str) -> None:
    assert count(county, query) == number


def test_there_are_two_hundred_and_fifty_events_to_a_meeting(county: Database) -> None:
    assert 240 < count(county, "SELECT count(*) FROM handelse WHERE sak_id > 80") / 60 < 265


def test_history_holds(county: Database) -> None:
    with county.read() as session:
        report = verify(session, NOUNS)
    assert report.brott == []
    assert report.antal_handelser == count(county, "SELECT count(*) FROM handelse")


def test_nothing_is_new_to_the_nightly_check(county: Database) -> None:
    with county.read() as session:
        assert verify(session, NOUNS, since_last=True).antal_handelser == 0


def test_what_was_sent_on_remiss_still_has_its_sum(county: Database) -> None:
    wrong = (
        "SELECT count(*) FROM remiss WHERE"
        " underlag_sha256 <> encode(sha256(convert_to(underlag, 'UTF8')), 'hex')"
    )
    assert count(county, wrong) == 0


def test_every_open_state_is_there_and_most_are_done(county: Database) -> None:
    states = set(column(county, "SELECT lage FROM sak WHERE slag = 'arende' AND id > 300"))
    assert states == {
        *("inkommet", "under_beredning", "kompletteras", "pa_remiss", "sammanstalls", "berett"),
        *("pa_dagordning", "i_dialog", "implementeras", "avslutat", "avvisat", "aterkallat"),
    }
    closed = "SELECT count(*) FROM arende JOIN sak USING (id) WHERE lage IN ('avslutat', 'avvisat')"
    assert count(county, closed) > 500


def test_open_matters_wait_for_somebody_and_closed_ones_for_nobody(county: Database) -> None:
    own = (
        "SELECT count(*) FROM arende JOIN sak s USING (id) LEFT JOIN frist f"
        " ON f.sak_id = s.id AND f.stangd IS NULL AND NOT f.delfrist"
    )
    closed = "lage IN ('avslutat', 'avvisat', 'aterkallat')"
    assert count(county, f"{own} WHERE NOT {closed} AND f.id IS NULL") == 0
    assert count(county, f"{own} WHERE {closed} AND f.id IS NOT NULL") == 0


def test_nothing_of_a_copy_lies_after_the_demos_day(county: Database) -> None:
    assert (
        count(county, "SELECT count(*) FROM handelse WHERE tid > (SELECT nu FROM demoklocka)") == 0
    )


def test_each_meeting_says_its_own_number_everywhere(county: Database) -> None:
    """Of a copy and the meeting it was made of, neither says the other's."""
    per_number = "SELECT count(DISTINCT n) FROM (SELECT substring(rubrik from ', nr (.*)$') n,"
    assert count(county, f"{per_number} count(*) c FROM arende GROUP BY 1) x WHERE c = 10") == 60
    said = column(
        county,
        "SELECT a.rubrik || '|' || v.text FROM avisering v JOIN arende a ON a.id = v.sak_id"
        " WHERE v.text LIKE '%, nr %'",
    )
    assert len(said) > 500
    for one in said:
        assert len(set(re.findall(r", nr (\d{4})", one))) == 1, one


def test_letters_lead_to_their_own_matters(county: Database) -> None:
    wrong = (
        "SELECT count(*) FROM avisering v JOIN arende a ON a.id = v.sak_id"
        " WHERE data->>'lank' LIKE '/arenden/%' AND data->>'lank' <> '/arenden/' || a.nr"
    )
    assert count(county, wrong) == 0
    meetings = (
        "SELECT count(*) FROM avisering v JOIN mote m ON m.id = v.sak_id WHERE mall = 'kallelse'"
        " AND (data->>'lank' <> '/moten/' || m.id OR data->>'datum' <> m.datum::text)"
    )
    assert count(county, meetings) == 0


def test_a_search_finds_an_arende_by_its_own_words(county: Database) -> None:
    rubrik, sokord = column(
        county, "SELECT unnest(ARRAY[rubrik, sokord::text]) FROM arende ORDER BY id DESC LIMIT 2"
    )
    assert f"'{rubrik[-4:]}'" in sokord


def test_the_engine_goes_on_where_the_copies_end(county: Database) -> None:
    demo = told(county, "kronoberg")
    with county.trial() as session:
        story = Kapitel(session, demo.profile, Own(date(2023, 11, 10), 9999, ("vila", "lek")))
        story.day(0)
        arende = story.sent_in("Något nytt", "beslut")
        story.taken(arende)
        assert story.planned("2023-11-20") > arende


def test_the_pages_open(county: Database, tmp_path: Path) -> None:
    """As the secretary and a chef, on every kind of thing, whether told or copied."""
    app = application(Settings(database_url=county.url, data=tmp_path, demo=True))
    for who in (SECRETARY, CHEF):
        with county.session() as session:
            person = session.execute(text("SELECT id FROM person WHERE epost = :who"), {"who": who})
            token = sign_in(session, person.scalar_one(), real_now())
        with TestClient(app, base_url="http://127.0.0.1", cookies={"samflode": token}) as client:
            only_hers = ["/revisioner/rev-2023-5"] if who == SECRETARY else []
            for path in pages(county) + only_hers:
                assert client.get(path).status_code == OK, (who, path)


def pages(county: Database) -> list[str]:
    lists = ["arenden", "moten", "remisser", "revisioner", "avtal", "beslut", "efterlevnad"]
    found = ["/", "/ataganden", "/aviseringar", *(f"/{one}" for one in lists)]
    one = "SELECT '/arenden/' || nr FROM arende JOIN sak USING (id) WHERE lage = '{}'"
    for lage in ("avslutat", "pa_remiss", "implementeras", "i_dialog", "sammanstalls"):
        found += column(county, f"{one.format(lage)} ORDER BY id DESC LIMIT 1")
    for kind in ("moten/' || id FROM mote", "remisser/' || id FROM remiss"):
        found += column(county, f"SELECT '/{kind} ORDER BY id DESC LIMIT 2")
    for kind in ("avtal/' || slug FROM avtal", "beslut/' || nr FROM beslut"):
        found += column(county, f"SELECT '/{kind} ORDER BY id DESC LIMIT 2")
    found += column(county, "SELECT '/ataganden/' || id FROM atagande ORDER BY id DESC LIMIT 1")
    return found


def test_a_county_is_made_only_where_there_is_none(county: Database) -> None:
    with pytest.raises(NotEmpty):
        build_county(county, SIZE)


def test_the_same_seed_gives_the_same_rows(
    county: Database, postgres: EmbeddedPostgres, template: str
) -> None:
    """Also where the server finds the rows of a statement in another order, and lays them there."""
    twin = Database(create_database(postgres.url, "lan_tvilling", template=template))
    try:
        for way in ("hashjoin", "hashagg"):
            with twin.session() as session:
                session.execute(text(f"ALTER DATABASE lan_tvilling SET enable_{way} TO off"))
        twin.close()
        with moving_rows(twin):
            build_county(twin, SIZE)
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        for table in set(column(county, tables)) - {"inloggning"}:
            assert rows(county, table) == rows(twin, table), table
    finally:
        twin.close()
        drop_database(postgres.url, "lan_tvilling")


@contextmanager
def moving_rows(database: Database) -> Iterator[None]:
    """Empty the places of old rows all the time, so that new ones lie somewhere else than in a
    county that nobody swept.
    """
    done = Event()

    def sweep() -> None:
        with psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True) as connection:
            while not done.wait(0.2):
                connection.execute("VACUUM")

    with ThreadPoolExecutor(1) as pool:
        swept = pool.submit(sweep)
        try:
            yield
        finally:
            done.set()
        swept.result()


def rows(database: Database, table: str) -> str:
    """Return a sum over a table's rows, but for what is drawn by lot."""
    row = f"to_jsonb(t) - ARRAY{list(BY_LOT)}"
    every = f"SELECT ({row})::text r FROM {table} t"  # noqa: S608 - a name of the database's own
    query = f"SELECT coalesce(md5(string_agg(r, '' ORDER BY r)), '') FROM ({every}) x"  # noqa: S608
    return column(database, query)[0]
