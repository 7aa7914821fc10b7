"""A process that hands in an ärende or delivers its letters, and is killed at a marked point.
Started by test_killed.

Arguments: the point, the database's address, the SMTP server's port, the data folder, the now of
the county.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from models.base import table_of
from models.database import Database
from models.settings import Settings
from models.tables import Person
from notifications.channels import Letter, Smtp
from notifications.delivery import deliver
from support.county import TEXTER
from workflows.arende.create import create_arende
from workflows.county.actors import load_actor
from workflows.county.profile import load_profile
from workflows.engine.world import World
from workflows.nouns import NOUNS

POINTS = ("before_commit", "after_commit", "after_data", "before_mark")
WHO = "sammankallande@lan.example"


def die() -> None:
    """End at once, as when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


class Dies(Smtp):
    """Dies when the server has said yes to a letter, before anybody could write that down."""

    def send(self, letter: Letter) -> None:
        """Send and die."""
        super().send(letter)
        die()


def hand_in(database: Database, now: datetime, point: str) -> None:
    """Hand in an ärende; die before the letters about it are committed, or right after."""
    with database.session() as session:
        world = World(load_profile("kronoberg"), now, NOUNS)
        person_id = session.execute(
            select(table_of(Person).c.id).where(table_of(Person).c.epost == WHO)
        ).scalar_one()
        actor = load_actor(session, person_id, world.today)
        assert actor is not None
        create_arende(session, TEXTER, actor, world)
        if point == "before_commit":
            die()
    die()


def main() -> None:
    """Do what the point is about."""
    point, url, port, data, now = sys.argv[1:]
    database = Database(url)
    if point in POINTS[:2]:
        hand_in(database, datetime.fromisoformat(now), point)
    settings = Settings(
        data=Path(data),
        database_url=url,
        smtp_host="127.0.0.1",
        smtp_port=int(port),
        smtp_starttls=False,
        smtp_from="samflode@lan.example",
    )
    # At after_data the server kills us before it answers.
    kind = Dies if point == "before_mark" else Smtp
    deliver(database, kind(settings), datetime.fromisoformat(now))


if __name__ == "__main__":
    main()
