"""How the clock and the post are doing."""

from __future__ import annotations

from starlette.responses import Response

from api.rest.asking import Who, endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from api.shared.installation import real_now
from flows.drift import DriftVy, report

router = endpoints("drift")


@router.get("/drift", response_model=DriftVy, summary="Hur klockan och posten mår")
@rule(Rule.SEKRETERARE)
def drift_get(who: Who) -> Response:
    """Senaste och nästa körning av varje svep, det äldsta som väntar, och i ord vad som är fel."""
    with who.installation.database.read() as session:
        return reply(DriftVy, report(session, real_now(), who.world))
