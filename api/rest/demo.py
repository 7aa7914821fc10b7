"""The demo's clock: it stands still, and moves only forward, day by day with everything a day
brings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from api.rest.asking import Content, Who
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from flows.demo_clock import LONGEST, move
from notifications.channels import channel_for
from workflows.ground.deadlines import day_of
from workflows.ground.errors import WHOLE, Malformed
from workflows.ground.payload import Payload, falt, parse
from workflows.handling.payloads import Dag

router = Endpoints("demo")


class Klockflytt(Payload):
    """How far the demo's clock moves: exactly one of the three."""

    dagar: Annotated[int, Field(ge=1, le=LONGEST)] | None = falt("Dagar framåt", "tal")
    datum: Dag | None = falt("Till dagen", "datum")
    till_nasta_mote: bool = falt("Till nästa möte", "ja", default=False)


@dataclass(frozen=True, slots=True)
class KlockaVy:
    """What the demo's clock shows."""

    nu: datetime
    idag: date


@router.post(
    "/demo/klocka",
    response_model=KlockaVy,
    summary="Flytta demoklockan framåt",
    openapi_extra=router.takes({"dagar": 7}, Klockflytt),
)
@rule(Rule.DEMO)
def klocka_post(who: Who, sent: Content) -> Response:
    """Svepen körs dag för dag: påminnelser går ut och remisser stängs. Finns bara i demon."""
    with sent.explained():
        said = parse(Klockflytt, sent.payload)
    ways = [said.dagar is not None, said.datum is not None, said.till_nasta_mote]
    if sum(ways) != 1:
        raise Malformed({WHOLE: "Ange ett av dagar, datum och till_nasta_mote."})
    installation = who.installation
    now = move(
        installation.database,
        installation.profile,
        dagar=said.dagar,
        datum=said.datum,
        till_nasta_mote=said.till_nasta_mote,
        brevlada=channel_for(installation.settings),
    )
    return reply(KlockaVy, KlockaVy(now, day_of(now)))
