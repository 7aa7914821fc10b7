"""Who is called to a meeting and who took part, found out a second, slow way: over the rows as they
are stored.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from models.tables import Beslutande, Franvaro, Kallelsesvar, Mote, Person, Sak, Uppdrag
from support.county import Lan
from workflows.county.meetings import load_mote
from workflows.mote.concerned import sectors_called_to
from workflows.mote.stand_ins import answers, electorate, took_part


def kallade(lan: Lan, session: Session) -> Iterator[tuple[object, object]]:
    """Yield, of each meeting that all of its organ are called to, whether each who is not away
    that day is named, and whether nobody is who is away, stands in for nobody and has said nothing.
    """
    state = {one.id: one.lage for one in lan.rows(Sak)}
    for mote in lan.rows(Mote):
        found = load_mote(session, mote.id)
        if state[mote.id] != "kallat" or found is None:
            continue
        said = {one.person_id for one in lan.rows(Kallelsesvar, mote_id=mote.id)}
        away = {one.person_id for one in lan.rows(Franvaro) if one.from_ <= mote.datum <= one.tom}
        members = {
            one.person_id
            for one in lan.rows(Uppdrag, organ_id=mote.organ_id)
            if one.roll.value != "kontaktperson"
            and one.from_ <= mote.datum
            and (one.tom is None or one.tom >= mote.datum)
        }
        here = {one.epost: one.id for one in lan.rows(Person, aktiv=True)}
        named = {here[one.epost] for one in answers(session, lan.profile, mote.id)}
        yield named & away - said, set()
        if sectors_called_to(session, lan.profile, found) is None:
            yield named & members, (members - away | members & said) & set(here.values())


def attended(lan: Lan, session: Session) -> Iterator[tuple[object, object]]:
    """Yield, of each meeting, who is said to have been there and who not, each once."""
    people = {one.id: one.epost for one in lan.rows(Person)}
    for mote in lan.rows(Mote):
        rows = lan.rows(Beslutande, mote_id=mote.id)
        there = {people[one.person_id] for one in rows if one.narvaro.value != "franvarande"}
        took = took_part(electorate(session, lan.world, mote.id))
        present = [one.epost for one in took if one.narvaro.value != "franvarande"]
        yield sorted(present), sorted(there)
        yield sorted(one.epost for one in took), sorted({people[one.person_id] for one in rows})
