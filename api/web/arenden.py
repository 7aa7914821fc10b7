"""Ärenden: the list with search and filters, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web import choices
from api.web.arendefalt import marked
from api.web.forms import Falt, errors_of, payload_of, values_of
from api.web.routing import go, pages, sent_of
from api.web.sent import Sent
from api.web.shown import next_page
from api.web.templating import render
from models.lagen import ArendeLage, Fas
from models.tables import Arende
from workflows.arende import ARENDE
from workflows.engine import create_arende
from workflows.errors import Hindered, Malformed, RoleMissing
from workflows.payloads import describe, parse
from workflows.payloads.arende import Nytt
from workflows.register import load_register
from workflows.roles import is_secretary
from workflows.views.arenden import ArendeFilter, ArendeRad, antal_per_lage, liknande, list_arenden

router = pages()
_PAGE = 30
_DONE = {ArendeLage.AVSLUTAT: "klart", ArendeLage.AVVISAT: "ingen", ArendeLage.ATERKALLAT: "ingen"}


@router.get("/arenden")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the ärenden the reader may see, newest first."""
    caller = caller_of(request)
    asked = {name: text for name in ("q", "fas", "lage", "organ", "efter") if (text := request.query_params.get(name))}
    with caller.installation.database.read() as session:
        found = list_arenden(session, caller.actor, caller.world, parse(ArendeFilter, {**asked, "antal": _PAGE}))
        counts = antal_per_lage(session, caller.actor)
        organ = choices.organ(load_register(session))
    return render(
        request, "arende/lista.html", titel="Ärenden", rader=[row_of(one) for one in found.poster],
        fler=next_page(request, found.nasta), valt=asked, flikar=_tabs(counts, asked), filter=_filters(asked, organ),
        alla=sum(counts.values()),
    )  # fmt: skip


def tag_of(row: ArendeRad) -> Mapping[str, str]:
    """Return the state of an ärende as a tag."""
    slag = "forsenat" if row.forsenad else _DONE.get(row.lage, "pagar")
    return {"slag": slag, "lage": slag, "text": f"{row.lage_ord} · försenat" if row.forsenad else row.lage_ord}


def row_of(row: ArendeRad) -> list[object]:
    """Return an ärende as a row of the table."""
    sub = " · ".join(text for text in (row.beteckning, row.avsandare) if text)
    move = f"{row.vems_drag}" if row.vems_drag else None
    return [{"text": row.rubrik, "href": f"/arenden/{row.nr}", "sub": sub}, tag_of(row), move, row.senast]


def _tabs(counts: Mapping[ArendeLage, int], asked: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the phases as tabs, each with how many the reader may see."""
    keep = f"&q={asked['q']}" if "q" in asked else ""
    number = {fas: sum(n for lage, n in counts.items() if ARENDE.phases[lage] is fas) for fas in Fas}
    every: dict[str, object] = {
        "rubrik": "Alla", "href": f"/arenden?{keep.lstrip('&')}".rstrip("?"), "har": "fas" not in asked,
        "antal": sum(counts.values()),
    }  # fmt: skip
    return [every, *(
        {"rubrik": fas.ord, "href": f"/arenden?fas={fas.value}{keep}", "har": asked.get("fas") == fas.value, "antal": n}
        for fas, n in number.items()
    )]  # fmt: skip


def _filters(asked: Mapping[str, str], organ: list[choices.Choice]) -> list[dict[str, object]]:
    fas = asked.get("fas")
    lagen = [lage for lage in ArendeLage if fas is None or ARENDE.phases[lage] == fas]
    states = [{"varde": lage.value, "text": lage.ord} for lage in lagen]
    return [
        {"namn": "lage", "rubrik": "Läge", "val": states},
        {"namn": "organ", "rubrik": "Avsändare", "val": organ},
    ]


@router.get("/arenden/nytt")
@rule(Rule.INLOGGAD)
def nytt(request: Request) -> Response:
    """Show the short form of a new ärende."""
    caller = caller_of(request)
    _require_uppdrag(caller)
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
    return _form(request, falt)


@router.post("/arenden/nytt")
@rule(Rule.INLOGGAD)
def skapa(request: Request) -> Response:
    """Make the ärende, handed in or kept as a draft; or only look for similar ones."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        falt = _fields(session, caller)
        alike = _alike(session, caller, sent) if sent.get("_liknande") else []
    if sent.get("_liknande"):
        return _form(request, falt, varden=values_of(falt, sent), liknande=alike, sokt=True)
    draft = bool(sent.get("_utkast"))
    payload = {**payload_of(falt, sent), **({"utkast": True} if draft else {})}
    try:
        with caller.installation.database.session() as session:
            sak_id = create_arende(session, payload, caller.actor, caller.world, sent.nyckel)
            row = session.get_one(Arende, sak_id)
            nr, beteckning = row.nr, row.beteckning
    except (Hindered, Malformed) as refusal:
        status = 422 if isinstance(refusal, Malformed) else 409
        return _form(request, falt, status, varden=values_of(falt, sent), fel=errors_of(Nytt, falt, sent, refusal))
    said = f"Ärendet är inlämnat och har nummer {beteckning}." if beteckning else "Utkastet är sparat. Bara du ser det."
    return go(request, f"/arenden/{nr}", said)


@router.post("/arenden/liknande")
@rule(Rule.INLOGGAD)
def alike(request: Request) -> Response:
    """Show earlier ärenden like what is being written; changes nothing."""
    caller, sent = caller_of(request), sent_of(request)
    with caller.installation.database.read() as session:
        found = _alike(session, caller, sent)
    return render(request, "arende/nytt.html", block="liknande", titel="", liknande=found, sokt=True)


def _alike(session: Session, caller: Caller, sent: Sent) -> list[ArendeRad]:
    return liknande(session, caller.actor, caller.world, f"{sent.get('rubrik')} {sent.get('fraga')}")


def _require_uppdrag(caller: Caller) -> None:
    if not caller.actor.mandat:
        raise RoleMissing("Nytt ärende", ["den som har ett uppdrag"])


def _fields(session: Session, caller: Caller) -> list[Falt]:
    """Return the fields of a new ärende; who sends it is asked only of somebody who may send for several."""
    own = None if is_secretary(caller.actor) else caller.actor.organ_ids()
    organ = choices.organ(load_register(session), only=own)
    left_out = {"utkast", *(("avsandare_organ",) if len(organ) == 1 else ())}
    fields = [marked(one, wanted=True) for one in describe(Nytt) if one["namn"] not in left_out]
    return [{**one, "val": organ} if one["slag"] == "organ" else one for one in fields]


def _form(request: Request, falt: list[Falt], status: int = 200, **more: Any) -> Response:
    context = {"varden": {}, "fel": {}, "liknande": [], "sokt": False, **more}
    return render(request, "arende/nytt.html", status=status, titel="Nytt ärende", falt=falt, **context)
