"""Meetings: the calendar, a new one, and one with its agenda and what each item came to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.beslut.page import row_of
from api.web.delgivning.page import rows_of
from api.web.forms import plain
from api.web.forms.plain import Plain
from api.web.frame.routing import number, pages, sent_of
from api.web.frame.shown import Shape, log, next_page
from api.web.frame.templating import render
from api.web.mote.agenda import items
from api.web.mote.coming import coming
from models.lagen import NOT_YET_HELD, MoteLage
from models.vocabulary import OrganSlag
from workflows.county.mandate import plans_meetings
from workflows.county.register import Register, load_register
from workflows.engine.door import OpenStep, offer
from workflows.ground.errors import RoleMissing
from workflows.ground.payload import describe, parse
from workflows.ground.words import antal, dag, klockslag, stor, uppraknat
from workflows.handling.pages import whose_move
from workflows.mote.create import PLANS, create_mote
from workflows.mote.offered import (
    about_what_comes_back,
    attendance,
    confirms,
    fits,
    what_becomes_of_it,
)
from workflows.mote.payloads import NyttMote
from workflows.mote.returning.unconfirmed import Obekraftat, to_confirm_at
from workflows.mote.returning.views import TillbakaVy
from workflows.mote.stand_ins import BeslutandeVy, DeltagareVy, in_which_way, took_part
from workflows.mote.views import (
    MoteFilter,
    MoteRad,
    MoteVy,
    list_moten,
    mote,
)

router = pages()
_PAGE = 25
_TO_CONFIRM = 10  # shown of what waits for a meeting to confirm it
_MEETING = {OrganSlag.LEDNINGSGRUPP, OrganSlag.AU}


@router.get("/moten")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the meetings to come, or those that have been."""
    caller = caller_of(request)
    coming = request.query_params.get("kommande") != "false"
    asked = {
        name: text
        for name in ("organ", "lage", "efter")
        if (text := request.query_params.get(name))
    }
    with caller.installation.database.read() as session:
        which = parse(MoteFilter, {**asked, "kommande": coming, "antal": _PAGE})
        found = list_moten(session, caller.actor, caller.world, which)
        filters = _filters(load_register(session))
    tabs = [
        {"rubrik": "Kommande", "href": "/moten", "har": coming},
        {"rubrik": "Tidigare", "href": "/moten?kommande=false", "har": not coming},
    ]
    return render(
        request,
        "mote/lista.html",
        titel="Möten",
        flikar=tabs,
        far_skapa=plans_meetings(caller.actor),
        kommande=coming,
        filter=filters,
        varden=asked,
        rader=[_row(row) for row in found.poster],
        fler=next_page(request, found.nasta),
        tomt=_empty(coming=coming, chosen="organ" in asked or "lage" in asked),
    )


def _filters(register: Register) -> list[Shape]:
    organ = [{"varde": one.kod, "text": one.kortnamn} for one in register.organ]
    states = [{"varde": one.value, "text": one.ord} for one in MoteLage]
    return [
        {"namn": "organ", "rubrik": "Organ", "val": organ},
        {"namn": "lage", "rubrik": "Läge", "val": states},
    ]


def _row(row: MoteRad) -> list[object]:
    when = f"{dag(row.datum)} {klockslag(row.tid, row.slut)}"
    return [{"text": when, "href": f"/moten/{row.id}"}, row.organ, row.plats, row.lage_ord]


def _empty(*, coming: bool, chosen: bool) -> Shape:
    if chosen:
        return {"text": "Inget möte passar.", "rad": "Ta bort ett filter för att se fler."}
    if coming:
        return {"text": "Inga möten är inlagda.", "rad": "Sekreteraren lägger in dem här."}
    return {"text": "Inga möten har varit än.", "rad": "Se de kommande i stället."}


@router.get("/moten/nytt")
@rule(Rule.INLOGGAD)
def nytt(request: Request) -> Response:
    """Show the form of a new meeting."""
    return plain.show(request, _new(caller_of(request)))


@router.post("/moten/nytt")
@rule(Rule.INLOGGAD)
def skapa(request: Request) -> Response:
    """Make the meeting, or show the form again with what stands in the way."""
    caller, sent = caller_of(request), sent_of(request)
    form = _new(caller)

    def make(session: Session, said: NyttMote) -> tuple[str, str]:
        mote_id = create_mote(session, said.said(), caller.actor, caller.world, sent.nyckel)
        return f"/moten/{mote_id}", "Mötet är inlagt."

    return plain.send(request, form, make)


def _new(caller: Caller) -> Plain:
    who = caller.actor
    if not plans_meetings(who):
        raise RoleMissing("Nytt möte", PLANS)
    with caller.installation.database.read() as session:
        own = [one for one in load_register(session).organ if plans_meetings(who, one.id)]
    organ = sorted(own, key=lambda one: one.slag not in _MEETING)
    val = [{"varde": one.kod, "text": one.namn} for one in organ]
    falt = [{**one, "val": val} if one["slag"] == "organ" else one for one in describe(NyttMote)]
    return Plain(
        NyttMote,
        falt,
        "Nytt möte",
        "Lägg in mötet",
        "/moten",
        mening="Alla ser mötet direkt. Kallelsen skickar du senare, när dagordningen är klar.",
    )


@router.get("/moten/{mote_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, mote_id: str) -> Response:
    """Show one meeting."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = mote(session, caller.actor, caller.world, number(mote_id))
        punkter = items(session, caller, vy)
        told = {**_to_confirm(session, caller, vy), **_attendance(vy)}
    nasta, andra = offer(vy.steg)
    narvaro, tillbaka = attendance(andra), about_what_comes_back(andra)
    rescue = what_becomes_of_it(vy.lage, andra)
    return render(
        request,
        "mote/visa.html",
        titel=vy.organ,
        vy=vy,
        bas=f"/moten/{vy.id}",
        punkter=punkter,
        nasta=nasta,
        justerar=nasta is not None and confirms(nasta.namn),
        vantar=whose_move(vy.frist),
        uteblev={"steg": rescue} if vy.lage is MoteLage.UTEBLEV else None,
        fakta=_facts(vy),
        andra=_others(vy, andra, (*tillbaka, *rescue, narvaro)),
        tillbaka=[_back(vy, one, tillbaka) for one in vy.kommer_tillbaka],
        log=log(vy.handelser),
        antecknar=narvaro if narvaro and narvaro.oppet else None,
        beslut=[row_of(one) for one in vy.beslut],
        anmalda=coming(vy),
        delgivningar=rows_of(vy.delgivningar),
        **told,
    )


def _others(
    vy: MoteVy, steps: Sequence[OpenStep], elsewhere: Sequence[OpenStep | None]
) -> list[OpenStep]:
    return [one for one in steps if one not in elsewhere and fits(one, vy.punkter)]


def _attendance(vy: MoteVy) -> Shape:
    people = took_part(vy.beslutande)
    return {"narvaro": [_attended(one) for one in people], "deltog": _counted(people)}


def _back(vy: MoteVy, one: TillbakaVy, steps: Sequence[OpenStep]) -> Shape:
    """Return something that comes back: why, with what, and what can be said of it."""
    name = f"{one.om.beteckning} {one.om.rubrik}" if one.om.beteckning else one.om.rubrik
    return {
        "rubrik": name,
        "href": one.om.lank,
        "sub": f"{stor(one.som_ord)}." + (f" Har vilat: {one.vilar}" if one.vilar else ""),
        "med": one.med,
        "steg": [
            {"rubrik": step.rubrik, "href": f"/moten/{vy.id}/steg/{step.namn}?sak={one.id}"}
            for step in steps
            if step.oppet
        ],
    }


def _to_confirm(session: Session, caller: Caller, vy: MoteVy) -> Shape:
    """Return the notes that a meeting to come is to confirm, the oldest, and how many there are."""
    if vy.lage not in NOT_YET_HELD:
        return {"bekraftas": [], "antal_bekraftas": 0}
    found, number = to_confirm_at(session, vy.id, caller.world.today, most=_TO_CONFIRM)
    return {"bekraftas": [_unconfirmed(one) for one in found], "antal_bekraftas": number}


def _unconfirmed(one: Obekraftat) -> Shape:
    late = f"{one.justerare} skulle ha justerat senast {dag(one.senast)}"
    return {
        "rubrik": f"Anteckningarna från {dag(one.datum)}",
        "href": f"/moten/{one.mote}",
        "sub": late,
    }


def _facts(vy: MoteVy) -> list[Shape]:
    return [
        {"rubrik": "Organ", "varde": vy.organ, "href": f"/organ/{vy.organ_kod}"},
        {"rubrik": "Dag", "varde": vy.datum},
        {"rubrik": "Tid", "varde": klockslag(vy.tid, vy.slut)},
        *_known("Plats", vy.plats),
        *_known("Justerare", vy.justerare),
    ]


def _known(rubrik: str, varde: str | None) -> list[Shape]:
    return [{"rubrik": rubrik, "varde": varde}] if varde else []


def _attended(one: DeltagareVy) -> Shape:
    instead = one.skulle_ersattas_av
    sent = [f"skulle ersättas av {instead} enligt svaret på kallelsen"] if instead else []
    where = [*map(_place, one.platser), *sent]
    return {"rubrik": one.namn, "sub": "; ".join(where), "slut": one.narvaro.ord}


def _place(one: BeslutandeVy) -> str:
    where = [one.huvudman, one.sektor and one.sektor.lower()]
    return ", ".join([one.roll, *(word for word in where if word)])


def _counted(people: Sequence[DeltagareVy]) -> str:
    """Return how many could decide and how they took part: "18 personer: 16 på plats och 2
    frånvarande".
    """
    how = uppraknat(f"{count} {way.ord}" for way, count in in_which_way(people).items())
    return f"{antal(len(people), 'person', 'personer')}: {how}"
