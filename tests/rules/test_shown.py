"""What the pages make of the words of the rules: the colour of a state, and the marks of a
comparison.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from starlette.requests import Request

from api.web.avtal.compare import blocks_html
from api.web.beslut.shown import kind, tag
from api.web.frame.shown import first_page, next_page
from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad, Foljs
from workflows.beslut.cells import Cell
from workflows.beslut.compliance import Status, cell_word
from workflows.texts.markdown import Span, Spanslag

TODAY = date(2023, 11, 14)


def cell(**said: Any) -> Cell:
    """Return the cell of one party whose åtagande holds until further notice."""
    status = Status(AtagandeLage.PAGAR, date(2024, 1, 26), TODAY, staende=True, **said)
    word = cell_word(status, today=TODAY, tyst_efter=30)
    return Cell(
        huvudman="Alvesta",
        lage=status.lage,
        ord=word.ord,
        text=word.text,
        alder=word.alder,
        forsenat=False,
        tyst=False,
        ansvarig="",
        senast=status.senast,
        atagande=1,
        antal=1,
        alla_ord=(word.ord,),
    )


@pytest.mark.parametrize(
    ("foljs", "kinds"),
    [(Foljs.INTE, "brist"), (Foljs.DELVIS, "brist"), (Foljs.HELT, "klart"), (None, "pagar")],
)
def test_what_is_not_followed_has_a_colour_of_its_own(foljs: Foljs | None, kinds: str) -> None:
    shown = cell(foljs=foljs)
    assert (kind(shown), tag(shown)["slag"]) == (kinds, kinds)


def test_every_word_of_the_matrix_has_a_colour() -> None:
    """A word and a colour always stand together; what was replaced concerns nobody any more."""
    worn = {kind(cell(foljs=foljs)) for foljs in (*Foljs, None)} | {
        one.value for one in Efterlevnad
    }
    assert worn - {"ersatt"} == {"klart", "pagar", "snart", "forsenat", "tyst", "avsteg", "brist"}


def test_the_next_page_filters_by_what_this_one_was_filtered_by() -> None:
    said = b"huvudman=alvesta&huvudman=&ar=2022&ar=2023&q=&efter=gammal"
    request = Request({"type": "http", "path": "/efterlevnad", "query_string": said, "headers": []})
    assert {name: request.query_params.get(name) for name in ("huvudman", "ar")} == {
        "huvudman": "",
        "ar": "2023",
    }
    assert next_page(request, "ny") == "/efterlevnad?ar=2023&efter=ny"
    assert first_page(request) == "/efterlevnad?ar=2023"
    assert next_page(request, None) is None


def test_a_comparison_ends_with_its_last_word() -> None:
    spans = (Span(Spanslag.LIKA, "Parterna "), Span(Spanslag.NYTT, "följer upp.\n"))
    assert blocks_html(spans).endswith("följer upp.</ins></div>")
    assert (
        blocks_html((Span(Spanslag.LIKA, "Parterna."), Span(Spanslag.NYTT, "\n")))
        == '<div class="skillnad">Parterna.</div>'
    )
    assert blocks_html(()) == ""
