"""Steps per second through the one door, as a ratio to the same writes in hand-written SQL, in one
run on one server.

A step here is all of it: lock, visibility, facts, role, guards, event, payload, state, frist closed
and opened, message, commit to disk. The hand-written side makes the same writes, knows every value
beforehand and asks no question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg

from benchmarks.ground import Ground, ground

SECONDS, FEW = 6.0, 0.3
SLICES = 6


def per_second(act: Callable[[], None], seconds: float) -> float:
    """Return how many times a second the act was done, over so many seconds."""
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds:
        act()
        done += 1
    return done / passed


def through_the_door(place: Ground) -> Callable[[], None]:
    """Return an act that asks for a completion, and the next time sends it."""
    turns = iter(range(10**9))

    def act() -> None:
        if next(turns) % 2:
            place.step(place.sender, "komplettera", komplettering="Socialchefen i varje kommun.")
        else:
            place.step(place.au, "begar_komplettering", saknas="Vem ansvarar?")

    return act


WRITES = (
    "SELECT id FROM sak WHERE id = %(sak)s FOR NO KEY UPDATE",
    """INSERT INTO handelse (sak_id, lopnr, steg, fran_lage, till_lage, aktor_id, aktor_roll, tid,
         definitionsversion, innehall_hash, hash, hash_version)
       VALUES (%(sak)s, %(n)s, 'steg', 'a', 'b', %(person)s, 'au', %(now)s, 1, %(h)s, %(h)s, 1)""",
    """INSERT INTO handelseinnehall (handelse_id, salt, innehall)
       VALUES (currval('handelse_id_seq'), %(salt)s, '{"saknas":"Vem ansvarar?"}')""",
    "UPDATE sak SET version = %(n)s, lage_sedan = %(now)s, kedja = %(h)s WHERE id = %(sak)s",
    "UPDATE frist SET stangd = %(now)s WHERE sak_id = %(sak)s AND stangd IS NULL AND NOT delfrist",
    """INSERT INTO frist (sak_id, delfrist, drag, person_id, senast, pamin, skapad)
       VALUES (%(sak)s, false, 'Avsändaren', %(person)s, '2023-11-21', true, %(now)s)""",
    """INSERT INTO avisering (nyckel, mall, person_id, epost, sak_id, skal, data, lage, skapad,
         forsok, nasta_forsok, fel, meddelande_id)
       VALUES (%(h)s, 'komplettering', %(person)s, 'a@b.example', %(sak)s,
         'Du lämnade in ärendet.', '{}', 'vantar', %(now)s, 0, %(now)s, '', %(h)s)""",
)


@contextmanager
def by_hand(place: Ground) -> Iterator[Callable[[], None]]:
    """Lend an act that makes the same writes with psycopg, prepared, in one transaction."""
    turns = iter(range(1_000_000, 10**9))

    def act() -> None:
        n = next(turns)
        values = {
            "sak": place.other,
            "n": n,
            "person": place.person,
            "now": datetime.now(UTC),
            "h": f"{n:064}",
            "salt": "s" * 32,
        }
        for statement in WRITES:
            connection.execute(statement, values, prepare=True)
        connection.commit()

    with psycopg.connect(place.plain_url, autocommit=False) as connection:
        yield act


def main(*, small: bool = False) -> None:
    """Measure both in turns, so that noise strikes both, and print the ratio."""
    piece = (FEW if small else SECONDS) / SLICES
    with ground() as place, by_hand(place) as hand:
        door = through_the_door(place)
        per_second(door, piece / 2), per_second(hand, piece / 2)
        both = [(per_second(door, piece), per_second(hand, piece)) for _ in range(SLICES)]
    doors, hands = (sum(side) / SLICES for side in zip(*both, strict=True))
    print(f"steg genom dörren   {doors:8.0f} per sekund")
    print(f"samma skrivningar   {hands:8.0f} per sekund, för hand")
    print(f"kvot                {doors / hands:8.2f}   (mål: minst 0,5)")


if __name__ == "__main__":
    main()
