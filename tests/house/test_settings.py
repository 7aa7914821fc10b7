"""The environment is read in one place, and what is wrong in it is said in Swedish."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from flows.place import nearest
from models.settings import PREFIX, Settings, problems

README = Path(__file__).resolve().parents[2] / "README.md"

# Environment, and what is said about it.
WRONG = [
    ({"PORT": "åttatusen"}, "SAMFLODE_PORT ska vara ett heltal."),
    ({"PORT": "70000"}, "SAMFLODE_PORT ska vara högst 65535."),
    ({"SMTP_PORT": "0"}, "SAMFLODE_SMTP_PORT ska vara minst 1."),
    ({"DEMO": "kanske"}, "SAMFLODE_DEMO ska vara ja eller nej (1 eller 0)."),
    (
        {"LOG_LEVEL": "hög"},
        (
            "SAMFLODE_LOG_LEVEL har ett värde som inte finns. Tillåtet: 'debug', 'info', 'warning'"
            " eller 'error'."
        ),
    ),
    ({"DATABASE_URL": "mysql://a/b"}, "SAMFLODE_DATABASE_URL ska börja med postgresql://."),
    ({"BASE_URL": "samflode.se"}, "SAMFLODE_BASE_URL ska börja med http:// eller https://."),
    (
        {"BASE_URL": "https://"},
        "SAMFLODE_BASE_URL ska vara en hel adress, som https://samflode.example.se.",
    ),
    (
        {"BASE_URL": "http://[::1"},
        "SAMFLODE_BASE_URL ska vara en hel adress, som https://samflode.example.se.",
    ),
    *(
        (
            {"BASE_URL": url},
            "SAMFLODE_BASE_URL ska sluta före ? och #, och vara utan blanksteg.",
        )
        for url in ("https://x.se/?a=1#b", "https://x.se/#b", "https://x.se/a b")
    ),
    *(
        (
            {"BASE_URL": url},
            "SAMFLODE_BASE_URL ska vara en hel adress, som https://samflode.example.se.",
        )
        for url in ("https://x.se:99999", "https://x.se:0", "https://x.se:a")
    ),
    *(
        (
            {"DATABASE_URL": url},
            (
                "SAMFLODE_DATABASE_URL går inte att läsa. Så här ser en ut:"
                " postgresql://roll:lösenord@dator:5432/databas."
            ),
        )
        for url in ("postgresql://u:p@127.0.0.1:abc/x", "postgresql://u:p@127.0.0.1:1/x?foo=bar")
    ),
    *(
        ({name: host}, f"SAMFLODE_{name} ska vara en dators namn eller IP-adress.")
        for name in ("HOST", "SMTP_HOST")
        for host in ("å..ä", "a" * 64)
    ),
    (
        {"DATA": "~ingensomheterså/x"},
        "SAMFLODE_DATA börjar med en användare som inte finns på den här datorn.",
    ),
    *(
        ({name: "/x-\udcff" * 10}, f"SAMFLODE_{name} innehåller ett tecken som inte går att läsa.")
        for name in ("DATA", "HOST", "PROFIL", "SMTP_USER", "HEMLIGHET")
    ),
    (
        {"DEMO": "1", "HOST": "0.0.0.0"},
        "SAMFLODE_HOST: demolänet får bara nås från den egna datorn. Låt värdet vara 127.0.0.1.",
    ),
    ({"HEMLIGHET": "kort"}, "SAMFLODE_HEMLIGHET ska ha minst 32 tecken."),
    (
        {"SMTP_HOST": "localhost"},
        "SAMFLODE_SMTP_FROM saknas: den behövs när SAMFLODE_SMTP_HOST är satt.",
    ),
]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about Samflöde."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return monkeypatch


@pytest.mark.parametrize(("said", "answer"), WRONG)
def test_a_wrong_value_is_named_with_what_is_allowed(
    environment: pytest.MonkeyPatch, said: dict[str, str], answer: str
) -> None:
    for name, value in said.items():
        environment.setenv(PREFIX + name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert problems(refused.value) == [answer]


@pytest.mark.parametrize("said", ["INFO", "Warning", "debug"])
def test_how_much_is_logged_may_be_written_in_capitals(
    environment: pytest.MonkeyPatch, said: str
) -> None:
    environment.setenv("SAMFLODE_LOG_LEVEL", said)
    assert Settings().log_level == said.lower()


def test_the_command_line_goes_before_the_environment(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SAMFLODE_PORT", "8001")
    environment.setenv("SAMFLODE_PROFIL", "kalmar")
    chosen = Settings.load(port=8002)
    assert (chosen.port, chosen.profil) == (8002, "kalmar")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("samflode.lan", "http://samflode.lan:8000"),
        ("::1", "http://[::1]:8000"),
        ("fd12:3456::7", "http://[fd12:3456::7]:8000"),
    ],
)
def test_links_begin_with_an_address_that_can_be_followed(
    environment: pytest.MonkeyPatch, host: str, address: str
) -> None:
    environment.setenv("SAMFLODE_HOST", host)
    assert Settings().address == nearest(Settings()) == address


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://[::1]:8000")],
)
def test_where_every_address_is_listened_to_a_program_of_ours_asks_at_home(
    environment: pytest.MonkeyPatch, host: str, address: str
) -> None:
    environment.setenv("SAMFLODE_HOST", host)
    assert nearest(Settings()) == address


def test_a_child_process_gets_the_same_settings(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = Settings(
        data=tmp_path,
        demo=True,
        smtp_host="localhost",
        smtp_from="a@b.se",
        smtp_password=SecretStr("hemligt"),
    )
    for name, value in chosen.environment().items():
        environment.setenv(name, value)
    assert Settings() == chosen


def test_a_password_is_not_shown(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SAMFLODE_SMTP_PASSWORD", "hemligt")
    environment.setenv("SAMFLODE_DATABASE_URL", "postgresql://anna:hemligt@localhost/samflode")
    assert "hemligt" not in repr(Settings())


def test_a_relative_data_folder_is_the_same_place_for_every_process(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("SAMFLODE_DATA", "här")
    assert Settings().data == Path.cwd() / "här"


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = set(
        re.findall(
            r"^\| `SAMFLODE_([A-Z_]+)`", README.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    )
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"DEMO": "1"}, "warning"),
        ({"DEMO": "true", "LOG_LEVEL": "info"}, "info"),
        ({"DEMO": "0"}, "info"),
        ({}, "info"),
    ],
)
def test_a_demo_is_quiet_unless_its_log_is_asked_for(
    environment: pytest.MonkeyPatch, said: dict[str, str], level: str
) -> None:
    for name, value in said.items():
        environment.setenv(f"SAMFLODE_{name}", value)
    assert Settings.load().log_level == level
    assert Settings.load(demo=True).log_level == ("info" if said.get("LOG_LEVEL") else "warning")
