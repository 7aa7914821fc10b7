"""The filters that templates use: Swedish words for dates and numbers, and what only a page
needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from workflows.ground import words
from workflows.ground.stems import has_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

CHART_WIDTH, CHART_HEIGHT, CHART_MARGIN = 120, 32, 4  # units of the trend's own view box


def stycken(text: str) -> Markup:
    """Turn plain text into escaped paragraphs: an empty line ends one, a single line break stays a
    break.
    """
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n")))
    html = (escape(part).replace("\n", Markup("<br>")) for part in paragraphs if part.strip())
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in html)


def kurva(values: Sequence[float], *whole: float) -> list[tuple[float, float]]:
    """Place a series of numbers, oldest first, as points (x, y) of the trend's view box; equal
    numbers lie level.

    The height is from the lowest to the highest of them, and of ``whole`` where lines are to be
    compared.
    """
    low, high = min((*values, *whole)), max((*values, *whole))
    step = (CHART_WIDTH - 2 * CHART_MARGIN) / max(len(values) - 1, 1)
    rise = (CHART_HEIGHT - 2 * CHART_MARGIN) / ((high - low) or 1)
    return [
        (
            round(CHART_MARGIN + number * step, 1),
            round(CHART_HEIGHT - CHART_MARGIN - (value - low) * rise, 1),
        )
        for number, value in enumerate(values)
    ]


def sok_igen(text: str | None) -> str:
    """Say what to do about a search that found nothing."""
    if text and not has_words(text):
        return "Det du skrev är bara tecken. Sök på ett ord eller ett nummer."
    return "Pröva färre ord, eller ta bort ett filter."


def read_aloud(parties: Iterable[Mapping[str, str]], spoken: Mapping[str, str]) -> str:
    """Return bars as they are read aloud: each of the words with whom it holds for, "Klart: Ekby
    och Åmark. Tyst: Dalby".
    """
    names: dict[str, list[str]] = {}
    for one in parties:
        names.setdefault(one["lage"], []).append(one["namn"])
    return ". ".join(
        f"{word}: {words.uppraknat(names[lage])}" for lage, word in spoken.items() if lage in names
    )


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "antal": words.antal,
    "dag": words.dag,
    "datum": words.datum,
    "full_dag": words.full_dag,
    "hur_manga": words.hur_manga,
    "klockslag": words.klockslag,
    "kurva": kurva,
    "sok_igen": sok_igen,
    "stor": words.stor,
    "stycken": stycken,
    "tal": words.tal,
    "tid": words.tid,
    "upplast": read_aloud,
    "uppraknat": words.uppraknat,
}
