"""A step about to be taken: which matter, which step, how its form looks, and whether it is this
person's to take.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, select
from sqlmodel import Session
from starlette.requests import Request

from api.shared.access import Caller, caller_of
from api.web.forms.forms import Asked, Form, Shape
from api.web.frame.menu import Pages
from api.web.frame.routing import number
from models.lagen import Slag
from workflows.county.mandate import NOBODYS
from workflows.engine.case import Case
from workflows.engine.door import OpenStep, load, slag_of, steps_of
from workflows.engine.lifecycle import AnyStep
from workflows.engine.visibility import is_visible
from workflows.ground.errors import NotFound
from workflows.ground.payload import describe
from workflows.nouns import LIFECYCLES


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of matter as pages: under which path, how an address names it, how the forms of its
    steps look, and what it is called above them ("" when its page names it better).

    ``name`` is the column that addresses name it by, when that is not its id.
    """

    slag: Slag
    path: str
    find: Callable[[Session, Caller, str], int]
    shape: Shape
    title: Callable[[Any], str] = lambda _case: ""
    name: Column[str] | None = None

    def address(self, session: Session, sak_id: int) -> str:
        """Return the address of a matter's own page as it is called now."""
        if self.name is None:
            return f"{self.path}/{sak_id}"
        called = select(self.name).where(self.name.table.c.id == sak_id)
        return f"{self.path}/{session.execute(called).scalar_one()}"

    def form(self, asked: Asked) -> Form:
        """Return the form of a step, above it what the step does unless the form says more."""
        made = self.shape(asked)
        return made if made.mening else replace(made, mening=asked.step.does)

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


def by_id(slag: Slag) -> Callable[[Session, Caller, str], int]:
    """Return how an address that says the id finds a matter of a kind."""

    def find(session: Session, caller: Caller, text: str) -> int:
        sak_id = number(text)
        if slag_of(session, sak_id, caller.world) != slag:
            raise NotFound
        return sak_id

    return find


@dataclass(frozen=True, slots=True)
class Direct:
    """An answer from a letter: the address of its link, and the key that makes it count once."""

    adress: str
    nyckel: str


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
) -> StepPage:
    """Return the page of (which matter, which step); NotFound when there is no such matter or step.

    ``valt`` is what has been chosen beforehand; what the address chose when it is None.
    """
    caller = caller_of(request)
    sak_id = family.find(session, caller, named[0])
    case = load(session, sak_id, caller.actor, caller.world)
    step = LIFECYCLES[family.slag].step(named[1])
    if step is None or NOBODYS.issuperset(step.by):
        raise NotFound
    offered = {one.namn: one for one in steps_of(case)}
    asked = Asked(
        session,
        caller,
        case,
        step,
        describe(step.takes),
        valt if valt is not None else request.query_params,
    )
    form = family.form(asked)
    return StepPage(
        family, case, step, form, offered.get(step.name), family.address(session, sak_id)
    )


def where_now(session: Session, caller: Caller, page: StepPage) -> str:
    """Return where to go after the step: the matter's page, or the start page when it is no longer
    theirs to see.
    """
    sak_id = page.case.sak.id
    return (
        page.family.address(session, sak_id)
        if is_visible(session, caller.actor, sak_id, caller.world)
        else "/"
    )
