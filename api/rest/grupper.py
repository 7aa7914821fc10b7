"""Groups that decisions make for a time."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.rest.asking import Content, SakId, StepName, Who, after_step, made, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.grupp.create import create_grupp
from workflows.grupp.payloads import NyGrupp
from workflows.grupp.views import GruppFilter, GruppRad, GruppVy, grupp, list_grupper
from workflows.handling.pages import Sida

router = Endpoints("grupper")
_NY = {
    "beslut": "SAM beslut 2023:3",
    "namn": "Arbetsgrupp för Link",
    "uppdrag": "Föreslå hur Link införs i alla kommuner.",
    "sista_dag": "2024-06-28",
    "sammankallande": "sammankallande@lan.example",
    "medlemmar": ["representant@lan.example"],
}


@router.get(
    "/grupper", response_model=Sida[GruppRad], summary="Tillfälliga grupper, senast sista dag först"
)
@rule(Rule.INLOGGAD)
def grupper_get(who: Who, which: Annotated[GruppFilter, Query()]) -> Response:
    """Sålla med ``lage``, ``beslut`` och ``organ``."""
    return reply(Sida[GruppRad], seen(who, list_grupper, which))


@router.post(
    "/grupper",
    status_code=201,
    response_model=GruppVy,
    summary="Ny tillfällig grupp",
    openapi_extra=router.takes(_NY, NyGrupp),
)
@rule(Rule.INLOGGAD)
def grupper_post(who: Who, sent: Content) -> Response:
    """Ett beslut bildar gruppen. För dem som har uppdrag i arbetsutskottet."""
    view = made(who, sent, create_grupp, grupp)
    return reply(GruppVy, view, status=201, location=f"/api/v1/grupper/{view.id}")


@router.get("/grupper/{id}", response_model=GruppVy, summary="En tillfällig grupp")
@rule(Rule.INLOGGAD)
def grupp_get(who: Who, grupp_id: SakId) -> Response:
    """Uppdraget, de som är med, det gruppen bär, och det du får göra nu."""
    return reply(GruppVy, seen(who, grupp, grupp_id))


@router.post(
    "/grupper/{id}/steg/{namn}",
    response_model=GruppVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(Slag.GRUPP, {"resultat": "Förslaget är lämnat."}),
)
@rule(Rule.INLOGGAD)
def grupp_step(who: Who, grupp_id: SakId, namn: StepName, sent: Content) -> Response:
    """Svarar med gruppen som den nu står."""
    return reply(GruppVy, after_step(who, sent, namn, sak=(Slag.GRUPP, grupp_id), view=grupp))
