"""How long the compilation of 400 comments on a text of 60 pages takes, and the remiss's own page:
whole requests.

Every third comment has a wanted wording that is compared with its section.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlmodel import Session

from benchmarks.client import Client, cookie, question
from benchmarks.ground import AU, Ground, ground
from benchmarks.parts import avtalsdiff
from benchmarks.parts.avtalsdiff import agreement
from benchmarks.result import Result, in_turns, milliseconds, within
from benchmarks.serving import OURS, served
from benchmarks.stage import Stage, ticket
from models.base import table_of
from models.tables import Remiss
from workflows.avtal.create import create_avtal
from workflows.county.register import load_register
from workflows.engine.door import Ask, take_step
from workflows.revision.create import create_revision
from workflows.texts.markdown import Avsnitt, sections

COMMENTS, FEW = 400, 20
LIMIT = 300  # milliseconds
_PAGES = {"sammanställningen": "/remisser/{}/sammanstallning", "remissens sida": "/remisser/{}"}
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
            "kontakt": "Utredaren",
            "epost": "utredaren@lan.example",
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


def measure(stage: Stage) -> Iterator[Result]:
    """Measure the two pages as the secretary sees them."""
    size = (FEW, avtalsdiff.FEW) if stage.scale.small else (COMMENTS, avtalsdiff.CHARACTERS)
    with ground(stage) as place:
        remiss = asked_and_answered(place, *size)
        who = cookie(ticket(place.database, AU))
        with served(OURS, place.database, processes=1, demo=False) as port, Client(port) as client:
            for name, path in _PAGES.items():
                asked = question(path.format(remiss), headers=who)
                (seconds,) = in_turns(partial(client.timed, asked), rounds=stage.scale.rounds)
                yield within(
                    f"remiss med {size[0]} synpunkter: {name}", "ms", milliseconds(seconds), LIMIT
                )
