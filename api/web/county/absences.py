"""Being away: noted, changed and ended by the person and by the secretary, who also confirms who
steps in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.county.people_fields import fields_of, stand_in_of
from api.web.forms import plain
from api.web.forms.plain import Plain
from api.web.frame.routing import number, pages
from models.limits import HELTAL
from models.organisation import Franvaro
from workflows.county.mandate import is_secretary
from workflows.county.organisation import NyFranvaro, PersonRad, absence_with, person_with
from workflows.county.organisation.inputs import Bekraftelse
from workflows.desk.absences import be_away, be_away_otherwise, be_back, confirm, require_own
from workflows.desk.people import seen_person
from workflows.ground.errors import NotFound
from workflows.ground.payload import Tom
from workflows.ground.words import dag

router = pages()
_OWN = "De dagarna går aviseringarna till ersättaren, som också får göra det som ska göras."
_ELSEWHERE = " Är ersättaren från en annan huvudman bekräftar sekreteraren det först."


@router.api_route("/personer/{person_id}/franvaro", methods=["GET", "POST"])
@rule(Rule.INLOGGAD)
def vara_borta(request: Request, person_id: str) -> Response:
    """Ask when somebody is away and who steps in, and note it."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        one = _person(session, caller, number(person_id, HELTAL))
        require_own(one.id, caller.actor)
        form = _form(session, caller, one, ("Lägg in frånvaro", "Lägg in frånvaron"))

    def note(session: Session, said: NyFranvaro) -> tuple[str, str]:
        row = be_away(session, one.id, said, caller.actor, caller.world)
        return f"/personer/{one.id}", _noted(row, "Frånvaron är inlagd.")

    return _page(request, form, note)


@router.api_route("/franvaro/{franvaro_id}/andra", methods=["GET", "POST"])
@rule(Rule.INLOGGAD)
def andra_franvaro(request: Request, franvaro_id: str) -> Response:
    """Ask for other days or another to step in, and note it."""
    caller, wanted = caller_of(request), number(franvaro_id, HELTAL)
    with caller.installation.database.read() as session:
        row, one = _absence(session, caller, wanted, "Ändra frånvaron")
        form = _form(session, caller, one, ("Ändra frånvaron", "Spara frånvaron"), row)

    def change(session: Session, said: NyFranvaro) -> tuple[str, str]:
        changed = be_away_otherwise(session, wanted, said, caller.actor, caller.world)
        return f"/personer/{one.id}", _noted(changed, "Frånvaron är ändrad.")

    return _page(request, form, change)


@router.api_route("/franvaro/{franvaro_id}/avsluta", methods=["GET", "POST"])
@rule(Rule.INLOGGAD)
def avsluta_franvaro(request: Request, franvaro_id: str) -> Response:
    """Ask whether somebody is back, and end the absence."""
    caller, wanted = caller_of(request), number(franvaro_id, HELTAL)
    with caller.installation.database.read() as session:
        row, one = _absence(session, caller, wanted, "Avsluta frånvaron")
    said = "Från i dag går allt till personen själv igen."
    if row.from_ >= caller.world.today:
        said = "Frånvaron har inte börjat, eller började i dag. Den tas bort."
    form = _asks(one, row, "Avsluta frånvaron", said)

    def end(session: Session, _said: Tom) -> tuple[str, str]:
        be_back(session, wanted, caller.actor, caller.world)
        return f"/personer/{one.id}", "Frånvaron är avslutad."

    return _page(request, form, end)


@router.api_route("/franvaro/{franvaro_id}/bekrafta", methods=["GET", "POST"])
@rule(Rule.SEKRETERARE, "Bekräfta ersättaren")
def bekrafta_ersattare(request: Request, franvaro_id: str) -> Response:
    """Ask whether the one who was asked for may step in, and note it."""
    caller, wanted = caller_of(request), number(franvaro_id, HELTAL)
    with caller.installation.database.read() as session:
        row, one = _absence(session, caller, wanted, "Bekräfta ersättaren")
        asked = person_with(session, row.foreslagen_id) if row.foreslagen_id else None
    named = asked.namn if asked else "Ersättaren"
    said = f"{named} får frågorna de dagarna, och svarar på dem för {one.namn}."
    asks = _asks(one, row, "Bekräfta ersättaren", said)
    # Who was read to be asked for goes along: another may be chosen meanwhile.
    read = {"ersattare": str(asked.id) if asked and asked.id else ""}
    hidden = fields_of(Bekraftelse, {"ersattare": {"slag": "dold"}})
    form = replace(asks, takes=Bekraftelse, falt=hidden, varden=read)

    def step_in(session: Session, said: Bekraftelse) -> tuple[str, str]:
        confirm(session, wanted, caller.actor, caller.world, said.ersattare)
        return f"/personer/{one.id}", "Ersättaren är bekräftad."

    return _page(request, form, step_in)


def _page(request: Request, form: Plain, act: Any) -> Response:
    return plain.send(request, form, act) if request.method == "POST" else plain.show(request, form)


def _noted(row: Franvaro, said: str) -> str:
    asked = " Sekreteraren bekräftar ersättaren och har fått ett brev."
    return said + asked if row.foreslagen_id else said


def _person(session: Session, caller: Caller, person_id: int) -> PersonRad:
    found = seen_person(session, caller.actor, caller.world, person_id)
    if found is None:
        raise NotFound
    return found


def _absence(
    session: Session, caller: Caller, franvaro_id: int, vad: str
) -> tuple[Franvaro, PersonRad]:
    row = absence_with(session, franvaro_id)
    one = _person(session, caller, row.person_id)
    require_own(one.id, caller.actor, vad)
    return row, one


def _form(
    session: Session,
    caller: Caller,
    one: PersonRad,
    words: tuple[str, str],
    row: Franvaro | None = None,
) -> Plain:
    """Return the form of an absence, with what stands when there is one."""
    stand_in = {**stand_in_of(session, caller, one.epost), "tom": "Uppdragens fasta ersättare"}
    chosen = row and (row.ersattare_id or row.foreslagen_id)
    stands = {} if row is None else {"from": str(row.from_), "tom": str(row.tom)}
    if chosen:
        stands["ersattare"] = person_with(session, chosen).epost
    return Plain(
        NyFranvaro,
        fields_of(NyFranvaro, {"ersattare": stand_in}),
        *words,
        f"/personer/{one.id}",
        kicker=one.namn,
        mening=_OWN if is_secretary(caller.actor) else _OWN + _ELSEWHERE,
        varden=stands,
    )


def _asks(one: PersonRad, row: Franvaro, what: str, said: str) -> Plain:
    days = f"{dag(row.from_)} till {dag(row.tom)}"
    back, kicker = f"/personer/{one.id}", f"{one.namn} · {days}"
    return Plain(Tom, [], what, what, back, kicker=kicker, mening=said)
