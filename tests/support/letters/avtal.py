"""Every kind of letter about agreements, by people taking steps and time passing during 2023."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.tables import Avisering, Handelse
from support.county import Lan
from support.paths.arende import close_all
from support.paths.avtal import NYARE, UPPHOR, avtal
from workflows.engine.clock import take_clock_steps

SKAL = "Vi har köpt egna hjälpmedel.\nDe räcker till alla."


def tell_of_agreements(lan: Lan) -> None:
    """Let a register live from February to October 2023; nothing in it waits for anybody before
    2025.
    """
    lan.at("2023-02-01")
    automatic = avtal(lan, giltig_till="2023-08-31", uppsagning_manader=3)
    ending = avtal(lan, **UPPHOR, rubrik="Överenskommelse om sommarjour", giltig_till="2023-07-31")
    each: dict[str, Any] = {
        "forlangning": "parterna",
        "forlangning_manader": 3,
        "giltig_till": "2023-06-30",
    }
    by_each = avtal(lan, **each, rubrik="Samverkan tre månader i taget")
    routine = avtal(lan, slag="rutin", rubrik="Rutin för Link")
    avtal(lan, rubrik="Samverkan vid utskrivning", galler_fran="2023-03-01")
    clock(lan, "2023-03-02")
    _prolonged_by_each(lan, by_each)
    lan.step(automatic, "alvesta", "saga_upp", skal=SKAL)
    lan.step(automatic, "alvesta", "aterta_uppsagning", skal="Nämnden ändrade sig.")
    slip = {"text": NYARE, "andring": "Telefonnumret till växeln."}
    lan.step(routine, "sammankallande", "ratta_redaktionellt", **slip)
    lan.step(routine, "au_ledamot", "stoppa_rattelse", skal="Ändringen är större än så.")
    longer = {"giltig_till": "2023-09-30", "beslutad": "Ledningsgruppen den 10 mars 2023 § 5"}
    lan.step(ending, "sekreterare", "forlang", **longer)
    clock(lan, "2023-09-01")
    _put_right_at_a_meeting(lan, by_each, routine)
    close_all(lan)


def _put_right_at_a_meeting(lan: Lan, by_each: int, routine: int) -> None:
    """A slip in the last day, a party that leaves, and an agreement that is done away with."""
    right = {"giltig_till": "2023-09-29", "skal": "Dagen var felskriven."}
    lan.step(by_each, "sekreterare", "ratta_sista_dag", **right, mote=lan.at_meeting())
    clock(lan, "2023-10-01")
    gone = {"part": "alvesta", "lamnar": "2023-12-31", "skal": "Alvesta svarar inte."}
    lan.step(routine, "sekreterare", "lat_part_lamna", **gone, mote=lan.at_meeting())
    lan.step(
        routine, "sekreterare", "upphav", skal="Ersatt av länets nya rutin.", mote=lan.at_meeting()
    )


def _prolonged_by_each(lan: Lan, sak: int) -> None:
    """Alvesta says no, then all say yes; of the next period nobody says anything."""
    said = {"instans": "Nämnden", "datum": "2023-03-01", "paragraf": "§ 3", "till": "2023-09-30"}
    no = {**said, "utfall": "nej", "skal": "Kostnaden är för stor."}
    lan.step(sak, "alvesta", "parten_forlanger", **no)
    for who in ("alvesta", "lessebo", "region_kronoberg"):
        lan.step(sak, who, "parten_forlanger", **said, utfall="ja")


def clock(lan: Lan, day: str, rounds: int = 3) -> None:
    """Let the clock take its steps at eight o'clock UTC on a day, in so many rounds."""
    for _ in range(rounds):
        take_clock_steps(lan.database, lan.at(day).world)


def told(lan: Lan, mall: str) -> list[str]:
    """Return who has been told something of an agreement, in the order of the alphabet."""
    return sorted(row.epost.partition("@")[0] for row in lan.rows(Avisering, mall=mall))


def by_the_clock(lan: Lan, sak_id: int) -> list[str]:
    """Return the steps the clock has taken on a matter, oldest first."""
    return [row.steg for row in lan.rows(Handelse, sak_id=sak_id) if row.aktor_roll == "klockan"]


def daily(lan: Lan, first: str, last: str) -> None:
    """Let the clock take its steps every morning."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        clock(lan, str(day), rounds=1)
        day += timedelta(days=1)
