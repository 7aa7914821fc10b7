"""The demo shows a party that is no huvudman and has people, and an agreement that each party
prolongs.
"""

from __future__ import annotations

from api.demo.kronoberg.people import SEKRETERARE
from models.tables import Avtal, Avtalspart, Person
from models.vocabulary import Forlangning, PartSlag
from support.county import Lan
from workflows.avtal.views import avtal_by_id


def test_one_agreement_has_a_counterparty_with_people(kronoberg: Lan) -> None:
    [part] = kronoberg.rows(Avtalspart, slag=PartSlag.MOTPART)
    people = {one.id: one for one in kronoberg.rows(Person)}
    found = [people[one] for one in (part.person_id, *part.ovriga)]
    assert [one.namn for one in found] == ["Karin Dahlström", "Jonas Ek"]
    assert all(one.epost.endswith(".example") and not one.konto for one in found)


def test_one_agreement_waits_for_the_last_of_its_parties_to_prolong_it(kronoberg: Lan) -> None:
    [avtal] = kronoberg.rows(Avtal, forlangning=Forlangning.PARTERNA)
    with kronoberg.database.read() as session:
        actor = kronoberg.actor(session, SEKRETERARE)
        found = avtal_by_id(session, actor, kronoberg.world, avtal.id)
    assert found.nasta_period is not None
    assert found.nasta_period.saknas == ("Regionen",)
    assert {one.forlanger_ord for one in found.parterna if one.forlanger} == {"ja"}
