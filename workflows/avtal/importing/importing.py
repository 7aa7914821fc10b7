"""A file of agreements into the register: each row a new one, one that is there already, or one
that cannot be read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, select

from models.base import Ord
from models.lagen import AvtalLage
from workflows.avtal.create import MAY_ADD, WANTED, create_avtal, may_add
from workflows.avtal.facts import AvtalCase
from workflows.avtal.importing.cells import County, said_in
from workflows.avtal.importing.columns import RUBRIKER, Columns, columns_of
from workflows.avtal.importing.standing import Andring, Known, Standing, changes, same_name
from workflows.avtal.payloads import NyttAvtal
from workflows.county.actors import Actor
from workflows.county.register import load_register
from workflows.engine.door import load, take_step
from workflows.engine.world import World
from workflows.ground.errors import Hindered, Malformed, Refusal, RoleMissing
from workflows.ground.payload import parse
from workflows.texts.sheets import ImportRefused, letter, read_sheet

_ONE_IMPORT_AT_A_TIME = 0x61767461  # a key of PostgreSQL's own locks
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
    """What a file does, row by row, and the columns of it that are not read."""

    rader: tuple[Avtalsrad, ...]
    okanda: tuple[str, ...]

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


def import_avtal(
    session: Session, content: bytes | str, actor: Actor, world: World
) -> Avtalsinlasning:
    """Put every row of a file in the register, as the one who asks. ImportRefused when anything is
    wrong with any.

    What a row leaves empty stays as it is, so that the same file twice changes nothing. RoleMissing
    for one who may add no agreements. The caller's session scope undoes what was written before the
    refusal.
    """
    found = look_through(session, content, actor, world)
    if found.problem:
        raise ImportRefused(found.problem)
    return found


def look_through(
    session: Session, content: bytes | str, actor: Actor, world: World
) -> Avtalsinlasning:
    """Import what can be imported and say what became of each row.

    A transaction where some row has a problem must not be kept: its rows may be half written.
    """
    if not may_add(actor):
        raise RoleMissing(*MAY_ADD)
    sheet = read_sheet(content)
    columns = columns_of(sheet)
    session.exec(select(func.pg_advisory_xact_lock(_ONE_IMPORT_AT_A_TIME)))
    work = _Import(session, actor, world, columns, Standing(session, actor, world))
    return Avtalsinlasning(tuple(work.row(*one) for one in sheet.rader.items()), columns.okanda)


@dataclass(slots=True)
class _Import:
    session: Session
    actor: Actor
    world: World
    columns: Columns
    standing: Standing
    seen: dict[str | int, int] = field(default_factory=dict)

    def row(self, number: int, row: tuple[str, ...]) -> Avtalsrad:
        """Carry a row out, as far as it goes."""
        cells = self.columns.cells(row)
        said, wrong = said_in(cells, County(load_register(self.session), self.world.profile))
        said, wrong = _fitting(said, wrong)
        if len(row) > self.columns.bredd:
            wrong.setdefault(
                "", f"Har ett värde i kolumn {letter(len(row) - 1)}, som saknar rubrik."
            )
        known = self._known(number, said, wrong)
        andringar: tuple[Andring, ...] = ()
        try:
            andringar = self._change(known, said) if known else self._add(said, wrong)
        except Refusal as refusal:
            _note(wrong, refusal)
        utfall = Utfall.GAR_INTE if wrong else _outcome(known, andringar)
        problem = tuple(
            Problem(RUBRIKER.get(name, ""), wrong[name])
            for name in ("", *RUBRIKER)
            if name in wrong
        )
        namn = str(said.get("rubrik") or cells.get("rubrik", "").strip())
        return Avtalsrad(
            number, namn, utfall, known.slug if known else None, () if wrong else andringar, problem
        )

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

    def _add(self, said: Mapping[str, object], wrong: dict[str, str]) -> tuple[Andring, ...]:
        missing = {name: text for name, text in WANTED.items() if not said.get(name)}
        if said.get("giltig_till") and "forlangning" not in said:
            missing["forlangning"] = (
                "Skriv vad som händer på sista dagen, till exempel att avtalet upphör."
            )
        for name, text in missing.items():
            wrong.setdefault(name, text)
        # With stand-ins for what is missing the rest of the row can be tried as well; none of it is
        # kept.
        organ = load_register(self.session).au().kod
        usual = {
            "rubrik": "-",
            "slag": "avtal",
            "agare": said.get("agare", organ),
            "parter": ["alla"],
        }
        create_avtal(self.session, {**(usual if wrong else {}), **said}, self.actor, self.world)
        return ()

    def _change(self, known: Known, said: Mapping[str, object]) -> tuple[Andring, ...]:
        case = load(self.session, known.id, self.actor, self.world)
        assert isinstance(case, AvtalCase)  # noqa: S101 - the register has no other
        shown, steps = changes(case, parse(NyttAvtal, said))
        if steps and known.lage is AvtalLage.UPPHORT:
            raise Hindered([_ENDED])
        for step in steps:
            take_step(self.session, known.id, step, self.actor, self.world)
        return shown


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
