"""The outbox: one message to one person, written in the same transaction as what it tells of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, checked
from models.vocabulary import AviseringLage

# Where in its data a letter tells of several matters: what it reminds of, what waits besides, what
# a decision gave.
TOLD_OF_SEVERAL = ("rader", "vantar", "ataganden")


class Installation(Tabell, table=True):
    """What tells this installation from every other: one row, made when the tables are. ``marke``
    was drawn by lot then; it stands in the id of every letter and of every meeting in a calendar,
    whatever the address is.
    """

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="en"),)
    id: int = Field(default=1, primary_key=True)
    marke: str = Field(max_length=limits.KOD)


class Avisering(Tabell, table=True):
    """A message. ``nyckel`` makes a repeat impossible; ``meddelande_id`` is its Message-ID, the
    same at every attempt.

    ``data`` is what the template needs, frozen when the message was made; ``amne``, ``text`` and
    ``html`` are what was sent, or tried; ``html`` only for as long as the profile says.

    ``hanterad`` is when somebody took care of a letter that did not arrive.
    """

    __tablename__ = "avisering"
    __table_args__ = (
        Index("ix_avisering_kvar", "nasta_forsok", postgresql_where=text("lage = 'vantar'")),
        Index("ix_avisering_mall_sak_id", "mall", "sak_id"),
        Index("ix_avisering_person_id_skapad", "person_id", "skapad"),
        Index("ix_avisering_ej_framme", "id", postgresql_where=text("lage = 'misslyckad'")),
        # Letters that tell of several matters, by each of them.
        Index(
            "ix_avisering_berattar_om",
            *(text(f"(data -> '{one}')") for one in TOLD_OF_SEVERAL),
            postgresql_using="gin",
        ),
        Index("ix_avisering_form", "skickad", postgresql_where=text("html IS NOT NULL")),
    )
    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))
    nyckel: str = Field(max_length=limits.NYCKEL, unique=True)
    mall: str = Field(max_length=limits.KOD)
    person_id: int = Field(foreign_key="person.id")
    epost: str = Field(max_length=limits.EPOST)
    sak_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id", index=True)
    skal: str = Field(max_length=limits.KORT_TEXT)
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    lage: AviseringLage = Field(sa_type=checked(AviseringLage))
    skapad: datetime = Field(sa_type=Tidpunkt)
    forsok: int = 0
    nasta_forsok: datetime = Field(sa_type=Tidpunkt)
    skickad: datetime | None = Field(default=None, sa_type=Tidpunkt)
    fel: str = Field(default="", max_length=limits.KORT_TEXT)
    meddelande_id: str = Field(max_length=limits.NYCKEL, unique=True)
    amne: str | None = Field(default=None, max_length=limits.KORT_TEXT)
    text: str | None = Field(default=None, sa_column=Column(Text))
    html: str | None = Field(default=None, sa_column=Column(Text))
    hanterad: datetime | None = Field(default=None, sa_type=Tidpunkt)
    hanterad_av: int | None = Field(default=None, foreign_key="person.id")


class HalletBrev(Tabell, table=True):
    """A letter that is written and does not leave before the meeting ``vantar_pa`` has been closed,
    or its minutes confirmed; then it becomes a message with the same key.
    """

    __tablename__ = "hallet_brev"
    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))
    vantar_pa: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    nyckel: str = Field(max_length=limits.NYCKEL, unique=True)
    mall: str = Field(max_length=limits.KOD)
    person_id: int = Field(foreign_key="person.id")
    epost: str = Field(max_length=limits.EPOST)
    sak_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id")
    skal: str = Field(max_length=limits.KORT_TEXT)
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))


class Nyhet(Tabell, table=True):
    """An event that somebody hears of in their digest: a turn in the matter ``sak_id``, which they
    raised. ``avisering_id`` is the letter that told of it.
    """

    __tablename__ = "nyhet"
    __table_args__ = (
        Index("ix_nyhet_kvar", "person_id", postgresql_where=text("avisering_id IS NULL")),
    )
    handelse_id: int = Field(sa_type=BigInteger, foreign_key="handelse.id", primary_key=True)
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    avisering_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="avisering.id", index=True
    )
