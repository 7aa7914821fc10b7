"""What somebody has typed in a form and not sent: kept for them alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Formularutkast(Tabell, table=True):
    """What stood in the form of a step when it last saved itself, as it was typed.

    It is no act and stands in no history; nobody but its author reads it. One row is written in
    while its author goes on writing, and a later sitting gets a row of its own, so that earlier
    drafts can be read and brought back. ``sant`` when the step was taken with it.
    """

    __tablename__ = "formularutkast"
    __table_args__ = (Index("ix_formularutkast_plats", "person_id", "sak_id", "steg", "sparat"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    steg: str = Field(max_length=limits.KOD)
    falt: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    borjat: datetime = Field(sa_type=Tidpunkt)
    sparat: datetime = Field(sa_type=Tidpunkt)
    sant: bool = False
