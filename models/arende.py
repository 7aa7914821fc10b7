"""An ärende: one question on its way from first idea to done by every party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, SmallInteger, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked
from models.revisionsord import Godkannandeord
from models.sak import OmBase
from models.vocabulary import Avsandarkanal


class ArendeBase(OmBase):
    """What the row of an ärende and its facts have in common.

    ``nr`` is the address ("sam-2026-47", or "utkast-12" until it is handed in), ``beteckning`` what
    people read ("SAM 2026:47"). ``forslag_ataganden`` holds proposed åtaganden in the same shape as
    the payload of ``besluta``. Where somebody outside asked, ``avsandare_namn`` says who, by which
    kind of way (``avsandare_kanal``) and, once it is handed in, whom letters about it go to. How
    urgent it is AU says: ``prioritet`` 1 before 2 before 3, and why. ``berord_sektor`` is the
    sector it concerns in particular: its people approve and are called, also where they do not
    always.
    """

    fraga: str = Field(max_length=limits.TEXT)
    bakgrund: str = Field(default="", max_length=limits.TEXT)
    onskad_hantering: Sequence[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(String(20)), nullable=False)
    )
    skapad_av: int = Field(foreign_key="person.id", index=True)
    avsandare_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    avsandare_namn: str = Field(default="", max_length=limits.NAMN)
    avsandare_epost: str = Field(default="", max_length=limits.EPOST)
    avsandare_kanal: Avsandarkanal | None = Field(default=None, sa_type=checked(Avsandarkanal))
    avsandare_person_id: int | None = Field(default=None, foreign_key="person.id")
    handlaggare_id: int | None = Field(default=None, foreign_key="person.id")
    forslag_beslut: str = Field(default="", max_length=limits.TEXT)
    forslag_ataganden: Sequence[Mapping[str, Any]] | None = Field(
        default=None, sa_column=Column(JSONB)
    )
    konsekvenser: str = Field(default="", max_length=limits.TEXT)
    invanare: str = Field(default="", max_length=limits.TEXT)
    prioritet: int | None = Field(default=None, sa_type=SmallInteger)
    prioritet_skal: str = Field(default="", max_length=limits.KORT_TEXT)
    berord_sektor: str = Field(default="", max_length=limits.KOD)


class Underlagsgodkannande(Tabell, table=True):
    """What one ledamot said of exactly this underlag, bound to its hash; never changed once it is
    here. The latest of a ledamot about an underlag is what counts.

    ``for_id`` is the ordinary ledamot when a substitute spoke.
    """

    __tablename__ = "underlagsgodkannande"
    vakt: ClassVar[Vakt | None] = Vakt("godkännandet av underlaget", ("n.arende_id",))
    id: int | None = Field(default=None, primary_key=True)
    arende_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    sha256: str = Field(max_length=64)
    person_id: int = Field(foreign_key="person.id")
    for_id: int = Field(foreign_key="person.id")
    ord: Godkannandeord = Field(sa_type=checked(Godkannandeord))
    text: str = Field(default="", max_length=limits.TEXT)
    tid: datetime = Field(sa_type=Tidpunkt)


class Arende(ArendeBase, table=True):
    """An ärende; its state stands in ``sak``. ``ar`` and ``lopnr`` are what its number is made of,
    ``sokord`` what it is found by.
    """

    __tablename__ = "arende"
    vakt: ClassVar[Vakt | None] = Vakt(
        "ärendets uppgifter", ("n.id",), {"sokord": "made of the texts"}
    )
    __table_args__ = (
        CheckConstraint(
            "(ar IS NULL) = (lopnr IS NULL) AND (ar IS NULL) = (beteckning IS NULL)", name="nummer"
        ),
        CheckConstraint(
            "onskad_hantering <@ ARRAY['information','dialog','beslut']::varchar[]",
            name="hantering",
        ),
        CheckConstraint("prioritet BETWEEN 1 AND 3", name="prioritet"),
        CheckConstraint("(prioritet IS NULL) = (prioritet_skal = '')", name="prioritet_skal"),
        Index("ix_arende_sokord", "sokord", postgresql_using="gin"),
    )
    ar: int | None = None
    lopnr: int | None = None
    siktar_pa: date | None = None
    sokord: str | None = Field(default=None, sa_column=Column(TSVECTOR))
