"""Facts that are read only when a rule looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazily(Iterable[T], Generic[T]):
    """Facts that few steps ask about: read at the first look, in the transaction of the case, and never again."""

    def __init__(self, read: Callable[[], Iterable[T]]) -> None:
        """Read nothing yet."""
        self._read = read
        self._facts: tuple[T, ...] | None = None

    def __iter__(self) -> Iterator[T]:
        """Read what has not been read, and go through it."""
        if self._facts is None:
            self._facts = tuple(self._read())
        return iter(self._facts)
