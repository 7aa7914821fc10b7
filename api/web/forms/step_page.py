"""A step about to be taken: which matter, which step, how its form looks, and whether it is this
person's to take.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Column
from sqlmodel import Session
from starlette.requests import Request

from api.shared.access import Caller, caller_of
from api.web.forms.about import Gallande
from api.web.forms.choices import open_meetings
from api.web.forms.forms import Asked, Form, Shape
from api.web.frame.menu import Pages
from api.web.frame.routing import number
from models.base import table_of
from models.lagen import Slag
from models.rows import ONE, Reading, reading, wide
from models.sak import Sak
from workflows.county.mandate import NOBODYS
from workflows.engine.case import Case
from workflows.engine.door import OpenStep, load, steps_of
from workflows.engine.letters.reach import reached, reached_if
from workflows.engine.lifecycle import AnyStep
from workflows.engine.visibility import is_visible, seen
from workflows.ground.errors import NotFound
from workflows.ground.payload import describe
from workflows.nouns import LIFECYCLES


@dataclass(frozen=True, slots=True)
class _Called:
    namn: str


@cache
def _called(name: Column[str]) -> Reading[_Called]:
    """Return the statement that says what addresses call a matter, made once for each kind."""
    own, sak = name.table, table_of(Sak)
    query = wide(name.label("namn")).select_from(own.join(sak, sak.c.id == own.c.id))
    return reading(_Called, query.where(sak.c.id == ONE))


def _called_by(case: Case) -> str:
    """Return what a matter is called above the form, by its number where it has one."""
    named = case.noun.named(case)
    return f"{named.beteckning} {named.rubrik}".strip()


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of matter as pages: under which path, how an address names it, how the forms of its
    steps look, what those are about that ask for an answer or ask first, and what it is called
    above them ("" when its page names it better).

    ``name`` is the column that addresses name it by, when that is not its id.
    """

    slag: Slag
    path: str
    find: Callable[[Session, Caller, str], int]
    shape: Shape
    about: Callable[[Asked], Gallande]
    title: Callable[[Any], str] = _called_by
    name: Column[str] | None = None

    def address(self, session: Session, sak_id: int) -> str:
        """Return the address of a matter's own page as it is called now."""
        if self.name is None:
            return f"{self.path}/{sak_id}"
        found = _called(self.name).one(session, {"den": sak_id})
        return f"{self.path}/{found.namn}"

    def where_now(self, session: Session, caller: Caller, sak_id: int) -> str:
        """Return where to go after a step: the matter's page as it is called now, or the start page
        when it is no longer theirs to see.
        """
        if self.name is None:
            there = is_visible(session, caller.actor, sak_id, caller.world)
            return f"{self.path}/{sak_id}" if there else "/"
        found = seen(_called(self.name), session, caller.actor, caller.world, den=sak_id)
        return f"{self.path}/{found[0].namn}" if found else "/"

    def step(self, namn: str) -> AnyStep[Any]:
        """Return a step that somebody may take; NotFound when there is none of that name."""
        step = LIFECYCLES[self.slag].step(namn)
        if step is None or NOBODYS.issuperset(step.by):
            raise NotFound
        return step

    def form(self, asked: Asked) -> Form:
        """Return the form of a step, above it what the step does unless the form says more, what an
        answer is about, and whom a step reaches that asks first.
        """
        falt, stands = open_meetings(asked)
        made, step = self.shape(replace(asked, falt=falt)), asked.step
        made = replace(made, varden={**stands, **made.varden}, mening=made.mening or step.does)
        if not asked.shown or not (step.answers or step.asks or step.shows):
            return made
        made = replace(made, galler=self.about(asked))
        if not step.asks:
            return made
        whom = reached(asked.session, asked.case, step)
        return replace(made, nas=whom, nas_om=reached_if(asked.session, asked.case, step))

    def form_of(
        self,
        session: Session,
        caller: Caller,
        sak_id: int,
        step: OpenStep,
        valt: Mapping[str, str] | None = None,
    ) -> Form:
        """Return the form of an open step as its page would show it, for a page that shows it at
        once; ``valt`` as ``Asked``.
        """
        case = load(session, sak_id, caller.actor, caller.world)
        definition = LIFECYCLES[self.slag].step(step.namn)
        assert definition is not None  # noqa: S101 - an open step is one of the lifecycle's own
        return self.form(Asked(session, caller, case, definition, list(step.falt), valt or {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPages(Pages):
    """What the folder of a kind of matter gives to the site."""

    family: Family


def by_id(_session: Session, _caller: Caller, text: str) -> int:
    """Return the id of a matter whose address says it."""
    return number(text)


@dataclass(frozen=True, slots=True)
class Direct:
    """An answer from a letter: the address of its link, and the key that makes it count once.
    ``again`` where it may be changed by the same link.
    """

    adress: str
    nyckel: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step about to be taken. ``steg`` is the offer with its obstacles, None when it is not this
    person's now.

    ``direkt`` when it is asked for through a link of a letter.
    """

    family: Family
    case: Case
    step: AnyStep[Any]
    form: Form
    steg: OpenStep | None
    bas: str
    direkt: Direct | None = None

    @property
    def sak(self) -> str:
        """What the matter is called above the form."""
        return self.family.title(self.case)

    @property
    def adress(self) -> str:
        """Where the form posts."""
        return self.direkt.adress if self.direkt else f"{self.bas}/steg/{self.step.name}"


def open_page(
    session: Session,
    request: Request,
    family: Family,
    named: tuple[str, str],
    *,
    valt: Mapping[str, str] | None = None,
    shown: bool = True,
) -> StepPage:
    """Return the page of (which matter, which step); NotFound when there is no such matter or step.

    ``valt`` is what has been chosen beforehand; what the address chose when it is None. ``shown``
    as ``Asked``.
    """
    caller = caller_of(request)
    sak_id = family.find(session, caller, named[0])
    case = load(session, sak_id, caller.actor, caller.world)
    if case.sak.slag is not family.slag:
        raise NotFound
    step = family.step(named[1])
    offered = {one.namn: one for one in steps_of(case)}
    asked = Asked(
        session,
        caller,
        case,
        step,
        describe(step.takes),
        valt if valt is not None else request.query_params,
        shown,
    )
    form = family.form(asked)
    return StepPage(
        family, case, step, form, offered.get(step.name), family.address(session, sak_id)
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """A step that a form was sent for: of which matter, as the address says, and which step.

    ``page`` where it had to be opened first, as a letter's link has.
    """

    family: Family
    nyckel: str
    namn: str
    page: StepPage | None = None

    @property
    def step(self) -> AnyStep[Any]:
        """The step; NotFound when there is none that somebody may take."""
        return self.family.step(self.namn)

    @property
    def direkt(self) -> Direct | None:
        """The letter's link it was sent from."""
        return self.page.direkt if self.page else None

    def form(self, request: Request, session: Session, case: Case) -> Form:
        """Return the form as it is read, of the matter as it stands."""
        if self.page:
            return self.page.form
        caller, falt = caller_of(request), describe(self.step.takes)
        valt = request.query_params
        return self.family.form(Asked(session, caller, case, self.step, falt, valt, shown=False))

    def opened(self, request: Request) -> StepPage:
        """Return the page with its form, as it stands now unless it had to be opened first."""
        if self.page:
            return self.page
        with caller_of(request).installation.database.read() as session:
            return open_page(session, request, self.family, (self.nyckel, self.namn))
