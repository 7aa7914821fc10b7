"""The pages that people look at: every line of the menu, the lists, the searches, the matrix, and
one of each thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from models.database import Database

SECRETARY, CHEF = "au-sekreterare@region.example", "socialchef@alvesta.example"
# What the whole answer of a page of this kind should reach, of the bare page's: at many clients.
LIST, ONE = 0.4, 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """A page: what it is called, where it is, who looks at it, and its aim beside a bare page.

    ``query`` finds the address of one thing in the county.
    """

    namn: str
    path: str = ""
    who: str = SECRETARY
    mal: float = LIST
    query: str = ""

    def in_county(self, database: Database) -> str:
        """Return its address."""
        if not self.query:
            return self.path
        with database.read() as session:
            return str(session.execute(text(self.query)).scalar_one())


def _newest(path: str, noun: str, key: str, where: str = "TRUE") -> str:
    return (
        f"SELECT '/{path}/' || n.{key} FROM {noun} n JOIN sak s USING (id)"  # noqa: S608 - ours
        f" WHERE {where} ORDER BY n.id DESC LIMIT 1"
    )


# Measured beside a bare page with the same bytes.
PLACES = (
    Place("översikt, sekreterare", "/", mal=ONE),
    Place("översikt, chef", "/", CHEF, mal=ONE),
    Place("ärenden", "/arenden"),
    Place("möten", "/moten"),
    Place("remisser", "/remisser"),
    Place("avtal", "/avtal"),
    Place("avtal, sökt", "/avtal?q=hemsjukv%C3%A5rd"),
    Place("beslut", "/beslut"),
    Place("åtaganden", "/ataganden"),
    Place("efterlevnad", "/efterlevnad"),
    Place(
        "ett ärende", mal=ONE, query=_newest("arenden", "arende", "nr", "lage = 'implementeras'")
    ),
    Place("ett möte", mal=ONE, query=_newest("moten", "mote", "id", "lage = 'justeras'")),
    Place("ett avtal", mal=ONE, query=_newest("avtal", "avtal", "slug")),
    Place(
        "ett beslut", mal=ONE, query="SELECT '/beslut/' || nr FROM beslut ORDER BY id DESC LIMIT 1"
    ),
)
# Measured only for how they grow with the county.
MORE = (
    Place("inkorg", "/au"),
    Place("revisioner", "/revisioner"),
    Place("organ", "/organ"),
    Place("personer", "/personer"),
    Place("aviseringar", "/aviseringar"),
    Place("drift", "/drift"),
    Place("ärenden, sökt", "/arenden?q=rutin"),
    Place("beslut, sökt", "/beslut?q=rutin"),
    Place("åtaganden, försenade", "/ataganden?ord=forsenat"),
    Place("efterlevnad, vald", "/efterlevnad?lage=forsenat"),
    Place("en remiss", query=_newest("remisser", "remiss", "id", "lage = 'oppen'")),
    Place("en revision", query=_newest("revisioner", "revision", "nr", "nr NOT LIKE '%utkast%'")),
    Place("ett åtagande", query=_newest("ataganden", "atagande", "id", "lage = 'pagar'")),
)
