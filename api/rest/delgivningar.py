"""Whether parties that had nobody at a meeting have taken part of its decisions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.rest.asking import Content, SakId, StepName, Who, after_step, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.delgivning.views import (
    DelgivningFilter,
    DelgivningRad,
    DelgivningVy,
    delgivning,
    list_delgivningar,
)
from workflows.handling.pages import Sida

router = Endpoints("delgivningar")


@router.get(
    "/delgivningar", response_model=Sida[DelgivningRad], summary="Delgivningar, nyast först"
)
@rule(Rule.INLOGGAD)
def delgivningar_get(who: Who, which: Annotated[DelgivningFilter, Query()]) -> Response:
    """Vad varje part som inte hade någon på mötet säger. Sålla med ``huvudman``, ``lage`` och
    ``mote``.
    """
    return reply(Sida[DelgivningRad], seen(who, list_delgivningar, which))


@router.get("/delgivningar/{id}", response_model=DelgivningVy, summary="En delgivning")
@rule(Rule.INLOGGAD)
def delgivning_get(who: Who, delgivning_id: SakId) -> Response:
    """Mötets beslut, vad parten säger om dem, och det du får göra nu."""
    return reply(DelgivningVy, seen(who, delgivning, delgivning_id))


@router.post(
    "/delgivningar/{id}/steg/{namn}",
    response_model=DelgivningVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.DELGIVNING,
        {"invandning": "Vi kan inte ställa oss bakom kontaktpersonen före halvårsskiftet."},
    ),
)
@rule(Rule.INLOGGAD)
def delgivning_step(who: Who, delgivning_id: SakId, namn: StepName, sent: Content) -> Response:
    """Svarar med delgivningen som den nu står."""
    return reply(
        DelgivningVy,
        after_step(who, sent, namn, sak=(Slag.DELGIVNING, delgivning_id), view=delgivning),
    )
