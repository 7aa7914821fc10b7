"""The post process: ``python -m api.post`` sends letters within seconds of what they tell of."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import structlog

from models.database import Database, address
from models.settings import Settings
from notifications.channels import channel_for
from notifications.logs import configure_logs
from notifications.postman import Postman
from notifications.sign_of_life import sign

# seconds for the letter in hand; one that is cut off is sent again, with the same Message-ID
_LAST_LETTER = 9.0


def main() -> None:
    """Deliver until told to stop. Without a mail server letters wait, and so does this process."""
    settings = Settings()
    configure_logs(settings.log_level)
    channel = channel_for(settings)
    database = Database(address(settings), name="samflode-post", pool_size=2)
    if channel is None:
        structlog.get_logger("posten").warning(
            "ingen e-postserver är inställd", variabel="SAMFLODE_SMTP_HOST"
        )
        _rest(database)
        return
    postman = Postman(database, channel, lambda: datetime.now(UTC))

    def farewell() -> None:
        last = threading.Timer(_LAST_LETTER, os._exit, (0,))
        last.daemon = True
        last.start()
        postman.stop()

    _on_farewell(farewell)
    postman.work()
    database.close()


def _rest(database: Database) -> None:
    """Say once that there is nothing to do, and hold nothing until told to stop."""
    _on_farewell(lambda: sys.exit(0))
    with database.session() as session:
        sign(session, datetime.now(UTC), vilar=True)
    database.close()
    signal.pause()


def _on_farewell(do: Callable[[], None]) -> None:
    """Do this when somebody politely asks the process to end."""

    def called(_number: int, _frame: FrameType | None) -> None:
        do()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, called)


if __name__ == "__main__":
    main()
