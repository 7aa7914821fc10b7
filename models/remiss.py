"""A consultation round: the locked text, who was asked, what they answered and how each comment was taken care of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, checked
from models.vocabulary import Kanal, MottagareSlag, RemissSlag, Roll, Stallningstagande, SynpunktSvar


class Remiss(Tabell, table=True):
    """The facts of a round. ``underlag`` is the exact text asked about; every answer stores its hash."""

    __tablename__ = "remiss"
    id: int = Field(sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False))
    arende_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    slag: RemissSlag = Field(sa_type=checked(RemissSlag))
    rubrik: str = Field(max_length=limits.RUBRIK)
    fraga: str = Field(max_length=limits.TEXT)
    underlag: str = Field(max_length=4 * limits.TEXT)
    underlag_sha256: str = Field(max_length=64)
    sista_dag: date


class Remissmottagare(Tabell, table=True):
    """One who is asked. ``sista_dag`` differs from the round's only after anstånd."""

    __tablename__ = "remissmottagare"
    __table_args__ = (
        CheckConstraint("num_nonnulls(huvudman_id, organ_id, person_id) = 1", name="en_mottagare"),
        Index(
            "uq_remissmottagare_vem",
            "remiss_id",
            "huvudman_id",
            "organ_id",
            "person_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    remiss_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    mottagare: MottagareSlag = Field(sa_type=checked(MottagareSlag))
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    organ_id: int | None = Field(default=None, foreign_key="organ.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    ansvar_roll: Roll | None = Field(default=None, sa_type=checked(Roll))
    ansvar_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    sektor: str | None = Field(default=None, max_length=limits.KOD)
    sista_dag: date


class Remissvar(Tabell, table=True):
    """A recipient's answer; may be changed until the last day. ``pa_telefon_av`` is who wrote down a spoken answer."""

    __tablename__ = "remissvar"
    id: int | None = Field(default=None, primary_key=True)
    mottagare_id: int = Field(foreign_key="remissmottagare.id", unique=True)
    stallningstagande: Stallningstagande = Field(sa_type=checked(Stallningstagande))
    motivering: str = Field(default="", max_length=limits.TEXT)
    lamnat: datetime = Field(sa_type=Tidpunkt)
    lamnat_av: int = Field(foreign_key="person.id")
    kanal: Kanal = Field(sa_type=checked(Kanal))
    underlag_sha256: str = Field(max_length=64)


class Synpunkt(Tabell, table=True):
    """One comment in an answer and what became of it."""

    __tablename__ = "synpunkt"
    __table_args__ = (UniqueConstraint("remissvar_id", "ordning"),)
    id: int | None = Field(default=None, primary_key=True)
    remissvar_id: int = Field(foreign_key="remissvar.id", index=True)
    ordning: int
    text: str = Field(max_length=limits.TEXT)
    svar: SynpunktSvar | None = Field(default=None, sa_type=checked(SynpunktSvar))
    motivering: str = Field(default="", max_length=limits.TEXT)
