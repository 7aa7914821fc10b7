"""What has been sent: the demo's mailbox, where everyone's letters can be read, and each person's
own messages.
"""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms import choices
from api.web.frame.routing import go, number, pages
from api.web.frame.shown import Shape, next_page
from api.web.frame.templating import render
from models.vocabulary import AviseringLage
from workflows.county.mandate import is_secretary
from workflows.desk.failed_letters import ta_hand_om
from workflows.desk.letters import AviseringFilter, brev, brevlada, epost_of, list_aviseringar
from workflows.ground.errors import NotFound
from workflows.ground.payload import parse

router = pages()
_PAGE = 20


@router.get("/brevlada")
@rule(Rule.DEMO)
def mailbox(request: Request) -> Response:
    """Show the demo's mailbox: the letters of the role chosen, or of another."""
    caller = caller_of(request)
    asked = {name: text for name in ("person", "efter") if (text := request.query_params.get(name))}
    with caller.installation.database.read() as session:
        if "person" not in request.query_params and caller.known is not None:
            asked["person"] = epost_of(session, caller.person_id)
        found = brevlada(session, parse(AviseringFilter, {**asked, "antal": _PAGE}))
        people = choices.people(session, caller.world.today, written_to=True)
    return render(
        request,
        "desk/brevlada.html",
        titel="Brevlåda",
        brev=found.poster,
        fler=_more(asked, found.nasta),
        personer=people,
        valt=asked,
    )


def _more(asked: dict[str, str], marker: str | None) -> str | None:
    """Return the address of the next page of the same person's letters, whoever that was."""
    return f"/brevlada?{urlencode({**asked, 'efter': marker})}" if marker else None


@router.get("/aviseringar")
@rule(Rule.INLOGGAD)
def mine(request: Request) -> Response:
    """Show what was sent to the reader; the secretary may see everybody's."""
    caller = caller_of(request)
    asked = {
        name: text
        for name in ("person", "lage", "efter")
        if (text := request.query_params.get(name))
    }
    secretary = is_secretary(caller.actor)
    with caller.installation.database.read() as session:
        found = list_aviseringar(
            session, caller.actor, parse(AviseringFilter, {**asked, "antal": _PAGE})
        )
        everyone = choices.people(session, caller.world.today, written_to=True) if secretary else []
    return render(
        request,
        "desk/aviseringar.html",
        titel="Brev",
        rader=found.poster,
        fler=next_page(request, found.nasta),
        filter=_filters(everyone) if secretary else (),
        valt=asked,
        sekreterare=secretary,
        mig=caller.person_id,
    )


def _filters(people: list[dict[str, str]]) -> list[Shape]:
    states = [{"varde": one.value, "text": one.ord} for one in AviseringLage]
    return [
        {"namn": "person", "rubrik": "Till", "val": people},
        {"namn": "lage", "rubrik": "Läge", "val": states},
    ]


@router.get("/aviseringar/{avisering_id}")
@rule(Rule.INLOGGAD)
def letter(request: Request, avisering_id: str) -> Response:
    """Show one message as it was sent."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = brev(session, caller.actor, number(avisering_id))
    if found.text is None and found.lage is not AviseringLage.MISSLYCKAD:
        raise NotFound
    return render(
        request,
        "desk/brev.html",
        titel=found.amne or found.om or "Brev",
        ett=found,
        annans=found.person_id != caller.person_id,
        sekreterare=is_secretary(caller.actor),
    )


@router.post("/aviseringar/{avisering_id}/hanterad")
@rule(Rule.SEKRETERARE, "Markera brevet som hanterat")
def taken_care_of(request: Request, avisering_id: str) -> Response:
    """Write that a letter that did not arrive has been taken care of."""
    caller = caller_of(request)
    with caller.installation.database.session() as session:
        mine = ta_hand_om(session, number(avisering_id), caller.actor, caller.world)
    return go(
        request,
        "/aviseringar?lage=misslyckad",
        "Brevet är hanterat." if mine else "Brevet var redan hanterat.",
    )
