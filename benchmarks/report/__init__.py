"""``python -m benchmarks.report``: ``docs/prestanda.md`` and its pictures, from the latest run.

What is written by hand stands in ``prestanda.md`` beside this file, and why an aim is missed in
``misses.toml``: a pattern of names, and the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from benchmarks.client import CROWD
from benchmarks.parts.curve import LIMIT, MATRIX
from benchmarks.places import MORE, PLACES
from benchmarks.report import drawing
from benchmarks.result import Result, kept

_HERE = Path(__file__).parent
LATEST, BY_HAND = (_HERE.parent / name for name in ("senaste.json", "storlek_10.json"))
TEXT, REASONS = _HERE / "prestanda.md", _HERE / "misses.toml"
DOCS = _HERE.parents[1] / "docs"
UNSAID = "No reason is written."


class Document:
    """The document of some results."""

    def __init__(self, results: Sequence[Result], large: Sequence[Result] = ()) -> None:
        """Take the latest results, and those of the county ten times as large where there are
        any.
        """
        self.results, self.large = results, large
        self.named = {one.namn: one for one in results}

    def files(self, text: str, reasons: Mapping[str, str]) -> dict[str, str]:
        """Return every file by its path below ``docs``."""
        environment = Environment(
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 - Markdown of our own
            keep_trailing_newline=True,
        )
        tools = {
            "table": self.table,
            "pages": self.pages,
            "misses": lambda: self.misses(reasons),
            "small": not any(one.namn.endswith("storlek 1") for one in self.results),
            "large": lambda: _table(self.large),
            "value": lambda name: f"{self.named[name].varde:g}",
        }
        return {
            "prestanda.md": environment.from_string(text).render(**tools),
            "bilder/sidor.svg": drawing.bars(list(self._quotas())),
            "bilder/kurva.svg": drawing.curves(list(self._curves())),
        }

    def table(self, *beginnings: str) -> str:
        """Return the results whose names begin so as a table."""
        return _table(one for one in self.results if one.namn.startswith(beginnings))

    def pages(self) -> str:
        """Return a line for each page that was measured beside a bare one."""
        head = (
            "| page | kB | alone: p50, p99 ms | alone: kvot | at 16: pages/s | bare | at 16: p50, "
            "p99 ms | at 16: kvot | spread | aim |"
        )
        return "\n".join([head, f"|---|{'--:|' * 9}", *(self._page(one.namn) for one in PLACES)])

    def _page(self, name: str) -> str:
        def found(what: str) -> Result:
            return self.named[f"sidor: {name}, {what}"]

        alone, many = "1 klient", f"{CROWD} klienter"
        rate = found(many)
        return _row(
            name,
            f"{found('storlek').varde:.1f}",
            f"{found(f'{alone}, p50').varde:.1f}, {found(f'{alone}, p99').varde:.1f}",
            f"{found(alone).kvot:.2f}",
            f"{rate.varde:.0f}",
            f"{rate.mot:.0f}",
            f"{found(f'{many}, p50').varde:.0f}, {found(f'{many}, p99').varde:.0f}",
            _marked(rate),
            f"{rate.min:.2f}–{rate.max:.2f}",
            f"{rate.mal:g}",
        )

    def misses(self, reasons: Mapping[str, str]) -> str:
        """Return every result that is short of its aim, and why."""
        rows = [
            _row(one.namn, f"{one.kvot:g}", f"{one.mal:g}", reason_of(one, reasons) or UNSAID)
            for one in self.results
            if one.missed
        ]
        if not rows:
            return "None."
        return "\n".join(["| what | kvot | aim | why |", "|---|--:|--:|---|", *rows])

    def _quotas(self) -> Iterator[tuple[str, Result]]:
        for place in PLACES:
            yield place.namn, self.named[f"sidor: {place.namn}, {CROWD} klienter"]

    def _curves(self) -> Iterator[drawing.Curve]:
        for place in (*PLACES, *MORE):
            sizes, times = [], []
            for one in self.results:
                beginning, _, size = one.namn.partition(", storlek ")
                if beginning == f"kurva: {place.namn}" and " mot " not in size:
                    sizes.append(float(size))
                    times.append(one.varde)
            limit = MATRIX if place.path.startswith("/efterlevnad") else LIMIT
            yield drawing.Curve(place.namn, sizes, times, limit)


def reason_of(one: Result, reasons: Mapping[str, str]) -> str | None:
    """Return why a result is short of its aim; None when nobody has said."""
    return next((why for names, why in reasons.items() if fnmatchcase(one.namn, names)), None)


def reasons() -> dict[str, str]:
    """Return what is written by hand about misses, by pattern of names."""
    return tomllib.loads(REASONS.read_text(encoding="utf-8"))


def _table(results: Iterable[Result]) -> str:
    head = "| what | value | | against | kvot | aim | spread | rounds |"
    rows = [
        _row(
            one.namn,
            f"{one.varde:g}",
            one.enhet,
            "" if one.mot is None else f"{one.mot:g}",
            _marked(one),
            "" if one.mal is None else f"{one.mal:g}",
            f"{one.min:g}–{one.max:g}" if one.antal > 1 else "",
            str(one.antal),
        )
        for one in results
    ]
    return "\n".join([head, "|---|--:|---|--:|--:|--:|--:|--:|", *rows])


def _marked(one: Result) -> str:
    if one.kvot is None:
        return ""
    return f"**{one.kvot:g}**" if one.missed else f"{one.kvot:g}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def written() -> dict[str, str]:
    """Return every file of the document as it should be."""
    large = kept(BY_HAND) if BY_HAND.exists() else []
    document = Document(kept(LATEST), large)
    return document.files(TEXT.read_text(encoding="utf-8"), reasons())


def main() -> None:
    """Write the document."""
    for path, content in written().items():
        file = DOCS / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
