"""Who is named in an answer gets an uppdrag where the question came from, and no seat where decisions are taken."""

from __future__ import annotations

from county import UPPGIFT, Lan
from models.tables import Atagande, Beslutande, Organ, Person, Uppdrag
from paths import arende_in


def test_a_named_person_becomes_representative_in_the_group_that_asked_and_decides_nothing(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "svar": "namn", "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    named = {"namn": "Kontaktperson, Alvesta", "epost": "Kontakt@Alvesta.example"}
    lan.step(lan.rows(Atagande)[0].id, "alvesta", "rapportera", **named)
    person = lan.rows(Person, epost="kontakt@alvesta.example")[0]
    organ = lan.rows(Organ, id=lan.rows(Uppdrag, person_id=person.id)[0].organ_id)[0]
    assert organ.kod == "pg_kronobarnsmodellen"
    later = lan.mote("2024-01-26")
    lan.step(later, "sekreterare", "kalla")
    lan.at("2024-01-26").step(later, "sekreterare", "oppna")
    assert person.id not in {row.person_id for row in lan.rows(Beslutande, mote_id=later)}
