"""The letter about an empty place leads to the form that fills it, with what is known of the
uppdrag in it.
"""

from __future__ import annotations

import re

from models.tables import Avisering
from support.county import vacate
from support.paths.arende import arende_in
from support.site import Sajt


def test_the_form_has_what_the_letter_knew(sajt: Sajt) -> None:
    vacate(sajt.lan, "lessebo", "2023-10-31")
    arende_in(sajt.lan, "pa_remiss")
    (letter,) = sajt.lan.rows(Avisering, person_id=sajt.lan.ids["sekreterare"], mall="remiss")
    page = sajt.client("sekreterare").http.get(letter.data["tillsatt"]).text
    for value in ("lgs", "ledamot", "lessebo"):
        assert re.search(rf'value="{value}"[^>]* (selected|checked)', page), value
