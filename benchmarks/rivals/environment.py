"""The rivals' environment: made once for each lock, beside ours and never in it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.lock")
_HOME = Path(sys.prefix) / "rivals"


def python() -> Path:
    """Return the rivals' Python; what is locked is installed when it is not there yet."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp, found = _HOME / "lock", _HOME / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        uv = str(Path(sys.executable).with_name("uv"))
        made = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(_HOME)]
        filled = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(found)]
        for command in (made, [*filled, str(LOCK)]):
            subprocess.run(command, check=True)  # noqa: S603 - our own tool
        stamp.write_text(wanted)
    return found
