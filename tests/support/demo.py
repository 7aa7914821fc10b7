"""A county's demo as the tests speak of a county: its people by address, at the instant its story
ends.
"""

from __future__ import annotations

from sqlalchemy import select

from api.demo import story_of
from models.base import table_of
from models.database import Database
from models.tables import Person
from support.county import Lan
from workflows.county.profile import load_profile


def told(database: Database, kod: str) -> Lan:
    """Return the county whose story a database holds."""
    person = table_of(Person).c
    with database.read() as session:
        people = session.execute(select(person.epost, person.id)).all()
    return Lan(
        database, load_profile(kod), {row.epost: row.id for row in people}, story_of(kod).now
    )
