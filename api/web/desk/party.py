"""What concerns one's own party: revisions, remisser and åtaganden."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import pages
from api.web.frame.templating import render
from workflows.county.register import load_register
from workflows.desk.party import SLAG, concerns, parties_of
from workflows.ground.words import uppraknat

router = pages()


@router.get("/parten")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show what is going on that concerns the parties somebody answers for."""
    caller = caller_of(request)
    mine = parties_of(caller.actor)
    with caller.installation.database.read() as session:
        rows = concerns(session, caller.actor, caller.world, mine) if mine else []
        named = [one.kortnamn for one in load_register(session).huvudman if one.id in mine]
    return render(
        request,
        "desk/parten.html",
        titel="Det som rör er",
        part=uppraknat(named),
        slag={rubrik: [one for one in rows if one.slag == slag] for slag, rubrik in SLAG.items()},
    )
