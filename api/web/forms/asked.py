"""Whom a remiss asks, shown by name as it is chosen, before it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from api.web.forms import choices
from api.web.forms.forms import Falt, Form, parties
from api.web.frame.sent import Sent
from models.vocabulary import MottagareSlag
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.county.slots import Slot
from workflows.county.vacancy import where_it_lies
from workflows.engine.case import Case
from workflows.engine.load import saying
from workflows.ground.errors import Malformed
from workflows.ground.payload import Payload, parse
from workflows.ground.words import uppraknat
from workflows.handling.addressees import asked
from workflows.handling.effects import Addressee
from workflows.handling.slots import huvudmannens, organets

_NONE = "Ingen särskild sektor: den som svarar för hela huvudmannen"


WISH = "vem"  # on the button that asks who gets the question as it is chosen


def fields(falt: list[Falt], case: Case) -> list[Falt]:
    """Return the fields for whom to ask, with the choice of sector."""
    found = []
    for one in falt:
        if one["namn"] == "mottagare":
            found.append(choices.parties(one, case))
        elif one["namn"] == "sektor":
            found.append({**one, **sectors(case), "fraga": WISH})
        else:
            found.append(one)
    return found


def sectors(case: Case) -> dict[str, Any]:
    """Return the choice of whom at the huvudmän a question concerns; none is a choice too."""
    each = one_sector(case)
    return {**each, "val": [{"varde": "", "text": _NONE}, *each["val"]]}


def one_sector(case: Case) -> dict[str, Any]:
    """Return the choice of one sector."""
    kinds = {one.slag for one in case.register.huvudman}
    used = [one for one in case.profile.sektor if kinds & set(one.slag)]
    return {"slag": "val", "val": [{"varde": one.kod, "text": one.namn} for one in used]}


def with_names(session: Session, form: Form, case: Case, takes: type[Payload], sent: Sent) -> Form:
    """Return the form with who would get the question as it is chosen in what was sent."""
    there = _chosen(session, form, case, takes, sent)
    falt = [{**one, "vem": there} if one.get("fraga") else one for one in form.falt]
    return replace(form, falt=falt)


def _chosen(
    session: Session, form: Form, case: Case, takes: type[Payload], sent: Sent
) -> list[dict[str, str]]:
    """Return each who would be asked and by what name: found as the step that asks them finds
    them. What cannot be read asks nobody.
    """
    to = next((parties(one, sent) for one in form.falt if one["slag"] == "parter"), None)
    said = {"mottagare": to, "sektor": sent.get("sektor") or None}
    try:
        payload = parse(takes, {name: value for name, value in said.items() if value})
    except Malformed:
        return []
    asks = saying(session, case, payload)
    till = asked(asks, getattr(payload, "mottagare", None), getattr(payload, "sektor", None))
    slots = [_slot(asks, one) for one in till]
    bemanning = load_bemanning(session, case.today, slots)
    return [
        {"text": _called(asks, one), "namn": _names(bemanning, slot)}
        for one, slot in zip(till, slots, strict=True)
    ]


def _slot(case: Case, one: Addressee) -> Slot:
    if one.slag == MottagareSlag.PERSON:
        return Slot(drag="", person_id=one.id)
    if one.slag == MottagareSlag.HUVUDMAN:
        return huvudmannens(case, one.id, one.sektor)
    return organets(case, one.id)


def _called(case: Case, one: Addressee) -> str:
    """Return what is asked: a huvudman, with the sector; an organ; a ledamot for themselves."""
    if one.slag == MottagareSlag.HUVUDMAN:
        huvudman = case.register.huvudman_by_id(one.id)
        sektor = next((each.namn for each in case.profile.sektor if each.kod == one.sektor), "")
        return ", ".join(filter(None, [huvudman.kortnamn if huvudman else "", sektor.lower()]))
    organ = case.register.organ_by_id(one.id) if one.slag == MottagareSlag.ORGAN else None
    return organ.kortnamn if organ else "Ledamot"


def _names(bemanning: Bemanning, slot: Slot) -> str:
    """Return who has it today, and why where it is not whose it is."""
    holders = bemanning.holders(slot)
    names = uppraknat(one.namn for one in holders) or "ingen"
    instead = where_it_lies(slot, bemanning)
    return f"{names} ({instead.removesuffix('.')})" if instead else names
