"""One's own page: when the letters come."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.county.people_fields import mail_form
from api.web.forms import plain
from api.web.forms.plain import Plain
from api.web.frame.routing import pages
from workflows.county.organisation import NyBrevtid, Who, person_with, set_brevtid
from workflows.ground.words import VECKODAGAR, klockslag

router = pages()


@router.get("/jag")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show when the reader's letters come, to be changed."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        return plain.show(request, _form(session, caller))


@router.post("/jag")
@rule(Rule.INLOGGAD)
def valj(request: Request) -> Response:
    """Keep the reader's choice."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        form = _form(session, caller)

    def choose(session: Session, said: NyBrevtid) -> tuple[str, str]:
        set_brevtid(session, caller.person_id, said, who=Who(caller.world.now, caller.person_id))
        day, hour = VECKODAGAR[said.brevdag - 1], klockslag(time(said.brevtimme))
        return "/jag", f"Sparat. Ditt sammandrag kommer på {day}ar {hour}."

    return plain.send(request, form, choose)


def _form(session: Session, caller: Caller) -> Plain:
    me = person_with(session, caller.person_id)
    chosen = {"brevdag": str(me.brevdag), "brevtimme": str(me.brevtimme)}
    return replace(mail_form(me.namn, chosen, "/"), kicker_lank=f"/personer/{caller.person_id}")
