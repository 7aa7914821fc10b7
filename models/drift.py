"""What the clock has done: one row for each time a sweep was run, so that people can see that it
still runs.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


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
