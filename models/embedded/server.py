"""The embedded server as the rest of the program sees it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from models.embedded.address import DATABASE, PORT, address_of, answers, connection_string
from models.embedded.cluster import (
    STOP_PATIENCE,
    STOP_SIGNALS,
    check_version,
    clear_remains,
    make_cluster,
    server_environment,
)
from models.embedded.journal import LOG_NAME, last_words, open_log
from models.embedded.ownership import Ownership, Role
from models.embedded.place import (
    choose_binaries,
    choose_home,
    make_data_folder,
    make_socket_folder,
    server_account,
)
from models.embedded.record import Record, new_record, read_record, write_record
from models.embedded.sizing import sized
from models.faults import DatabaseUnavailable, EmbeddedFailed, in_swedish
from models.processes import Account, memory, start_child, stop_process

# seconds; after a power cut the server first reads all that was written since its checkpoint
_START_PATIENCE = 60.0
_REMAINS_PATIENCE = 10.0  # seconds; the backends of a killed server let go of its memory
# Only for data that nobody will miss: tests.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedPostgres:
    """The server of one data folder, owned by this process from ``start`` to ``stop``.

    ``notices`` are Swedish sentences about where things had to be put, for whoever started it.
    """

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.notices: list[str] = []
        self.ownership = Ownership(data)
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, patience: float = 5.0) -> None:
        """Start the server, made the first time, and return when it answers.

        Raises EmbeddedFailed when another process owns the data folder for more than ``patience``
        seconds, or when the server does not start.
        """
        if not self.try_start(Role.UP, patience=patience):
            owner = self.ownership.owner()
            who = f" (process {owner[1]})" if owner else ""
            raise EmbeddedFailed(
                f"Samflöde kör redan med datamappen {self.data}{who}. Stoppa det, eller välj en"
                " annan mapp med --data."
            )

    def try_start(self, role: Role, *, patience: float = 0) -> bool:
        """As ``start``, but return False when another process owns the data folder."""
        try:
            make_data_folder(self.data, server_account(None))
            if not self.ownership.take(role, patience=patience):
                return False
            self._launch()
            self._make_database()
        except OSError as error:
            self.stop()
            raise EmbeddedFailed(
                f"Datamappen {self.data} går inte att använda: {in_swedish(error)}."
            ) from error
        except BaseException:
            self.stop()
            raise
        return True

    def stop(self) -> None:
        """Shut the server down in good order and let go of the data folder; harmless when it is not
        running.
        """
        if self._process is not None and self._process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                stop_process(
                    psutil.Process(self._process.pid), signals=STOP_SIGNALS, patience=STOP_PATIENCE
                )
            self._process.wait()
        self._process = None
        self.ownership.release()

    def restart(self) -> None:
        """Start the server again after it died, still as the owner. Raises EmbeddedFailed."""
        if not self.alive():
            self._launch()

    def alive(self) -> bool:
        """Say whether the server process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The server's process id, or None when it has not been started."""
        return self._process.pid if self._process else None

    @property
    def url(self) -> str:
        """The address of the program's database, password included."""
        return address_of(self.data)

    def _launch(self) -> None:
        """Start the server, trying again while the memory of one that was killed is still being let
        go.
        """
        account, binaries, cluster = self._prepare()
        socket = make_socket_folder(cluster.parent, account)
        clear_remains(cluster, socket)
        deadline = time.monotonic() + _REMAINS_PATIENCE
        while True:
            with open_log(self.data) as log:
                self._process = start_child(
                    [str(binaries / "postgres"), f"-D{cluster}", *self._options(socket)],
                    last_signal=STOP_SIGNALS[0],
                    account=account,
                    cwd=cluster.parent,
                    env=server_environment(),
                    output=log,
                )
            if self._has_answered():
                return
            reason = last_words(self.data)
            if "shared memory block" not in reason or time.monotonic() > deadline:
                raise EmbeddedFailed(
                    f"Databasen startar inte. {self.data / LOG_NAME} slutar så här:\n{reason}"
                )
            time.sleep(0.2)

    def _prepare(self) -> tuple[Account | None, Path, Path]:
        """Return account, binaries and cluster, making the cluster the first time."""
        record = read_record(self.data)
        account = server_account(record.home if record else None)
        binaries = choose_binaries(account)
        if record is None or not record.complete:
            record = self._first_time(record, account=account, binaries=binaries)
        cluster = record.home / "kluster"
        check_version(cluster, binaries)
        return account, binaries, cluster

    def _first_time(
        self, record: Record | None, *, account: Account | None, binaries: Path
    ) -> Record:
        """Make the cluster, remembering its place and password before and its completion after."""
        if record is None:
            record = new_record(choose_home(self.data, account))
            write_record(self.data, record)
        if account and not record.home.is_relative_to(self.data):
            self.notices.append(
                f"Kontot {account.name} når inte {self.data}. Databasens filer ligger i"
                f" {record.home}."
            )
        if not (record.home / "kluster").exists():
            make_cluster(
                record.home,
                binaries=binaries,
                account=account,
                password=record.password,
                durable=self._durable,
            )
        record = replace(record, complete=True)
        write_record(self.data, record)
        return record

    def _options(self, socket: Path) -> Iterator[str]:
        settings = [
            "listen_addresses=",
            f"port={PORT}",
            f"unix_socket_directories={socket}",
            "unix_socket_permissions=0700",
            "log_line_prefix=%m [%p] ",
            *(sized(memory()) if self._durable else _NOT_DURABLE),
        ]
        return (option for setting in settings for option in ("-c", setting))

    def _has_answered(self) -> bool:
        deadline = time.monotonic() + _START_PATIENCE
        while self.alive() and time.monotonic() < deadline:
            if answers(self.data, database="postgres"):
                return True
            time.sleep(0.03)
        return False

    def _make_database(self) -> None:
        with psycopg.connect(
            connection_string(self.data, database="postgres"), autocommit=True
        ) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


@contextmanager
def running_server(data: Path) -> Iterator[str]:
    """Lend the address of the data folder's database: that of a running ``samflode up``, else of
    one started for now.

    Several commands at once take turns, however many: patience ends only when nobody new has had a
    turn for as long. Raises EmbeddedFailed or DatabaseUnavailable.
    """
    server = EmbeddedPostgres(data)
    turn, deadline = 0, time.monotonic() + _START_PATIENCE
    while time.monotonic() < deadline:
        if server.try_start(Role.COMMAND):
            try:
                yield server.url
            finally:
                server.stop()
            return
        owner = server.ownership.owner()
        if owner and owner[0] is Role.UP and answers(data):
            yield server.url
            return
        if (latest := server.ownership.turn()) != turn:
            turn, deadline = latest, time.monotonic() + _START_PATIENCE
        time.sleep(0.1)
    raise DatabaseUnavailable
