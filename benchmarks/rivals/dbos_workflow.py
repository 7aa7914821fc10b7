"""DBOS: a durable workflow whose one step is the seven writes in one transaction, role required."""

from __future__ import annotations

from itertools import count

import psycopg
from dbos import DBOS, DBOSConfig, DBOSContextSetAuth
from dbos import error as dbos_error

from benchmarks.rivals.turns import given, take_turns
from benchmarks.writes import FIRST, WRITES, values

ON = given()
CONNECTION = psycopg.connect(ON.url, autocommit=False)
CONFIG: DBOSConfig = {
    "name": "bench",
    "system_database_url": ON.url,
    "log_level": "ERROR",
    "sys_db_pool_size": 4,
}
DBOS(config=CONFIG)


@DBOS.step()
def write(n: int) -> None:
    """Make the writes."""
    said = values(ON.sak, ON.person, n)
    for statement in WRITES:
        CONNECTION.execute(statement, said, prepare=True)
    CONNECTION.commit()


@DBOS.required_roles(["au"])
@DBOS.workflow()
def stepped(n: int) -> None:
    """Take a step so that it is taken once, whatever happens."""
    write(n)


def main() -> None:
    """Take turns."""
    DBOS.launch()
    numbers = count(FIRST)

    def step(role: str) -> None:
        with DBOSContextSetAuth("somebody", [role]):
            stepped(next(numbers))

    take_turns(ON, step, dbos_error.DBOSNotAuthorizedError)
    DBOS.destroy()
