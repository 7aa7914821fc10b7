"""From a template and its data to the subject, text and HTML of a letter.

A letter is known by its name alone, ``mall``; its folder lies among those of what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from models import limits
from workflows.ground import words
from workflows.reminders import told_of
from workflows.remiss.rules import can_be_changed

TEMPLATES = Path(__file__).parent / "templates"
_SPACE = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a person gets to read. The subject is one line."""

    amne: str
    text: str
    html: str


def render(
    mall: str,
    data: Mapping[str, Any],
    *,
    varfor: str,
    address: str,
    skrivet: date | None = None,
) -> Rendered:
    """Return a letter. ``varfor`` says why its reader gets it, ``address`` is what links begin
    with, ``skrivet`` the day it was made: days of that year are said without it in a subject.

    Raises jinja2.TemplateError when the template is missing or asks for something that is not in
    the data.
    """
    said = {
        **data,
        "saken": _matter(data),
        "i_brevet": told_of(data),
        "varfor": varfor,
        "adress": address,
    }
    said["amne"] = amne = _subject(mall, {**said, "i_ar": skrivet and skrivet.year})
    if "rubrik" in said:
        said["rubrik"] = _in_running_text(str(said["rubrik"]), str(said.get("lank", "")))
    text = _SPACE.sub("\n\n", _fill(mall, "body.txt", said))
    return Rendered(amne, f"{text.strip()}\n", _fill(mall, "body.html", said))


# What a subject is about is said once, after what is asked: a template of its own says neither.
_LATER = dict.fromkeys(("saken", "rubrik", "beteckning"), "")
_EDGES = " :,"


def _subject(mall: str, said: Mapping[str, Any]) -> str:
    """Return a subject: what is asked and by when, then what it is about, its number last.

    The template says what is asked; a second line is what it is about, where that is something else
    than the matter. A letter that reminds of one thing is about that.
    """
    filled = _fill(mall, "subject.txt", {**said, **_LATER}).strip().splitlines()
    asked, *other = [one for line in filled if (one := " ".join(line.split()).strip(_EDGES))]
    rows = said.get("rader", ())
    about = said if "rubrik" in said else rows[0] if len(rows) == 1 else {}
    matter = " ".join(" ".join([*other, *([] if other else [about.get("rubrik", "")])]).split())
    number = f" ({about['beteckning']})" if about.get("beteckning") else ""
    if matter.casefold() in asked.casefold():  # what is asked names it already
        matter = ""
    if number.strip(" ()") in asked:
        number = ""
    room = limits.KORT_TEXT - len(asked) - len(number) - 2
    if len(matter) > room:
        matter = f"{matter[: room - 1].rstrip()}…"
    return f"{words.stor(asked)}{': ' if matter else ''}{matter}{number}"


def _in_running_text(rubrik: str, lank: str) -> str:
    """Return the name of a meeting with its day as running text writes it; any other as it is."""
    if not lank.startswith(_NAMED_BY_DAY):
        return rubrik
    return _SHORT_DAY.sub(lambda found: words.full_dag(_day(*found.groups())), rubrik)


_NAMED_BY_DAY = ("/moten/", "/delgivningar/")
_SHORT_DAY = re.compile(
    rf"\b(?:{'|'.join(words.KORTA_VECKODAGAR)}) (\d+) ({'|'.join(words.KORTA_MANADER)}) (\d{{4}})$"
)


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), words.KORTA_MANADER.index(month) + 1, int(day))


@pass_context
def _when(context: Context, day: str) -> str:
    """Write a day in a subject, with its year where that is not the letter's own: "28 nov"."""
    said = date.fromisoformat(day)
    same = said.year == context.get("i_ar")
    return words.kort_dag(said) if same else f"{words.kort_dag(said)} {said.year}"


def _count(number: int, en: str = "ett") -> str:
    """Write a count in words; ``en`` is the word for one."""
    return en if number == 1 else words.rakneord(number)


def _fill(mall: str, part: str, said: Mapping[str, Any]) -> str:
    return _environment().get_template(f"{mall}/{part}").render(said)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, *sorted(TEMPLATES.glob("*/"))]),
        autoescape=select_autoescape(["html"], default_for_string=True, default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        dag=lambda day: words.dag(date.fromisoformat(day)),
        full_dag=lambda day: words.full_dag(date.fromisoformat(day)),
        kort_dag=lambda day: words.kort_dag(date.fromisoformat(day)),
        klockslag=_clock,
        nar=_when,
        ord=_count,
        uppraknat=words.uppraknat,
        antal=words.antal,
        stor=words.stor,
        kan_andras=lambda day: can_be_changed(date.fromisoformat(day)),
        saken=_matter,
        stycken=_paragraphs,
        indraget=_quoted,
    )
    return made


def _clock(start: str, end: str = "") -> str:
    """Return a time of day, or from one to another."""
    return words.klockslag(time.fromisoformat(start), time.fromisoformat(end) if end else None)


def _matter(data: Mapping[str, Any]) -> str:
    """Return the number and the name of what a letter is about, e.g. "SAM 2023:47 Link i alla
    kommuner".
    """
    return f"{data.get('beteckning', '')} {data.get('rubrik', '')}".strip()


def _paragraphs(text: str) -> Markup:
    """Return what somebody wrote as HTML: escaped, its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def _quoted(text: str) -> str:
    """Return what somebody wrote for a plain text, each line marked as theirs."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
