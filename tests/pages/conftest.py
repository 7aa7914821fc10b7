"""The gallery of every component, on a server of its own under the product's security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from api.web.frame import templating
from api.web.frame.static import STATIC_URL, CachedStatic
from support.site import served

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.datastructures import FormData

PLACE = "/arenden/lgs-2023-41/steg/besluta"
ENVIRONMENT = templating.create_environment([Path(__file__).parent])
KOMMUNER = [
    "Alvesta",
    "Lessebo",
    "Ljungby",
    "Markaryd",
    "Tingsryd",
    "Uppvidinge",
    "Växjö",
    "Älmhult",
]
HUVUDMAN = [*KOMMUNER, "Region Kronoberg"]
SIDA_BORTA = 4  # the page after page 3 of a list cannot be shown
BORTA = {"rubrik": "Samflöde svarar inte just nu", "rad": "Försök igen om en stund."}
STATES = ["klart", "pagar", "snart", "forsenat", "tyst", "avsteg", "ingen", "klart", "klart"]
ROWS: list[dict[str, object]] = [
    {
        "text": "Utse kontaktperson",
        "mottagare": "valda",
        "huvudman": ["LES"],
        "senast_slag": "datum",
    },
    {"senast_slag": "aterkommande"},
]
FEL = {
    "rubrik": "Rubriken saknas.",
    "senast": "Sista svarsdag är tidigare än profilens kortaste tid. Välj tidigast 2023-12-05.",
    "hantering": "Välj minst en hantering.",
    "ataganden-0-text": "Skriv vad som ska göras.",
    "last": "Bekräfta att underlaget är klart.",
}


def _decision(rubrik: str) -> dict[str, object]:
    cells: list[dict[str, object]] = [
        {"lage": lage, "alder": "34 dagar", "href": "#cell"} for lage in STATES
    ]
    cells[1]["sektorer"] = [
        {"namn": "Skola", "lage": "tyst", "alder": "34 dagar", "href": "#skola"},
        {"namn": "Socialtjänst", "lage": "klart"},
    ]
    return {
        "rubrik": rubrik,
        "text": "6 nov 2023 · svar: namn · senast 8 dec",
        "href": "#beslut",
        "celler": cells,
    }


MENY = (
    "Översikt",
    "Ärenden",
    "Möten",
    "Remisser",
    "Beslut",
    "Efterlevnad",
    "Organ och personer",
)
HANDELSER = [
    {
        "nar": datetime(2023, 11, 10, 8, 12, tzinfo=UTC),
        "text": "Komplettering kom in.",
        "vem": "Sammankallande",
    },
    {
        "nar": datetime(2023, 10, 2, 6, 5, tzinfo=UTC),
        "text": "Ärendet lämnades in.",
        "detalj": "En rad\n\nTvå",
    },
]


def _context() -> dict[str, object]:
    shell = templating.Shell(
        meny=tuple(templating.MenuItem(one, f"/{one}", har=one == "Ärenden") for one in MENY),
        inloggad=templating.SignedIn("Verksamhetschef barn- och ungdomshälsan, Region Kronoberg"),
        demo=templating.DemoBar(date(2023, 11, 14), brev=3),
        meddelanden=(templating.Meddelande("Ärendet är på remiss till åtta kommuner."),),
        csrf="hemlig",
        lan="Kronoberg",
    )
    name = {"text": "Användning av Link", "href": "#arende", "sub": "LGS 2023:41"}
    arende = [name, {"lage": "pagar"}]
    return {
        **shell.context(),
        "titel": "Galleri",
        "sokvag": PLACE,
        "idag": date(2023, 11, 14),
        "staplar": [
            {"namn": namn, "lage": lage} for namn, lage in zip(HUVUDMAN, STATES, strict=True)
        ],
        "huvudman": [
            *({"namn": namn} for namn in KOMMUNER),
            {"namn": HUVUDMAN[-1], "kort": "Region"},
        ],
        "beslut": [_decision("Utse kontaktperson"), _decision("Verksamhetsbeskrivning redovisas")],
        "handelser": HANDELSER,
        "arenden": [[*arende, date(2023, 11, 24), 3], [*arende, None, 12345]],
    }


def _row(form: FormData, number: int) -> dict[str, object]:
    start = f"ataganden-{number}-"
    row: dict[str, object] = {
        key: form.get(start + key) for key in ("text", "mottagare", "senast_slag", "senast")
    }
    return {**row, "huvudman": form.getlist(start + "huvudman")}


def _rows(form: FormData) -> list[dict[str, object]]:
    """Read the editor's rows back and do what the row button asks, as a page that takes decisions
    does.
    """
    numbers = {int(found[1]) for key in form if (found := re.match(r"ataganden-(\d+)-", key))}
    rows = [_row(form, number) for number in sorted(numbers)]
    wish = str(form.get("_rad", ""))
    if wish.startswith("bort-"):
        del rows[int(wish.removeprefix("bort-"))]
    return [*rows, {}] if wish == "ny" else rows


def _application() -> FastAPI:
    app = FastAPI()
    app.mount(STATIC_URL, CachedStatic())
    headers = {"Content-Security-Policy": templating.CONTENT_SECURITY_POLICY}

    def show(template: str, status: int = 200, **context: object) -> HTMLResponse:
        page = {**_context(), "rader": ROWS, "sida": 1, **context}
        html = templating.to_html(ENVIRONMENT, template, context=page)
        return HTMLResponse(html, headers=headers, status_code=status)

    @app.get(PLACE)
    def gallery(sida: int = 1) -> HTMLResponse:
        if sida == SIDA_BORTA:
            return show("frame/error.html", status=503, **BORTA)
        return show("gallery.html", fel=FEL, sida=sida)

    @app.post(PLACE)
    async def step(request: Request) -> HTMLResponse:
        async with request.form() as form:
            title = "Ändrad" if "_rad" in form else "Skickad"
            asked = str(form.get("_rad", ""))
            return show("gallery.html", fel={}, rader=_rows(form), titel=title, rad_bedd=asked)

    @app.get("/papper")
    def paper() -> HTMLResponse:
        return show("paper.html")

    return app


@pytest.fixture(scope="module")
def gallery_site() -> Iterator[str]:
    """Address of a server that shows the gallery at the address of its own form, and a compliance
    page at /papper.
    """
    with served(_application()) as address:
        yield address


@pytest.fixture
def gallery(page: Page, gallery_site: str) -> Page:
    """The gallery after a refused form, 1280 pixels wide."""
    answer = page.goto(gallery_site + PLACE)
    assert answer is not None
    assert answer.ok
    return page
