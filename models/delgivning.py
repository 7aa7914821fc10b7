"""What a party that had nobody at a meeting says about its decisions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Delgivning(Tabell, table=True):
    """One party and one meeting; its state stands in ``sak``.

    ``invandning`` is what the party objects to, ``atgard`` what AU did about it; both "" until they
    are written.
    """

    __tablename__ = "delgivning"
    __table_args__ = (UniqueConstraint("mote_id", "huvudman_id"),)
    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    mote_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    huvudman_id: int = Field(foreign_key="huvudman.id")
    invandning: str = Field(default="", max_length=limits.TEXT)
    atgard: str = Field(default="", max_length=limits.TEXT)
    svarad: datetime | None = Field(default=None, sa_type=Tidpunkt)
    svarad_av: int | None = Field(default=None, foreign_key="person.id")
