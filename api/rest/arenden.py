"""Ärenden: the list, a new one, one, and its steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from api.rest.asking import Content, StepName, Who, after_step, made, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.arende.create import create_arende
from workflows.arende.list import ArendeFilter, ArendeRad, list_arenden
from workflows.arende.payloads import Nytt
from workflows.arende.views import ArendeVy, arende, arende_by_id, find_arende
from workflows.handling.pages import Sida

router = Endpoints("ärenden")
Nr = Annotated[str, Path(description="Ärendets adress.", examples=["lgs-2026-47", "utkast-12"])]


@router.get("/arenden", response_model=Sida[ArendeRad], summary="Ärenden du får se, nyast först")
@rule(Rule.INLOGGAD)
def arenden_get(who: Who, which: Annotated[ArendeFilter, Query()]) -> Response:
    """Sök med ``q``, sålla med ``lage``, ``fas`` och ``organ``. Skicka ``nasta`` som ``efter`` för
    nästa sida.
    """
    return reply(Sida[ArendeRad], seen(who, list_arenden, which))


@router.post(
    "/arenden",
    status_code=201,
    response_model=ArendeVy,
    summary="Nytt ärende",
    openapi_extra=router.takes(
        {
            "rubrik": "Gemensam rutin för samordnad individuell plan",
            "fraga": "Ska alla huvudmän arbeta efter samma rutin?",
            "onskad_hantering": ["beslut"],
            "avsandare_organ": "au",
        },
        Nytt,
    ),
)
@rule(Rule.INLOGGAD)
def arenden_post(who: Who, sent: Content) -> Response:
    """Lämnar in ärendet, eller sparar ett utkast med ``{"utkast": true}``."""
    view = made(who, sent, create_arende, arende_by_id)
    return reply(ArendeVy, view, status=201, location=f"/api/v1/arenden/{view.nr}")


@router.get("/arenden/{nr}", response_model=ArendeVy, summary="Ett ärende")
@rule(Rule.INLOGGAD)
def arende_get(who: Who, nr: Nr) -> Response:
    """``steg`` är det du får göra nu, med alla hinder. ``version`` skickas tillbaka i
    ``If-Match``.
    """
    return reply(ArendeVy, seen(who, arende, nr))


@router.post(
    "/arenden/{nr}/steg/{namn}",
    response_model=ArendeVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.ARENDE,
        {
            "utfall": "bifall",
            "beslutstext": "Varje kommun utser en kontaktperson.",
            "ataganden": [
                {
                    "text": "Utse kontaktperson",
                    "mottagare": "kommuner",
                    "svar": "namn",
                    "senast": "nasta_mote",
                },
            ],
        },
    ),
)
@rule(Rule.INLOGGAD)
def arende_step(who: Who, nr: Nr, namn: StepName, sent: Content) -> Response:
    """Svarar med ärendet som det nu står. Går steget inte sägs alla hinder på en gång."""
    return reply(
        ArendeVy,
        after_step(who, sent, namn, sak=(Slag.ARENDE, nr), view=arende_by_id, find=find_arende),
    )
