"""``samflode up`` as a person runs it: a real process with real children, asked over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from flows.place import authorization, read_place
from support.installation import ENVIRONMENT, SAMFLODE, Running
from support.length import at_length
from support.prefect_server import reached, until

STOPS = [signal.SIGINT, signal.SIGTERM] if at_length() else [signal.SIGINT]


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    """An installation that the tests of this file share, whatever they have done to it."""
    started = Running(folder / "data", "--utan-prefect")
    yield started
    started.end()


@pytest.fixture
def whole(data: Path) -> Iterator[Running]:
    """With everything that is started by default, when everything has been."""
    started = Running(data)
    started.until_all(("kluster", "api.serve", "api.post", "prefect server", "flows.runner"))
    yield started
    started.end()


def are_gone(processes: list[psutil.Process]) -> bool:
    """Wait until all have ended; one that only waits to be buried has."""
    for _ in range(1000):
        if all(
            not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
            for process in processes
        ):
            return True
        time.sleep(0.02)
    return False


def test_it_says_where_the_page_is_when_it_answers(running: Running) -> None:
    assert running.status() == 200


def test_a_killed_web_process_comes_back_and_no_one_is_refused(running: Running) -> None:
    running.child("api.serve").kill()
    assert running.status() == 200


def test_a_killed_database_comes_back(running: Running) -> None:
    running.child("kluster").kill()
    running.wait_for("Databasen stannade")
    assert running.until_well()


def test_a_command_works_beside_it(running: Running) -> None:
    command = [SAMFLODE, "doctor", "--data", str(running.data)]
    environment = {**ENVIRONMENT, "SAMFLODE_PORT": str(running.port)}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Samflöde svarar på {running.port}" in result.stdout


@pytest.fixture
def on_ipv6(data: Path, database_url: str) -> Iterator[Running]:
    """On the loopback of IPv6."""
    env = {**ENVIRONMENT, "SAMFLODE_HOST": "::1", "SAMFLODE_DATABASE_URL": database_url}
    started = Running(data, "--utan-prefect", env=env)
    yield started
    started.end()


def test_on_an_address_of_ipv6_all_that_is_printed_can_be_followed(on_ipv6: Running) -> None:
    assert on_ipv6.address == f"http://[::1]:{on_ipv6.port}"
    assert httpx.get(f"{on_ipv6.address}/halsa", trust_env=False).status_code == 200
    env = {**on_ipv6.env, "SAMFLODE_PORT": str(on_ipv6.port)}
    command = [SAMFLODE, "doctor"]
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Samflöde svarar på {on_ipv6.port}" in result.stdout


def test_a_busy_port_is_named_with_what_to_do(data: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        command = [SAMFLODE, "up", "--port", port, "--data", str(data)]
        result = subprocess.run(
            command, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
    assert result.returncode == 2
    assert f"Porten {port}" in result.stderr
    assert "SAMFLODE_PORT" in result.stderr
    assert not data.exists()


def test_a_second_one_with_the_same_data_is_refused(running: Running) -> None:
    command = [SAMFLODE, "up", "--port", "0", "--data", str(running.data)]
    result = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "kör redan" in result.stderr
    assert running.status() == 200


def test_the_demo_cannot_be_opened_to_the_network(data: Path) -> None:
    command = [SAMFLODE, "up", "--demo", "--port", "0", "--data", str(data)]
    environment = {**ENVIRONMENT, "SAMFLODE_HOST": "0.0.0.0"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "demolänet får bara nås från den egna datorn" in result.stderr


@pytest.fixture
def shown(data: Path) -> Iterator[Running]:
    """With Prefect's own pages."""
    started = Running(data, "--prefect-ui")
    yield started
    started.end()


def test_prefects_pages_are_shown_when_asked_for_and_open_with_the_key(shown: Running) -> None:
    place = read_place(shown.data)
    assert place is not None
    (line,) = [line for line in shown.said if line.startswith("Prefects sidor: ")]
    assert place.pages in line
    assert str(shown.data / "prefect.json") in line
    assert place.nyckel not in line, "what is printed may end in a log"
    until(lambda: reached(place.pages))
    assert "<html" in httpx.get(f"{place.pages}/v2/", trust_env=False).text
    asked = f"{place.api}/admin/version"
    assert httpx.get(asked, trust_env=False).status_code == 401
    key = {"Authorization": authorization(place.nyckel)}
    assert httpx.get(asked, headers=key, trust_env=False).status_code == 200


def test_prefects_pages_cannot_be_shown_without_prefect(data: Path) -> None:
    command = [SAMFLODE, "up", "--prefect-ui", "--utan-prefect", "--data", str(data)]
    result = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr == "Välj --prefect-ui eller --utan-prefect, inte båda.\n"
    assert not data.exists()


@pytest.mark.lang
@pytest.mark.parametrize("number", STOPS)
def test_it_stops_when_asked_and_leaves_nothing_behind(
    whole: Running, number: signal.Signals
) -> None:
    family = whole.family()
    assert len(family) >= 5  # the database, the pages, the post, Prefect's server and runner
    os.killpg(whole.process.pid, number)
    assert whole.process.wait(timeout=60) == 0
    assert are_gone(family)
    assert not (whole.data / "databas" / "kluster" / "postmaster.pid").exists()


def test_killed_it_takes_its_children_along_and_starts_again(whole: Running) -> None:
    family = whole.family()
    whole.process.kill()
    whole.process.wait()
    assert are_gone(family)
    again = Running(whole.data, "--utan-prefect")
    assert again.status() == 200
    again.end()
