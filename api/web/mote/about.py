"""What the forms of a meeting that ask first are about: the meeting, its agenda and its notes."""

from __future__ import annotations

from api.web.forms.about import Gallande, as_list
from api.web.forms.forms import Asked
from workflows.ground.words import full_dag, klockslag, stor
from workflows.mote.facts import MoteCase
from workflows.mote.offered import confirms
from workflows.mote.payloads import SvaraPaRattelse
from workflows.mote.views import MoteVy, PunktVy, mote


def about(asked: Asked) -> Gallande:
    """Return the meeting with its agenda, what each item came to, and its notes."""
    vy = mote(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)
    return Gallande(
        namn=f"{vy.organ_namn} {full_dag(vy.datum)}",
        fraga=_when(vy),
        sammanfattning=_slips(asked) or _corrected(asked, vy),
        text=vy.anteckningar or as_list(_item(one) for one in vy.punkter),
        text_namn=vy.protokoll.capitalize() if vy.anteckningar else _counted(vy),
    )


def _slips(asked: Asked) -> str:
    """Return the slips that wait, where they are what is asked about."""
    if asked.step.takes is not SvaraPaRattelse:
        return ""
    assert isinstance(asked.case, MoteCase)  # noqa: S101 - the shapes are kept by kind
    return as_list(f"”{one.fore}” blir ”{one.efter}”" for one in asked.case.rattelser)


def _corrected(asked: Asked, vy: MoteVy) -> str:
    """Return what was corrected in the decisions, where its minutes are to be confirmed."""
    if not confirms(asked.step.name):
        return ""
    return as_list(
        f"Rättat i {one.beslut}, {one.slag_ord.lower()}: ”{one.fore}” blev ”{one.efter}”"
        for one in vy.rattelser
        if one.bekraftad and not one.avbojd
    )


def _when(vy: MoteVy) -> str:
    where = f", {vy.plats}" if vy.plats else ""
    return f"{stor(klockslag(vy.tid, vy.slut))}{where}"


def _counted(vy: MoteVy) -> str:
    return f"Dagordningen, {len(vy.punkter)} {'punkt' if len(vy.punkter) == 1 else 'punkter'}"


def _item(one: PunktVy) -> str:
    return f"{one.rubrik}: {one.utfall_ord}" if one.utfall_ord else one.rubrik
