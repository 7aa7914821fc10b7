"""The command line answers in Swedish, with an exit code that a script can trust."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.app import app, run
from models.database import create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.faults import in_swedish

ENGLISH = re.compile(
    r"\b(usage|options|commands|show|this|message|exit|error|missing|invalid|no"
    r" such|try|default|required)\b",
    re.IGNORECASE,
)

# What is said on the command line, and what is answered.
MISTAKES = [
    (["upp"], "Kommandot upp finns inte. Menade du up?"),
    (["xyz"], "Kommandot xyz finns inte."),
    (["up", "--prt", "3"], "Valet --prt finns inte. Menade du --port?"),
    (["up", "--port"], "Valet --port ska följas av ett värde."),
    (["up", "--port", "åtta"], "Värdet för --port går inte att läsa."),
    (["up", "extra"], "Det här hör inte till kommandot: extra."),
    (["up", "--port", "70000"], "SAMFLODE_PORT ska vara högst 65535."),
    (["up", "--data", "~ingensomheterså/x"], "SAMFLODE_DATA börjar med en användare som inte"),
    (["up", "--data", "x-\udcff"], "SAMFLODE_DATA innehåller ett tecken som inte går att"),
]


# A host that can't be listened at, and what is answered.
HOSTS = [
    ("å..ä", "SAMFLODE_HOST ska vara en dators namn eller IP-adress."),
    ("192.0.2.1", "Porten 0 på 192.0.2.1 går inte att använda (adressen finns inte på den här"),
    ("x.invalid", "Porten 0 på x.invalid går inte att använda (namnet finns inte)."),
    ("fe80::1%lo", "Porten 0 på fe80::1%lo går inte att använda (värdet går inte att använda)."),
]


def all_commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the words of every command that does something, those of groups included."""
    below = getattr(command, "commands", {})
    if path and (not below or getattr(command, "invoke_without_command", False)):
        yield path
    for name, one in below.items():
        yield from all_commands(one, (*path, name))


COMMANDS = list(all_commands(get_command(app)))


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment whose data folder is empty and whose port is free."""
    monkeypatch.setenv("SAMFLODE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAMFLODE_PORT", "0")


@pytest.mark.parametrize(("arguments", "answer"), MISTAKES)
def test_a_mistake_is_explained_in_swedish(
    arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith(answer)
    assert not ENGLISH.search(said.replace("samflode --help", ""))


@pytest.mark.parametrize(("host", "answer"), HOSTS)
def test_a_host_that_can_not_be_listened_at_is_told_of_with_its_setting(
    host: str, answer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMFLODE_HOST", host)
    assert run(["up"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(answer)
    assert "SAMFLODE_HOST" in said
    assert "--port" not in said


def test_the_operating_system_is_never_quoted_in_english() -> None:
    quoted = {
        name: said
        for number, name in errno.errorcode.items()
        if os.strerror(number) in (said := in_swedish(OSError(number, os.strerror(number))))
    }
    assert quoted == {}
    assert in_swedish(socket.gaierror(-2, "Name or service not known")) == "namnet finns inte"


@pytest.mark.parametrize("command", [(), *COMMANDS], ids=" ".join)
def test_the_help_is_swedish(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Användning: samflode")
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_can_be_told_where_the_data_is(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    run([*command, "--help"])
    assert "--data MAPP" in capsys.readouterr().out


def test_a_healthy_installation_is_well(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", database_url)
    code = run(["doctor", "--json"])
    findings = json.loads(capsys.readouterr().out)
    assert [finding for finding in findings if not finding["bra"]] == []
    assert code == 0


def test_doctor_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert "skapas vid första starten" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


# No SAMFLODE_BASE_URL.
NO_WAY_BACK = {
    "SAMFLODE_SMTP_HOST": "127.0.0.1",
    "SAMFLODE_SMTP_FROM": "a@b.se",
}
# What is wrong with the environment, and what doctor says of it.
WRONG = [
    (
        {"SAMFLODE_DATABASE_URL": "postgresql://ingen@127.0.0.1:1/ingen"},
        "Kontrollera SAMFLODE_DATABASE_URL.",
    ),
    (
        {
            "SAMFLODE_SMTP_HOST": "127.0.0.1",
            "SAMFLODE_SMTP_PORT": "1",
            "SAMFLODE_SMTP_FROM": "a@b.se",
        },
        "E-post",
    ),
    (NO_WAY_BACK, "Länkarna i breven leder till http://127.0.0.1:0, dit bara den här datorn når."),
    (NO_WAY_BACK, "Sätt SAMFLODE_BASE_URL"),
    ({"SAMFLODE_DATA": "/dev/null/data"}, "/dev/null går inte att skriva i"),
]


@pytest.mark.parametrize(("environment_says", "answer"), WRONG)
def test_doctor_names_what_is_wrong(
    environment_says: dict[str, str],
    answer: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment_says.items():
        monkeypatch.setenv(name, value)
    assert run(["doctor"]) == 1
    assert answer in capsys.readouterr().out


def test_doctor_sees_tables_older_than_the_program(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMFLODE_DATABASE_URL", create_database(postgres.url, "tom"))
    assert run(["doctor"]) == 1
    assert "äldre än programmet" in capsys.readouterr().out
    drop_database(postgres.url, "tom")
