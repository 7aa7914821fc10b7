"""What can go wrong between the program and its database, sorted by what a person can do about it.

DatabaseFault
├── TryAgainLater            the web answers 503 with Retry-After
│   ├── DatabaseUnavailable  no answer, starting, shutting down, full
│   ├── NotReady             it answers, but its tables are not made yet
│   └── LockTimeout          somebody else held the row, or the question took too long
├── EmbeddedFailed           the embedded PostgreSQL can't be started: an operator must act
└── OtherRelease             its tables are of a release that this one can't take over from
"""

from __future__ import annotations

import errno


class DatabaseFault(Exception):
    """Base of the tree. The message is a Swedish sentence without internals."""


class TryAgainLater(DatabaseFault):
    """Nothing was stored, or what was stored is found by the same request id: asking again
    is safe.
    """


class DatabaseUnavailable(TryAgainLater):
    """The database does not answer."""

    def __init__(
        self, message: str = "Databasen svarar inte just nu. Försök igen om en liten stund."
    ) -> None:
        super().__init__(message)


class NotReady(TryAgainLater):
    """The tables are not there yet: a first start makes them in a moment."""

    def __init__(self, message: str = "Samflöde startar. Det tar några sekunder.") -> None:
        super().__init__(message)


class LockTimeout(TryAgainLater):
    """Another transaction held what this one needed for longer than it may wait."""

    def __init__(
        self, message: str = "Någon annan ändrar samma sak just nu. Försök igen om en liten stund."
    ) -> None:
        super().__init__(message)


class EmbeddedFailed(DatabaseFault):
    """The embedded PostgreSQL did not start; the message says what is wrong and where its
    log is.
    """


class OtherRelease(DatabaseFault):
    """The tables are of a release that this one can't bring to the present; ``atgard`` says what
    to start instead.
    """

    def __init__(self, svar: str, atgard: str) -> None:
        super().__init__(f"Databasens tabeller är {svar}. {atgard}")
        self.svar = svar
        self.atgard = atgard


_SYSTEM_WORDS = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "platsen är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.ENOENT: "platsen finns inte",
    errno.ENOTDIR: "det är ingen mapp",
    errno.EMFILE: "för många öppna filer",
    errno.EADDRINUSE: "den är upptagen",
    errno.EADDRNOTAVAIL: "adressen finns inte på den här datorn",
}


def in_swedish(error: OSError) -> str:
    """Return why the operating system refused, in Swedish; its own words for what is too rare to
    have any here.
    """
    return _SYSTEM_WORDS.get(error.errno or 0, error.strerror or str(error))
