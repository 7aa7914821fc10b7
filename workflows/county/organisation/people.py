"""The people that uppdrag are about: found, made known, renamed, chosen as substitutes."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from models import limits
from models.base import table_of
from models.organisation import Person
from workflows.county.organisation.inputs import NyBrevtid, NyttUppdrag
from workflows.county.organisation.trail import Andring, Who, record
from workflows.ground.errors import Malformed, NotFound
from workflows.ground.wording import quoted


class Utfall(Enum):
    """What became of something that was said about a person or an uppdrag."""

    NYTT = "nytt"
    ANDRAT = "ändrat"
    SAMMA = "samma"


def one_at_a_time(session: Session) -> None:
    """Let nobody else change people or uppdrag until this transaction ends; reading goes on."""
    session.execute(text("LOCK TABLE person, uppdrag, franvaro IN SHARE ROW EXCLUSIVE MODE"))


def known_person(session: Session, uppdrag: NyttUppdrag, who: Who) -> tuple[Person, Utfall]:
    """Return the person with the address, made or renamed as the uppdrag says. Malformed when
    switched off.
    """
    person = find_person(session, uppdrag.epost)
    if person is None:
        person = Person(epost=uppdrag.epost, namn=uppdrag.namn)
        session.add(person)
        what, utfall = Andring.PERSON_NY, Utfall.NYTT
    elif not person.aktiv:
        raise Malformed({"epost": f"{person.epost} är avstängd."})
    elif person.namn == uppdrag.namn and person.konto:
        return person, Utfall.SAMMA
    else:
        person.namn, person.konto = uppdrag.namn, True
        what, utfall = Andring.PERSON_ANDRAD, Utfall.ANDRAT
    session.flush()
    record(
        session,
        what,
        who=who,
        facts={"epost": person.epost, "namn": person.namn},
        person_id=person.id,
    )
    return person, utfall


def find_person(session: Session, epost: str) -> Person | None:
    """Return the person with the address (lower case), switched off or not."""
    return session.exec(select(Person).where(Person.epost == epost)).one_or_none()


def make_known(session: Session, epost: str, namn: str, who: Who, *, konto: bool = True) -> int:
    """Return the id of the person with the address (lower case), made with the name that is given
    where nobody has it. Without ``konto`` that person gets mail and cannot sign in.
    """
    table = table_of(Person)
    made = insert(table).values(epost=epost, namn=namn, konto=konto)
    person_id = session.execute(
        made.on_conflict_do_nothing(index_elements=["epost"]).returning(table.c.id)
    ).scalar_one_or_none()
    if person_id is None:
        known = find_person(session, epost)
        assert known is not None  # noqa: S101 - the address is taken
        known.konto = known.konto or konto
        return key_of(known)
    facts = {"epost": epost, "namn": namn}
    record(session, Andring.PERSON_NY, who=who, facts=facts, person_id=person_id)
    return int(person_id)


def substitute(session: Session, epost: str | None, person: Person) -> int | None:
    """Return the id of the person who may stand in for another; None when nobody was named.
    Malformed otherwise.
    """
    if epost is None:
        return None
    found = find_person(session, epost)
    if found is None or not found.aktiv:
        raise Malformed(
            {"ersattare": f"{quoted(epost)} finns inte bland personerna. Lägg till personen först."}
        )
    if not found.konto:
        raise Malformed(
            {"ersattare": f"{quoted(epost)} har inget konto och kan inte svara för någon annan."}
        )
    if found.id == person.id:
        raise Malformed({"ersattare": "Ersättaren ska vara någon annan."})
    return found.id


def person_with(session: Session, person_id: int) -> Person:
    """Return the person with the id. NotFound when there is none."""
    row = session.get(Person, person_id) if 0 < person_id <= limits.HELTAL else None
    if row is None:
        raise NotFound
    return row


def set_brevtid(session: Session, person_id: int, said: NyBrevtid, *, who: Who) -> None:
    """Note when somebody wants their letters. NotFound when there is no such person."""
    person = person_with(session, person_id)
    facts = {"brevdag": said.brevdag, "brevtimme": said.brevtimme}
    if (person.brevdag, person.brevtimme) != (said.brevdag, said.brevtimme):
        person.brevdag, person.brevtimme = said.brevdag, said.brevtimme
        record(session, Andring.BREVTID_ANDRAD, who=who, facts=facts, person_id=person.id)


def key_of(person: Person) -> int:
    """Return the id of a stored person."""
    assert person.id is not None  # noqa: S101 - flushed rows have ids
    return person.id
