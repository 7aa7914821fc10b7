"""Telling a packed file from another by its first bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

_MOST_MEMBERS, _LARGEST_UNPACKED = 2_000, 200 * 1024 * 1024


def is_packed(innehall: bytes, inside: str, *, largest: int = _LARGEST_UNPACKED) -> bool:
    """Tell whether a packed file lists what it must, no macros, and no more than ``largest`` bytes
    when unpacked.
    """
    try:
        with ZipFile(BytesIO(innehall)) as packed:
            members = packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    names = {member.filename for member in members}
    fits = len(members) <= _MOST_MEMBERS and sum(member.file_size for member in members) <= largest
    return (
        fits
        and inside in names
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
    )
