"""A decision, each party's obligation that follows from it, and the periodic attestations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked
from models.vocabulary import (
    Efterlevnad,
    Foljs,
    FristForm,
    MottagareSlag,
    Rattelseslag,
    Roll,
    SvarSlag,
    Utfall,
)


class Beslut(Tabell, table=True):
    """What an organ decided, numbered per organ and year: "SAM beslut 2023:3", at ``nr``
    "sam-beslut-2023-3".

    ``om_id`` is what it is about: an ärende or a revision. ``inriktning`` tells that it points out
    a direction and leaves the rest to each huvudman.

    ``justerat`` None means the minutes are not yet confirmed and every view says so.
    """

    __tablename__ = "beslut"
    vakt: ClassVar[Vakt | None] = Vakt("beslutet", ("n.om_id", "n.mote_id"))
    __table_args__ = (UniqueConstraint("organ_id", "ar", "lopnr"),)
    id: int | None = Field(default=None, primary_key=True)
    nr: str = Field(max_length=limits.KOD, unique=True)
    beteckning: str = Field(max_length=limits.KOD, unique=True)
    organ_id: int = Field(foreign_key="organ.id")
    ar: int
    lopnr: int = Field(ge=1)
    om_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    mote_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    rubrik: str = Field(max_length=limits.RUBRIK)
    utfall: Utfall = Field(sa_type=checked(Utfall))
    text: str = Field(max_length=limits.TEXT)
    datum: date = Field(index=True)
    justerat: date | None = None
    inriktning: bool = False


class AtagandeBase(Tabell):
    """What the row of an åtagande and its facts have in common: one party's (where the decision
    says so one sector's) obligation.

    The responsible slot is (``ansvar_roll`` in ``ansvar_organ_id`` for ``huvudman_id`` and
    ``sektor``), resolved when a message is made; ``person_id`` instead when one person was named,
    ``delegat_id`` when the responsible handed it on. The periods of a standing one are counted from
    ``raknas_fran``, the day it was given, never from the day it was attested. ``avsteg_datum`` is
    the day it can be done after all, as the party says it.
    """

    id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("sak.id"), primary_key=True, autoincrement=False)
    )
    beslut_id: int = Field(foreign_key="beslut.id")
    text: str = Field(max_length=limits.KORT_TEXT)
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id", index=True)
    organ_id: int | None = Field(default=None, foreign_key="organ.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    sektor: str | None = Field(default=None, max_length=limits.KOD)
    ansvar_roll: Roll | None = Field(default=None, sa_type=checked(Roll))
    ansvar_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    delegat_id: int | None = Field(default=None, foreign_key="person.id")
    svar: SvarSlag = Field(sa_type=checked(SvarSlag))
    form: FristForm = Field(sa_type=checked(FristForm))
    senast: date | None = Field(default=None, index=True)
    raknas_fran: date | None = None
    manader: Sequence[int] = Field(
        default_factory=list, sa_column=Column(ARRAY(Integer), nullable=False)
    )
    verifierare_id: int | None = Field(default=None, foreign_key="person.id")
    rapporterad_av: int | None = Field(default=None, foreign_key="person.id")
    avsteg_datum: date | None = None


class Atagande(AtagandeBase, table=True):
    """An åtagande; its state stands in ``sak``.

    ``uppgift`` numbers the obligations of a decision: the rows of one uppgift differ only in
    addressee, which is of the kind ``mottagare``.
    """

    __tablename__ = "atagande"
    vakt: ClassVar[Vakt | None] = Vakt(
        "åtagandet", ("n.id",), {"senast_nytt": "the instant of the last event"}
    )
    __table_args__ = (
        CheckConstraint("num_nonnulls(huvudman_id, organ_id, person_id) = 1", name="en_mottagare"),
        Index(
            "uq_atagande_mottagare",
            "beslut_id",
            "uppgift",
            "huvudman_id",
            "organ_id",
            "person_id",
            "sektor",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        # As they are listed.
        Index("ix_atagande_beslut_id_id", text("beslut_id DESC"), "id"),
        # What somebody has reported and waits to have verified.
        Index(
            "ix_atagande_verifieras",
            "rapporterad_av",
            postgresql_where=text("verifierare_id IS NOT NULL"),
        ),
    )
    uppgift: int = Field(ge=1)
    mottagare: MottagareSlag = Field(sa_type=checked(MottagareSlag))
    senast_nytt: datetime = Field(sa_type=Tidpunkt)
    svar_text: str = Field(default="", max_length=limits.TEXT)
    svar_namn: str = Field(default="", max_length=limits.NAMN)
    svar_epost: str = Field(default="", max_length=limits.EPOST)
    svar_tal: Decimal | None = Field(default=None, max_digits=16, decimal_places=4)
    svar_datum: date | None = None
    svar_fil_id: int | None = Field(default=None, foreign_key="fil.id")
    rapporterad: datetime | None = Field(default=None, sa_type=Tidpunkt)
    avsteg_orsak: str = Field(default="", max_length=limits.TEXT)
    avsteg_stod: str = Field(default="", max_length=limits.TEXT)


class Avstamning(Tabell, table=True):
    """One periodic attestation of a standing or recurring åtagande: one row per period
    ("2023-11").
    """

    __tablename__ = "avstamning"
    vakt: ClassVar[Vakt | None] = Vakt("avstämningen", ("n.atagande_id",))
    __table_args__ = (UniqueConstraint("atagande_id", "period"),)
    id: int | None = Field(default=None, primary_key=True)
    atagande_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    period: str = Field(max_length=10)
    foljs: Foljs = Field(sa_type=checked(Foljs))
    tal: Decimal | None = Field(default=None, max_digits=16, decimal_places=4)
    kommentar: str = Field(default="", max_length=limits.TEXT)
    lamnad: datetime = Field(sa_type=Tidpunkt)
    lamnad_av: int = Field(foreign_key="person.id")


class TidigareBeslut(Tabell, table=True):
    """That an ärende concerns the same matter as an earlier decision: a decision is remembered."""

    __tablename__ = "tidigare_beslut"
    vakt: ClassVar[Vakt | None] = Vakt("kopplingen till ett tidigare beslut", ("n.arende_id",))
    arende_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    beslut_id: int = Field(foreign_key="beslut.id", primary_key=True, index=True)


class Efterlevnadsandring(Tabell, table=True):
    """How a decision has been followed over time: from this day on its cell for a huvudman said
    this. Only what differs from the row before is stored.

    The database refuses update and delete. ``dag`` is the day the change was seen, in
    Europe/Stockholm.
    """

    __tablename__ = "efterlevnadsandring"
    beslut_id: int = Field(foreign_key="beslut.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True)
    dag: date = Field(primary_key=True)
    ord: Efterlevnad = Field(sa_type=checked(Efterlevnad))
    forsenat: bool
    tyst: bool


class Beslutsrattelse(Tabell, table=True):
    """What stood in a decision and what it was corrected to, so that both can be read.

    ``bekraftad`` is None while a slip waits for the justerare's word; ``avbojd`` when that was no.
    What is corrected before the minutes are confirmed is read by the justerare with them.
    """

    __tablename__ = "beslutsrattelse"
    vakt: ClassVar[Vakt | None] = Vakt(
        "rättelsen", ("(SELECT b.om_id FROM beslut b WHERE b.id = n.beslut_id)", "n.mote_id")
    )
    id: int | None = Field(default=None, primary_key=True)
    beslut_id: int = Field(foreign_key="beslut.id", index=True)
    mote_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    slag: Rattelseslag = Field(sa_type=checked(Rattelseslag))
    fore: str = Field(max_length=limits.TEXT)
    efter: str = Field(max_length=limits.TEXT)
    tid: datetime = Field(sa_type=Tidpunkt)
    av: int = Field(foreign_key="person.id")
    bekraftad: datetime | None = Field(default=None, sa_type=Tidpunkt)
    bekraftad_av: int | None = Field(default=None, foreign_key="person.id")
    avbojd: bool = False
