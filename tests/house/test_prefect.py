"""A real Prefect: its server, its runner, and a run that nobody asked for."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest
from prefect.flows import load_flow_from_entrypoint
from prefect.states import Completed

from api.supervisor.child import Child
from api.supervisor.stale import end_stale, remember
from flows.deployments import FLOWS, deployments
from flows.drift import report
from flows.place import Place, claim_place, prefect_environment, read_place
from flows.rounds import SVEP
from models.processes import is_alive
from models.settings import Settings
from models.tables import Svepkorning
from support.county import Lan
from workflows.engine.world import World
from workflows.nouns import NOUNS

EVERY_MINUTE = """
import asyncio
from flows.runner import serve
asyncio.run(serve({"leverera_aviseringar": "* * * * *"}))
"""
PATIENCE = 180  # seconds; Prefect takes its time to get dressed, and a minute may have to pass


@pytest.fixture
def prefect(settings: Settings) -> Iterator[list[subprocess.Popen[bytes]]]:
    settings.data.mkdir(parents=True)
    env = prefect_environment(settings, claim_place(settings.data))
    commands = (
        [sys.executable, "-m", "flows.prefect_server"],
        [sys.executable, "-c", EVERY_MINUTE],
    )
    started = [subprocess.Popen(command, env=env) for command in commands]
    yield started
    for process in reversed(started):
        process.terminate()
        process.wait(timeout=60)


def _answer(place: Place, **headers: str) -> int:
    with closing(HTTPConnection("127.0.0.1", place.port, timeout=30)) as connection:
        connection.request("GET", "/api/admin/version", headers=headers)
        return connection.getresponse().status


def test_a_scheduled_run_fires_by_itself_and_when_it_stops_that_is_said(
    lan: Lan, settings: Settings, prefect: list[subprocess.Popen[bytes]]
) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (runs := [run for run in lan.rows(Svepkorning) if run.klar]):
        assert time.monotonic() < deadline, "no run came"
        assert all(process.poll() is None for process in prefect)
        time.sleep(0.5)
    assert (runs[0].svep, runs[0].av_schema, runs[0].ok) == ("leverera_aviseringar", True, True)

    place = read_place(settings.data)
    assert place is not None
    assert _answer(place) == 401  # whoever lacks the key learns nothing

    for process in prefect:
        process.kill()
        process.wait()
    later = datetime.now(UTC) + timedelta(minutes=20)
    with lan.database.read() as session:
        assert any(
            "Leverera aviseringar skulle ha kört" in one
            for one in report(session, later, World(lan.profile, later, NOUNS)).fel
        )


def test_every_sweep_is_deployed_and_its_entrypoint_leads_to_its_own_flow() -> None:
    served = asyncio.run(deployments())
    assert sorted(one.name for one in served) == sorted(SVEP)
    for one in served:
        assert one.entrypoint == f"flows.deployments.{one.name}"
        assert load_flow_from_entrypoint(one.entrypoint) is FLOWS[one.name]


@pytest.mark.parametrize("svep", SVEP)
def test_each_flow_runs_the_sweep_whose_name_it_has(
    svep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.deployments._sweep", lambda name: Completed(message=name))
    assert asyncio.run(FLOWS[svep].fn()).message == svep


def test_the_port_and_the_key_stay_from_start_to_start_and_are_ours_alone(tmp_path: Path) -> None:
    first = claim_place(tmp_path)
    assert claim_place(tmp_path) == first
    assert (tmp_path / "prefect.json").stat().st_mode & 0o077 == 0


def test_a_port_that_somebody_else_has_taken_is_given_up(tmp_path: Path) -> None:
    first = claim_place(tmp_path)
    with socket.create_server(("127.0.0.1", first.port)):
        second = claim_place(tmp_path)
    assert second.port != first.port
    assert second.nyckel == first.nyckel


def test_a_place_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "prefect.json").write_text('{"port": "åtta"')
    assert read_place(tmp_path) is None
    assert claim_place(tmp_path).port > 0


@pytest.fixture
def child() -> Iterator[Child]:
    one = Child("prov", ["http.server", "0"], {})
    one.start()
    yield one
    one.stop()


def test_what_a_killed_program_left_running_is_ended_before_the_next_start(
    tmp_path: Path, child: Child
) -> None:
    remember(tmp_path, [child])
    assert child.pid is not None
    left = psutil.Process(child.pid)
    end_stale(tmp_path)
    assert not is_alive(left)
    assert not (tmp_path / "processer.json").exists()


def test_another_process_with_the_same_number_is_left_alone(tmp_path: Path, child: Child) -> None:
    (tmp_path / "processer.json").write_text(f"[[{child.pid}, 1.0]]")
    end_stale(tmp_path)
    assert child.pid is not None
    assert is_alive(psutil.Process(child.pid))


@pytest.mark.parametrize("text", ["", "{}", "[[1]]", '[["a", "b"]]'])
def test_a_list_of_processes_that_makes_no_sense_stops_no_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "processer.json").write_text(text)
    end_stale(tmp_path)
