"""Who is named in an answer gets an uppdrag where the question came from, and no seat where
decisions are taken.
"""

from __future__ import annotations

from models.tables import Atagande, Avisering, Beslutande, Frist, Organ, Person, Remiss, Uppdrag
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in, close_meeting
from support.walks.arende import unwatched


def test_a_named_person_becomes_representative_in_the_group_that_asked_and_decides_nothing(
    lan: Lan,
) -> None:
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


def test_a_networks_chair_answers_for_what_was_given_to_the_network(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "mottagare": [{"slag": "organ", "kod": "socialchefsnatverket"}]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[task])
    close_meeting(lan)
    assert [row.person_id for row in lan.rows(Avisering, mall="atagande")] == [lan.ids["barare"]]
    lan.step(lan.rows(Atagande)[0].id, "barare", "rapportera")
    lan.step(sak, "au_ledamot", "avsluta")


def test_a_withdrawn_arende_leaves_no_round_behind(lan: Lan) -> None:
    sak = arende_in(lan, "sammanstalls")
    lan.step(sak, "sammankallande", "aterkalla", skal="Löst på annat sätt.")
    assert lan.lage(lan.rows(Remiss)[0].id) == "avbruten"
    assert unwatched(lan) == []
    assert [row for row in lan.rows(Frist) if row.stangd is None] == []
