"""How long the compilation of 400 comments on a text of 60 pages takes, and the remiss's own page:
whole requests.

Every third comment has a wanted wording that is compared with its section.
"""

from __future__ import annotations

import random
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session
from starlette.testclient import TestClient

from api.app import create_app
from api.shared.installation import real_now
from api.shared.tokens import sign_in
from benchmarks import avtalsdiff
from benchmarks.avtalsdiff import agreement
from benchmarks.ground import Ground, ground
from models.base import table_of
from models.settings import LogLevel, Settings
from models.tables import Remiss
from notifications.logs import configure_logs
from workflows.avtal.create import create_avtal
from workflows.county.register import load_register
from workflows.engine.door import Ask, take_step
from workflows.revision.create import create_revision
from workflows.texts.markdown import Avsnitt, sections

COMMENTS, FEW = 400, 20
ROUNDS = 7
LIMIT = 300  # milliseconds
_COOKIE = "samflode"
_AVTAL = {
    "rubrik": "Hemsjukvård",
    "slag": "avtal",
    "omrade": "Hemsjukvård",
    "agare": "pg_kronobarnsmodellen",
    "parter": ["alla"],
    "oversyn": "2025-01-31",
    "forlangning": "tills_vidare",
    "uppsagning_manader": 6,
    "text": "# Syfte\n\nVi hjälps åt.",
    "galler_fran": "2022-01-01",
    "beslutad": "Ledningsgruppen",
}
_PRIORITERA = {
    "prioritet": 1,
    "prioritet_skal": "Ny lag.",
    "grupp": "pg_kronobarnsmodellen",
    "mandat": "Skriv om texten.",
    "mandat_till": "2023-12-20",
    "siktar_pa": "2024-02-02",
    "foredragande": "Sammankallande",
}


def comments(text: tuple[Avsnitt, ...], chance: random.Random, number: int) -> list[dict[str, str]]:
    """Return comments spread over the sections."""
    made = []
    for place in range(number):
        one = chance.choice(text)
        words = re.split(r"\n\n", one.text)[0].split()
        wish = " ".join(word if chance.random() > 0.1 else "ändrat" for word in words)  # noqa: PLR2004 - every tenth
        wanted = {"onskad": wish[:9000]} if place % 3 == 0 and wish else {}
        made.append({"text": f"Synpunkt {place} om {one.rubrik}.", "avsnitt": one.nummer, **wanted})
    return made


def asked_and_answered(place: Ground, number: int, characters: int) -> int:
    """Return a remiss that is closed, with so many comments, unanswered, on a text so long."""
    chance = random.Random(4)  # noqa: S311 - the same texts every time
    text = agreement(chance, characters=characters)
    known = sections(text)
    with place.database.session() as session:
        create_avtal(session, _AVTAL, place.au, place.world)
        sak = create_revision(
            session, {"avtal": "hemsjukvard", "orsak": "Ny lag."}, place.au, place.world
        )
        _take(session, place, sak, "prioritera", **_PRIORITERA)
        external = {
            "text": text,
            "motpart": "Utredaren",
            "sammanfattning": "Ny text.",
            "andring": "saklig",
        }
        _take(session, place, sak, "ta_emot_externt", **external)
        _take(session, place, sak, "skicka_pa_remiss", sista_dag="2024-03-01", mottagare="alla")
        remiss = int(session.execute(table_of(Remiss).select()).one().id)
        parties = load_register(session).huvudman
        for left, one in zip(range(len(parties), 0, -1), parties, strict=True):
            share = comments(
                known, chance, number // len(parties) + (left <= number % len(parties))
            )
            stand = {"stallningstagande": "tillstyrker_med_synpunkter", "mottagare": one.kod}
            _take(session, place, remiss, "svara_pa_telefon", **stand, synpunkter=share)
        _take(session, place, remiss, "stang")
    return remiss


def _take(session: Session, place: Ground, sak_id: int, step: str, **said: Any) -> None:
    take_step(session, sak_id, Ask(step, said), place.au, place.world)


def main(*, small: bool = False) -> None:
    """Measure and print."""
    size = (FEW, avtalsdiff.FEW) if small else (COMMENTS, avtalsdiff.CHARACTERS)
    with ground() as place, TemporaryDirectory() as folder:
        remiss = asked_and_answered(place, *size)
        with place.database.session() as session:
            token = sign_in(session, place.au.person_id or 0, real_now())
        settings = Settings(
            database_url=place.database.url, data=Path(folder), log_level=LogLevel.ERROR
        )
        configure_logs(settings.log_level)
        with TestClient(
            create_app(settings), base_url="http://127.0.0.1", cookies={_COOKIE: token}
        ) as client:
            for path in (f"/remisser/{remiss}/sammanstallning", f"/remisser/{remiss}"):
                print(f"{path:32} {_fastest(client, path):8.0f} ms  (gräns {LIMIT})")


def _fastest(client: TestClient, path: str) -> float:
    """Return the shortest of a few requests in milliseconds: what else the machine does is no part
    of it.
    """
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main()
