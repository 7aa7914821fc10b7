"""A revision of an agreement: the drafts, the locked texts, what each party decided and who has
signed which text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from models import limits
from models.base import Tabell, Tidpunkt, Vakt, checked
from models.revisionsord import Andringsgrad, Godkannandeord, Partsutfall, SignaturSatt
from models.sak import OmBase
from models.vocabulary import Motpartsslag


class RevisionBase(OmBase):
    """What the row of a revision and its facts have in common.

    ``nr`` is the address ("rev-2026-3"), ``beteckning`` what people read ("REV 2026:3").
    ``initierad_av`` None is the clock. ``grupp_organ_id`` is the group that writes, under
    ``mandat`` until ``mandat_till``. ``siktar_pa`` is the day of the meeting it aims at. ``extern``
    when the text is a counterparty's. ``utkast_upplaga`` counts every saved change of the draft
    (``utkast_sha256`` is of its words), so that two who write at once lose nothing. ``ataganden``
    are what the decision says the parties shall do once the text holds: given when it comes into
    force. ``ikraft`` is the day the new text comes into force, ``ny_oversyn`` the next review day
    once it is carried out. ``avbrott_skal`` is why AU proposes that it is broken off, until a
    meeting has said. ``utan_ny_fraga`` is why AU lets what has changed since the parties answered
    go on without asking them again, "" until it does and when more is changed.
    """

    avtal_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    beteckning: str = Field(max_length=limits.KOD, unique=True)
    orsak: str = Field(max_length=limits.TEXT)
    initierad_av: int | None = Field(default=None, foreign_key="person.id")
    prioritet: int | None = None
    prioritet_skal: str = Field(default="", max_length=limits.KORT_TEXT)
    grupp_organ_id: int | None = Field(default=None, foreign_key="organ.id", index=True)
    mandat: str = Field(default="", max_length=limits.TEXT)
    mandat_till: date | None = None
    siktar_pa: date | None = None
    extern: bool = False
    motpart: str = Field(default="", max_length=limits.NAMN)
    utkast_sha256: str = Field(default="", max_length=64)
    utkast_upplaga: int = 0
    ataganden: Sequence[Mapping[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False)
    )
    ikraft: date | None = None
    ny_oversyn: date | None = None
    avbrott_skal: str = Field(default="", max_length=limits.TEXT)
    utan_ny_fraga: str = Field(default="", max_length=limits.TEXT)


class Revision(RevisionBase, table=True):
    """A revision; its state stands in ``sak``, whose parent is the agreement. ``utkast`` is the one
    draft, ``initierad_av_organ_id`` whose organ the one who started it spoke for.
    """

    __tablename__ = "revision"
    vakt: ClassVar[Vakt | None] = Vakt("revisionens uppgifter", ("n.id",))
    __table_args__ = (
        CheckConstraint("prioritet BETWEEN 1 AND 3", name="prioritet"),
        CheckConstraint("(prioritet IS NULL) = (prioritet_skal = '')", name="prioritet_skal"),
    )
    initierad_av_organ_id: int | None = Field(default=None, foreign_key="organ.id")
    utkast: str = Field(default="", max_length=limits.AVTALSTEXT)


class Revisionsversion(Tabell, table=True):
    """One text that was locked on the way; never changed once it is here.

    ``sha256`` is of its words, not of its layout. ``konsekvenser`` says for each huvudman (by code)
    what the text means for it. ``andring`` is how much it changes the version before, ``utover``
    what of that no comment asked for: who wanted it and what it is, a line each.
    """

    __tablename__ = "revisionsversion"
    vakt: ClassVar[Vakt | None] = Vakt("den låsta texten", ("n.revision_id",))
    __table_args__ = (UniqueConstraint("revision_id", "nr"),)
    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id")
    nr: int = Field(ge=1)
    text: str = Field(max_length=limits.AVTALSTEXT)
    sha256: str = Field(max_length=64)
    sammanfattning: str = Field(default="", max_length=limits.TEXT)
    konsekvenser: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False)
    )
    invanare: str = Field(default="", max_length=limits.TEXT)
    andring: Andringsgrad = Field(sa_type=checked(Andringsgrad))
    utover: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    skapad: datetime = Field(sa_type=Tidpunkt)
    skapad_av: int = Field(foreign_key="person.id")


class Revisionspart(Tabell, table=True):
    """A party to the text that is being written.

    ``beslutar`` when the party takes the text to instanser of its own (``Partsinstans``);
    ``slappt`` when the others go on without it.
    """

    __tablename__ = "revisionspart"
    vakt: ClassVar[Vakt | None] = Vakt("uppgiften om en part", ("n.revision_id",))
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True, index=True)
    beslutar: bool = False
    slappt: bool = False


class Revisionsmotpart(Tabell, table=True):
    """A party to the text that is no huvudman: a university, a company, an association.

    Known by its ``namn``. ``person_id`` signs for it, by the link of a letter, or any of the
    ``ovriga``: one answer counts. ``slappt`` when the others go on without it.
    """

    __tablename__ = "revisionsmotpart"
    vakt: ClassVar[Vakt | None] = Vakt("uppgiften om en motpart", ("n.revision_id",))
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    namn: str = Field(max_length=limits.NAMN, primary_key=True)
    slag: Motpartsslag = Field(sa_type=checked(Motpartsslag))
    person_id: int = Field(foreign_key="person.id", index=True)
    ovriga: list[int] = Field(
        default_factory=list, sa_column=Column(ARRAY(Integer), nullable=False)
    )
    slappt: bool = False


class Partsinstans(Tabell, table=True):
    """One of those that decide for a party: a nämnd, styrelse or fullmäktige, known by its name.

    ``planerat`` is the day it means to, ``efter`` the name of the one that decides before it (""
    when it waits for none), ``plats`` its place among the party's.
    """

    __tablename__ = "partsinstans"
    vakt: ClassVar[Vakt | None] = Vakt("partens instans", ("n.revision_id",))
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True, index=True)
    namn: str = Field(max_length=limits.NAMN, primary_key=True)
    planerat: date | None = None
    efter: str = Field(default="", max_length=limits.NAMN)
    plats: int


class Partsbeslut(Tabell, table=True):
    """What one of a party's instanser decided about one locked text; never changed once it is here.

    The latest of an instans about a text is what counts.
    """

    __tablename__ = "partsbeslut"
    vakt: ClassVar[Vakt | None] = Vakt("partens beslut", ("n.revision_id",))
    __table_args__ = (
        CheckConstraint("(utfall = 'villkor') = (villkor <> '')", name="villkor"),
        Index("ix_partsbeslut_version_id_huvudman_id", "version_id", "huvudman_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    version_id: int = Field(foreign_key="revisionsversion.id")
    huvudman_id: int = Field(foreign_key="huvudman.id")
    instans: str = Field(max_length=limits.NAMN)
    datum: date
    paragraf: str = Field(max_length=limits.KOD)
    utfall: Partsutfall = Field(sa_type=checked(Partsutfall))
    villkor: str = Field(default="", max_length=limits.TEXT)
    fil_id: int | None = Field(default=None, foreign_key="fil.id")
    skrivet: datetime = Field(sa_type=Tidpunkt)
    skrivet_av: int = Field(foreign_key="person.id")


class Undertecknare(Tabell, table=True):
    """Who signs for a party, and by what right, as the party itself has said.

    ``behorighet`` is the instrument (a delegation or §), ``behorighet_datum`` from when.
    """

    __tablename__ = "undertecknare"
    vakt: ClassVar[Vakt | None] = Vakt("vem som skriver under", ("n.revision_id",))
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    befattning: str = Field(max_length=limits.NAMN)
    behorighet: str = Field(max_length=limits.KORT_TEXT)
    behorighet_datum: date
    uppgiven: datetime = Field(sa_type=Tidpunkt)
    uppgiven_av: int = Field(foreign_key="person.id")


class Signatur(Tabell, table=True):
    """That a party has signed exactly this text; never changed once it is here, and taken away only
    by the step that takes it back.

    ``behorighet`` says in words what gives the right to sign (a delegation or §),
    ``behorighet_datum`` from when. ``intygad_av`` is who attests a signature on paper, with the
    scanned paper in ``fil_id``. A party that is no huvudman is known by its name (``motpart``).
    """

    __tablename__ = "signatur"
    vakt: ClassVar[Vakt | None] = Vakt("underskriften", ("n.revision_id",))
    __table_args__ = (
        CheckConstraint(
            "(satt = 'pa_papper') = (fil_id IS NOT NULL AND intygad_av IS NOT NULL)", name="papper"
        ),
        CheckConstraint("(huvudman_id IS NULL) = (motpart <> '')", name="vem"),
        Index(
            "uq_signatur_vem",
            "version_id",
            "huvudman_id",
            "motpart",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    version_id: int = Field(foreign_key="revisionsversion.id")
    sha256: str = Field(max_length=64)
    huvudman_id: int | None = Field(default=None, foreign_key="huvudman.id")
    motpart: str = Field(default="", max_length=limits.NAMN)
    namn: str = Field(max_length=limits.NAMN)
    befattning: str = Field(max_length=limits.NAMN)
    behorighet: str = Field(max_length=limits.KORT_TEXT)
    behorighet_datum: date
    satt: SignaturSatt = Field(sa_type=checked(SignaturSatt))
    person_id: int | None = Field(default=None, foreign_key="person.id")
    intygad_av: int | None = Field(default=None, foreign_key="person.id")
    fil_id: int | None = Field(default=None, foreign_key="fil.id")
    tid: datetime = Field(sa_type=Tidpunkt)


class Godkannande(Tabell, table=True):
    """What one ledamot said of exactly this text, bound to its hash.

    ``for_id`` is the ordinary ledamot when a substitute spoke. ``ogiltig`` is when a changed text
    made it void.
    """

    __tablename__ = "godkannande"
    vakt: ClassVar[Vakt | None] = Vakt("godkännandet", ("n.revision_id",))
    __table_args__ = (
        Index(
            "uq_godkannande_person",
            "version_id",
            "for_id",
            unique=True,
            postgresql_where="ogiltig IS NULL",
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(sa_type=BigInteger, foreign_key="sak.id", index=True)
    version_id: int = Field(foreign_key="revisionsversion.id")
    sha256: str = Field(max_length=64)
    person_id: int = Field(foreign_key="person.id")
    for_id: int = Field(foreign_key="person.id")
    ord: Godkannandeord = Field(sa_type=checked(Godkannandeord))
    avsnitt: str = Field(default="", max_length=limits.RUBRIK)
    text: str = Field(default="", max_length=limits.TEXT)
    onskad: str = Field(default="", max_length=limits.TEXT)
    tid: datetime = Field(sa_type=Tidpunkt)
    ogiltig: datetime | None = Field(default=None, sa_type=Tidpunkt)
