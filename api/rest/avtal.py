"""The register of agreements: the list, a new one, one, its texts and its steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from api.rest.asking import Content, StepName, Who, after_step, made, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.avtal.create import create_avtal
from workflows.avtal.list import AvtalFilter, AvtalRad, find_avtal, list_avtal
from workflows.avtal.payloads import NyttAvtal
from workflows.avtal.texts import (
    AvtalsdiffVy,
    AvtalstextVy,
    Jamforelse,
    Textfraga,
    avtalsdiff,
    avtalstext,
)
from workflows.avtal.views import AvtalVy, avtal, avtal_by_id
from workflows.handling.pages import Sida

router = Endpoints("avtal")
Slug = Annotated[str, Path(description="Avtalets adress.", examples=["avtal-om-hemsjukvard"])]


@router.get(
    "/avtal", response_model=Sida[AvtalRad], summary="Registret, det som kommer närmast först"
)
@rule(Rule.INLOGGAD)
def avtalen_get(who: Who, which: Annotated[AvtalFilter, Query()]) -> Response:
    """Sålla med ``slag``, ``lage``, ``omrade``, ``part``, ``agare``, ``radar`` (det som kommer inom
    så många månader) och ``forsenat`` (en översyns dag har gått). ``q`` söker i texten.
    """
    return reply(Sida[AvtalRad], seen(who, list_avtal, which))


@router.post(
    "/avtal",
    status_code=201,
    response_model=AvtalVy,
    summary="Nytt avtal",
    openapi_extra=router.takes(
        {
            "rubrik": "Riktlinje för samordnad planering",
            "slag": "riktlinje",
            "omrade": "Hemsjukvård",
            "agare": "au",
            "parter": ["alla"],
            "uppsagning_manader": 6,
            "text": "# Syfte\n\nVi planerar tillsammans med den det gäller.",
            "galler_fran": "2026-01-01",
            "beslutad": "Styrgruppen 2025-12-12",
        },
        NyttAvtal,
    ),
)
@rule(Rule.INLOGGAD)
def avtal_post(who: Who, sent: Content) -> Response:
    """Lägger in ett avtal i registret, med sin text om den skickas."""
    view = made(who, sent, create_avtal, avtal_by_id)
    return reply(AvtalVy, view, status=201, location=f"/api/v1/avtal/{view.slug}")


@router.get("/avtal/{slug}", response_model=AvtalVy, summary="Ett avtal")
@rule(Rule.INLOGGAD)
def avtal_get(who: Who, slug: Slug) -> Response:
    """``steg`` är det du får göra nu, med alla hinder. ``version`` skickas tillbaka i
    ``If-Match``.
    """
    return reply(AvtalVy, seen(who, avtal, slug))


@router.get(
    "/avtal/{slug}/text", response_model=AvtalstextVy, summary="Texten som den gäller en dag"
)
@rule(Rule.INLOGGAD)
def avtal_text(who: Who, slug: Slug, which: Annotated[Textfraga, Query()]) -> Response:
    """I dag om ``datum`` inte sägs. Gäller ingen text den dagen blir svaret 422, som säger när en
    gäller.
    """
    return reply(AvtalstextVy, seen(who, avtalstext, (slug, which)))


@router.get("/avtal/{slug}/diff", response_model=AvtalsdiffVy, summary="Vad som skiljer två texter")
@rule(Rule.INLOGGAD)
def avtal_diff(who: Who, slug: Slug, which: Annotated[Jamforelse, Query()]) -> Response:
    """Ord för ord, avsnitt för avsnitt. ``fran`` och ``till`` är versionsnummer; annars de två
    senaste.
    """
    return reply(AvtalsdiffVy, seen(who, avtalsdiff, (slug, which)))


@router.post(
    "/avtal/{slug}/steg/{namn}",
    response_model=AvtalVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.AVTAL,
        {
            "bedomning": "Texten håller. Kontaktvägarna är desamma.",
            "oversyn": "2028-01-01",
        },
    ),
)
@rule(Rule.INLOGGAD)
def avtal_step(who: Who, slug: Slug, namn: StepName, sent: Content) -> Response:
    """Svarar med avtalet som det nu står."""
    return reply(
        AvtalVy,
        after_step(who, sent, namn, sak=(Slag.AVTAL, slug), view=avtal_by_id, find=find_avtal),
    )
