"""Min översikt: what waits for you, what you wait for, your next meeting."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import go, pages
from api.web.frame.shown import first_page, next_page
from api.web.frame.templating import render
from workflows.county.mandate import answers_for, is_secretary
from workflows.desk.absences import to_confirm
from workflows.desk.letters import ej_framme
from workflows.desk.views import Oversikt, Oversiktsfilter, oversikt
from workflows.ground.payload import parse
from workflows.ground.sentences import pastaende
from workflows.ground.words import rakneord

router = pages()
_PAGE = 25
_ASKED = ("efter", "vantan_efter", "langre_fram_efter")
_AS_CARDS = 5  # more than this are a list below
_WORDS = {0: "inga", 1: "en"}


@router.get("/")
@rule(Rule.INLOGGAD)
def show(request: Request) -> Response:
    """Show what one person needs to see today."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        asked = {name: request.query_params.get(name) or None for name in _ASKED}
        which = parse(Oversiktsfilter, {**asked, "antal": _PAGE})
        vy = oversikt(session, caller.actor, caller.world, which)
        lost = ej_framme(session, caller.actor)
        secretary = is_secretary(caller.actor) and not which.efter
        waiting = to_confirm(session, caller.world.today) if secretary else []
    if which.efter and not vy.vantar_pa_dig and vy.nasta is None:
        return go(request, first_page(request))  # what stood there has been done since
    cards = 0 if which.efter else _AS_CARDS
    return render(
        request,
        "desk/oversikt.html",
        titel="Min översikt",
        vy=vy,
        nu=vy.vantar_pa_dig[:cards],
        sedan=vy.vantar_pa_dig[cards:],
        antal=_number(vy.antal),
        sena=_late(vy),
        har_uppdrag=bool(caller.actor.mandat),
        ror_parten=bool(answers_for(caller.actor)),
        fler=next_page(request, vy.nasta),
        forsta=not which.efter,
        vantan_efter=which.vantan_efter,
        langre_fram_efter=which.langre_fram_efter,
        ej_framme=lost,
        att_bekrafta=waiting,
    )


@pastaende("Hur många av sakerna i listan som är försenade.")
def _late(vy: Oversikt) -> str:
    """Say how many of those that wait are late, after how many there are."""
    if not vy.sena:
        return ""
    if vy.sena == vy.antal:
        return " som är försenad" if vy.antal == 1 else ", alla är försenade"
    return f", varav {_number(vy.sena)} är {'försenad' if vy.sena == 1 else 'försenade'}"


def _number(number: int) -> str:
    """Write a small number as a word, a larger one as it is."""
    return _WORDS.get(number) or rakneord(number)
