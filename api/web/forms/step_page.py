"""A step about to be taken: which matter, which step, how its form looks, and whether it is this
person's to take.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from starlette.requests import Request

from api.shared.access import Caller, caller_of
from api.web.arende import fields as arendefalt
from api.web.forms.fields import FORMER
from api.web.forms.forms import Asked, Form, Shapes
from api.web.frame.routing import number
from models.base import table_of
from models.lagen import Slag
from models.tables import Arende, Avtal, Revision
from workflows.arende.views import find_arende
from workflows.avtal.views import find_avtal
from workflows.county.mandate import R
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.case import Case
from workflows.engine.door import OpenStep, load, open_steps, slag_of
from workflows.engine.lifecycle import AnyStep
from workflows.engine.roles import roles_of
from workflows.engine.visibility import is_visible
from workflows.ground.errors import Hindered, NotFound, RoleMissing
from workflows.ground.payload import describe
from workflows.ground.words import dag
from workflows.nouns import LIFECYCLES
from workflows.revision.views import find_revision

_SHAPES: Shapes = {**FORMER, Slag.ARENDE: arendefalt.shape}
# The kinds that addresses do not name by their id: the column of the id, and of the name.
_CALLED = {
    Slag.ARENDE: (table_of(Arende).c.id, table_of(Arende).c.nr),
    Slag.AVTAL: (table_of(Avtal).c.id, table_of(Avtal).c.slug),
    Slag.REVISION: (table_of(Revision).c.id, table_of(Revision).c.nr),
}
_NOBODYS = frozenset({R.FOLJD, R.KLOCKAN})


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of matter as pages: under which path, and how an address names it."""

    slag: Slag
    path: str
    find: Callable[[Session, Caller, str], int]

    def address(self, session: Session, sak_id: int) -> str:
        """Return the address of a matter's own page as it is called now."""
        named = _CALLED.get(self.slag)
        if named is None:
            return f"{self.path}/{sak_id}"
        own_id, name = named
        return f"{self.path}/{session.execute(select(name).where(own_id == sak_id)).scalar_one()}"


def _by_id(slag: Slag) -> Callable[[Session, Caller, str], int]:
    def find(session: Session, caller: Caller, text: str) -> int:
        sak_id = number(text)
        if slag_of(session, sak_id, caller.world) != slag:
            raise NotFound
        return sak_id

    return find


FAMILIES = (
    Family(
        Slag.ARENDE,
        "/arenden",
        lambda session, caller, nr: find_arende(session, caller.actor, caller.world, nr),
    ),
    Family(Slag.MOTE, "/moten", _by_id(Slag.MOTE)),
    Family(Slag.REMISS, "/remisser", _by_id(Slag.REMISS)),
    Family(Slag.ATAGANDE, "/ataganden", _by_id(Slag.ATAGANDE)),
    Family(Slag.DELGIVNING, "/delgivningar", _by_id(Slag.DELGIVNING)),
    Family(
        Slag.AVTAL,
        "/avtal",
        lambda session, caller, slug: find_avtal(session, caller.actor, caller.world, slug),
    ),
    Family(
        Slag.REVISION,
        "/revisioner",
        lambda session, caller, nr: find_revision(session, caller.actor, caller.world, nr),
    ),
)


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
    if step is None or _NOBODYS.issuperset(step.by):
        raise NotFound
    offered = {one.namn: one for one in open_steps(session, sak_id, caller.actor, caller.world)}
    asked = Asked(
        session,
        caller,
        case,
        step,
        describe(step.takes),
        valt if valt is not None else request.query_params,
    )
    form = _SHAPES[family.slag](asked)
    return StepPage(
        family, case, step, form, offered.get(step.name), family.address(session, sak_id)
    )


def require_offered(page: StepPage) -> None:
    """Refuse as the engine would: a step that is not this person's to take, or not from the state
    the matter is in.
    """
    if page.steg is not None:
        return
    if not roles_of(page.case.actor, page.case).intersection(page.step.by):
        raise RoleMissing(
            page.step.rubrik, [role.ord for role in page.step.by if role not in _NOBODYS]
        )
    lage = LIFECYCLES[page.family.slag].state(page.case.sak.lage)
    raise Hindered([f"”{page.step.rubrik}” går inte nu: läget är ”{lage.ord}”."])


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


def title_of(case: Case) -> str:
    """Return what a matter is called above its forms; "" for a meeting, which its page names
    better.
    """
    if isinstance(case, DelgivningCase):
        return f"{case.delgivning.huvudman} och besluten {dag(case.mote.datum)}"
    facts = [getattr(case, name, None) for name in ("atagande", "arende", "revision", "avtal")]
    return next(
        (
            str(getattr(one, "text", "") or getattr(one, "rubrik", ""))
            for one in facts
            if one is not None
        ),
        "",
    )
