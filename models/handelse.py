"""Append-only history: who did what, for whom, when and why, chained so that tampering shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Text
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Handelse(Tabell, table=True):
    """One event. The database refuses update and delete; ``hash`` covers the header and the digest
    of the payload.

    ``rutt`` and ``begaran`` name the request that caused it, for an effect on another matter
    derived from the first.
    """

    __tablename__ = "handelse"
    __table_args__ = (Index("uq_handelse_sak_id_lopnr", "sak_id", "lopnr", unique=True),)
    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    lopnr: int = Field(ge=1)
    steg: str = Field(max_length=limits.KOD)
    fran_lage: str | None = Field(default=None, max_length=limits.KOD)
    till_lage: str = Field(max_length=limits.KOD)
    aktor_id: int | None = Field(default=None, foreign_key="person.id")
    aktor_roll: str = Field(max_length=limits.KOD)
    for_id: int | None = Field(default=None, foreign_key="person.id")
    tid: datetime = Field(sa_type=Tidpunkt)
    definitionsversion: int
    begaran: str | None = Field(default=None, max_length=limits.NYCKEL)
    innehall_hash: str = Field(max_length=64)
    foregaende: str | None = Field(default=None, max_length=64)
    hash: str = Field(max_length=64, unique=True)
    hash_version: int = 1


class Handelseinnehall(Tabell, table=True):
    """The payload of an event, apart from it: personal data can be erased by rule while the chain
    still verifies.

    ``innehall`` is canonical JSON (RFC 8785) in NFC; erasing sets it to None and gives the day.
    """

    __tablename__ = "handelseinnehall"
    __table_args__ = (
        CheckConstraint("(innehall IS NULL) = (raderat IS NOT NULL)", name="raderat"),
    )
    handelse_id: int = Field(sa_type=BigInteger, foreign_key="handelse.id", primary_key=True)
    salt: str = Field(max_length=32)
    innehall: str | None = Field(default=None, sa_column=Column(Text))
    raderat: datetime | None = Field(default=None, sa_type=Tidpunkt)


class Kontrollpunkt(Tabell, table=True):
    """A global checkpoint: how many events there were and one hash over the head of every chain.

    Each is chained to the one before. ``hel_kontroll`` is when the whole history was last found to
    hold: None when something was broken as the checkpoint was written.
    """

    __tablename__ = "kontrollpunkt"
    id: int | None = Field(default=None, primary_key=True)
    tid: datetime = Field(sa_type=Tidpunkt)
    sista_handelse: int = Field(sa_type=BigInteger)
    antal: int = Field(sa_type=BigInteger)
    hash: str = Field(max_length=64)
    foregaende: str | None = Field(default=None, max_length=64)
    hel_kontroll: datetime | None = Field(default=None, sa_type=Tidpunkt)


class Kontrollhuvud(Tabell, table=True):
    """The head of one matter's chain at a checkpoint; written only when it has grown since the
    checkpoint before.

    What a checkpoint's hash covers, kept so that a cut tail or a removed matter can be named.
    """

    __tablename__ = "kontrollhuvud"
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    version: int = Field(primary_key=True)
    kontrollpunkt_id: int = Field(foreign_key="kontrollpunkt.id", index=True)
    hash: str = Field(max_length=64)
