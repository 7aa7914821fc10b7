"""Min översikt: what waits for you, what you wait for, your next meeting."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import pages
from api.web.frame.templating import render
from workflows.desk.letters import ej_framme
from workflows.desk.views import oversikt
from workflows.ground.words import rakneord

router = pages()
_AS_CARDS = 5  # more than this are a list below
_WORDS = {0: "inga", 1: "en"}


@router.get("/")
@rule(Rule.INLOGGAD)
def show(request: Request) -> Response:
    """Show what one person needs to see today."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = oversikt(session, caller.actor, caller.world)
        lost = ej_framme(session, caller.actor)
    late = sum(1 for one in vy.vantar_pa_dig if one.forsenad)
    return render(
        request,
        "desk/oversikt.html",
        titel="Min översikt",
        vy=vy,
        nu=vy.vantar_pa_dig[:_AS_CARDS],
        sedan=vy.vantar_pa_dig[_AS_CARDS:],
        antal=_number(len(vy.vantar_pa_dig)),
        sena=late,
        sena_ord=_number(late),
        har_uppdrag=bool(caller.actor.mandat),
        ej_framme=lost,
    )


def _number(number: int) -> str:
    """Write a small number as a word, a larger one as it is."""
    return _WORDS.get(number) or rakneord(number)
