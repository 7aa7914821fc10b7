"""Two texts of an agreement beside each other: running, side by side, and what changed in short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.frame.routing import pages
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from workflows.avtal.list import find_avtal, one_row
from workflows.avtal.texts import AvsnittsdiffVy, Jamforelse, avtalsdiff
from workflows.ground.payload import parse
from workflows.ground.words import datum
from workflows.texts.markdown import Span, Spanslag, Status

router = pages()
WAYS: Final = {"lopande": "Löpande", "sida": "Sida vid sida"}
_TAGS: Final = {
    Status.ANDRAT: "snart",
    Status.NYTT: "klart",
    Status.BORTTAGET: "forsenat",
    Status.FLYTTAT: "pagar",
    Status.OFORANDRAT: "ingen",
}
_MARKUP: Final = {
    Spanslag.LIKA: Markup("{}"),
    Spanslag.BORT: Markup('<del><span class="vh">Borttaget: </span>{}</del>'),
    Spanslag.NYTT: Markup('<ins><span class="vh">Nytt: </span>{}</ins>'),
}


@router.get("/avtal/{slug}/jamfor")
@rule(Rule.INLOGGAD)
def jamfor(request: Request, slug: str) -> Response:
    """Show what differs between two texts; the two newest when the address names none."""
    caller = caller_of(request)
    asked = {name: text for name in ("fran", "till") if (text := request.query_params.get(name))}
    way = request.query_params.get("vy", "")
    with caller.installation.database.read() as session:
        found = avtalsdiff(session, caller.actor, caller.world, (slug, parse(Jamforelse, asked)))
        sak_id = find_avtal(session, caller.actor, caller.world, slug)
        texts = one_row(session, caller.actor, caller.world, sak_id).fakta.versioner
    newest_first = sorted(texts, key=lambda one: (one.galler_fran, one.nr), reverse=True)
    versions = [
        {"varde": one.nr, "text": f"{one.nr}, gäller från {datum(one.galler_fran)}"}
        for one in newest_first
    ]
    way = way if way in WAYS else "lopande"
    return render(
        request,
        "avtal/jamfor.html",
        titel=f"Version {found.fran} och {found.till} – {found.rubrik}",
        diff=found,
        rubrik=found.rubrik,
        fran_namn=f"Version {found.fran}",
        till_namn=f"Version {found.till}",
        bas=f"/avtal/{found.slug}",
        versioner=versions,
        vy=way,
        avsnitt=compared(found.avsnitt),
        flikar=tabs(f"/avtal/{found.slug}/jamfor?fran={found.fran}&till={found.till}", way),
    )


def tabs(here: str, way: str) -> list[Shape]:
    """Return the ways to show a comparison, which stands at an address, as tabs."""
    return [
        {"rubrik": words, "href": f"{here}&vy={name}", "har": name == way}
        for name, words in WAYS.items()
    ]


def compared(sections: Iterable[AvsnittsdiffVy]) -> list[Shape]:
    """Return the sections of a comparison, numbered from one."""
    return [_section(one, number) for number, one in enumerate(sections, start=1)]


def _section(one: AvsnittsdiffVy, number: int) -> Shape:
    """Return a section with its words as they stood, as they stand, and both in one."""
    name = f"{one.nummer} {one.rubrik}" if one.niva else one.rubrik
    moved = one.flyttat and one.status is not Status.FLYTTAT
    renumbered = bool(one.fore) and one.fore != name and one.niva > 0
    gone, new = (
        tuple(span for span in one.delar if span.slag is not slag)
        for slag in (Spanslag.NYTT, Spanslag.BORT)
    )
    return {
        "id": f"skillnad-{number}",
        "namn": name,
        "andrat": one.status is not Status.OFORANDRAT,
        "tagg": {
            "slag": _TAGS[one.status],
            "text": f"{one.status_ord}{' och flyttat' if moved else ''}",
        },
        "fore": one.fore if renumbered and (moved or one.status is Status.FLYTTAT) else "",
        "tidigare": _number_before(one),
        "rubrik": _heading(one),
        "text": blocks_html(one.delar),
        "forut": blocks_html(gone),
        "nu": blocks_html(new),
        "ord": _counted(one),
    }


def _number_before(one: AvsnittsdiffVy) -> str:
    """Return the number a section had, where it has another now; "" for the same."""
    before = one.fore.partition(" ")[0] if one.fore and one.niva else ""
    return before if before[:1].isdigit() and before != one.nummer else ""


def _heading(one: AvsnittsdiffVy) -> Markup:
    """Return the words of a heading that was changed; nothing for others."""
    changed = one.status is Status.ANDRAT and any(
        span.slag is not Spanslag.LIKA for span in one.rubrikdelar
    )
    return words_html(one.rubrikdelar) if changed else Markup("")


def _counted(one: AvsnittsdiffVy) -> str:
    said = [f"+{one.ord_nytt}" if one.ord_nytt else "", f"−{one.ord_bort}" if one.ord_bort else ""]
    return " ".join(text for text in said if text) + (" ord" if any(said) else "")


def words_html(spans: tuple[Span, ...]) -> Markup:
    """Return words with what was taken away and what is new marked as such."""
    return Markup("").join(_MARKUP[span.slag].format(escape(span.text)) for span in spans)


def blocks_html(spans: tuple[Span, ...]) -> Markup:
    """Return the same for a body, whose line ends are kept by its style; what is written as a table
    is shown as one.
    """
    if not spans:
        return Markup("")
    # An empty last line would be a mark beside nothing.
    last = replace(spans[-1], text=spans[-1].text.rstrip("\n"))
    kept = (*spans[:-1], *([last] if last.text else []))
    parts = (
        _table(list(lines)) if table else words_html(_joined(list(lines)))
        for table, lines in groupby(_lines(kept), key=_is_row)
    )
    return Markup('<div class="skillnad">{}</div>').format(Markup("").join(parts))


Line = tuple[Span, ...]


def _lines(spans: Iterable[Span]) -> list[Line]:
    """Return the spans cut at each line end, which stays last on its line."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for text in span.text.splitlines(keepends=True):
            lines[-1].append(replace(span, text=text))
            if text.endswith("\n"):
                lines.append([])
    return [tuple(line) for line in lines if line]


def _joined(lines: Iterable[Line]) -> Line:
    return tuple(span for line in lines for span in line)


def _is_row(line: Line) -> bool:
    text = "".join(span.text for span in line).strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _table(lines: Iterable[Line]) -> Markup:
    rows = (_cells(line) for line in lines)
    shown = (Markup("<tr>{}</tr>").format(Markup("").join(row)) for row in rows if row)
    return Markup("<table><tbody>{}</tbody></table>").format(Markup("").join(shown))


def _cells(line: Line) -> list[Markup]:
    """Return the cells of a row; none for the line that only draws one."""
    if not "".join(span.text for span in line).strip("|-: \n"):
        return []
    cells: list[list[Span]] = [[]]
    for span in line:
        first, *more = span.text.strip("\n").split("|")
        cells[-1].append(replace(span, text=first))
        cells.extend([replace(span, text=text)] for text in more)
    return [Markup("<td>{}</td>").format(words_html(tuple(cell))) for cell in cells[1:-1]]
