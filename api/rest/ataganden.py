"""Decisions, the åtaganden they gave, and how they are followed."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from api.rest.asking import Content, SakId, StepName, Who, after_step, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.beslut.list import AtagandeFilter, AtagandeVy, atagande, list_ataganden
from workflows.beslut.matrix.table import Matris, MatrisFilter, efterlevnad
from workflows.beslut.matrix.trend import Utveckling
from workflows.beslut.obligations import AtagandeRad
from workflows.beslut.rows import BeslutRad
from workflows.beslut.views import BeslutFilter, BeslutVy, beslut, list_beslut, utveckling_av
from workflows.handling.pages import Sida

router = Endpoints("beslut och åtaganden")


@router.get("/beslut", response_model=Sida[BeslutRad], summary="Beslut, nyast först")
@rule(Rule.INLOGGAD)
def beslut_list(who: Who, which: Annotated[BeslutFilter, Query()]) -> Response:
    """Varje beslut med hur det följs."""
    return reply(Sida[BeslutRad], seen(who, list_beslut, which))


@router.get("/beslut/{nr}", response_model=BeslutVy, summary="Ett beslut")
@rule(Rule.INLOGGAD)
def beslut_get(who: Who, nr: Annotated[str, Path(examples=["lgs-beslut-2023-3"])]) -> Response:
    """Beslutet och alla åtaganden det gav."""
    return reply(BeslutVy, seen(who, beslut, nr))


@router.get(
    "/beslut/{nr}/efterlevnad", response_model=Utveckling, summary="Hur ett beslut har följts"
)
@rule(Rule.INLOGGAD)
def beslut_efterlevnad_get(
    who: Who, nr: Annotated[str, Path(examples=["lgs-beslut-2023-3"])]
) -> Response:
    """Varje ändring för varje huvudman, senaste först, och hur många som var klara vecka
    för vecka.
    """
    return reply(Utveckling, seen(who, utveckling_av, nr))


@router.get(
    "/ataganden", response_model=Sida[AtagandeRad], summary="Åtaganden, senaste beslutet först"
)
@rule(Rule.INLOGGAD)
def ataganden_get(who: Who, which: Annotated[AtagandeFilter, Query()]) -> Response:
    """Sålla med ``huvudman`` (kod eller namn), ``lage``, ``forsenat``, ``tyst``, ``ansvarig`` och
    ``beslut``.
    """
    return reply(Sida[AtagandeRad], seen(who, list_ataganden, which))


@router.get("/ataganden/{id}", response_model=AtagandeVy, summary="Ett åtagande")
@rule(Rule.INLOGGAD)
def atagande_get(who: Who, atagande_id: SakId) -> Response:
    """Åtagandet med sitt beslut, sin historik och det du får göra nu."""
    return reply(AtagandeVy, seen(who, atagande, atagande_id))


@router.post(
    "/ataganden/{id}/steg/{namn}",
    response_model=AtagandeVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.ATAGANDE,
        {
            "namn": "Kontaktperson, kommunen",
            "epost": "kontaktperson@kommunen.example",
        },
    ),
)
@rule(Rule.INLOGGAD)
def atagande_step(who: Who, atagande_id: SakId, namn: StepName, sent: Content) -> Response:
    """Svarar med åtagandet som det nu står."""
    return reply(
        AtagandeVy, after_step(who, sent, namn, sak=(Slag.ATAGANDE, atagande_id), view=atagande)
    )


@router.get("/efterlevnad", response_model=Matris, summary="Besluten mot alla huvudmän")
@rule(Rule.INLOGGAD)
def efterlevnad_get(who: Who, which: Annotated[MatrisFilter, Query()]) -> Response:
    """De beslut där något är kvar att göra, senaste först; med ``alla`` också de som är klara.

    Varje beslut har celler bara för de huvudmän det rör. ``tal`` och ``kvar`` räknar allt du får
    se. Sålla med ``huvudman`` (kod eller namn), ``lage``, ``ar`` och ``beslut``.
    """
    return reply(Matris, seen(who, efterlevnad, which))
