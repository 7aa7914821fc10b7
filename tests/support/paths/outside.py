"""What a meeting sent out, for tests: a dialog that goes on, a question at a forum."""

from __future__ import annotations

from typing import Any

from models.tables import Organ, Person, Uppdrag
from models.vocabulary import Roll
from support.county import Lan, epost

FORUM, FORUMETS_DAG = "kommunalt_forum", "2023-12-15"
DIALOG: dict[str, Any] = {
    "anteckning": "Vi behöver veta mer.",
    "barare": "socialchefsnatverket",
    "aterkommer": "2024-01-12",
    "att_aterkomma_med": "Behoven i varje kommun.",
}
LYFT: dict[str, Any] = {"forum": FORUM, "skal": "Politisk fråga."}
INRIKTNING = "Arbetet fortsätter med barn och unga först."


def keep_the_forum(lan: Lan, kod: str = FORUM) -> None:
    """Give a forum a chair and a secretary: "forumets_ordforande", "forumets_sekreterare"."""
    (organ,) = lan.rows(Organ, kod=kod)
    for roll in (Roll.ORDFORANDE, Roll.SEKRETERARE):
        who = f"forumets_{roll.value}"
        with lan.database.session() as session:
            person = Person(epost=epost(who), namn=who.replace("_", " ").capitalize())
            session.add(person)
            session.flush()
            assert person.id is not None
            session.add(
                Uppdrag(person_id=person.id, organ_id=organ.id, roll=roll, from_=lan.world.today)
            )
            lan.ids[who] = person.id


def open_forum(lan: Lan, mote: int, day: str = FORUMETS_DAG) -> int:
    """Open a planned meeting of a forum on its day; return it."""
    lan.kalla(mote)
    lan.at(day).step(mote, "sekreterare", "oppna")
    return mote


def forum_decides(lan: Lan, sak: int) -> int:
    """Let a forum that has no meeting yet meet and decide on what is lifted to it; return the
    meeting.
    """
    mote = open_forum(lan, lan.mote(FORUMETS_DAG, FORUM))
    lan.step(sak, "sekreterare", "forumet_beslutar", beslutstext=INRIKTNING)
    lan.step(mote, "sekreterare", "avsluta")
    return mote
