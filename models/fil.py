"""What somebody leaves beside a matter: a file, and what they typed and did not send."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt


class Fil(Tabell, table=True):
    """A file as a row: one transaction, one backup. ``namn`` is only ever shown, never used as a
    path.
    """

    __tablename__ = "fil"
    vakt: ClassVar[Vakt | None] = Vakt("filen", (), {"innehall": "as sha256 says"})
    __table_args__ = (
        CheckConstraint("sha256 = encode(sha256(innehall), 'hex')", name="sha256"),
        CheckConstraint(
            f"storlek = octet_length(innehall) AND storlek <= {limits.FIL_BYTES}", name="storlek"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    namn: str = Field(max_length=limits.FILNAMN)
    mimetyp: str = Field(max_length=100)
    storlek: int
    sha256: str = Field(max_length=64)
    innehall: bytes
    uppladdad: datetime = Field(sa_type=Tidpunkt)
    uppladdad_av: int = Field(foreign_key="person.id")


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
