"""A new agreement in the register, with its text when there is one."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.avtal.fields import own_fields
from api.web.forms.forms import Falt, errors_of, payload_of, values_of
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.templating import render
from models.avtal import Avtal
from workflows.avtal.create import MAY_ADD, WANTED, create_avtal, may_add
from workflows.avtal.payloads import NyttAvtal
from workflows.county.register import load_register
from workflows.ground.errors import Hindered, KeyReused, Malformed, RoleMissing
from workflows.ground.payload import describe

router = pages()
# Each sentence of the engine, and the field it is about.
_ABOUT = {text: name for name, text in WANTED.items()} | {
    "Välj vilken dag texten gäller från.": "galler_fran"
}


@router.get("/avtal/nytt")
@rule(Rule.INLOGGAD)
def nytt(request: Request) -> Response:
    """Show the form of a new agreement."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
    return _form(request, falt, varden={"forlangning": "tills_vidare"})


@router.post("/avtal/nytt")
@rule(Rule.INLOGGAD)
def skapa(request: Request) -> Response:
    """Put the agreement in the register."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
    if sent.get("_rad"):
        return _form(request, falt, varden=values_of(falt, sent))
    try:
        with caller.installation.database.session() as session:
            sak_id = create_avtal(
                session, payload_of(falt, sent), caller.actor, caller.world, sent.nyckel
            )
            slug = session.get_one(Avtal, sak_id).slug
    except (Hindered, Malformed) as refusal:
        status = 422 if isinstance(refusal, Malformed) else 409
        fel = errors_of(NyttAvtal, falt, sent, refusal)
        return _form(request, falt, status, varden=values_of(falt, sent), fel=fel)
    except KeyReused:
        again = (
            "Formuläret är redan skickat en gång med annat innehåll. Läs igenom det och skicka"
            " igen."
        )
        return _form(request, falt, 409, varden=values_of(falt, sent), fel={"_": again})
    return go(request, f"/avtal/{slug}", "Avtalet finns i registret.")


def _fields(session: Session, caller: Caller) -> list[Falt]:
    if not may_add(caller.actor):
        raise RoleMissing(*MAY_ADD)
    asked = own_fields(
        describe(NyttAvtal), caller.actor, load_register(session), caller.world.profile
    )
    wanted = {name: text for text, name in _ABOUT.items()}
    falt = [{**one, "kravs": one["namn"] in WANTED} for one in asked]
    return [
        {**one, "saknas": wanted[one["namn"]]} if one["namn"] in wanted else one for one in falt
    ]


def _form(request: Request, falt: list[Falt], status: int = 200, **more: Any) -> Response:
    context: dict[str, Any] = {"varden": {}, "fel": {}, **more}
    return render(
        request, "avtal/nytt.html", status=status, titel="Nytt avtal", falt=falt, **context
    )
