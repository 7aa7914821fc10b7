"""Shows that a rebuild of the house changed nothing that anybody sees: store before, compare after.

``python tests/house/baseline.py store DIR`` writes one text file for each thing seen
(``house/seen.py`` says which). ``… compare DIR`` does it again into ``DIR-now`` and says what
differs; exit 1 when something does.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import count
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LONGEST: Final = 110  # characters of an entry's name
SHOWN: Final = 24  # lines of one difference, names of one list
MASKS: Final = tuple(
    (re.compile(pattern), rf"\1‹{what}›")
    for pattern, what in (
        (r'(name="_csrf" value=")[^"]+', "csrf"),
        (r'(name="_nyckel" value=")[^"]+', "nyckel"),
        (r"(samflode[a-z_]*=)[^;\s]+", "kaka"),
        (r'("klar": "[^".]+)\.\d+', "bråkdel"),
        (r"(?m)^(etag: |last-modified: ).+", "fil"),
        (r"(/static/[^\s\"?]+\?v=)[0-9a-f]+", "version"),
    )
)


@dataclass(frozen=True)
class Shelf:
    """A folder with one text file for each entry, masked."""

    folder: Path

    def put(self, place: str, name: str, said: str) -> None:
        """Write an entry; a second one of the same name gets a number."""
        for pattern, instead in MASKS:
            said = pattern.sub(instead, said)
        plain = re.sub(r"[^\w.,=&-]+", "~", name).strip("~") or "start"
        if len(plain) > LONGEST:
            plain = f"{plain[:LONGEST]}-{zlib.crc32(plain.encode()):08x}"
        (self.folder / place).mkdir(parents=True, exist_ok=True)
        names = (f"{plain}{'' if n == 1 else f'({n})'}.txt" for n in count(1))
        path = next(path for one in names if not (path := self.folder / place / one).exists())
        path.write_text(said, encoding="utf-8")

    def entries(self) -> dict[str, str]:
        """Return every entry by its name."""
        files = sorted(self.folder.rglob("*.txt"))
        return {
            str(path.relative_to(self.folder)): path.read_text(encoding="utf-8") for path in files
        }


def store(folder: Path) -> Shelf:
    """Write down everything that is seen, in place of what the folder held."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from house.seen import look  # noqa: PLC0415 - it is found once the path says where

    shutil.rmtree(folder, ignore_errors=True)
    begun = time.perf_counter()
    look(Shelf(folder).put)
    _say(
        f"{len(Shelf(folder).entries())} entries in {folder}, {time.perf_counter() - begun:.0f}"
        " seconds"
    )
    return Shelf(folder)


def compare(folder: Path) -> int:
    """Say what is seen now that was not, and the other way round; return the exit code."""
    old = Shelf(folder).entries()
    if not old:
        _say(f"{folder} holds no baseline")
        return 2
    new = store(folder.with_name(f"{folder.name}-now")).entries()
    _list("removed", [name for name in old if name not in new])
    _list("added", [name for name in new if name not in old])
    changed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in (name for name, said in old.items() if new.get(name, said) != said):
        changed[_difference(old[name], new[name])].append(name)
    for lines, names in sorted(changed.items(), key=lambda pair: -len(pair[1])):
        _list("changed", names)
        _list("by", lines)
    same = old == new
    _say("lika: nothing differs" if same else f"OLIKA: {sum(map(len, changed.values()))} changed")
    return 0 if same else 1


def _difference(old: str, new: str) -> tuple[str, ...]:
    """Return the lines taken away and put in, without where they stand: equal changes are told of
    once.
    """
    lines = list(unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    return tuple(line for line in lines if not line.startswith("@@"))


def _list(heading: str, lines: Sequence[str]) -> None:
    if lines:
        more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        _say("\n    ".join([f"{heading} ({len(lines)})", *lines[:SHOWN], *more]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["store", where]:
            store(Path(where).absolute())
        case ["compare", where]:
            sys.exit(compare(Path(where).absolute()))
        case _:
            sys.exit(__doc__)
