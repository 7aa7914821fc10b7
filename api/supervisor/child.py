"""One process of the program that is started again whenever it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from models.processes import start_child, stop_process

_FIRST_WAIT = 0.2  # seconds before the first restart; doubled for each one that follows
_LONGEST_WAIT = 10.0
_HEALTHY_AFTER = 30.0  # seconds of life after which an end is a new misfortune, not the same one


@dataclass
class Child:
    """A module run with ``python -m``; ``falls`` counts how often in a row it ended soon after its
    start.

    ``patience`` is how many seconds it gets to end when asked; ``last_signal`` is what it gets when
    we are gone. What one that is ``mute`` prints goes nowhere; its faults are heard.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    keep_open: Sequence[int] = ()
    falls: int = 0
    patience: float = 10.0
    last_signal: signal.Signals = signal.SIGTERM
    mute: bool = False
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _started: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the process."""
        command = [sys.executable, "-m", *self.argv]
        self._process = start_child(
            command,
            last_signal=self.last_signal,
            env=self.env,
            keep_open=self.keep_open,
            mute=self.mute,
        )
        self._started = time.monotonic()

    def look_after(self) -> bool:
        """Start the process again if it has ended and has waited its time; say whether it had
        ended.
        """
        if self._process is None or self._process.poll() is None:
            return False
        lived = time.monotonic() - self._started
        if lived > _HEALTHY_AFTER:
            self.falls = 0
        if lived < min(_LONGEST_WAIT, _FIRST_WAIT * 2**self.falls):
            return False
        self.falls += 1
        self.start()
        return True

    @property
    def pid(self) -> int | None:
        """The process id, or None before the start."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Ask the process to end, insist when patience ends, and take its children with it."""
        if self._process is not None and self._process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                stop_process(
                    psutil.Process(self._process.pid),
                    signals=[signal.SIGTERM],
                    patience=self.patience,
                )
            self._process.wait()
        self._process = None
