"""Making a cluster, and clearing away what a server that died left behind."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from models.embedded.record import sync_folder
from models.faults import EmbeddedFailed
from models.processes import Account, is_alive, run_as, stop_process

SUPERUSER = "samflode"
# Fast shutdown: open transactions are rolled back, then everything is written. After that,
# immediate shutdown.
STOP_SIGNALS = (signal.SIGINT, signal.SIGQUIT)
STOP_PATIENCE = 30.0
# Order and case rules are PostgreSQL's own (builtin C.UTF-8): the same on every machine, unlike the
# system's.
_CLUSTER_OPTIONS = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)


def make_cluster(
    home: Path, *, binaries: Path, account: Account | None, password: str, durable: bool
) -> Path:
    """Make an empty cluster with checksums and a password; return its folder. Cut off halfway, it
    starts over.
    """
    cluster, unfinished = home / "kluster", home / "kluster.ny"
    shutil.rmtree(unfinished, ignore_errors=True)
    with _password_file(home, account, password) as password_file:
        order = [
            str(binaries / "initdb"),
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            *_CLUSTER_OPTIONS,
            *(() if durable else ("--no-sync",)),
        ]
        result = run_as(account, order, cwd=home, env=server_environment())
    if result.returncode != 0:
        raise EmbeddedFailed(
            f"Databasen gick inte att skapa i {home}."
            f" {result.stderr.decode(errors='replace').strip()}"
        )
    unfinished.rename(cluster)
    sync_folder(home)
    return cluster


def check_version(cluster: Path, binaries: Path) -> None:
    """Raise EmbeddedFailed when the cluster is gone or was made by another major version than the
    binaries'.
    """
    try:
        made_by = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise EmbeddedFailed(
            f"Databasens filer saknas i {cluster}. Återställ dem från en säkerhetskopia."
        ) from error
    present = binaries.parent.name.removeprefix("pginstall")
    if made_by != present:
        raise EmbeddedFailed(
            f"Databasen i {cluster} är gjord med PostgreSQL {made_by}, programmet har {present}."
        )


@contextmanager
def _password_file(home: Path, account: Account | None, password: str) -> Iterator[Path]:
    """Lend the password to initdb in a file that only it and we can read."""
    path = home / "losenord"
    path.unlink(missing_ok=True)
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(password)
    if account:
        os.chown(path, account.uid, account.gid)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def server_environment() -> dict[str, str]:
    """Return all that server and initdb may know of their surroundings: nobody's PG* variables or
    locale.
    """
    return {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}


def clear_remains(cluster: Path, socket: Path) -> None:
    """Stop a server that nobody owns and remove the marks of one that was killed. Call as the owner
    only.

    PostgreSQL believes any living process with the pid in ``postmaster.pid`` to be its predecessor,
    also a zombie and a stranger who got the number later. Backends that outlived a killed
    postmaster are stopped before the mark goes, since two servers in one cluster would destroy it.
    """
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres" and _belongs_to(process, cluster):
            stop_process(process, signals=STOP_SIGNALS, patience=STOP_PATIENCE)
    for mark in (
        cluster / "postmaster.pid",
        socket / ".s.PGSQL.5432",
        socket / ".s.PGSQL.5432.lock",
    ):
        mark.unlink(missing_ok=True)


def _belongs_to(process: psutil.Process, cluster: Path) -> bool:
    """Recognise a server of this cluster by its command line, its backends by the folder they stand
    in.
    """
    try:
        if not is_alive(process):
            return False
        return str(cluster) in process.cmdline() or process.cwd() == str(cluster)
    except (
        psutil.NoSuchProcess,
        psutil.AccessDenied,
    ):  # in some containers root may not ask where others stand
        return False
