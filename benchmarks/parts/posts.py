"""A step that is POSTed beside a bare POST that makes the same seven writes, over HTTP.

Each client has an ärende of its own, asks for a completion and then gives it, as the two people
who may. The bare one checks nothing and knows every value beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import text

from benchmarks.client import CROWD, Load, Question, crowd, question
from benchmarks.ground import AU, SENDER, Ground, filled
from benchmarks.result import Result, beside, figure, in_turns
from benchmarks.serving import BARE, OURS, served
from benchmarks.stage import Stage, key

AIM = 0.3
_SHORT: list[str] = ["Prefer: return=minimal"]
_WHOLE: list[str] = []
_ASKS = {"saknas": "Vem ansvarar?"}
_GIVES = {"komplettering": "Socialchefen i varje kommun."}


def measure(stage: Stage) -> Iterator[Result]:
    """Measure the step that answers shortly, the one that answers with the whole ärende, and the
    bare one.
    """
    with stage.empty() as database:
        place = filled(database)
        saker = [place.new_arende() for _ in range(CROWD)]
        people = [[f"Authorization: Bearer {key(database, who)}"] for who in (AU, SENDER)]
        for_bare = [[_bare(place, place.new_arende())] for _ in range(CROWD)]
        with database.read() as session:
            found = text("SELECT nr FROM arende WHERE id = ANY(:saker) ORDER BY id")
            numbers = list(session.execute(found, {"saker": saker}).scalars())
        short, whole = ([_both(nr, people, said) for nr in numbers] for said in (_SHORT, _WHOLE))
        with served(OURS, database, demo=False) as ours, served(BARE, database) as bare:
            for clients in (1, CROWD):
                asked = [(ours, short), (ours, whole), (bare, for_bare)]
                yield from _results(clients, asked, stage)


def _both(nr: str, people: list[list[str]], more: list[str]) -> list[Question]:
    """Return the two steps that lead back to where it began."""
    au, sender = people
    return [
        _step(nr, "begar_komplettering", _ASKS, [*au, *more]),
        _step(nr, "komplettera", _GIVES, [*sender, *more]),
    ]


def _step(nr: str, name: str, said: dict[str, str], headers: list[str]) -> Question:
    body = json.dumps(said).encode()
    return question(f"/api/v1/arenden/{nr}/steg/{name}", method="POST", body=body, headers=headers)


def _bare(place: Ground, sak: int) -> Question:
    return question(f"/{sak}/{place.person}", method="POST", body=json.dumps(_ASKS).encode())


def _results(
    clients: int, asked: Sequence[tuple[int, list[list[Question]]]], stage: Stage
) -> Iterator[Result]:
    loads = [Load() for _ in asked]

    def turn(load: Load, port: int, each: list[list[Question]]) -> Callable[[], float]:
        def act() -> float:
            return load.add(*crowd(port, lambda nr: each[nr], clients, stage.scale.seconds))

        return act

    turns = [turn(load, *one) for load, one in zip(loads, asked, strict=True)]
    in_turns(*turns, rounds=stage.scale.rounds)
    short, whole, bare = (load.after_the_first() for load in loads)
    word = f"{clients} {'klient' if clients == 1 else 'klienter'}"
    yield beside(f"POST: ett steg, {word}", "steg/s", short.rates, bare.rates, mal=AIM)
    yield figure(f"POST: ett steg, {word}, p50", "ms", short.medians)
    yield figure(f"POST: ett steg, {word}, p99", "ms", short.p99)
    yield beside(
        f"POST: ett steg som svarar med hela ärendet, {word}", "steg/s", whole.rates, bare.rates
    )
