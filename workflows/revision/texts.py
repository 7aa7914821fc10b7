"""The texts of a revision: those that were locked, the draft as it stands, and what differs between
two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import Integer, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from models import limits
from models.avtal import Avtalsversion
from models.base import table_of
from models.database import once
from models.organisation import Person
from models.revision import Revision, Revisionsversion
from models.revisionsord import Andringsgrad
from models.rows import named_in, reading
from workflows.avtal.load import in_force
from workflows.avtal.texts import AvsnittsdiffVy, compared_section
from workflows.county.register import load_register
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.payload import Payload, Rad
from workflows.handling.pages import Internal, as_stored
from workflows.texts.markdown import Avsnitt, content_hash, diff, sections, summary

_VERSION, _REVISION, _GALLANDE, _PERSON = (
    table_of(model) for model in (Revisionsversion, Revision, Avtalsversion, Person)
)
GALLANDE, UTKAST = "gallande", "utkast"


class Revisionsjamforelse(Payload):
    """Which texts: a number, "gallande" for the one in force, "utkast" for the draft.

    When nothing is said: the newest with the one in force.
    """

    fran: Annotated[Rad, Field(max_length=limits.KOD)] | None = None
    till: Annotated[Rad, Field(max_length=limits.KOD)] | None = None


@dataclass(frozen=True, slots=True)
class LastTextVy:
    """A locked text without its words. ``konsekvenser`` is by the name of the huvudman, ``utover``
    who wanted what of it that no comment asked for.
    """

    id: Internal[int]
    nr: int
    sha256: str
    andring: Andringsgrad
    andring_ord: str
    utover: tuple[str, ...]
    sammanfattning: str
    konsekvenser: Mapping[str, str]
    invanare: str
    skapad: date
    skapad_av: str


@dataclass(frozen=True, slots=True)
class RevisionstextVy:
    """A text of a revision and its sections. ``vilken`` is its number, "gallande" or "utkast";
    ``namn`` says it.
    """

    vilken: str
    namn: str
    sha256: str
    text: str
    avsnitt: tuple[Avsnitt, ...]


@dataclass(frozen=True, slots=True)
class RevisionsdiffVy:
    """What differs between two texts; ``mening`` says it in a sentence."""

    fran: str
    fran_namn: str
    till: str
    till_namn: str
    mening: str
    andrade: int
    ord_bort: int
    ord_nytt: int
    avsnitt: tuple[AvsnittsdiffVy, ...]


def locked_texts(session: Session, revision_id: int) -> tuple[LastTextVy, ...]:
    """Return the locked texts, newest first."""
    names = {one.kod: one.kortnamn for one in load_register(session).huvudman}
    rows = _LOCKED.where(_VERSION.c.revision_id == revision_id).all(session)
    return tuple(
        LastTextVy(
            **_as_stored(row),
            andring_ord=row.andring.ord,
            utover=tuple(row.utover),
            konsekvenser={
                name: row.konsekvenser[kod]
                for kod, name in names.items()
                if kod in row.konsekvenser
            },
            skapad=day_of(row.skapad),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Locked:
    """Not the text itself: it may be long."""

    id: int
    nr: int
    sha256: str
    andring: Andringsgrad
    utover: list[str]
    sammanfattning: str
    konsekvenser: Mapping[str, str]
    invanare: str
    skapad: datetime
    skapad_av: str


_LOCKED = reading(
    _Locked,
    named_in(_Locked, _VERSION, _PERSON.c.namn.label("skapad_av"))
    .join(_PERSON, _PERSON.c.id == _VERSION.c.skapad_av)
    .order_by(_VERSION.c.nr.desc()),
)
_as_stored = as_stored(_Locked, LastTextVy, but=("konsekvenser", "skapad", "utover"))


def revision_text(session: Session, world: World, revision_id: int, vilken: str) -> RevisionstextVy:
    """Return one text of a revision that the reader is known to see; NotFound when there is
    none.
    """
    found = _words(session, world, revision_id, vilken)
    if found is None:
        raise NotFound
    return RevisionstextVy(
        vilken, name_of_text(vilken), content_hash(found), found, sections(found)
    )


def name_of_text(vilken: str) -> str:
    """Return what a text is called."""
    return {GALLANDE: "Texten som gäller", UTKAST: "Utkastet"}.get(vilken, f"Version {vilken}")


def texts_of(session: Session, world: World, revision_id: int) -> list[str]:
    """Return which texts there are, in the order they came: in force, the locked ones, the
    draft.
    """
    locked = (
        select(Revisionsversion.nr)
        .where(Revisionsversion.revision_id == revision_id)
        .order_by(_VERSION.c.nr)
    )
    numbers = func.array(locked.scalar_subquery(), type_=ARRAY(Integer))
    drafted = _REVISION.select().where(_REVISION.c.id == revision_id, _REVISION.c.utkast != "")
    asked = select(_in_force(world, revision_id).exists(), drafted.exists(), numbers)
    holds, writes, versions = once(
        session, (texts_of, revision_id), lambda: session.exec(asked).one()
    )
    return [
        *([GALLANDE] if holds else []),
        *(str(nr) for nr in versions),
        *([UTKAST] if writes else []),
    ]


def revision_diff(
    session: Session, world: World, revision_id: int, which: Revisionsjamforelse
) -> RevisionsdiffVy:
    """Return what differs between two texts. Malformed when one is unknown, or there is nothing to
    compare.
    """
    there = texts_of(session, world, revision_id)
    locked = [one for one in there if one.isdigit()]
    till = which.till or (locked[-1] if locked else there[-1] if there else UTKAST)
    fran = which.fran or (GALLANDE if GALLANDE in there else there[0] if there else till)
    wrong = {
        name: "Den texten finns inte."
        for name, one in (("fran", fran), ("till", till))
        if one not in there
    }
    if wrong:
        raise Malformed(wrong)
    old, new = (_words(session, world, revision_id, one) or "" for one in (fran, till))
    found = diff(old, new)
    said = summary(found)
    return RevisionsdiffVy(
        fran,
        name_of_text(fran),
        till,
        name_of_text(till),
        said.mening,
        len(said.avsnitt),
        said.ord_bort,
        said.ord_nytt,
        tuple(compared_section(one) for one in found.avsnitt),
    )


def _words(session: Session, world: World, revision_id: int, vilken: str) -> str | None:
    """Return the words of a text; None when there is no such text."""
    if vilken == UTKAST:
        query = select(Revision.utkast).where(Revision.id == revision_id, Revision.utkast != "")
    elif vilken == GALLANDE:
        query = _in_force(world, revision_id)
    elif vilken.isascii() and vilken.isdigit() and len(vilken) <= len(str(limits.HELTAL)) - 1:
        query = select(Revisionsversion.text).where(
            Revisionsversion.revision_id == revision_id, Revisionsversion.nr == int(vilken)
        )
    else:
        return None
    return session.exec(query).one_or_none()


def _in_force(world: World, revision_id: int) -> SelectOfScalar[str]:
    """Return the query for the text of the agreement that holds today, or held last."""
    avtal_id = select(_REVISION.c.avtal_id).where(_REVISION.c.id == revision_id).scalar_subquery()
    return in_force(_GALLANDE.c.text, avtal_id, world.today)
