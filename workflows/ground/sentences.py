"""Swedish words told about functions: what a rule demands, what a consequence does, whose move it
is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


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

    def about(self, function: Callable[..., object]) -> str:
        """Return the sentence told about a function; KeyError when none was."""
        return self._about[function]


foljd = Sentences()

regel = Sentences()

# Whose move it is, before anybody has a name.
vems_drag = Sentences()
