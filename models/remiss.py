"""A consultation round: the locked text, who was asked, what they answered and how each comment was
taken care of.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked
from models.vocabulary import (
    Kanal,
    MottagareSlag,
    RemissSlag,
    Roll,
    Stallningstagande,
    SynpunktSvar,
)


class RemissBase(Tabell):
    """What a row and its facts have in common: a round on the matter ``om_id``.

    ``underlag_sha256`` is of the exact text asked about; every answer stores it. ``version_id``
    when that is a locked text of a revision.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    om_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    rubrik: str = Field(max_length=limits.RUBRIK)
    version_id: int | None = Field(default=None, foreign_key="revisionsversion.id")
    underlag_sha256: str = Field(max_length=64)
    sista_dag: date


class Remiss(RemissBase, table=True):
    """A round; its state stands in ``sak``. ``underlag`` is the exact text asked about."""

    __tablename__ = "remiss"
    vakt: ClassVar[Vakt | None] = Vakt("remissens uppgifter", ("n.id", "n.om_id"))
    slag: RemissSlag = Field(sa_type=checked(RemissSlag))
    fraga: str = Field(max_length=limits.TEXT)
    underlag: str = Field(max_length=limits.AVTALSTEXT)


class Remissmottagare(Tabell, table=True):
    """One who is asked. ``sista_dag`` differs from the round's only after anstånd."""

    __tablename__ = "remissmottagare"
    vakt: ClassVar[Vakt | None] = Vakt("den tillfrågade", ("n.remiss_id",))
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
    """A recipient's answer; may be changed until the last day.

    ``fil_id`` is the paper or file that an answer was entered from. ``ersatte_av`` gave the answer
    that this one replaced, at ``ersatte_lamnat``, when that was somebody else.
    """

    __tablename__ = "remissvar"
    vakt: ClassVar[Vakt | None] = Vakt(
        "remissvaret", ("(SELECT m.remiss_id FROM remissmottagare m WHERE m.id = n.mottagare_id)",)
    )
    __table_args__ = (
        CheckConstraint("(ersatte_av IS NULL) = (ersatte_lamnat IS NULL)", name="ersatte"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mottagare_id: int = Field(foreign_key="remissmottagare.id", unique=True)
    stallningstagande: Stallningstagande = Field(sa_type=checked(Stallningstagande))
    motivering: str = Field(default="", max_length=limits.TEXT)
    lamnat: datetime = Field(sa_type=Tidpunkt)
    lamnat_av: int = Field(foreign_key="person.id")
    kanal: Kanal = Field(sa_type=checked(Kanal))
    underlag_sha256: str = Field(max_length=64)
    fil_id: int | None = Field(default=None, foreign_key="fil.id", index=True)
    ersatte_av: int | None = Field(default=None, foreign_key="person.id")
    ersatte_lamnat: datetime | None = Field(default=None, sa_type=Tidpunkt)


class Synpunkt(Tabell, table=True):
    """One comment in an answer and what became of it.

    ``avsnitt`` is the key of the section of the text it points at, "" for the whole; ``onskad`` the
    wanted wording.
    """

    __tablename__ = "synpunkt"
    vakt: ClassVar[Vakt | None] = Vakt(
        "synpunkten",
        (
            (
                "(SELECT m.remiss_id FROM remissvar v JOIN remissmottagare m"
                " ON m.id = v.mottagare_id WHERE v.id = n.remissvar_id)"
            ),
        ),
    )
    __table_args__ = (UniqueConstraint("remissvar_id", "ordning"),)
    id: int | None = Field(default=None, primary_key=True)
    remissvar_id: int = Field(foreign_key="remissvar.id", index=True)
    ordning: int
    avsnitt: str = Field(default="", max_length=limits.NYCKEL)
    text: str = Field(max_length=limits.TEXT)
    onskad: str = Field(default="", max_length=limits.TEXT)
    svar: SynpunktSvar | None = Field(default=None, sa_type=checked(SynpunktSvar))
    motivering: str = Field(default="", max_length=limits.TEXT)


class Remissutkast(Tabell, table=True):
    """The draft of a recipient's answer, shared by all who have an uppdrag for it and seen by
    nobody else.

    It is no answer. ``data`` is as the payload of ``svara``, empty once the answer is handed in;
    ``upplaga`` counts every saved change, so that two who write at once lose nothing.
    """

    __tablename__ = "remissutkast"
    mottagare_id: int = Field(foreign_key="remissmottagare.id", primary_key=True)
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    upplaga: int = Field(ge=1)
    skrivet: datetime = Field(sa_type=Tidpunkt)
    skrivet_av: int = Field(foreign_key="person.id")
