"""AU:s inkorg: what is being prepared, in columns by state, and what waits on whom."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.delgivning.page import rows_of
from api.web.frame.routing import pages
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from api.web.revision.list import tag_of
from models.lagen import ArendeLage as S
from models.lagen import RevisionLage
from workflows.arende.facts import ArendeCase
from workflows.arende.lifecycle import ARENDE
from workflows.arende.list import ArendeRad, in_states
from workflows.county.actors import Actor
from workflows.county.mandate import EVERYWHERE, R, is_au
from workflows.delgivning.views import for_au
from workflows.engine.lifecycle import AnyStep
from workflows.ground.errors import RoleMissing
from workflows.ground.words import kort_dag
from workflows.mote.views import nasta_mote
from workflows.revision.list import SAK, RevisionRad, revision_rows

router = pages()


@dataclass(frozen=True, slots=True)
class Kolumn:
    """One column: the states it gathers, what an empty one says, and its ärenden, the most urgent
    first.
    """

    rubrik: str
    lagen: tuple[S, ...]
    tomt: str
    rader: tuple[ArendeRad, ...] = ()


_COLUMNS = (
    Kolumn("Inkommet", (S.INKOMMET,), "Inget nytt har kommit in."),
    Kolumn("Bereds", (S.UNDER_BEREDNING, S.KOMPLETTERAS), "Inget bereds just nu."),
    Kolumn("Remiss", (S.PA_REMISS, S.SAMMANSTALLS), "Inget är på remiss."),
    Kolumn("Klart för möte", (S.BERETT,), "Inget väntar på en dagordning."),
    Kolumn("På dagordningen", (S.PA_DAGORDNING,), "Inget står på en dagordning."),
    Kolumn("Bärs vidare", (S.I_DIALOG, S.LYFT), "Ingen bär någon fråga just nu."),
)


# Where AU has something to do about a revision, or watches that others do.
_REVISED = tuple(
    lage.value
    for lage in (
        RevisionLage.INITIERAD,
        RevisionLage.HOS_AU,
        RevisionLage.PA_REMISS,
        RevisionLage.SLUTLIGT,
    )
)


def _revised(row: RevisionRad) -> Shape:
    when = f" · {row.vems_drag} senast {kort_dag(row.senast)}" if row.senast else ""
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
    caller = caller_of(request)
    if not is_au(caller.actor):
        raise RoleMissing("⟨Inkorg⟩", ["⟨au⟩", "sekreteraren"])
    with caller.installation.database.read() as session:
        states = [lage for column in _COLUMNS for lage in column.lagen]
        rows = in_states(session, caller.actor, caller.world, states)
        revisioner = revision_rows(session, caller.actor, caller.world, SAK.c.lage.in_(_REVISED))
        delgivningar = for_au(session, caller.actor, caller.world)
        organ = caller.installation.profile.ledningsgrupp.kod
        meeting = nasta_mote(session, caller.actor, caller.world, organ_kod=organ)
    columns = [
        Kolumn(one.rubrik, one.lagen, one.tomt, tuple(row for row in rows if row.lage in one.lagen))
        for one in _COLUMNS
    ]
    return render(
        request,
        "desk/au.html",
        titel="⟨Inkorg⟩",
        kolumner=columns,
        mote=meeting,
        antal=len(rows),
        drag={lage: moves(caller.actor, lage) for lage in states},
        sena=sum(1 for row in rows if row.forsenad),
        delgivningar=rows_of(delgivningar, mote=True),
        revisioner=[_revised(one) for one in revisioner],
        plan=caller.installation.profile.plan(meeting.datum) if meeting else None,
        idag=caller.world.today,
    )
