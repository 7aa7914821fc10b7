"""Being away: noted, changed, ended, and who steps in. Changes leave a trace; only the session
scope commits.

An ersättare of one's own huvudman is one's own to choose. Anybody else is only asked for until the
secretary has confirmed them: until then nothing is theirs to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models import limits
from models.base import table_of
from models.organisation import Franvaro, Person, Uppdrag
from workflows.county.organisation.inputs import NyFranvaro
from workflows.county.organisation.people import key_of, one_at_a_time, person_with, substitute
from workflows.county.organisation.trail import Andring, Who, record
from workflows.county.organisation.uppdrag import check_days
from workflows.ground.deadlines import add_months, day_after, day_before, day_of
from workflows.ground.errors import Hindered, Malformed, NotFound
from workflows.ground.words import full_dag

_U = table_of(Uppdrag)
IN_ALL = (
    "Tillsammans med frånvaron intill blir det mer än ett år. Är personen borta längre avslutas"
    " uppdraget och någon annan får det."
)


def add_absence(
    session: Session, person_id: int, said: NyFranvaro, *, who: Who, confirms: bool = True
) -> Franvaro:
    """Note that a person is away; the same absence again changes nothing.

    ``confirms`` when whoever says it may choose anybody to step in: the secretary. NotFound, or
    Malformed when the days are turned round or already taken.
    """
    one_at_a_time(session)
    person = person_with(session, person_id)
    rows = _of(session, person_id)
    _still_ahead(said, who)
    chosen = _chosen(session, person, said, confirms=confirms)
    same = (said.from_, said.tom, *chosen)
    if (known := next((row for row in rows if _said_by(row) == same), None)) is not None:
        return known
    check_days(said.from_, said.tom, rows)
    _a_year_in_all(said, rows)
    row = Franvaro(person_id=person_id, from_=said.from_, tom=said.tom)
    row.ersattare_id, row.foreslagen_id = chosen
    _store(session, row, what=Andring.FRANVARO_NY, who=who)
    return row


def change_absence(
    session: Session, franvaro_id: int, said: NyFranvaro, *, who: Who, confirms: bool = True
) -> Franvaro:
    """Set the days and the ersättare of an absence anew. As ``add_absence``."""
    one_at_a_time(session)
    row = absence_with(session, franvaro_id)
    others = [one for one in _of(session, row.person_id) if one is not row]
    _still_ahead(said, who)
    check_days(said.from_, said.tom, others)
    _a_year_in_all(said, others)
    person = person_with(session, row.person_id)
    kept = _as_it_was(session, row, said)
    chosen = kept or _chosen(session, person, said, confirms=confirms)
    if _said_by(row) == (said.from_, said.tom, *chosen):
        return row
    row.from_, row.tom = said.from_, said.tom
    row.ersattare_id, row.foreslagen_id = chosen
    _store(session, row, what=Andring.FRANVARO_ANDRAD, who=who)
    return row


def end_absence(session: Session, franvaro_id: int, *, who: Who) -> None:
    """Say that somebody is back today: the absence ended yesterday, or never was."""
    one_at_a_time(session)
    row, today = absence_with(session, franvaro_id), day_of(who.now)
    if row.tom < today:
        raise Hindered([f"Frånvaron tog slut {row.tom}."])
    if row.from_ >= today:
        facts = {"from": row.from_, "tom": row.tom}
        record(session, Andring.FRANVARO_BORT, who=who, facts=facts, person_id=row.person_id)
        session.delete(row)
        session.flush()
        return
    row.tom = day_before(today, 1)
    _store(session, row, what=Andring.FRANVARO_ANDRAD, who=who)


def confirm_stand_in(
    session: Session, franvaro_id: int, *, who: Who, ersattare: int | None = None
) -> Franvaro:
    """Let the one who was asked for step in: ``ersattare`` is the id of whoever was read to be
    asked for, None where nobody was read.
    """
    one_at_a_time(session)
    row = absence_with(session, franvaro_id)
    if row.foreslagen_id is None:
        raise Hindered(["Ingen ersättare väntar på att bekräftas."])
    if ersattare is not None and ersattare != row.foreslagen_id:
        now = person_with(session, row.foreslagen_id).namn
        raise Hindered([f"Ersättaren är ändrad till {now}. Läs igenom och bekräfta på nytt."])
    row.ersattare_id, row.foreslagen_id = row.foreslagen_id, None
    _store(session, row, what=Andring.FRANVARO_ANDRAD, who=who)
    return row


def absence_with(session: Session, franvaro_id: int) -> Franvaro:
    """Return the absence with the id. NotFound when there is none."""
    row = session.get(Franvaro, franvaro_id) if 0 < franvaro_id <= limits.HELTAL else None
    if row is None:
        raise NotFound
    return row


def _still_ahead(said: NyFranvaro, who: Who) -> None:
    """Raise Malformed for an absence that is over already: nobody steps in in the past."""
    if said.tom < day_of(who.now):
        raise Malformed({"tom": f"Frånvaron tog slut {full_dag(said.tom)}. Välj dagar framåt."})


def _a_year_in_all(said: NyFranvaro, others: Sequence[Franvaro]) -> None:
    """Raise Malformed for days that with those beside them are more than a year: one is as away
    when it was said in two pieces.
    """
    first, last = said.from_, said.tom
    for one in sorted(others, key=lambda row: row.from_, reverse=True):
        if one.tom < first <= day_after(one.tom, 1):
            first = one.from_
    for one in sorted(others, key=lambda row: row.from_):
        if last < one.from_ <= day_after(last, 1):
            last = one.tom
    if last >= add_months(first, 12):
        raise Malformed({"tom": IN_ALL})


def _of(session: Session, person_id: int) -> Sequence[Franvaro]:
    return session.exec(select(Franvaro).where(Franvaro.person_id == person_id)).all()


def _said_by(row: Franvaro) -> tuple[date, date, int | None, int | None]:
    return row.from_, row.tom, row.ersattare_id, row.foreslagen_id


def _chosen(
    session: Session, person: Person, said: NyFranvaro, *, confirms: bool
) -> tuple[int | None, int | None]:
    """Return who steps in, and who is only asked for."""
    named = substitute(session, said.ersattare, person)
    if named is None or confirms or _near(session, key_of(person), named, said):
        return named, None
    return None, named


def _as_it_was(
    session: Session, row: Franvaro, said: NyFranvaro
) -> tuple[int | None, int | None] | None:
    """Return who steps in when the same one is named again: what is confirmed stays so, for the
    days that were confirmed.
    """
    asked = row.ersattare_id or row.foreslagen_id
    within = row.from_ <= said.from_ and said.tom <= row.tom
    same = within and asked is not None and person_with(session, asked).epost == said.ersattare
    return (row.ersattare_id, row.foreslagen_id) if same else None


def _near(session: Session, person_id: int, other_id: int, days: NyFranvaro) -> bool:
    """Tell whether two people are of one huvudman in the days; who is of none, of one organ."""
    mine, theirs = (_held(session, one, days) for one in (person_id, other_id))
    own = {one.huvudman_id for one in mine if one.huvudman_id}
    if own:
        return bool(own & {one.huvudman_id for one in theirs})
    return bool({one.organ_id for one in mine} & {one.organ_id for one in theirs})


def _held(session: Session, person_id: int, days: NyFranvaro) -> Sequence[Uppdrag]:
    stands = or_(_U.c.tom.is_(None), _U.c.tom >= days.from_)
    query = select(Uppdrag).where(_U.c.person_id == person_id, _U.c.from_ <= days.tom, stands)
    return session.exec(query).all()


def _store(session: Session, row: Franvaro, *, what: Andring, who: Who) -> None:
    session.add(row)
    session.flush()
    ids = [one for one in (row.ersattare_id, row.foreslagen_id) if one]
    named = select(col(Person.id), Person.epost).where(col(Person.id).in_(ids))
    addresses = dict(session.exec(named).all())
    facts = {
        "from": row.from_,
        "tom": row.tom,
        "ersattare": addresses.get(row.ersattare_id),
        "foreslagen": addresses.get(row.foreslagen_id),
    }
    record(session, what, who=who, facts=facts, person_id=row.person_id)
