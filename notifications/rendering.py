"""From a template and its data to the subject, text and HTML of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from models import limits
from workflows import words

TEMPLATES = Path(__file__).parent / "templates"
_PARTS = ("subject.txt", "body.txt", "body.html")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a person gets to read. The subject is one line."""

    amne: str
    text: str
    html: str


def render(mall: str, data: Mapping[str, Any], *, varfor: str, address: str) -> Rendered:
    """Return a letter. ``varfor`` says why its reader gets it, ``address`` is what links begin with.

    Raises jinja2.TemplateError when the template is missing or asks for something that is not in the data.
    """
    said = {**data, "varfor": varfor, "adress": address}
    subject, text, html = (_environment().get_template(f"{mall}/{part}").render(said) for part in _PARTS)
    return Rendered(" ".join(subject.split())[: limits.KORT_TEXT], f"{text.strip()}\n", html)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"], default_for_string=True, default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        dag=lambda day: words.dag(date.fromisoformat(day)),
        full_dag=lambda day: words.full_dag(date.fromisoformat(day)),
        kort_dag=lambda day: words.kort_dag(date.fromisoformat(day)),
        klockslag=lambda clock: words.klockslag(time.fromisoformat(clock)),
        uppraknat=words.uppraknat,
        antal=words.antal,
        stycken=_paragraphs,
        indraget=_quoted,
    )
    return made


def _paragraphs(text: str) -> Markup:
    """Return what somebody wrote as HTML: escaped, its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def _quoted(text: str) -> str:
    """Return what somebody wrote for a plain text, each line marked as theirs."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
