"""The headers of a letter as they go over the wire: what a reader's program makes of them is
exactly what was written.

Python's own way of folding loses a space here and adds one there where a line ends between two
encoded words (cpython 92081). Here a text that is not plain is encoded as a whole, its spaces too,
so that nothing stands between the words that a reader could keep or drop.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.headerregistry import Address
from email.policy import EmailPolicy
from itertools import groupby

_MOST = 42  # bytes in an encoded word: with "Reply-To: " before it the line has 78 signs
_PLAIN_LINE = 60  # signs of a text that needs no folding
_PLAIN = re.compile(r"[ -~]*")
_ATOM = re.compile(r"[A-Za-z0-9-]+")


class Wire(EmailPolicy):
    """Writes subjects and names of people as one text that was encoded; all else as usual."""

    def header_store_parse(self, name: str, value: object) -> tuple[str, object]:  # type: ignore[override]
        """Keep a subject as it was written: read as a header it would be decoded, if somebody wrote
        what looks like an encoded word.
        """
        kept = isinstance(value, str) and name.lower() == "subject"
        return (name, value) if kept else super().header_store_parse(name, value)

    # The value is whatever was put in the letter, or a header made of it: the base class has no
    # type for it.
    def fold(self, name: str, value: object) -> str:
        """Return a header with its name, folded."""
        body = self._body(name, value)
        return super().fold(name, value) if body is None else f"{name}: {body}{self.linesep}"  # type: ignore[arg-type]

    def fold_binary(self, name: str, value: object) -> bytes:
        """Return the same as bytes."""
        if self._body(name, value) is None:
            return super().fold_binary(name, value)  # type: ignore[arg-type]
        return self.fold(name, value).encode()

    def _body(self, name: str, value: object) -> str | None:
        fold = f"{self.linesep} "
        if addresses := getattr(value, "addresses", None):
            return f",{fold}".join(_mailbox(one, fold) for one in addresses)
        return _text(str(value), fold) if name.lower() == "subject" else None


WIRE = Wire()


def require_writable(texts: Iterable[str]) -> None:
    """UnicodeEncodeError for half a character, which would only be found when the letter leaves."""
    for text in texts:
        text.encode()


def _text(text: str, fold: str) -> str:
    plain = _PLAIN.fullmatch(text) and len(text) <= _PLAIN_LINE and "=?" not in text
    return text if plain else fold.join(_words(text))


def _mailbox(one: Address, fold: str) -> str:
    name = one.display_name
    if not name:
        return one.addr_spec
    if "=?" in name:
        return f"{_encoded(name.encode())}{fold}<{one.addr_spec}>"
    return fold.join([*_phrase(name), f"<{one.addr_spec}>"])


def _phrase(name: str) -> Iterator[str]:
    """Yield the words of a name: those that are plain as they are, the others between two such as
    one encoded word, however long. Some readers, Python's own among them, keep the space between
    two encoded words of a name, which is to be dropped: so no two may meet.
    """
    for plain, run in groupby(name.split(), lambda word: bool(_ATOM.fullmatch(word))):
        words = list(run)
        yield from words if plain else [_encoded(" ".join(words).encode())]


def _words(text: str) -> Iterator[str]:
    """Yield the encoded words of a text; a character is never cut in two."""
    taken = b""
    for sign in text:
        its = sign.encode()
        if len(taken) + len(its) > _MOST:
            yield _encoded(taken)
            taken = b""
        taken += its
    yield _encoded(taken)


def _encoded(some: bytes) -> str:
    return f"=?utf-8?b?{b64encode(some).decode()}?="
