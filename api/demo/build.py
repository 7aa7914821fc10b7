"""Filling an empty database with the demo, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from api.demo.autumn import autumn
from api.demo.november import november
from api.demo.present import present
from api.demo.register import register
from api.demo.spring import spring
from api.demo.telling import Telling
from flows import demo_clock
from models.base import table_of
from models.database import Database
from models.tables import Organ, Person
from notifications.channels import Channel, Mailbox
from notifications.delivery import deliver
from workflows.compliance_changes import follow
from workflows.organisation import NyFranvaro, Who, add_absence, import_people, sync_profile
from workflows.profile import Profile, load_profile
from workflows.register import load_register
from workflows.world import World

BEGIN = datetime(2023, 1, 2, 7, tzinfo=UTC)
NOW = datetime(2023, 11, 7, 7, tzinfo=UTC)  # eight o'clock in Stockholm
PEOPLE = Path(__file__).with_name("personer.csv")
BORTREST = "socialchef@almhult.example"


def build_demo(database: Database, profil: str, brevlada: Channel | None = None) -> bool:
    """Tell the story in one transaction; ``brevlada`` takes the letters it led to.

    Return False, having changed nothing, where there are rows already.
    """
    profile = load_profile(profil)
    with database.session() as session:
        if session.execute(select(table_of(Organ).c.id).limit(1)).first() is not None:
            return False
        _settle(session, profile)
        story = Telling(session, profile)
        for chapter in (spring, autumn, november, present, register):
            chapter(story)
        follow(session, World(profile, NOW))
        demo_clock.start(session, NOW)
    deliver(database, brevlada or Mailbox(), NOW)
    return True


def _settle(session: Session, profile: Profile) -> None:
    """The organisation comes first.

    Huvudmän and organ from the profile, people from a list as a county would bring one.
    """
    who = Who(BEGIN)
    sync_profile(session, profile, who)
    load_register(session, fresh=True)
    import_people(session, PEOPLE.read_bytes(), profile=profile, who=who)
    person = table_of(Person).c
    away = session.execute(select(person.id).where(person.epost == BORTREST)).scalar_one()
    days = NyFranvaro.model_validate({"from": "2023-11-06", "tom": "2023-11-24"})
    add_absence(session, away, days, who=who)
