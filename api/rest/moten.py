"""Meetings: the calendar, a new one, one, and its steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from starlette.responses import Response

from api.rest.asking import Content, SakId, StepName, Who, after_step, made, seen
from api.rest.described import Endpoints
from api.rest.filer import ONE_FILE, Mottagen, received
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.database import only_reads
from models.lagen import Slag
from workflows.desk.calendar_replies import note_reply
from workflows.handling.pages import Sida
from workflows.mote.create import create_mote
from workflows.mote.payloads import NyttMote
from workflows.mote.views import MoteFilter, MoteRad, MoteVy, list_moten, mote

router = Endpoints("möten")


@router.get("/moten", response_model=Sida[MoteRad], summary="Möten, senaste först")
@rule(Rule.INLOGGAD)
def moten_get(who: Who, which: Annotated[MoteFilter, Query()]) -> Response:
    """Med ``kommande=true`` de som återstår, närmast först. Sålla med ``organ`` och ``lage``."""
    return reply(Sida[MoteRad], seen(who, list_moten, which))


@router.post(
    "/moten",
    status_code=201,
    response_model=MoteVy,
    summary="Nytt möte",
    openapi_extra=router.takes(
        {"organ": "au", "datum": "2026-12-11", "tid": "11:00", "plats": "Regionhuset"}, NyttMote
    ),
)
@rule(Rule.INLOGGAD)
def moten_post(who: Who, sent: Content) -> Response:
    """Planerar ett möte. För sekreteraren, och i det egna organet för den som håller ihop det."""
    view = made(who, sent, create_mote, mote)
    return reply(MoteVy, view, status=201, location=f"/api/v1/moten/{view.id}")


@router.get("/moten/{id}", response_model=MoteVy, summary="Ett möte")
@rule(Rule.INLOGGAD)
def mote_get(who: Who, mote_id: SakId) -> Response:
    """Dagordning, beslutande, beslut, och det du får göra nu."""
    return reply(MoteVy, seen(who, mote, mote_id))


@router.post(
    "/moten/{id}/steg/{namn}",
    response_model=MoteVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(Slag.MOTE, {}),
)
@rule(Rule.INLOGGAD)
def mote_step(who: Who, mote_id: SakId, namn: StepName, sent: Content) -> Response:
    """Svarar med mötet som det nu står."""
    return reply(MoteVy, after_step(who, sent, namn, sak=(Slag.MOTE, mote_id), view=mote))


@router.post(
    "/moten/{id}/kalendersvar",
    response_model=MoteVy,
    summary="Läs in ett svar från en kalender",
    openapi_extra=ONE_FILE,
)
@rule(Rule.INLOGGAD)
def mote_reply(
    who: Who, mote_id: SakId, fil: Annotated[Mottagen | None, Depends(received)]
) -> Response:
    """Filen är iCalendar med ``METHOD:REPLY``. Bara för sekreteraren."""
    innehall = fil.innehall if fil else b""
    with who.installation.database.session() as session:
        note_reply(session, mote_id, innehall, who.actor, who.world)
        only_reads(session)
        view = mote(session, who.actor, who.world, mote_id)
    return reply(MoteVy, view)
