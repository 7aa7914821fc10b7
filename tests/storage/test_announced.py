"""What the ledningsgrupp shall be told stands on an agenda, sooner or later, whatever becomes of
the meetings.
"""

from __future__ import annotations

from models.tables import Dagordningspunkt
from support.county import Lan


def turned_away(lan: Lan) -> str:
    """Let AU turn an ärende away; return what is to be told of it."""
    sak = lan.at("2023-11-07").arende()
    lan.step(sak, "au_ordforande", "avvisa", skal="Hör inte hit.", hanvisning="Linjen.")
    return "Anmäls: LGS 2023:1 Användning av Link i alla kommuner har avvisats"


def agenda(lan: Lan, mote: int) -> list[str]:
    """Return the headings of an agenda after the items that every meeting has."""
    rows = sorted(lan.rows(Dagordningspunkt, mote_id=mote), key=lambda row: row.ordning)
    assert [row.ordning for row in rows] == list(range(1, len(rows) + 1))
    return [row.rubrik for row in rows][2:]


def test_it_waits_for_a_meeting_when_none_is_planned(lan: Lan) -> None:
    said = turned_away(lan)
    other, first, second = (
        lan.mote("2023-11-24", organ="au"),
        lan.mote("2023-12-08"),
        lan.mote("2024-01-26"),
    )
    assert [agenda(lan, mote) for mote in (other, first, second)] == [[], [said], []]


def test_it_waits_when_the_only_agenda_is_locked(lan: Lan) -> None:
    locked = lan.at("2023-11-07").mote("2023-11-17")
    lan.step(locked, "sekreterare", "kalla")
    said = turned_away(lan)
    assert agenda(lan, locked) == []
    assert agenda(lan, lan.mote("2023-12-08")) == [said]


def test_it_goes_to_the_next_meeting_when_its_own_is_called_off(lan: Lan) -> None:
    off, following = (lan.at("2023-11-07").mote(day) for day in ("2023-12-08", "2024-01-26"))
    said = turned_away(lan)
    lan.step(off, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    for mote, after in ((off, following), (following, None)):
        lan.step(mote, "sekreterare", "kalla")
        lan.step(mote, "ordforande", "stall_in", skal="Snöstorm.")
        assert after is None or agenda(lan, after) == [said]
    assert agenda(lan, lan.mote("2024-03-08")) == [said]
