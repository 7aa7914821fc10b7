"""Who holds a slot today: absences, vacancies and the order of sectors; what is read for one slot
says the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from models.tables import Franvaro, Uppdrag
from models.vocabulary import Roll
from support.county import Lan, vacate
from workflows.county.actors import load_actor
from workflows.county.bemanning import load_bemanning
from workflows.county.mandate import is_secretary
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.county.vacancy import where_it_lies

DAY = date(2023, 11, 14)
START = date(2023, 1, 1)


def away(lan: Lan, who: str, stand_in: str | None = None, *, tom: date = DAY) -> None:
    """Let somebody be away on the day, with a stand-in of the absence's own if one is named."""
    with lan.database.session() as session:
        ersattare_id = lan.ids[stand_in] if stand_in else None
        session.add(Franvaro(person_id=lan.ids[who], from_=tom, tom=tom, ersattare_id=ersattare_id))


def give(
    lan: Lan,
    who: str,
    roll: Roll,
    kod: str,
    *,
    ersattare: str | None = None,
    sektor: str | None = None,
) -> None:
    """Give somebody an uppdrag in the ledningsgrupp for a huvudman."""
    with lan.database.session() as session:
        register = load_register(session)
        huvudman = register.huvudman_named(kod)
        assert huvudman is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=register.ledningsgrupp().id,
                roll=roll,
                huvudman_id=huvudman.id,
                sektor=sektor,
                from_=START,
                ersattare_id=lan.ids[ersattare] if ersattare else None,
            )
        )


def party(lan: Lan, kod: str, sektor: str | None = None, sektorer: tuple[str, ...] = ()) -> Slot:
    """Return the slot of a huvudman in the ledningsgrupp."""
    with lan.database.read() as session:
        register = load_register(session)
        huvudman = register.huvudman_named(kod)
        assert huvudman is not None
        return Slot(
            "",
            organ_id=register.ledningsgrupp().id,
            huvudman_id=huvudman.id,
            sektor=sektor,
            sektorer=sektorer,
        )


def who(lan: Lan, slot: Slot) -> list[str]:
    """Return who holds a slot on the day, each after ``for`` whom if they stand in."""
    with lan.database.read() as session:
        holders = load_bemanning(session, DAY, [slot]).holders(slot)
    names = {number: name for name, number in lan.ids.items()}
    return [names[one.id] + (f" for {one.for_namn}" if one.for_namn else "") for one in holders]


def slots(lan: Lan) -> list[Slot]:
    """Return a slot of every shape there is, also for those who do not exist."""
    with lan.database.read() as session:
        register = load_register(session)
    orders = [("socialtjanst", "skola"), ("skola", "socialtjanst"), ()]
    parties = [one.kod for one in register.huvudman]
    return [
        *(
            Slot("", organ_id=organ.id, roll=roll)
            for organ in register.organ
            for roll in (*Roll, None)
        ),
        *(party(lan, kod, sektorer=order) for kod in parties for order in orders),
        *(party(lan, kod, sektor="skola") for kod in parties),
        *(Slot("", person_id=person_id) for person_id in (*lan.ids.values(), 10_000)),
    ]


def differences(lan: Lan) -> list[Slot]:
    """Return the slots that are answered in another way by what is read for them alone than by
    everyone read.
    """
    with lan.database.read() as session:
        everyone = load_bemanning(session, DAY)
        return [
            slot
            for slot in slots(lan)
            if everyone.holders(slot) != load_bemanning(session, DAY, [slot]).holders(slot)
        ]


@pytest.fixture
def unsettled(lan: Lan) -> Lan:
    """Return the county with vacancies, a kontaktperson, two sectors of one party, and several
    people away.
    """
    vacate(lan, "tingsryd", "2023-10-31")
    vacate(lan, "markaryd", "2023-10-31")
    give(lan, "barare", Roll.KONTAKTPERSON, "tingsryd", ersattare="vaxjo")
    give(lan, "representant", Roll.LEDAMOT, "vaxjo", sektor="skola", ersattare="barare")
    for name, stand_in in {
        "representant": None,
        "alvesta": "lessebo",
        "ljungby": None,
        "sekreterare": "barare",
        "lessebo": "uppvidinge",
    }.items():
        away(lan, name, stand_in)
    return lan


def test_what_is_read_for_one_slot_answers_it_as_everyone_read_does(unsettled: Lan) -> None:
    assert differences(unsettled) == []


def test_two_slots_may_be_read_at_once(unsettled: Lan) -> None:
    some = slots(unsettled)[::9]
    with unsettled.database.read() as session:
        everyone = load_bemanning(session, DAY)
        for pair in combinations(some, 2):
            both = load_bemanning(session, DAY, pair)
            assert [both.holders(slot) for slot in pair] == [
                everyone.holders(slot) for slot in pair
            ]


def test_a_slot_falls_to_its_holder_then_to_the_kontaktperson_then_to_the_secretary(
    lan: Lan,
) -> None:
    slot = party(lan, "tingsryd")
    assert who(lan, slot) == ["tingsryd"]
    vacate(lan, "tingsryd", "2023-10-31")
    assert who(lan, slot) == ["sekreterare"]
    give(lan, "barare", Roll.KONTAKTPERSON, "tingsryd")
    assert who(lan, slot) == ["barare"]


def test_the_order_of_sectors_chooses_who_answers_for_a_party(lan: Lan) -> None:
    give(lan, "representant", Roll.LEDAMOT, "vaxjo", sektor="skola")
    assert who(lan, party(lan, "vaxjo", sektorer=("skola", "socialtjanst"))) == ["representant"]
    assert who(lan, party(lan, "vaxjo", sektorer=("socialtjanst", "skola"))) == ["vaxjo"]
    assert who(lan, party(lan, "vaxjo", sektor="skola")) == ["representant"]


@pytest.mark.parametrize(("named", "stands_in"), [("lessebo", "lessebo"), (None, "barare")])
def test_the_absence_names_the_stand_in_before_the_uppdrag_does(
    lan: Lan, named: str | None, stands_in: str
) -> None:
    give(lan, "representant", Roll.LEDAMOT, "vaxjo", sektor="skola", ersattare="barare")
    slot = party(lan, "vaxjo", sektor="skola")
    away(lan, "representant", tom=DAY - timedelta(days=1))
    assert who(lan, slot) == ["representant"]
    away(lan, "representant", named)
    assert who(lan, slot) == [f"{stands_in} for Representant"]


def test_what_is_somebodys_who_is_away_without_a_stand_in_falls_as_a_vacancy_does(
    lan: Lan,
) -> None:
    away(lan, "ljungby")
    assert who(lan, party(lan, "ljungby")) == ["sekreterare"]
    give(lan, "barare", Roll.KONTAKTPERSON, "ljungby")
    assert who(lan, party(lan, "ljungby")) == ["barare"]
    away(lan, "handlaggare")
    assert who(lan, Slot("", person_id=lan.ids["handlaggare"])) == ["sekreterare"]


@pytest.mark.parametrize("last", ["ljungby", "markaryd"])
def test_a_ring_of_stand_ins_ends_at_au(lan: Lan, last: str) -> None:
    away(lan, "ljungby", "markaryd")
    away(lan, "markaryd", "ljungby")
    assert who(lan, party(lan, last)) == ["sekreterare"]


def test_a_ring_through_the_secretary_ends_at_aus_chair(lan: Lan) -> None:
    away(lan, "ljungby", "sekreterare")
    away(lan, "sekreterare", "ljungby")
    assert who(lan, party(lan, "ljungby")) == ["au_ordforande"]


def test_without_a_secretary_it_falls_to_aus_chair(lan: Lan) -> None:
    vacate(lan, "tingsryd", "2023-10-31")
    vacate(lan, "sekreterare", "2023-10-31")
    assert who(lan, party(lan, "tingsryd")) == ["au_ordforande"]


def says(lan: Lan, slot: Slot) -> str:
    """Return what the page says of why somebody else has a slot."""
    with lan.database.read() as session:
        return where_it_lies(slot, load_bemanning(session, DAY, [slot]))


def test_the_page_names_who_is_away_and_who_has_it_instead(lan: Lan) -> None:
    slot = party(lan, "ljungby")
    assert says(lan, slot) == ""
    away(lan, "ljungby")
    assert says(lan, slot) == (
        "Ljungby är borta till tisdag 14 november 2023 utan ersättare på plats. Sekreterare har"
        " det så länge."
    )
    away(lan, "lessebo", "alvesta")
    assert says(lan, party(lan, "lessebo")) == (
        "Alvesta är ersättare för Lessebo, som är borta till tisdag 14 november 2023."
    )
    vacate(lan, "tingsryd", "2023-10-31")
    assert says(lan, party(lan, "tingsryd")) == (
        "Ingen har uppdraget just nu. Sekreterare har det så länge."
    )


def keeps_papers(lan: Lan, who: str) -> bool:
    """Tell whether somebody may do what is the secretary's on the day."""
    with lan.database.read() as session:
        actor = load_actor(session, lan.ids[who], DAY)
        assert actor is not None
        return is_secretary(actor)


def test_aus_chair_does_what_is_the_secretarys_while_there_is_none(lan: Lan) -> None:
    assert not keeps_papers(lan, "au_ordforande")
    away(lan, "sekreterare", "barare")
    assert not keeps_papers(lan, "au_ordforande"), "an ersättare keeps them"
    away(lan, "barare")
    assert keeps_papers(lan, "au_ordforande")
    assert not keeps_papers(lan, "au_ledamot")


def test_aus_chair_keeps_the_papers_where_nobody_has_been_given_them(lan: Lan) -> None:
    vacate(lan, "sekreterare", "2023-10-31")
    assert keeps_papers(lan, "au_ordforande")
    assert not keeps_papers(lan, "ordforande"), "the chair of another organ"


def test_a_stand_in_who_is_away_too_gets_nothing_and_it_falls_as_a_vacancy_does(lan: Lan) -> None:
    slot = party(lan, "ljungby")
    away(lan, "ljungby", "markaryd")
    away(lan, "markaryd", "vaxjo")
    assert who(lan, slot) == ["sekreterare"]
    give(lan, "barare", Roll.KONTAKTPERSON, "ljungby")
    assert who(lan, slot) == ["barare"]
    away(lan, "barare", "utanfor")
    assert who(lan, slot) == ["utanfor for Barare"]


def test_the_uppdrags_own_stand_in_is_asked_when_the_absences_is_away(lan: Lan) -> None:
    give(lan, "representant", Roll.LEDAMOT, "vaxjo", ersattare="barare", sektor="skola")
    away(lan, "representant", "lessebo")
    away(lan, "lessebo")
    assert who(lan, party(lan, "vaxjo", sektor="skola")) == ["barare for Representant"]


def test_what_is_one_persons_own_falls_to_the_secretary_when_the_stand_in_is_away_too(
    lan: Lan,
) -> None:
    away(lan, "handlaggare", "representant")
    away(lan, "representant")
    assert who(lan, Slot("", person_id=lan.ids["handlaggare"])) == ["sekreterare"]


def test_when_everybody_is_away_it_waits_with_those_whose_it_is(lan: Lan) -> None:
    vacate(lan, "markaryd", "2023-10-31")
    for name, stand_in in (("ljungby", "lessebo"), ("sekreterare", "lessebo"), ("lessebo", None)):
        away(lan, name, stand_in)
    away(lan, "au_ordforande")
    assert who(lan, party(lan, "ljungby")) == ["ljungby"]
    assert who(lan, party(lan, "markaryd")) == ["sekreterare"]


def test_a_secretary_who_is_away_hands_a_vacancy_to_the_stand_in(lan: Lan) -> None:
    vacate(lan, "markaryd", "2023-10-31")
    away(lan, "sekreterare", "barare")
    assert who(lan, party(lan, "markaryd")) == ["barare for Sekreterare"]
