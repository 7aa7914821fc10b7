"""Every kind of matter as pages: what each noun's folder gives. A new noun is a line here."""

from __future__ import annotations

from typing import Final

from api.web import arende, avtal, beslut, delgivning, grupp, mote, remiss, revision
from api.web.forms.step_page import Family
from models.lagen import Slag

NOUNS: Final = (
    arende.PAGES,
    mote.PAGES,
    remiss.PAGES,
    beslut.PAGES,
    delgivning.PAGES,
    grupp.PAGES,
    avtal.PAGES,
    revision.PAGES,
)
FAMILIES: Final = tuple(one.family for one in NOUNS)


def family_of(slag: Slag) -> Family:
    """Return one kind of matter as pages."""
    return next(one for one in FAMILIES if one.slag is slag)
