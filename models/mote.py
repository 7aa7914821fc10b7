"""A meeting: its agenda, who was there, and who could decide."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked
from models.vocabulary import Aterkomst, Kallelsebesked, NarvaroSlag, PunktSlag, PunktUtfall, Roll


class MoteBase(Tabell):
    """What the row of a meeting and its facts have in common. Times are as clocks in Stockholm
    show them. ``andringar`` is how often its kallelse has been changed: what calendars go by.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    organ_id: int = Field(foreign_key="organ.id")
    datum: date = Field(index=True)
    tid: time
    slut: time | None = None
    plats: str = Field(default="", max_length=limits.RUBRIK)
    justerare_id: int | None = Field(default=None, foreign_key="person.id")
    anteckningar: str = Field(default="", max_length=limits.TEXT)
    andringar: int = 0


class Mote(MoteBase, table=True):
    """A meeting; its state stands in ``sak``. ``text_sha256`` is of the minutes that are to be
    confirmed.
    """

    __tablename__ = "mote"
    vakt: ClassVar[Vakt | None] = Vakt("mötets uppgifter", ("n.id",))
    __table_args__ = (UniqueConstraint("organ_id", "datum", "tid"),)
    text_sha256: str | None = Field(default=None, max_length=64)


class Dagordningspunkt(Tabell, table=True):
    """One item of an agenda.

    ``mote_id`` None is what the ledningsgrupp shall be told, and no meeting that is still planned
    to put it on. ``om_id`` only for items that are about an ärende, a revision or an avsteg; each
    stands once per meeting.
    """

    __tablename__ = "dagordningspunkt"
    vakt: ClassVar[Vakt | None] = Vakt("punkten på dagordningen", ("n.mote_id", "n.om_id"))
    __table_args__ = (
        CheckConstraint(
            "(slag IN ('arende', 'revision', 'avsteg')) = (om_id IS NOT NULL)", name="om"
        ),
        CheckConstraint("mote_id IS NOT NULL OR slag = 'staende'", name="vantar"),
        Index("uq_dagordningspunkt_om", "mote_id", "om_id", unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    mote_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id", index=True)
    ordning: int
    slag: PunktSlag = Field(sa_type=checked(PunktSlag))
    rubrik: str = Field(max_length=limits.RUBRIK)
    om_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id", index=True)
    foredragande: str = Field(default="", max_length=limits.NAMN)
    sen_anmalan: str = Field(default="", max_length=limits.KORT_TEXT)
    utfall: PunktUtfall | None = Field(default=None, sa_type=checked(PunktUtfall))
    anteckning: str = Field(default="", max_length=limits.TEXT)


class Aterkommande(Tabell, table=True):
    """What comes back: to the first meeting of the ledningsgrupp on or after ``dag`` whose agenda
    is still being built, until it stands on one. ``med`` is what is to come back with it, ``vilar``
    why it rests until that day.
    """

    __tablename__ = "aterkommande"
    vakt: ClassVar[Vakt | None] = Vakt("uppgiften om när något kommer tillbaka", ("n.sak_id",))
    sak_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    dag: date
    som: Aterkomst = Field(sa_type=checked(Aterkomst))
    med: str = Field(default="", max_length=limits.TEXT)
    vilar: str = Field(default="", max_length=limits.TEXT)


class Kallelsesvar(Tabell, table=True):
    """What somebody who is called says: whether they come. ``ersattare`` is who comes instead."""

    __tablename__ = "kallelsesvar"
    vakt: ClassVar[Vakt | None] = Vakt("svaret på kallelsen", ("n.mote_id",))
    mote_id: int = Field(sa_type=BigInteger, foreign_key="mote.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    besked: Kallelsebesked = Field(sa_type=checked(Kallelsebesked))
    ersattare: str = Field(default="", max_length=limits.NAMN)
    lamnat: datetime = Field(sa_type=Tidpunkt)


class Beslutande(Tabell, table=True):
    """Who could decide, frozen when the meeting opened, and whether they were there.

    A later change of uppdrag changes nothing here.
    """

    __tablename__ = "beslutande"
    vakt: ClassVar[Vakt | None] = Vakt("uppgiften om vem som kunde besluta", ("n.mote_id",))
    __table_args__ = (
        Index(
            "uq_beslutande_person",
            "mote_id",
            "person_id",
            text("coalesce(huvudman_id, 0)"),
            unique=True,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    mote_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    namn: str = Field(max_length=limits.NAMN)
    roll: Roll = Field(sa_type=checked(Roll))
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    sektor: str | None = Field(default=None, max_length=limits.KOD)
    narvaro: NarvaroSlag = Field(default=NarvaroSlag.PA_PLATS, sa_type=checked(NarvaroSlag))
