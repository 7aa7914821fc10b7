"""``samflode up`` as a person runs it: a real process with real children, asked over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import pytest

OK = 200
PATIENCE = 60  # seconds
SAMFLODE = str(Path(sys.executable).with_name("samflode"))
# One process for the pages, unless a test is about several.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("SAMFLODE_")
} | {"SAMFLODE_PROCESSER": "1"}


class Running:
    """An installation and the lines it has printed; its folder and port stand in its
    environment.
    """

    def __init__(
        self, data: Path, *options: str, env: dict[str, str] | None = None, port: int = 0
    ) -> None:
        self.data, self.host = data, (env or {}).get("SAMFLODE_HOST", "127.0.0.1")
        self.said: list[str] = []
        self.env = {**(env or ENVIRONMENT), "SAMFLODE_DATA": str(data), "SAMFLODE_PORT": str(port)}
        # In a process group of its own, as a terminal makes one for each command.
        self.process = subprocess.Popen(
            [SAMFLODE, "up", *options],
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        self.address = self.wait_for("Redo: http://").removeprefix("Redo: ")
        self.port = int(self.address.rsplit(":", 1)[1])

    def wait_for(self, beginning: str) -> str:
        """Return the next line that begins so; fail when the process ends without one."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith(beginning):
                return line.strip()
        pytest.fail(f"samflode up ended without saying {beginning!r}")

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        return next(process for process in self.family() if word in " ".join(process.cmdline()))

    def status(self) -> int:
        connection = HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", "/halsa")
            return connection.getresponse().status
        finally:
            connection.close()

    def until_well(self) -> bool:
        """Wait until the page answers well; say whether it came to that."""
        for _ in range(1500):
            with suppress(OSError, HTTPException):
                if self.status() == OK:
                    return True
            time.sleep(0.02)
        return False

    def until_all(self, words: Iterable[str]) -> None:
        """Wait until a child of each kind runs."""
        deadline = time.monotonic() + PATIENCE
        while not all(
            any(word in " ".join(child.cmdline()) for child in self.family()) for word in words
        ):
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=60)
        if self.process.stdout:
            self.process.stdout.close()
