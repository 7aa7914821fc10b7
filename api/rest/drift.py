"""How the clock and the post are doing, and what Prefect says of its runs."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict
from starlette.responses import Response

from api.rest.asking import Who
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from api.shared.installation import real_now
from flows.drift import DriftVy, Prefectord, note_prefect, report
from flows.timetable import schemarad

router = Endpoints("drift")


@router.get("/drift", response_model=DriftVy, summary="Hur klockan och posten mår")
@rule(Rule.SEKRETERARE, "Läs driften")
def drift_get(who: Who) -> Response:
    """Senaste och nästa körning av varje svep, det äldsta som väntar, och i ord vad som är fel."""
    with who.installation.database.read() as session:
        return reply(DriftVy, report(session, real_now(), who.world))


def _sweep(name: str) -> str:
    """Return the name of a sweep; ValueError for any other."""
    try:
        return schemarad(name).svep
    except KeyError as unknown:
        raise ValueError("Svepet finns inte.") from unknown


class Prefectsager(BaseModel):
    """What Prefect says of one run: of which sweep, what happened, when. Nothing else is taken."""

    model_config = ConfigDict(extra="forbid")

    svep: Annotated[str, AfterValidator(_sweep)]
    handelse: Prefectord
    tid: AwareDatetime


@router.post("/drift/prefect", include_in_schema=False)
@rule(Rule.PREFECT)
def prefect_post(who: Who, said: Prefectsager) -> Response:
    """Keep what Prefect says, for the page Drift; nothing has happened later than now."""
    when = min(said.tid, real_now())
    with who.installation.database.session() as session:
        note_prefect(session, said.svep, when, said.handelse)
    return Response(status_code=204)
