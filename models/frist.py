"""What is due when, and whose move it is."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, false, text
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, checked
from models.vocabulary import PaminnelseUtfall, Roll


class Frist(Tabell, table=True):
    """One date and whose move it is. Exactly one open row per open matter, and one for each who is
    waited for.

    The latter are ``delfrist``: a recipient of a remiss who has not answered (``mottagare_id``), a
    party that has not decided or signed, a ledamot who has not approved. Whose move is a slot, a
    role in an organ for a huvudman and sector, or a named person; ``drag`` is the word people read.
    ``halvvags`` when half of the time went without a word, so that an ersättare is asked too.
    """

    __tablename__ = "frist"
    __table_args__ = (
        Index(
            "uq_frist_oppen",
            "sak_id",
            unique=True,
            postgresql_where=text("stangd IS NULL AND NOT delfrist"),
        ),
        Index(
            "uq_delfrist_oppen",
            "sak_id",
            text("coalesce(mottagare_id, 0)"),
            text("coalesce(huvudman_id, 0)"),
            text("coalesce(person_id, 0)"),
            unique=True,
            postgresql_where=text("stangd IS NULL AND delfrist"),
        ),
        # All that a matter waits for: neither of the two above holds that alone.
        Index("ix_frist_sak_id_oppen", "sak_id", postgresql_where=text("stangd IS NULL")),
        Index("ix_frist_senast_oppen", "senast", postgresql_where=text("stangd IS NULL")),
        CheckConstraint("num_nonnulls(organ_id, huvudman_id, person_id) >= 1", name="vems_drag"),
        CheckConstraint("mottagare_id IS NULL OR delfrist", name="mottagarens"),
    )
    id: int | None = Field(default=None, sa_column=Column(BigInteger, primary_key=True))
    sak_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    delfrist: bool = False
    mottagare_id: int | None = Field(default=None, foreign_key="remissmottagare.id")
    drag: str = Field(max_length=limits.NAMN)
    roll: Roll | None = Field(default=None, sa_type=checked(Roll))
    organ_id: int | None = Field(default=None, foreign_key="organ.id")
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    sektor: str | None = Field(default=None, max_length=limits.KOD)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    senast: date
    pamin: bool = True
    halvvags: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    skapad: datetime = Field(sa_type=Tidpunkt)
    stangd: datetime | None = Field(default=None, sa_type=Tidpunkt)


class Paminnad(Tabell, table=True):
    """That a person has been reminded of a rung of the ladder (working days from the last day),
    once and for all.

    Silence, which comes back, has the ordinal of its day as its rung. The letter says it for the
    rungs it sends and for those it passes over.
    """

    __tablename__ = "paminnad"
    frist_id: int = Field(sa_type=BigInteger, foreign_key="frist.id", primary_key=True)
    steg: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    utfall: PaminnelseUtfall = Field(sa_type=checked(PaminnelseUtfall))
    tid: datetime = Field(sa_type=Tidpunkt)
    avisering_id: int = Field(sa_type=BigInteger, foreign_key="avisering.id", index=True)
