"""The demo's clock: it moves forward a day, a week, or to the next meeting, and each day brings
what it brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.sent import local
from flows import demo_clock
from notifications.channels import channel_for
from workflows.ground.deadlines import day_of
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.words import full_dag

router = pages()
_DAYS: Final[Mapping[str, int]] = {"dag": 1, "vecka": 7}
_TO_MEETING: Final = "mote"


@router.post("/demo/klocka")
@rule(Rule.DEMO)
def move(request: Request) -> Response:
    """Move the clock and go back to where the reader was."""
    caller, sent = caller_of(request), sent_of(request)
    installation, jump = caller.installation, sent.get("hopp")
    back = local(sent.get("tillbaka")) or "/"
    if jump != _TO_MEETING and jump not in _DAYS:
        raise Malformed({"hopp": "Välj hur långt klockan ska gå."})
    try:
        shown = demo_clock.move(
            installation.database,
            installation.profile,
            dagar=_DAYS.get(jump),
            till_nasta_mote=jump == _TO_MEETING,
            brevlada=channel_for(installation.settings),
        )
    except Hindered as refusal:
        return go(request, back, " ".join(refusal.hinder), "info")
    return go(request, back, f"Klockan har gått framåt. Nu är det {full_dag(day_of(shown))}.")
