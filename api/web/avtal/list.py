"""The register of agreements: what comes, as a list and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.avtal.picture import picture
from api.web.forms import choices
from api.web.frame.routing import pages
from api.web.frame.shown import Shape, hits, next_page
from api.web.frame.templating import render
from models.lagen import AvtalLage
from models.vocabulary import AvtalSlag, Forlangning
from workflows.avtal.create import may_add
from workflows.avtal.dates import NEAR
from workflows.avtal.days import Avtalsdag, last_valid_day
from workflows.avtal.list import AvtalFilter, AvtalRad, antal_per_lage, list_avtal, omraden
from workflows.county.register import Register, load_register
from workflows.ground.deadlines import day_after
from workflows.ground.payload import parse
from workflows.ground.words import antal, datum

router = pages()
_PAGE: Final = 40
_MONTHS: Final = (3, 6, 12, 24)
_FILTERS: Final = (*("q", "slag", "lage", "omrade", "part", "agare", "radar", "forsenat", "efter"),)
_COLOURS: Final = {
    AvtalLage.PLANERAT: "pagar",
    AvtalLage.I_KRAFT: "klart",
    AvtalLage.UPPHORT: "ingen",
}
COLUMNS: Final = [
    {"rubrik": "Avtal"},
    {"rubrik": "Läge"},
    {"rubrik": "Gäller från"},
    {"rubrik": "Sista dag"},
    {"rubrik": "Kommer härnäst"},
    {"rubrik": "Säg upp senast"},
    {"rubrik": "Nästa översyn"},
]


@router.get("/avtal")
@rule(Rule.INLOGGAD)
def lista(request: Request) -> Response:
    """Show the register, the agreement whose day comes next first."""
    caller = caller_of(request)
    asked = {name: text for name in _FILTERS if (text := request.query_params.get(name))}
    today = caller.world.today
    which = parse(AvtalFilter, {**asked, "antal": _PAGE})
    with caller.installation.database.read() as session:
        found = list_avtal(session, caller.actor, caller.world, which)
        counts = antal_per_lage(session, caller.actor, caller.world, which)
        filters = _filters(load_register(session), omraden(session, caller.actor, caller.world))
    return render(
        request,
        "avtal/lista.html",
        titel="Avtal",
        kolumner=COLUMNS,
        bild=picture(found.poster, today),
        rader=[row_of(one, today, radar="radar" in asked) for one in found.poster],
        fler=next_page(request, found.nasta),
        filter=filters,
        flikar=_tabs(counts, asked),
        valt=asked,
        traffar=hits(asked, counts, [which.lage] if which.lage else AvtalLage),
        far_lagga_in=may_add(caller.actor),
    )


def row_of(row: AvtalRad, today: date, *, radar: bool) -> list[object]:
    """Return an agreement as a row of the table; on the radar with the day that put it there."""
    sub = " · ".join(text for text in (row.slag_ord, row.omrade, row.agare_kort) if text)
    review = row.oversyn if row.lage is AvtalLage.I_KRAFT else None
    return [
        {"text": row.rubrik, "href": f"/avtal/{row.slug}", "sub": sub},
        tag_of(row),
        row.galler_fran,
        _last(row),
        _next(row.kommande if radar else row.narmast, today),
        row.sista_uppsagning,
        review,
    ]


def tag_of(row: AvtalRad) -> Shape:
    """Return where an agreement stands as a tag."""
    slag = _COLOURS[row.lage]
    return {"slag": slag, "lage": slag, "text": row.lage_ord}


def _last(row: AvtalRad) -> Shape | date | None:
    """Return its last day, and what happens then."""
    if row.lage is AvtalLage.UPPHORT:
        return last_valid_day(row.fakta)
    if row.giltig_till is None:
        return {"text": "tills vidare"}
    return {"text": row.giltig_till, "sub": then_words(row)}


def then_words(row: AvtalRad) -> str:
    """Say what happens on the last day."""
    if row.forlangning is Forlangning.AUTOMATISK and row.forlangning_manader:
        return (
            f"förlängs {antal(row.forlangning_manader, 'månad', 'månader')} om ingen säger upp det"
        )
    if row.forlangning is Forlangning.PARTERNA and row.forlangning_manader:
        months = antal(row.forlangning_manader, "månad", "månader")
        return f"förlängs {months} när varje part har beslutat det"
    return row.forlangning_ord


def _next(one: Avtalsdag | None, today: date) -> Shape | None:
    """Return the day that comes next; one that is near or past as a tag."""
    if one is None:
        return None
    text = f"{one.ord[0].upper()}{one.ord[1:]} {datum(one.dag)}"
    if one.dag < today:
        return {"lage": "forsenat", "text": f"{text} · försenat"}
    near = one.dag <= day_after(today, NEAR)
    return {"lage": "snart", "text": text} if near else {"text": text}


def _tabs(counts: Mapping[AvtalLage, int], asked: Mapping[str, str]) -> list[Shape]:
    here = asked.get("lage")
    keep = {name: text for name, text in asked.items() if name not in {"lage", "efter"}}
    return [
        {
            "rubrik": "Alla",
            "href": f"/avtal?{urlencode(keep)}".rstrip("?"),
            "har": here is None,
            "antal": sum(counts.values()),
        },
        *(
            {
                "rubrik": one.ord,
                "href": f"/avtal?{urlencode({'lage': one.value, **keep})}",
                "har": here == one.value,
                "antal": counts.get(one, 0),
            }
            for one in (AvtalLage.I_KRAFT, AvtalLage.PLANERAT, AvtalLage.UPPHORT)
        ),
    ]


def _filters(register: Register, areas: list[str]) -> list[Shape]:
    found: list[Shape] = [
        {
            "namn": "radar",
            "rubrik": "Kommer inom",
            "val": [
                {"varde": months, "text": antal(months, "månad", "månader")} for months in _MONTHS
            ],
        },
        {
            "namn": "forsenat",
            "rubrik": "Översyn",
            "val": [{"varde": "true", "text": "Dagen har gått"}],
        },
        {
            "namn": "slag",
            "rubrik": "Slag",
            "val": [{"varde": one.value, "text": one.ord} for one in AvtalSlag],
        },
        {
            "namn": "omrade",
            "rubrik": "Område",
            "val": [{"varde": one, "text": one} for one in areas],
        },
        {"namn": "part", "rubrik": "Part", "val": choices.huvudman(register)},
        {"namn": "agare", "rubrik": "Ansvarig grupp", "val": choices.organ(register)},
    ]
    return [one for one in found if one["val"]]
