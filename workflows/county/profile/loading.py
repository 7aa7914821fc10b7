"""From a TOML file to a länsprofil, or to every problem at once, each with its line and what is
allowed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path as File
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workflows.county.profile.model import Profile
from workflows.county.profile.positions import Path, key_lines, line_of
from workflows.county.profile.references import problems_between
from workflows.ground.complaints import explain
from workflows.ground.errors import Refusal
from workflows.ground.wording import allowed, quoted

PROFILES = File(__file__).resolve().parent.parent / "profiles"
_LARGEST = 1_000_000  # bytes
_TOML = (
    "Tillåtet: en rubrik ([lan] eller [[organ]]), nyckel = värde, en kommentar (# …) eller en tom"
    " rad."
)
_ALLOWED = {
    "bool_type": "Tillåtet: true eller false.",
    "date_type": "Tillåtet: ett datum utan citattecken, till exempel 2026-12-11.",
    "greater_than_equal": "Tillåtet: minst {ge}.",
    "int_type": "Tillåtet: ett heltal utan citattecken.",
    "less_than_equal": "Tillåtet: högst {le}.",
    "model_type": "Tillåtet: en tabell.",
    "string_too_long": "Tillåtet: högst {max_length} tecken.",
    "string_too_short": "Tillåtet: minst {min_length} tecken.",
    "string_type": "Tillåtet: text inom citattecken.",
    "time_type": "Tillåtet: ett klockslag utan citattecken, till exempel 09:00:00.",
    "too_short": "Tillåtet: en lista med minst {min_length}.",
    "tuple_type": "Tillåtet: en lista, […].",
}


class ProfileRefused(Refusal):
    """The länsprofil cannot be used. ``problems`` are sentences that name file, line and what is
    allowed.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load_profile(name: str | File) -> Profile:
    """Return the länsprofil of a name (its file, without the ending) or in a file; ProfileRefused
    names every fault.
    """
    file = File(name)
    if isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        file = PROFILES / f"{name}.toml"
    return parse_profile(_read(file, name), file.name)


def parse_profile(text: str, file: str) -> Profile:
    """Return the länsprofil a TOML text says; ``file`` is what its refusal (ProfileRefused) calls
    the text.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as failure:
        raise ProfileRefused(_syntax(text, file, str(failure))) from failure
    problems = {**dict(problems_between(data)), **dict(_invalid(data))}
    if problems:
        lines = key_lines(text)
        found = sorted(
            (line_of(lines, path), _dotted(path), what) for path, what in problems.items()
        )
        raise ProfileRefused(*(f"{file} rad {line}: {where} {what}" for line, where, what in found))
    return Profile.model_validate(data)


def _read(file: File, name: str | File) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ProfileRefused(f"{file.name} är för stor. Tillåtet: högst 1 MB.")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise ProfileRefused(
            f"{file.name} är inte sparad som UTF-8. Spara om filen som UTF-8."
        ) from failure
    except (OSError, ValueError) as failure:
        names = sorted(known.stem for known in PROFILES.glob("*.toml"))
        raise ProfileRefused(
            f"Länsprofilen {quoted(name)} går inte att läsa."
            f" {allowed([*names, 'sökvägen till en TOML-fil'])}"
        ) from failure


def _syntax(text: str, file: str, message: str) -> str:
    """Return where tomllib stopped; at the end of the text it names no line."""
    place = re.search(r"at line (\d+)", message)
    line = int(place[1]) if place else text.count("\n") + 1
    return f"{file} rad {line}: går inte att läsa som TOML. {_TOML}"


def _dotted(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _invalid(data: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    try:
        Profile.model_validate(data)
    except ValidationError as failure:
        yield from (
            (error["loc"], _complaint(error)) for error in failure.errors(include_url=False)
        )


def _complaint(error: ErrorDetails) -> str:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        return "saknas."
    if kind == "extra_forbidden":
        return f"finns inte. {allowed(_keys_beside(error['loc']))}"
    if kind in {"enum", "literal_error"}:
        what = allowed(re.findall(r"'([^']*)'", str(context["expected"])))
    else:
        what = _ALLOWED[kind].format(**context) if kind in _ALLOWED else explain(error)
    said = "godtas inte" if isinstance(value, dict | list) else f"är {quoted(_as_toml(value))}"
    return f"{said}. {what}"


def _as_toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _keys_beside(path: Path) -> list[str]:
    """Return the keys that the table around an unknown key may have."""
    model: type[BaseModel] = Profile
    for part in path[:-1]:
        if isinstance(part, str):
            model = next(_models_in(model.model_fields[part].annotation))
    return list(model.model_fields)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    yield from chain.from_iterable(_models_in(inner) for inner in get_args(annotation))
