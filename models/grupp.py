"""A group that a decision makes for a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, Column, ForeignKey
from sqlmodel import Field

from models import limits
from models.base import Tabell, Vakt


class GruppBase(Tabell):
    """What a row and its facts have in common.

    ``organ_id`` is the organ that takes part under the group's name, ``beslut_id`` the decision
    that made it and ``stod_id`` the one that gave it its last day. ``resultat`` is what its work
    came to, "" until that is written.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    organ_id: int = Field(foreign_key="organ.id", unique=True)
    beslut_id: int = Field(foreign_key="beslut.id", index=True)
    stod_id: int = Field(foreign_key="beslut.id", index=True)
    namn: str = Field(max_length=limits.NAMN)
    uppdrag: str = Field(max_length=limits.KORT_TEXT)
    sista_dag: date
    resultat: str = Field(default="", max_length=limits.TEXT)


class Grupp(GruppBase, table=True):
    """One group; its state stands in ``sak``, its members are uppdrag in the organ."""

    __tablename__ = "grupp"
    vakt: ClassVar[Vakt | None] = Vakt("gruppen", ("n.id",))
