"""Revisions: the list, and saying that an agreement needs to be looked at anew."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms.forms import errors_of, payload_of, values_of
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.shown import Shape, next_page, state_tag
from api.web.frame.templating import render
from models.lagen import Fas, RevisionLage
from models.revision import Revision
from workflows.avtal.views import avtal
from workflows.ground.errors import Hindered, KeyReused, Malformed
from workflows.ground.payload import describe, parse
from workflows.ground.words import stor
from workflows.revision.create import create_revision
from workflows.revision.list import RevisionFilter, RevisionRad, list_revisioner
from workflows.revision.payloads import NyRevision

router = pages()
_PAGE = 30
_DONE = {
    RevisionLage.GENOMFORD: "klart",
    RevisionLage.AVSTADD: "ingen",
    RevisionLage.AVBRUTEN: "ingen",
}
_AGAIN = "Formuläret är redan skickat en gång med annat innehåll. Läs igenom det och skicka igen."


@router.get("/revisioner")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the revisions that are under way, or all of them, newest first."""
    caller = caller_of(request)
    asked = {
        name: text
        for name in ("q", "fas", "pagar", "efter")
        if (text := request.query_params.get(name))
    }
    which = parse(RevisionFilter, {**asked, "antal": _PAGE})
    with caller.installation.database.read() as session:
        found = list_revisioner(session, caller.actor, caller.world, which)
    return render(
        request,
        "revision/lista.html",
        titel="Revisioner",
        rader=[_row(one) for one in found.poster],
        fler=next_page(request, found.nasta),
        flikar=_tabs(which),
        valt=asked,
    )


def _tabs(which: RevisionFilter) -> list[Shape]:
    every = {"rubrik": "Pågår", "href": "/revisioner", "har": which.fas is None and which.pagar}
    phases = [
        {
            "rubrik": fas.ord,
            "href": f"/revisioner?fas={fas.value}",
            "har": which.fas is fas and which.pagar,
        }
        for fas in Fas
    ]
    return [
        every,
        *phases,
        {"rubrik": "Alla", "href": "/revisioner?pagar=false", "har": not which.pagar},
    ]


def tag_of(row: RevisionRad) -> Shape:
    """Return the state of a revision as a tag."""
    return state_tag(_DONE.get(row.lage, "pagar"), row.lage_ord, late=row.forsenad)


def _row(row: RevisionRad) -> list[object]:
    sub = " · ".join(text for text in (row.beteckning, row.grupp) if text)
    return [
        {"text": row.rubrik, "href": f"/revisioner/{row.nr}", "sub": sub},
        tag_of(row),
        stor(row.vems_drag or ""),
        row.senast,
        row.siktar_pa,
    ]


@router.get("/avtal/{slug}/revidera")
@rule(Rule.INLOGGAD)
def ny(request: Request, slug: str) -> Response:
    """Show the form in which somebody says why an agreement needs to be looked at."""
    return _form(request, slug)


@router.post("/avtal/{slug}/revidera")
@rule(Rule.INLOGGAD)
def skapa(request: Request, slug: str) -> Response:
    """Begin the revision."""
    caller, sent = caller_of(request), sent_of(request)
    falt = _fields()
    typed = {"varden": values_of(falt, sent)}
    try:
        with caller.installation.database.session() as session:
            asked = {**payload_of(falt, sent), "avtal": slug}
            sak_id = create_revision(session, asked, caller.actor, caller.world, sent.nyckel)
            nr = session.get_one(Revision, sak_id).nr
    except (Hindered, Malformed) as refusal:
        status = 422 if isinstance(refusal, Malformed) else 409
        return _form(request, slug, status, fel=errors_of(NyRevision, falt, sent, refusal), **typed)
    except KeyReused:
        return _form(request, slug, 409, fel={"_": _AGAIN}, **typed)
    return go(request, f"/revisioner/{nr}", "Revisionen är initierad.")


def _fields() -> list[dict[str, Any]]:
    return [
        {**one, "rubrik": "Varför behöver avtalet ses över?"}
        for one in describe(NyRevision)
        if one["namn"] == "orsak"
    ]


def _form(request: Request, slug: str, status: int = 200, **more: Any) -> Response:
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = avtal(session, caller.actor, caller.world, slug)
    context: dict[str, Any] = {"varden": {}, "fel": {}, **more}
    return render(
        request,
        "revision/ny.html",
        status=status,
        titel="Ny revision",
        falt=_fields(),
        avtal=vy,
        bas=f"/avtal/{vy.slug}",
        au="⟨au⟩",
        **context,
    )
