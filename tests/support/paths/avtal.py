"""Agreements for tests: a short way to put one in the register, and the shortest honest way into
every state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.county import Lan
from workflows.avtal.create import create_avtal

TEXT = "# Syfte\n\nParterna ska hjälpas åt.\n\n# Ansvar\n\nVar och en svarar för sitt."
NYARE = TEXT.replace("hjälpas åt", "hjälpa varandra")
AVTAL: dict[str, Any] = {
    "rubrik": "Avtal om hjälpmedel",
    "slag": "avtal",
    "omrade": "Hjälpmedel",
    "agare": "pg_kronobarnsmodellen",
    "parter": ["alvesta", "lessebo", "region_kronoberg"],
    "informeras": ["Privata utförare"],
    "forlangning": "automatisk",
    "forlangning_manader": 12,
    "giltig_till": "2024-06-30",
    "uppsagning_manader": 6,
    "oversyn": "2025-01-31",
    "text": TEXT,
    "galler_fran": "2022-01-01",
    "beslutad": "Ledningsgruppen 2021-12-03 § 4",
}
TILLS_VIDARE: dict[str, Any] = {
    "forlangning": "tills_vidare",
    "forlangning_manader": None,
    "giltig_till": None,
}
UPPHOR: dict[str, Any] = {"forlangning": "upphor", "forlangning_manader": None}


def avtal(lan: Lan, who: str = "sekreterare", **said: Any) -> int:
    """Put an agreement in the register; what is None is left out."""
    sent = {name: value for name, value in {**AVTAL, **said}.items() if value is not None}
    with lan.database.session() as session:
        return create_avtal(session, sent, lan.actor(session, who), lan.world)


def avtal_in(lan: Lan, lage: str) -> int:
    """Return an agreement that stands in the state on 7 November 2023."""
    return _WAYS[lage](lan.at("2023-11-07"))


def _in_force(lan: Lan) -> int:
    """A routine beside another agreement; Lessebo has given notice, and the text was corrected
    today.
    """
    avtal(lan, rubrik="Grundavtal")
    sak = avtal(lan, slag="rutin", rubrik="Rutin för hjälpmedel")
    lan.step(sak, "lessebo", "saga_upp", skal="Vi ordnar det själva.")
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord byttes.")
    return sak


def _ended(lan: Lan) -> int:
    sak = avtal(lan)
    lan.step(sak, "sekreterare", "upphav", skal="Ersatt av ett nytt avtal.", mote=lan.at_meeting())
    return sak


_WAYS: dict[str, Callable[[Lan], int]] = {
    "planerat": lambda lan: avtal(lan, galler_fran="2024-01-01"),
    "i_kraft": _in_force,
    "upphort": _ended,
}
