"""How the forms of steps look for each kind of matter but the ärende: only what is asked of this reader now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlmodel import Session

from api.shared.access import Caller
from api.web import atagandefalt, avtalsfalt, delgivningar
from api.web.forms import Asked, Falt, Form, Shape, Shapes
from api.web.motesanteckningar import draft
from models import limits
from models.lagen import Slag
from models.vocabulary import NarvaroSlag, PunktSlag
from workflows.cases import MoteCase, PunktFacts
from workflows.definitions import LIFECYCLES
from workflows.engine import OpenStep, load
from workflows.views.moten import BeslutandeVy, MoteVy, mote
from workflows.views.remisser import MottagareVy, RemissVy, SynpunktVy, remiss
from workflows.words import dag, uppraknat

Change = Mapping[str, Any]


def with_field(falt: list[Falt], changes: Mapping[str, Change]) -> list[Falt]:
    """Return the fields with some things about some of them said otherwise."""
    return [{**one, **changes.get(one["namn"], {})} for one in falt]


def without(falt: list[Falt], *names: str) -> list[Falt]:
    """Return the fields without some of them."""
    return [one for one in falt if one["namn"] not in names]


def shaped_form(session: Session, caller: Caller, sak_id: int, step: OpenStep) -> Form:
    """Return the form of a step as its page would show it, for a page that shows it at once."""
    case = load(session, sak_id, caller.actor, caller.world)
    definition = LIFECYCLES[case.sak.slag].step(step.namn)
    assert definition is not None  # noqa: S101 - an open step is one of the lifecycle's own
    return FORMER[case.sak.slag](Asked(session, caller, case, definition, list(step.falt)))


# --------------------------------------------------------------------------------------------------------------- möte


def _mote(asked: Asked) -> Form:
    shape = _MOTE.get(asked.step.name)
    return shape(asked) if shape else Form(asked.falt)


def _items(asked: Asked, wanted: Callable[[PunktFacts], bool]) -> Change:
    case = asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    return {
        "slag": "val",
        "val": [
            {"varde": punkt.id, "text": f"{place}. {punkt.rubrik}"}
            for place, punkt in enumerate(case.punkter, start=1)
            if wanted(punkt)
        ],
    }


def _own(punkt: PunktFacts) -> bool:
    return punkt.slag is not PunktSlag.ARENDE


def _view(asked: Asked) -> MoteVy:
    return mote(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)


def _note(asked: Asked) -> Form:
    """Show what is noted already on the item a link led here for."""
    chosen = asked.valt.get("punkt", "")
    noted = next((punkt.anteckning for punkt in _view(asked).punkter if str(punkt.id) == chosen), "")
    return Form(with_field(asked.falt, {"punkt": _items(asked, _own)}), {"punkt": chosen, "anteckning": noted})


def _remove(asked: Asked) -> Form:
    return Form(
        with_field(asked.falt, {"punkt": _items(asked, _own)}),
        mening="Punkten försvinner från dagordningen. Ett ärende lyfter du av från ärendets egen sida.",
    )


def _move(asked: Asked) -> Form:
    items = _items(asked, lambda _: True)
    places = [{"varde": place, "text": f"Plats {place}"} for place in range(1, len(items["val"]) + 1)]
    return Form(with_field(asked.falt, {"punkt": items, "ordning": {"slag": "val", "val": places}}))


def _named(one: BeslutandeVy) -> dict[str, str]:
    """Return somebody as a choice, with their huvudman unless the name says it."""
    whose = "" if one.huvudman is None or one.huvudman in one.namn else f", {one.huvudman}"
    return {"varde": one.epost, "text": f"{one.namn}{whose}"}


def _attendance(asked: Asked) -> Form:
    could, case = _view(asked).beslutande, asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    people = list({one.epost: _named(one) for one in could}.values())
    others = [one for one in case.ersattare if one.id not in case.beslutande]
    people += [{"varde": one.epost, "text": f"{one.namn}, ersättare"} for one in others]
    ways = [{"varde": way.value, "text": way.ord.capitalize()} for way in NarvaroSlag]
    change = {"slag": "deltagare", "personer": people, "val": ways}
    noted = {one.epost: one.narvaro.value for one in could}
    absent = {one.epost: NarvaroSlag.FRANVARANDE.value for one in others}
    return Form(with_field(asked.falt, {"deltagare": change}), {"deltagare": {**noted, **absent}})


def _notes(asked: Asked) -> Form:
    vy = _view(asked)
    mening = "" if vy.anteckningar else "Ett utkast är skrivet av dagordningen och besluten. Ändra fritt."
    return Form(asked.falt, {"anteckningar": vy.anteckningar or draft(vy)}, mening)


def _to_confirm(asked: Asked) -> Form:
    vy = _view(asked)
    val = [_named(one) for one in vy.beslutande]
    without_notes = "" if vy.anteckningar else " Anteckningarna är tomma: skriv dem först."
    mening = f"Justeraren får läsa anteckningarna som de står nu.{without_notes}"
    return Form(with_field(asked.falt, {"justerare": {"val": val}}), mening=mening)


_MOTE: Final[Mapping[str, Shape]] = {
    "anteckna_punkt": _note,
    "ta_bort_punkt": _remove,
    "flytta_punkt": _move,
    "anteckna_narvaro": _attendance,
    "skriv_anteckningar": _notes,
    "till_justering": _to_confirm,
    "stall_in": lambda asked: Form(
        asked.falt, mening="Ärendena på dagordningen blir färdigberedda igen. Är kallelsen skickad får alla veta."
    ),
    "atersand": lambda asked: Form(asked.falt, mening="Sekreteraren får dina anmärkningar och ändrar anteckningarna."),
}


# ------------------------------------------------------------------------------------------------------------- remiss


def _remiss(asked: Asked) -> Form:
    vy = remiss(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)
    shape = _REMISS.get(asked.step.name)
    return shape(asked, vy) if shape else Form(asked.falt)


def _recipients(found: list[MottagareVy]) -> Change:
    val = [{"varde": one.kod, "text": one.namn + (" (har svarat)" if one.svar else "")} for one in found]
    return {"slag": "val", "val": val}


def _answer(asked: Asked, vy: RemissVy) -> Form:
    mine = [one for one in vy.mottagare if one.mitt]
    wanted = [one for one in mine if str(one.id) == asked.valt.get("mottagare")] or mine
    falt = with_field(asked.falt, {"synpunkter": _boxes(vy, asked.step.name)})
    if len(wanted) != 1:
        change = {**_recipients(wanted), "kravs": True}
        return Form(with_field(falt, {"mottagare": change}), laser=False)
    (one,) = wanted
    mening = f"Svar från {one.namn}, senast {dag(one.sista_dag)}. Du kan ändra svaret till och med den dagen."
    said = {"mottagare": one.kod} if len(mine) > 1 else {}
    return Form(
        without(falt, "mottagare"), _answered(one), mening, laser=False, finish=lambda payload: {**payload, **said}
    )


def _boxes(vy: RemissVy, step: str) -> Change:
    """Return what the boxes for comments are called, and where they post to from the round's own page."""
    where = f"/remisser/{vy.id}/steg/{step}"
    return {"en": "Synpunkt", "fler": "Lägg till en synpunkt", "max": limits.TEXT, "adress": where}


def _answered(one: MottagareVy) -> dict[str, Any]:
    """Return an answer given earlier, to be changed."""
    if one.svar is None:
        return {}
    return {
        "stallningstagande": one.svar.stallningstagande.value,
        "motivering": one.svar.motivering,
        "synpunkter": [synpunkt.text for synpunkt in one.svar.synpunkter],
    }


def _by_phone(asked: Asked, vy: RemissVy) -> Form:
    changes = {"mottagare": _recipients(list(vy.mottagare)), "synpunkter": _boxes(vy, asked.step.name)}
    falt = with_field(asked.falt, changes)
    mening = "Svaret märks som mottaget på telefon. Den som svarar för parten får se det och kan ändra det."
    return Form(falt, mening=mening, laser=False)


def _extend(asked: Asked, vy: RemissVy) -> Form:
    return Form(asked.falt, mening=f"Sista svarsdag är {dag(vy.sista_dag)}. Påminnelserna flyttas med.")


def _respite(asked: Asked, vy: RemissVy) -> Form:
    falt = with_field(asked.falt, {"mottagare": _recipients([one for one in vy.mottagare if one.svar is None])})
    return Form(falt, mening=f"Övriga har kvar sin dag, {dag(vy.sista_dag)}.")


def _comment(asked: Asked, vy: RemissVy) -> Form:
    comments = vy.sammanstallning.synpunkter
    val = [{"varde": one.id, "text": _short(one)} for one in sorted(comments, key=lambda one: one.svar is not None)]
    falt = with_field(asked.falt, {"synpunkt": {"slag": "val", "val": val}})
    chosen = next((one for one in comments if str(one.id) == asked.valt.get("synpunkt")), None)
    if chosen is None:
        return Form(falt, mening=_left(vy), laser=False)
    before = {"svar": chosen.svar.value if chosen.svar else None, "motivering": chosen.motivering}
    return Form(falt, {"synpunkt": chosen.id, **before}, f"{chosen.fran}: {chosen.text}", laser=False)


def _short(one: SynpunktVy) -> str:
    text = " ".join(one.text.split())
    cut = text if len(text) <= 90 else f"{text[:89]}…"  # noqa: PLR2004 - what fits in a list to open
    return f"{one.fran}: {cut}" + (" (besvarad)" if one.svar else "")


def _left(vy: RemissVy) -> str:
    left = [one.fran for one in vy.sammanstallning.synpunkter if one.svar is None]
    return (
        f"Obesvarade synpunkter finns från {uppraknat(dict.fromkeys(left))}."
        if left
        else "Alla synpunkter har fått svar."
    )


_REMISS: Final[Mapping[str, Callable[[Asked, RemissVy], Form]]] = {
    "svara": _answer,
    "svara_pa_telefon": _by_phone,
    "forlang": _extend,
    "ge_anstand": _respite,
    "besvara_synpunkt": _comment,
}

FORMER: Final[Shapes] = {
    Slag.MOTE: _mote,
    Slag.REMISS: _remiss,
    Slag.ATAGANDE: atagandefalt.atagande,
    Slag.DELGIVNING: delgivningar.shape,
    Slag.AVTAL: avtalsfalt.shape,
}
