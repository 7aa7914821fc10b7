"""How many statements a posted form asks, and a step over REST: the same in a small county and in a
larger one. The matter is read once, where the step is taken; a form that is shown again is read for
that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import Any, Final

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import new_token, sign_in
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.settings import Settings
from support.application import application
from support.asking import HOST
from support.county import Lan
from support.demo import told
from support.house.statements import statements
from support.site import COOKIE, Sajt
from support.walks.growth import grow

SEKRETERARE: Final = "au-sekreterare@region.example"
ORDFORANDE: Final = "skolchef@uppvidinge.example"
AVTAL: Final = "sammankallande.avtal@region.example"
ALVESTA, LESSEBO = "socialchef@alvesta.example", "socialchef@lessebo.example"
ROUND: Final = "SELECT demoklocka.nu \nFROM demoklocka"
SIZES: Final = {
    "small": ("2023-10-25",),
    "larger": ("2023-10-25", "2023-10-24", "2023-10-26", "2023-10-27"),
}


@dataclass(frozen=True)
class Step:
    """A step of the first matter that a query finds, by somebody, and what the form is filled in
    with.
    """

    path: str
    query: str
    name: str
    who: str
    fields: dict[str, Any]


ARENDE: Final = Step(
    "/arenden",
    "SELECT nr FROM arende JOIN sak s USING (id) WHERE lage = 'inkommet' ORDER BY id",
    "ta_upp",
    ORDFORANDE,
    {"handlaggare": SEKRETERARE},
)
STEPS: Final = (
    ARENDE,
    Step(
        "/moten",
        "SELECT id FROM mote JOIN sak s USING (id) WHERE lage = 'planerat' ORDER BY id",
        "lagg_till_punkt",
        SEKRETERARE,
        {"rubrik": "En fråga till", "slag": "information"},
    ),
    Step(
        "/remisser",
        "SELECT id FROM remiss ORDER BY id DESC",
        "svara",
        LESSEBO,
        {"stallningstagande": "tillstyrker", "motivering": "Bra."},
    ),
    Step(
        "/ataganden",
        "SELECT a.id FROM atagande a JOIN huvudman h ON h.id = a.huvudman_id"
        " WHERE h.kod = 'lessebo' AND a.form = 'datum' ORDER BY a.id DESC",
        "rapportera",
        LESSEBO,
        {"kommentar": "Klart.", "text": "Klart.", "tal": "1", "namn": "Lo Ek"},
    ),
    Step("/delgivningar", "SELECT id FROM delgivning ORDER BY id", "bekrafta", ALVESTA, {}),
    Step(
        "/grupper",
        "SELECT id FROM grupp ORDER BY id",
        "avsluta_gruppen",
        SEKRETERARE,
        {"resultat": "Klart.", "beslut": "LGS beslut 2023:5"},
    ),
    Step(
        "/avtal",
        "SELECT slug FROM avtal ORDER BY id",
        "andra_uppgifter",
        SEKRETERARE,
        {"rubrik": "Ett annat namn"},
    ),
    Step(
        "/revisioner",
        "SELECT nr FROM revision JOIN sak s USING (id) WHERE lage = 'utarbetas' ORDER BY id",
        "skriv_utkast",
        AVTAL,
        {"text": "# Ett\n\nHelt ny text."},
    ),
)


@dataclass(frozen=True)
class Answered:
    """How something sent was answered, and what was asked of the database for it."""

    status: int
    said: tuple[str, ...]


Answers = Mapping[str, Mapping[str, Answered]]  # by size and by what was sent


def _for_the_answer(said: list[str]) -> tuple[str, ...]:
    """Return what was asked before the answer left: in a demo a round of the post follows."""
    return tuple(takewhile(lambda one: one != ROUND, said))


NOTE: Final = Step(
    ARENDE.path,
    ARENDE.query.replace("inkommet", "under_beredning"),
    "bered",
    SEKRETERARE,
    {},
)
REFUSED: Final = "refused"
PEOPLE: Final = "SELECT person.namn, person.epost \nFROM person"
# How many each asks, from who asks to where it leads; a number here only goes down. That an
# ärende is taken up is also kept for its sender's digest: the twelfth.
ASKED: Final = {
    REFUSED: 11,  # the meetings that it can aim at
    "/arenden ta_upp": 12,
    "/moten lagg_till_punkt": 12,  # the receipt names the item, as its event does
    "/remisser svara": 16,
    "/ataganden rapportera": 10,
    "/delgivningar bekrafta": 10,
    # The organ, the uppdrag in it and the trail of both are written, and everybody is told.
    # One more than before: which revisions the group had to write is read for the letter.
    "/grupper avsluta_gruppen": 24,
    "/avtal andra_uppgifter": 11,
    "/revisioner skriv_utkast": 11,
    "REST": 18,
    "REST, minimal": 7,
}


class Poster:
    """Somebody who sends forms and REST requests to a county whose statements are counted."""

    def __init__(self, lan: Lan, app: FastAPI, client: TestClient) -> None:
        self.lan, self.client = lan, client
        self.database: Database = app.state.installation.database

    def path(self, step: Step) -> str:
        """Return the address of a step's form."""
        with self.lan.database.session() as session:
            named = session.execute(text(step.query)).scalars().first()
        return f"{step.path}/{named}/steg/{step.name}"

    def post(self, step: Step, **other: Any) -> Answered:
        """Read the form, so that what never changes is known, and send it."""
        path = self.path(step)
        with self.lan.database.session() as session:
            cookie = sign_in(session, self.lan.ids[step.who], real_now())
        self.client.cookies.clear()
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        page = self.client.get(path, headers=headers)
        assert page.status_code == 200, f"{path}: {page.status_code}"
        form = page.text[page.text.rindex("<main") :]
        pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        sent = {name: unescape(value) for name, value in pairs} | step.fields | other
        with statements(self.database) as said:
            answer = self.client.post(path, data=sent, headers=headers)
        return Answered(answer.status_code, _for_the_answer(said))

    def ask(self, step: Step, content: dict[str, Any], **headers: str) -> Answered:
        """Read the matter over REST, for the same reason, and take the step."""
        with self.lan.database.session() as session:
            token = new_token(session, self.lan.ids[step.who], real_now())
        headers = {"Authorization": f"Bearer {token}", **headers}
        path = f"/api/v1{self.path(step)}"
        self.client.cookies.clear()
        read = self.client.get(path.partition("/steg/")[0], headers=headers)
        headers["If-Match"] = read.headers["ETag"]
        with statements(self.database) as said:
            answer = self.client.post(path, json=content, headers=headers)
        return Answered(answer.status_code, _for_the_answer(said))


@pytest.fixture(scope="module")
def counted(
    postgres: EmbeddedPostgres,
    demo_template: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Answers:
    """How each of them was answered in a small county and in a larger one."""
    template, folder = demo_template("kronoberg"), tmp_path_factory.mktemp("formular")
    found = {}
    for size, days in SIZES.items():
        url = create_database(postgres.url, f"formular_{size}", template=template)
        database = Database(url, name="samflode-test")
        lan = told(database, "kronoberg")
        grow(lan, *days)
        Sajt(lan, HOST).set_clock()
        app = application(Settings(data=folder, database_url=url, demo=True))
        with TestClient(app, base_url=HOST, follow_redirects=False) as client:
            found[size] = dict(_everything(Poster(lan, app, client)))
        database.close()
        drop_database(postgres.url, f"formular_{size}")
    return found


def _everything(poster: Poster) -> Iterator[tuple[str, Answered]]:
    yield REFUSED, poster.post(ARENDE, handlaggare="")
    for step in STEPS:
        yield f"{step.path} {step.name}", poster.post(step)
    yield "REST", poster.ask(NOTE, {"bakgrund": "Ett."})
    yield "REST, minimal", poster.ask(NOTE, {"bakgrund": "Två."}, Prefer="return=minimal")


def test_each_is_answered_as_it_should_be(counted: Answers) -> None:
    refused = {name: one.status for name, one in counted["larger"].items() if one.status != 303}
    assert refused == {REFUSED: 409, "REST": 200, "REST, minimal": 204}


def test_more_in_a_county_is_not_more_statements(counted: Answers) -> None:
    small, larger = (
        {name: len(one.said) for name, one in found.items()} for found in counted.values()
    )
    assert small == larger


def test_each_asks_as_many_as_is_listed(counted: Answers) -> None:
    assert {name: len(one.said) for name, one in counted["larger"].items()} == ASKED


def test_a_step_that_is_taken_and_not_shown_asks_nothing_twice(counted: Answers) -> None:
    twice = {
        name: [said for said, times in Counter(one.said).items() if times > 1]
        for name, one in counted["larger"].items()
        if one.status not in {200, 409}  # which show the matter again, as it then stands
    }
    assert {name: said for name, said in twice.items() if said} == {}


def test_what_can_be_chosen_is_read_only_for_a_form_that_is_shown(counted: Answers) -> None:
    choices = {
        name for name, one in counted["larger"].items() if any(PEOPLE in said for said in one.said)
    }
    assert choices == {REFUSED}
