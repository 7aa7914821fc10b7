"""The small clock in place of Prefect: ``python -m api.ticker`` runs each sweep when its hour has
come.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

import structlog

from flows.sweeps import run_due
from models.database import Database, address
from models.faults import TryAgainLater
from models.settings import Settings
from notifications.logs import configure_logs

_MINUTE = 60.0


def main() -> None:
    """Look at the timetable every minute until told to stop. What finds no database is left to the
    next minute.
    """
    settings = Settings()
    configure_logs(settings.log_level)
    log = structlog.get_logger("klockan")
    database = Database(address(settings), name="samflode-klocka", pool_size=2)
    while True:
        try:
            for utfall in run_due(database, datetime.now(UTC), settings):
                log.log(
                    logging.INFO if utfall.ok else logging.WARNING, utfall.mening, svep=utfall.svep
                )
        except TryAgainLater as fault:
            log.warning("rundan väntar", orsak=str(fault))
        time.sleep(_MINUTE)


if __name__ == "__main__":
    main()
