"""What can go wrong between the program and its database, sorted by what a person can do about it.

DatabaseFault
├── TryAgainLater            the web answers 503 with Retry-After
│   ├── DatabaseUnavailable  no answer, starting, shutting down, full
│   └── LockTimeout          somebody else held the row, or the question took too long
└── EmbeddedFailed           the embedded PostgreSQL can't be started: an operator must act
"""

from __future__ import annotations


class DatabaseFault(Exception):
    """Base of the tree. The message is a Swedish sentence without internals."""


class TryAgainLater(DatabaseFault):
    """Nothing was stored, or what was stored is found by the same request id: asking again is safe."""


class DatabaseUnavailable(TryAgainLater):
    """The database does not answer."""

    def __init__(self, message: str = "Databasen svarar inte just nu. Försök igen om en liten stund.") -> None:
        super().__init__(message)


class LockTimeout(TryAgainLater):
    """Another transaction held what this one needed for longer than it may wait."""

    def __init__(self, message: str = "Någon annan ändrar samma sak just nu. Försök igen om en liten stund.") -> None:
        super().__init__(message)


class EmbeddedFailed(DatabaseFault):
    """The embedded PostgreSQL did not start; the message says what is wrong and where its log is."""
