"""Files people hand in: what is taken in, how it is stored, and who may read it back.

A file is a row. It is known by its content, never by what its name or its sender claims, and is
never unpacked.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final

from sqlalchemy import insert, or_, select
from sqlmodel import Session

from models import limits
from models.base import table_of
from models.tables import Fil, Person
from models.text import in_form
from workflows.county.actors import Actor
from workflows.engine.world import World
from workflows.ground.errors import Malformed, NotFound
from workflows.texts.packed import is_packed

_FIL = table_of(Fil)

_OOXML = "application/vnd.openxmlformats-officedocument"

# The ending of a name: the media type, and how such a file begins.
_KINDS: Final[dict[str, tuple[str, bytes]]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "docx": (f"{_OOXML}.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": (f"{_OOXML}.spreadsheetml.sheet", b"PK\x03\x04"),
    "pptx": (f"{_OOXML}.presentationml.presentation", b"PK\x03\x04"),
    "odt": ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04"),
    "txt": ("text/plain; charset=utf-8", b""),
    "csv": ("text/csv; charset=utf-8", b""),
}

# What must lie inside a packed file of that kind.
_INSIDE: Final = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}

# What a form's file chooser offers. A phone that is asked for JPEG converts its own photos.
ENDINGS: Final = ",".join(f".{kind}" for kind in _KINDS)
# How a telephone's photo begins, whatever it is called: after four bytes its kind.
_PHOTO: Final = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1", b"ftypmsf1")
_PHOTO_ENDINGS: Final = frozenset({"heic", "heif", "hif"})

TILLATNA: Final = "PDF, Word, Excel, PowerPoint, OpenDocument, bild (PNG eller JPEG) eller text"


@dataclass(frozen=True, slots=True)
class Filvy:
    """A stored file. ``mimetyp`` is what its content was found to be."""

    id: int
    namn: str
    mimetyp: str
    storlek: int
    innehall: bytes


def store_file(session: Session, namn: str, innehall: bytes, *, actor: Actor, world: World) -> int:
    """Store a file for the one who hands it in; return its id. The same file again is the same row.

    Malformed (field ``fil``) says why a file is not taken.
    """
    name = safe_name(namn)
    kind = _known_kind(name, innehall)
    digest = hashlib.sha256(innehall).hexdigest()
    if (known := _known(session, name, digest, actor)) is not None:
        return known
    row = {
        "namn": name,
        "mimetyp": _KINDS[kind][0],
        "storlek": len(innehall),
        "innehall": innehall,
        "sha256": digest,
        "uppladdad": world.now,
        "uppladdad_av": actor.person_id,
    }
    return int(session.execute(insert(_FIL).values(row).returning(_FIL.c.id)).scalar_one())


def _known(session: Session, name: str, digest: str, actor: Actor) -> int | None:
    """Return the person's own row of the same file; a second upload waits for the first, so that
    they agree.
    """
    person = table_of(Person).c
    session.execute(select(person.id).where(person.id == actor.person_id).with_for_update())
    mine = (_FIL.c.uppladdad_av == actor.person_id, _FIL.c.namn == name, _FIL.c.sha256 == digest)
    return session.execute(select(_FIL.c.id).where(*mine).limit(1)).scalar_one_or_none()


def read_file(session: Session, fil_id: int, actor: Actor, world: World) -> Filvy:
    """Return a file to whoever handed it in, or may see what it is for: an answer, an agreement.

    NotFound for everybody else.
    """
    own = _FIL.c.uppladdad_av == actor.person_id
    seen = [noun.files(actor, world, _FIL.c.id) for noun in world.nouns if noun.files is not None]
    columns = (_FIL.c.id, _FIL.c.namn, _FIL.c.mimetyp, _FIL.c.storlek, _FIL.c.innehall)
    query = select(*columns).where(_FIL.c.id == fil_id, or_(own, *seen))
    row = session.execute(query).one_or_none() if 0 < fil_id <= limits.HELTAL else None
    if row is None:
        raise NotFound
    return Filvy(*row)


def safe_name(namn: str) -> str:
    """Return the last part of a name as it may be shown: no path, no control characters, short; the
    ending is kept.
    """
    last = in_form(namn).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(
        sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    ).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if not dot:
        return shown[: limits.FILNAMN] or "fil"
    return f"{stem[: limits.FILNAMN - len(ending) - 1]}.{ending}"[-limits.FILNAMN :]


def _known_kind(name: str, innehall: bytes) -> str:
    """Return the ending whose kind the content really is."""
    kind = name.rpartition(".")[2].lower()
    if not innehall:
        raise _refused("Filen är tom.")
    if len(innehall) > limits.FIL_BYTES:
        raise _refused(f"Filen är för stor. Högst {limits.FIL_BYTES // 1024 // 1024} MB.")
    if kind in _PHOTO_ENDINGS or innehall[4:].startswith(_PHOTO):
        raise _refused(
            "Fotot är i telefonens eget format (HEIC), som inte alla kan öppna. Spara eller skicka"
            " det som JPEG och lägg till det igen, eller ta en skärmbild av det."
        )
    if kind not in _KINDS:
        raise _refused(f"Filen har ett format som inte tas emot. Tillåtet: {TILLATNA}.")
    if not innehall.startswith(_KINDS[kind][1]) or not _holds_together(kind, innehall):
        raise _refused(
            f"Innehållet är inte det som namnet säger ({kind}). Spara filen på nytt och försök"
            " igen."
        )
    return kind


def _holds_together(kind: str, innehall: bytes) -> bool:
    if kind in _INSIDE:
        return is_packed(innehall, _INSIDE[kind])
    return _is_text(innehall) if kind in {"txt", "csv"} else True


def _is_text(innehall: bytes) -> bool:
    try:
        return "\x00" not in innehall.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _refused(why: str) -> Malformed:
    return Malformed({"fil": why})
