"""The register of decisions, and one decision with every åtagande it gave."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.beslut.shown import bars, tag
from api.web.beslut.trend import line, timeline
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, next_page
from api.web.frame.templating import render
from models.vocabulary import Utfall
from workflows.beslut.matrix.trend import utveckling
from workflows.beslut.obligations import AtagandeRad
from workflows.beslut.rows import Registerrad, how_followed, wanted
from workflows.beslut.views import (
    BeslutFilter,
    BeslutVy,
    beslut,
    beslutsar,
    left_of,
    list_register,
)
from workflows.county.register import load_register
from workflows.ground.payload import parse
from workflows.ground.words import dag
from workflows.grupp.create import makes_groups

router = pages()
_PAGE = 25


@router.get("/beslut")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the register, the newest first."""
    caller = caller_of(request)
    asked = {
        name: text
        for name in ("q", "organ", "ar", "efter")
        if (text := request.query_params.get(name))
    }
    with caller.installation.database.read() as session:
        which = parse(BeslutFilter, {**asked, "antal": _PAGE})
        found = list_register(session, caller.actor, caller.world, which)
        organ = [one for one in load_register(session).organ if one.beslutande]
        years = beslutsar(session, caller.actor, caller.world)
    filters: list[Shape] = [
        {"namn": "ar", "rubrik": "År", "val": [{"varde": year, "text": year} for year in years]}
    ]
    if len(organ) > 1:
        val = [{"varde": one.kod, "text": one.kortnamn} for one in organ]
        filters.append({"namn": "organ", "rubrik": "Organ", "val": val})
    return render(
        request,
        "beslut/lista.html",
        titel="Beslut",
        q=asked.get("q", ""),
        filter=filters,
        varden={name: asked[name] for name in ("ar", "organ") if name in asked},
        rader=[row_of(one) for one in found.poster],
        fler=next_page(request, found.nasta),
    )


def row_of(one: Registerrad) -> Shape:
    """Return a decision as a row: number, day, outcome, and how it is followed."""
    said = [
        one.beteckning,
        dag(one.datum),
        one.utfall_ord,
        *([] if one.justerat else ["ej justerat"]),
    ]
    return {
        "rubrik": one.rubrik,
        "href": f"/beslut/{one.nr}",
        "sub": " · ".join([*said, one.sammanfattning.lower()]),
        "tagg": worst_tag(one),
        "barer": bars(one.staplar),
    }


def worst_tag(one: Registerrad) -> Shape | None:
    """Return the worst that can be said of how a decision is followed as a tag."""
    said = how_followed(one)
    return {"slag": said[0], "text": said[1]} if said else None


@router.get("/beslut/{nr}")
@rule(Rule.INLOGGAD)
def visa(request: Request, nr: str) -> Response:
    """Show one decision."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = beslut(session, caller.actor, caller.world, nr)
        seen = utveckling(session, vy, caller.world.today)
        left = "" if vy.ataganden else left_of(session, caller.world, vy)
    return render(
        request,
        "beslut/visa.html",
        titel=vy.beteckning,
        vy=vy,
        uppgifter=tasks(vy),
        aterstar=left,
        fakta=_facts(vy),
        trend=line(seen.veckor),
        andringar=timeline(seen, vy.parter),
        far_bilda=vy.utfall is Utfall.BIFALL and makes_groups(caller.actor),
    )


def tasks(vy: BeslutVy) -> list[Shape]:
    """Return what the decision asks, one card for each task, a row for each party."""
    grouped = [list(rows) for _, rows in groupby(vy.ataganden, key=lambda row: row.uppgift)]
    return [
        {
            "rubrik": rows[0].text,
            "kicker": f"Åtagande {number}" if len(grouped) > 1 else "Åtagande",
            "nar": _sentence(wanted(rows), rows[0]),
            "rader": [_party(row) for row in rows],
        }
        for number, rows in enumerate(grouped, start=1)
    ]


def _sentence(nar: str, row: AtagandeRad) -> str:
    verified = f" · verifieras av {row.verifierare}" if row.verifierare else ""
    return f"{nar[:1].upper()}{nar[1:]}{verified}"


def _party(row: AtagandeRad) -> Shape:
    heading = f"{row.mottagare}, {row.sektor.lower()}" if row.sektor else row.mottagare
    answer = f" · {row.svarat}" if row.svarat and len(row.svarat) <= 80 else ""  # noqa: PLR2004 - what fits on a line
    return {
        "rubrik": heading,
        "href": f"/ataganden/{row.id}",
        "sub": f"Ansvarig: {row.ansvarig}{answer}",
        "tagg": tag(row),
    }


def _facts(vy: BeslutVy) -> list[Shape]:
    one = vy
    return [
        {"rubrik": "Beslutat", "varde": one.datum},
        {"rubrik": "Justerat", "varde": one.justerat or "inte än"},
        {"rubrik": one.om.slag.ord.capitalize(), "varde": one.om.rubrik, "href": one.om.lank},
        {"rubrik": "Möte", "varde": f"{dag(one.datum)}", "href": f"/moten/{one.mote}"},
    ]
