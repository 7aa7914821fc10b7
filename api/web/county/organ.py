"""The organ of the county: what each is for, who takes part, and when it meets."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import pages
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from api.web.grupp.page import rows_of
from workflows.county.mandate import is_secretary
from workflows.desk.people import DeltagareVy, OrganVy, organ
from workflows.ground.errors import NotFound
from workflows.ground.words import antal, klockslag, stor
from workflows.grupp.create import makes_groups
from workflows.grupp.views import GruppFilter, list_grupper
from workflows.mote.views import MoteFilter, list_moten

router = pages()
_MEETINGS, _GROUPS = 6, 50
TABS = (("Organ", "/organ"), ("Personer", "/personer"))


def tabs(here: str) -> list[Shape]:
    """Return the two sides of the register, organ and people."""
    return [{"rubrik": rubrik, "href": href, "har": href == here} for rubrik, href in TABS]


@router.get("/organ")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show every organ."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = organ(session, caller.actor, caller.world)
        grupper = list_grupper(session, caller.actor, caller.world, GruppFilter(antal=_GROUPS))
    return render(
        request,
        "county/organen.html",
        titel="Organ",
        flikar=tabs("/organ"),
        rader=[_row(one) for one in found if one.tom is None],
        grupper=rows_of(grupper.poster),
        far_bilda=makes_groups(caller.actor),
    )


def _row(one: OrganVy) -> Shape:
    decides = ", beslutar" if one.beslutande else ""
    fel = f". {one.ordforandefel}" if one.ordforandefel else ""
    return {
        "rubrik": one.namn,
        "href": f"/organ/{one.kod}",
        "sub": f"{one.slag.capitalize()}{decides}{fel}",
        "slut": antal(len(one.deltagare), "deltagare", "deltagare"),
    }


@router.get("/organ/{kod}")
@rule(Rule.INLOGGAD)
def visa(request: Request, kod: str) -> Response:
    """Show one organ: its mandate, who takes part today, its coming meetings."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = organ(session, caller.actor, caller.world, kod.casefold())
        if not found:
            raise NotFound
        one = found[0]
        coming = MoteFilter(organ=one.kod, kommande=True, antal=_MEETINGS)
        moten = list_moten(session, caller.actor, caller.world, coming).poster
    return render(
        request,
        "county/organ.html",
        titel=one.namn,
        organ=one,
        rader=[_member(who) for who in one.deltagare],
        far_andra=is_secretary(caller.actor) and not one.avslutad,
        moten=[
            {"datum": m.datum, "href": f"/moten/{m.id}", "sub": klockslag(m.tid, m.slut)}
            for m in moten
        ],
    )


def _member(who: DeltagareVy) -> list[object]:
    return [who.namn, stor(who.roll), who.huvudman, who.sektor]
