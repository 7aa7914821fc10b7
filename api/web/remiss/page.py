"""Remisser: the list, and one round to read, answer and compile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.avtal.text import section_html
from api.web.frame.routing import number, pages
from api.web.frame.shown import Shape, log, next_page
from api.web.frame.templating import render
from api.web.remiss.fields import FAMILY
from models.lagen import RemissLage
from workflows.engine.door import offer
from workflows.ground.payload import parse
from workflows.ground.words import antal, dag, tid, uppraknat
from workflows.handling.pages import whose_move
from workflows.remiss.answers import MottagareVy, section_name
from workflows.remiss.offered import answering, answering_comments, listed, without_answer
from workflows.remiss.rows import RemissRad, standing
from workflows.remiss.rules import can_be_changed
from workflows.remiss.views import RemissFilter, RemissVy, list_remisser, remiss

router = pages()
_PAGE = 25
_TABS = (
    ("Alla", ""),
    ("Öppna", "oppen"),
    ("Svaren gås igenom", "stangd"),
    ("Återkopplade", "aterkopplad"),
)


@router.get("/remisser")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the rounds somebody may see."""
    caller = caller_of(request)
    asked = {name: text for name in ("lage", "efter") if (text := request.query_params.get(name))}
    with caller.installation.database.read() as session:
        which = parse(RemissFilter, {**asked, "antal": _PAGE})
        found = list_remisser(session, caller.actor, caller.world, which)
    here = asked.get("lage", "")
    tabs = [
        {
            "rubrik": rubrik,
            "href": f"/remisser?lage={lage}" if lage else "/remisser",
            "har": lage == here,
        }
        for rubrik, lage in _TABS
    ]
    return render(
        request,
        "remiss/lista.html",
        titel="Remisser",
        flikar=tabs,
        rader=[_row(row, caller.world.today) for row in found.poster],
        fler=next_page(request, found.nasta),
        tomt=_empty(here),
    )


def _row(row: RemissRad, today: date) -> list[object]:
    return [
        {"text": row.rubrik, "href": f"/remisser/{row.id}", "sub": row.om.beteckning},
        row.sista_dag,
        f"{row.svarat} av {row.tillfragade}",
        standing(row, today),
    ]


def _empty(lage: str) -> Shape:
    if lage:
        way_out = {"rubrik": "Visa alla remisser", "href": "/remisser"}
        return {"text": "Ingen remiss är i det läget.", "knapp": way_out}
    return {"text": "Du har inga remisser.", "rad": "De syns här när ⟨au⟩ frågar din organisation."}


@router.get("/remisser/{remiss_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, remiss_id: str) -> Response:
    """Show one round; for whoever is asked, with the form at once."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = remiss(session, caller.actor, caller.world, number(remiss_id))
        svara = _answering(session, caller, vy, request.query_params)
    everything = vy.ser_allt
    nasta, andra = offer(without_answer(vy.steg))
    return render(
        request,
        "remiss/visa.html",
        titel=vy.rubrik,
        vy=vy,
        bas=f"/remisser/{vy.id}",
        svara=svara,
        mina=[one for one in vy.mottagare if (one.mitt or one.eget) and one.svar],
        utkast=_drafts(vy, svara),
        nasta=nasta,
        andra=listed(andra),
        sammanstallning=everything,
        vantar=whose_move(vy.frist),
        fakta=_facts(vy),
        staplar=_stands(vy),
        text=[
            {"html": section_html(one), "avsnitt": one, "namn": section_name(one)}
            for one in vy.avsnitt
        ],
        besvara=answering_comments(vy.steg),
        log=log(vy.handelser if everything else [replace(one, sagt=()) for one in vy.handelser]),
    )


def _answering(
    session: Session, caller: Caller, vy: RemissVy, valt: Mapping[str, str]
) -> Shape | None:
    """Return the form of the answer; None for whoever is not asked, or asked too late."""
    step = answering(vy.steg)
    mine = [one for one in vy.mottagare if one.mitt and one.sista_dag >= caller.world.today]
    if step is None or not mine:
        return None
    form = FAMILY.form_of(session, caller, vy.id, step, valt)
    changed = len(mine) == 1 and mine[0].svar is not None
    names = uppraknat(one.namn for one in mine)
    return {
        "steg": step.namn,
        "form": form,
        "falt": form.falt,
        "varden": form.varden,
        "knapp": "Ändra svaret" if changed else "Skicka svaret",
        "rubrik": f"Ändra svaret från {names}" if changed else f"Svara för {names}",
        "mening": form.mening,
        "kort": _short(mine),
        "utkast": form.utkast,
    }


def _drafts(vy: RemissVy, svara: Shape | None) -> list[Shape]:
    """Return the drafts the reader may write in, except the one that is on the page already."""
    if vy.lage is not RemissLage.OPPEN:
        return []
    rows = [
        (f"/remisser/{vy.id}/utkast?mottagare={one.id}", one) for one in vy.mottagare if one.eget
    ]
    return [
        {"rubrik": f"Utkast till svar från {one.namn}", "href": href, "sub": _draft_words(one)}
        for href, one in rows
        if not (svara and svara["utkast"] == href)
    ]


def _draft_words(one: MottagareVy) -> str:
    if one.utkast is None or not one.utkast.data:
        return "Inget är skrivet än."
    return f"Ändrat av {one.utkast.skrivet_av} {tid(one.utkast.skrivet)}."


def _short(mine: list[MottagareVy]) -> str:
    """Say which of the reader's parties have not answered and by when, or until when the answers
    may be changed.
    """
    waiting = [one for one in mine if one.svar is None]
    names, last = (
        uppraknat(one.namn for one in waiting or mine),
        min(one.sista_dag for one in waiting or mine),
    )
    if waiting:
        return f"{names} har inte svarat. Senast {dag(last)}."
    return f"{names} har svarat. {can_be_changed(last)}"


def _stands(vy: RemissVy) -> list[Shape]:
    return [
        {
            "rubrik": word.capitalize(),
            "sub": uppraknat(names),
            "slut": antal(len(names), "svar", "svar"),
        }
        for word, names in vy.sammanstallning.vilka.items()
    ]


def _facts(vy: RemissVy) -> list[Shape]:
    return [
        {"rubrik": "Sista svarsdag", "varde": vy.sista_dag},
        *([{"rubrik": "Handläggare", "varde": vy.handlaggare}] if vy.handlaggare else []),
        {
            "rubrik": vy.om.slag.ord.capitalize(),
            "varde": vy.om.beteckning or vy.om.rubrik,
            "href": vy.om.lank,
        },
    ]
