"""Efterlevnad: every decision against every huvudman, on one page and on one A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.beslut.shown import kind, tag
from api.web.beslut.trend import line, table
from api.web.frame.routing import pages
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from models.lagen import AtagandeLage
from models.vocabulary import Efterlevnad
from workflows.beslut.cells import Cell
from workflows.beslut.list import AtagandeFilter, list_ataganden
from workflows.beslut.matrix.table import Matris, Oversiktstal, efterlevnad
from workflows.beslut.matrix.trend import weeks_of
from workflows.beslut.obligations import AtagandeRad
from workflows.beslut.rows import BeslutRad
from workflows.ground.words import antal
from workflows.handling.phases import short

router = pages()
_LONGEST_NAME = 12  # letters that fit in the head of a column
_ASKED_FOR = 10


@router.get("/efterlevnad")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show the matrix, cut down to a word or a huvudman when the address says so."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = efterlevnad(session, caller.actor, caller.world)
        wanted = AtagandeFilter(lage=AtagandeLage.AVSTEG_ANMALT, antal=_ASKED_FOR)
        deviations = list_ataganden(session, caller.actor, caller.world, wanted).poster
        weeks = weeks_of(session, found.beslut, caller.world.today)
    chosen = {
        name: text for name in ("lage", "huvudman") if (text := request.query_params.get(name))
    }
    columns, rows = cut(found, chosen.get("lage", ""), chosen.get("huvudman", ""))
    return render(
        request,
        "beslut/efterlevnad.html",
        titel="Efterlevnad",
        varden=chosen,
        filter=_filters(found),
        rutor=tiles(found.tal, caller.world.profile.paminnelser.tyst_efter_dagar),
        huvudman=[_column(name) for name in columns],
        beslut=[
            {**matrix_row(one, columns, today=caller.world.today), "trend": line(weeks[one.nr])}
            for one in rows
        ],
        utveckling=table(rows, weeks),
        att_ta_upp=[_to_raise(row) for row in deviations],
    )


def cut(found: Matris, lage: str, huvudman: str) -> tuple[Sequence[str], Sequence[BeslutRad]]:
    """Return the columns and rows a filter leaves; a word or a name that is not among them leaves
    all.
    """
    columns = [name for name in found.huvudman if name == huvudman] or found.huvudman
    words = {word.value for word in Efterlevnad}
    return columns, [
        one
        for one in found.beslut
        if any(
            cell.huvudman in columns
            and (lage not in words or lage in {part.ord.value for part in (cell, *cell.sektorer)})
            for cell in one.celler
        )
    ]


def _filters(found: Matris) -> list[Shape]:
    words = [
        {"varde": word.value, "text": word.ord}
        for word in Efterlevnad
        if word is not Efterlevnad.ERSATT
    ]
    names = [{"varde": name, "text": name} for name in found.huvudman]
    return [
        {"namn": "lage", "rubrik": "Beslut där någon är", "val": words},
        {"namn": "huvudman", "rubrik": "Huvudman", "val": names},
    ]


def tiles(tal: Oversiktstal, silent_after: int) -> list[Shape]:
    """Return the numbers above the matrix."""
    share: Shape = {
        "tal": "–" if tal.i_tid is None else f"{tal.i_tid} %",
        "text": "klart i tid, senaste tolv månaderna",
    }
    if len(tal.trend) > 1:
        words = f"från {tal.trend[0]} till {tal.trend[-1]} procent på tolv månader"
        share["trend"] = {"varden": tal.trend, "text": words}
    late, silent, deviating = tal.forsenade, tal.tysta, tal.avsteg_vantar
    return [
        share,
        {
            "tal": late,
            "text": _noun(late, "försenat åtagande", "försenade åtaganden"),
            "href": "/ataganden?forsenat=true",
        },
        {
            "tal": silent,
            "text": (
                f"{_noun(silent, 'tyst', 'tysta')} mer än {antal(silent_after, 'dag', 'dagar')}"
            ),
            "href": "/ataganden?tyst=true",
        },
        {
            "tal": deviating,
            "text": "avsteg som väntar på besked",
            "href": "/ataganden?lage=avsteg_anmalt",
        },
    ]


def _noun(number: int, en: str, flera: str) -> str:
    return en if number == 1 else flera


def _column(name: str) -> Shape:
    return {
        "namn": name,
        "kort": f"{name[: _LONGEST_NAME - 1]}." if len(name) > _LONGEST_NAME else None,
    }


def matrix_row(one: BeslutRad, columns: Iterable[str], *, today: date) -> Shape:
    """Return a decision as a row of ui.matrix, with an empty cell for each huvudman it does not
    concern.
    """
    cells = {cell.huvudman: cell for cell in one.celler}
    said = [
        short(one.datum, today),
        *([one.nar] if one.nar else []),
        *([] if one.justerat else ["ej justerat"]),
    ]
    return {
        "rubrik": one.rubrik,
        "text": " · ".join(said),
        "href": f"/beslut/{one.nr}",
        "celler": [_cell(cells[name]) if name in cells else {"lage": "ingen"} for name in columns],
    }


def _cell(cell: Cell) -> Shape:
    shape = _alone(cell)
    if len(cell.sektorer) > 1:
        shape["sektorer"] = [{"namn": part.sektor, **_alone(part)} for part in cell.sektorer]
    return shape


def _alone(cell: Cell) -> Shape:
    return {
        "lage": kind(cell),
        "ord": cell.text,
        "alder": cell.alder or None,
        "href": f"/ataganden/{cell.atagande}",
    }


def _to_raise(row: AtagandeRad) -> Shape:
    return {
        "rubrik": f"{row.mottagare}: {row.text}",
        "href": f"/ataganden/{row.id}",
        "sub": row.beslut_rubrik,
        "tagg": tag(row),
    }
