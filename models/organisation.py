"""Who takes part: huvudmän, organ, people, and their uppdrag from one day to another."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, checked, ordered
from models.vocabulary import HuvudmanSlag, OrganSlag, Roll


class Huvudman(Tabell, table=True):
    """An independent organisation: a kommun, a region, a kommunalförbund.

    ``ordning`` gives Swedish order, which the database lacks.
    """

    __tablename__ = "huvudman"
    id: int | None = Field(default=None, primary_key=True)
    kod: str = Field(max_length=limits.KOD, unique=True)
    namn: str = Field(max_length=limits.NAMN)
    kortnamn: str = Field(max_length=limits.NAMN)
    slag: HuvudmanSlag = Field(sa_type=checked(HuvudmanSlag))
    ordning: int


class Organ(Tabell, table=True):
    """A body. ``prefix`` starts the numbers of its ärenden and decisions, e.g. SAM; None when it
    numbers nothing.

    ``tom`` is the last day of a group for a time, None for every other; ``avslutad`` tells that it
    has ended. ``version`` is raised with every change, so that whoever has read the organ sees that
    they are others by now.
    """

    __tablename__ = "organ"
    id: int | None = Field(default=None, primary_key=True)
    kod: str = Field(max_length=limits.KOD, unique=True)
    namn: str = Field(max_length=limits.NAMN)
    kortnamn: str = Field(max_length=limits.NAMN)
    slag: OrganSlag = Field(sa_type=checked(OrganSlag))
    prefix: str | None = Field(default=None, max_length=10, unique=True)
    beslutande: bool = False
    mandat: str = Field(default="", max_length=limits.KORT_TEXT)
    ordning: int = 0
    tom: date | None = None
    avslutad: bool = False
    version: int = 1


class Person(Tabell, table=True):
    """Someone who can sign in and get mail. The address is stored in lower case.

    Who raised something from outside gets mail and cannot sign in: no ``konto``.

    ``brevdag`` (Monday is 1) and ``brevtimme`` say when the weekly digest comes; ``sammandrag`` is
    the chosen day whose digest has been dealt with last, also when there was nothing to write.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("epost = lower(epost) AND position('@' in epost) > 1", name="epost"),
        CheckConstraint("brevdag BETWEEN 1 AND 5", name="brevdag"),
        CheckConstraint("brevtimme BETWEEN 6 AND 18", name="brevtimme"),
        Index("ix_person_namnordning_epost", "namnordning", "epost"),
    )
    id: int | None = Field(default=None, primary_key=True)
    epost: str = Field(max_length=limits.EPOST, unique=True)
    namn: str = Field(max_length=limits.NAMN)
    namnordning: str | None = Field(default=None, sa_column=ordered("namn"))
    aktiv: bool = True
    konto: bool = True
    brevdag: int = Field(default=1, sa_type=SmallInteger)
    brevtimme: int = Field(default=7, sa_type=SmallInteger)
    sammandrag: date | None = None


class Uppdrag(Tabell, table=True):
    """A person's role in a body for a huvudman, from–to, both days included; ``tom`` None means
    until further notice.

    ``ersattare_id`` is the standing substitute, who may act for this uppdrag and gets its mail
    while the person is away.
    """

    __tablename__ = "uppdrag"
    __table_args__ = (
        CheckConstraint("tom IS NULL OR tom >= from_", name="ordnade_dagar"),
        Index(
            "uq_uppdrag_samma",
            "person_id",
            "organ_id",
            "roll",
            text("coalesce(huvudman_id, 0)"),
            text("coalesce(sektor, '')"),
            "from_",
            unique=True,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    organ_id: int = Field(foreign_key="organ.id", index=True)
    roll: Roll = Field(sa_type=checked(Roll))
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    sektor: str | None = Field(default=None, max_length=limits.KOD)
    from_: date
    tom: date | None = None
    ersattare_id: int | None = Field(default=None, foreign_key="person.id")


class Franvaro(Tabell, table=True):
    """Days a person is away, both included.

    ``ersattare_id`` None leaves it to the standing substitute of each uppdrag. ``foreslagen_id`` is
    somebody of another huvudman who has been asked for, until the secretary has confirmed them.
    """

    __tablename__ = "franvaro"
    __table_args__ = (CheckConstraint("tom >= from_", name="ordnade_dagar"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    from_: date
    tom: date
    ersattare_id: int | None = Field(default=None, foreign_key="person.id")
    foreslagen_id: int | None = Field(default=None, foreign_key="person.id")


class Organisationshandelse(Tabell, table=True):
    """One line of what happened to people and uppdrag: who changed what, when. Only ever
    added to.
    """

    __tablename__ = "organisationshandelse"
    id: int | None = Field(default=None, primary_key=True)
    tid: datetime = Field(sa_type=Tidpunkt)
    aktor_id: int | None = Field(default=None, foreign_key="person.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    vad: str = Field(max_length=limits.KOD)
    uppgifter: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
