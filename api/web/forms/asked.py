"""Whom a remiss asks, shown by name before it is sent."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from api.web.forms import choices
from api.web.forms.forms import Falt
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.engine.case import Case
from workflows.ground.words import uppraknat
from workflows.handling.slots import huvudmannens

_WHOLE = "Den som svarar för hela huvudmannen"


def fields(session: Session, falt: list[Falt], case: Case, *, shown: bool) -> list[Falt]:
    """Return the fields for whom to ask, with who that is and the choice of sector."""
    there = by_name(session, case) if shown else []
    found = []
    for one in falt:
        if one["namn"] == "mottagare":
            found.append({**choices.parties(one, case), "vem": there})
        else:
            found.append({**one, **sectors(case)} if one["namn"] == "sektor" else one)
    return found


def sectors(case: Case) -> dict[str, Any]:
    """Return the choice of whom at the huvudmän a question concerns."""
    kinds = {one.slag for one in case.register.huvudman}
    used = [one for one in case.profile.sektor if kinds & set(one.slag)]
    val = [{"varde": one.kod, "text": one.namn} for one in used]
    return {"slag": "val", "tom": _WHOLE, "val": val}


def by_name(session: Session, case: Case) -> list[dict[str, str]]:
    """Return who would be asked at each huvudman, for the whole and for each sector it has."""
    bemanning = load_bemanning(session, case.today)
    found = []
    for one in case.register.huvudman:
        sektorer = case.profile.sektorer_for(one.slag)
        each = [(sektor.namn, sektor.kod) for sektor in sektorer] if len(sektorer) > 1 else []
        whole = _names(bemanning, case, one.id, None)
        more = (f"{namn}: {_names(bemanning, case, one.id, kod)}" for namn, kod in each)
        found.append({"text": one.kortnamn, "namn": " · ".join([whole, *more])})
    return found


def _names(bemanning: Bemanning, case: Case, huvudman_id: int, sektor: str | None) -> str:
    holders = bemanning.holders(huvudmannens(case, huvudman_id, sektor))
    return uppraknat(_said(one.namn, vacant=one.vakans is not None) for one in holders) or "ingen"


def _said(namn: str, *, vacant: bool) -> str:
    return f"{namn} (ingen har uppdraget)" if vacant else namn
