"""What every endpoint asks for, and how a step is taken: one transaction, committed before the answer leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Path
from sqlmodel import Session
from starlette.requests import Request

from api.rest.sent import Sent, read_sent
from api.shared.access import Caller, GuardedRoute, caller_of
from models.lagen import Slag
from workflows.actors import Actor
from workflows.engine import Ask, take_step
from workflows.views.common import LARGEST_ID, require_visible
from workflows.world import World

V = TypeVar("V")
View = Callable[[Session, Actor, World, int], V]


async def _caller(request: Request) -> Caller:
    return caller_of(request)


Who = Annotated[Caller, Depends(_caller)]
Content = Annotated[Sent, Depends(read_sent)]
Nr = Annotated[str, Path(description="Ärendets adress.", examples=["lgs-2026-47", "utkast-12"])]
SakId = Annotated[int, Path(alias="id", ge=1, le=LARGEST_ID, examples=[12])]
StepName = Annotated[str, Path(alias="namn", description="Stegets namn, som det står i ``steg``.")]


def endpoints(noun: str) -> APIRouter:
    """Return a router for one noun."""
    return APIRouter(route_class=GuardedRoute, tags=[noun])


def after_step(who: Caller, sent: Sent, step: str, *, sak: tuple[Slag, int], view: View[V]) -> V:
    """Take a step on a matter of a kind and return it as it now stands.

    Unknown, invisible and of another kind look the same. The same request again is answered and not done again.
    """
    slag, sak_id = sak
    with who.installation.database.session() as session, sent.explained():
        require_visible(session, who.actor, sak_id, slag)
        take_step(session, sak_id, Ask(step, sent.payload, sent.version, sent.key), who.actor, who.world)
        return view(session, who.actor, who.world, sak_id)


def seen(who: Caller, view: View[V], sak_id: int) -> V:
    """Return one matter to whoever may see it."""
    with who.installation.database.read() as session:
        return view(session, who.actor, who.world, sak_id)
