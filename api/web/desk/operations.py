"""How the clock and the post are doing, for whoever keeps the installation running."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.shared.installation import real_now
from api.web.frame.routing import pages
from api.web.frame.templating import render
from flows.drift import report

router = pages()


@router.get("/drift")
@rule(Rule.SEKRETERARE, "Läs driften")
def drift(request: Request) -> Response:
    """Show the last and next run of each sweep, what waits, and what is wrong."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = report(session, real_now(), caller.world)
    return render(request, "desk/drift.html", titel="Drift", drift=found)
