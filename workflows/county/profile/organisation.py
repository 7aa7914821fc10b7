"""Who and where in a länsprofil: county, sectors, huvudmän, organ and their meetings. Each class is
one table in it.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from models import limits
from models.base import Ord
from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from workflows.county.profile.fields import (
    ALLA,
    Dag,
    Klockslag,
    Kod,
    Mandat,
    Namn,
    Prefix,
    Profildel,
    ascending,
    lanskod,
)
from workflows.ground.payload import Rad


class Beslutsregel(Ord):
    """How an organ comes to a decision."""

    ENIGHET = "enighet", "enighet", "Alla närvarande står bakom beslutet."
    INGEN = "ingen", "beslutar inte", "Organet bereder, föreslår eller samtalar."


class Lan(Profildel):
    """The county; ``kod`` is its two digits in the national list (SCB)."""

    kod: Annotated[str, AfterValidator(lanskod)]
    namn: Namn
    kortnamn: Namn


class Profilsektor(Profildel):
    """A sector, and which kinds of huvudman have it; none where its people take part without a
    huvudman.
    """

    kod: Kod
    namn: Namn
    slag: tuple[HuvudmanSlag, ...]


class Profilhuvudman(Profildel):
    """A huvudman. The order in the file is the order in lists and matrices."""

    kod: Kod
    namn: Namn
    kortnamn: Namn
    slag: HuvudmanSlag


class Motesserie(Profildel):
    """Meeting days with one time (local) and place."""

    start: Klockslag
    slut: Klockslag
    plats: Annotated[Rad, Field(max_length=limits.RUBRIK)] = ""
    dagar: Annotated[tuple[Dag, ...], AfterValidator(ascending), Field(min_length=1)]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.slut <= self.start:
            raise ValueError("Tillåtet: slut senare än start.")
        return self


class Motestid(Profildel):
    """One planned meeting, local time."""

    dag: date
    start: time
    slut: time
    plats: str


class Profilorgan(Profildel):
    """A body: its mandate, for whom it stands, which roles it has and when it meets.

    ``parter`` are codes of huvudmän or the words in ``GRUPPER``; ``sektorer`` empty means all.
    ``prefix`` starts the numbers of its ärenden and decisions. ``benamning`` is what a body of its
    kind is called here, None for the usual.
    """

    kod: Kod
    namn: Namn
    kortnamn: Namn
    slag: OrganSlag
    benamning: Namn | None = None
    prefix: Prefix | None = None
    mandat: Mandat
    beslutsregel: Beslutsregel = Beslutsregel.INGEN
    parter: Annotated[tuple[str, ...], Field(min_length=1)] = (ALLA,)
    sektorer: tuple[str, ...] = ()
    roller: Annotated[tuple[Roll, ...], Field(min_length=1)]
    moten: tuple[Motesserie, ...] = ()

    @model_validator(mode="after")
    def _numbers_its_decisions(self) -> Self:
        if self.beslutande and self.prefix is None:
            raise ValueError(
                "Tillåtet: ett prefix, som besluten numreras med, eller beslutsregel ingen."
            )
        return self

    @property
    def kallas(self) -> str:
        """Return what kind of body it is, in the county's word."""
        return self.benamning or self.slag.ord

    @property
    def beslutande(self) -> bool:
        """Tell whether the organ takes decisions."""
        return self.beslutsregel is not Beslutsregel.INGEN

    def motestider(self) -> tuple[Motestid, ...]:
        """Return every planned meeting, earliest first."""
        tider = (
            Motestid(dag=dag, start=serie.start, slut=serie.slut, plats=serie.plats)
            for serie in self.moten
            for dag in serie.dagar
        )
        return tuple(sorted(tider, key=lambda tid: (tid.dag, tid.start)))
