"""A real Prefect server that the tests of one file share, and installations that use it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flows.place import SERVER, Place, authorization, claim_place, prefect_environment
from models.settings import PREFIX, Settings

PATIENCE = 180  # seconds; Prefect takes its time to get dressed


@dataclass(frozen=True)
class Prefect:
    """Where it answers, and what a process that asks it has in its environment."""

    place: Place
    data: Path
    env: dict[str, str]

    def ask(self, path: str, said: Any = None) -> Any:
        """Ask its API with the key: GET, or POST with content. A server whose database is busy says
        that it is, and is asked again, as Prefect's own client does.
        """
        answer: httpx.Response = until(lambda: self._answer(path, said))
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def delete(self, path: str) -> None:
        """Take something away from it."""
        until(lambda: self._answer(path, None, "DELETE"))

    def _answer(self, path: str, said: Any, method: str = "") -> httpx.Response | None:
        answer = httpx.request(
            method or ("GET" if said is None else "POST"),
            f"{self.place.api}{path}",
            json=said,
            headers={"Authorization": authorization(self.place.nyckel)},
            timeout=30,
            trust_env=False,
        )
        return None if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE else answer

    def known(self, noun: str) -> list[dict[str, Any]]:
        """Return all it knows of one noun, such as ``flow_runs``."""
        found = self.ask(f"/{noun}/filter", {})
        return list(found["events"] if noun == "events" else found)

    def settings_of(self, settings: Settings) -> dict[str, str]:
        """Return the environment of a process of an installation that uses this server."""
        own = settings.environment().items()
        return {**self.env, **{name: value for name, value in own if name.startswith(PREFIX)}}

    @contextmanager
    def running(self, settings: Settings, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run Python with a command for an installation, as long as the block lasts."""
        process = subprocess.Popen([sys.executable, *command], env=self.settings_of(settings))
        with ended(process):
            yield process

    def run(self, settings: Settings, *command: str) -> str:
        """Run Python with a command for an installation until it ends well; return its log."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.settings_of(settings),
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr


@contextmanager
def prefect_server(settings: Settings, **env: str) -> Iterator[Prefect]:
    """Start a server as ``samflode up`` does, and wait until it answers."""
    settings.data.mkdir(parents=True)
    place = claim_place(settings)
    env = {**prefect_environment(settings, place), **env}
    process = subprocess.Popen([sys.executable, "-m", *SERVER], env=env, stdout=subprocess.DEVNULL)
    started = Prefect(place, settings.data, env)
    with ended(process):
        until(lambda: reached(f"{place.api}/health") and process.poll() is None)
        yield started


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Ask a process to end when the block has, however that ended."""
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def reached(address: str) -> bool:
    """Say whether something answers there at all."""
    with suppress(httpx.HTTPError):
        return httpx.get(address, timeout=30, trust_env=False).is_success
    return False


def until(holds: Callable[[], Any]) -> Any:
    """Wait until something holds; return what it gave."""
    deadline = time.monotonic() + PATIENCE
    while not (given := holds()):
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.5)
    return given
