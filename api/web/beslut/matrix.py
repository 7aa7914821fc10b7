"""Efterlevnad: decisions against huvudmän, on one page and on one A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.beslut.shown import kind, tag
from api.web.beslut.trend import line, table
from api.web.frame.routing import go, pages
from api.web.frame.shown import Shape, first_page, next_page
from api.web.frame.templating import render
from models.vocabulary import Efterlevnad
from workflows.beslut.cells import Cell
from workflows.beslut.matrix.numbers import Kvar, Oversiktstal
from workflows.beslut.matrix.table import Matris, MatrisFilter, efterlevnad, matrix_page
from workflows.beslut.matrix.trend import Klarvecka, weeks_of
from workflows.beslut.obligations import AtagandeRad
from workflows.beslut.rows import BeslutRad
from workflows.beslut.views import beslutsar
from workflows.county.register import Register, load_register
from workflows.ground.payload import parse
from workflows.ground.sentences import pastaende
from workflows.ground.words import antal, tal, uppraknat
from workflows.handling.phases import short

router = pages()
_LONGEST_NAME = 12  # letters that fit in the head of a column
_PAGE = 50
_ASKED = ("lage", "huvudman", "ar", "beslut", "alla", "efter")


@router.get("/efterlevnad")
@rule(Rule.INLOGGAD)
def visa(request: Request) -> Response:
    """Show what is left to do, or what the address asks for, a page at a time."""
    caller = caller_of(request)
    chosen = {name: text for name in _ASKED if (text := request.query_params.get(name))}
    which = parse(MatrisFilter, {**chosen, "antal": _PAGE})
    with caller.installation.database.read() as session:
        found = efterlevnad(session, caller.actor, caller.world, which)
        if which.efter and not found.beslut:
            return go(request, first_page(request))  # what stood there has been done since
        weeks = weeks_of(session, found.beslut, caller.world.today)
        register = load_register(session)
        years = beslutsar(session, caller.actor, caller.world)
        ever = which.model_copy(update={"alla": True, "antal": 1})
        finished = not found.antal and matrix_page(session, caller.actor, caller.world, ever).beslut
    varden = {name: text for name, text in chosen.items() if name != "efter"}
    choices = _filters([one.kortnamn for one in register.huvudman], years)
    silent_after = caller.world.profile.paminnelser.tyst_efter_dagar
    return render(
        request,
        "beslut/efterlevnad.html",
        titel="Efterlevnad",
        varden=varden,
        filter=choices,
        rutor=tiles(found.tal, silent_after, _as_listed(which, register), found.ovriga),
        alla=which.alla,
        tomt=_empty(varden, choices, finished=bool(finished)),
        fler=next_page(request, found.nasta),
        forsta=first_page(request) if which.efter else None,
        utveckling=table(found.beslut, weeks),
        **_shown(found, which.lage, weeks, caller.world.today),
    )


def _shown(
    found: Matris,
    sought: Efterlevnad | None,
    weeks: Mapping[str, Sequence[Klarvecka]],
    today: date,
) -> Shape:
    """Return the rows, what they add up to, and what is to be raised."""
    columns, rows = found.huvudman, found.beslut
    shown = [matrix_row(one, columns, today=today, sought=sought) for one in rows]
    return {
        "antal": found.antal,
        "huvudman": [_column(name) for name in columns],
        "beslut": [
            {**row, "trend": line(weeks[one.nr])} for row, one in zip(shown, rows, strict=True)
        ],
        "summa": sums(found) if len(rows) < found.antal else None,
        "att_ta_upp": [_to_raise(row) for row in found.att_ta_upp],
    }


def _filters(names: Iterable[str], years: Iterable[int]) -> list[Shape]:
    words = [
        {"varde": word.value, "text": word.ord}
        for word in Efterlevnad
        if word is not Efterlevnad.ERSATT
    ]
    return [
        {"namn": "lage", "rubrik": "Beslut där någon är", "val": words},
        {
            "namn": "huvudman",
            "rubrik": "Huvudman",
            "val": [{"varde": name, "text": name} for name in names],
        },
        {
            "namn": "ar",
            "rubrik": "Beslutat år",
            "val": [{"varde": year, "text": year} for year in years],
        },
        {
            "namn": "alla",
            "rubrik": "Vilka beslut",
            "tomt": "De som har något kvar",
            "val": [{"varde": "true", "text": "Också de som är klara"}],
        },
    ]


def _empty(chosen: Mapping[str, str], choices: Iterable[Shape], *, finished: bool) -> Shape:
    """Return what is said where there is no decision: which choice is the cause."""
    if finished:
        href = f"/efterlevnad?{urlencode({**chosen, 'alla': 'true'})}"
        shown = {"rubrik": "Visa det som är klart", "href": href}
        if not chosen:
            return {**_ALL_DONE, "knapp": shown}
        return {
            "text": "Inget beslut passar filtret.",
            "rad": "I de beslut som annars passar är allt klart. Du har valt att se bara de som har"
            " något kvar.",
            "knapp": shown,
        }
    if not chosen or set(chosen) == {"alla"}:
        return _NONE_YET
    said = uppraknat(f"”{rubrik}: {text}”" for rubrik, text in _chosen(chosen, choices))
    return {
        "text": "Inget beslut passar filtret.",
        "rad": f"Du har valt {said}. Ta bort ett val för att se fler.",
        "knapp": {"rubrik": "Visa alla beslut", "href": "/efterlevnad?alla=true"},
    }


_ALL_DONE: Shape = {
    "text": "Inget är kvar att göra.",
    "rad": "Allt som huvudmännen har åtagit sig är klart.",
}
_NONE_YET: Shape = {
    "text": "Inget beslut har gett någon huvudman något att göra än.",
    "rad": "När ⟨ledningsgrupp⟩ beslutar om åtaganden får varje huvudman en ruta här.",
    "knapp": {"rubrik": "Till besluten", "href": "/beslut"},
}


def _chosen(chosen: Mapping[str, str], choices: Iterable[Shape]) -> Iterator[tuple[str, str]]:
    """Yield what cuts down the list, in the words of its choices."""
    for one in choices:
        if one["namn"] in chosen and one["namn"] != "alla":
            asked = chosen[one["namn"]]
            words = {str(each["varde"]): str(each["text"]) for each in one["val"]}
            yield one["rubrik"], words.get(asked, asked)
    if "beslut" in chosen:
        yield "Beslut", chosen["beslut"]


def sums(found: Matris) -> Shape:
    """Return a row with what each huvudman has left in all decisions, not only in those on this
    page.
    """
    known = {one.huvudman: one for one in found.kvar}
    return {
        "rubrik": "Sammanlagt",
        "text": "i alla beslut som passar, också de som inte visas här",
        "celler": [_sum(known.get(name), name) for name in found.huvudman],
    }


def _sum(left: Kvar | None, name: str) -> Shape:
    if left is None:
        return {"lage": "klart", "ord": "Inget kvar"}
    of = urlencode({"huvudman": name})
    if left.forsenade:
        words = f"{tal(left.forsenade)} {_noun(left.forsenade, 'försenat', 'försenade')}"
        shown = {"lage": "forsenat", "ord": words, "href": f"/ataganden?{of}&ord=forsenat"}
    elif left.tysta:
        words = f"{tal(left.tysta)} {_noun(left.tysta, 'tyst', 'tysta')}"
        shown = {"lage": "tyst", "ord": words, "href": f"/ataganden?{of}&ord=tyst"}
    else:
        shown = {"lage": "pagar", "ord": "Inget försenat"}
    return {**shown, "alder": f"av {tal(left.antal)} kvar"}


def _as_listed(which: MatrisFilter, register: Register) -> dict[str, str] | None:
    """Return the same filter as the list of åtaganden has it, for the numbers lead there; None
    where it has no such filter.
    """
    if which.ar is not None or which.lage is not None:
        return None
    one = register.huvudman_named(which.huvudman) if which.huvudman else None
    asked = {"huvudman": one.kod if one else None, "beslut": which.beslut}
    return {name: text for name, text in asked.items() if text}


def _listed(narrowed: Mapping[str, str] | None, **asked: str) -> str | None:
    return None if narrowed is None else f"/ataganden?{urlencode({**asked, **narrowed})}"


def _in_time(tal: Oversiktstal) -> str:
    """Say how few a share may be of, and that what is green now may have come late."""
    return f": {tal.i_tid_klara} av {tal.i_tid_av}" if tal.i_tid_av else ""


def tiles(
    tal: Oversiktstal,
    silent_after: int,
    narrowed: Mapping[str, str] | None = MappingProxyType({}),
    ovriga: Kvar | None = None,
) -> list[Shape]:
    """Return the numbers above the matrix, each with a link to what it counts in a list that is
    narrowed as well; None for a filter that the list does not have. What groups and people have is
    said, for the matrix has no column for them.
    """
    share: Shape = {
        "tal": "–" if tal.i_tid is None else f"{tal.i_tid} %",
        "text": f"klart i tid, senaste tolv månaderna{_in_time(tal)}",
    }
    if len(tal.trend) > 1:
        words = f"från {tal.trend[0]} till {tal.trend[-1]} procent på tolv månader"
        share["trend"] = {"varden": tal.trend, "text": words}
    late = _noun(tal.forsenade, "försenat åtagande", "försenade åtaganden")
    silent = f"{_noun(tal.tysta, 'tyst', 'tysta')} mer än {antal(silent_after, 'dag', 'dagar')}"
    late += _of_these(ovriga.forsenade if ovriga else 0)
    silent += _of_these(ovriga.tysta if ovriga else 0)
    waits = _listed(narrowed, lage="avsteg_anmalt")
    return [
        share,
        {"tal": tal.forsenade, "text": late, "href": _listed(narrowed, ord="forsenat")},
        {"tal": tal.tysta, "text": silent, "href": _listed(narrowed, ord="tyst")},
        {"tal": tal.avsteg_vantar, "text": "avsteg som väntar på besked", "href": waits},
    ]


@pastaende("Hur mycket av det som räknas som grupper och personer har, utanför matrisen.")
def _of_these(number: int) -> str:
    """Say how many of what a number counts are in no column."""
    return f", varav {tal(number)} hos grupper och personer" if number else ""


def _noun(number: int, en: str, flera: str) -> str:
    return en if number == 1 else flera


def _column(name: str) -> Shape:
    return {
        "namn": name,
        "kort": f"{name[: _LONGEST_NAME - 1]}." if len(name) > _LONGEST_NAME else None,
    }


def matrix_row(
    one: BeslutRad, columns: Iterable[str], *, today: date, sought: Efterlevnad | None = None
) -> Shape:
    """Return a decision as a row of ui.matrix, with an empty cell for each huvudman it does not
    concern. A cell that also has an åtagande with the word that is sought says so.
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
        "celler": [
            _cell(cells[name], sought) if name in cells else {"lage": "ingen"} for name in columns
        ],
    }


def _cell(cell: Cell, sought: Efterlevnad | None) -> Shape:
    shape = _alone(cell, sought)
    if len(cell.sektorer) > 1:
        shape["sektorer"] = [
            {"namn": part.sektor, **_alone(part, sought)} for part in cell.sektorer
        ]
    return shape


def _alone(cell: Cell, sought: Efterlevnad | None) -> Shape:
    also = sought if sought in cell.alla_ord and sought is not cell.ord else None
    said = [cell.alder] if cell.alder else []
    return {
        "lage": kind(cell),
        "ord": cell.text,
        "alder": ", ".join([*said, f"även {also.ord.lower()}"] if also else said) or None,
        "href": f"/ataganden/{cell.atagande}",
    }


def _to_raise(row: AtagandeRad) -> Shape:
    return {
        "rubrik": f"{row.mottagare}: {row.text}",
        "href": f"/ataganden/{row.id}",
        "sub": row.beslut_rubrik,
        "tagg": tag(row),
    }
