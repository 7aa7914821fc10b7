"""Every shape of what somebody may send, for tests that hold of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.ground.content import Content
from workflows.nouns import LIFECYCLES


def of_this_program(model: type[Content]) -> Iterator[type[Content]]:
    """Yield every shape of content below one, also those that no step takes, such as a new
    matter.
    """
    for one in model.__subclasses__():
        if one.__module__.split(".")[0] in {"workflows", "api"}:
            yield one
        yield from of_this_program(one)


TAKEN = {step.takes for lifecycle in LIFECYCLES.values() for step in lifecycle.steps}
SHAPES = sorted(
    {*of_this_program(Content), *TAKEN}, key=lambda one: f"{one.__module__}.{one.__qualname__}"
)
