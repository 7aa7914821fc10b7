"""How the API answers: a view as JSON, with the version of the matter as its ETag; a refusal as a
problem.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from starlette.responses import Response

from api.shared.problems import MEDIA_TYPE, Problem
from api.shared.worded import Worded


class Minimal:
    """Stands for the view of a matter, for a caller who prefers not to be sent it."""


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:  # a type, or a generic alias of one
    return TypeAdapter(shape)


def reply(shape: Any, view: object, *, status: int = 200, location: str | None = None) -> Response:
    """Answer with a view. ``shape`` is its type, the same that the description of the API shows.

    Without a view the answer is empty: done, and no longer the caller's to see, or not asked for.
    """
    if view is None:
        return Response(status_code=204)
    if isinstance(view, Minimal):
        return Response(status_code=204, headers={"Preference-Applied": "return=minimal"})
    version = getattr(view, "version", None)
    headers = {"ETag": f'"{version}"'} if version is not None else {}
    if location is not None:
        headers["Location"] = location
    content = _adapter(shape).dump_json(view, by_alias=True)
    return Worded(content, status_code=status, media_type="application/json", headers=headers)


def refuse(problem: Problem) -> Response:
    """Answer with a problem."""
    content = json.dumps(problem.content(), ensure_ascii=False).encode("utf-8", errors="replace")
    return Worded(
        content, status_code=problem.status, media_type=MEDIA_TYPE, headers=problem.headers()
    )
