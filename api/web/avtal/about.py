"""What the forms of an agreement are about: the agreement, and the text that holds where a party is
asked whether it goes on.
"""

from __future__ import annotations

from api.web.avtal.text import text_html
from api.web.forms.about import Gallande
from api.web.forms.forms import Asked
from workflows.avtal.days import prolongation, valid_on
from workflows.avtal.facts import AvtalCase
from workflows.avtal.parties.payloads import Forlangningsbesked
from workflows.avtal.texts import words_of
from workflows.ground.words import dag


def about(asked: Asked) -> Gallande:
    """Return the agreement by its name, with its text where an answer is asked for."""
    case = asked.case
    assert isinstance(case, AvtalCase)  # noqa: S101 - the shapes are kept by kind
    if asked.step.takes is not Forlangningsbesked:
        return Gallande(case.avtal.rubrik, asked.step.does)
    now, period = valid_on(case.versioner, case.today), prolongation(case.avtal, case.stannar())
    return Gallande(
        namn=case.avtal.rubrik,
        fraga=f"Ska avtalet förlängas till och med {dag(period.till)}?" if period else "",
        sammanfattning=period.mening if period else "",
        andrat=f"Texten är densamma: version {now.nr}." if now else "",
        html=text_html(words_of(asked.session, now.id)) if now else None,
    )
