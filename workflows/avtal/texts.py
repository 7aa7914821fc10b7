"""The words of an agreement: as they hold on a day, and what differs between two texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlmodel import Session, col, select

from models import limits
from models.avtal import Avtalsversion
from workflows.avtal.days import Avtalsfakta, last_valid_day, text_on
from workflows.avtal.list import find_avtal, one_row
from workflows.county.actors import Actor
from workflows.engine.world import World
from workflows.ground.deadlines import day_before
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.payload import Payload
from workflows.ground.words import full_dag
from workflows.handling.payloads import Dag
from workflows.texts.markdown import Avsnitt, AvsnittDiff, Span, Status, diff, sections, summary

_Nr = Annotated[int, Field(ge=1, le=limits.HELTAL)]


class Textfraga(Payload):
    """Which text: the one that holds on ``datum``, today when nothing is said."""

    datum: Dag | None = None


class Jamforelse(Payload):
    """Which texts, by number: ``till`` the newest and ``fran`` the one before it when nothing is
    said.
    """

    fran: _Nr | None = None
    till: _Nr | None = None


@dataclass(frozen=True, slots=True)
class AvtalstextVy:
    """A text and its sections. ``version`` is its number; ``datum`` the day that was asked for."""

    slug: str
    rubrik: str
    datum: date
    version: int
    galler_fran: date
    beslutad: str
    sha256: str
    text: str
    avsnitt: tuple[Avsnitt, ...]


@dataclass(frozen=True, slots=True)
class AvsnittsdiffVy:
    """A section that is in either text, as it is, or was when it is gone.

    ``fore`` is its number and heading before. ``rubrikdelar`` and ``delar`` are the words of
    heading and body: without ``bort`` they are the new wording, without ``nytt`` the old one;
    ``delar`` is empty when the body says the same.
    """

    nyckel: str
    nummer: str
    rubrik: str
    niva: int
    fore: str
    status: Status
    status_ord: str
    flyttat: bool
    rubrikdelar: tuple[Span, ...]
    delar: tuple[Span, ...]
    ord_bort: int
    ord_nytt: int


@dataclass(frozen=True, slots=True)
class AvtalsdiffVy:
    """What differs between two texts; ``mening`` says it in a sentence, ``andrade`` is how many
    sections changed.
    """

    slug: str
    rubrik: str
    fran: int
    fran_galler: date
    till: int
    till_galler: date
    mening: str
    andrade: int
    ord_bort: int
    ord_nytt: int
    avsnitt: tuple[AvsnittsdiffVy, ...]


def avtalstext(
    session: Session, actor: Actor, world: World, asked: tuple[str, Textfraga]
) -> AvtalstextVy:
    """Return the text of (an address) that holds on (a day). NotFound when there is none the actor
    may see.

    Malformed says from or until when there is a text.
    """
    slug, which = asked
    facts = _facts(session, actor, world, slug)
    day = which.datum or world.today
    valid = text_on(facts, day)
    if valid is None:
        raise Malformed({"datum": no_text_on(facts, day)})
    return _text(session, facts, valid.nr, day)


def numbered_text(session: Session, facts: Avtalsfakta, nr: int) -> AvtalstextVy:
    """Return a text by its number, asked for on its first day; NotFound when there is no such
    number.
    """
    day = next((one.galler_fran for one in facts.versioner if one.nr == nr), None)
    if day is None:
        raise NotFound
    return _text(session, facts, nr, day)


def words_of(session: Session, version_id: int) -> str:
    """Return a text as it was typed."""
    return session.exec(select(Avtalsversion.text).where(Avtalsversion.id == version_id)).one()


def no_text_on(facts: Avtalsfakta, day: date) -> str:
    """Say why no text holds on a day, and when one does."""
    first = min((one.galler_fran for one in facts.versioner), default=None)
    if first is None:
        return "Ingen text är inlagd än."
    if day < first:
        return f"Ingen text gäller den dagen. Den första gäller från {full_dag(first)}."
    last = last_valid_day(facts) or day_before(day, 1)
    if last < first:
        return "Avtalet upphörde innan någon text började gälla."
    return f"Avtalet gäller inte den dagen. Sista dagen är {full_dag(last)}."


def avtalsdiff(
    session: Session, actor: Actor, world: World, asked: tuple[str, Jamforelse]
) -> AvtalsdiffVy:
    """Return what differs between two texts of (an address). NotFound when there is no agreement
    the actor may see.

    Malformed when a number is unknown, or there is nothing to compare with.
    """
    slug, which = asked
    facts = _facts(session, actor, world, slug)
    numbers = [one.nr for one in facts.versioner]
    till = which.till or max(numbers, default=1)
    fran = which.fran or max((nr for nr in numbers if nr < till), default=till)
    if wrong := {
        name: f"Version {nr} finns inte."
        for name, nr in (("fran", fran), ("till", till))
        if nr not in numbers
    }:
        raise Malformed(wrong)
    return _compared(*(numbered_text(session, facts, nr) for nr in (fran, till)))


def _compared(old: AvtalstextVy, new: AvtalstextVy) -> AvtalsdiffVy:
    found = diff(old.text, new.text)
    said = summary(found)
    return AvtalsdiffVy(
        slug=new.slug,
        rubrik=new.rubrik,
        fran=old.version,
        fran_galler=old.galler_fran,
        till=new.version,
        till_galler=new.galler_fran,
        mening=said.mening,
        andrade=len(said.avsnitt),
        ord_bort=said.ord_bort,
        ord_nytt=said.ord_nytt,
        avsnitt=tuple(compared_section(one) for one in found.avsnitt),
    )


def compared_section(one: AvsnittDiff) -> AvsnittsdiffVy:
    """Return a section of a comparison as pages and the API show it."""
    now = one.avsnitt
    before = f"{one.fore.nummer} {one.fore.rubrik}" if one.fore else ""
    return AvsnittsdiffVy(
        nyckel=now.nyckel,
        nummer=now.nummer,
        rubrik=now.rubrik,
        niva=now.niva,
        fore=before,
        status=one.status,
        status_ord=one.status.ord,
        flyttat=one.flyttat,
        rubrikdelar=one.rubrik,
        delar=one.delar,
        ord_bort=one.ord_bort,
        ord_nytt=one.ord_nytt,
    )


def _facts(session: Session, actor: Actor, world: World, slug: str) -> Avtalsfakta:
    sak_id = find_avtal(session, actor, world, slug)
    return one_row(session, actor, world, sak_id).fakta


def _text(session: Session, facts: Avtalsfakta, nr: int, day: date) -> AvtalstextVy:
    own = (Avtalsversion.avtal_id == facts.avtal.id, Avtalsversion.nr == nr)
    galler_fran, beslutad, sha256, text = session.exec(
        select(
            col(Avtalsversion.galler_fran),
            col(Avtalsversion.beslutad),
            col(Avtalsversion.sha256),
            col(Avtalsversion.text),
        ).where(*own)
    ).one()
    return AvtalstextVy(
        slug=facts.avtal.slug,
        rubrik=facts.avtal.rubrik,
        datum=day,
        version=nr,
        galler_fran=galler_fran,
        beslutad=beslutad,
        sha256=sha256,
        text=text,
        avsnitt=sections(text),
    )
