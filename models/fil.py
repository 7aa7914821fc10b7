"""A file that somebody attached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt


class Fil(Tabell, table=True):
    """A file as a row: one transaction, one backup. ``namn`` is only ever shown, never used as a
    path.
    """

    __tablename__ = "fil"
    __table_args__ = (
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
