"""People and uppdrag from a CSV file: all of it or nothing, every problem named by its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import Session

from models.organisation import Person
from models.text import plain, same_name
from workflows.county.organisation.fit import Onskan, Plats, fit, misfits
from workflows.county.organisation.inputs import NyttUppdrag, role_named
from workflows.county.organisation.people import Utfall, known_person
from workflows.county.organisation.trail import Who
from workflows.county.organisation.uppdrag import changing, place
from workflows.county.profile import Profile
from workflows.county.register import Register, load_register
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.payload import parse
from workflows.ground.wording import allowed, quoted
from workflows.texts.sheets import ImportRefused
from workflows.texts.sheets.grid import trimmed
from workflows.texts.sheets.plain import records

REQUIRED = ("epost", "namn", "organ", "roll")
COLUMNS = (*REQUIRED, "huvudman", "sektor", "from", "tom", "ersattare")
_LARGEST = 2_000_000  # characters
_MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Importresultat:
    """How many people and uppdrag the file made, changed or left as they were."""

    personer_nya: int
    personer_andrade: int
    uppdrag_nya: int
    uppdrag_andrade: int
    uppdrag_oforandrade: int


def import_people(
    session: Session, content: str | bytes, *, profile: Profile, who: Who
) -> Importresultat:
    """Import a CSV file with a header: ``COLUMNS`` in any order, the first four demanded, divided
    by ; or comma.

    What a file leaves empty stays as it is, so that the same file twice changes nothing.
    ImportRefused names every problem, and then nothing of the file is kept. The organ must be
    there: ``sync_profile`` comes first.
    """
    rows = _rows(_decoded(content))
    with session.begin_nested(), _as_refused(rows), changing(session, who):
        work = _Import(session, profile, who, load_register(session, fresh=True))
        work.run(rows)
        if work.problems:
            raise ImportRefused(work.problems)
    return work.result()


@contextmanager
def _as_refused(rows: Mapping[int, Mapping[str, str]]) -> Iterator[None]:
    """Say what the file as a whole may not do of the rows that end somebody's uppdrag."""
    try:
        yield
    except Hindered as failure:
        ends = [number for number, row in rows.items() if plain(row.get("tom", ""))]
        where = [f"rad {number}, tom" for number in ends] or ["filen"]
        raise ImportRefused(dict.fromkeys(where, str(failure))) from failure


@dataclass(frozen=True, slots=True)
class _Parsed:
    row: int
    uppdrag: NyttUppdrag
    plats: Plats


@dataclass(slots=True)
class _Import:
    session: Session
    profile: Profile
    who: Who
    register: Register
    problems: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    counts: Counter[tuple[str, Utfall]] = field(default_factory=Counter)

    def run(self, rows: Mapping[int, Mapping[str, str]]) -> None:
        parsed = [fitting for number, row in rows.items() if (fitting := self._parsed(number, row))]
        self._one_name_each(parsed)
        for one in parsed:
            self._person(one)
        # A substitute whose own row is wrong is no second problem.
        addresses = {same_name(row.get("epost", "")) for row in rows.values()}
        for one in parsed:
            self._uppdrag(one, addresses)

    def _parsed(self, number: int, row: Mapping[str, str]) -> _Parsed | None:
        try:
            uppdrag = parse(NyttUppdrag, row)
            return _Parsed(number, uppdrag, fit(uppdrag, self.profile, self.register))
        except Malformed as failure:
            self._note(
                number,
                misfits(_understood(row, failure), self.profile, self.register) | failure.fields,
            )
            return None

    def _one_name_each(self, parsed: list[_Parsed]) -> None:
        names: dict[str, str] = {}
        for one in parsed:
            known = names.setdefault(one.uppdrag.epost, one.uppdrag.namn)
            if same_name(known) != same_name(one.uppdrag.namn):
                said = f"{quoted(one.uppdrag.epost)} heter {quoted(known)} på en tidigare rad."
                self.problems[f"rad {one.row}, namn"] = said

    def _person(self, one: _Parsed) -> None:
        if one.uppdrag.epost in self.people:
            return
        try:
            person, utfall = known_person(self.session, one.uppdrag, self.who)
        except Malformed as failure:
            self._note(one.row, failure.fields)
            return
        self.people[person.epost] = person
        self.counts["person", utfall] += 1

    def _uppdrag(self, one: _Parsed, addresses: set[str]) -> None:
        person = self.people.get(one.uppdrag.epost)
        if person is None:
            return
        try:
            _, utfall = place(self.session, person, one.uppdrag, plats=one.plats, who=self.who)
            self.counts["uppdrag", utfall] += 1
        except Malformed as failure:
            if not (set(failure.fields) == {"ersattare"} and one.uppdrag.ersattare in addresses):
                self._note(one.row, failure.fields)

    def _note(self, row: int, fields: Mapping[str, str]) -> None:
        self.problems |= {f"rad {row}, {name}": what for name, what in fields.items()}

    def result(self) -> Importresultat:
        return Importresultat(
            personer_nya=self.counts["person", Utfall.NYTT],
            personer_andrade=self.counts["person", Utfall.ANDRAT],
            uppdrag_nya=self.counts["uppdrag", Utfall.NYTT],
            uppdrag_andrade=self.counts["uppdrag", Utfall.ANDRAT],
            uppdrag_oforandrade=self.counts["uppdrag", Utfall.SAMMA],
        )


def _understood(row: Mapping[str, str], failure: Malformed) -> Onskan:
    """Return the fields of a row that were right in themselves, so that they can be tried in spite
    of the others.
    """
    said = {
        name: plain(text)
        for name, text in row.items()
        if plain(text) and name not in failure.fields
    }
    roll = role_named(said["roll"]) if "roll" in said else None
    return Onskan(said.get("organ"), roll, said.get("huvudman"), said.get("sektor"))


def _decoded(content: str | bytes) -> str:
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError:
        raise ImportRefused(
            {"filen": "Är inte sparad som UTF-8. Spara den som ”CSV UTF-8”."}
        ) from None
    if len(text) > _LARGEST:
        raise ImportRefused({"filen": "Är för stor. Tillåtet: högst 2 MB."})
    return text.removeprefix("\ufeff")


def _rows(text: str) -> dict[int, dict[str, str]]:
    """Return the rows by their number in a spreadsheet, the header being 1; empty rows are passed
    over.
    """
    found = {number: filled for number, row in records(text, _known_in) if (filled := trimmed(row))}
    if len(found) > _MOST_ROWS + 1:
        raise ImportRefused({"filen": f"Har för många rader. Tillåtet: högst {_MOST_ROWS}."})
    header = [same_name(name) for name in found.pop(1, [])]
    problems = dict(_header_problems(header))
    for number, row in found.items():
        if len(row) > len(header):
            problems[f"rad {number}"] = f"Har {len(row)} fält, men rubrikraden har {len(header)}."
    if problems:
        raise ImportRefused(problems)
    return {number: dict(zip(header, row, strict=False)) for number, row in found.items()}


def _known_in(row: Sequence[str]) -> int:
    return len({name for cell in row if (name := same_name(cell)) in COLUMNS})


def _header_problems(header: list[str]) -> Iterator[tuple[str, str]]:
    if missing := [name for name in REQUIRED if name not in header]:
        yield "rad 1", f"Rubriker saknas: {', '.join(missing)}. {allowed(COLUMNS)}"
    elif unknown := [name for name in header if name not in COLUMNS]:
        yield "rad 1", f"{', '.join(map(quoted, unknown))} är ingen rubrik. {allowed(COLUMNS)}"
    elif len(set(header)) < len(header):
        yield "rad 1", "En rubrik står två gånger."
