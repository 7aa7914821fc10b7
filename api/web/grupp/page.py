"""A group for a time: its page, how its forms look, and groups as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.forms.about import Gallande
from api.web.forms.forms import Asked, Form
from api.web.forms.step_page import Family, by_id
from api.web.frame.routing import number, pages
from api.web.frame.shown import Shape, log
from api.web.frame.templating import render
from models.lagen import GruppLage, Slag
from workflows.engine.door import offer
from workflows.ground.words import dag, full_dag, stor
from workflows.grupp.facts import GruppCase
from workflows.grupp.views import GruppRad, GruppVy, grupp
from workflows.handling.pages import whose_move

router = pages()


@router.get("/grupper/{grupp_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, grupp_id: str) -> Response:
    """Show what the group is to do and until when, who takes part, and what it carries."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = grupp(session, caller.actor, caller.world, number(grupp_id))
    nasta, andra = offer(vy.steg)
    return render(
        request,
        "grupp/visa.html",
        titel=vy.namn,
        vy=vy,
        bas=f"/grupper/{vy.id}",
        tagg=tag(vy),
        nasta=nasta,
        andra=andra,
        vantar=whose_move(vy.frist),
        rader=[[one.namn, stor(one.roll.ord), one.huvudman] for one in vy.medlemmar],
        fakta=_facts(vy),
        log=log(vy.handelser),
    )


def tag(row: GruppRad) -> Shape:
    """Return where it stands as a tag."""
    slag = "pagar" if row.lage is GruppLage.PAGAR else "klart"
    return {"slag": slag, "text": row.lage_ord}


def rows_of(found: Iterable[GruppRad]) -> list[Shape]:
    """Return one line for each group: until when, and which decision made it."""
    return [
        {
            "rubrik": row.namn,
            "href": f"/grupper/{row.id}",
            "sub": f"Till och med {dag(row.sista_dag)} · {row.beslut}",
            "tagg": tag(row),
        }
        for row in found
    ]


def _facts(vy: GruppVy) -> list[Shape]:
    facts: list[Shape] = [
        {"rubrik": "Sista dag", "varde": vy.sista_dag},
        {"rubrik": "Bildades av", "varde": vy.beslut, "href": f"/beslut/{vy.beslut_nr}"},
        {"rubrik": "Lämnar till", "varde": "⟨au⟩"},
        {"rubrik": "Möten och uppdrag", "varde": vy.namn, "href": f"/organ/{vy.organ_kod}"},
    ]
    if vy.frist:
        move = f"{vy.frist.vems_drag}, senast {dag(vy.frist.senast)}"
        facts.append({"rubrik": "Vems drag", "varde": move})
    return facts


def shape(asked: Asked) -> Form:
    """Return the form of a step: its fields as they are."""
    return Form(asked.falt)


def about(asked: Asked) -> Gallande:
    """Return which group is asked about, what it is to do and until when."""
    case = asked.case
    assert isinstance(case, GruppCase)  # noqa: S101 - the shapes are kept by kind
    one = case.grupp
    return Gallande(
        namn=one.namn,
        fraga="Ska gruppen förlängas?",
        sammanfattning=f"{one.beslut} gav gruppen till {full_dag(one.sista_dag)}.",
        text=one.uppdrag,
        text_namn="Uppdraget",
    )


def _title(case: GruppCase) -> str:
    return case.grupp.namn


FAMILY: Final = Family(Slag.GRUPP, "/grupper", by_id, shape, about, _title)
