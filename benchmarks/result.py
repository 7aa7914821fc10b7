"""What a measurement comes to, how two things are measured in turns, and the one table."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROUNDS = 5  # a median of fewer says little
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Result:
    """A median and what it is held against.

    ``mot`` is what stands beside it, in the same unit: another's median or a limit. ``kvot`` is how
    well it stands, more is better, and ``mal`` what the kvot should reach. ``min`` and ``max`` are
    the spread of the kvot, without one of the value, over ``antal`` rounds.
    """

    namn: str
    varde: float
    enhet: str
    mot: float | None = None
    kvot: float | None = None
    mal: float | None = None
    min: float | None = None
    max: float | None = None
    antal: int = 1

    @property
    def missed(self) -> bool:
        """Tell whether it falls short of its aim."""
        return self.mal is not None and (self.kvot or 0) < self.mal


def in_turns(*sides: Callable[[], float], rounds: int = ROUNDS) -> list[list[float]]:
    """Return what each side gave in each round. Within a round they take turns, so that noise
    strikes all; a first turn each is thrown away.
    """
    for side in sides:
        side()
    taken = [[side() for side in sides] for _ in range(rounds)]
    return [list(one) for one in zip(*taken, strict=True)]


def figure(namn: str, enhet: str, values: Sequence[float]) -> Result:
    """Return a value that is held against nothing."""
    middle = _rounded(statistics.median(values))
    return Result(namn, middle, enhet, min=_low(values), max=_high(values), antal=len(values))


def beside(
    namn: str,
    enhet: str,
    values: Sequence[float],
    others: Sequence[float],
    *,
    mal: float | None = None,
    less: bool = False,
) -> Result:
    """Return a value held against another's of the same rounds. With ``less``, less is better."""
    pairs = zip(values, others, strict=True)
    kvoter = [other / own if less else own / other for own, other in pairs]
    own, other = (_rounded(statistics.median(side)) for side in (values, others))
    kvot = _rounded(statistics.median(kvoter))
    return Result(namn, own, enhet, other, kvot, mal, _low(kvoter), _high(kvoter), len(values))


def within(namn: str, enhet: str, values: Sequence[float], limit: float) -> Result:
    """Return a value that should be at most a limit."""
    return beside(namn, enhet, values, [limit] * len(values), mal=1, less=True)


def milliseconds(seconds: Iterable[float]) -> list[float]:
    """Return the same times in milliseconds."""
    return [one * 1000 for one in seconds]


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _low(values: Sequence[float]) -> float:
    return _rounded(min(values))


def _high(values: Sequence[float]) -> float:
    return _rounded(max(values))


def heading() -> str:
    """Return the first line of the table."""
    return f"{'':58}{'värde':>12} {'enhet':9}{'mot':>10}{'kvot':>8}{'mål':>6}   spridning"


def line(one: Result) -> str:
    """Return a result's line of the table; one that misses its aim is marked."""
    spread = f"{one.min:g}–{one.max:g} ({one.antal})" if one.min is not None else ""
    cells = [f"{said:g}" if said is not None else "" for said in (one.mot, one.kvot, one.mal)]
    mark = "  under målet" if one.missed else ""
    return (
        f"{one.namn:58}{one.varde:12g} {one.enhet:9}{cells[0]:>10}{cells[1]:>8}{cells[2]:>6}"
        f"   {spread}{mark}"
    )


def keep(results: Iterable[Result], path: Path) -> None:
    """Write the results, one a line, so that two runs can be compared line by line."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in results)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def kept(path: Path) -> list[Result]:
    """Read the results back."""
    return [Result(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
