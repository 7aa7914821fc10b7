"""A new ärende: written, saved while it is written, handed in. One form is one draft, however often
it is sent.
"""

from __future__ import annotations

from typing import Any, Final

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.arende.fields import FAMILY, from_outside, marked
from api.web.forms import choices
from api.web.forms import documents as dokument
from api.web.forms.forms import Falt, errors_of, values_of
from api.web.forms.step_page import StepPage, open_page
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.sent import Sent
from api.web.frame.templating import render
from models.arende import Arende
from workflows.arende.create import create_arende
from workflows.arende.list import ArendeRad, liknande
from workflows.arende.offered import HAND_IN, WRITE
from workflows.arende.payloads import Arendetext
from workflows.county.mandate import is_secretary
from workflows.county.register import load_register
from workflows.engine.door import Ask, load, take_step
from workflows.ground.errors import Hindered, Malformed, RoleMissing, Stale
from workflows.ground.payload import describe

router = pages()
BORN: Final = 1  # the version of a draft that nobody has written in


@router.get("/arenden/nytt")
@rule(Rule.INLOGGAD)
def nytt(request: Request) -> Response:
    """Show the short form of a new ärende."""
    caller = caller_of(request)
    if not caller.actor.mandat:
        raise RoleMissing("Nytt ärende", ["den som har ett uppdrag"])
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
    return _form(request, falt, marken=dokument.marks(falt, {}))


@router.post("/arenden/nytt")
@rule(Rule.INLOGGAD)
def skapa(request: Request) -> Response:
    """Hand the form's ärende in, or keep it as a draft; or only look for similar ones."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
        alike = _alike(session, caller, sent) if sent.get("_liknande") else []
    if sent.get("_liknande"):
        return _form(request, falt, varden=values_of(falt, sent), liknande=alike, sokt=True)
    try:
        with caller.installation.database.session() as session:
            sak_id = _draft_of(session, request)
            (_keep if sent.get("_utkast") else _hand_in)(session, request, sak_id)
            row = session.get_one(Arende, sak_id)
            nr, beteckning = row.nr, row.beteckning
    except (Hindered, Malformed) as refusal:
        status = 422 if isinstance(refusal, Malformed) else 409
        fel = errors_of(Arendetext, falt, sent, refusal)
        return _form(request, falt, status, varden=values_of(falt, sent), fel=fel)
    said = (
        f"Ärendet är inlämnat och har nummer {beteckning}."
        if beteckning
        else "Utkastet är sparat. Bara du ser det."
    )
    return go(request, f"/arenden/{nr}", said)


@router.post("/arenden/nytt/utkast")
@rule(Rule.INLOGGAD)
def spara_nytt(request: Request) -> Response:
    """Save what has been written so far; the first time makes the draft, and the address becomes
    the draft's.
    """
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        if not dokument.changed(_fields(session, caller), sent):
            return Response(status_code=204)
    return _saved(request, None)


@router.post("/arenden/{nr}/utkast")
@rule(Rule.INLOGGAD)
def spara(request: Request, nr: str) -> Response:
    """Save what has been written in a draft so far."""
    return _saved(request, nr)


def _saved(request: Request, nr: str | None) -> Response:
    """Save, and say so or why not; whoever has written somewhere else since the form was read is
    not written over.
    """
    caller, sent = caller_of(request), sent_of(request)
    try:
        with caller.installation.database.session() as session:
            sak_id = _draft_of(session, request) if nr is None else FAMILY.find(session, caller, nr)
            page = _keep(session, request, sak_id, version=sent.version)
            version = load(session, sak_id, caller.actor, caller.world).sak.version
    except Stale:
        return _said(request, 409, fel="Du har ändrat utkastet någon annanstans.")
    except (Hindered, Malformed) as refusal:
        wrong = errors_of(Arendetext, describe(Arendetext), sent, refusal)
        heading = {one["namn"]: f"{one['rubrik']}: " for one in describe(Arendetext)}
        return _said(
            request, 422, fel=" ".join(heading.get(name, "") + text for name, text in wrong.items())
        )
    falt = page.form.falt
    response = _said(request, version=version, marken=dokument.marks(falt, values_of(falt, sent)))
    response.headers["HX-Replace-Url"] = f"{page.bas}/steg/{WRITE}"
    return response


def _said(request: Request, status: int = 200, **more: Any) -> Response:
    context = {"fel": "", "version": None, "marken": {}, **more}
    return render(
        request, "arende/sparat.html", status=status, nu=caller_of(request).world.now, **context
    )


@router.post("/arenden/liknande")
@rule(Rule.INLOGGAD)
def alike(request: Request) -> Response:
    """Show earlier ärenden like what is being written; changes nothing."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        found = _alike(session, caller, sent)
    return render(
        request, "arende/nytt.html", block="liknande", titel="", liknande=found, sokt=True
    )


def _draft_of(session: Session, request: Request) -> int:
    """Return the draft that belongs to the form's key, made now if it is the first time the form is
    sent.
    """
    caller = caller_of(request)
    return create_arende(
        session, {"utkast": True}, caller.actor, caller.world, sent_of(request).nyckel
    )


def _keep(session: Session, request: Request, sak_id: int, version: int | None = None) -> StepPage:
    """Write what the form says that the draft does not say already."""
    caller, sent = caller_of(request), sent_of(request)
    page = open_page(session, request, FAMILY, (f"utkast-{sak_id}", WRITE), shown=False)
    if said := dokument.news(page.form.falt, sent, page.form.varden):
        take_step(
            session,
            sak_id,
            Ask(WRITE, said, version, informed=version is None),
            caller.actor,
            caller.world,
        )
    return page


def _hand_in(session: Session, request: Request, sak_id: int) -> None:
    """Hand the draft in with the form's last words."""
    caller, sent = caller_of(request), sent_of(request)
    page = open_page(session, request, FAMILY, (f"utkast-{sak_id}", HAND_IN), shown=False)
    said = dokument.changes(page.form.falt, sent)
    ask = Ask(HAND_IN, said, None, sent.nyckel, informed=True)
    take_step(session, sak_id, ask, caller.actor, caller.world)


def _alike(session: Session, caller: Caller, sent: Sent) -> list[ArendeRad]:
    return liknande(
        session, caller.actor, caller.world, f"{sent.get('rubrik')} {sent.get('fraga')}"
    )


def _fields(session: Session, caller: Caller) -> list[Falt]:
    """Return the fields of a new ärende; who sends it is asked only of somebody who may send for
    several.
    """
    own = None if is_secretary(caller.actor) else caller.actor.organ_ids()
    organ = choices.organ(load_register(session), only=own)
    left_out = {"avsandare_organ"} if len(organ) == 1 else set()
    fields = [
        marked(one, wanted=True) for one in describe(Arendetext) if one["namn"] not in left_out
    ]
    fields = [from_outside(one) if one["namn"] == "avsandare_kanal" else one for one in fields]
    return [{**one, "val": organ} if one["slag"] == "organ" else one for one in fields]


def _form(request: Request, falt: list[Falt], status: int = 200, **more: Any) -> Response:
    sent: Sent | None = getattr(request.state, "sent", None)
    context = {
        "varden": {},
        "fel": {},
        "liknande": [],
        "sokt": False,
        "nyckel": sent.nyckel if sent else None,
        "version": sent.version if sent else BORN,
        "marken": dokument.marks_sent(sent) if sent else {},
        **more,
    }
    return render(
        request, "arende/nytt.html", status=status, titel="Nytt ärende", falt=falt, **context
    )
