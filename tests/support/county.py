"""A small county with one person for every role a lifecycle names, and short ways to act as them.

Everything goes through the one door. ``Lan.at`` sets the time; nothing reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.database import Database
from models.tables import Mote, Person, Sak, Uppdrag
from models.vocabulary import Roll
from workflows.arende.create import create_arende
from workflows.county.actors import KLOCKAN, Actor, load_actor
from workflows.county.organisation import Who, sync_profile
from workflows.county.profile import Profile, load_profile
from workflows.county.register import load_register
from workflows.engine.door import Ask, OpenStep, open_steps, take_step
from workflows.engine.world import World
from workflows.mote.create import create_mote
from workflows.mote.returning.views import comes_back
from workflows.nouns import NOUNS

# who: (organ, roll, huvudman, sektor). The two who stand outside have no uppdrag.
KOMMUNER = (
    "alvesta",
    "lessebo",
    "ljungby",
    "markaryd",
    "tingsryd",
    "uppvidinge",
    "vaxjo",
    "almhult",
)
PEOPLE: dict[str, tuple[str, Roll, str | None, str | None] | None] = {
    "sekreterare": ("au", Roll.SEKRETERARE, None, None),
    "au_ledamot": ("au", Roll.LEDAMOT, None, None),
    "au_ordforande": ("au", Roll.ORDFORANDE, None, None),
    "ordforande": ("lgs", Roll.ORDFORANDE, None, None),
    "sammankallande": ("pg_kronobarnsmodellen", Roll.SAMMANKALLANDE, None, None),
    "representant": ("pg_kronobarnsmodellen", Roll.REPRESENTANT, None, None),
    "handlaggare": ("pg_analys", Roll.REPRESENTANT, None, None),
    "barare": ("socialchefsnatverket", Roll.ORDFORANDE, "alvesta", "socialtjanst"),
    **{kod: ("lgs", Roll.LEDAMOT, kod, "socialtjanst") for kod in KOMMUNER},
    "region_kronoberg": ("lgs", Roll.LEDAMOT, "region_kronoberg", "halso_och_sjukvard"),
    "utanfor": None,
}
TEXTER = {
    "rubrik": "Användning av Link i alla kommuner",
    "fraga": "Hur ska Link användas under 2024?",
    "onskad_hantering": ["beslut"],
}
UNDERLAG = {
    "foredragande": "Sammankallande",
    "forslag_beslut": "Alla kommuner använder Link.",
    "forslag_ataganden": [],
    "konsekvenser": "Ryms inom ram.",
    "invanare": "Föräldrar har intervjuats.",
}
UPPGIFT = {
    "text": "Utse kontaktperson",
    "mottagare": "kommuner",
    "svar": "ja",
    "senast": "2024-01-26",
}


def epost(who: str) -> str:
    """Return the address of a person of this county."""
    return f"{who}@lan.example"


@dataclass
class Lan:
    """The county, its people and its time."""

    database: Database
    profile: Profile
    ids: dict[str, int]
    now: datetime = field(default_factory=lambda: datetime(2023, 11, 7, 8, tzinfo=UTC))

    @property
    def world(self) -> World:
        """The county at its present instant."""
        return World(self.profile, self.now, NOUNS)

    def at(self, when: str) -> Lan:
        """Set the time: a day (then eight o'clock UTC) or an instant."""
        self.now = datetime.fromisoformat(when if "T" in when else f"{when}T08:00").replace(
            tzinfo=UTC
        )
        return self

    def actor(self, session: Session, who: str) -> Actor:
        """Return somebody with the uppdrag of the day; "klockan" is time itself."""
        if who == "klockan":
            return KLOCKAN
        actor = load_actor(session, self.ids[who], self.world.today)
        assert actor is not None
        return actor

    def step(self, sak_id: int, who: str, name: str, /, **payload: Any) -> bool:
        """Take a step as somebody, in a transaction of its own."""
        with self.database.session() as session:
            return take_step(
                session,
                sak_id,
                Ask(name, payload, informed=True),
                self.actor(session, who),
                self.world,
            )

    def offers(self, sak_id: int, who: str) -> dict[str, OpenStep]:
        """Return the steps somebody is shown, by name."""
        with self.database.read() as session:
            steps = open_steps(session, sak_id, self.actor(session, who), self.world)
        return {step.namn: step for step in steps}

    def lage(self, sak_id: int) -> str:
        """Return the state a matter stands in."""
        with self.database.read() as session:
            return str(
                session.execute(
                    select(table_of(Sak).c.lage).where(table_of(Sak).c.id == sak_id)
                ).scalar_one()
            )

    def arende(self, who: str = "sammankallande", **said: Any) -> int:
        """Make an ärende, handed in unless ``utkast``."""
        with self.database.session() as session:
            return create_arende(session, {**TEXTER, **said}, self.actor(session, who), self.world)

    def mote(self, datum: str = "2023-12-08", organ: str = "lgs", tid: str = "11:00") -> int:
        """Make a meeting."""
        with self.database.session() as session:
            sent = {"organ": organ, "datum": datum, "tid": tid}
            return create_mote(session, sent, self.actor(session, "sekreterare"), self.world)

    def at_meeting(self) -> int:
        """Return a meeting that is open just now, made for it where none is."""
        for one in self.rows(Mote, datum=self.world.today):
            if self.lage(one.id) == "oppnat":
                return int(one.id)
        mote = self.mote(self.world.today.isoformat(), tid="07:30")
        self.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Det som beslutas nu")
        self.kalla(mote)
        self.step(mote, "sekreterare", "oppna")
        return mote

    def kalla(self, mote: int) -> None:
        """Send the kallelse of a meeting, with a word of everything that comes back to it."""
        self.say_of_all(mote)
        self.step(mote, "sekreterare", "kalla")

    def say_of_all(self, mote: int) -> None:
        """Say of everything that comes back to a meeting that it rests; an avsteg is taken up."""
        with self.database.read() as session:
            back = comes_back(session, KLOCKAN, self.world, mote)
        for one in back:
            if one.om.slag == "atagande":
                self.step(mote, "sekreterare", "ta_upp_igen", sak=one.id)
            else:
                self.step(mote, "sekreterare", "lat_vila", sak=one.id, skal="Inte nu.")

    def rows(self, model: type[Any], **where: Any) -> list[Any]:
        """Return the rows of a table, oldest first."""
        table = table_of(model)
        query = select(table).where(*(table.c[name] == value for name, value in where.items()))
        with self.database.read() as session:
            return list(session.execute(query.order_by(*table.primary_key.columns)).all())


def settle(database: Database) -> Lan:
    """Fill an empty database with the county and its people."""
    profile = load_profile("kronoberg")
    with database.session() as session:
        sync_profile(session, profile, Who(datetime(2023, 1, 1, tzinfo=UTC)))
    with database.session() as session:
        register = load_register(session, fresh=True)
        ids: dict[str, int] = {}
        for who, uppdrag in PEOPLE.items():
            person = Person(epost=epost(who), namn=who.replace("_", " ").capitalize())
            session.add(person)
            session.flush()
            assert person.id is not None
            ids[who] = person.id
            if uppdrag is None:
                continue
            organ, huvudman = register.organ_named(uppdrag[0]), register.huvudman_named(uppdrag[2])
            assert organ is not None
            session.add(
                Uppdrag(
                    person_id=person.id,
                    organ_id=organ.id,
                    roll=uppdrag[1],
                    sektor=uppdrag[3],
                    huvudman_id=huvudman.id if huvudman else None,
                    from_=date(2023, 1, 1),
                )
            )
    return Lan(database, profile, ids)


def vacate(lan: Lan, who: str, last_day: str) -> None:
    """End every uppdrag of somebody."""
    table = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(
            table.update()
            .where(table.c.person_id == lan.ids[who])
            .values(tom=date.fromisoformat(last_day))
        )
