"""How the forms of a meeting's steps look: only what is asked of this reader now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.web.forms import choices
from api.web.forms.forms import Asked, Form, Shape, with_field
from api.web.forms.step_page import Family, by_id
from api.web.mote.about import about
from api.web.mote.notes import attended, draft
from models.lagen import TAKES_ITEMS, Slag
from models.vocabulary import NarvaroSlag
from workflows.ground.payload import Payload
from workflows.mote.facts import MoteCase, PunktFacts, SvarFacts, answer_of
from workflows.mote.payloads import (
    AndraUtfall,
    Anteckningar,
    AnteckningPunkt,
    FlyttaMote,
    FlyttaPunkt,
    ForeslaRattelse,
    LatVila,
    Narvaro,
    Punkt,
    RattaAtagande,
    RattaBeslut,
    SkjutUpp,
    SvaraKallelse,
    SvaraPaRattelse,
    SvarPaKallelse,
    Tillbaka,
    TillJustering,
)
from workflows.mote.stand_ins import DeltagareVy, electorate, took_part
from workflows.mote.views import MoteVy, mote

Change = Mapping[str, Any]


def shape(asked: Asked) -> Form:
    """Return how the form of a step looks."""
    made = _SHAPES.get(asked.step.takes)
    return made(asked) if made else Form(asked.falt)


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
    return not punkt.om_en_sak


def _view(asked: Asked) -> MoteVy:
    return mote(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)


def _note(asked: Asked) -> Form:
    """Show what is noted already on the item a link led here for."""
    chosen = asked.valt.get("punkt", "")
    items = _view(asked).punkter if asked.shown else ()
    noted = next((punkt.anteckning for punkt in items if str(punkt.id) == chosen), "")
    return Form(
        with_field(asked.falt, {"punkt": _items(asked, _own)}),
        {"punkt": chosen, "anteckning": noted},
    )


def _remove(asked: Asked) -> Form:
    return Form(with_field(asked.falt, {"punkt": _items(asked, _own)}))


def _move(asked: Asked) -> Form:
    items = _items(asked, lambda _: True)
    places = [
        {"varde": place, "text": f"Plats {place}"} for place in range(1, len(items["val"]) + 1)
    ]
    return Form(with_field(asked.falt, {"punkt": items, "ordning": {"slag": "val", "val": places}}))


def _named(one: DeltagareVy) -> dict[str, str]:
    """Return somebody as a choice, with their huvudman unless the name says it, and whom they were
    to send.
    """
    names = dict.fromkeys(place.huvudman or "" for place in one.platser)
    whose = "".join(f", {name}" for name in names if name not in one.namn)
    instead = one.skulle_ersattas_av
    sent = f" ({instead} skulle komma i stället)" if instead else ""
    return {"varde": one.epost, "text": f"{one.namn}{whose}{sent}"}


def _attendance(asked: Asked) -> Form:
    case = asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    took = took_part(electorate(asked.session, asked.caller.world, case.sak.id))
    people = [_named(one) for one in took]
    others = [one for one in case.ersattare if one.id not in case.beslutande]
    people += [{"varde": one.epost, "text": f"{one.namn}, ersättare"} for one in others]
    ways = [{"varde": way.value, "text": way.ord.capitalize()} for way in NarvaroSlag]
    change = {"slag": "deltagare", "personer": people, "val": ways}
    noted = {one.epost: one.narvaro.value for one in took}
    absent = {one.epost: NarvaroSlag.FRANVARANDE.value for one in others}
    return Form(with_field(asked.falt, {"deltagare": change}), {"deltagare": {**noted, **absent}})


def _instead(said: SvarFacts) -> str:
    return f", {said.ersattare} kommer i stället" if said.ersattare else ""


def _own_answer(asked: Asked) -> Form:
    """Show what the reader has said already; the address may say what is to be said now."""
    if not asked.shown:
        return Form(asked.falt, laser=False)
    case = asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    said = answer_of(case, case.actor.person_id)
    chosen = asked.valt.get("besked") or (said.besked.value if said else "")
    varden = {"besked": chosen, "ersattare": said.ersattare if said else ""}
    mening = (
        f"Ditt svar är: {said.besked.ord}{_instead(said)}. Du kan ändra det tills mötet börjar."
        if said
        else "Du kan ändra ditt svar tills mötet börjar."
    )
    return Form(asked.falt, varden, mening, laser=False)


def _answer_of(asked: Asked) -> Form:
    case = asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    people = [{"varde": one.epost, "text": one.namn} for one in case.kallade]
    falt = with_field(asked.falt, {"person": {"val": people}})
    first = sorted(falt, key=lambda one: one["namn"] != "person")
    return Form(first, {"person": asked.valt.get("person", "")}, laser=False)


def _move_meeting(asked: Asked) -> Form:
    case = asked.case
    assert isinstance(case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    mote = case.mote
    stands = {
        "datum": mote.datum.isoformat(),
        "tid": mote.tid.isoformat("minutes"),
        "slut": mote.slut.isoformat("minutes") if mote.slut else "",
        "plats": mote.plats,
    }
    return Form(asked.falt, stands)


def _notes(asked: Asked) -> Form:
    if not asked.shown:
        return Form(asked.falt)
    vy = _view(asked)
    mening = (
        ""
        if vy.anteckningar
        else "Ett utkast är skrivet av dagordningen och besluten. Ändra fritt."
    )
    return Form(asked.falt, {"anteckningar": vy.anteckningar or draft(vy, _case(asked))}, mening)


def _to_confirm(asked: Asked) -> Form:
    if not asked.shown:
        return Form(asked.falt)
    vy = _view(asked)
    val = [_named(one) for one in attended(vy.beslutande)]
    without_notes = "" if vy.anteckningar else " Anteckningarna är tomma: skriv dem först."
    mening = f"Justeraren får läsa anteckningarna som de står nu.{without_notes}"
    return Form(with_field(asked.falt, {"justerare": {"val": val}}), mening=mening)


def _decision(asked: Asked) -> Form:
    """A choice among what the meeting decided; where there is one only it is chosen, and its
    wording is there to be changed.
    """
    decided = list(_case(asked).beslut) if asked.shown else []
    val = [{"varde": one.id, "text": f"{one.beteckning} {one.rubrik}"} for one in decided]
    chosen = next((one for one in decided if str(one.id) == asked.valt.get("beslut")), None)
    one = chosen or (decided[0] if len(decided) == 1 else None)
    values = {"beslut": one.id, "lydelse": one.text} if one else {}
    texts = "\n\n".join(f"{one.beteckning}: {one.text}" for one in decided)
    return Form(
        with_field(asked.falt, {"beslut": {"slag": "val", "val": val}}), values, fragat=texts
    )


def _task(asked: Asked) -> Form:
    case = _case(asked)
    tasks = list(case.ataganden) if asked.shown else []
    val = [{"varde": one.id, "text": f"{one.mottagare}: {one.text}"} for one in tasks]
    party = {"slag": "val", "val": choices.huvudman(case.register)}
    return Form(
        with_field(asked.falt, {"atagande": {"slag": "val", "val": val}, "huvudman": party})
    )


def _slip(asked: Asked) -> Form:
    """The slips that wait; where there is one only it is chosen."""
    waiting = list(_case(asked).rattelser) if asked.shown else []
    val = [{"varde": one.id, "text": f"”{one.fore}” blir ”{one.efter}”"} for one in waiting]
    values = {"rattelse": waiting[0].id} if len(waiting) == 1 else {}
    return Form(with_field(asked.falt, {"rattelse": {"slag": "val", "val": val}}), values)


def _case(asked: Asked) -> MoteCase:
    assert isinstance(asked.case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    return asked.case


def _back(asked: Asked) -> Form:
    """What comes back, as a choice where the address has not chosen, and the meetings it can be
    moved to.
    """
    if not asked.shown:
        return Form(asked.falt)
    case = _case(asked)
    val = [{"varde": one.id, "text": one.namn} for one in case.tillbaka]
    later = [
        one
        for one in choices.meetings(asked.session, case, TAKES_ITEMS)
        if one["varde"] in {mote.id for mote in case.moten if mote.datum > case.mote.datum}
    ]
    chosen = asked.valt.get("sak", "") or (str(val[0]["varde"]) if len(val) == 1 else "")
    return Form(
        with_field(asked.falt, {"sak": {"slag": "val", "val": val}, "mote": {"val": later}}),
        {"sak": chosen},
    )


_SHAPES: Final[Mapping[type[Payload], Shape]] = {
    AnteckningPunkt: _note,
    Tillbaka: _back,
    SkjutUpp: _back,
    LatVila: _back,
    Punkt: _remove,
    FlyttaPunkt: _move,
    Narvaro: _attendance,
    FlyttaMote: _move_meeting,
    SvaraKallelse: _own_answer,
    SvarPaKallelse: _answer_of,
    Anteckningar: _notes,
    TillJustering: _to_confirm,
    RattaBeslut: _decision,
    AndraUtfall: _decision,
    ForeslaRattelse: _decision,
    RattaAtagande: _task,
    SvaraPaRattelse: _slip,
}


FAMILY: Final = Family(Slag.MOTE, "/moten", by_id, shape, about)
