"""The supertype: every matter with a lifecycle is one row here, so that everything can point at one
thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Identity,
    Index,
    and_,
    false,
    or_,
)
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Worded, checked, table_of
from models.lagen import LAGEN, Slag


def _states_by_kind() -> str:
    """Return the check that a row stands in a state its own kind has."""
    return " OR ".join(
        "(slag = '{}' AND lage IN ({}))".format(
            slag.value, ", ".join(f"'{lage.value}'" for lage in lagen)
        )
        for slag, lagen in LAGEN.items()
    )


_STATES = sorted({lage.value for lagen in LAGEN.values() for lage in lagen})


class OmBase(Tabell):
    """What an ärende and a revision have in common: what is sent on remiss, put on agendas and
    decided.

    ``nr`` is the address, ``beteckning`` what people read; None until an ärende is handed in.
    ``barare_organ_id`` carries its dialog on until ``aterkommer``, ``forum_organ_id`` is the
    political body it was lifted to.
    """

    id: int = Field(
        sa_type=BigInteger,
        primary_key=True,
        foreign_key="sak.id",
        sa_column_kwargs={"autoincrement": False},
    )
    nr: str = Field(max_length=limits.KOD, unique=True)
    beteckning: str | None = Field(default=None, max_length=limits.KOD, unique=True)
    rubrik: str = Field(max_length=limits.RUBRIK)
    foredragande: str = Field(default="", max_length=limits.NAMN)
    mote_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="sak.id", index=True)
    bordlaggningar: int = 0
    barare_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    forum_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    aterkommer: date | None = None


class Sak(Tabell, table=True):
    """One matter with a lifecycle.

    ``version`` counts its events and ``kedja`` repeats the hash of the last one, so that a cut tail
    shows. ``foralder_id`` is the matter whose lock comes first: an åtagande's ärende, a remiss's
    ärende, a delgivning's möte.
    """

    __tablename__ = "sak"
    __table_args__ = (
        CheckConstraint(_states_by_kind(), name="lage"),
        Index("ix_sak_slag_lage", "slag", "lage"),
    )
    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    slag: Slag = Field(sa_type=checked(Slag))
    lage: str = Field(max_length=limits.KOD, sa_type=Worded(_STATES, limits.KOD))
    version: int = Field(default=0, ge=0)
    definitionsversion: int = 1
    foralder_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="sak.id", index=True
    )
    skapad: datetime = Field(sa_type=Tidpunkt)
    lage_sedan: datetime = Field(sa_type=Tidpunkt)
    kedja: str | None = Field(default=None, max_length=64)


class Nummerserie(Tabell, table=True):
    """The last number used in one series and year: ("arende", "SAM", 2026) → 47."""

    __tablename__ = "nummerserie"
    serie: str = Field(max_length=limits.KOD, primary_key=True)
    prefix: str = Field(max_length=10, primary_key=True)
    ar: int = Field(primary_key=True)
    senaste: int


def stands_in(states: Iterable[tuple[Slag, str]]) -> ColumnElement[bool]:
    """Return the condition that a row of ``sak`` stands in one of the states of its own kind."""
    own, of_a_kind = table_of(Sak).c, dict[Slag, list[str]]()
    for slag, lage in states:
        of_a_kind.setdefault(slag, []).append(lage)
    kinds = (and_(own.slag == slag, own.lage.in_(lagen)) for slag, lagen in of_a_kind.items())
    return or_(false(), *kinds)
