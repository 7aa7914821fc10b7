"""The shared draft of an answer to a remiss: saved while it is written, by all with an uppdrag for
the recipient.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.forms.forms import Asked, Form, errors_of, payload_of, values_of
from api.web.frame.routing import go, number, pages, sent_of
from api.web.frame.templating import render
from api.web.remiss.fields import FAMILY, draft_form
from models.lagen import RemissLage
from workflows.engine.door import load
from workflows.ground.errors import Hindered, Malformed, NotFound, Stale
from workflows.remiss.answers import MottagareVy
from workflows.remiss.draft import write_draft
from workflows.remiss.offered import ANSWER
from workflows.remiss.payloads import Remissutkast
from workflows.remiss.views import RemissVy, remiss

router = pages()
_BY_ITSELF = "sparat"  # the id of the line that saves the form and says so


@router.get("/remisser/{remiss_id}/utkast")
@rule(Rule.INLOGGAD)
def skriv(request: Request, remiss_id: str) -> Response:
    """Show the draft of one recipient, on a page of its own."""
    with caller_of(request).installation.database.read() as session:
        vy, one = _draft(session, request, remiss_id, request.query_params.get("mottagare", ""))
        form = draft_form(vy, one, request.query_params.get("avsnitt", ""))
        form = _with_about(session, request, (vy.id, one), form)
    return _page(request, vy, one, form)


@router.post("/remisser/{remiss_id}/utkast")
@rule(Rule.INLOGGAD)
def spara(request: Request, remiss_id: str) -> Response:
    """Save the draft, or say why not; whoever has written since it was read is not written over."""
    return save_shared(request, remiss_id, request.query_params.get("mottagare", ""))


def save_shared(request: Request, remiss_id: str, named: str) -> Response:
    """Save the draft of the recipient named, on its page or by a letter's link."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        vy, one = _draft(session, request, remiss_id, named)
    form = draft_form(vy, one)
    if sent.get("_rad"):
        with caller.installation.database.read() as session:
            form = _with_about(session, request, (vy.id, one), form)
        return _page(request, vy, one, replace(form, varden=values_of(form.falt, sent)))
    try:
        upplaga = _save(caller, vy, form.finish(payload_of(form.falt, sent)))
    except Stale:
        return _refused(request, vy, one, fel={})
    except (Hindered, Malformed) as refusal:
        return _refused(request, vy, one, fel=errors_of(Remissutkast, form.falt, sent, refusal))
    if _saves_itself(request):
        return _said(request, one, upplaga=upplaga)
    return go(request, f"/remisser/{vy.id}#svara", "Utkastet är sparat.")


def _draft(
    session: Session, request: Request, remiss_id: str, named: str
) -> tuple[RemissVy, MottagareVy]:
    """Return the round and the recipient named; NotFound when its draft is not the reader's."""
    caller = caller_of(request)
    vy = remiss(session, caller.actor, caller.world, number(remiss_id))
    one = next((one for one in vy.mottagare if one.eget and str(one.id) == named), None)
    if one is None or vy.lage is RemissLage.UTKAST:
        raise NotFound
    return vy, one


def _with_about(
    session: Session, request: Request, whose: tuple[int, MottagareVy], form: Form
) -> Form:
    """Return the form with what the remiss is about, as the step that hands it in shows it."""
    caller, (remiss_id, one) = caller_of(request), whose
    case = load(session, remiss_id, caller.actor, caller.world)
    step, chosen = FAMILY.step(ANSWER), {"mottagare": str(one.id)}
    asked = Asked(session, caller, case, step, [], chosen)
    return replace(form, galler=FAMILY.about(asked))


def _save(caller: Caller, vy: RemissVy, payload: dict[str, Any]) -> int:
    with caller.installation.database.session() as session:
        return write_draft(session, vy.id, payload, actor=caller.actor, world=caller.world)


def _saves_itself(request: Request) -> bool:
    return request.headers.get("HX-Target") == _BY_ITSELF


def _refused(request: Request, vy: RemissVy, one: MottagareVy, *, fel: dict[str, str]) -> Response:
    """Show what was written with what stands in its way, or what somebody else has written
    meanwhile.
    """
    if _saves_itself(request):
        first = (
            f"{one.utkast.skrivet_av} har ändrat utkastet. Spara det själv, så ser du båda."
            if one.utkast
            else ""
        )
        return _said(request, one, 422 if fel else 409, fel=" ".join(fel.values()) or first)
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        vy = remiss(session, caller.actor, caller.world, vy.id)
        now = next(known for known in vy.mottagare if known.id == one.id)
        form = _with_about(session, request, (vy.id, now), draft_form(vy, now))
    beside = form.beside(sent) if form.beside else {}
    varden = {**values_of(form.falt, sent), **beside.get("nya", {})}
    shown = {"fel": fel, "skillnader": beside.get("skillnader", ()), "status": 422 if fel else 409}
    return _page(request, vy, now, replace(form, varden=varden), **shown)


def _said(
    request: Request, one: MottagareVy, status: int = 200, *, fel: str = "", upplaga: int = 0
) -> Response:
    nu = caller_of(request).world.now
    return render(
        request, "remiss/sparat.html", status=status, nu=nu, fel=fel, upplaga=upplaga, namn=one.namn
    )


def _page(
    request: Request, vy: RemissVy, one: MottagareVy, form: Form, status: int = 200, **more: Any
) -> Response:
    context = {"fel": {}, "skillnader": (), **more}
    falt = [{**field, "adress": form.utkast} if "adress" in field else field for field in form.falt]
    return render(
        request,
        "remiss/utkast.html",
        status=status,
        titel=f"Utkast till svar från {one.namn}",
        vy=vy,
        en=one,
        svara=ANSWER,
        form=replace(form, falt=falt),
        bas=f"/remisser/{vy.id}",
        **context,
    )
