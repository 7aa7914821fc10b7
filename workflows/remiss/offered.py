"""What a remiss's pages ask of the steps that are open: which of them answers it, and which answers
the comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workflows.engine.door import OpenStep, named

ANSWER: Final = "svara"
_COMMENTS: Final = "besvara_synpunkt"


def answering(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that answers the remiss, when it is open; its form stands on the page."""
    return _open(steps, ANSWER)


def answering_comments(steps: Iterable[OpenStep]) -> OpenStep | None:
    """Return the step that answers comments, when it is open; it is a button beside each."""
    return _open(steps, _COMMENTS)


def without_answer(steps: Iterable[OpenStep]) -> list[OpenStep]:
    """Return the other steps than the answer."""
    return [step for step in steps if step.namn != ANSWER]


def listed(steps: Iterable[OpenStep]) -> list[OpenStep]:
    """Return the steps that are not already buttons beside each comment."""
    return [step for step in steps if step.namn != _COMMENTS]


def _open(steps: Iterable[OpenStep], name: str) -> OpenStep | None:
    step = named(steps, name)
    return step if step and step.oppet else None
