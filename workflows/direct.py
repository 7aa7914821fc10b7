"""What can be answered from a letter without signing in: steps whose form says everything that its reader must know.

Who must read papers first (verify a report, confirm minutes) is led to the page instead.
"""

from __future__ import annotations

from typing import Any

from models.lagen import ArendeLage, AtagandeLage, RemissLage
from workflows.cases import ArendeCase, AtagandeCase, Case, RemissCase

_ASKED_IN = {"remiss", "remiss_flyttad", "komplettering", "delegerat", "atersant"}  # letters
_OPEN = {AtagandeLage.TILLDELAT.value, AtagandeLage.KVITTERAT.value, AtagandeLage.PAGAR.value}


def answer_in(mall: str, case: Case) -> dict[str, Any]:
    """Return what the link of a letter is for, as part of its data; nothing for a letter that asks nothing of it."""
    return _answer(case) if mall in _ASKED_IN else {}


def answer_now(case: Case, *, to_recipient: bool) -> dict[str, Any]:
    """Return what the link of a reminder is for. ``to_recipient`` tells that a remiss waits for its recipient."""
    lage = case.sak.lage
    asked = {
        AtagandeCase: lage in _OPEN,
        RemissCase: lage == RemissLage.OPPEN and to_recipient,
        ArendeCase: lage == ArendeLage.KOMPLETTERAS,
    }
    return _answer(case) if asked.get(type(case)) else {}


def obligation(sak_id: int, *, standing: bool) -> dict[str, Any]:
    """Return what the link of an åtagande is for."""
    return {"svara": {"sak": sak_id, "steg": "stam_av" if standing else "rapportera"}}


def _answer(case: Case) -> dict[str, Any]:
    if isinstance(case, AtagandeCase):
        return obligation(case.sak.id, standing=case.atagande.standing)
    steg = {RemissCase: "svara", ArendeCase: "komplettera"}.get(type(case))
    return {"svara": {"sak": case.sak.id, "steg": steg}} if steg else {}
