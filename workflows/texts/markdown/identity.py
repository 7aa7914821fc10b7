"""Which texts are the same text."""

from __future__ import annotations

import hashlib
import json

from workflows.texts.markdown.blocks import tokens
from workflows.texts.markdown.sections import sections

# Stands first in what is hashed. Another way to count words needs another name: stored hashes are
# signed.
_WAY = "avtalstext 1"


def content_hash(text: str) -> str:
    """Return sha256 (hex) of what a text says: its headings with their levels, its blocks and their
    words.

    How it is typed does not count: line ends, soft line breaks, spaces, list marks, the style of
    headings, fences and tables, numbers typed in headings. Malformed as ``sections``.
    """
    said = [
        _WAY,
        *([one.niva, one.rubrik if one.niva else "", *tokens(one.text)] for one in sections(text)),
    ]
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
