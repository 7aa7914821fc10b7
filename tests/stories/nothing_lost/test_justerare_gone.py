"""Who was to confirm the minutes and is gone does not hold them: the secretary chooses another, who
gets the letter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.base import table_of
from models.tables import Avisering, Franvaro, Frist, Mote, Person
from support.county import Lan
from support.paths.arende import mote_in
from workflows.ground.errors import Refusal

LJUNGBY, ALVESTA = "ljungby@lan.example", "alvesta@lan.example"


def leaves(lan: Lan) -> None:
    person = table_of(Person)
    with lan.database.session() as session:
        gone = person.update().where(person.c.id == lan.ids["ljungby"]).values(aktiv=False)
        session.execute(gone)


def is_away(lan: Lan) -> None:
    today = lan.world.today
    with lan.database.session() as session:
        who = lan.ids["ljungby"]
        session.add(Franvaro(person_id=who, from_=today, tom=today + timedelta(days=60)))


@pytest.mark.parametrize(
    ("gone", "refused"), [(leaves, "Ljungby|ljungby"), (is_away, "är inte på plats")]
)
def test_another_justerare_is_chosen_where_the_first_is_gone(
    lan: Lan, gone: Callable[[Lan], None], refused: str
) -> None:
    mote = mote_in(lan, "justeras")
    with pytest.raises(Refusal, match="är på plats"):
        lan.step(mote, "sekreterare", "byt_justerare")
    gone(lan)
    with pytest.raises(Refusal):
        lan.step(mote, "alvesta", "byt_justerare")
    lan.step(mote, "sekreterare", "byt_justerare")
    with pytest.raises(Refusal, match=refused):
        lan.step(mote, "sekreterare", "till_justering", justerare=LJUNGBY)
    lan.step(mote, "sekreterare", "till_justering", justerare=ALVESTA)
    (letter,) = lan.rows(Avisering, mall="justering", person_id=lan.ids["alvesta"])
    assert letter.sak_id == mote
    (frist,) = lan.rows(Frist, sak_id=mote, stangd=None)
    assert frist.person_id == lan.ids["alvesta"]
    lan.step(mote, "alvesta", "justera")
    assert lan.rows(Mote, id=mote)[0].justerare_id == lan.ids["alvesta"]
