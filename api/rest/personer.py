"""Who I am, who takes part, what waits for me, and what was sent to whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.rest.asking import Who
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from workflows.desk.letters import AviseringFilter, AviseringRad, list_aviseringar
from workflows.desk.party import Berord, party_page
from workflows.desk.people import (
    JagVy,
    OrganVy,
    PersonFilter,
    PersonVy,
    jag,
    organ,
    personer,
)
from workflows.desk.views import Oversikt, Oversiktsfilter, oversikt
from workflows.handling.pages import Sida, Sidfilter

router = Endpoints("personer")


@router.get("/jag", response_model=JagVy, summary="Vem du är")
@rule(Rule.INLOGGAD)
def jag_get(who: Who) -> Response:
    """Du och dina uppdrag i dag."""
    with who.installation.database.read() as session:
        return reply(JagVy, jag(session, who.actor, who.world))


@router.get("/oversikt", response_model=Oversikt, summary="Min översikt")
@rule(Rule.INLOGGAD)
def oversikt_get(who: Who, which: Annotated[Oversiktsfilter, Query()]) -> Response:
    """Det som väntar på dig, det du väntar på och ditt nästa möte.

    ``antal`` räknar allt som väntar på dig, ``nasta`` leder till nästa del av listan.
    ``vantan_antal`` räknar allt du väntar på, ``vantan_nasta`` leder vidare som ``vantan_efter``.
    ``langre_fram`` är det som kommer att vänta på dig; ``langre_fram_nasta`` leder vidare som
    ``langre_fram_efter``.
    """
    with who.installation.database.read() as session:
        return reply(Oversikt, oversikt(session, who.actor, who.world, which))


@router.get("/parten", response_model=Sida[Berord], summary="Det som rör er huvudman")
@rule(Rule.INLOGGAD)
def parten_get(who: Who, which: Annotated[Sidfilter, Query()]) -> Response:
    """Revisioner, remisser och åtaganden som rör den huvudman du är chef eller kontaktperson för,
    också det ni har svarat på. Det som har närmast dag står först.
    """
    with who.installation.database.read() as session:
        return reply(Sida[Berord], party_page(session, who.actor, who.world, which))


@router.get("/organ", response_model=list[OrganVy], summary="Alla organ")
@rule(Rule.INLOGGAD)
def organ_get(who: Who) -> Response:
    """Organen med mandat och vilka som har uppdrag i dem i dag."""
    with who.installation.database.read() as session:
        return reply(list[OrganVy], organ(session, who.actor, who.world))


@router.get("/personer", response_model=Sida[PersonVy], summary="Personer, i bokstavsordning")
@rule(Rule.INLOGGAD)
def personer_get(who: Who, which: Annotated[PersonFilter, Query()]) -> Response:
    """Personerna och deras uppdrag, även tidigare och kommande."""
    with who.installation.database.read() as session:
        return reply(Sida[PersonVy], personer(session, who.actor, who.world, which))


@router.get(
    "/aviseringar",
    response_model=Sida[AviseringRad],
    summary="Vad som skickats till vem, om vad och varför",
)
@rule(Rule.INLOGGAD)
def aviseringar_get(who: Who, which: Annotated[AviseringFilter, Query()]) -> Response:
    """Sekreteraren ser allas, andra sina egna. Nyast först."""
    with who.installation.database.read() as session:
        return reply(Sida[AviseringRad], list_aviseringar(session, who.actor, which))
