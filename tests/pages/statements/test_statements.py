"""How many statements every address asks the database: the same in a small county and in a larger
one, and few.

Each exception is listed with its number and its reason. A number here only goes down: what asks
fewer than is said of it has to have that said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from fastapi import FastAPI
from sqlalchemy import event, text
from sqlmodel import Session
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import new_link, new_token, sign_in
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.settings import Settings
from support.application import application
from support.asking import HOST, routes
from support.county import Lan
from support.demo import told
from support.house.statements import compared_with_a_parameter
from support.site import COOKIE, Sajt
from support.walks.growth import grow
from workflows.desk.files import store_file

MOST: Final = 12
SEKRETERARE: Final = "au-sekreterare@region.example"
ORDFORANDE: Final = "skolchef@uppvidinge.example"
AVTAL: Final = "sammankallande.avtal@region.example"
ALVESTA, LESSEBO = "socialchef@alvesta.example", "socialchef@lessebo.example"
PDF: Final = b"%PDF-1.4\n%%EOF\n"
SMALL, MORE = ("2023-10-25",), ("2023-10-24", "2023-10-26", "2023-10-27")

# Why an address asks more than that.
CASE = "its case is read beside its view: what the steps may depend on is not what is shown"
ROUND = f"{CASE}; the answers and comments of the round besides"
ASKED = f"{ROUND}; the text that is asked about, and what its reader answered before"
GIVEN = f"{CASE}; the decision it comes from, and what has happened since it was answered"
HELD = f"{CASE}; what it decided, and what has been corrected in that"
TEXTS = f"{CASE}; the texts, the parties and what each of them has said besides"
# Exceptions: who is shown what, how many it asks, and why.
CEILINGS: Final = {
    "/api/v1/arenden/{nr}": (15, CASE),
    "/api/v1/moten/{id}": (17, HELD),
    "/api/v1/remisser/{id}": (14, ROUND),
    "/api/v1/remisser/{id}/sammanstallning": (14, ROUND),
    "/api/v1/ataganden/{id}": (14, CASE),
    "/api/v1/avtal/{slug}": (13, TEXTS),
    # A final text also reads who answered: the reason not to ask again goes to them.
    "/api/v1/revisioner/{nr}": (21, TEXTS),
    "/arenden/{nr}": (15, CASE),
    "/moten/{mote_id}": (17, HELD),
    "/remisser/{remiss_id}": {SEKRETERARE: (14, ROUND), LESSEBO: (19, ASKED)},
    "/remisser/{remiss_id}/utkast": (19, ASKED),
    "/remisser/{remiss_id}/sammanstallning": (14, ROUND),
    "/remisser/{remiss_id}/sammanstallning.csv": (14, ROUND),
    "/ataganden/{atagande_id}": {SEKRETERARE: (14, CASE), ALVESTA: (14, CASE)},
    "/avtal/{slug}": (15, TEXTS),
    "/avtal/{slug}/revidera": (13, TEXTS),
    "/revisioner/{nr}": {SEKRETERARE: (22, TEXTS), AVTAL: (22, TEXTS)},
    "/remisser/{nyckel}/steg/{namn}": (16, ASKED),
    "/ataganden/{nyckel}/steg/{namn}": (16, GIVEN),
}

# What addresses name: the same matter at both sizes, one with much about it.
NAMED: Final = {
    "/arenden/{nr}": "SELECT a.nr FROM arende a JOIN beslut b ON b.om_id = a.id ORDER BY b.id",
    "/moten/{mote_id}": "SELECT mote_id FROM delgivning ORDER BY id",
    "/moten/{id}": "SELECT mote_id FROM delgivning ORDER BY id",
    "/remisser/{remiss_id}": "SELECT id FROM remiss WHERE version_id IS NOT NULL ORDER BY id",
    "/remisser/{id}": "SELECT id FROM remiss WHERE version_id IS NOT NULL ORDER BY id",
    "/beslut/{nr}": "SELECT nr FROM beslut ORDER BY id",
    "/ataganden/{atagande_id}": "SELECT atagande_id FROM avstamning ORDER BY id",
    "/ataganden/{id}": "SELECT atagande_id FROM avstamning ORDER BY id",
    "/delgivningar/{delgivning_id}": "SELECT id FROM delgivning ORDER BY id",
    "/delgivningar/{id}": "SELECT id FROM delgivning ORDER BY id",
    "/grupper/{grupp_id}": "SELECT id FROM grupp ORDER BY id",
    "/grupper/{id}": "SELECT id FROM grupp ORDER BY id",
    "/avtal/{slug}": "SELECT slug FROM avtal ORDER BY id",
    "/revisioner/{nr}": (
        "SELECT r.nr FROM revision r JOIN revisionsversion v ON v.revision_id = r.id ORDER BY v.id"
    ),
    "/personer/{person_id}": "SELECT id FROM person ORDER BY id",
    "/uppdrag/{uppdrag_id}": "SELECT id FROM uppdrag ORDER BY id",
    "/franvaro/{franvaro_id}": "SELECT id FROM franvaro ORDER BY id",
    "/organ/{kod}": "SELECT kod FROM organ WHERE kod = 'lgs'",
    "/aviseringar/{avisering_id}": "SELECT id FROM avisering ORDER BY id",
    "/filer/{fil_id}": "SELECT id FROM fil ORDER BY id",
    "/filer/{id}": "SELECT id FROM fil ORDER BY id",
    "/{vilken}": "SELECT 1",
    "/{kolumn}": "SELECT 'inkommet'",
}
# The form of one step of each kind: who is shown it, of what, and which step.
STEPS: Final = {
    "arenden": (
        ORDFORANDE,
        "SELECT nr FROM arende JOIN sak s USING (id) WHERE lage = 'inkommet' ORDER BY id",
        "ta_upp",
    ),
    "moten": (
        SEKRETERARE,
        "SELECT id FROM mote JOIN sak s USING (id) WHERE lage = 'planerat' ORDER BY id",
        "lagg_till_punkt",
    ),
    "remisser": (LESSEBO, "SELECT id FROM remiss ORDER BY id DESC", "svara"),
    "ataganden": (
        LESSEBO,
        (
            "SELECT a.id FROM atagande a JOIN huvudman h ON h.id = a.huvudman_id"
            " WHERE h.kod = 'lessebo' AND a.form = 'datum' ORDER BY a.id DESC"
        ),
        "rapportera",
    ),
    "delgivningar": (
        ALVESTA,
        "SELECT id FROM delgivning ORDER BY id",
        "bekrafta",
    ),
    "grupper": (SEKRETERARE, "SELECT id FROM grupp ORDER BY id", "forlang_gruppen"),
    "avtal": (SEKRETERARE, "SELECT slug FROM avtal ORDER BY id", "andra_uppgifter"),
    "revisioner": (
        AVTAL,
        "SELECT nr FROM revision JOIN sak s USING (id) WHERE lage = 'utarbetas' ORDER BY id",
        "skriv_utkast",
    ),
}
# Pages that others than AU's sekreterare read, or read otherwise.
READERS: Final = {
    "/": (SEKRETERARE, ORDFORANDE, AVTAL, ALVESTA, LESSEBO),
    "/remisser/{remiss_id}": (SEKRETERARE, LESSEBO),
    "/remisser/{remiss_id}/utkast": (LESSEBO,),
    "/ataganden/{atagande_id}": (SEKRETERARE, ALVESTA),
    "/delgivningar/{delgivning_id}": (SEKRETERARE, ALVESTA),
    "/revisioner/{nr}": (SEKRETERARE, AVTAL),
}
# What an address says beside its path.
BESIDE: Final = {
    "/remisser/{remiss_id}/utkast": (
        "mottagare",
        (
            "SELECT m.id FROM remissmottagare m JOIN huvudman h ON h.id = m.huvudman_id"
            " JOIN remiss r ON r.id = m.remiss_id WHERE h.kod = 'lessebo'"
            " AND r.version_id IS NOT NULL ORDER BY r.id"
        ),
    )
}
# They are answered from a letter's own seal, and show one of the forms that STEPS has.
SEALED: Final = {"/svara/{token}", "/godkann/{token}"}


@dataclass(frozen=True)
class Asked:
    """What somebody is shown at an address."""

    route: str
    who: str
    path: str

    @property
    def name(self) -> str:
        """The address, with who reads it where several do."""
        several = len(READERS.get(self.route, ())) > 1
        return f"{self.route} {self.who}" if several else self.route


class County:
    """A county behind its application, whose statements are counted."""

    def __init__(self, lan: Lan, app: FastAPI, client: TestClient) -> None:
        self.lan, self.app, self.client = lan, app, client
        self.said: list[str] = []
        self.ever: set[str] = set()
        engine = app.state.installation.database.engine
        event.listen(engine, "before_cursor_execute", lambda *told: self.said.append(told[2]))
        event.listen(engine, "before_cursor_execute", lambda *told: self.ever.add(told[2]))
        with lan.database.session() as session:
            actor = lan.actor(session, SEKRETERARE)
            store_file(session, "svar.pdf", PDF, actor=actor, world=lan.world)
            readers = {SEKRETERARE, *(who for some in READERS.values() for who in some)}
            readers |= {who for who, _, _ in STEPS.values()}
            self.cookies = {who: sign_in(session, lan.ids[who], real_now()) for who in readers}
            self.token = new_token(session, lan.ids[SEKRETERARE], real_now())
            self.asked = list(_everything(session, app, lan))

    def count(self, asked: Asked) -> int:
        """Return how many statements an address asks, once what never changes is known."""
        rest = asked.route.startswith("/api/")
        sent = (
            {"Authorization": f"Bearer {self.token}"}
            if rest
            else {"Cookie": f"{COOKIE}={self.cookies[asked.who]}"}
        )
        for _ in range(2):
            self.said.clear()
            self.client.cookies.clear()
            answer = self.client.get(asked.path, headers=sent)
            assert answer.status_code == 200, f"{asked}: {answer.status_code}"
        return len(self.said)


def _everything(session: Session, app: FastAPI, lan: Lan) -> Iterator[Asked]:
    """Yield every address that is read, with what it names filled in."""

    def first(query: str) -> str:
        return str(session.execute(text(query)).scalars().first())

    named = {place: first(query) for place, query in NAMED.items()}
    named["/lank/{token}"] = new_link(session, lan.ids[SEKRETERARE], real_now())
    for method, route, _ in routes(app):
        if method != "GET" or route in SEALED:
            continue
        kind = re.fullmatch(r"/(\w+)/\{nyckel\}/steg/\{namn\}", route)
        if kind:
            who, query, step = STEPS[kind[1]]
            yield Asked(route, who, f"/{kind[1]}/{first(query)}/steg/{step}")
            continue
        path = route
        for place, value in named.items():
            path = path.replace(place, f"{place.rpartition('/')[0]}/{value}")
        if beside := BESIDE.get(route):
            path = f"{path}?{beside[0]}={first(beside[1])}"
        for who in READERS.get(route, (SEKRETERARE,)):
            yield Asked(route, who, path)


@dataclass(frozen=True)
class Counted:
    """How many statements each address asked in the small county and in the larger one, and every
    one that was.
    """

    small: dict[str, int]
    larger: dict[str, int]
    ever: set[str]


@pytest.fixture(scope="module")
def counted(
    postgres: EmbeddedPostgres,
    demo_template: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Counted:
    """The statements of every address, counted twice in one county that grows in between."""
    name = "satser"
    url = create_database(postgres.url, name, template=demo_template("kronoberg"))
    database = Database(url, name="samflode-test")
    lan = told(database, "kronoberg")
    grow(lan, *SMALL)
    Sajt(lan, HOST).set_clock()
    settings = Settings(data=tmp_path_factory.mktemp("satser"), database_url=url, demo=True)
    app = application(settings)
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        county = County(lan, app, client)
        small = {one.name: county.count(one) for one in county.asked}
        grow(lan, *MORE)
        larger = {one.name: county.count(one) for one in county.asked}
    database.close()
    drop_database(postgres.url, name)
    return Counted(small, larger, county.ever)


def _in_a_file(name: str) -> bool:
    """A whole list is read 200 rows at a time, to be held in memory no more at once."""
    return name.endswith(".csv")


def test_more_in_a_county_is_not_more_statements(counted: Counted) -> None:
    grown = {
        name: (counted.small[name], many)
        for name, many in counted.larger.items()
        if many != counted.small[name] and not _in_a_file(name)
    }
    assert grown == {}


def test_a_page_asks_few_statements_and_each_exception_is_listed(counted: Counted) -> None:
    listed = {
        f"{route} {who}" if who else route: number
        for route, told in CEILINGS.items()
        for who, (number, _) in (told if isinstance(told, dict) else {"": told}).items()
    }
    many = {name: count for name, count in counted.larger.items() if count > MOST}
    assert many == listed


def test_no_page_compares_a_word_of_a_closed_list_with_a_parameter(counted: Counted) -> None:
    assert compared_with_a_parameter(counted.ever) == set()


def test_no_statement_of_a_page_is_another_for_each_number_of_things(counted: Counted) -> None:
    grown = re.compile(r"\S+ (?:NOT )?IN \(%\(\w+_1\)s")
    assert {found for one in counted.ever for found in grown.findall(one)} == set()


def test_a_connection_can_keep_the_statements_of_every_page_prepared(counted: Counted) -> None:
    assert len(counted.ever) <= 200


def test_every_address_that_is_read_is_counted(counted: Counted) -> None:
    assert len(counted.larger) > 80
    assert min(counted.larger.values()) > 0
