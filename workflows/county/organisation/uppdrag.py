"""Giving, ending and substituting uppdrag. Changes leave a trace; only the session
scope commits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.organisation import Franvaro, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll
from workflows.county.in_force import in_force
from workflows.county.organisation.fit import Plats, fit
from workflows.county.organisation.inputs import (
    AvslutaUppdrag,
    NyErsattare,
    NyttUppdrag,
)
from workflows.county.organisation.people import (
    Utfall,
    key_of,
    known_person,
    one_at_a_time,
    person_with,
    substitute,
)
from workflows.county.organisation.trail import Andring, Who, record
from workflows.county.profile import Profile
from workflows.county.register import load_register
from workflows.ground.deadlines import day_after, day_of
from workflows.ground.errors import Hindered, Malformed, NotFound
from workflows.ground.words import full_dag

NO_SECRETARY = (
    "⟨Au⟩ behöver en sekreterare: den får det som ingen annan svarar för. Utse en ny först."
)


def add_uppdrag(
    session: Session, uppdrag: NyttUppdrag, *, profile: Profile, who: Who
) -> tuple[Uppdrag, Utfall]:
    """Give a person an uppdrag; the person becomes known with it. The same uppdrag again changes
    nothing.

    Malformed names every field that does not fit, Hindered when AU would have no sekreterare left.
    """
    with changing(session, who):
        plats = fit(uppdrag, profile, load_register(session))
        person, _ = known_person(session, uppdrag, who)
        return place(session, person, uppdrag, plats=plats, who=who)


@contextmanager
def changing(session: Session, who: Who) -> Iterator[None]:
    """Change people and uppdrag one at a time, and refuse what leaves AU without a sekreterare
    today or tomorrow: whether a form or a file says it, one row or many.
    """
    one_at_a_time(session)
    days = (day_of(who.now), day_after(day_of(who.now), 1))
    kept = [day for day in days if _keeps_papers(session, day)]
    yield
    session.flush()
    if not all(_keeps_papers(session, day) for day in kept):
        raise Hindered([NO_SECRETARY])


def place(
    session: Session, person: Person, uppdrag: NyttUppdrag, *, plats: Plats, who: Who
) -> tuple[Uppdrag, Utfall]:
    """Give the person the uppdrag, or bring the one that already stands up to date.

    What is left unsaid stays: without a last day or ersättare those of the stored uppdrag are kept.
    """
    new = Uppdrag(
        person_id=key_of(person),
        organ_id=plats.organ_id,
        roll=uppdrag.roll,
        huvudman_id=plats.huvudman_id,
        sektor=plats.sektor,
        from_=uppdrag.from_ or day_of(who.now),
    )
    rows = _alike(session, new)
    start = uppdrag.from_ or _start(rows, new.from_)
    found = next((row for row in rows if row.from_ == start), None)
    row = found or new
    tom = uppdrag.tom or row.tom or plats.sista_dag
    _within(tom, plats.sista_dag)
    check_days(start, tom, [other for other in rows if other is not found])
    ersattare_id = substitute(session, uppdrag.ersattare, person) or row.ersattare_id
    if found and (row.tom, row.ersattare_id) == (tom, ersattare_id):
        return row, Utfall.SAMMA
    row.tom, row.ersattare_id = tom, ersattare_id
    _store(session, row, what=Andring.UPPDRAG_ANDRAT if found else Andring.UPPDRAG_NYTT, who=who)
    return row, Utfall.ANDRAT if found else Utfall.NYTT


def end_uppdrag(session: Session, uppdrag_id: int, said: AvslutaUppdrag, *, who: Who) -> Uppdrag:
    """Set the last day of an uppdrag. NotFound, Malformed, or Hindered when AU would have no
    sekreterare left.
    """
    with changing(session, who):
        row = _uppdrag(session, uppdrag_id)
        others = [other for other in _alike(session, row) if other is not row]
        check_days(row.from_, said.tom, others)
        organ = load_register(session).organ_by_id(row.organ_id)
        _within(said.tom, organ.tom if organ else None)
        row.tom = said.tom
        _store(session, row, what=Andring.UPPDRAG_ANDRAT, who=who)
    return row


def _within(tom: date | None, sista_dag: date | None) -> None:
    """Raise Malformed for an uppdrag that would outlast the group for a time that it is in."""
    if sista_dag is not None and (tom is None or tom > sista_dag):
        raise Malformed({"tom": f"Gruppens sista dag är {full_dag(sista_dag)}."})


def set_ersattare(session: Session, uppdrag_id: int, said: NyErsattare, *, who: Who) -> Uppdrag:
    """Set or take away the standing substitute of an uppdrag. NotFound or Malformed."""
    one_at_a_time(session)
    row = _uppdrag(session, uppdrag_id)
    row.ersattare_id = substitute(session, said.ersattare, person_with(session, row.person_id))
    _store(session, row, what=Andring.UPPDRAG_ANDRAT, who=who)
    return row


def _alike(session: Session, one: Uppdrag) -> list[Uppdrag]:
    """Return the same person's uppdrag of the same kind, earliest first; at most one of them holds
    on any day.
    """
    table = table_of(Uppdrag)
    query = select(Uppdrag).where(
        table.c.person_id == one.person_id,
        table.c.organ_id == one.organ_id,
        table.c.roll == one.roll,
        table.c.huvudman_id.is_not_distinct_from(one.huvudman_id),
        table.c.sektor.is_not_distinct_from(one.sektor),
    )
    return list(session.exec(query.order_by(table.c.from_)))


def _start(rows: list[Uppdrag], today: date) -> date:
    """Return the first day when none was said: that of the uppdrag that already stands, otherwise
    today.
    """
    if not rows:
        return today
    if (tom := rows[-1].tom) is not None and tom < today:
        raise Malformed(
            {"from": f"Uppdraget tog slut {tom}. Skriv första dagen för att ge det på nytt."}
        )
    return rows[-1].from_


def check_days(start: date, tom: date | None, others: Sequence[Uppdrag | Franvaro]) -> None:
    """Raise Malformed for days that are turned round, or that another row has already."""
    if tom is not None and tom < start:
        raise Malformed({"tom": f"Sista dagen {tom} ligger före första dagen {start}."})
    for other in others:
        if (tom is None or other.from_ <= tom) and (other.tom is None or other.tom >= start):
            until = f"till {other.tom}" if other.tom else "tills vidare"
            raise Malformed(
                {"from": f"Krockar med det som redan gäller från {other.from_} {until}."}
            )


def _keeps_papers(session: Session, day: date) -> bool:
    """Tell whether AU has a sekreterare on a day."""
    uppdrag, organ, person = table_of(Uppdrag), table_of(Organ), table_of(Person)
    found = (
        select(uppdrag.c.id)
        .join(organ, organ.c.id == uppdrag.c.organ_id)
        .join(person, person.c.id == uppdrag.c.person_id)
        .where(
            organ.c.slag == OrganSlag.AU,
            uppdrag.c.roll == Roll.SEKRETERARE,
            person.c.aktiv,
            person.c.konto,
            in_force(uppdrag, day),
        )
    )
    return session.exec(found.limit(1)).first() is not None


def _store(session: Session, row: Uppdrag, *, what: Andring, who: Who) -> None:
    session.add(row)
    session.flush()
    facts = {
        "uppdrag": row.id,
        "organ": row.organ_id,
        "roll": row.roll,
        "huvudman": row.huvudman_id,
        "sektor": row.sektor,
        "from": row.from_,
        "tom": row.tom,
        "ersattare": row.ersattare_id,
    }
    record(session, what, who=who, facts=facts, person_id=row.person_id)


def _uppdrag(session: Session, uppdrag_id: int) -> Uppdrag:
    row = session.get(Uppdrag, uppdrag_id) if 0 < uppdrag_id <= limits.HELTAL else None
    if row is None:
        raise NotFound
    return row
