"""What the clock has done: one row for each time a sweep was run, so that people can see that it
still runs; and how far what is under way has come.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Framsteg(Tabell, table=True):
    """How far long work has come; the row is there while it is being done. ``arbete`` names it, and
    whose it is where several may do it at once.
    """

    __tablename__ = "framsteg"
    arbete: str = Field(max_length=limits.NYCKEL, primary_key=True)
    gjort: int
    av: int


class Svepkorning(Tabell, table=True):
    """One run of a sweep. ``klar`` is None while it runs, and for ever when it was cut off.

    ``av_schema`` tells a run that came by itself at its hour from one that somebody asked for.
    """

    __tablename__ = "svepkorning"
    __table_args__ = (Index("ix_svepkorning_svep_startad", "svep", text("startad DESC")),)
    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))
    svep: str = Field(max_length=limits.KOD)
    startad: datetime = Field(sa_type=Tidpunkt)
    klar: datetime | None = Field(default=None, sa_type=Tidpunkt)
    av_schema: bool
    ok: bool = False
    mening: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
