"""What a single line of Markdown is. Sections, blocks and hash ask here, so that they never
disagree.
"""

from __future__ import annotations

import re

from models.text import in_form

# Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them and nobody typed
# them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# What Word puts after a number or a bullet, where Markdown wants a plain space.
_WIDE = re.compile(
    r"^([ \t>]*(?:#{1,6}|[-*+]|[0-9]{1,9}[.)]))[\u00a0\u2000-\u200a\u202f\u3000]+", re.MULTILINE
)
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_MARK = re.compile(r"([-+*]|[0-9]{1,9}[.)])([ \t]+|$)")
_MARKS = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t>]+|$))*$")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_CLOSEST = 3  # spaces before the end of a fence


def normal(text: str) -> str:
    """Return the text in NFC, with plain line ends and plain spaces after marks, without characters
    nobody sees.
    """
    text = in_form(_UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return _WIDE.sub(r"\1 ", text)


def fence(line: str) -> str:
    """Return the fence that a line without indentation opens, three signs or more; else an empty
    string.
    """
    found = _FENCE.match(line)
    if not found or (found[1][0] == "`" and "`" in found[2]):
        return ""
    return found[1]


def ends_fence(line: str, opened: str) -> bool:
    """Tell whether the line ends what ``fence`` opened."""
    bare = line.strip(" \t")
    near = len(line) - len(line.lstrip(" \t")) <= _CLOSEST
    return near and bare.startswith(opened) and not bare.strip(opened[0])


def list_mark(line: str, *, in_paragraph: bool) -> re.Match[str] | None:
    """Return the mark (1) and the space (2) of a list item that begins a line without indentation.

    A year at the start of a line is no list: in a paragraph only bullets and the number one begin
    one.
    """
    found = _MARK.match(line)
    if not found or is_rule(line):
        return None
    if in_paragraph and (
        not line[found.end() :].strip() or (found[1][:-1] or "1").lstrip("0") != "1"
    ):
        return None
    return found


def is_bare_marks(line: str) -> bool:
    """Tell whether the line has marks of quotes and lists and nothing more."""
    return _MARKS.match(line) is not None


def is_rule(line: str) -> bool:
    """Tell whether a line without indentation is a horizontal rule."""
    return _RULE.match(line) is not None


def cells(line: str) -> list[str] | None:
    """Return the cells of a row of a table; None when the line has no pipe."""
    if "|" not in line:
        return None
    parts = [part.strip() for part in _PIPE.split(line.strip())]
    if len(parts) == 1:
        return None
    return parts[0 if parts[0] else 1 : None if parts[-1] else -1]
