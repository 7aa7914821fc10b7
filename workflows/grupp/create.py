"""A new group for a time, which a decision makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import insert
from sqlmodel import Session, select

from models.base import table_of
from models.grupp import Grupp
from models.lagen import Slag
from models.organisation import Huvudman, Organ, Person, Uppdrag
from models.vocabulary import OrganSlag, Roll
from workflows.county.actors import Actor
from workflows.county.in_force import in_force
from workflows.county.mandate import is_au
from workflows.county.organisation import NyttUppdrag, Who
from workflows.county.organisation.fit import Plats
from workflows.county.organisation.people import key_of, one_at_a_time
from workflows.county.organisation.trail import Andring, record
from workflows.county.organisation.uppdrag import place
from workflows.county.register import as_it_is_now, load_register
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.frister import keep_delfrister
from workflows.engine.letters.held import in_the_room
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.requests import once, request_key
from workflows.engine.world import World
from workflows.ground.errors import Hindered, RoleMissing
from workflows.ground.payload import parse, required
from workflows.grupp.consequences import bildad
from workflows.grupp.dates import au_ocksa
from workflows.grupp.facts import GruppCase, Stod
from workflows.grupp.load import find_decision
from workflows.grupp.payloads import NyGrupp
from workflows.grupp.rules import not_behind, room_of

MAKES: Final = ("⟨au⟩", "sekreteraren")
_PERSON, _UPPDRAG = table_of(Person), table_of(Uppdrag)
_LAST: Final = 1000  # in the order of organ, after those of the profile


def makes_groups(actor: Actor) -> bool:
    """Tell whether somebody may write in that a decision has made a group."""
    return not actor.ar_klockan and is_au(actor)


@dataclass(frozen=True, slots=True)
class _Deltagare:
    """Somebody who is to take part, and for which huvudman."""

    person: Person
    roll: Roll
    huvudman: Huvudman | None


def create_grupp(
    session: Session,
    sent: Mapping[str, object],
    actor: Actor,
    world: World,
    request_id: str | None = None,
) -> int:
    """Make the group, its organ and the uppdrag in it; return its id. The same request again gives
    the same id.

    Raises RoleMissing for others than AU and the sekreterare, KeyReused, Malformed, and Hindered
    with everything that is in the way.
    """
    if not makes_groups(actor):
        raise RoleMissing("Ny tillfällig grupp", MAKES)
    key = request_key(actor.person_id, "grupper", request_id, sent)
    return once(session, key, world.now, lambda: _made(session, sent, actor, world))


def _made(session: Session, sent: Mapping[str, object], actor: Actor, world: World) -> int:
    said = parse(NyGrupp, sent)
    one_at_a_time(session)
    behind = find_decision(session, said.beslut) if said.beslut else None
    people = {one.epost: one for one in _people(session, said)}
    hinder = [*said.missing(), *_against(session, said, behind, people, world)]
    if hinder or behind is None:
        raise Hindered(hinder)
    born = be_born(session, Birth(Slag.GRUPP, actor, world, said=said.said()))
    organ = _organ(said, born.id)
    session.add(organ)
    session.flush()
    session.execute(insert(table_of(Grupp)), _row(born.id, key_of_organ(organ), behind, said))
    who = Who(world.now, actor.person_id)
    facts = {"kod": organ.kod, "namn": organ.namn, "tom": organ.tom}
    record(session, Andring.ORGAN_NYTT, who=who, facts=facts)
    for one in _taking_part(session, said, people, world):
        _place(session, one, organ, who)
    as_it_is_now(session)
    case, senast = first_frist(session, born.id, actor, world)
    assert isinstance(case, GruppCase)  # noqa: S101 - what has just been made
    keep_delfrister(session, au_ocksa(case), case, senast)
    with in_the_room(session, room_of(world.profile, behind)):
        notify(session, [Told(bildad(case), case, born.handelse_id, senast)])
    return born.id


def _against(
    session: Session,
    said: NyGrupp,
    behind: Stod | None,
    people: Mapping[str, Person],
    world: World,
) -> Iterator[str]:
    if wrong := not_behind(said.beslut, behind):
        yield wrong
    register = load_register(session, fresh=True)  # another process may have made one of that name
    if register.organ_named(said.namn) or register.huvudman_named(said.namn):
        yield f"Namnet ”{said.namn}” finns redan. Välj ett annat."
    if said.sista_dag and said.sista_dag <= world.today:
        yield "Välj en sista dag som inte har varit."
    for epost in _addresses(said):
        if (known := people.get(epost)) is None or not known.aktiv:
            yield f"{epost} finns inte bland personerna. Lägg till personen först."
        elif not known.konto:
            yield f"{known.namn} har inget konto och kan inte vara med i en grupp."


def _addresses(said: NyGrupp) -> Sequence[str]:
    leads = (said.sammankallande,) if said.sammankallande else ()
    return list(dict.fromkeys((*leads, *said.medlemmar)))


def _people(session: Session, said: NyGrupp) -> Sequence[Person]:
    return session.exec(select(Person).where(_PERSON.c.epost.in_(_addresses(said)))).all()


def _organ(said: NyGrupp, sak_id: int) -> Organ:
    return Organ(
        kod=f"grupp_{sak_id}",
        namn=required(said.namn),
        kortnamn=required(said.namn),
        slag=OrganSlag.ARBETSGRUPP,
        mandat=required(said.uppdrag),
        ordning=_LAST,
        tom=required(said.sista_dag),
    )


def key_of_organ(organ: Organ) -> int:
    """Return the id of an organ that is stored."""
    assert organ.id is not None  # noqa: S101 - the database has given it one
    return organ.id


def _row(sak_id: int, organ_id: int, behind: Stod, said: NyGrupp) -> dict[str, object]:
    return {
        "id": sak_id,
        "organ_id": organ_id,
        "beslut_id": behind.id,
        "stod_id": behind.id,
        "namn": said.namn,
        "uppdrag": said.uppdrag,
        "sista_dag": said.sista_dag,
        "resultat": "",
    }


def _taking_part(
    session: Session, said: NyGrupp, people: Mapping[str, Person], world: World
) -> Iterator[_Deltagare]:
    """Yield each of them once, with the huvudman of the uppdrag they were given first."""
    for epost in _addresses(said):
        person = people[epost]
        held = (
            select(Huvudman)
            .join(Uppdrag, _UPPDRAG.c.huvudman_id == table_of(Huvudman).c.id)
            .where(_UPPDRAG.c.person_id == key_of(person), in_force(_UPPDRAG, world.today))
            .order_by(_UPPDRAG.c.id)
        )
        roll = Roll.SAMMANKALLANDE if epost == said.sammankallande else Roll.REPRESENTANT
        yield _Deltagare(person, roll, session.exec(held).first())


def _place(session: Session, one: _Deltagare, organ: Organ, who: Who) -> None:
    huvudman = one.huvudman
    uppdrag = NyttUppdrag(
        epost=one.person.epost,
        namn=one.person.namn,
        organ=organ.kod,
        roll=one.roll,
        huvudman=huvudman.kod if huvudman else None,
        tom=organ.tom,
    )
    plats = Plats(key_of_organ(organ), huvudman.id if huvudman else None, None)
    place(session, one.person, uppdrag, plats=plats, who=who)
