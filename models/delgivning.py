"""What a party that had nobody at a meeting says about its decisions."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt


class DelgivningBase(Tabell):
    """What a row and its facts have in common: one party and one meeting.

    ``invandning`` is what the party objects to, "" until that is written.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    mote_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    huvudman_id: int = Field(foreign_key="huvudman.id")
    invandning: str = Field(default="", max_length=limits.TEXT)
    svarad_av: int | None = Field(default=None, foreign_key="person.id")


class Delgivning(DelgivningBase, table=True):
    """One party and one meeting; its state stands in ``sak``.

    ``atgard`` is what AU did about an objection, "" until that is written.
    """

    __tablename__ = "delgivning"
    vakt: ClassVar[Vakt | None] = Vakt("delgivningen", ("n.id", "n.mote_id"))
    __table_args__ = (UniqueConstraint("mote_id", "huvudman_id"),)
    atgard: str = Field(default="", max_length=limits.TEXT)
    svarad: datetime | None = Field(default=None, sa_type=Tidpunkt)
