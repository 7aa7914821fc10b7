"""Every kind of matter as pages: what each noun's folder gives to the step page."""

from __future__ import annotations

from typing import Final

from api.web.arende import fields as arende
from api.web.avtal import fields as avtal
from api.web.beslut import fields as atagande
from api.web.delgivning import page as delgivning
from api.web.forms.step_page import Family
from api.web.mote import fields as mote
from api.web.remiss import fields as remiss
from api.web.revision import fields as revision
from models.lagen import Slag

FAMILIES: Final = (
    arende.FAMILY,
    mote.FAMILY,
    remiss.FAMILY,
    atagande.FAMILY,
    delgivning.FAMILY,
    avtal.FAMILY,
    revision.FAMILY,
)


def family_of(slag: Slag) -> Family:
    """Return one kind of matter as pages."""
    return next(one for one in FAMILIES if one.slag is slag)
