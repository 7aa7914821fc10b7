"""What a rule may know of a group for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.base import Fakta
from models.grupp import GruppBase
from models.vocabulary import Roll, Utfall
from workflows.engine.case import Case


@dataclass(frozen=True, slots=True)
class Medlem:
    """Somebody who takes part in the group to its last day; ``huvudman`` is "" for who does so for
    none.
    """

    person_id: int
    namn: str
    roll: Roll
    huvudman: str


@dataclass(frozen=True, slots=True)
class Buret:
    """An ärende or a revision whose dialog the group carries on, or a revision that it writes."""

    id: int
    namn: str


@dataclass(frozen=True, slots=True)
class Stod:
    """A decision that is said to stand behind a group: ``nr`` is its address, ``mote_id`` and
    ``mote_lage`` the meeting that took it and how that stands.
    """

    id: int
    nr: str
    beteckning: str
    utfall: Utfall
    datum: date
    mote_id: int
    mote_lage: str


class GruppFacts(GruppBase, Fakta):
    """The group. ``beslut_nr`` is the address of the decision that made it, ``beslut`` what that is
    called; ``stod_datum`` is the day of the one that gave it its last day.
    """

    organ_kod: str
    beslut_nr: str
    beslut: str
    beslutat: date
    stod_datum: date
    medlemmar: tuple[Medlem, ...] = ()
    bar: tuple[Buret, ...] = ()
    skriver: tuple[Buret, ...] = ()

    @property
    def ledare(self) -> tuple[Medlem, ...]:
        """Those who hold it together."""
        return tuple(one for one in self.medlemmar if one.roll is Roll.SAMMANKALLANDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GruppCase(Case):
    """A group for a time."""

    grupp: GruppFacts
