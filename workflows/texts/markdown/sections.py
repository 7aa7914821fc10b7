"""An agreement's text as numbered sections.

The text is Markdown. A heading of level 1-4 stands in the first column, as ``## Ansvar`` or
underlined, and begins a section; numbers are counted, never typed. What stands indented, in a list,
a quote or a code fence is no heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models import limits
from workflows.ground.errors import Malformed
from workflows.ground.words import tal
from workflows.texts.markdown.lines import (
    cells,
    ends_fence,
    fence,
    is_bare_marks,
    is_rule,
    list_mark,
    normal,
)
from workflows.texts.markdown.typed import without_any_number, without_place

MOST_SECTIONS = 1000
INLEDNING = "0"
_LONGEST_STEP = 40  # characters of one heading in a key: four of them fit in limits.NYCKEL
_ATX = re.compile(r"(#{1,4})(?!#)(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """One section without those below it.

    ``nummer`` is its place, "3.2"; ``rubrik`` the heading, without a typed number that is its
    place; ``niva`` the heading's level, 0 for what stands before the first heading; ``text`` the
    Markdown under it.
    ``nyckel`` is the path of headings: the same in another text that has the same headings, at most
    ``limits.NYCKEL`` characters.
    """

    nummer: str
    rubrik: str
    niva: int
    text: str
    nyckel: str

    @property
    def ankare(self) -> str:
        """Return the id of the section on a page, "avsnitt-3-2"."""
        return "avsnitt-" + self.nummer.replace(".", "-")


@dataclass(slots=True)
class Part:
    """A section as typed: the lines of its heading, the heading's words with any typed number, the
    lines below.
    """

    niva: int = 0
    rubrik: str = ""
    huvud: list[str] = field(default_factory=list)
    kropp: list[str] = field(default_factory=list)


class _Scanner:
    """Reads lines into parts. ``fence`` is the open code fence, ``paragraph`` where in the body one
    begins.
    """

    def __init__(self) -> None:
        self.parts = [Part()]
        self.fence = ""
        self.paragraph: int | None = None
        self.inside = False  # a list, quote or table, whose following lines belong to it

    def take(self, line: str) -> None:
        body = self.parts[-1].kropp
        if self.fence:
            body.append(line)
            self.fence = "" if ends_fence(line, self.fence) else self.fence
        elif found := _ATX.match(line):
            self._begin(Part(len(found[1]), _without_closing(found[2] or ""), [line]))
        elif self.paragraph is not None and (found := _UNDERLINE.match(line)):
            said = body[self.paragraph :]
            del body[self.paragraph :]
            self._begin(Part(1 if found[1][0] == "=" else 2, " ".join(said), [*said, line]))
        else:
            self._follow(line, body)
            body.append(line)

    def _begin(self, part: Part) -> None:
        self.parts.append(part)
        self.paragraph, self.inside = None, False

    def _follow(self, line: str, body: list[str]) -> None:
        bare = line.lstrip(" \t")
        if not bare or is_rule(bare) or fence(line):
            self.paragraph, self.inside, self.fence = None, False, fence(line)
        elif self._is_container(line, bare, body):
            self.paragraph, self.inside = None, not is_bare_marks(line)
        elif self.paragraph is None and not self.inside:
            self.paragraph = len(body)

    def _is_container(self, line: str, bare: str, body: list[str]) -> bool:
        reading = self.paragraph is not None
        if bare.startswith(">") or list_mark(bare, in_paragraph=reading):
            return True
        if reading:
            columns, below = len(cells(body[-1]) or [""]), len(cells(bare) or [""])
            return (
                "|" in line + body[-1] and columns == below and _DELIMITER.match(bare) is not None
            )
        return line != bare


def _without_closing(heading: str) -> str:
    heading = heading.rstrip()
    bare = heading.rstrip("#")
    return heading if bare and bare[-1] not in " \t" else bare.rstrip()


def scan(text: str) -> list[Part]:
    """Return the parts as typed, that before the first heading always first. Malformed when there
    is too much.
    """
    if len(text) > limits.AVTALSTEXT:
        raise Malformed({"text": f"Texten får ha högst {tal(limits.AVTALSTEXT)} tecken."})
    scanner = _Scanner()
    for line in normal(text).split("\n"):
        scanner.take(line)
    if len(scanner.parts) > MOST_SECTIONS + 1:
        raise Malformed({"text": f"Texten får ha högst {tal(MOST_SECTIONS)} avsnitt."})
    return scanner.parts


def numbered(
    parts: list[Part], rubrik_of: Callable[[str, Sequence[int]], str] = without_place
) -> list[Avsnitt]:
    """Return a section for each part, empty ones too."""
    found: list[Avsnitt] = []
    above: list[
        tuple[int, int, str]
    ] = []  # level, number and key of the headings that the next one stands below
    seen = Counter({INLEDNING: 1})
    for part in parts:
        body = "\n".join(part.kropp).strip("\n")
        if not part.niva:
            found.append(Avsnitt("0", "Inledning", 0, body, INLEDNING))
            continue
        before = 0
        while above and above[-1][0] >= part.niva:
            before = above.pop()[1]
        place = (*(one[1] for one in above), before + 1)
        rubrik = rubrik_of(part.rubrik, place)
        step = _step(without_any_number(part.rubrik))
        nyckel = _unique("/".join([*(one[2] for one in above[-1:]), step]), seen)
        above.append((part.niva, before + 1, nyckel))
        found.append(Avsnitt(".".join(map(str, place)), rubrik, part.niva, body, nyckel))
    return found


def _step(rubrik: str) -> str:
    return re.sub(r"\W+", "-", rubrik.lower()).strip("-")[:_LONGEST_STEP].strip("-") or "avsnitt"


def _unique(nyckel: str, seen: Counter[str]) -> str:
    seen[nyckel] += 1
    return nyckel if seen[nyckel] == 1 else f"{nyckel}~{seen[nyckel]}"


def sections(text: str) -> tuple[Avsnitt, ...]:
    """Return the sections in order; what stands before the first heading is section "0", left out
    when it is empty.

    Malformed when the text is longer than ``limits.AVTALSTEXT`` or has more than ``MOST_SECTIONS``
    sections.
    """
    return tuple(one for one in numbered(scan(text)) if one.niva or one.text.strip())


def with_section(text: str, nyckel: str, new_body: str) -> str:
    """Return the text with another body under one heading; "0" is what stands before the first one.

    Headings in the new body become sections. Malformed when no section has the key, or the text
    grows too long.
    """
    parts = scan(text)
    keys = [one.nyckel for one in numbered(parts)]
    if nyckel not in keys:
        raise Malformed({"avsnitt": "Avsnittet finns inte längre i texten."})
    part, last = parts[keys.index(nyckel)], nyckel == keys[-1]
    body = closed(normal(new_body).strip("\n"))
    between = [""] if part.huvud and body else []
    part.kropp = [*between, *body.split("\n"), *([] if last else [""])] if body else [""]
    changed = "\n".join(line for one in parts for line in (*one.huvud, *one.kropp))
    scan(changed)
    return changed.lstrip("\n")


def closed(body: str) -> str:
    """Return the body with its code fence ended: the sections below must not end up in it."""
    scanner = _Scanner()
    for line in body.split("\n"):
        scanner.take(line)
    return f"{body}\n{scanner.fence}" if scanner.fence else body
