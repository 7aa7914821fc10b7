"""What concerns one's own party: revisions, remisser and åtaganden."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import pages
from api.web.frame.shown import next_page
from api.web.frame.templating import render
from workflows.county.mandate import answers_for
from workflows.county.register import load_register
from workflows.desk.party import SLAG, party_page
from workflows.ground.payload import parse
from workflows.ground.words import uppraknat
from workflows.handling.pages import Sidfilter

router = pages()
_PAGE = 25


@router.get("/parten")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show what is going on that concerns the parties somebody answers for."""
    caller = caller_of(request)
    marker = request.query_params.get("efter")
    which = parse(Sidfilter, {"antal": _PAGE, **({"efter": marker} if marker else {})})
    mine = answers_for(caller.actor)
    with caller.installation.database.read() as session:
        found = party_page(session, caller.actor, caller.world, which)
        named = [one.kortnamn for one in load_register(session).huvudman if one.id in mine]
    return render(
        request,
        "desk/parten.html",
        titel="Det som rör er",
        part=uppraknat(named),
        rader=found.poster,
        slag=SLAG,
        fler=next_page(request, found.nasta),
    )
