"""What the forms of an ärende are about, and what it proposes of those who are asked."""

from __future__ import annotations

import json

from sqlmodel import Session

from api.web.forms.about import Gallande, as_list, parts
from api.web.forms.forms import Asked
from workflows.arende.facts import ArendeCase
from workflows.arende.views import proposed
from workflows.county.register import load_register
from workflows.handling.history import names_in
from workflows.handling.said import Ordbok, obligation_lines


def about(asked: Asked) -> Gallande:
    """Return the ärende in its own words."""
    case = asked.case
    assert isinstance(case, ArendeCase)  # noqa: S101 - the shapes are kept by kind
    one = case.arende
    return Gallande(
        namn=f"{one.rubrik} ({one.beteckning})" if one.beteckning else one.rubrik,
        fraga=one.fraga,
        sammanfattning=one.forslag_beslut,
        er=what_is_proposed(asked.session, case.sak.id),
        text=one.bakgrund,
        text_namn="Bakgrund",
    )


def what_is_proposed(session: Session, sak_id: int) -> tuple[tuple[str, str], ...]:
    """Return what the ärende would mean: who would do what, and its consequences."""
    said = proposed(session, sak_id)
    tasks = said.forslag_ataganden or ()
    ordbok = Ordbok(load_register(session), names_in(session, [json.dumps(tasks)]))
    return parts(
        ("Föreslagna åtaganden", as_list(obligation_lines(tasks, ordbok))),
        ("Konsekvenser", said.konsekvenser),
        ("Så deltog invånare", said.invanare),
    )
