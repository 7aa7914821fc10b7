"""What the views give, in the shapes the macros take: where a matter stands, its log, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from workflows.county.mandate import R
from workflows.engine.lifecycle import Lifecycle
from workflows.ground.deadlines import day_of
from workflows.ground.words import dag, stor, uppraknat
from workflows.handling.history import HandelseVy

Shape = dict[str, Any]  # what a macro takes
Lage = TypeVar("Lage")


def state_tag(slag: str, words: str, *, late: bool) -> Shape:
    """Return where a matter stands as a tag, marked when it is late."""
    shown = "forsenat" if late else slag
    return {"slag": shown, "lage": shown, "text": f"{words} · försenat" if late else words}


def log(events: Iterable[HandelseVy]) -> list[Shape]:
    """Return the history for ui.log, newest first as given; what one person wrote in one go is one
    line.
    """
    lines: list[HandelseVy] = []
    for one in events:
        if lines and _in_one_go(lines[-1], one):
            headings = tuple(dict.fromkeys([*one.andrat, *lines[-1].andrat]))
            lines[-1] = replace(lines[-1], andrat=headings)
        else:
            lines.append(one)
    return [
        {"nar": one.nar, "text": one.text, "vem": one.gjort_av, "detalj": _said(one)}
        for one in lines
    ]


def since_answer(events: Iterable[HandelseVy], lifecycle: Lifecycle[Any]) -> str:
    """Return what has happened since the last answer to what a matter asks, newest first; what it
    was itself is not told.
    """
    later: list[HandelseVy] = []
    for one in events:
        step = lifecycle.step(one.steg)
        if step is not None and step.answers and step.tone != "tillbaka":
            when = f"Sedan svaret {dag(day_of(one.nar))}"
            told = " ".join(_told(one) for one in later)
            return f"{when}: {told}" if told else f"{when} har inget hänt."
        later.append(one)
    # What follows from elsewhere has changed what is asked: a decision whose words are corrected.
    anew = [one for one in later if (step := lifecycle.step(one.steg)) and R.FOLJD in step.by]
    return " ".join(["Ingen har svarat förut.", *(_dated(one) for one in anew)])


def _dated(event: HandelseVy) -> str:
    return f"{stor(dag(day_of(event.nar)))}: {_told(event)}"


def _told(event: HandelseVy) -> str:
    said = " ".join(f"{one.rubrik}: {one.text}" for one in event.sagt)
    return f"{event.text} {said}".strip()


def _in_one_go(later: HandelseVy, before: HandelseVy) -> bool:
    """Tell whether two events that follow each other only wrote in the same texts, and so read as
    one.
    """
    same = (later.steg, later.gjort_av) == (before.steg, before.gjort_av)
    return same and bool(before.andrat) and not before.sagt


def _said(event: HandelseVy) -> str:
    lines = [
        f"{one.rubrik}{'' if one.rubrik.endswith('?') else ':'} {one.text}" for one in event.sagt
    ]
    if event.andrat:
        lines.append(f"Ändrat: {uppraknat(f'”{heading}”' for heading in event.andrat)}")
    return "\n".join(lines)


def next_page(request: Request, marker: str | None) -> str | None:
    """Return the address of the next page of the list shown, with the same filters; None on the
    last page.
    """
    if marker is None:
        return None
    return f"{request.url.path}?{urlencode([*_filter_of(request), ('efter', marker)])}"


def first_page(request: Request) -> str:
    """Return the address of the first page of the list shown, with the same filters."""
    kept = urlencode(_filter_of(request))
    return f"{request.url.path}?{kept}" if kept else request.url.path


def hits(asked: Mapping[str, str], counts: Mapping[Lage, int], lagen: Iterable[Lage]) -> int | None:
    """Return how many rows the filters of a list leave, of how many stand in each state and which
    states are asked for; None where nothing is asked.
    """
    sought = any(name != "efter" for name in asked)
    return sum(counts.get(one, 0) for one in lagen) if sought else None


def _filter_of(request: Request) -> list[tuple[str, str]]:
    """Return what the page filters by: of what is said twice the last, as the page reads it."""
    asked = request.query_params.items()
    return [(name, text) for name, text in asked if name != "efter" and text]
