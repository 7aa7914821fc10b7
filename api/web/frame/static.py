"""The static files: read, joined and compressed once, at addresses that say which content they
have.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api.shared.wire import GZIP, is_known, takes_gzip

if TYPE_CHECKING:
    from starlette.types import Scope

STATIC: Final = Path(__file__).parent.parent / "static"
STATIC_URL: Final = "/static"
VENDOR: Final = "vendor/"
# One file for the reader's browser, fourteen for whoever changes them. The later ones win over the
# earlier.
STYLE: Final = "samflode.css"
SHEETS: Final = (
    "tokens",
    "base",
    "header",
    "components",
    "steps",
    "lists",
    "figures",
    "matrix",
    "forms",
    "tables",
    "pages",
    "agenda",
    "avtal",
    "print",
)


@dataclass(frozen=True, slots=True)
class Fil:
    """One file as it is sent; ``squeezed`` is empty where gzip does not make it smaller."""

    content: bytes
    squeezed: bytes
    version: str
    media_type: str


def _fil(name: str, content: bytes) -> Fil:
    squeezed = gzip.compress(content, compresslevel=9, mtime=0)
    media_type = mimetypes.guess_type(name)[0] or "text/plain"
    version = hashlib.sha256(content).hexdigest()[:12]
    return Fil(content, squeezed if len(squeezed) < len(content) else b"", version, media_type)


def style() -> bytes:
    """Return every style sheet as one."""
    return b"\n".join((STATIC / f"{sheet}.css").read_bytes() for sheet in SHEETS)


@cache
def files() -> dict[str, Fil]:
    """Return every file by the name that addresses call it."""
    found = {
        path.relative_to(STATIC).as_posix(): path.read_bytes()
        for path in STATIC.rglob("*")
        if path.is_file()
    }
    return {name: _fil(name, content) for name, content in {**found, STYLE: style()}.items()}


def static_url(name: str) -> str:
    """Return the address of a file under static/, with a hash of its content; FileNotFoundError
    when there is none.
    """
    if name not in files():
        raise FileNotFoundError(STATIC / name)
    return f"{STATIC_URL}/{name}?v={files()[name].version}"


class CachedStatic(StaticFiles):
    """The static files; an address with the hash of what it leads to, or of a vendored file
    (version in its name), never changes meaning.
    """

    def __init__(self) -> None:
        super().__init__(directory=STATIC)
        files()  # compressed before anybody waits for it

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, to be kept for a year when its address says which content it has:
        an address of another release must not.
        """
        if scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(status_code=405)
        fil = files().get(path)
        if fil is None:
            raise HTTPException(status_code=404)
        fixed = scope["query_string"] == f"v={fil.version}".encode() or path.startswith(VENDOR)
        squeezed = bool(fil.squeezed) and takes_gzip(scope)
        tag = f'"{fil.version}-{GZIP}"' if squeezed else f'"{fil.version}"'
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if fixed else "no-cache",
            "ETag": tag,
            "Vary": "Accept-Encoding",
            **({"Content-Encoding": GZIP} if squeezed else {}),
        }
        if is_known(scope, tag):
            return Response(status_code=304, headers=headers)
        content = fil.squeezed if squeezed else fil.content
        return Response(content, media_type=fil.media_type, headers=headers)
