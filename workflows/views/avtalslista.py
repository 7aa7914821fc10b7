"""The register of agreements as a list: its filters, its radar, and what can be chosen among."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field
from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session

from models import limits
from models.lagen import AvtalLage, Slag
from models.vocabulary import AvtalSlag
from workflows.actors import Actor
from workflows.avtalstid import add_months
from workflows.engine.search import has_every_word
from workflows.errors import Malformed
from workflows.payloads.base import Rad
from workflows.register import load_register
from workflows.views.avtalsrader import AV, AvtalRad, P, S, V, place, rows
from workflows.views.common import Sida, Sidfilter, mark, unmark
from workflows.visibility import synliga
from workflows.world import World


class AvtalFilter(Sidfilter):
    """Which agreements.

    ``q`` is searched for in name, area and the text in force; ``part`` is a huvudman and ``agare`` an organ, by code or
    name; ``radar`` keeps those where a day comes within so many months.
    """

    q: Annotated[Rad, Field(max_length=limits.RUBRIK)] | None = None
    slag: AvtalSlag | None = None
    lage: AvtalLage | None = None
    omrade: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    part: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    agare: Annotated[Rad, Field(max_length=limits.NAMN)] | None = None
    radar: Annotated[int, Field(ge=1, le=60)] | None = None


def list_avtal(session: Session, actor: Actor, world: World, which: AvtalFilter) -> Sida[AvtalRad]:
    """Return a page of the register, the one whose day comes next first. Malformed for a name that is unknown."""
    found = rows(session, actor, world, *_conditions(session, world, which))
    if which.radar is not None:
        last = add_months(world.today, which.radar)
        found = [row for row in found if row.narmast and row.narmast.dag <= last]
    key = unmark(which.efter, 2)
    rest = [row for row in found if key is None or place(row) > key]
    page = rest[: which.antal]
    return Sida(tuple(page), mark(*place(page[-1])) if len(rest) > which.antal else None)


def _conditions(session: Session, world: World, which: AvtalFilter) -> Iterator[ColumnElement[bool]]:
    if which.slag is not None:
        yield AV.c.slag == which.slag
    if which.lage is not None:
        yield S.c.lage == which.lage.value
    if which.omrade is not None:
        yield func.lower(AV.c.omrade) == which.omrade.lower()
    if which.q is not None and (found := has_every_word(which.q, AV.c.rubrik, AV.c.omrade, _words(world))) is not None:
        yield found
    yield from _named(session, world, which)


def _words(world: World) -> ColumnElement[str]:
    """Return the text in force as a value of the agreement's row."""
    valid = (V.c.avtal_id == AV.c.id, V.c.galler_fran <= world.today)
    latest = select(V.c.text).where(*valid).order_by(V.c.galler_fran.desc(), V.c.nr.desc()).limit(1)
    return func.coalesce(latest.correlate(AV).scalar_subquery(), "")


def _named(session: Session, world: World, which: AvtalFilter) -> Iterator[ColumnElement[bool]]:
    register = load_register(session)
    if which.agare is not None:
        organ = register.organ_named(which.agare)
        if organ is None:
            raise Malformed({"agare": "Det finns inget organ som heter så."})
        yield AV.c.agare_organ_id == organ.id
    if which.part is not None:
        huvudman = register.huvudman_named(which.part)
        if huvudman is None:
            raise Malformed({"part": "Det finns ingen huvudman som heter så."})
        stays = or_(P.c.lamnar.is_(None), P.c.lamnar >= world.today)
        yield select(P.c.id).where(P.c.avtal_id == AV.c.id, P.c.huvudman_id == huvudman.id, stays).exists()


def antal_per_lage(session: Session, actor: Actor) -> Mapping[AvtalLage, int]:
    """Return how many of the agreements the actor may see stand in each state."""
    query = select(S.c.lage, func.count()).where(S.c.slag == Slag.AVTAL, synliga(actor)).group_by(S.c.lage)
    return {AvtalLage(lage): count for lage, count in session.execute(query)}


def omraden(session: Session, actor: Actor) -> list[str]:
    """Return the areas of the agreements the actor may see, each once however it was written."""
    query = select(AV.c.omrade).join(S, S.c.id == AV.c.id).where(synliga(actor), AV.c.omrade != "").distinct()
    found = {one.casefold(): one for one in sorted(session.execute(query).scalars(), reverse=True)}
    return sorted(found.values(), key=str.casefold)
