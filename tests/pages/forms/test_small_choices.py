"""What a page offers is there to be had: years with decisions, a role with something to do, names
one knows.
"""

from __future__ import annotations

import re

from models.base import table_of
from models.tables import Uppdrag
from support.paths.arende import arende_in
from support.site import Sajt


def test_the_year_filter_lists_only_years_with_decisions_the_reader_sees(sajt: Sajt) -> None:
    arende_in(sajt.lan, "implementeras")
    assert _years(sajt, "alvesta") == ["2023"]
    assert _years(sajt, "utanfor") == []


def _years(sajt: Sajt, who: str) -> list[str]:
    html = sajt.client(who).http.get("/beslut").text
    return re.findall(r'value="(\d{4})"', html[html.index('name="ar"') :])


def test_the_overview_calls_the_meetings_organ_by_its_short_name(sajt: Sajt) -> None:
    sajt.lan.mote()
    html = sajt.client("alvesta").http.get("/").text
    assert ">Ledningsgruppen</b>" in html


def test_the_demo_suggests_the_sammankallande_who_has_most_to_do(sajt: Sajt) -> None:
    with sajt.lan.database.session() as session:
        uppdrag = table_of(Uppdrag)
        session.execute(
            uppdrag.update()
            .where(uppdrag.c.person_id == sajt.lan.ids["handlaggare"])
            .values(roll="sammankallande")
        )
    assert _suggested(sajt)[-1] == "Sammankallande"
    sak = sajt.lan.at("2023-11-07").arende()
    sajt.lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    assert _suggested(sajt)[-1] == "Handlaggare"


def _suggested(sajt: Sajt) -> list[str]:
    html = sajt.client(None).http.get("/logga-in").text
    section = html[html.index("Börja gärna här") :]
    return re.findall(r'class="role"[^>]*>([^<]+)<', section[: section.index("</section>")])
