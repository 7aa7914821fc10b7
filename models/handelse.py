"""Append-only history: who did what, for whom, when and why, chained so that tampering shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, checked
from models.vocabulary import Sparslag, Vag

# Local to a transaction: the first event written in it, set by the statement that writes one; and
# the protocol of an erasure. History's rows change in no other.
EVENT, ERASURE = "samflode.handelse", "samflode.gallring"


class Handelse(Tabell, table=True):
    """One event. The database refuses update and delete; ``hash`` covers the header and the digest
    of the payload.

    ``begaran`` names the event that caused it, for an effect on another matter derived from the
    first. ``organ_id`` is of the uppdrag that gave the right to the step, ``for_id`` its ordinary
    holder when a substitute acted, ``huvudman_id`` the party that was spoken for and ``vag`` how
    it was said; all four are None in what was written before they were kept (``hash_version`` 1).
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
    organ_id: int | None = Field(default=None, foreign_key="organ.id")
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    vag: Vag | None = Field(default=None, sa_type=checked(Vag))
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
    ``spar`` is a hash of the traces that the events up to here left since the head before, "" when
    there are none; None where something was broken, or written before traces were kept.
    """

    __tablename__ = "kontrollhuvud"
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    version: int = Field(primary_key=True)
    kontrollpunkt_id: int = Field(foreign_key="kontrollpunkt.id", index=True)
    hash: str = Field(max_length=64)
    spar: str | None = Field(default=None, max_length=64)


class Gallring(Tabell, table=True):
    """The protocol of an erasure: who took away personal data, when, and by which decision. The
    database refuses update and delete.
    """

    __tablename__ = "gallring"
    id: int | None = Field(default=None, primary_key=True)
    tid: datetime = Field(sa_type=Tidpunkt)
    aktor_id: int | None = Field(default=None, foreign_key="person.id")
    grund: str = Field(max_length=limits.KORT_TEXT)


class Sparform(Tabell, table=True):
    """Which columns of a table a trace is of, in that order, and the key its rows are known by.

    A table that gets a column gets a new one, so that older traces can still be held against it;
    ``galler`` is the one that new traces are of. ``saker`` is as in ``Vakt``.
    """

    __tablename__ = "sparform"
    __table_args__ = (
        Index("uq_sparform_tabell", "tabell", unique=True, postgresql_where="galler"),
    )
    id: int | None = Field(default=None, primary_key=True)
    tabell: str = Field(max_length=limits.KOD)
    nyckel: Sequence[str] = Field(sa_column=Column(ARRAY(String(limits.KOD)), nullable=False))
    kolumner: Sequence[str] = Field(sa_column=Column(ARRAY(String(limits.KOD)), nullable=False))
    saker: Sequence[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    galler: bool


class Spar(Tabell, table=True):
    """The trace of one change of one row that history depends on, left by the database itself.

    ``handelse_id`` is the event that carried it: None for files, which come before the step that
    names them, for what ``gallring_id`` took away, and for rows older than the first trace.
    ``hash`` is of the salt and what the row then said; it tells nobody what that was.
    """

    __tablename__ = "spar"
    __table_args__ = (
        Index("ix_spar_gallring_id", "gallring_id", postgresql_where="gallring_id IS NOT NULL"),
    )
    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    handelse_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="handelse.id", index=True
    )
    gallring_id: int | None = Field(default=None, foreign_key="gallring.id")
    form_id: int = Field(foreign_key="sparform.id")
    nyckel: str = Field(max_length=limits.NYCKEL)
    slag: Sparslag = Field(sa_type=checked(Sparslag))
    salt: str = Field(max_length=32)
    hash: str = Field(max_length=64)
