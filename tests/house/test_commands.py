"""The commands that others script against, on a real database; the data folder itself is tried
once, at the end.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from api.shared.installation import Installation, real_now
from api.shared.known import who_asks
from api.shared.tokens import use_link
from flows import demo_clock
from flows.sweeps import SVEP
from flows.timetable import schemarad
from models.database import Database
from models.settings import Settings
from models.tables import Avisering, Kontrollpunkt, Person
from models.vocabulary import AviseringLage
from support.county import Lan, epost
from workflows.county.profile import load_profile
from workflows.desk.diagrams import pages
from workflows.nouns import NOUNS

pytestmark = pytest.mark.usefixtures("here")
START = datetime(2023, 11, 7, 7, tzinfo=UTC)
CSV = """epost;namn;organ;roll;huvudman;sektor;from;tom
sekreterare@example.se;AU-sekreterare;AU;sekreterare;;;2023-01-01;
socialchef@example.se;Socialchef, Alvesta;Ledningsgruppen;ledamot;Alvesta;\
Socialtjänst;2023-01-01;2024-12-31
"""
Say = Callable[..., str]


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    path = tmp_path / "personer.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_where_nobody_is_known_the_list_is_empty(say: Say) -> None:
    assert json.loads(say("personer", "--json")) == []


SOCIALCHEF = {
    "epost": "socialchef@example.se",
    "namn": "Socialchef, Alvesta",
    "uppdrag": [
        {
            "organ": "Ledningsgruppen",
            "roll": "ledamot",
            "huvudman": "Alvesta",
            "sektor": "Socialtjänst",
            "from": "2023-01-01",
            "tom": "2024-12-31",
        }
    ],
}


def test_people_that_are_imported_are_listed_in_words(say: Say, fil: Path) -> None:
    assert "Personer: 2 nya" in say("personer", "importera", str(fil))
    assert json.loads(say("personer", "--json"))[1] == SOCIALCHEF
    assert say("personer").splitlines()[-2:] == [
        "Socialchef, Alvesta <socialchef@example.se>",
        (
            "  ledamot: Ledningsgruppen, Alvesta, Socialtjänst, från 2023-01-01 till och med"
            " 2024-12-31"
        ),
    ]
    again = json.loads(say("personer", "importera", str(fil), "--json"))
    assert again == {
        "forhandsvisning": False,
        "personer_nya": 0,
        "personer_andrade": 0,
        "uppdrag_nya": 0,
        "uppdrag_andrade": 0,
        "uppdrag_oforandrade": 2,
    }


def test_a_trial_import_changes_nothing(say: Say, fil: Path, database: Database) -> None:
    assert "Inget är ändrat." in say("personer", "importera", str(fil), "--forhandsvisa")
    assert json.loads(say("personer", "--json")) == []
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM organ")).scalar_one() == 0


def test_a_file_with_a_mistake_is_refused_whole(say: Say, fil: Path) -> None:
    fil.write_text(CSV + "fel;;Ingenstans;kung;;;;\n", encoding="utf-8")
    said = say("personer", "importera", str(fil), code=1, refused=True)
    assert said.startswith("Inget är importerat.\nRad 4, ")
    assert json.loads(say("personer", "--json")) == []


def test_a_file_that_is_not_there_is_no_fault_of_the_program(say: Say, tmp_path: Path) -> None:
    said = say("personer", "importera", str(tmp_path / "ingen.csv"), code=1, refused=True)
    assert said.endswith("ingen.csv går inte att läsa: platsen finns inte.\n")


@pytest.mark.parametrize("words", [("personer", "importera"), ("importera", "avtal")])
def test_a_file_without_an_end_is_refused(say: Say, words: tuple[str, ...]) -> None:
    said = say(*words, "/dev/zero", code=1, refused=True)
    assert said == "/dev/zero är för stor. Högst 10 MB.\n"


def test_a_data_folder_named_before_the_word_importera_counts(
    say: Say, fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMFLODE_DATABASE_URL")
    said = say("personer", "--data", "/dev/null/mapp", "importera", str(fil), code=1, refused=True)
    assert said.startswith("Datamappen /dev/null/mapp går inte att använda")


def test_a_token_stands_alone_and_belongs_to_the_person(
    say: Say, lan: Lan, settings: Settings
) -> None:
    token = say("token", "--person", epost("alvesta").upper()).removesuffix("\n")
    here = Installation(settings, lan.database, lan.profile)
    with lan.database.read() as session:
        known = who_asks(session, here, bearer=token, cookie="").actor
    assert known is not None
    assert known.person_id == lan.ids["alvesta"]
    assert json.loads(say("token", "--person", epost("alvesta"), "--json"))["token"] != token


@pytest.mark.parametrize("command", ["token", "inloggningslank"])
@pytest.mark.parametrize("who", ["ingen@lan.example", "", "\udcff", "x\x00", epost("lessebo")])
def test_nobody_unknown_or_inactive_gets_in(say: Say, lan: Lan, command: str, who: str) -> None:
    with lan.database.session() as session:
        person = session.get(Person, lan.ids["lessebo"])
        assert person
        person.aktiv = False
    said = say(command, "--person", who, code=1, refused=True)
    assert said.startswith("Ingen aktiv person har adressen ”")


def test_a_link_lets_the_person_in_once(
    say: Say, lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = say("inloggningslank", "--person", epost("alvesta"), "--port", "8123").removesuffix("\n")
    address, token = link.rsplit("/", 1)
    assert address == "http://127.0.0.1:8123/logga-in/lank"
    with lan.database.session() as session:
        assert use_link(session, token, real_now()) == lan.ids["alvesta"]
        assert use_link(session, token, real_now()) is None
    monkeypatch.setenv("SAMFLODE_BASE_URL", "https://samflode.example/")
    said = json.loads(say("inloggningslank", "--person", epost("alvesta"), "--json"))
    assert said["lank"].startswith("https://samflode.example/logga-in/lank/")


@pytest.mark.parametrize(
    ("port", "code", "answer"),
    [
        ("999999", 2, "SAMFLODE_PORT ska vara högst 65535."),
        ("0", 1, "Säg vilken port Samflöde svarar på: --port N"),
    ],
)
def test_a_link_that_would_lead_nowhere_is_not_made(
    say: Say, port: str, code: int, answer: str
) -> None:
    words = ("inloggningslank", "--person", epost("alvesta"), "--port", port)
    assert say(*words, code=code, refused=True) == f"{answer}\n"


def test_a_tick_says_what_each_sweep_did(say: Say, lan: Lan) -> None:
    lan.arende()
    lines = say("tick").splitlines()
    assert [line.split(":")[0] for line in lines] == [schemarad(svep).rubrik for svep in SVEP]
    told = next(line for line in lines if line.startswith("Leverera aviseringar: "))
    waits = lan.rows(Avisering, lage=AviseringLage.VANTAR)
    assert f"{len(waits)} meddelanden väntar" in told  # the other sweeps may write too
    (only,) = json.loads(say("tick", "--svep", "bevaka_frister", "--json"))
    assert only["svep"] == "bevaka_frister"


def test_a_sweep_that_does_not_exist_is_misunderstood(say: Say) -> None:
    assert say("tick", "--svep", "sopa", code=2, refused=True).startswith(
        "Svepet ”sopa” finns inte. Tillåtet: bevaka_"
    )


def test_in_a_demo_a_tick_follows_its_clock_and_fills_its_mailbox(say: Say, lan: Lan) -> None:
    lan.at("2023-11-06").arende()
    with lan.database.session() as session:
        demo_clock.start(session, START)
    assert "3 meddelanden skickades." in say("tick")
    assert [point.tid for point in lan.rows(Kontrollpunkt)] == [START]


def test_a_changed_history_is_found_by_verifiera_and_by_tick(say: Say, lan: Lan) -> None:
    lan.arende()
    assert say("verifiera") == "Historien stämmer: 1 sak, 2 händelser.\n"
    assert json.loads(say("verifiera", "--json")) == {
        "ok": True,
        "antal_saker": 1,
        "antal_handelser": 2,
        "brott": [],
    }
    with lan.database.session() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("UPDATE handelse SET aktor_id = NULL WHERE lopnr = 1"))
    assert say("verifiera", code=1) == "Ärende LGS 2023:1: händelse 1 har ändrats.\n"
    assert json.loads(say("verifiera", "--json", code=1))["ok"] is False
    assert "händelse 1 har ändrats" in say("tick", code=1)


def test_the_lifecycles_are_shown_and_written(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say("livscykler").startswith("# Ärende\n")
    folder = tmp_path / "docs" / "livscykler"
    monkeypatch.setattr("api.cli.livscykler._FOLDER", folder)
    assert "Kör från en utcheckad kopia" in say("livscykler", "--skriv", code=1, refused=True)
    folder.parent.mkdir()
    written = pages(load_profile("kronoberg").ord, NOUNS)
    assert say("livscykler", "--skriv").splitlines() == [
        str(folder / name) for name in sorted(written)
    ]
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == written


def test_a_profile_that_does_not_exist_is_said_in_words(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMFLODE_PROFIL", "ingenstans")
    assert "ingenstans" in say("personer", code=1, refused=True)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that is not there yet, in a place that other accounts can pass."""
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)


def test_where_nothing_runs_a_command_starts_the_database_and_what_it_did_stays(
    say: Say, fil: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMFLODE_DATABASE_URL")
    say("personer", "importera", str(fil), "--data", str(data))
    assert len(json.loads(say("personer", "--data", str(data), "--json"))) == 2
