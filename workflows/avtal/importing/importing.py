"""A file of agreements into the register: each row a new one, one that is there already, or one
that cannot be read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, true
from sqlmodel import Session, select

from models.base import Ord
from models.lagen import AvtalLage
from models.text import plain, same_name
from workflows.avtal.create import MAY_ADD, WANTED, create_together, may_add
from workflows.avtal.facts import AvtalCase
from workflows.avtal.importing.cells import County, said_in
from workflows.avtal.importing.columns import RUBRIKER, Columns, columns_of, known_in
from workflows.avtal.importing.standing import Andring, Known, Standing, changes
from workflows.avtal.payloads import NyttAvtal
from workflows.county.actors import Actor
from workflows.county.register import load_register
from workflows.engine.door import Ask, take_steps
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.batch import batched
from workflows.ground.errors import Hindered, Malformed, Refusal, RoleMissing
from workflows.ground.payload import parse
from workflows.ground.progress import Progress, unseen
from workflows.texts.sheets import ImportRefused, letter, read_sheet

_AT_A_TIME = 500  # rows, and so as much memory beside the file's own
_ONE_IMPORT_AT_A_TIME = 0x61767461  # a key of PostgreSQL's own locks
_WAIT = "2s"
_ENDED = (
    "Avtalet har upphört och ändras inte. Ta bort raden, eller ge ett nytt avtal ett annat namn."
)
# A part of each sentence of the engine, and the column it is about.
_ABOUT: Final[Mapping[str, str]] = {
    **{text: name for name, text in WANTED.items()},
    "gäller tills vidare har ingen sista dag": "giltig_till",
    "Skriv avtalets sista dag": "giltig_till",
    "Skriv med hur många månader": "forlangning_manader",
    "Du håller inte ihop": "agare",
    "Välj vilken dag texten": "galler_fran",
    "gäller redan från": "galler_fran",
    "Texten säger samma sak": "text",
    "har sagt upp avtalet men är bunden": "parter",
    "iarienummer": "diarienummer",
}
# One that is wrong makes the others look wrong.
_TIME: Final = {
    "giltig_till",
    "forlangning",
    "forlangning_manader",
}


class Utfall(Ord):
    """What becomes of a row."""

    NYTT = "nytt", "blir nytt", "Avtalet läggs in i registret."
    ANDRAS = "andras", "ändras", "Avtalet finns och får nya uppgifter."
    OFORANDRAT = "oforandrat", "finns redan", "Registret säger redan det som raden säger."
    GAR_INTE = "gar_inte", "går inte", "Raden har något som behöver rättas."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row; ``kolumn`` is the heading, "" when it is no single one."""

    kolumn: str
    text: str


@dataclass(frozen=True, slots=True)
class Avtalsrad:
    """One row of the file, by its number there. ``slug`` is the address of an agreement that is in
    the register.
    """

    rad: int
    namn: str
    utfall: Utfall
    slug: str | None = None
    andringar: tuple[Andring, ...] = ()
    problem: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Avtalsinlasning:
    """What a file does, row by row, the columns of it that are not read, and what somebody must
    say yes to first: that it shall be read so.
    """

    rader: tuple[Avtalsrad, ...]
    okanda: tuple[str, ...]
    fragor: tuple[str, ...] = ()

    def antal(self, utfall: Utfall) -> int:
        """Return how many rows end so."""
        return Counter(one.utfall for one in self.rader)[utfall]

    @property
    def problem(self) -> dict[str, str]:
        """Return every problem by its row and column."""
        return {
            f"rad {row.rad}{f', {one.kolumn}' if one.kolumn else ''}": one.text
            for row in self.rader
            for one in row.problem
        }

    @property
    def avtryck(self) -> str:
        """Return a mark that is another when anything that the file does is."""
        return hashlib.sha256(repr(self.rader).encode()).hexdigest()


class RowsRefused(ImportRefused):
    """Some row of the file has something wrong with it; ``found`` says of every row what became of
    it.
    """

    def __init__(self, found: Avtalsinlasning, said: Mapping[str, str]) -> None:
        """Say every problem of every row."""
        super().__init__(said)
        self.found = found


class QuestionsLeft(RowsRefused):
    """Nobody has said that the file shall be read as it would be."""

    def __init__(self, found: Avtalsinlasning) -> None:
        """Ask every question."""
        super().__init__(found, {f"fråga {n}": text for n, text in enumerate(found.fragor, 1)})


def import_avtal(
    session: Session,
    content: bytes | str,
    actor: Actor,
    world: World,
    progress: Progress = unseen,
    *,
    ja: bool = False,
) -> Avtalsinlasning:
    """Put every row of a file in the register, as the one who asks. RowsRefused when anything is
    wrong with any, ImportRefused when it cannot be read, QuestionsLeft when it asks something and
    nobody has said ``ja``.

    What a row leaves empty stays as it is, so that the same file twice changes nothing. RoleMissing
    for one who may add no agreements. The caller's session scope undoes what was written before the
    refusal.
    """
    found = look_through(session, content, actor, world, progress)
    if found.problem:
        raise RowsRefused(found, found.problem)
    if found.fragor and not ja:
        raise QuestionsLeft(found)
    return found


def look_through(
    session: Session,
    content: bytes | str,
    actor: Actor,
    world: World,
    progress: Progress = unseen,
) -> Avtalsinlasning:
    """Import what can be imported and say what became of each row, many rows at a time.

    A transaction where some row has a problem must not be kept: its rows may be half written.
    """
    if not may_add(actor):
        raise RoleMissing(*MAY_ADD)
    sheet = read_sheet(content, known_in)
    columns = columns_of(sheet, load_register(session))
    # Not as long as for a matter: whoever waits holds one of the few connections that all pages
    # share, and a register takes its time.
    session.exec(select(func.set_config("lock_timeout", _WAIT, true())))
    session.exec(select(func.pg_advisory_xact_lock(_ONE_IMPORT_AT_A_TIME)))
    work = _Import(session, actor, world, columns, Standing(session, actor, world))
    rader: list[Avtalsrad] = []
    for some in batched(sheet.rader.items(), _AT_A_TIME):
        rader += work.rows(some)
        progress(len(rader), len(sheet.rader))
    return Avtalsinlasning(tuple(rader), columns.okanda, sheet.fragor)


@dataclass(slots=True)
class _Row:
    """A row: what it says, what is wrong with it, the agreement it is about, and what it changes
    of that.
    """

    number: int
    namn: str
    said: dict[str, object]
    wrong: dict[str, str]
    known: Known | None
    andringar: tuple[Andring, ...] = ()
    steps: tuple[Ask, ...] = ()

    def outcome(self) -> Avtalsrad:
        """Return what became of it."""
        utfall = Utfall.GAR_INTE if self.wrong else _outcome(self.known, self.andringar)
        problem = tuple(
            Problem(RUBRIKER.get(name, ""), self.wrong[name])
            for name in ("", *RUBRIKER)
            if name in self.wrong
        )
        slug = self.known.slug if self.known else None
        shown = () if self.wrong else self.andringar
        return Avtalsrad(self.number, self.namn, utfall, slug, shown, problem)


@dataclass(slots=True)
class _Import:
    session: Session
    actor: Actor
    world: World
    columns: Columns
    standing: Standing
    seen: dict[str | int, int] = field(default_factory=dict)

    def rows(self, some: Iterable[tuple[int, tuple[str, ...]]]) -> list[Avtalsrad]:
        """Carry some rows out, as far as they go."""
        rows = [self._read(number, row) for number, row in some]
        self._add([row for row in rows if row.known is None])
        self._change([(row.known, row) for row in rows if row.known])
        return [row.outcome() for row in rows]

    def _read(self, number: int, row: tuple[str, ...]) -> _Row:
        """Return what a row says, and what is wrong with that."""
        cells = self.columns.cells(row)
        said, wrong = said_in(cells, County(load_register(self.session), self.world.profile))
        said, wrong = _fitting(said, wrong)
        if len(row) > self.columns.bredd:
            wrong.setdefault(
                "", f"Har ett värde i kolumn {letter(len(row) - 1)}, som saknar rubrik."
            )
        namn = str(said.get("rubrik") or plain(cells.get("rubrik", "")))
        return _Row(number, namn, said, wrong, self._known(number, said, wrong))

    def _known(
        self, number: int, said: Mapping[str, object], wrong: dict[str, str]
    ) -> Known | None:
        """Return the agreement a row is about; note when an earlier row is about the same."""
        rubrik = said.get("rubrik")
        if not isinstance(rubrik, str) or not rubrik:
            return None
        try:
            known = self.standing.named(rubrik)
        except ValueError as failure:
            wrong["rubrik"] = str(failure)
            return None
        first = self.seen.setdefault(known.id if known else same_name(rubrik), number)
        if first != number:
            wrong["rubrik"] = f"Samma avtal står på rad {first}."
        return known

    def _add(self, rows: Sequence[_Row]) -> None:
        """Add the agreements of rows that are about new ones."""
        sent = [self._sent(row) for row in rows]
        made = create_together(self.session, sent, self.actor, self.world)
        for row, one in zip(rows, made, strict=True):
            if isinstance(one, Refusal):
                _note(row.wrong, one)

    def _sent(self, row: _Row) -> dict[str, object]:
        """Return what a new agreement is made of, having noted what is missing.

        With stand-ins for that the rest of the row can be tried as well; none of it is kept.
        """
        said = row.said
        missing = {name: text for name, text in WANTED.items() if not said.get(name)}
        if said.get("giltig_till") and "forlangning" not in said:
            missing["forlangning"] = (
                "Skriv vad som händer på sista dagen, till exempel att avtalet upphör."
            )
        for name, text in missing.items():
            row.wrong.setdefault(name, text)
        usual: dict[str, object] = {
            "rubrik": "-",
            "slag": "avtal",
            "agare": said.get("agare", load_register(self.session).au().kod),
            "parter": ["alla"],
        }
        return {**(usual if row.wrong else {}), **said}

    def _change(self, rows: Sequence[tuple[Known, _Row]]) -> None:
        """Take the steps that rows mean for agreements that are there: the first of each, then the
        second. An agreement that stands on two rows is changed by one row after the other.
        """
        saker = read_all(self.session, [known.id for known, _ in rows], self.world.nouns)
        cases = load_cases(self.session, saker, self.actor, self.world)
        for known, row in rows:
            case = cases[known.id]
            assert isinstance(case, AvtalCase)  # noqa: S101 - the register has no other
            row.andringar, row.steps = changes(case, parse(NyttAvtal, row.said))
            if row.steps and known.lage is AvtalLage.UPPHORT:
                _note(row.wrong, Hindered([_ENDED]))
                row.steps = ()
        while left := [(known, row) for known, row in reversed(rows) if row.steps]:
            next_ = {known.id: row for known, row in left}
            asks = {sak_id: row.steps[0] for sak_id, row in next_.items()}
            refused = take_steps(self.session, asks, self.actor, self.world)
            for sak_id, row in next_.items():
                row.steps = () if sak_id in refused else row.steps[1:]
                if sak_id in refused:
                    _note(row.wrong, refused[sak_id])


def _outcome(known: Known | None, andringar: tuple[Andring, ...]) -> Utfall:
    if known is None:
        return Utfall.NYTT
    return Utfall.ANDRAS if andringar else Utfall.OFORANDRAT


def _fitting(
    said: dict[str, object], wrong: dict[str, str]
) -> tuple[dict[str, object], dict[str, str]]:
    """Return what fits in the register, and what is wrong with the rest."""
    said = {name: value for name, value in said.items() if name not in wrong}
    try:
        parse(NyttAvtal, said)
    except Malformed as failure:
        wrong = {path.split(".")[0]: text for path, text in failure.fields.items()} | wrong
    return {name: value for name, value in said.items() if name not in wrong}, wrong


def _note(wrong: dict[str, str], refusal: Refusal) -> None:
    """Note what the engine says, except of columns that something is known to be wrong with."""
    if isinstance(refusal, Malformed):
        for path, text in refusal.fields.items():
            wrong.setdefault(path.split(".")[0], text)
        return
    blind = _TIME if _TIME & wrong.keys() else set()
    rest: list[str] = []
    for text in refusal.hinder if isinstance(refusal, Hindered) else [refusal.message]:
        name = next((name for part, name in _ABOUT.items() if part in text), "")
        if name and name not in blind:
            wrong.setdefault(name, text)
        elif not name:
            rest.append(text)
    if rest:
        wrong[""] = _joined([wrong.get("", ""), *rest])


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)
