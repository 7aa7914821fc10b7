"""Ärenden: the list with search and filters."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms import choices
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, hits, next_page, state_tag
from api.web.frame.templating import render
from models.lagen import ArendeLage, Fas
from models.vocabulary import Avsandarkanal
from workflows.arende.lifecycle import ARENDE
from workflows.arende.list import ArendeFilter, ArendeRad, antal_per_lage, list_arenden
from workflows.county.register import load_register
from workflows.ground.payload import parse
from workflows.ground.words import stor

router = pages()
_PAGE = 30
_DONE = {ArendeLage.AVSLUTAT: "klart", ArendeLage.AVVISAT: "ingen", ArendeLage.ATERKALLAT: "ingen"}


@router.get("/arenden")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the ärenden the reader may see, newest first."""
    caller = caller_of(request)
    asked = {
        name: text
        for name in ("q", "fas", "lage", "organ", "kanal", "efter")
        if (text := request.query_params.get(name))
    }
    which = parse(ArendeFilter, {**asked, "antal": _PAGE})
    with caller.installation.database.read() as session:
        found = list_arenden(session, caller.actor, caller.world, which)
        counts = antal_per_lage(session, caller.actor, caller.world, which)
        organ = choices.organ(load_register(session))
    return render(
        request,
        "arende/lista.html",
        titel="Ärenden",
        rader=[row_of(one) for one in found.poster],
        fler=next_page(request, found.nasta),
        valt=asked,
        flikar=_tabs(counts, asked),
        filter=_filters(asked, organ),
        traffar=hits(asked, counts, _lagen(which)),
    )


def _lagen(which: ArendeFilter) -> list[ArendeLage]:
    """Return the states that a filter leaves."""
    wanted = [one for one in ArendeLage if which.fas in {None, ARENDE.phases[one]}]
    return [one for one in wanted if which.lage in {None, one}]


def tag_of(row: ArendeRad) -> Shape:
    """Return the state of an ärende as a tag."""
    return state_tag(_DONE.get(row.lage, "pagar"), row.lage_ord, late=row.forsenad)


def row_of(row: ArendeRad) -> list[object]:
    """Return an ärende as a row of the table."""
    urgent = f"prioritet {row.prioritet}" if row.prioritet else ""
    sub = " · ".join(text for text in (row.beteckning, row.avsandare, urgent) if text)
    move = stor(row.vems_drag) if row.vems_drag else None
    return [
        {"text": row.rubrik, "href": f"/arenden/{row.nr}", "sub": sub},
        tag_of(row),
        move,
        row.senast,
    ]


def _tabs(counts: Mapping[ArendeLage, int], asked: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the phases as tabs, each with how many of those that are sought the reader may see."""
    keep = {name: asked[name] for name in ("q", "organ", "kanal") if name in asked}
    number = {
        fas: sum(n for lage, n in counts.items() if ARENDE.phases[lage] is fas) for fas in Fas
    }
    every: dict[str, object] = {
        "rubrik": "Alla",
        "href": f"/arenden?{urlencode(keep)}".rstrip("?"),
        "har": "fas" not in asked,
        "antal": sum(counts.values()),
    }
    return [
        every,
        *(
            {
                "rubrik": fas.ord,
                "href": f"/arenden?{urlencode({'fas': fas.value, **keep})}",
                "har": asked.get("fas") == fas.value,
                "antal": n,
            }
            for fas, n in number.items()
        ),
    ]


def _filters(asked: Mapping[str, str], organ: list[choices.Choice]) -> list[dict[str, object]]:
    fas = asked.get("fas")
    lagen = [lage for lage in ArendeLage if fas is None or ARENDE.phases[lage] == fas]
    kanaler = [{"varde": one.value, "text": one.ord} for one in Avsandarkanal]
    states = [{"varde": lage.value, "text": lage.ord} for lage in lagen]
    return [
        {"namn": "lage", "rubrik": "Läge", "val": states},
        {"namn": "organ", "rubrik": "Avsändare", "val": organ},
        {"namn": "kanal", "rubrik": "Frågan kommer från", "val": kanaler},
    ]
