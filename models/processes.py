"""Child processes that never outlive the program, however it ends; and what the machine has for
them.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

_PR_SET_PDEATHSIG = 1
_GROUPS = Path("/sys/fs/cgroup")
# Loaded before any fork: a child between fork and exec must not import.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The operating system account that a child runs as when the program itself runs as root."""

    name: str
    uid: int
    gid: int


def start_child(  # noqa: PLR0913 - what a process is made of
    argv: Sequence[str],
    *,
    last_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    keep_open: Sequence[int] = (),
    mute: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child that gets ``last_signal`` from the kernel when this process is gone (Linux).

    The child leads its own process group: Ctrl-C in the terminal reaches only the supervisor, which
    then stops its children in the right order. Call from a thread that lives as long as the
    program: the kernel counts the thread as the parent.
    """
    return subprocess.Popen(  # noqa: S603 - callers pass commands of ours
        argv,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if mute else output,
        stderr=subprocess.STDOUT if output else None,
        pass_fds=keep_open,
        process_group=0,
        # After the change of user, since that would clear the wish again; calls nothing but two
        # system calls.
        preexec_fn=_follow_parent(os.getpid(), last_signal),  # noqa: PLW1509
    )


def run_as(
    account: Account | None, argv: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end, as another account when one is given; the caller looks at the exit
    code.
    """
    return subprocess.run(  # noqa: S603 - callers pass commands of ours
        argv,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def _follow_parent(parent: int, last_signal: signal.Signals) -> Callable[[], None]:
    def follow() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(_PR_SET_PDEATHSIG, last_signal)
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return follow


def stop_process(
    process: psutil.Process, *, signals: Sequence[signal.Signals], patience: float
) -> None:
    """Send each signal in turn, waiting ``patience`` seconds after each; kill what is left,
    children included.
    """
    try:
        family = [process, *process.children(recursive=True)]
        for number in signals:
            process.send_signal(number)
            if not (family := _left_after(family, patience)):
                return
    except psutil.NoSuchProcess:
        return
    for left in family:
        with suppress(psutil.NoSuchProcess):
            left.kill()
    _left_after(family, patience)


def _left_after(family: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Wait until all have ended, at most ``seconds``; return those that have not."""
    deadline = time.monotonic() + seconds
    while (
        left := [process for process in family if is_alive(process)]
    ) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def is_alive(process: psutil.Process) -> bool:
    """Say whether a process runs; a zombie does not, even where nobody reaps it (a container
    without init).
    """
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def cores() -> int:
    """Return how many processor cores can work for us at once, at least one; a container or a
    service may be given fewer than the machine has.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    given, period = (*_limits("cpu.max"), 0, 0)[:2]
    return max(1, min(usable or 1, given // period if given and period else usable or 1))


def memory() -> int:
    """Return how many bytes of memory there are for us, limits of a container or a service
    counted.
    """
    whole = psutil.virtual_memory().total
    return min([whole, *_limits("memory.max")])


def _limits(name: str) -> list[int]:
    """Return the numbers of a limit of our control group (Linux, version 2); none where there is no
    limit.
    """
    with suppress(OSError, ValueError):
        group = Path("/proc/self/cgroup").read_text("ascii").strip().rpartition("::/")[2]
        return [int(word) for word in (_GROUPS / group / name).read_text("ascii").split()]
    return []
