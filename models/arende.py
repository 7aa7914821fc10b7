"""An ärende: one question on its way from first idea to done by every party."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlmodel import Field

from models import limits
from models.base import Tabell


class Arende(Tabell, table=True):
    """The facts of an ärende; its state stands in ``sak``.

    ``nr`` is the address ("sam-2026-47", or "utkast-12" until it is handed in), ``beteckning`` what
    people read ("SAM 2026:47"). ``forslag_ataganden`` holds proposed åtaganden in the same shape as
    the payload of ``besluta``.
    """

    __tablename__ = "arende"
    __table_args__ = (
        CheckConstraint(
            "(ar IS NULL) = (lopnr IS NULL) AND (ar IS NULL) = (beteckning IS NULL)", name="nummer"
        ),
        CheckConstraint(
            "onskad_hantering <@ ARRAY['information','dialog','beslut']::varchar[]",
            name="hantering",
        ),
        Index("ix_arende_sokord", "sokord", postgresql_using="gin"),
    )
    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    nr: str = Field(max_length=limits.KOD, unique=True)
    beteckning: str | None = Field(default=None, max_length=limits.KOD, unique=True)
    ar: int | None = None
    lopnr: int | None = None
    rubrik: str = Field(max_length=limits.RUBRIK)
    fraga: str = Field(max_length=limits.TEXT)
    bakgrund: str = Field(default="", max_length=limits.TEXT)
    onskad_hantering: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(String(20)), nullable=False)
    )
    skapad_av: int = Field(foreign_key="person.id", index=True)
    avsandare_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    avsandare_namn: str = Field(default="", max_length=limits.NAMN)
    handlaggare_id: int | None = Field(default=None, foreign_key="person.id")
    foredragande: str = Field(default="", max_length=limits.NAMN)
    forslag_beslut: str = Field(default="", max_length=limits.TEXT)
    forslag_ataganden: list[dict[str, Any]] | None = Field(default=None, sa_column=Column(JSONB))
    konsekvenser: str = Field(default="", max_length=limits.TEXT)
    invanare: str = Field(default="", max_length=limits.TEXT)
    mote_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id", index=True)
    siktar_pa: date | None = None
    barare_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    forum_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    aterkommer: date | None = None
    bordlaggningar: int = 0
    sokord: str | None = Field(default=None, sa_column=Column(TSVECTOR))
