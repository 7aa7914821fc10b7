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

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
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


def render(mall: str, data: Mapping[str, Any], *, varfor: str, address: str) -> Rendered:
    """Return a letter. ``varfor`` says why its reader gets it, ``address`` is what links begin
    with.

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
    amne = " ".join(_fill(mall, "subject.txt", said).split())[: limits.KORT_TEXT]
    said["amne"] = amne
    text = _SPACE.sub("\n\n", _fill(mall, "body.txt", said))
    return Rendered(amne, f"{text.strip()}\n", _fill(mall, "body.html", said))


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
