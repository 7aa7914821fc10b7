"""The number each party keeps an agreement under in its own register, as people write it:
"Ekby: KS 2023/12".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models import limits
from models.text import same_name
from workflows.county.register import HuvudmanFacts, Register
from workflows.ground.wording import quoted

_AFTER = re.compile(r"(.+)\((.+)\)\s*")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each party, by the id of its huvudman, and a sentence for each line that
    cannot be one.
    """

    of: Mapping[int, str]
    wrong: tuple[str, ...]


def numbers_in(lines: Iterable[str], register: Register) -> Numbers:
    """Read lines that each name a party and its number."""
    found: dict[int, str] = {}
    wrong: list[str] = []
    for line in lines:
        part, number = party_and_number(line, register)
        if part is None:
            wrong.append(f"Skriv vems diarienummer {quoted(line)} är: partens namn, kolon, numret.")
        elif not number:
            wrong.append(f"Skriv {part.kortnamn}s diarienummer efter namnet.")
        elif len(number) > limits.KOD:
            wrong.append(f"Ett diarienummer får vara högst {limits.KOD} tecken.")
        elif same_name(found.setdefault(part.id, number)) != same_name(number):
            wrong.append(f"{part.kortnamn} har två diarienummer. Skriv ett.")
    return Numbers(found, tuple(wrong))


def party_and_number(line: str, register: Register) -> tuple[HuvudmanFacts | None, str]:
    """Return whose number a line says, and the number; None where it names nobody."""
    for name, number in _ways(line):
        if part := register.huvudman_named(name):
            return part, " ".join(number.split())
    return None, ""


def _ways(line: str) -> Iterator[tuple[str, str]]:
    """Yield each way to part a line into a name and a number."""
    before, _, behind = line.partition(":")
    yield before, behind
    words = line.split()
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count]).rstrip(":"), " ".join(words[count:])
    if found := _AFTER.fullmatch(line):
        yield found[2], found[1]


def line_of(namn: str, number: str) -> str:
    """Write a party's number as it is read."""
    return f"{namn}: {number}"
