"""What can go wrong between the program and its database, sorted by what a person can do about it.

DatabaseFault
├── TryAgainLater            the web answers 503 with Retry-After
│   ├── DatabaseUnavailable  no answer, starting, shutting down, full
│   ├── NotReady             it answers, but its tables are not made yet
│   └── LockTimeout          somebody else held the row, or the question took too long
├── EmbeddedFailed           the embedded PostgreSQL can't be started: an operator must act
└── WrongTables              its tables can't be used: an operator must act
    └── OtherRelease         they are of a release that this one can't take over from
"""

from __future__ import annotations

import errno
import socket


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


class WrongTables(DatabaseFault):
    """The tables can't be used: ``svar`` says why, ``atgard`` what to do."""

    _beginning = "Databasens tabeller går inte att använda: "

    def __init__(self, svar: str, atgard: str) -> None:
        super().__init__(f"{self._beginning}{svar}. {atgard}")
        self.svar = svar
        self.atgard = atgard


class OtherRelease(WrongTables):
    """The tables are of a release that this one can't bring to the present; ``atgard`` says what
    to start instead.
    """

    _beginning = "Databasens tabeller är "


_SYSTEM_WORDS = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "platsen är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EFBIG: "filen är för stor",
    errno.ENOENT: "platsen finns inte",
    errno.ENOTDIR: "det är ingen mapp",
    errno.EISDIR: "det är en mapp",
    errno.EEXIST: "där finns redan något annat",
    errno.ELOOP: "länkarna går i en ring",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EIO: "disken går inte att läsa eller skriva",
    errno.EMFILE: "för många öppna filer",
    errno.EADDRINUSE: "den är upptagen",
    errno.EADDRNOTAVAIL: "adressen finns inte på den här datorn",
    errno.EINVAL: "värdet går inte att använda",
    errno.ECONNREFUSED: "ingen svarar där",
    errno.ECONNRESET: "förbindelsen bröts",
    errno.EHOSTUNREACH: "datorn går inte att nå",
    errno.ENETUNREACH: "nätet går inte att nå",
    errno.ETIMEDOUT: "tiden gick ut",
}


def in_swedish(error: OSError) -> str:
    """Return why the operating system refused, in Swedish; what is too rare to have words here is
    told by its number.
    """
    if isinstance(error, socket.gaierror):  # its numbers mean other things
        return "namnet finns inte"
    if isinstance(error, TimeoutError):
        return "tiden gick ut"
    return _SYSTEM_WORDS.get(error.errno or 0, f"operativsystemets fel {error.errno or 'okänt'}")
