"""The clock process: ``python -m api.ticker`` runs one round of the sweeps every minute."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

import structlog

from api.logs import configure_logs
from flows.sweeps import Utfall, run_round
from models.database import Database, address
from models.faults import TryAgainLater
from models.settings import Settings

_MINUTE = 60.0


def main() -> None:
    """Run rounds until told to stop. A round that finds no database is left to the next one."""
    settings = Settings()
    configure_logs(settings.log_level)
    log = structlog.get_logger("klockan")
    database = Database(address(settings), name="samflode-klocka", pool_size=2)
    said: list[Utfall] = []
    while True:
        try:
            before, said = said, run_round(database, datetime.now(UTC), settings)
            for utfall in said:
                if utfall not in before:
                    log.log(logging.INFO if utfall.ok else logging.WARNING, utfall.mening, svep=utfall.svep)
        except TryAgainLater as fault:
            log.warning("rundan väntar", orsak=str(fault))
        time.sleep(_MINUTE)


if __name__ == "__main__":
    main()
