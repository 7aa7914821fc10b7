"""What a form sent, read once: texts with plain line ends, files with their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request

_LONGEST_KEY = 100
_LARGEST_VERSION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Uppladdad:
    """A file as the browser sent it; ``namn`` and ``mimetyp`` are only what the sender claims."""

    namn: str
    innehall: bytes
    mimetyp: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form. Names that begin with ``_`` are the page's own."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Uppladdad] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the last text sent under a name, "" without one."""
        return (self.texts.get(name) or ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every text sent under a name that is not empty."""
        return tuple(text for text in self.texts.get(name, ()) if text)

    @property
    def nyckel(self) -> str | None:
        """Return the idempotency key of the form; None when it has none that can be used."""
        key = self.get("_nyckel")
        return key if 0 < len(key) <= _LONGEST_KEY and key.isprintable() and key.isascii() else None

    @property
    def version(self) -> int | None:
        """Return the version the reader saw; None when the form says none."""
        text = self.get("_version")
        return (
            min(int(text), _LARGEST_VERSION)
            if text.isdecimal() and text.isascii() and len(text) <= len(str(_LARGEST_VERSION))
            else None
        )

    @property
    def tillbaka(self) -> str | None:
        """Return the page to lead back to, when the form says one of ours."""
        return local(self.get("_tillbaka"))

    def fields(self) -> list[tuple[str, str]]:
        """Return every text as it was sent, except the page's own."""
        own = ("_csrf", "_nyckel", "_version")
        return [
            (name, text) for name, texts in self.texts.items() if name not in own for text in texts
        ]


def local(address: str) -> str | None:
    """Return an address that leads to a page here; None for every other."""
    if (
        not address.startswith("/")
        or address.startswith(("//", "/\\"))
        or not address.isprintable()
    ):
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc and "\\" not in address else None


async def read_form(request: Request) -> Sent:
    """Read what a form sent; a form without anything is empty."""
    texts: dict[str, tuple[str, ...]] = {}
    files: dict[str, Uppladdad] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    content = await value.read()
                    files[name] = Uppladdad(
                        value.filename, content, value.content_type or "application/octet-stream"
                    )
            else:
                text = value.replace("\r\n", "\n").replace("\r", "\n")
                texts[name] = (*texts.get(name, ()), text)
    return Sent(texts, files)
