"""The body of a section as blocks: paragraphs, list items, rows of tables, code, rules.

A block knows its words without their layout, which hash and diff compare, and its lines as typed,
which a merge keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from workflows.texts.markdown.lines import cells, ends_fence, fence, is_rule, list_mark

STYCKE, RAD = "\n\n", "\n"  # the words that end a paragraph, and an item, a row or a line of code
_INDENT = "  "
_WIDEST_MARK = 4


class Blockslag(Enum):
    """What kind of block it is."""

    STYCKE = auto()
    PUNKT = auto()
    RAD = auto()
    KOD = auto()
    STRECK = auto()


@dataclass(slots=True)
class Block:
    """One block. ``prefix`` is its quote marks, list mark and depth; ``tat`` when no empty line
    stands before it.
    """

    slag: Blockslag
    prefix: str
    ord: list[str]
    rader: list[str]
    tat: bool
    citat: int = 0

    @property
    def raw(self) -> str:
        """Return the lines as typed."""
        return "\n".join(self.rader)

    def tokens(self) -> tuple[str, ...]:
        """Return what counts: prefix, words, and the end of the block as a word of its own."""
        before = (self.prefix,) if self.prefix else ()
        if self.slag is Blockslag.KOD:
            lines = (word for line in self.ord for word in ((line, RAD) if line else (RAD,)))
            return (*before, *lines, STYCKE)
        end = STYCKE if self.slag in {Blockslag.STYCKE, Blockslag.STRECK} else RAD
        return (*before, *self.ord, end)


@dataclass(frozen=True, slots=True)
class _Fence:
    """An open code fence: what opened it, how many quotes and which column it stands in, where its
    list's text is.
    """

    opened: str
    citat: int
    column: int
    offset: int


@dataclass(slots=True)
class _Place:
    """How far into a line its marks reach. ``offsets`` are the columns of list text, by depth of
    quotes.
    """

    rest: str
    offsets: dict[int, list[int]]
    prefix: str = ""
    column: int = 0
    citat: int = 0
    punkt: bool = False

    def depth(self) -> int:
        """Leave the lists that the column stands outside; return how many are left."""
        open_lists = self.offsets.setdefault(self.citat, [])
        while open_lists and self.column < open_lists[-1]:
            open_lists.pop()
        return len(open_lists)


@dataclass(slots=True)
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    current: Block | None = None  # the block that a following line of plain words goes on with
    blank: bool = True
    offsets: dict[int, list[int]] = field(default_factory=dict)
    fence: _Fence | None = None

    def take(self, line: str) -> None:
        flat = line.expandtabs(_WIDEST_MARK) if "\t" in line else line
        if self.fence and self._goes_on(line, flat):
            return
        place = self._place(flat)
        if not place.rest.strip() and not place.punkt:
            self.current, self.blank = None, True
            self.offsets = {
                citat: marks for citat, marks in self.offsets.items() if citat <= place.citat
            }
            return
        if self.current and self._continues(self.current, place):
            self.current.rader.append(line)
            self.current.ord.extend(place.rest.split())
        else:
            self._begin(line, place)
        self.blank = False

    def _place(self, line: str) -> _Place:
        """Step over the quote marks and list marks of a line."""
        place = _Place(line, {citat: list(marks) for citat, marks in self.offsets.items()})
        while True:
            bare = place.rest.lstrip()
            place.column += len(place.rest) - len(bare)
            place.rest = bare
            if bare.startswith(">"):
                place.prefix += f"{_INDENT * place.depth()}> "
                place.rest = bare[2:] if bare[1:2] == " " else bare[1:]
                place.citat, place.column = place.citat + 1, 0
            elif not self._step_over_mark(place, bare):
                return place

    def _step_over_mark(self, place: _Place, bare: str) -> bool:
        marks = place.offsets.get(place.citat, [])
        reading = (
            self.current is not None
            and not place.punkt
            and place.column >= (marks[-1] if marks else 0)
        )
        found = list_mark(bare, in_paragraph=reading)
        if not found:
            return False
        place.prefix += f"{_INDENT * place.depth()}{'-' if found[1] in '-+*' else found[1]} "
        space = len(found[2]) if 1 <= len(found[2]) <= _WIDEST_MARK else 1
        place.offsets[place.citat].append(place.column + len(found[1]) + space)
        place.rest, place.punkt = bare[found.end() :], True
        place.column += found.end()
        return True

    @staticmethod
    def _continues(current: Block, place: _Place) -> bool:
        if place.punkt or place.citat not in {0, current.citat}:
            return False
        return not (is_rule(place.rest) or fence(place.rest) or cells(place.rest) is not None)

    def _begin(self, line: str, place: _Place) -> None:
        rest, row, column = place.rest, cells(place.rest), place.column
        if not place.punkt:
            place.prefix += _INDENT * place.depth()
        block = Block(
            Blockslag.STYCKE,
            place.prefix,
            rest.split(),
            [line],
            tat=not self.blank,
            citat=place.citat,
        )
        if opened := fence(rest):
            block.slag, block.ord = Blockslag.KOD, ["```" + rest[len(opened) :].strip()]
            self.fence = _Fence(
                opened, place.citat, column, ([0, *place.offsets.get(place.citat, [])])[-1]
            )
        elif is_rule(rest):
            block.slag, block.ord = Blockslag.STRECK, ["---"]
        elif row is not None:
            block.slag, block.ord = Blockslag.RAD, _row(row)
        elif place.punkt:
            block.slag = Blockslag.PUNKT
        self.current = (
            block if block.slag in {Blockslag.STYCKE, Blockslag.PUNKT} and block.ord else None
        )
        self.offsets = place.offsets
        self.blocks.append(block)

    def _goes_on(self, line: str, flat: str) -> bool:
        """Put the line in the open code fence; False when the fence has ended with the quote or
        list it stands in.
        """
        now, rest = self.fence, flat
        if now is None:
            return False
        for _ in range(now.citat):
            bare = rest.lstrip()
            if not bare.startswith(">"):
                self.fence, self.blank = None, True
                return False
            rest = bare[2:] if bare[1:2] == " " else bare[1:]
        indent = len(rest) - len(rest.lstrip())
        if rest.strip() and indent < now.offset:
            self.fence, self.blank = None, True
            return False
        self._put(line, rest[min(indent, now.column) :], now)
        return True

    def _put(self, line: str, code: str, now: _Fence) -> None:
        block = self.blocks[-1]
        block.rader.append(line)
        if ends_fence(code, now.opened):
            self.fence, self.blank = None, False
        else:
            block.ord.append(code.rstrip())

    def end(self) -> list[Block]:
        """Return the blocks; a fence left open is ended, or it would swallow what a merge puts
        after it.
        """
        if self.fence and not self.fence.citat and not self.fence.offset:
            self.blocks[-1].rader.append(self.fence.opened)
        return self.blocks


def _row(row: list[str]) -> list[str]:
    """Return the words of a row; how wide its columns are typed is layout."""
    if row and all(cell and not cell.strip(":-") and "-" in cell for cell in row):
        row = ["---"] * len(row)
    return ["|", *(word for cell in row for word in (*cell.split(), "|"))]


def blocks(body: str) -> list[Block]:
    """Return the blocks of a section's body, in order. The body is a section's ``text``."""
    reader = _Reader()
    for line in body.split("\n"):
        reader.take(line)
    return reader.end()


def tokens(body: str) -> list[str]:
    """Return what counts in a body, word by word."""
    return [token for block in blocks(body) for token in block.tokens()]
