"""Prefect's server: ``python -m flows.prefect_server``, in the environment of ``flows.place``."""

from __future__ import annotations

import uvicorn
from prefect.server.api.server import create_app

from flows.place import read_place
from models.settings import Settings

_FAREWELL = 10  # seconds


def main() -> None:
    """Serve Prefect's API on this computer until told to stop; its tables are brought up to date
    first.
    """
    place = read_place(Settings().data)
    if place is None:
        raise SystemExit("Prefect startas av samflode up.")
    uvicorn.run(
        create_app(final=True),
        host="127.0.0.1",
        port=place.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_FAREWELL,
    )


if __name__ == "__main__":
    main()
