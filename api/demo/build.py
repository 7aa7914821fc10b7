"""Filling an empty database with the demo, all of it or nothing."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from api.demo.story import Story, story_of
from api.demo.telling import Telling
from flows import demo_clock
from models.base import table_of
from models.database import Database
from models.tables import Organ, Person
from notifications.channels import Channel, Mailbox
from notifications.delivery import deliver
from workflows.beslut.matrix.changes import follow
from workflows.county.organisation import NyFranvaro, Who, add_absence, import_people, sync_profile
from workflows.county.profile import Profile, load_profile
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.nouns import NOUNS


def build_demo(database: Database, profil: str, brevlada: Channel | None = None) -> bool:
    """Tell the county's story in one transaction; ``brevlada`` takes the letters it led to.

    Return False, having changed nothing, where there are rows already. NoStory when the county has
    none.
    """
    profile, told = load_profile(profil), story_of(profil)
    with database.session() as session:
        if session.execute(select(table_of(Organ).c.id).limit(1)).first() is not None:
            return False
        _settle(session, profile, told)
        telling = Telling(session, profile, told.cast)
        for chapter in told.chapters:
            chapter(telling)
        follow(session, World(profile, told.now, NOUNS))
        demo_clock.start(session, told.now)
    deliver(database, brevlada or Mailbox(), told.now)
    return True


def _settle(session: Session, profile: Profile, told: Story) -> None:
    """The organisation comes first.

    Huvudmän and organ from the profile, people from a list as a county would bring one.
    """
    who = Who(told.cast.begin)
    sync_profile(session, profile, who)
    load_register(session, fresh=True)
    import_people(session, told.people.read_bytes(), profile=profile, who=who)
    person = table_of(Person).c
    for one in told.borta:
        away = session.execute(select(person.id).where(person.epost == one.epost)).scalar_one()
        days = NyFranvaro.model_validate(
            {"from": one.from_.isoformat(), "tom": one.tom.isoformat()}
        )
        add_absence(session, away, days, who=who)
