"""The länsprofil as a whole: everything that differs between counties, as data."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from models.vocabulary import HuvudmanSlag, OrganSlag, RemissSlag
from workflows.county.profile.agreements import Avtalsregler
from workflows.county.profile.approval import Godkannanderegler, Kallelseregler
from workflows.county.profile.chairing import Ordforandeskap
from workflows.county.profile.fields import GRUPPER, Profildel
from workflows.county.profile.organisation import Lan, Profilhuvudman, Profilorgan, Profilsektor
from workflows.county.profile.terms import (
    Ansvarsordning,
    Brev,
    Former,
    Frister,
    Ordval,
    Paminnelser,
    Remissgranser,
)
from workflows.ground.backplan import BackPlan, back_plan


class Profile(Profildel):
    """One county. Codes in it are known to hang together once ``load_profile`` has returned it."""

    lan: Lan
    sektor: Annotated[tuple[Profilsektor, ...], Field(min_length=1)]
    huvudman: Annotated[tuple[Profilhuvudman, ...], Field(min_length=1)]
    organ: Annotated[tuple[Profilorgan, ...], Field(min_length=1)]
    frister: Frister
    remiss: Remissgranser
    paminnelser: Paminnelser
    brev: Brev = Brev()
    former: Former
    ansvarsordning: Ansvarsordning
    ord: Ordval
    avtal: Avtalsregler
    godkannande: Godkannanderegler = Godkannanderegler()
    kallelse: Kallelseregler = Kallelseregler()
    ordforandeskap: Ordforandeskap | None = None

    def organ_med(self, kod: str) -> Profilorgan:
        """Return the organ with the code. KeyError when there is none."""
        return {organ.kod: organ for organ in self.organ}[kod]

    @property
    def au(self) -> Profilorgan:
        """The arbetsutskott, of which there is exactly one."""
        return next(organ for organ in self.organ if organ.slag is OrganSlag.AU)

    @property
    def ledningsgrupp(self) -> Profilorgan:
        """The ledningsgrupp, of which there is exactly one."""
        return next(organ for organ in self.organ if organ.slag is OrganSlag.LEDNINGSGRUPP)

    def some_take_part(self) -> bool:
        """Tell whether some sector takes part only where something concerns it, and then does."""
        approve, called = self.godkannande, self.kallelse
        return bool(
            (approve.kravs and approve.berorda and approve.sektorer)
            or (called.berorda and called.sektorer)
        )

    def sektorer_for(self, slag: HuvudmanSlag) -> tuple[Profilsektor, ...]:
        """Return the sectors a kind of huvudman has, in the order of the file."""
        return tuple(sektor for sektor in self.sektor if slag in sektor.slag)

    def huvudman_i(self, *parter: str) -> tuple[Profilhuvudman, ...]:
        """Return those whom codes and the words "alla", "kommuner", "regioner" mean, in the order
        of the file.
        """
        slag = {slag for part in parter for slag in GRUPPER.get(part, ())}
        return tuple(
            huvudman
            for huvudman in self.huvudman
            if huvudman.kod in parter or huvudman.slag in slag
        )

    def plan(self, mote_day: date, slag: RemissSlag = RemissSlag.TJANSTEMAN) -> BackPlan:
        """Return the last days before a meeting, with a remiss of the kind, by this county's
        numbers.
        """
        return back_plan(
            mote_day,
            intake_dagar=self.frister.intake_dagar,
            kallelse_dagar=self.frister.kallelse_dagar,
            remiss_dagar=self.remiss.dagar(slag),
            sammanstallning_dagar=self.frister.sammanstallning,
        )
