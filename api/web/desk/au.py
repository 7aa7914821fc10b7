"""AU:s inkorg: what is being prepared, in columns by state, and what waits on whom; each column
begins with what is due first and has a page of its own for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.delgivning.page import rows_of
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, next_page
from api.web.frame.templating import render
from api.web.revision.list import tag_of
from models.lagen import ArendeLage as S
from models.lagen import RevisionLage
from workflows.arende.facts import ArendeCase
from workflows.arende.lifecycle import ARENDE
from workflows.arende.list import ArendeRad, Ko, list_queue, most_urgent, queues
from workflows.county.actors import Actor
from workflows.county.mandate import EVERYWHERE, R, is_au
from workflows.delgivning.views import for_au
from workflows.engine.lifecycle import AnyStep
from workflows.ground.errors import NotFound, RoleMissing
from workflows.ground.payload import parse
from workflows.ground.words import dag
from workflows.handling.pages import Sidfilter
from workflows.mote.views import nasta_mote
from workflows.revision.list import SAK, RevisionRad, revision_rows
from workflows.revision.plan import ON_ITS_WAY

router = pages()


@dataclass(frozen=True, slots=True)
class Kolumn:
    """One column: its address, the states it gathers, what an empty one says, its first ärenden,
    the most urgent first, and how many there are.
    """

    namn: str
    rubrik: str
    lagen: tuple[S, ...]
    tomt: str
    rader: tuple[ArendeRad, ...] = ()
    antal: int = 0


_COLUMNS = (
    Kolumn("inkommet", "Inkommet", (S.INKOMMET,), "Inget nytt har kommit in."),
    Kolumn("bereds", "Bereds", (S.UNDER_BEREDNING, S.KOMPLETTERAS), "Inget bereds just nu."),
    Kolumn("remiss", "Remiss", (S.PA_REMISS, S.SAMMANSTALLS), "Inget är på remiss."),
    Kolumn("klart", "Klart för möte", (S.BERETT,), "Inget väntar på en dagordning."),
    Kolumn("dagordning", "På dagordningen", (S.PA_DAGORDNING,), "Inget står på en dagordning."),
    Kolumn(
        "bars",
        "Bärs vidare",
        (S.I_DIALOG, S.LYFT, S.FORUM_HAR_SVARAT),
        "Ingen bär någon fråga just nu.",
    ),
)
_STATES = tuple(lage for column in _COLUMNS for lage in column.lagen)
_EACH: Final = 8  # of every list on the board
_PAGE: Final = 30


# Every one that is going on, also where others have the move.
_REVISED = tuple(lage.value for lage in (*ON_ITS_WAY, RevisionLage.IMPLEMENTERAS))


def _revised(row: RevisionRad) -> Shape:
    when = f" · {row.vems_drag} senast {dag(row.senast)}" if row.senast else ""
    return {
        "rubrik": row.rubrik,
        "href": f"/revisioner/{row.nr}",
        "sub": f"{row.beteckning}{when}",
        "tagg": tag_of(row),
    }


def moves(actor: Actor, lage: S) -> list[AnyStep[ArendeCase]]:
    """Return AU's own moves from a state that are the actor's; what stands in the way is said on
    the step's page.
    """
    mine = {role for role in (R.AU, R.AU_ORDFORANDE) if EVERYWHERE[role](actor)}
    return [
        step
        for step in ARENDE.from_state(lage)
        if step.dest is not None and mine.intersection(step.by)
    ]


@router.get("/au")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show AU what it holds together; RoleMissing for others."""
    caller = _au(request)
    actor, world = caller.actor, caller.world
    with caller.installation.database.read() as session:
        rows = most_urgent(session, actor, world, [one.lagen for one in _COLUMNS], _EACH)
        waiting = queues(session, actor, world, _STATES)
        revised = SAK.c.lage.in_(_REVISED)
        revisioner = revision_rows(session, actor, world, revised, limit=_EACH + 1)
        delgivningar = for_au(session, actor, world, Sidfilter(antal=_EACH))
        organ = caller.installation.profile.ledningsgrupp.kod
        meeting = nasta_mote(session, actor, world, organ_kod=organ)
    return render(
        request,
        "desk/au.html",
        titel="⟨Inkorg⟩",
        kolumner=[_filled(one, rows, waiting) for one in _COLUMNS],
        mote=meeting,
        antal=sum(one.antal for one in waiting.values()),
        drag={lage: moves(actor, lage) for lage in _STATES},
        sena=sum(one.sena for one in waiting.values()),
        delgivningar=rows_of(delgivningar.poster, mote=True),
        fler_delgivningar=delgivningar.nasta is not None,
        revisioner=[_revised(one) for one in revisioner[:_EACH]],
        fler_revisioner=len(revisioner) > _EACH,
        plan=caller.installation.profile.plan(meeting.datum) if meeting else None,
        idag=world.today,
    )


def _filled(column: Kolumn, rows: Sequence[ArendeRad], waiting: Mapping[S, Ko]) -> Kolumn:
    mine = tuple(row for row in rows if row.lage in column.lagen)
    count = sum(waiting[lage].antal for lage in column.lagen if lage in waiting)
    return replace(column, rader=mine, antal=count)


@router.get("/au/delgivningar")
@rule(Rule.INLOGGAD)
def delgivningar(request: Request) -> Response:
    """Show every party that AU has to deal with, the longest waiting first."""
    caller = _au(request)
    with caller.installation.database.read() as session:
        found = for_au(session, caller.actor, caller.world, _page_asked(request))
    return render(
        request,
        "desk/au_kolumn.html",
        titel="Parter som inte var med på mötet",
        delgivningar=rows_of(found.poster, mote=True),
        kolumn=None,
        fler=next_page(request, found.nasta),
    )


@router.get("/au/{kolumn}")
@rule(Rule.INLOGGAD)
def visa_kolumn(request: Request, kolumn: str) -> Response:
    """Show one column of the board whole, page by page."""
    caller = _au(request)
    column = next((one for one in _COLUMNS if one.namn == kolumn), None)
    if column is None:
        raise NotFound
    with caller.installation.database.read() as session:
        found = list_queue(session, caller.actor, caller.world, column.lagen, _page_asked(request))
    return render(
        request,
        "desk/au_kolumn.html",
        titel=column.rubrik,
        kolumn=replace(column, rader=found.poster),
        drag={lage: moves(caller.actor, lage) for lage in column.lagen},
        fler=next_page(request, found.nasta),
    )


def _page_asked(request: Request) -> Sidfilter:
    return parse(Sidfilter, {"efter": request.query_params.get("efter") or None, "antal": _PAGE})


def _au(request: Request) -> Caller:
    """Return who asks; RoleMissing for others than AU."""
    caller = caller_of(request)
    if not is_au(caller.actor):
        raise RoleMissing("⟨Inkorg⟩", ["⟨au⟩", "sekreteraren"])
    return caller
