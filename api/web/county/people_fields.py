"""The forms about people: a new uppdrag, its last day, its substitute, when letters come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from sqlmodel import Session

from api.shared.access import Caller
from api.web.forms import choices
from api.web.forms.forms import Falt
from api.web.forms.plain import Plain
from models.vocabulary import Roll
from workflows.county.organisation import (
    AvslutaUppdrag,
    NyBrevtid,
    NyErsattare,
    NyttUppdrag,
    PersonRad,
    UppdragRad,
)
from workflows.county.register import load_register
from workflows.ground.payload import Payload, describe
from workflows.ground.words import VECKODAGAR, klockslag


def fields_of(takes: type[Payload], changes: Mapping[str, Mapping[str, Any]]) -> list[Falt]:
    """Return the fields of a form; those that must be filled in say so."""
    wanted = {
        field.alias or name for name, field in takes.model_fields.items() if field.is_required()
    }
    return [
        {**one, "kravs": one["namn"] in wanted, **changes.get(one["namn"], {})}
        for one in describe(takes)
    ]


def stand_in_of(session: Session, caller: Caller, but: str = "") -> dict[str, Any]:
    """Return what a field of who steps in offers: everybody but one."""
    others = [one for one in choices.people(session, caller.world.today) if one["varde"] != but]
    return {"val": others, "tom": "Ingen", "hjalp": ""}


def new_form(session: Session, caller: Caller, chosen: Mapping[str, str]) -> Plain:
    """Return the form of a new uppdrag; ``chosen`` stands in it from the beginning."""
    register = load_register(session)
    sectors = [{"varde": one.kod, "text": one.namn} for one in caller.world.profile.sektor]
    falt = fields_of(
        NyttUppdrag,
        {
            "epost": {"hjalp": "Den som är ny läggs till. Den som redan finns får uppdraget."},
            "organ": {"val": choices.organ(register)},
            "roll": {
                "val": [{"varde": roll.value, "text": roll.ord.capitalize()} for roll in Roll]
            },
            "huvudman": {"slag": "val", "val": choices.huvudman(register), "tom": "Ingen"},
            "sektor": {"val": [*sectors, {"varde": "", "text": "Ingen särskild"}]},
            "ersattare": stand_in_of(session, caller),
        },
    )
    return Plain(
        NyttUppdrag,
        falt,
        "Ge ett uppdrag",
        "Ge uppdraget",
        "/personer",
        mening="Uppdraget avgör vad personen ser och får göra, från första till sista dagen.",
        varden={"sektor": "", **chosen},
    )


def end_form(_session: Session, caller: Caller, person: PersonRad, one: UppdragRad) -> Plain:
    """Return the form of an uppdrag's last day."""
    day = {"rubrik": "Sista dagen", "hjalp": "Personen har uppdraget hela den dagen."}
    falt = fields_of(AvslutaUppdrag, {"tom": day})
    last = one.tom or caller.world.today
    return Plain(
        AvslutaUppdrag,
        falt,
        "Avsluta uppdraget",
        "Avsluta uppdraget",
        f"/personer/{person.id}",
        kicker=_of(person, one),
        varden={"tom": last.isoformat()},
        mening=(
            "Det som personen svarade för går till nästa som får uppdraget. Historiken står kvar."
        ),
    )


def substitute_form(session: Session, caller: Caller, person: PersonRad, one: UppdragRad) -> Plain:
    """Return the form of an uppdrag's standing substitute."""
    stand_in = stand_in_of(session, caller, person.epost)
    named = next((who["varde"] for who in stand_in["val"] if who["text"] == one.ersattare), "")
    return Plain(
        NyErsattare,
        fields_of(NyErsattare, {"ersattare": stand_in}),
        "Välj ersättare",
        "Spara ersättaren",
        f"/personer/{person.id}",
        kicker=_of(person, one),
        varden={"ersattare": named},
        mening=(
            "Ersättaren får göra allt som uppdraget ger rätt till, och får aviseringarna när"
            " personen är borta."
        ),
    )


def mail_form(namn: str, varden: Mapping[str, str], tillbaka: str) -> Plain:
    """Return the form of when somebody wants their letters."""
    days = [
        {"varde": str(day), "text": word.capitalize()} for day, word in enumerate(VECKODAGAR[:5], 1)
    ]
    hours = [{"varde": str(hour), "text": klockslag(time(hour))} for hour in range(6, 19)]
    falt = fields_of(
        NyBrevtid,
        {
            "brevdag": {
                "val": days,
                "hjalp": "Är det en helgdag kommer sammandraget nästa arbetsdag.",
            },
            "brevtimme": {"val": hours, "hjalp": "Gäller alla påminnelser."},
        },
    )
    return Plain(
        NyBrevtid,
        falt,
        "När dina brev kommer",
        "Spara",
        tillbaka,
        kicker=namn,
        varden=varden,
        mening=(
            "Det som kan vänta samlas i ett brev i veckan. Det som ska vara klart inom tre"
            " arbetsdagar, eller är försenat, kommer samma dag. Har inget nytt hänt kommer inget"
            " brev."
        ),
    )


def _of(person: PersonRad, one: UppdragRad) -> str:
    for_whom = f", {one.huvudman}" if one.huvudman else ""
    return f"{person.namn} · {one.roll.ord} i {one.organ}{for_whom}"
