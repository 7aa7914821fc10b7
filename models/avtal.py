"""The register of agreements: who is bound, for how long, and the exact texts that have been in
force.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked, ordered
from models.revisionsord import Partsutfall
from models.vocabulary import AvtalSlag, Avtalslank, Forlangning, Motpartsslag, PartSlag


class AvtalBase(Tabell):
    """What the row of an agreement and its facts have in common: everything.

    ``giltig_till`` is its last day and None when it holds until further notice; ``forsta_slut`` the
    last day that somebody wrote, from whose place in the month periods and notice are counted.
    ``uppsagning_manader`` is the notice that holds where a party has no other. ``oversyn`` is the
    day by which somebody looks at it again. ``varnad_upphor`` is the last day the latest warning
    was about, so that none is given twice.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    slug: str = Field(max_length=limits.KOD, unique=True)
    rubrik: str = Field(max_length=limits.RUBRIK)
    slag: AvtalSlag = Field(sa_type=checked(AvtalSlag))
    omrade: str = Field(default="", max_length=limits.NAMN)
    trappsteg: str | None = Field(default=None, max_length=limits.KOD)
    agare_organ_id: int = Field(foreign_key="organ.id", index=True)
    giltig_till: date | None = None
    forsta_slut: date | None = None
    forlangning: Forlangning = Field(sa_type=checked(Forlangning))
    forlangning_manader: int | None = None
    uppsagning_manader: int | None = None
    oversyn: date
    varnad_upphor: date | None = None


class Avtal(AvtalBase, table=True):
    """An agreement; its state stands in ``sak``."""

    __tablename__ = "avtal"
    vakt: ClassVar[Vakt | None] = Vakt(
        "avtalets uppgifter",
        ("n.id",),
        {"rubrikordning": "made of the name", "varnad_upphor": "which warning was given last"},
    )
    __table_args__ = (
        CheckConstraint("(giltig_till IS NULL) = (forlangning = 'tills_vidare')", name="sista_dag"),
        CheckConstraint(
            "(forsta_slut IS NULL) = (giltig_till IS NULL) AND forsta_slut <= giltig_till",
            name="forsta_slut",
        ),
        CheckConstraint(
            "(forlangning_manader IS NOT NULL) = (forlangning IN ('automatisk', 'parterna'))",
            name="forlangning_manader",
        ),
        CheckConstraint("forlangning_manader BETWEEN 1 AND 120", name="period"),
        CheckConstraint("uppsagning_manader BETWEEN 1 AND 60", name="uppsagningstid"),
        Index("ix_avtal_rubrikordning_id", "rubrikordning", "id"),
    )
    rubrikordning: str | None = Field(default=None, sa_column=ordered("rubrik"))


class Avtalspart(Tabell, table=True):
    """One who is bound by an agreement, or informed of it.

    A huvudman, or by ``namn`` somebody outside. ``uppsagning_manader`` when the party has a notice
    of its own; ``uppsagd`` is the day it gave notice and ``lamnar`` its last day in the agreement.
    ``uteslutning`` is where the others decided that it leaves, "" for one that gave notice itself.
    ``varnad`` is the last day for notice the latest warning was about, so that none is given twice.
    ``diarienummer`` is what the party's own register calls the agreement, "" when that is unknown.
    Who is informed may have an address (``epost``), whose letters go to ``person_id``; a motpart
    has one, a kind (``motpartsslag``), and more people in ``ovriga`` where several sign for it.
    """

    __tablename__ = "avtalspart"
    vakt: ClassVar[Vakt | None] = Vakt(
        "parten i avtalet", ("n.avtal_id",), {"varnad": "which warning was given last"}
    )
    __table_args__ = (
        CheckConstraint("(huvudman_id IS NULL) = (namn <> '')", name="vem"),
        CheckConstraint("slag <> 'part' OR huvudman_id IS NOT NULL", name="part_ar_huvudman"),
        CheckConstraint("(slag = 'motpart') = (motpartsslag IS NOT NULL)", name="motpart"),
        CheckConstraint("(uppsagd IS NULL) = (lamnar IS NULL)", name="uppsagd"),
        CheckConstraint("uppsagning_manader BETWEEN 1 AND 60", name="uppsagningstid"),
        Index(
            "uq_avtalspart_vem",
            "avtal_id",
            "huvudman_id",
            "namn",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    slag: PartSlag = Field(sa_type=checked(PartSlag))
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id", index=True)
    namn: str = Field(default="", max_length=limits.NAMN)
    epost: str = Field(default="", max_length=limits.EPOST)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    motpartsslag: Motpartsslag | None = Field(default=None, sa_type=checked(Motpartsslag))
    ovriga: list[int] = Field(
        default_factory=list, sa_column=Column(ARRAY(Integer), nullable=False)
    )
    uppsagning_manader: int | None = None
    uppsagd: date | None = None
    lamnar: date | None = None
    uteslutning: str = Field(default="", max_length=limits.KORT_TEXT)
    varnad: date | None = None
    diarienummer: str = Field(default="", max_length=limits.KOD)


class Forlangningsinstans(Tabell, table=True):
    """One of those that decide for a party whether the agreement is prolonged: a nämnd, styrelse or
    fullmäktige, known by its name.

    ``planerat`` is the day it means to decide about the period that comes next, ``efter`` the name
    of the one that decides before it ("" when it waits for none), ``plats`` its place among the
    party's.
    """

    __tablename__ = "forlangningsinstans"
    vakt: ClassVar[Vakt | None] = Vakt("instansen som förlänger", ("n.avtal_id",))
    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True, index=True)
    namn: str = Field(max_length=limits.NAMN, primary_key=True)
    planerat: date | None = None
    efter: str = Field(default="", max_length=limits.NAMN)
    plats: int


class Forlangningsbeslut(Tabell, table=True):
    """What one of a party's instanser decided about one period; never changed once it is here.

    ``sista_dag`` is the last day of the period before, ``till`` the last of the one decided about.
    The latest of an instans about a period is what counts. ``skal`` is why it said no.
    """

    __tablename__ = "forlangningsbeslut"
    vakt: ClassVar[Vakt | None] = Vakt("partens beslut om förlängning", ("n.avtal_id",))
    __table_args__ = (
        CheckConstraint("till > sista_dag", name="till"),
        Index("ix_forlangningsbeslut_avtal_id_huvudman_id", "avtal_id", "huvudman_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    huvudman_id: int = Field(foreign_key="huvudman.id")
    sista_dag: date
    till: date
    instans: str = Field(max_length=limits.NAMN)
    datum: date
    paragraf: str = Field(max_length=limits.KOD)
    utfall: Partsutfall = Field(sa_type=checked(Partsutfall))
    skal: str = Field(default="", max_length=limits.KORT_TEXT)
    fil_id: int | None = Field(default=None, foreign_key="fil.id")
    skrivet: datetime = Field(sa_type=Tidpunkt)
    skrivet_av: int = Field(foreign_key="person.id")


class Avtalsversion(Tabell, table=True):
    """One text that is, was or will be in force; never changed once it is here.

    In force from ``galler_fran`` until the next one's; ``sha256`` is of its words, not of its
    layout. ``beslutad`` says where it was decided. ``redaktionell`` when only words that change
    nothing were put right.
    """

    __tablename__ = "avtalsversion"
    vakt: ClassVar[Vakt | None] = Vakt("avtalstexten", ("n.avtal_id",))
    __table_args__ = (UniqueConstraint("avtal_id", "nr"),)
    id: int | None = Field(default=None, primary_key=True)
    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    nr: int = Field(ge=1)
    text: str = Field(max_length=limits.AVTALSTEXT)
    sha256: str = Field(max_length=64)
    galler_fran: date
    beslutad: str = Field(default="", max_length=limits.KORT_TEXT)
    andring: str = Field(default="", max_length=limits.TEXT)
    redaktionell: bool = False
    skapad: datetime = Field(sa_type=Tidpunkt)
    skapad_av: int = Field(foreign_key="person.id")


class Avtalsbilaga(Tabell, table=True):
    """A file that belongs to a version."""

    __tablename__ = "avtalsbilaga"
    vakt: ClassVar[Vakt | None] = Vakt(
        "bilagan till avtalet",
        ("(SELECT v.avtal_id FROM avtalsversion v WHERE v.id = n.version_id)",),
    )
    version_id: int = Field(foreign_key="avtalsversion.id", primary_key=True)
    fil_id: int = Field(foreign_key="fil.id", primary_key=True)
    rubrik: str = Field(max_length=limits.RUBRIK)


class Avtalssamband(Tabell, table=True):
    """That one agreement builds on or replaces another."""

    __tablename__ = "avtalssamband"
    vakt: ClassVar[Vakt | None] = Vakt("sambandet mellan avtal", ("n.avtal_id",))
    __table_args__ = (CheckConstraint("avtal_id <> till_id", name="inte_sig_sjalvt"),)
    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    till_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True, index=True)
    slag: Avtalslank = Field(sa_type=checked(Avtalslank))
