"""A database that an earlier release made is taken over, or its operator is told what to do.

``3acfebb.sql`` is what pg_dump said of a database that the migrations of that commit made;
``3acfebb_one_head_older.sql`` takes it back one of that commit's steps, as its own downgrade did.
``3acfebb_letters.json`` is letters that commit wrote, as rows and as they were sent.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Row, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from api.cli.app import run
from api.supervisor.preparation import prepare
from models.base import table_of
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.faults import OtherRelease
from models.migrations import alembic_config, is_current, migrate
from models.settings import Settings
from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.house.schema import schema
from support.installation import ENVIRONMENT, SAMFLODE
from workflows.county.slots import Holder
from workflows.engine.letters.outbox import Message, put_as_written
from workflows.engine.letters.stand_in import letter_instead

HERE = Path(__file__).parent
NEWEST, ONE_BACK = (
    (HERE / name).read_text(encoding="utf-8")
    for name in ("3acfebb.sql", "3acfebb_one_head_older.sql")
)
LETTERS: list[dict[str, Any]] = json.loads(
    (HERE / "3acfebb_letters.json").read_text(encoding="utf-8")
)
# What letters claimed of åtaganden and of an agreement, and what they say instead.
CLAIMED = {
    "Alla åtaganden i ”Användning av Link i alla kommuner” är klara.": (
        "Inget åtagande i ”Användning av Link i alla kommuner” är kvar att göra."
    ),
    " Avtalet gäller som förut.": "",
    "genom delegation eller beslut. Ett": (
        "genom delegation eller beslut. Har någon annan rätten väljer du Säg vem som skriver under"
        " på revisionens sida, så får den texten i ett brev. Ett"
    ),
}
TAKEN_OVER = "57eb49643b61"
Make = Callable[..., str]
WHAT_TO_DO = (
    "Databasens tabeller är äldre än version 3acfebb och kan inte uppdateras i ett enda steg."
    " Starta version 3acfebb en gång mot samma databas, stoppa den och starta sedan den här"
    " versionen."
)


@pytest.fixture
def make(postgres: EmbeddedPostgres) -> Iterator[Make]:
    """Fill a database of its own with what some texts say; return its address."""
    names = [f"tidigare_{number}" for number in range(3)]
    unused = iter(names)

    def filled(*texts: str) -> str:
        url = create_database(postgres.url, next(unused))
        for sql in texts:
            say(url, sql)
        return url

    yield filled
    for name in names:
        drop_database(postgres.url, name)


def say(url: str, sql: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(sql.replace("%", "%%"))


def test_a_database_of_3acfebb_is_exactly_as_one_that_is_made_today(
    make: Make, database_url: str
) -> None:
    url = make(NEWEST)
    migrate(url)
    assert is_current(url)
    # PostgreSQL says a rule in other words when it has been read from a dump
    assert schema(make(schema(url))) == schema(make(schema(database_url)))


def test_a_database_of_3acfebb_needs_nothing_of_the_first_tables(make: Make) -> None:
    url = make(NEWEST)
    before = schema(url)
    command.upgrade(alembic_config(url), TAKEN_OVER)
    assert schema(url) == before


def test_the_tables_of_a_database_of_3acfebb_are_those_of_the_models(make: Make) -> None:
    url = make(NEWEST)
    migrate(url)
    command.check(alembic_config(url))


def test_an_older_database_is_left_as_it_is_and_its_operator_told_what_to_do(
    make: Make, settings: Settings
) -> None:
    url = make(NEWEST, ONE_BACK)
    before = schema(url)
    with pytest.raises(OtherRelease) as told:
        prepare(settings.model_copy(update={"database_url": url}), tell=print)
    assert str(told.value) == WHAT_TO_DO
    assert schema(url) == before


def test_a_database_of_a_release_to_come_is_left_to_that_release(make: Make) -> None:
    url = make(NEWEST)
    say(url, "UPDATE public.alembic_version SET version_num = 'annu_inte'")
    with pytest.raises(OtherRelease, match=r"från en nyare version än den här\. Starta den nyare"):
        migrate(url)


@pytest.mark.parametrize("words", [("up", "--port", "0"), ("tick",), ("doctor",)])
def test_every_command_says_so_in_words(make: Make, tmp_path: Path, words: tuple[str, ...]) -> None:
    environment = {
        **ENVIRONMENT,
        "SAMFLODE_DATABASE_URL": make(NEWEST, ONE_BACK),
        "SAMFLODE_DATA": str(tmp_path / "data"),
    }
    said = subprocess.run(
        [SAMFLODE, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    assert WHAT_TO_DO.partition(". ")[2] in said.stdout + said.stderr


def test_doctor_tells_it_of_the_tables(
    make: Make,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", make(NEWEST, ONE_BACK))
    monkeypatch.setenv("SAMFLODE_DATA", str(settings.data))
    assert run(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Tabeller" in told
    assert "äldre än version 3acfebb" in told


PERSON = """
INSERT INTO public.person (id, epost, namn, aktiv, brevdag, brevtimme)
VALUES (:person_id, :epost, :epost, true, 1, 7) ON CONFLICT DO NOTHING
"""
LETTER = """
INSERT INTO public.avisering
    (nyckel, mall, person_id, epost, skal, data, lage, skapad, nasta_forsok, forsok, fel,
     meddelande_id)
VALUES (:nyckel, :mall, :person_id, :epost, :skal, :data, 'vantar', '2025-03-10', '2025-03-10', 0,
    '', :nyckel)
"""
NAMED = "Samverkansnämnden för nära vård, " * 5
# So long that 3acfebb cut its key and ended it with a digest.
KEY_OF_NAMED = (
    "9:avtal_varning:17:Samverkansnämnden för nära vård, Samverkansnämnden för nära vård,"
    " Samverkansnämnden för nära vård, Samverkansnämnden för nära vård,:"
    "d08fa97b06273aa21a9702a4f8b3b2efc1b99a8f"
)


def as_rows() -> list[dict[str, Any]]:
    """Return the letters as rows to insert, and one to a party with a long name."""
    model = next(row for row in LETTERS if row["mall"] == "avtal_varning")
    name = {**model["data"], "mottagare": NAMED}
    rows = [*LETTERS, {**model, "data": name, "nyckel": KEY_OF_NAMED}]
    return [{**row, "data": json.dumps(row["data"])} for row in rows]


@pytest.fixture
def waiting(make: Make) -> Iterator[Database]:
    """A database of 3acfebb with letters that have not been sent, taken over by us."""
    url = make(NEWEST)
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(PERSON), as_rows())
        connection.execute(text(LETTER), as_rows())
    migrate(url)
    database = Database(url, name="samflode-test")
    yield database
    database.close()


def letters(database: Database) -> Sequence[Row[Any]]:
    table = table_of(Avisering)
    with database.read() as session:
        return session.execute(select(table).order_by(table.c.id)).all()


def said_today(text: str) -> str:
    """Return what a letter said, without what it claimed and nobody can know of it any more, and
    with the way out that it did not name.
    """
    for then, now in CLAIMED.items():
        text = text.replace(then, now)
    return text


def test_a_letter_that_waited_says_what_it_said_then(waiting: Database) -> None:
    """Under a subject in today's order: what is asked first, then the same matter. Only what it
    claimed has been put otherwise.
    """
    deliver(waiting, Mailbox(), datetime.now(UTC))
    found = letters(waiting)[: len(LETTERS)]
    assert [(one.text, one.fel) for one in found] == [
        (said_today(row["text"]), "") for row in LETTERS
    ]
    for one, row in zip(found, LETTERS, strict=True):
        assert f": {row['data']['rubrik']}" in one.amne


def test_a_letter_that_was_written_is_not_written_again(waiting: Database) -> None:
    """A letter is known by its event, its name, its reader and whom it is about; others by a key
    of their own.
    """
    before = letters(waiting)
    again = [
        Message(
            f"{one.nyckel.partition(':')[0]}:{one.mall}:{one.person_id}:"
            f"{one.data.get('mottagare', '')}",
            one.mall,
            Holder(one.person_id, "", one.epost),
            None,
            one.skal,
        )
        for one in before
        if one.nyckel[0].isdigit()
    ]
    with waiting.session() as session:
        put_as_written(session, datetime.now(UTC), again)
    assert [one.nyckel for one in letters(waiting)] == [one.nyckel for one in before]


def test_no_letter_keeps_a_name_that_stood_for_several(waiting: Database) -> None:
    told_apart = [(one.mall, one.data.get("vad")) for one in letters(waiting)]
    assert {vad for _, vad in told_apart} == {None}
    assert len({mall for mall, _ in told_apart}) == len(LETTERS)


def test_the_way_back_gives_the_letters_their_names_of_then(waiting: Database) -> None:
    url = waiting.engine.url.render_as_string(hide_password=False)
    command.downgrade(alembic_config(url), TAKEN_OVER)
    then = [(row["nyckel"], row["mall"], json.loads(row["data"])) for row in as_rows()]
    assert [(one.nyckel, one.mall, one.data) for one in letters(waiting)] == then


KEPT = """
SET session_replication_role = replica;
INSERT INTO hallet_brev (vantar_pa, nyckel, mall, person_id, epost, sak_id, skal, data)
VALUES (1, '1:dialog:1:2:', 'dialog', 1, 'a@lan.example', 2, 'Du bär frågan.', '{}')
"""


def test_the_way_back_loses_no_letter_that_waits_for_a_meeting(waiting: Database) -> None:
    with waiting.session() as session:
        session.execute(text(KEPT))
    url = waiting.engine.url.render_as_string(hide_password=False)
    with pytest.raises(DBAPIError, match="Brev väntar på att möten avslutas"):
        command.downgrade(alembic_config(url), TAKEN_OVER)
    with waiting.read() as session:
        assert session.execute(text("SELECT count(*) FROM hallet_brev")).scalar_one() == 1


def test_a_substitutes_letter_is_still_known_by_the_letter_it_replaces(make: Make) -> None:
    url = make(NEWEST)
    [model, *_] = as_rows()
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(PERSON), [model])
        connection.execute(text(LETTER), [{**model, "nyckel": letter_instead(7)}])
    migrate(url)
    database = Database(url, name="samflode-test")
    assert [one.nyckel for one in letters(database)] == [letter_instead(7)]
    database.close()


# An agreement to 30 August 2022 that has prolonged itself by six months and come to 28 February,
# and one that somebody has prolonged since. The clock says nothing of the day.
AGREEMENTS = """
SET session_replication_role = replica;
INSERT INTO public.avtal (id, slug, rubrik, slag, omrade, agare_organ_id, giltig_till, forlangning,
    forlangning_manader, oversyn)
VALUES (1, 'a', 'A', 'avtal', '', 1, '2023-02-28', 'automatisk', 6, '2030-01-01'),
    (2, 'b', 'B', 'avtal', '', 1, '2023-12-31', 'upphor', NULL, '2030-01-01'),
    (3, 'c', 'C', 'avtal', '', 1, NULL, 'tills_vidare', NULL, '2030-01-01');
INSERT INTO public.handelse (id, sak_id, lopnr, steg, till_lage, aktor_roll, tid,
    definitionsversion, innehall_hash, hash, hash_version)
SELECT id, sak_id, lopnr, 'x', 'i_kraft', 'x', now(), 1, '', id::text, 1
FROM (VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 2, 2), (5, 3, 1)) AS one (id, sak_id, lopnr);
INSERT INTO public.handelseinnehall (handelse_id, salt, innehall, raderat)
VALUES (1, '', '{"giltig_till":"2022-08-30"}', NULL), (2, '', '{}', NULL),
    (3, '', '{"giltig_till":"2022-12-31"}', NULL), (4, '', '{"giltig_till":"2023-12-31"}', NULL),
    (5, '', NULL, now());
"""


def test_an_agreement_remembers_the_last_day_that_its_history_says_somebody_wrote(
    make: Make,
) -> None:
    url = make(NEWEST)
    say(url, AGREEMENTS)
    migrate(url)
    with create_engine(url, poolclass=NullPool).connect() as connection:
        rows = connection.execute(text("SELECT slug, forsta_slut FROM avtal ORDER BY slug"))
        assert [(slug, str(day)) for slug, day in rows] == [
            ("a", "2022-08-30"),
            ("b", "2023-12-31"),
            ("c", "None"),
        ]
