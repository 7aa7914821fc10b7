"""Who holds a slot today, read once for many slots, is the same as asking for each one."""

from __future__ import annotations

from datetime import date

from county import Lan, vacate
from models.tables import Franvaro, Uppdrag
from models.vocabulary import Roll
from workflows.bemanning import load_bemanning
from workflows.register import load_register
from workflows.slots import Slot, resolve

DAY = date(2023, 11, 14)


def slots(lan: Lan) -> list[Slot]:
    """Return a slot of every shape there is, also for those who do not exist."""
    with lan.database.read() as session:
        register = load_register(session)
    ledning = register.ledningsgrupp().id
    orders = [("socialtjanst", "skola"), ("skola", "socialtjanst"), ()]
    parties = register.huvudman
    return [
        *(Slot("", organ_id=organ.id, roll=roll) for organ in register.organ for roll in (*Roll, None)),
        *(Slot("", organ_id=ledning, huvudman_id=one.id, sektorer=order) for one in parties for order in orders),
        *(Slot("", organ_id=ledning, huvudman_id=one.id, sektor="skola") for one in parties),
        *(Slot("", person_id=person_id) for person_id in (*lan.ids.values(), 10_000)),
    ]


def differences(lan: Lan) -> list[Slot]:
    """Return the slots on which the two disagree."""
    with lan.database.read() as session:
        bemanning = load_bemanning(session, DAY)
        return [slot for slot in slots(lan) if list(bemanning.holders(slot)) != resolve(session, slot, DAY)]


def test_both_agree_when_everyone_is_there(lan: Lan) -> None:
    assert differences(lan) == []


def test_both_agree_on_absences_vacancies_contacts_and_several_sectors(lan: Lan) -> None:
    vacate(lan, "tingsryd", "2023-10-31")
    vacate(lan, "markaryd", "2023-10-31")
    with lan.database.session() as session:
        register = load_register(session)
        tingsryd, vaxjo = register.huvudman_named("tingsryd"), register.huvudman_named("vaxjo")
        assert tingsryd is not None
        assert vaxjo is not None
        ledning = register.ledningsgrupp().id
        start = date(2023, 1, 1)
        session.add(Uppdrag(person_id=lan.ids["barare"], organ_id=ledning, roll=Roll.KONTAKTPERSON,
                            huvudman_id=tingsryd.id, from_=start))  # fmt: skip
        session.add(Uppdrag(person_id=lan.ids["representant"], organ_id=ledning, roll=Roll.LEDAMOT, sektor="skola",
                            huvudman_id=vaxjo.id, from_=start, ersattare_id=lan.ids["barare"]))  # fmt: skip
        away = {"representant": None, "alvesta": "lessebo", "ljungby": None, "sekreterare": "barare"}
        for who, stand_in in away.items():
            ersattare_id = lan.ids[stand_in] if stand_in else None
            session.add(Franvaro(person_id=lan.ids[who], from_=DAY, tom=DAY, ersattare_id=ersattare_id))
    assert differences(lan) == []


def test_the_comparison_can_fail(lan: Lan) -> None:
    with lan.database.read() as session:
        yesterday = load_bemanning(session, date(2022, 12, 31))
        slot = Slot("", person_id=lan.ids["alvesta"])
        organ = Slot("", organ_id=load_register(session).au().id, roll=Roll.SEKRETERARE)
        assert list(yesterday.holders(slot)) == resolve(session, slot, DAY)
        assert list(yesterday.holders(organ)) != resolve(session, organ, DAY)
