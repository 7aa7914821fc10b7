"""Every list as a file: for the same reader, with the same filters, and all of it rather than its
first page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.frame.csv_file import csv_fil
from api.web.frame.routing import pages
from workflows.arende.list import ArendeFilter, list_arenden
from workflows.avtal.list import AvtalFilter, list_avtal
from workflows.beslut.cells import Cell
from workflows.beslut.list import AtagandeFilter, list_ataganden
from workflows.beslut.matrix.table import MatrisFilter, matrix_page
from workflows.beslut.rows import BeslutRad
from workflows.beslut.views import BeslutFilter, list_register
from workflows.county.organisation import PersonRad, UppdragRad
from workflows.desk.letters import AviseringFilter, list_aviseringar
from workflows.desk.people import PersonFilter, list_personer
from workflows.ground.payload import parse
from workflows.ground.words import datum, klockslag
from workflows.handling.pages import STORSTA_ANTAL, Sida, Sidfilter
from workflows.mote.views import MoteFilter, list_moten
from workflows.remiss.views import RemissFilter, list_remisser
from workflows.revision.list import RevisionFilter, list_revisioner

router = pages()
Asked = Mapping[str, str]  # the filters as they stand in the address
Rows = Callable[[Caller, Asked], Iterable[Any]]


class Paged(Protocol):
    """A page of something, that knows where the next one begins."""

    @property
    def nasta(self) -> str | None:
        """What is sent back as ``efter``; None on the last page."""


Page = TypeVar("Page", bound=Paged)


@dataclass(frozen=True, slots=True)
class Lista:
    """A list of the pages: its address, its rows for whoever asks, and its columns, each with what
    stands in it.
    """

    namn: str
    rader: Rows
    kolumner: Mapping[str, Callable[[Any], object]]


def _pages_of(
    listing: Callable[[Session, Caller, Any], Page], takes: type[Sidfilter], **usual: str
) -> Callable[[Caller, Asked], Iterator[Page]]:
    """Return every page of a view; ``usual`` is what the page filters by when its address says
    nothing.

    No connection is held while whoever asked takes a page home.
    """

    def every(caller: Caller, asked: Asked) -> Iterator[Page]:
        chosen: dict[str, object] = {
            **usual,
            **{name: text for name, text in asked.items() if name in takes.model_fields},
            "antal": STORSTA_ANTAL,
        }
        more = True
        while more:
            with caller.installation.database.read() as session:
                page = listing(session, caller, parse(takes, chosen))
            yield page
            chosen["efter"] = page.nasta
            more = page.nasta is not None

    return every


def _paged(
    listing: Callable[[Session, Caller, Any], Sida[Any]], takes: type[Sidfilter], **usual: str
) -> Rows:
    """Return the rows of every page of a view."""
    every = _pages_of(listing, takes, **usual)
    return lambda caller, asked: (row for page in every(caller, asked) for row in page.poster)


_EVERYONE: Final = _paged(
    lambda s, who, which: list_personer(s, who.actor, who.world, which), PersonFilter
)


def _held(caller: Caller, asked: Asked) -> Iterator[tuple[PersonRad, UppdragRad | None]]:
    """Yield everyone once for each uppdrag of the day; who has none stands alone."""
    for one in _EVERYONE(caller, asked):
        held = [uppdrag for uppdrag in one.uppdrag if uppdrag.galler(caller.world.today)]
        yield from ((one, uppdrag) for uppdrag in held)
        if not held:
            yield one, None


_MATRIX: Final = _pages_of(
    lambda s, who, which: matrix_page(s, who.actor, who.world, which), MatrisFilter
)


def _cells(caller: Caller, asked: Asked) -> Iterator[tuple[BeslutRad, Cell]]:
    """Yield every cell of the matrix, by sector where it has some."""
    for page in _MATRIX(caller, asked):
        for one in page.beslut:
            for whole in one.celler:
                if whole.huvudman in page.huvudman:
                    yield from ((one, part) for part in whole.sektorer or (whole,))


_LISTOR: Final = (
    Lista(
        "arenden",
        _paged(lambda s, who, which: list_arenden(s, who.actor, who.world, which), ArendeFilter),
        {
            "Nummer": lambda one: one.beteckning,
            "Rubrik": lambda one: one.rubrik,
            "Läge": lambda one: one.lage_ord,
            "Fas": lambda one: one.fas_ord,
            "Prioritet": lambda one: one.prioritet,
            "Avsändare": lambda one: one.avsandare,
            "Frågan kommer från": lambda one: one.kanal_ord,
            "Skapat": lambda one: one.skapad,
            "Vems drag": lambda one: one.vems_drag,
            "Senast": lambda one: one.senast,
            "Försenat": lambda one: one.forsenad,
        },
    ),
    Lista(
        "beslut",
        _paged(lambda s, who, which: list_register(s, who.actor, who.world, which), BeslutFilter),
        {
            "Nummer": lambda one: one.beteckning,
            "Dag": lambda one: one.datum,
            "Organ": lambda one: one.organ,
            "Rubrik": lambda one: one.rubrik,
            "Utfall": lambda one: one.utfall_ord,
            "Beslut": lambda one: one.text,
            "Justerat": lambda one: one.justerat,
            "Klara": lambda one: one.klara,
            "Parter": lambda one: one.parter,
        },
    ),
    Lista(
        "ataganden",
        _paged(
            lambda s, who, which: list_ataganden(s, who.actor, who.world, which), AtagandeFilter
        ),
        {
            "Åtagande": lambda one: one.text,
            "Beslut": lambda one: one.beslut_rubrik,
            "Beslutat": lambda one: one.beslutsdag,
            "Vem": lambda one: one.mottagare,
            "Sektor": lambda one: one.sektor,
            "Ansvarig": lambda one: one.ansvarig,
            "Senast": lambda one: one.senast,
            "Läge": lambda one: one.ord_text,
            "Hur länge": lambda one: one.alder,
            "Svar": lambda one: one.svarat,
        },
    ),
    Lista(
        "avtal",
        _paged(lambda s, who, which: list_avtal(s, who.actor, who.world, which), AvtalFilter),
        {
            "Avtal": lambda one: one.rubrik,
            "Slag": lambda one: one.slag_ord,
            "Område": lambda one: one.omrade,
            "Trappsteg": lambda one: one.trappsteg_ord,
            "Ansvarig grupp": lambda one: one.agare_namn,
            "Läge": lambda one: one.lage_ord,
            "Parter": lambda one: ", ".join(one.parter),
            "Diarienummer": lambda one: "; ".join(one.diarienummer),
            "Gäller från": lambda one: one.galler_fran,
            "Version": lambda one: one.text_nr,
            "Sista dag": lambda one: one.giltig_till,
            "På sista dagen": lambda one: one.forlangning_ord,
            "Uppsägningstid, månader": lambda one: one.uppsagning_manader,
            "Säg upp senast": lambda one: one.sista_uppsagning,
            "Nästa översyn": lambda one: one.oversyn,
            "Vems drag": lambda one: one.vems_drag,
        },
    ),
    Lista(
        "revisioner",
        _paged(
            lambda s, who, which: list_revisioner(s, who.actor, who.world, which), RevisionFilter
        ),
        {
            "Nummer": lambda one: one.beteckning,
            "Avtal": lambda one: one.rubrik,
            "Läge": lambda one: one.lage_ord,
            "Fas": lambda one: one.fas_ord,
            "Prioritet": lambda one: one.prioritet,
            "Grupp": lambda one: one.grupp,
            "Siktar på": lambda one: one.siktar_pa,
            "Vems drag": lambda one: one.vems_drag,
            "Senast": lambda one: one.senast,
        },
    ),
    Lista(
        "efterlevnad",
        _cells,
        {
            "Nummer": lambda one: one[0].beteckning,
            "Beslut": lambda one: one[0].rubrik,
            "Beslutat": lambda one: one[0].datum,
            "Huvudman": lambda one: one[1].huvudman,
            "Sektor": lambda one: one[1].sektor,
            "Läge": lambda one: one[1].text,
            "Hur länge": lambda one: one[1].alder,
            "Ansvarig": lambda one: one[1].ansvarig,
            "Senast": lambda one: one[1].senast,
        },
    ),
    Lista(
        "remisser",
        _paged(lambda s, who, which: list_remisser(s, who.actor, who.world, which), RemissFilter),
        {
            "Gäller": lambda one: one.om.beteckning,
            "Rubrik": lambda one: one.rubrik,
            "Läge": lambda one: one.lage_ord,
            "Sista svarsdag": lambda one: one.sista_dag,
            "Tillfrågade": lambda one: one.tillfragade,
            "Har svarat": lambda one: one.svarat,
        },
    ),
    Lista(
        "moten",
        _paged(
            lambda s, who, which: list_moten(s, who.actor, who.world, which),
            MoteFilter,
            kommande="true",
        ),
        {
            "Dag": lambda one: one.datum,
            "Tid": lambda one: klockslag(one.tid, one.slut).removeprefix("kl. "),
            "Organ": lambda one: one.organ_namn,
            "Plats": lambda one: one.plats,
            "Läge": lambda one: one.lage_ord,
        },
    ),
    Lista(
        "personer",
        _held,
        {
            "Namn": lambda one: one[0].namn,
            "E-post": lambda one: one[0].epost,
            "Roll": lambda one: one[1] and one[1].roll.ord,
            "Organ": lambda one: one[1] and one[1].organ,
            "Huvudman": lambda one: one[1] and one[1].huvudman,
            "Sektor": lambda one: one[1] and one[1].sektor,
            "Från": lambda one: one[1] and one[1].from_,
            "Till": lambda one: one[1] and one[1].tom,
        },
    ),
    Lista(
        "aviseringar",
        _paged(lambda s, who, which: list_aviseringar(s, who.actor, which), AviseringFilter),
        {
            "När": lambda one: one.skapad,
            "Till": lambda one: one.till,
            "E-post": lambda one: one.epost,
            "Ämne": lambda one: one.amne or one.om,
            "Skäl": lambda one: one.skal,
            "Läge": lambda one: one.lage_ord,
        },
    ),
)


def _download(lista: Lista) -> Callable[[Request], Response]:
    @rule(Rule.INLOGGAD)
    def download(request: Request) -> Response:
        caller = caller_of(request)
        asked = {
            name: text for name, text in request.query_params.items() if text and name != "efter"
        }
        rows = (
            [show(one) for show in lista.kolumner.values()] for one in lista.rader(caller, asked)
        )
        return csv_fil(f"{lista.namn}-{datum(caller.world.today)}", list(lista.kolumner), rows)

    return download


for _lista in _LISTOR:
    router.add_api_route(f"/{_lista.namn}.csv", _download(_lista), methods=["GET"])
