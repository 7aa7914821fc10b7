"""Where in a TOML text each key stands, so that a complaint can name the line.

``tomllib`` gives values without positions. This scan follows the same grammar over a text that
``tomllib`` has already accepted, and keeps only the keys and their lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

# Keys and, for arrays, indexes: ("organ", 3, "moten", 0, "dagar", 2).
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''
    (?P<skip> [ \t\r]+ | \#[^\n]* )
    | (?P<newline> \n )
    | (?P<sign> [\[\]{}=,.] )
    | (?P<word> """(?:\\.|[^\\])*?"""(?:"{0,2}) | \'\'\'.*?\'\'\'(?:'{0,2})
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | [^\s\#"'\[\]{}=,.]+ )
    ''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table, key and array element of a valid TOML text."""
    return _Scan(_tokens(text)).run()


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of the path, or of the nearest table around it; 1 when nothing around it
    stands in the text.
    """
    known = (lines.get(path[:length]) for length in range(len(path), 0, -1))
    return next((line for line in known if line is not None), 1)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "skip":
            tokens.append(_Token(match.lastgroup, match.group(), line))
        line += match.group().count("\n")
    return tokens


@dataclass(slots=True)
class _Scan:
    tokens: list[_Token]
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    # How many [[tables]] each array of tables has so far.
    counts: dict[Path, int] = field(default_factory=dict)

    def run(self) -> dict[Path, int]:
        table: Path = ()
        self._blank()
        while self.at < len(self.tokens):
            if self._sees("["):
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self.lines

    def _sees(self, *signs: str) -> bool:
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind != "word" and token.text in signs

    def _take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _blank(self, *signs: str) -> None:
        while self._sees("\n", *signs):
            self.at += 1

    def _header(self) -> Path:
        line = self._take().line
        is_array = self._sees("[")
        self._blank("[")
        *around, last = self._keys()
        table = (*self._latest(tuple(around)), last)
        if is_array:
            index = self.counts.get(table, 0)
            self.counts[table] = index + 1
            self.lines.setdefault(table, line)
            table = (*table, index)
        self.lines[table] = line
        self._blank("]")
        return table

    def _latest(self, keys: Path) -> Path:
        """Return the path with the newest index after each array of tables in it."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _keys(self) -> Path:
        keys = [_key(self._take().text)]
        while self._sees("."):
            self._take()
            keys.append(_key(self._take().text))
        return tuple(keys)

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at].line
        path = (*table, *self._keys())
        self.lines[path] = line
        self._take()  # =
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._sees("["):
            self._array(path)
        elif self._sees("{"):
            self._take()
            self._blank(",")
            while not self._sees("}"):
                self._pair(path)
                self._blank(",")
            self._take()
        else:
            while self.at < len(self.tokens) and not self._sees("\n", ",", "]", "}"):
                self._take()

    def _array(self, path: Path) -> None:
        self._take()
        self._blank(",")
        index = 0
        while not self._sees("]"):
            self.lines[*path, index] = self.tokens[self.at].line
            self._value((*path, index))
            self._blank(",")
            index += 1
        self._take()


def _key(text: str) -> str:
    return str(tomllib.loads(f"key = {text}")["key"]) if text[0] in "\"'" else text
