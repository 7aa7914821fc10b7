"""The ground that steps are measured on: the Kronoberg profile, two people and two ärenden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import make_url
from sqlmodel import Session

from benchmarks.stage import Stage
from models.database import Database
from models.tables import Person, Uppdrag
from models.vocabulary import Roll
from workflows.arende.create import create_arende
from workflows.county.actors import Actor, load_actor
from workflows.county.organisation import Who, sync_profile
from workflows.county.profile import load_profile
from workflows.county.register import load_register
from workflows.engine.door import Ask, take_step
from workflows.engine.world import World
from workflows.nouns import NOUNS

NOW = datetime(2023, 11, 7, 8, tzinfo=UTC)
AU, SENDER = "au@bench.example", "avsandare@bench.example"


@dataclass
class Ground:
    """A database with two ärenden in beredning, and who acts on them."""

    database: Database
    world: World
    au: Actor
    sender: Actor
    arende: int
    other: int

    @property
    def person(self) -> int:
        """Return the sender's id."""
        return self.sender.person_id or 0

    @property
    def plain_url(self) -> str:
        """Return the database's address as psycopg wants it."""
        return (
            make_url(self.database.url)
            .set(drivername="postgresql")
            .render_as_string(hide_password=False)
        )

    def step(self, actor: Actor, name: str, **payload: str) -> None:
        """Take a step on the first ärende."""
        with self.database.session() as session:
            take_step(session, self.arende, Ask(name, payload, informed=True), actor, self.world)

    def note(self, arende: int) -> None:
        """Write something about an ärende: the lightest step there is, still with lock, event and
        commit.
        """
        with self.database.session() as session:
            take_step(
                session,
                arende,
                Ask("bered", {"bakgrund": "Läget är oförändrat."}, informed=True),
                self.au,
                self.world,
            )

    def new_arende(self) -> int:
        """Return a new ärende in beredning."""
        return _in_preparation(self.database, self.sender, self.au, self.world)


@contextmanager
def ground(stage: Stage) -> Iterator[Ground]:
    """Lend two ärenden and their people in a database of their own."""
    with stage.empty() as database:
        yield filled(database)


def filled(database: Database) -> Ground:
    """Put the profile, the people and two ärenden in."""
    world = World(load_profile("kronoberg"), NOW, NOUNS)
    with database.session() as session:
        sync_profile(session, world.profile, Who(NOW))
    with database.session() as session:
        register = load_register(session, fresh=True)
        group = register.organ_named("pg_kronobarnsmodellen") or register.au()
        au_id = _person(session, AU, register.au().id, Roll.SEKRETERARE)
        sender_id = _person(session, SENDER, group.id, Roll.SAMMANKALLANDE)
    with database.session() as session:
        au, sender = (
            load_actor(session, au_id, world.today),
            load_actor(session, sender_id, world.today),
        )
    if au is None or sender is None:
        raise RuntimeError("the people of the benchmark are missing")
    made = [_in_preparation(database, sender, au, world) for _ in range(2)]
    return Ground(database, world, au, sender, made[0], made[1])


def _in_preparation(database: Database, sender: Actor, au: Actor, world: World) -> int:
    sent = {"rubrik": "Link", "fraga": "Hur?", "onskad_hantering": ["beslut"]}
    with database.session() as session:
        arende = create_arende(session, sent, sender, world)
        take_step(session, arende, Ask("ta_upp", {"handlaggare": AU}), au, world)
    return arende


def _person(session: Session, epost: str, organ_id: int, roll: Roll) -> int:
    person = Person(epost=epost, namn=epost.split("@", maxsplit=1)[0])
    session.add(person)
    session.flush()
    if person.id is None:
        raise RuntimeError("a stored person has an id")
    session.add(Uppdrag(person_id=person.id, organ_id=organ_id, roll=roll, from_=date(2023, 1, 1)))
    return person.id
