"""How people get in, and which requests have already been answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Inloggning(Tabell, table=True):
    """A signed-in browser: only the hash of the opaque token is stored."""

    __tablename__ = "inloggning"
    token_hash: str = Field(max_length=64, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    skapad: datetime = Field(sa_type=Tidpunkt)
    giltig_till: datetime = Field(sa_type=Tidpunkt)


class Engangslank(Tabell, table=True):
    """A one-time sign-in link; ``anvand`` is set the moment it is used."""

    __tablename__ = "engangslank"
    token_hash: str = Field(max_length=64, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    giltig_till: datetime = Field(sa_type=Tidpunkt)
    anvand: datetime | None = Field(default=None, sa_type=Tidpunkt)


class Apitoken(Tabell, table=True):
    """A bearer token for the API; only its hash is stored."""

    __tablename__ = "apitoken"
    token_hash: str = Field(max_length=64, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    skapad: datetime = Field(sa_type=Tidpunkt)


class Begaran(Tabell, table=True):
    """A request that was carried out.

    The same key from the same person on the same route is answered, not done again.
    """

    __tablename__ = "begaran"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    rutt: str = Field(max_length=limits.NYCKEL, primary_key=True)
    nyckel: str = Field(max_length=limits.NYCKEL, primary_key=True)
    innehall_hash: str = Field(max_length=64)
    sak_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id")
    tid: datetime = Field(sa_type=Tidpunkt)


class Demoklocka(Tabell, table=True):
    """The demo's time: one row that stands still and moves only forward."""

    __tablename__ = "demoklocka"
    id: int = Field(default=1, primary_key=True)
    nu: datetime = Field(sa_type=Tidpunkt)
