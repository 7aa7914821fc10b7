"""How the forms of an ärende's steps look: what can be chosen, what stands there already, what the
step does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.web.arende.about import about
from api.web.forms import asked as to_ask
from api.web.forms import choices
from api.web.forms.forms import Asked, Falt, Form, stored_values
from api.web.forms.step_page import Family
from models.arende import Arende
from models.base import table_of
from models.lagen import ArendeLage, Slag
from models.vocabulary import OrganSlag
from workflows.arende.facts import ArendeCase
from workflows.arende.lifecycle import ARENDE
from workflows.arende.offered import HAND_IN, WRITE, question
from workflows.arende.payloads import (
    Arendeprioritet,
    Arenderattning,
    Beredning,
    Fragetext,
    GodkannUnderlag,
    Komplettera,
    TaUpp,
)
from workflows.arende.views import find_arende
from workflows.county.mandate import is_secretary
from workflows.county.profile import Remisstill
from workflows.desk.letters import epost_of
from workflows.ground.deadlines import proposed_answer_day
from workflows.ground.payload import Payload
from workflows.handling.approvals import spoken_for
from workflows.handling.history import handelser
from workflows.handling.payloads import (
    Besluta,
    PaDagordning,
    PaMotet,
    SkickaPaRemiss,
)

_TEXTS: Final = (
    "rubrik",
    "fraga",
    "bakgrund",
    "avsandare_namn",
    "avsandare_epost",
    "avsandare_kanal",
    "prioritet",
    "prioritet_skal",
    "berord_sektor",
    "foredragande",
    "forslag_beslut",
    "konsekvenser",
    "invanare",
)
_NONE: Final = (
    "forslag_ataganden_inga"  # the box that says "no åtaganden" in the form where AU prepares
)


# Which field an obstacle that the rules name is about; ``test_arendefalt`` holds the sentences to
# the rules' own.
SAKNAS: Final[Mapping[str, str]] = {
    "rubrik": "Rubrik saknas.",
    "fraga": "Fråga saknas: vad ska ⟨ledningsgrupp⟩ ta ställning till?",
    "onskad_hantering": "Välj om ärendet är för information, dialog eller beslut.",
    "avsandare_organ": "Välj vilket organ som är avsändare.",
    "foredragande": "Föredragande är inte utsedd.",
    "forslag_beslut": "Förslag till beslut saknas.",
    "konsekvenser": "Konsekvenser är inte beskrivna.",
    "invanare": "Skriv hur invånare deltog, eller varför de inte gjorde det.",
    "forslag_ataganden": (
        "Föreslagna åtaganden saknas: skriv vem som ska göra vad, eller att beslutet inte ger"
        " några."
    ),
}


def shape(asked: Asked) -> Form:
    """Return the form of a step of an ärende."""
    case = asked.case
    assert isinstance(case, ArendeCase)  # noqa: S101 - asked for ärenden alone
    stored = _stored(asked, case)
    # Forms that say which fields are wanted before going on.
    wanted = bool(asked.step.written_in) or asked.step.name == WRITE
    shown = [
        one
        for falt in asked.falt
        for one in _ready(marked(falt, wanted=wanted), asked, case, stored)
    ]
    values = stored_values(shown, stored)
    if any(one["namn"] == _NONE for one in shown):
        values[_NONE] = stored.get("forslag_ataganden") == ()
    asks = ""
    if asked.step.takes is Komplettera:
        shown.sort(key=lambda one: one["namn"] != "komplettering")
        asks = question(handelser(asked.session, case.sak.id, case.noun)) if asked.shown else ""
    # A draft has one author, who is not in their own way.
    shared = case.sak.lage != ArendeLage.UTKAST
    if asked.step.takes is GodkannUnderlag:
        return _approve(case, shown)
    return Form(
        shown,
        values,
        fragat=asks,
        laser=shared,
        finish=_explicit_none,
        lamnas=ARENDE.step(HAND_IN) if asked.step.name == WRITE else None,
    )


def _approve(case: ArendeCase, shown: list[Falt]) -> Form:
    """What a ledamot says of the underlag it reads beside the form."""
    hidden = {"sha256", "person"} if spoken_for(case, None) else {"sha256"}
    falt = [{**one, "slag": "dold"} if one["namn"] in hidden else one for one in shown]
    return Form(falt, {"sha256": case.arende.underlag_sha256}, laser=False)


def marked(falt: Falt, *, wanted: bool) -> Falt:
    """Return a field with the obstacle that is about it; one that is wanted here says so."""
    if falt["namn"] not in SAKNAS:
        return falt
    return {**falt, "saknas": SAKNAS[falt["namn"]], "kravs": falt["kravs"] or wanted}


def from_outside(falt: Falt) -> Falt:
    """Return the field for whom a question comes from, with that it is nobody outside."""
    return {**falt, "val": [{"varde": "", "text": "Ingen utanför"}, *falt["val"]]}


def _unasked(takes: type[Payload], case: ArendeCase) -> set[str]:
    """Return the fields that the page leaves out: the meeting, which the ärende knows, and what the
    county has not.
    """
    known = {"mote"} if issubclass(takes, PaMotet) else set()
    if not case.profile.some_take_part():
        known |= {"berord_sektor"}
    if takes is Komplettera and case.actor.person_id == case.arende.avsandare_person_id:
        known |= {"avsandare_organ", "avsandare_namn"}
    return known if case.profile.former.inriktningsbeslut else {*known, "inriktning"}


def _ready(falt: Falt, asked: Asked, case: ArendeCase, stored: Mapping[str, Any]) -> list[Falt]:
    """Return a field as the page shows it: none, itself with its choices, or with one more beside
    it.
    """
    falt = _chosen(falt, case)
    name, slag = falt["namn"], falt["slag"]
    if name in _unasked(asked.step.takes, case):
        return []
    if slag == "ataganden":
        rows = stored_values([falt], stored).get(name, ())
        editor = choices.obligations(asked.session, falt, case, rows) if asked.shown else falt
        return (
            [editor] if name == "ataganden" else [{**editor, "hjalp": _PROPOSED}, _NO_OBLIGATIONS]
        )
    if slag == "rader":
        found = choices.decisions(asked.session, case) if asked.shown else []
        left_out = asked.shown and not found
        return [] if left_out else [{**falt, "slag": "kryss", "hjalp": "", "val": found}]
    if name == "sektor" or slag == "huvudman":
        return to_ask.fields([falt], case)
    if slag == "val":
        # One of them is chosen from the beginning, but where it may be nobody.
        return [_one_of_them(falt)]
    return [_among(falt, asked, case, stored)]


def _one_of_them(falt: Falt) -> Falt:
    if falt["namn"] == "avsandare_kanal":
        return from_outside(falt)
    return falt if falt["namn"] == "berord_sektor" else {**falt, "kravs": True}


def _chosen(falt: Falt, case: ArendeCase) -> Falt:
    """Return a field that is a choice among what the county has, where its slag does not say so."""
    if falt["namn"] == "prioritet":
        return {**falt, "slag": "val", "val": choices.PRIORITIES}
    if falt["namn"] == "berord_sektor":
        known = [{"varde": one.kod, "text": one.namn} for one in case.profile.sektor]
        return {**falt, "slag": "val", "val": [{"varde": "", "text": "Alla"}, *known]}
    return falt


def _among(falt: Falt, asked: Asked, case: ArendeCase, stored: Mapping[str, Any]) -> Falt:
    """Return a field with what it lets one choose among, where it does."""
    if not asked.shown:
        return falt
    if falt["namn"] == "siktar_pa":
        # The next meeting is proposed: whoever does not want that must be able to say so.
        none = {"tom": "Inget möte än"} if issubclass(asked.step.takes, TaUpp) else {}
        return {**choices.aimed(falt, case, stored.get("siktar_pa")), **none}
    if falt["namn"] in {"aterkommer", "svar_till"}:
        return choices.comes_back(falt, case)
    if falt["slag"] in {"person", "organ", "mote"}:
        return {**falt, "val": _choices(falt["namn"], asked, case)}
    return falt


_PROPOSED = "Vem ska göra vad, till när?"
_NO_OBLIGATIONS: Falt = {
    "namn": _NONE,
    "rubrik": "Beslutet ger inga åtaganden",
    "slag": "ja",
    "kravs": False,
    "hjalp": "",
    "max": None,
    "val": [],
}


def _choices(name: str, asked: Asked, case: ArendeCase) -> list[choices.Choice]:
    if name == "mote":
        return choices.meetings(asked.session, case, choices.states_for(asked.step.takes))
    if name in {"handlaggare", "person"}:
        return choices.people(asked.session, case.today)
    if name == "forum":
        return choices.organ(case.register, OrganSlag.FORUM)
    if name == "avsandare_organ":
        own = None if is_secretary(case.actor) else case.actor.organ_ids()
        return choices.organ(case.register, only=own)
    return choices.organ(case.register)


def _explicit_none(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the payload with an explicit "none" where that box was ticked and nothing was
    proposed.
    """
    rest = {name: value for name, value in payload.items() if name != _NONE}
    return {"forslag_ataganden": [], **rest} if payload.get(_NONE) else rest


def _stored(asked: Asked, case: ArendeCase) -> dict[str, Any]:
    """Return what stands in the form before anything is typed."""
    takes = asked.step.takes
    if issubclass(takes, Fragetext | Beredning | Arenderattning | Arendeprioritet):
        return _facts(asked, case)
    if issubclass(takes, Besluta):
        return {
            "utfall": "bifall",
            "beslutstext": case.arende.forslag_beslut,
            "inga_ataganden": False,
            "ataganden": case.arende.forslag_ataganden or (),
        }
    if issubclass(takes, SkickaPaRemiss):
        day = proposed_answer_day(case.today, case.profile.remiss.tjansteman_dagar)
        every_member = case.profile.remiss.till is Remisstill.LEDAMOTER
        first = {"mottagare": [choices.every_member(case)]} if every_member else {}
        return {"slag": "tjansteman", "sista_dag": day, **first}
    if issubclass(takes, TaUpp):
        ledningsgrupp = case.register.ledningsgrupp()
        coming = case.next_mote(ledningsgrupp.id) if asked.shown else None
        return {"siktar_pa": coming.datum} if coming else {}
    found = (
        choices.meetings(asked.session, case, ("planerat",))
        if asked.shown and takes is PaDagordning
        else []
    )
    return {"mote": found[0]["varde"]} if found else {}


def _facts(asked: Asked, case: ArendeCase) -> dict[str, Any]:
    """Return the ärende's own words in the shapes of its payloads."""
    arende = case.arende
    organ = case.register.organ_by_id(arende.avsandare_organ_id)
    return {
        **{name: getattr(arende, name) for name in _TEXTS},
        "onskad_hantering": list(arende.onskad_hantering),
        "avsandare_organ": organ.kod if organ else "",
        "forslag_ataganden": arende.forslag_ataganden,
        "handlaggare": (
            epost_of(asked.session, arende.handlaggare_id)
            if asked.shown and arende.handlaggare_id
            else ""
        ),
    }


FAMILY: Final = Family(
    Slag.ARENDE,
    "/arenden",
    lambda session, caller, nr: find_arende(session, caller.actor, caller.world, nr),
    shape,
    about,
    lambda case: str(case.arende.rubrik),
    name=table_of(Arende).c.nr,
)
