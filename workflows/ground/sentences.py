"""Swedish words told about functions: what a rule demands, what a consequence does, whose move it
is, what is claimed to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


_PLACE = re.compile(r"\{(\w+):([^{}]*)\}")


def told(sentence: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a line of the history with the names of that time in their places.

    Of "{parten:En part} skrev under" it makes "Dalby skrev under", and without a name "En part
    skrev under".
    """
    return _PLACE.sub(lambda place: names.get(place[1]) or place[2], sentence)


class Sentences:
    """A decorator that keeps a sentence about each function and leaves the function as it is."""

    def __init__(self) -> None:
        self._about: dict[Callable[..., object], str] = {}

    def __call__(self, sentence: str) -> Callable[[F], F]:
        """Tell ``sentence`` about the function below."""

        def tell(function: F) -> F:
            self._about[function] = sentence
            return function

        return tell

    def all(self) -> Mapping[Callable[..., object], str]:
        """Return every function that was told about, with its sentence."""
        return dict(self._about)

    def about(self, function: Callable[..., object]) -> str:
        """Return the sentence told about a function; KeyError when none was."""
        return self._about[function]


foljd = Sentences()

regel = Sentences()

# What pages, letters, lists and REST say is so: each is found out in one place, and the tests find
# it out once more, the slow way.
pastaende = Sentences()

# Whose move it is, before anybody has a name.
vems_drag = Sentences()
