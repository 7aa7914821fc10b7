"""Consultation rounds: the list, one, its compilation, an organisation's draft, the answer, and the
other steps.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.rest.asking import Content, SakId, StepName, Who, after_step, seen
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from models.lagen import Slag
from workflows.handling.pages import Sida
from workflows.remiss.compiled import SammanstallningVy, Urval, sammanstallning
from workflows.remiss.draft import write_draft
from workflows.remiss.offered import ANSWER
from workflows.remiss.payloads import Remissutkast, Svara
from workflows.remiss.rows import RemissRad
from workflows.remiss.views import RemissFilter, RemissVy, list_remisser, remiss_for

router = Endpoints("remisser")


@router.get("/remisser", response_model=Sida[RemissRad], summary="Remisser du får se, nyast först")
@rule(Rule.INLOGGAD)
def remisser_get(who: Who, which: Annotated[RemissFilter, Query()]) -> Response:
    """De du har fått, och de som hör till ärenden du deltar i."""
    with who.installation.database.read() as session:
        return reply(Sida[RemissRad], list_remisser(session, who.actor, who.world, which))


@router.get("/remisser/{id}", response_model=RemissVy, summary="En remiss")
@rule(Rule.INLOGGAD)
def remiss_get(who: Who, remiss_id: SakId) -> Response:
    """Texten, mottagarna, svaren och sammanställningen."""
    return reply(RemissVy, seen(who, remiss_for, remiss_id))


@router.get(
    "/remisser/{id}/sammanstallning",
    response_model=SammanstallningVy,
    summary="Synpunkterna, avsnitt för avsnitt",
)
@rule(Rule.INLOGGAD)
def remiss_compiled(who: Who, remiss_id: SakId, which: Annotated[Urval, Query()]) -> Response:
    """I textens ordning, sist de som gäller hela texten. Sålla med ``visa`` och ``part``."""
    return reply(SammanstallningVy, seen(who, sammanstallning, (remiss_id, which)))


@router.post(
    "/remisser/{id}/utkast",
    response_model=RemissVy,
    summary="Spara er organisations utkast till svar",
    openapi_extra=router.takes(
        {
            "utkast": 0,
            "synpunkter": [
                {
                    "avsnitt": "3.2",
                    "text": "Oklart vem som ansvarar.",
                    "onskad": "Kommunen ansvarar.",
                }
            ],
        },
        Remissutkast,
    ),
)
@rule(Rule.INLOGGAD)
def remiss_draft(who: Who, remiss_id: SakId, sent: Content) -> Response:
    """Utkastet är inget svar, och syns bara för er.

    ``utkast`` är upplagan du läste: har någon hunnit före blir svaret 409.
    """
    with who.installation.database.session() as session, sent.explained():
        write_draft(session, remiss_id, sent.payload, actor=who.actor, world=who.world)
        vy = remiss_for(session, who.actor, who.world, remiss_id)
    return reply(RemissVy, vy)


@router.post(
    "/remisser/{id}/svar",
    response_model=RemissVy,
    summary="Svara på en remiss",
    openapi_extra=router.takes_a_step(
        {
            "stallningstagande": "tillstyrker_med_synpunkter",
            "synpunkter": ["Vi behöver mer tid för införandet."],
        },
        Svara,
    ),
)
@rule(Rule.INLOGGAD)
def remiss_answer(who: Who, remiss_id: SakId, sent: Content) -> Response:
    """Samma som steget ``svara``. Svaret kan ändras till och med sista svarsdagen."""
    return reply(
        RemissVy, after_step(who, sent, ANSWER, sak=(Slag.REMISS, remiss_id), view=remiss_for)
    )


@router.post(
    "/remisser/{id}/steg/{namn}",
    response_model=RemissVy,
    summary="Ta ett steg",
    openapi_extra=router.steps(
        Slag.REMISS,
        {
            "mottagare": "kommunen",
            "sista_dag": "2026-12-18",
            "skal": "Nämnden sammanträder den 17 december.",
        },
    ),
)
@rule(Rule.INLOGGAD)
def remiss_step(who: Who, remiss_id: SakId, namn: StepName, sent: Content) -> Response:
    """Svarar med remissen som den nu står."""
    return reply(
        RemissVy, after_step(who, sent, namn, sak=(Slag.REMISS, remiss_id), view=remiss_for)
    )
