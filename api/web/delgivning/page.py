"""A party that had nobody at a meeting: the decisions, what it says about them, and how the forms
for it look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.delgivning.about import about
from api.web.forms.forms import Asked, Form
from api.web.forms.step_page import Family, by_id
from api.web.frame.routing import number, pages
from api.web.frame.shown import Shape, log
from api.web.frame.templating import render
from models.lagen import DelgivningLage as S
from models.lagen import Slag
from workflows.delgivning.facts import DelgivningCase
from workflows.delgivning.lifecycle import DELGIVNING
from workflows.delgivning.offered import objection
from workflows.delgivning.payloads import Invandning, Invandningssvar
from workflows.delgivning.views import DelgivningRad, DelgivningVy, delgivning
from workflows.engine.door import offer
from workflows.ground.words import dag, full_dag
from workflows.handling.pages import whose_move

router = pages()
_FITS = 300
_COLOURS = {S.VANTAR: "pagar", S.BEKRAFTAD: "klart", S.INVAND: "avsteg", S.BESVARAD: "ingen"}


@router.get("/delgivningar/{delgivning_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, delgivning_id: str) -> Response:
    """Show the decisions, and for whoever is to answer the two answers there are."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = delgivning(session, caller.actor, caller.world, number(delgivning_id))
    nasta, andra = offer(vy.steg)
    invand, step = objection(andra), DELGIVNING.step(nasta.namn) if nasta else None
    bas = f"/delgivningar/{vy.id}"
    return render(
        request,
        "delgivning/visa.html",
        titel=f"{vy.huvudman} och besluten {dag(vy.datum)}",
        vy=vy,
        bas=bas,
        tagg=tag(vy),
        nasta=nasta,
        vantar=whose_move(vy.frist),
        log=log(vy.handelser),
        fakta=_facts(vy),
        mening=step.does if step else "",
        invand={"rubrik": invand.rubrik, "href": f"{bas}/steg/{invand.namn}"} if invand else None,
    )


def tag(row: DelgivningRad) -> Shape:
    """Return where it stands as a tag: "Väntar på svar · försenat"."""
    if row.lage is S.VANTAR and row.forsenad:
        return {"slag": "forsenat", "text": f"{row.lage_ord} · försenat"}
    return {"slag": _COLOURS[row.lage], "text": row.lage_ord}


def rows_of(found: Iterable[DelgivningRad], *, mote: bool = False) -> list[Shape]:
    """Return one line for each party with what it objects to, and with which meeting where that is
    not clear.
    """
    return [
        {
            "rubrik": f"{row.huvudman} · {row.organ} {dag(row.datum)}" if mote else row.huvudman,
            "href": f"/delgivningar/{row.id}",
            "sub": _said(row),
            "tagg": tag(row),
        }
        for row in found
    ]


def _said(row: DelgivningRad) -> str:
    """Return the objection, cut to what fits in a row; without one the day it is waited until."""
    text = " ".join(row.invandning.split())
    if text:
        return text if len(text) <= _FITS else f"{text[:_FITS]}…"
    return f"Senast {dag(row.senast)}" if row.senast else ""


def _facts(vy: DelgivningVy) -> list[Shape]:
    facts: list[Shape] = [
        {"rubrik": "Part", "varde": vy.huvudman},
        {"rubrik": "Möte", "varde": f"{vy.organ} {dag(vy.datum)}", "href": f"/moten/{vy.mote}"},
    ]
    if vy.frist:
        facts.append(
            {"rubrik": "Vems drag", "varde": f"{vy.frist.vems_drag}, senast {dag(vy.frist.senast)}"}
        )
    return [*facts, {"rubrik": "Svarade", "varde": vy.svarad}] if vy.svarad else facts


def shape(asked: Asked) -> Form:
    """Return how the form of a step looks."""
    case = asked.case
    assert isinstance(case, DelgivningCase)  # noqa: S101 - the shapes are kept by kind
    one = case.delgivning
    if asked.step.takes is Invandning:
        mening = (
            f"⟨Au⟩ får invändningen från {one.huvudman} och svarar er. Alla i samverkan kan läsa"
            " den."
        )
        return Form(asked.falt, mening=mening)
    if asked.step.takes is Invandningssvar:
        when = full_dag(case.mote.datum)
        return Form(asked.falt, mening=f"{one.huvudman} invänder mot besluten {when}.")
    return Form(asked.falt)


def _title(case: DelgivningCase) -> str:
    return f"{case.delgivning.huvudman} och besluten {dag(case.mote.datum)}"


FAMILY: Final = Family(Slag.DELGIVNING, "/delgivningar", by_id, shape, about, _title)
