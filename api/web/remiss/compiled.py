"""The compilation of a remiss by section: read, filtered, printed, saved as a file, and answered
many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.avtal.compare import blocks_html
from api.web.forms.forms import with_field
from api.web.frame.csv_file import csv_fil
from api.web.frame.routing import number, pages
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from workflows.ground.payload import describe, parse
from workflows.ground.words import datum
from workflows.remiss.answers import HELA
from workflows.remiss.compiled import SammanstallningVy, SynpunktRad, Urval, sammanstallning
from workflows.remiss.offered import answering_comments
from workflows.remiss.payloads import BesvaraSynpunkt

router = pages()
_HEADINGS: Final = (
    "Avsnitt",
    "Från",
    "Ställningstagande",
    "Synpunkt",
    "Önskad lydelse",
    "Svar",
    "Skäl",
)


@router.get("/remisser/{remiss_id}/sammanstallning")
@rule(Rule.INLOGGAD)
def visa(request: Request, remiss_id: str) -> Response:
    """Show the comments by section; for those who answer them, with boxes to tick and one form for
    all that are.
    """
    caller, which = caller_of(request), _asked(request)
    with caller.installation.database.read() as session:
        vy = _compiled(session, caller, remiss_id, which)
    step = answering_comments(vy.remiss.steg)
    fields = [one for one in describe(BesvaraSynpunkt) if one["namn"] != "synpunkt"]
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return render(
        request,
        "remiss/avsnitt.html",
        titel=f"Sammanställning – {vy.rubrik}",
        vy=vy,
        bas=f"/remisser/{vy.id}",
        besvara=step,
        vilka=vy.remiss.sammanstallning.vilka,
        which=which,
        delar=[one for one in vy.remiss.mottagare if one.svar],
        har=here,
        fraga=request.url.query,
        falt=with_field(fields, {"svar": {"rubrik": "Så togs de om hand"}}) if step else [],
        grupper=[
            {"namn": one.namn, "ankare": one.ankare, "rader": [_row(row) for row in one.rader]}
            for one in vy.avsnitt
        ],
    )


@router.get("/remisser/{remiss_id}/sammanstallning.csv")
@rule(Rule.INLOGGAD)
def fil(request: Request, remiss_id: str) -> Response:
    """Answer with the same comments as a file."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = _compiled(session, caller, remiss_id, _asked(request))
    return csv_fil(f"sammanstallning-{vy.id}-{datum(caller.world.today)}", _HEADINGS, _cells(vy))


def _asked(request: Request) -> Urval:
    return parse(
        Urval, {name: text for name in ("visa", "part") if (text := request.query_params.get(name))}
    )


def _compiled(session: Session, caller: Caller, remiss_id: str, which: Urval) -> SammanstallningVy:
    return sammanstallning(session, caller.actor, caller.world, (number(remiss_id), which))


def _cells(vy: SammanstallningVy) -> Iterator[list[object]]:
    """Yield each answer as a whole, then its comments by section."""
    stand = {one.namn: one.svar.ord for one in vy.remiss.mottagare if one.svar}
    for one in vy.remiss.mottagare:
        if one.svar:
            yield [HELA, one.namn, one.svar.ord, one.svar.motivering, "", "", ""]
    for group in vy.avsnitt:
        for row in group.rader:
            said = row.synpunkt
            yield [
                *(group.namn, said.fran, stand.get(said.fran, ""), said.text, said.onskad),
                *(said.svar_ord, said.motivering),
            ]


def _row(row: SynpunktRad) -> Shape:
    return {"synpunkt": row.synpunkt, "skillnad": blocks_html(row.skillnad)}
