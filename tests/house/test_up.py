"""``samflode up`` as a person runs it: a real process with real children, asked over HTTP."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.xdist_group("up")  # two cores: one installation at a time is slow enough

SAMFLODE = str(Path(sys.executable).with_name("samflode"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SAMFLODE_")}


class Running:
    """An installation and the lines it has printed."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        command = [SAMFLODE, "up", "--port", "0", "--data", str(data), *options]
        # In a process group of its own, as a terminal makes one for each command.
        self.process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, process_group=0)
        self.port = int(self.wait_for("Redo: http://127.0.0.1:").rsplit(":", 1)[1])

    def wait_for(self, beginning: str) -> str:
        """Return the next line that begins so; fail when the process ends without one."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(beginning):
                return line.strip()
        pytest.fail(f"samflode up ended without saying {beginning!r}")

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        return next(process for process in self.family() if word in " ".join(process.cmdline()))

    def status(self) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/halsa")
            return connection.getresponse().status
        finally:
            connection.close()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=60)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def running(data: Path) -> Iterator[Running]:
    started = Running(data)
    yield started
    started.end()


def are_gone(processes: list[psutil.Process]) -> bool:
    """Wait until all have ended; one that only waits to be buried has."""
    for _ in range(1000):
        if all(not process.is_running() or process.status() == psutil.STATUS_ZOMBIE for process in processes):
            return True
        time.sleep(0.02)
    return False


def until_well(running: Running) -> bool:
    for _ in range(500):
        try:
            if running.status() == 200:
                return True
        except OSError:
            pass
        time.sleep(0.02)
    return False


def test_it_says_where_the_page_is_when_it_answers(running: Running) -> None:
    assert running.status() == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked_and_leaves_nothing_behind(running: Running, number: signal.Signals) -> None:
    family = running.family()
    assert len(family) >= 3  # the database, the pages, the clock
    os.killpg(running.process.pid, number)
    assert running.process.wait(timeout=60) == 0
    assert are_gone(family)
    assert not (running.data / "databas" / "kluster" / "postmaster.pid").exists()


def test_killed_it_takes_its_children_along_and_starts_again(running: Running) -> None:
    family = running.family()
    running.process.kill()
    running.process.wait()
    assert are_gone(family)
    again = Running(running.data)
    assert again.status() == 200
    again.end()


def test_a_killed_web_process_comes_back_and_no_one_is_refused(running: Running) -> None:
    running.child("api.serve").kill()
    assert running.status() == 200


def test_a_killed_database_comes_back(running: Running) -> None:
    running.child("kluster").kill()
    running.wait_for("Databasen stannade")
    assert until_well(running)


def test_a_command_works_beside_it(running: Running) -> None:
    command = [SAMFLODE, "doctor", "--data", str(running.data)]
    environment = {**ENVIRONMENT, "SAMFLODE_PORT": str(running.port)}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Samflöde svarar på {running.port}" in result.stdout


def test_a_busy_port_is_named_with_what_to_do(data: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        command = [SAMFLODE, "up", "--port", port, "--data", str(data)]
        result = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
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
    assert "demon får bara nås från den egna datorn" in result.stderr
