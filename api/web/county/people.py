"""People and their uppdrag: found, and for the sekreterare given, ended, substituted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.county.organ import tabs
from api.web.county.people_fields import end_form, new_form, substitute_form
from api.web.forms import plain
from api.web.frame.routing import number, pages
from api.web.frame.shown import Shape, next_page
from api.web.frame.templating import render
from models.limits import HELTAL
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import is_secretary
from workflows.county.organisation import (
    FranvaroRad,
    NyttUppdrag,
    PersonRad,
    UppdragRad,
    Who,
    add_uppdrag,
    end_uppdrag,
    set_ersattare,
)
from workflows.county.register import load_register
from workflows.county.vacancy import has_it_instead
from workflows.desk.absences import to_confirm
from workflows.desk.people import PersonFilter, list_personer, seen_holder, seen_person
from workflows.ground.errors import NotFound
from workflows.ground.payload import parse
from workflows.ground.words import dag

router = pages()
_PAGE = 50
_CHOSEN = ("organ", "roll", "huvudman", "sektor", "epost", "namn")
_KINDS = {"kommande": "pagar", "gäller": "klart", "avslutat": "ingen"}


@router.get("/personer")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show everyone, or those that a name, an organ or a huvudman finds."""
    caller = caller_of(request)
    asked = {
        name: text
        for name in ("q", "huvudman", "efter")
        if (text := request.query_params.get(name))
    }
    which = parse(PersonFilter, {**asked, "antal": _PAGE})
    with caller.installation.database.read() as session:
        people = list_personer(session, caller.actor, caller.world, which)
        val = [{"varde": one.kod, "text": one.kortnamn} for one in load_register(session).huvudman]
        waiting = to_confirm(session, caller.world.today) if is_secretary(caller.actor) else []
    return render(
        request,
        "county/personer.html",
        titel="Personer",
        flikar=tabs("/personer"),
        q=asked.get("q", ""),
        filter=[{"namn": "huvudman", "rubrik": "Huvudman", "val": val}],
        varden={"huvudman": asked.get("huvudman", "")},
        rader=[_row(one, caller) for one in people.poster],
        fler=next_page(request, people.nasta),
        far_andra=is_secretary(caller.actor),
        att_bekrafta=waiting,
    )


def _row(one: PersonRad, caller: Caller) -> list[object]:
    held = [words(uppdrag) for uppdrag in one.uppdrag if uppdrag.galler(caller.world.today)]
    away = any(days.from_ <= caller.world.today <= days.tom for days in one.franvaro)
    said = {
        "text": one.namn,
        "href": f"/personer/{one.id}",
        "sub": "frånvarande i dag" if away else None,
    }
    return [said, " · ".join(held), one.epost]


def words(one: UppdragRad) -> str:
    """Write an uppdrag in one line: "ledamot i Styrgruppen, Ekby, socialtjänst"."""
    for_whom = [one.huvudman, one.sektor.lower() if one.sektor else None]
    return ", ".join([f"{one.roll.ord} i {one.organ}", *filter(None, for_whom)])


# Fixed addresses stand before the one that takes any id.
@router.get("/personer/uppdrag")
@rule(Rule.SEKRETERARE, "Ge ett uppdrag")
def nytt_uppdrag(request: Request) -> Response:
    """Show the form of a new uppdrag, with what a link said of it filled in."""
    caller = caller_of(request)
    chosen = {name: text for name in _CHOSEN if (text := request.query_params.get(name))}
    with caller.installation.database.read() as session:
        return plain.show(request, new_form(session, caller, chosen))


@router.post("/personer/uppdrag")
@rule(Rule.SEKRETERARE, "Ge ett uppdrag")
def ge_uppdrag(request: Request) -> Response:
    """Give the uppdrag; the person becomes known with it."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        form = new_form(session, caller, {})

    def give(session: Session, said: NyttUppdrag) -> tuple[str, str]:
        row, _ = add_uppdrag(session, said, profile=caller.world.profile, who=_who(caller))
        return f"/personer/{row.person_id}", f"{said.namn} har fått uppdraget."

    return plain.send(request, form, give)


@router.get("/personer/{person_id}")
@rule(Rule.INLOGGAD)
def visa(request: Request, person_id: str) -> Response:
    """Show one person."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        one = _person(session, caller, number(person_id, HELTAL))
        coming = [days for days in one.franvaro if days.tom >= caller.world.today]
        instead = {days.id: _instead(session, caller, one.id, days) for days in coming[:1]}
    secretary = is_secretary(caller.actor)
    return render(
        request,
        "county/person.html",
        titel=one.namn,
        person=one,
        far_andra=secretary,
        far_vara_borta=secretary or one.id == caller.person_id,
        uppdrag=[_held(held, caller) for held in one.uppdrag],
        franvaro=[_away(days, instead) for days in coming],
    )


def _person(session: Session, caller: Caller, person_id: int) -> PersonRad:
    found = seen_person(session, caller.actor, caller.world, person_id)
    if found is None:
        raise NotFound
    return found


def _held(one: UppdragRad, caller: Caller) -> Shape:
    today = caller.world.today
    until = f"till {dag(one.tom)}" if one.tom else "tills vidare"
    stand_in = f" · ersättare: {one.ersattare}" if one.ersattare else ""
    state = "kommande" if one.from_ > today else "gäller" if one.galler(today) else "avslutat"
    text = words(one)
    return {
        "id": one.id,
        "rubrik": text[:1].upper() + text[1:],
        "sub": f"Från {dag(one.from_)} {until}{stand_in}",
        "tagg": {"slag": _KINDS[state], "text": state},
        "kan_andras": state != "avslutat",
    }


def _instead(session: Session, caller: Caller, person_id: int, days: FranvaroRad) -> str:
    """Return who has what is theirs on the first day of an absence that is to come, or today."""
    day = max(days.from_, caller.world.today)
    return has_it_instead(person_id, load_bemanning(session, day), load_register(session))


def _away(days: FranvaroRad, instead: Mapping[int, str]) -> Shape:
    stand_in = (
        f"Ersättare: {days.ersattare}"
        if days.ersattare
        else f"Ersättare när sekreteraren har bekräftat: {days.foreslagen}"
        if days.foreslagen
        else ""
    )
    stand_in = " · ".join(one for one in (stand_in, instead.get(days.id, "")) if one)
    return {
        "id": days.id,
        "rubrik": f"{dag(days.from_)} till {dag(days.tom)}",
        "sub": stand_in,
        "fran": dag(days.from_),
        "foreslagen": days.foreslagen,
    }


def _uppdrag(session: Session, caller: Caller, uppdrag_id: str) -> tuple[PersonRad, UppdragRad]:
    wanted = number(uppdrag_id, HELTAL)
    person = seen_holder(session, caller.actor, caller.world, wanted)
    if person is None:
        raise NotFound
    return person, next(one for one in person.uppdrag if one.id == wanted)


def _change(request: Request, uppdrag_id: str, make_form: Any, act: Any) -> Response:
    """Change one uppdrag through its form: ``act`` takes (session, its id, what was said) and says
    what happened.
    """
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        person, one = _uppdrag(session, caller, uppdrag_id)
        form = make_form(session, caller, person, one)

    def change(session: Session, said: Any) -> tuple[str, str]:
        act(session, one.id, said, who=_who(caller))
        return f"/personer/{person.id}", "Uppdraget är ändrat."

    return (
        plain.send(request, form, change) if request.method == "POST" else plain.show(request, form)
    )


@router.api_route("/uppdrag/{uppdrag_id}/avsluta", methods=["GET", "POST"])
@rule(Rule.SEKRETERARE, "Avsluta uppdraget")
def avsluta_uppdrag(request: Request, uppdrag_id: str) -> Response:
    """Ask for an uppdrag's last day, and set it."""
    return _change(request, uppdrag_id, end_form, end_uppdrag)


@router.api_route("/uppdrag/{uppdrag_id}/ersattare", methods=["GET", "POST"])
@rule(Rule.SEKRETERARE, "Välj ersättare")
def valj_ersattare(request: Request, uppdrag_id: str) -> Response:
    """Ask who is an uppdrag's standing substitute, and note it, also that there is none."""
    return _change(request, uppdrag_id, substitute_form, set_ersattare)


def _who(caller: Caller) -> Who:
    return Who(caller.world.now, caller.person_id)
