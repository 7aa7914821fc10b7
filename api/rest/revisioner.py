"""Revisions of agreements: the list, a new one, one, its texts and its steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from sqlmodel import Session
from starlette.responses import Response

from api.rest.asking import Content, StepName, Who, after_step, made, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models import limits
from models.lagen import Slag
from workflows.county.actors import Actor
from workflows.county.mandate import R
from workflows.engine.door import load
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import NotFound
from workflows.handling.pages import Sida
from workflows.revision.create import create_revision
from workflows.revision.list import RevisionFilter, RevisionRad, list_revisioner
from workflows.revision.payloads import NyRevision
from workflows.revision.texts import UTKAST, RevisionstextVy, revision_text
from workflows.revision.views import RevisionVy, find_revision, revision, revision_by_id

router = Endpoints("revisioner")
Nr = Annotated[str, Path(description="Revisionens adress.", examples=["rev-2026-3"])]
Vilken = Annotated[
    str,
    Path(
        max_length=limits.KOD,
        description="Textens nummer, gallande eller utkast.",
        examples=["2", "gallande"],
    ),
]
_READ_DRAFTS = {R.SAMMANKALLANDE, R.GRUPP, R.AU, R.SEKRETERARE}


@router.get(
    "/revisioner", response_model=Sida[RevisionRad], summary="Revisioner du får se, nyast först"
)
@rule(Rule.INLOGGAD)
def revisioner_get(who: Who, which: Annotated[RevisionFilter, Query()]) -> Response:
    """Sålla med ``lage``, ``fas`` och ``avtal``. Med ``pagar=false`` kommer också de som är
    klara.
    """
    return reply(Sida[RevisionRad], seen(who, list_revisioner, which))


@router.post(
    "/revisioner",
    status_code=201,
    response_model=RevisionVy,
    summary="Ny revision",
    openapi_extra=router.takes(
        {"avtal": "avtal-om-hemsjukvard", "orsak": "Ny lag från årsskiftet."}, NyRevision
    ),
)
@rule(Rule.INLOGGAD)
def revisioner_post(who: Who, sent: Content) -> Response:
    """Startar revisionen av ett avtal ur registret, eller av ett ``nytt``."""
    view = made(who, sent, create_revision, revision_by_id)
    return reply(RevisionVy, view, status=201, location=f"/api/v1/revisioner/{view.nr}")


@router.get("/revisioner/{nr}", response_model=RevisionVy, summary="En revision")
@rule(Rule.INLOGGAD)
def revision_get(who: Who, nr: Nr) -> Response:
    """``steg`` är det du får göra nu, med alla hinder. ``version`` skickas tillbaka i
    ``If-Match``.
    """
    return reply(RevisionVy, seen(who, revision, nr))


@router.get(
    "/revisioner/{nr}/versioner/{vilken}",
    response_model=RevisionstextVy,
    summary="En av revisionens texter",
)
@rule(Rule.INLOGGAD)
def revision_version(who: Who, nr: Nr, vilken: Vilken) -> Response:
    """Texten och dess avsnitt. Utkastet läses av gruppen och den som håller ihop arbetet."""
    return reply(RevisionstextVy, seen(who, _text, nr, vilken))


def _text(session: Session, actor: Actor, world: World, nr: str, vilken: str) -> RevisionstextVy:
    sak_id = find_revision(session, actor, world, nr)
    if vilken == UTKAST and not _READ_DRAFTS & roles_of(actor, load(session, sak_id, actor, world)):
        raise NotFound
    return revision_text(session, world, sak_id, vilken)


@router.post(
    "/revisioner/{nr}/steg/{namn}",
    response_model=RevisionVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.REVISION,
        {
            "sammanfattning": "Ansvaret för hjälpmedel är tydligare.",
            "konsekvenser": {"kommunen": "Ryms inom ram.", "regionen": "En tjänst på deltid."},
            "invanare": "Två brukarföreningar har läst utkastet.",
            "andring": "saklig",
        },
    ),
)
@rule(Rule.INLOGGAD)
def revision_step(who: Who, nr: Nr, namn: StepName, sent: Content) -> Response:
    """Svarar med revisionen som den nu står. Går steget inte sägs alla hinder på en gång."""
    return reply(
        RevisionVy,
        after_step(
            who, sent, namn, sak=(Slag.REVISION, nr), view=revision_by_id, find=find_revision
        ),
    )
