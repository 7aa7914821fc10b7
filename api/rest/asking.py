"""What every endpoint asks for, and how a step is taken: one transaction, committed before the
answer leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

from fastapi import Depends, Path
from sqlmodel import Session
from starlette.requests import Request

from api.rest.reply import Minimal
from api.rest.sent import Sent, read_sent
from api.shared.access import Caller, caller_of
from models.database import only_reads
from models.lagen import Slag
from workflows.county.actors import Actor
from workflows.engine.door import ITSELF, Ask, find, take_step
from workflows.engine.world import World
from workflows.ground.errors import NotFound, Stale
from workflows.handling.history import changes_since
from workflows.handling.pages import LARGEST_ID

V = TypeVar("V")
P = ParamSpec("P")  # what is asked for: an id, an address, a filter, nothing
View = Callable[[Session, Actor, World, int], V]  # of one matter
Find = Callable[[Session, Actor, World, str], int]  # by what addresses call it
Create = Callable[[Session, Mapping[str, Any], Actor, World, str | None], int]


async def _caller(request: Request) -> Caller:
    return caller_of(request)


Who = Annotated[Caller, Depends(_caller)]
Content = Annotated[Sent, Depends(read_sent)]
SakId = Annotated[int, Path(alias="id", ge=1, le=LARGEST_ID, examples=[12])]
StepName = Annotated[str, Path(alias="namn", description="Stegets namn, som det står i ``steg``.")]


def made(who: Caller, sent: Sent, create: Create, view: View[V]) -> V:
    """Make a matter and return it. The same request again is answered and not done again."""
    with who.installation.database.session() as session, sent.explained():
        sak_id = create(session, sent.payload, who.actor, who.world, sent.key)
        only_reads(session)
        return view(session, who.actor, who.world, sak_id)


def after_step(
    who: Caller,
    sent: Sent,
    step: str,
    *,
    sak: tuple[Slag, int | str],
    view: View[V],
    find: Find | None = None,
) -> V | Minimal | None:
    """Take a step on a matter of a kind, by its id or by what addresses call it, which ``find``
    looks up; return it as it now stands.

    None when it is no longer the caller's to see: they handed it on; Minimal when they prefer not
    to be sent it. Unknown, invisible and of another kind look the same. The same request again is
    answered and not done again. Whoever comes too late is told who did what meanwhile.
    """
    with who.installation.database.session() as session, sent.explained():
        slag, named = sak
        sak_id = find(session, who.actor, who.world, str(named)) if find else int(named)
        ask = Ask(step, sent.payload, sent.version, sent.key, slag=slag)
        try:
            take_step(session, sak_id, ask, who.actor, who.world)
        except Stale as refusal:
            refusal.andrat = changes_since(session, sak_id, who.world.nouns[slag], refusal.expected)
            raise
        return Minimal() if sent.minimal else _now(session, who, sak_id, view)


def _now(session: Session, who: Caller, sak_id: int, view: View[V]) -> V | None:
    """Return a matter as it stands after the step; None when it is no longer the caller's to see.

    What the view needs in several places is read once: nothing is written any more.
    """
    only_reads(session)
    try:
        find(session, ITSELF, who.actor, who.world, den=sak_id)
    except NotFound:
        return None
    return view(session, who.actor, who.world, sak_id)


def seen(
    who: Caller,
    view: Callable[Concatenate[Session, Actor, World, P], V],
    *what: P.args,
    **more: P.kwargs,
) -> V:
    """Return one matter, a page of a list, or the whole of something, as far as the caller may see
    it.
    """
    with who.installation.database.read() as session:
        return view(session, who.actor, who.world, *what, **more)
