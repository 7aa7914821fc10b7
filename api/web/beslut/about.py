"""What the forms of an åtagande are about: the task, the day, the decision it comes from and what
has happened since the party last answered.
"""

from __future__ import annotations

from api.web.forms.about import Gallande, parts
from api.web.forms.forms import Asked
from api.web.frame.shown import since_answer
from workflows.beslut.lifecycle import ATAGANDE
from workflows.beslut.list import AtagandeVy, atagande
from workflows.ground.words import dag, full_dag, stor


def about(asked: Asked) -> Gallande:
    """Return the åtagande with its decision."""
    vy = atagande(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)
    return Gallande(
        namn=vy.text,
        fraga=_question(vy),
        sammanfattning=f"Ur {vy.beslut.beteckning} om {vy.beslut.rubrik},"
        f" {full_dag(vy.beslut.datum)}.",
        er=parts(
            (f"{vy.mottagare}, {vy.sektor.lower()}" if vy.sektor else vy.mottagare, vy.text),
            ("Anmält avsteg", _deviation(vy)),
        ),
        andrat=since_answer(vy.handelser, ATAGANDE),
        text=vy.beslut.text,
        text_namn="Hela beslutet",
    )


def _question(vy: AtagandeVy) -> str:
    when = f"senast {dag(vy.senast)}" if vy.senast else vy.form.ord
    return f"{stor(vy.svar.att_gora)}, {when}. Ansvarig: {vy.ansvarig}."


def _deviation(vy: AtagandeVy) -> str:
    if not vy.avsteg_orsak:
        return ""
    day = f" Kan bli klart {dag(vy.avsteg_datum)}." if vy.avsteg_datum else ""
    return f"{vy.avsteg_orsak} Stöd: {vy.avsteg_stod}{day}"
