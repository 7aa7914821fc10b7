"""The postman: waits until there is mail, and delivers it.

New mail is announced by the database when the transaction that wrote it has been committed.
Announcements may be lost with a connection, so the outbox is looked into at least once a minute
anyway, and when the next letter is due. That it goes on doing so is written down.
"""

from __future__ import annotations

import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Event

import psycopg
import structlog
from sqlalchemy import func, make_url
from sqlalchemy import select as query

from models.avisering import Avisering
from models.base import table_of
from models.database import Database
from models.faults import TryAgainLater
from models.vocabulary import AviseringLage
from notifications.channels import Channel
from notifications.delivery import Delivered, deliver
from notifications.sign_of_life import sign

ANNOUNCED = "avisering"
_AVISERING = table_of(Avisering)
_SHORTEST, _LONGEST = 0.2, 60.0  # seconds between two looks
_FIRST_PAUSE = (
    1.0  # seconds when the database or the mail server is away; doubled for each time in a row
)
_CONNECT_TIMEOUT = 5  # seconds
_A_MINUTE = timedelta(minutes=1)


class Postman:
    """Delivers until told to stop. Several may work at once, on as many computers."""

    def __init__(self, database: Database, channel: Channel, clock: Callable[[], datetime]) -> None:
        self._database, self._channel, self._clock = database, channel, clock
        self._stopped, self._heard = Event(), clock()
        self._bell, self._cord = socket.socketpair()
        self._log = structlog.get_logger("posten")

    def stop(self) -> None:
        """Let the letter in hand be the last one. May be called from a signal handler or another
        thread.
        """
        self._stopped.set()
        with suppress(OSError):  # it has gone home already
            self._cord.send(b".")

    def work(self) -> None:
        """Deliver, wait, and deliver again until told to stop; a database that is away is waited
        for. Once.
        """
        with self._bell, self._cord:
            self._work()

    def _work(self) -> None:
        fallen = 0
        while not self._stopped.is_set():
            try:
                with self._listening() as line:
                    fallen = 0
                    self._serve(line)
            except (psycopg.Error, TryAgainLater) as fault:
                fallen += 1
                self._log.warning("posten väntar på databasen", orsak=str(fault))
                self._wait(None, _pause(fallen))

    @contextmanager
    def _listening(self) -> Iterator[psycopg.Connection]:
        """Open a connection that hears of new mail. Whatever came before it is found by looking."""
        url = (
            make_url(self._database.url)
            .set(drivername="postgresql")
            .render_as_string(hide_password=False)
        )
        with psycopg.connect(
            url, autocommit=True, connect_timeout=_CONNECT_TIMEOUT, application_name="samflode-post"
        ) as line:
            line.execute(f"LISTEN {ANNOUNCED}")
            yield line

    def _serve(self, line: psycopg.Connection) -> None:
        away = 0
        while not self._is_over():
            round_ = deliver(self._database, self._channel, self._clock(), stop=self._is_over)
            self._tell(round_)
            away = 0 if round_.nadd else away + 1
            if away:
                self._wait(None, _pause(away))  # new mail cannot leave either
            else:
                self._wait(line, self._until_next())

    def _is_over(self) -> bool:
        """Tell whether to stop. Asked before every letter, so this is where we let ourselves be
        heard of.

        Not before the first minute has passed: one that falls at every start is not alive.
        """
        now = self._clock()
        if abs(now - self._heard) >= _A_MINUTE:  # a clock may be set back
            with self._database.session() as session:
                sign(session, now)
            self._heard = now
        return self._stopped.is_set()

    def _tell(self, round_: Delivered) -> None:
        if round_.skickade or round_.senare or round_.misslyckade or round_.onodiga:
            self._log.info(
                "post",
                skickade=round_.skickade,
                senare=round_.senare,
                misslyckade=round_.misslyckade,
                onodiga=round_.onodiga,
                vantar=round_.vantar,
            )

    def _until_next(self) -> float:
        """Return how many seconds there are until a letter that waits is due."""
        waiting = query(func.min(_AVISERING.c.nasta_forsok)).where(
            _AVISERING.c.lage == AviseringLage.VANTAR
        )
        with self._database.read() as session:
            due = session.execute(waiting).scalar_one()
        return _LONGEST if due is None else (due - self._clock()) / timedelta(seconds=1)

    def _wait(self, line: psycopg.Connection | None, seconds: float) -> None:
        """Rest until told to stop, until new mail is announced when there is a line, or until the
        time is over.
        """
        watched: list[socket.socket | psycopg.Connection] = (
            [self._bell] if line is None else [self._bell, line]
        )
        ready, _, _ = select.select(watched, [], [], min(max(seconds, _SHORTEST), _LONGEST))
        if line in ready and line is not None:
            for _ in line.notifies(timeout=0):
                pass  # one look answers all of them


def _pause(times: int) -> float:
    return min(_FIRST_PAUSE * 2.0 ** min(times - 1, 10), _LONGEST)
