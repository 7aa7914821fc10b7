"""Which texts are the same text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from workflows.texts.markdown.blocks import tokens
from workflows.texts.markdown.sections import Avsnitt, numbered, scan, sections
from workflows.texts.markdown.typed import without_any_number

# Stands first in what is hashed. Another way to count words needs another name: stored hashes are
# signed.
_WAY = "avtalstext 1"


def content_hash(text: str) -> str:
    """Return sha256 (hex) of what a text says: its headings with their levels, its blocks and their
    words.

    How it is typed does not count: line ends, soft line breaks, spaces, list marks, the style of
    headings, fences and tables, numbers typed in headings where they are the sections' places.
    Malformed as ``sections``.
    """
    return _hash(sections(text))


def was_hashed_as(text: str, sha256: str) -> bool:
    """Tell whether a text was stored under a hash, in this release or when typed numbers were taken
    away whatever they said. Of a text at hand and the hash it was locked with; never of two texts.
    """
    return sha256 in {content_hash(text), _hash(numbered(scan(text), without_any_number))}


def _hash(found: Iterable[Avsnitt]) -> str:
    said = [
        _WAY,
        *(
            [one.niva, one.rubrik if one.niva else "", *tokens(one.text)]
            for one in found
            if one.niva or one.text.strip()
        ),
    ]
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
