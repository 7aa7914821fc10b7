"""What the reader of a letter can do from it: answer without signing in, or fill an uppdrag that
stands empty.

Only steps whose form says everything that its reader must know. Who must read papers first (verify
a report, confirm minutes) is led to the page instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from models.lagen import ArendeLage, AtagandeLage, DelgivningLage, RemissLage, RevisionLage
from workflows.arende.facts import ArendeCase
from workflows.beslut.facts import AtagandeCase
from workflows.county.register import Register
from workflows.county.slots import Holder, Slot
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.case import Case
from workflows.remiss.facts import RemissCase
from workflows.revision.facts import RevisionCase

# Letters that ask for the very answer their link leads to.
_ASKED_IN = {
    "remiss",
    "remiss_flyttad",
    "komplettering",
    "delegerat",
    "atersant",
    "ateroppnat",
    "tagit_del",
    "godkann",
}
_APPROVED = {RevisionLage.SLUTLIGT.value, RevisionLage.PA_DAGORDNING.value}
_OPEN = {AtagandeLage.TILLDELAT.value, AtagandeLage.KVITTERAT.value, AtagandeLage.PAGAR.value}


def answer_in(mall: str, case: Case, part: int | None = None) -> dict[str, Any]:
    """Return what the link of a letter is for, as part of its data; nothing for a letter that asks
    nothing of it.

    ``part`` is what part of the matter it is about: the id of a recipient of a remiss, for one
    person may answer for several, or the number of a locked text.
    """
    return _answer(case, part) if mall in _ASKED_IN else {}


def answer_now(case: Case, *, delfrist: bool, mottagare_id: int | None) -> dict[str, Any]:
    """Return what the link of a reminder of a frist is for: one recipient's of a remiss, one
    ledamot's.
    """
    lage = case.sak.lage
    asked = {
        AtagandeCase: lage in _OPEN,
        RemissCase: lage == RemissLage.OPPEN and delfrist,
        RevisionCase: lage in _APPROVED and delfrist,
        ArendeCase: lage == ArendeLage.KOMPLETTERAS,
        DelgivningCase: lage == DelgivningLage.VANTAR,
    }
    part = len(case.versioner) if isinstance(case, RevisionCase) else mottagare_id
    return _answer(case, part) if asked.get(type(case)) else {}


def obligation(sak_id: int, *, standing: bool) -> dict[str, Any]:
    """Return what the link of an åtagande is for."""
    return {"svara": {"sak": sak_id, "steg": "stam_av" if standing else "rapportera"}}


def _answer(case: Case, part: int | None) -> dict[str, Any]:
    """Return what the link is for; ``annars`` is the other answer there is, as easy to give."""
    if isinstance(case, AtagandeCase):
        return obligation(case.sak.id, standing=case.atagande.standing)
    if isinstance(case, DelgivningCase):
        objects = {"steg": "invand", "ord": "Invänd direkt"}
        return {"svara": {"sak": case.sak.id, "steg": "bekrafta", "annars": objects}}
    if isinstance(case, RemissCase):
        return {"svara": {"sak": case.sak.id, "steg": "svara", "del": part}}
    if isinstance(case, RevisionCase):
        return {"svara": {"sak": case.sak.id, "steg": "godkann", "del": part}}
    return (
        {"svara": {"sak": case.sak.id, "steg": "komplettera"}}
        if isinstance(case, ArendeCase)
        else {}
    )


def to_holder(said: Mapping[str, Any], holder: Holder, register: Register) -> dict[str, Any]:
    """Return what a letter, or a line of it, says to this person.

    To whom it has only fallen the answer is not theirs: it says whose uppdrag stands empty
    (``tom_plats``; a person who has left is ``borta``, who is away together with the ersättare
    ``franvarande``), and to who can fill it where (``tillsatt``, "" otherwise).
    """
    if holder.vakans is None:
        return dict(said)
    vakans, slot = holder.vakans, holder.vakans.slot
    kept = {name: value for name, value in said.items() if name != "svara"}
    tillsatt = (
        _place(slot, register) if vakans.tillsatter and slot.organ_id and not vakans.borta else ""
    )
    left = slot.person_id is not None and not vakans.borta
    return {
        **kept,
        "tom_plats": slot.drag,
        "borta": left,
        "franvarande": vakans.borta,
        "tillsatt": tillsatt,
    }


def why(own: str, holders: Iterable[Holder]) -> str:
    """Return why a letter comes to a person who holds these slots; ``own`` unless all of them have
    fallen to them.
    """
    fallen = [holder.vakans for holder in holders]
    if None in fallen:
        return own
    fills = any(vakans.tillsatter for vakans in fallen if vakans)
    return (
        "Ingen annan kan svara just nu, och du"
        f" {'håller ihop arbetet' if fills else 'är kontaktperson'}."
    )


def _place(slot: Slot, register: Register) -> str:
    """Return the page where the uppdrag is given to somebody, with what is known of it
    filled in.
    """
    organ, huvudman = register.organ_by_id(slot.organ_id), register.huvudman_by_id(slot.huvudman_id)
    roll = slot.roll.value if slot.roll else "ledamot" if huvudman else ""
    known = {
        "organ": organ and organ.kod,
        "roll": roll,
        "huvudman": huvudman and huvudman.kod,
        "sektor": slot.sektor,
    }
    return f"/personer/uppdrag?{urlencode({name: text for name, text in known.items() if text})}"
