"""Compliance over time as people see it: a line for each decision, its numbers in a table, and what
changed when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from api.web.frame.shown import Shape
from models.vocabulary import Efterlevnad
from workflows.beslut.matrix.trend import Efterlevnadsrad, Klarvecka, Utveckling
from workflows.beslut.rows import BeslutRad
from workflows.ground.words import NO_BREAK_SPACE, antal, uppraknat, vecka

_ALL_FROM = 3  # parties: fewer are named


def line(weeks: Sequence[Klarvecka]) -> Shape | None:
    """Return the share that was done week by week for ui.trend; None before there is anything to
    compare with.
    """
    if len(weeks) < 2:  # noqa: PLR2004 - from and to
        return None
    first, last = weeks[0], weeks[-1]
    span = antal((last.dag - first.dag).days // 7 or 1, "vecka", "veckor")
    text = f"klara: från {_said_of(first)} till {_said_of(last)} på {span}"
    return {"varden": [_share(week) for week in weeks], "text": text}


def _said_of(week: Klarvecka) -> str:
    return f"{week.klara} av {week.parter}"


def _share(week: Klarvecka) -> int:
    return round(100 * week.klara / week.parter)


def _percent(week: Klarvecka) -> str:
    return f"{_share(week)}{NO_BREAK_SPACE}%"


def table(decisions: Sequence[BeslutRad], weeks: Mapping[str, Sequence[Klarvecka]]) -> Shape | None:
    """Return the numbers behind the lines for ui.table, the latest week first; None when there are
    no lines.
    """
    shown = [one for one in decisions if line(weeks[one.nr])]
    days = sorted({week.dag for one in shown for week in weeks[one.nr]}, reverse=True)
    if not shown:
        return None
    return {
        "kolumner": [
            {"rubrik": "Beslut"},
            *({"rubrik": vecka(day) if n else "Nu"} for n, day in enumerate(days)),
        ],
        "rader": [
            [{"text": one.rubrik, "href": f"/beslut/{one.nr}"}, *(known.get(day) for day in days)]
            for one in shown
            for known in [{week.dag: _percent(week) for week in weeks[one.nr]}]
        ],
    }


def timeline(seen: Utveckling, parties: int) -> list[Shape]:
    """Return what changed on each day, the latest first; parties that changed to the same are one
    line.
    """
    return [
        {
            "dag": day,
            "rader": [
                _said(list(group), parties)
                for _, group in groupby(sorted(rows, key=_alike), _alike)
            ],
        }
        for day, rows in groupby(seen.andringar, key=lambda one: one.dag)
    ]


def _alike(change: Efterlevnadsrad) -> tuple[int, bool]:
    return list(Efterlevnad).index(change.ord), change.tyst


def _said(changes: Sequence[Efterlevnadsrad], parties: int) -> str:
    every = len(changes) == parties >= _ALL_FROM
    who = "Alla" if every else uppraknat(change.huvudman for change in changes)
    silent = " och tyst" if changes[0].tyst and changes[0].forsenat else ""
    return f"{who}: {changes[0].ord_text.lower()}{silent}"
