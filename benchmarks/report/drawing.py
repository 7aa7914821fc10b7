"""The pictures of the document: SVG by hand, small, readable in light and in dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.result import Result

_STYLE = (
    "text{font:11px system-ui,sans-serif;fill:#6b7280}.n{fill:#4b5563}"
    ".l{fill:none;stroke:#14776a;stroke-width:2}.p{fill:#14776a}.g{stroke:#9ca3af;stroke-width:1}"
    ".m{stroke:#c2410c;stroke-width:1;stroke-dasharray:4 3}.t{stroke:#4b5563;stroke-width:1}"
)
_ACROSS, _WIDE, _HIGH = 4, 180, 104  # panels beside each other, and each one's size
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 24, 20
_NAMES, _BARS, _ROW = 170, 470, 20  # a bar chart: room for names, for bars, height of a row


@dataclass(frozen=True, slots=True)
class Curve:
    """A page's times in milliseconds, by size of the county, and its limit."""

    namn: str
    sizes: Sequence[float]
    times: Sequence[float]
    limit: float


def curves(every: Sequence[Curve]) -> str:
    """Draw a panel for each page. Time starts at nothing; sizes lie tenfold apart."""
    rows = math.ceil(len(every) / _ACROSS)
    panels = (
        f'<g transform="translate({nr % _ACROSS * _WIDE} {nr // _ACROSS * _HIGH})">'
        f"{''.join(_panel(one))}</g>"
        for nr, one in enumerate(every)
    )
    return _svg(_ACROSS * _WIDE, rows * _HIGH, panels)


def _panel(one: Curve) -> Iterable[str]:
    top = max(*one.times, one.limit) * 1.1
    right, floor = _WIDE - _RIGHT, _HIGH - _BOTTOM

    def x(place: int) -> float:
        return round(_LEFT + place * (right - _LEFT) / max(len(one.sizes) - 1, 1), 1)

    def y(time: float) -> float:
        return round(floor - time / top * (floor - _TOP), 1)

    points = [(x(place), y(time)) for place, time in enumerate(one.times)]
    yield f'<text class="n" x="{_LEFT}" y="14">{escape(one.namn)}</text>'
    yield f'<text x="{right}" y="14" text-anchor="end">{one.times[-1]:.0f} ms</text>'
    yield f'<path class="g" d="M{_LEFT} {floor}H{right}"/>'
    yield f'<path class="m" d="M{_LEFT} {y(one.limit)}H{right}"/>'
    yield f'<polyline class="l" points="{" ".join(f"{a},{b}" for a, b in points)}"/>'
    yield from (f'<circle class="p" cx="{a}" cy="{b}" r="2.5"/>' for a, b in points)
    for place, size in enumerate(one.sizes):
        last = place == len(one.sizes) - 1
        anchor = "start" if not place else "end" if last else "middle"
        yield f'<text x="{x(place)}" y="{_HIGH - 6}" text-anchor="{anchor}">{size:g}</text>'


def bars(results: Sequence[tuple[str, Result]]) -> str:
    """Draw the quota of each, its spread, and its aim."""
    top = max(one.max or 0 for _, one in results) * 1.05
    top = max([top, *(one.mal or 0 for _, one in results)])
    drawn = (
        f'<g transform="translate(0 {nr * _ROW})">{"".join(_bar(name, one, top))}</g>'
        for nr, (name, one) in enumerate(results)
    )
    return _svg(_NAMES + _BARS + 50, len(results) * _ROW, drawn)


def _bar(name: str, one: Result, top: float) -> Iterable[str]:
    def x(kvot: float) -> float:
        return round(_NAMES + kvot / top * _BARS, 1)

    kvot, low, high = one.kvot or 0, one.min or 0, one.max or 0
    yield f'<text class="n" x="{_NAMES - 8}" y="14" text-anchor="end">{escape(name)}</text>'
    yield f'<path class="p" d="M{_NAMES} 5H{x(kvot)}V15H{_NAMES}Z"/>'
    yield f'<path class="t" d="M{x(low)} 10H{x(high)}"/>'
    if one.mal is not None:
        yield f'<path class="m" d="M{x(one.mal)} 1V19"/>'
    yield f'<text x="{x(max(kvot, high)) + 6}" y="14">{kvot:.2f}</text>'


def _svg(wide: int, high: int, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}">'
        f"<style>{_STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )
