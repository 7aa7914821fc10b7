"""The instanser of a party as pages and REST show them, with everything each has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.revisionsord import Partsutfall
from workflows.instanser.facts import InstansFacts


@dataclass(frozen=True, slots=True)
class SagtVy:
    """What an instans decided one day."""

    utfall: Partsutfall
    utfall_ord: str
    datum: date
    paragraf: str


@dataclass(frozen=True, slots=True)
class InstansVy:
    """One of those that decide for a party, planned for ``planerat`` and after ``efter``, with what
    it has said of what is decided now: the latest (``utfall``), and everything, the oldest first
    (``sagt``).
    """

    namn: str
    planerat: date | None
    efter: str
    utfall: Partsutfall | None
    utfall_ord: str
    klar: bool
    sagt: tuple[SagtVy, ...]


def as_shown(one: InstansFacts) -> InstansVy:
    """Return an instans as it is shown."""
    return InstansVy(
        namn=one.namn,
        planerat=one.planerat,
        efter=one.efter,
        utfall=one.utfall,
        utfall_ord=one.utfall.ord if one.utfall else "",
        klar=one.klar,
        sagt=tuple(
            SagtVy(said.utfall, said.utfall.ord, said.datum, said.paragraf) for said in one.sagt
        ),
    )
