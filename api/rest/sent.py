"""What a script sent, read once: the JSON and the two headers that make a step safe to repeat.

Whatever is wrong with it is kept until the engine has said whether the matter can be seen and the
step taken: a malformed request is the last thing that is said, not the first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast

from starlette.requests import Request

from models.limits import HELTAL, NYCKEL
from workflows.ground.errors import WHOLE, Malformed
from workflows.ground.words import tal

_DEEPEST: Final = 32
_MOST: Final = 10_000  # several times what any step can take
_KEY: Final = re.compile(rf"[\x21-\x7e]{{1,{NYCKEL}}}", re.ASCII)
_VERSION: Final = re.compile(r'(?:W/)?"([0-9]{1,10})"|([0-9]{1,10})', re.ASCII)


@dataclass(frozen=True, slots=True)
class Sent:
    """The content as sent (None when it cannot be read), the key and the version; ``fault`` says
    what is wrong. ``minimal`` when it is enough to be told that it is done.
    """

    content: Any
    key: str | None = None
    version: int | None = None
    fault: Malformed | None = None
    minimal: bool = False

    @property
    def payload(self) -> Mapping[str, Any]:
        """Return the content for the engine, which says itself when it is no object with fields."""
        return cast("Mapping[str, Any]", self.content)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Say what was wrong with the request instead of what the engine made of it."""
        try:
            yield
        except Malformed as refusal:
            raise self.fault or refusal from refusal


async def read_sent(request: Request) -> Sent:
    """Read the body and the headers of a request that changes something."""
    content, wrong = _content(await request.body(), request.headers.get("content-type", ""))
    key, version = request.headers.get("idempotency-key"), request.headers.get("if-match")
    if key is not None and not _KEY.fullmatch(key):
        wrong["Idempotency-Key"] = f"Ska vara 1–{NYCKEL} synliga ASCII-tecken."
    known = _known_version(version)
    if version is not None and known is None and version.strip() != "*":
        wrong["If-Match"] = 'Ska vara ärendets version, till exempel "7".'
    if wrong:
        return Sent(None, fault=Malformed(wrong))
    return Sent(content, key, known, minimal=_prefers_minimal(request.headers.getlist("prefer")))


def _prefers_minimal(headers: Iterable[str]) -> bool:
    """Tell whether the preferences of RFC 7240 say so."""
    preferences = (one.partition(";")[0] for header in headers for one in header.split(","))
    return any(one.replace(" ", "").casefold() == "return=minimal" for one in preferences)


def _known_version(header: str | None) -> int | None:
    found = _VERSION.fullmatch((header or "").strip())
    return min(int(found[1] or found[2]), HELTAL) if found else None


def _content(body: bytes, media_type: str) -> tuple[Any, dict[str, str]]:
    """Return the content and what is wrong with it; no body is an object without fields."""
    if not body.strip():
        return {}, {}
    kind = media_type.partition(";")[0].strip().casefold()
    if kind != "application/json" and not kind.endswith("+json"):
        return None, {"Content-Type": "Ska vara application/json."}
    try:
        content = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None, {WHOLE: "Går inte att läsa som JSON i UTF-8."}
    wrong = _too_much(content)
    return (None, {WHOLE: wrong}) if wrong else (content, {})


def _no_number(_text: str) -> NoReturn:
    raise ValueError


def _too_much(content: Any) -> str:
    """Return what there is too much of, without recursing: what lies deeper than allowed, or comes
    after too many, is not looked at.
    """
    level, depth, counted = [content], 0, 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            return f"Får ha högst {_DEEPEST} nivåer."
        inner = [one for one in level if isinstance(one, dict | list)]
        counted += sum(map(len, inner))
        if counted > _MOST:
            return f"Får ha högst {tal(_MOST)} fält och rader tillsammans."
        level = [
            value for one in inner for value in (one.values() if isinstance(one, dict) else one)
        ]
    return ""
