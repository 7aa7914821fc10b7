"""What every rule sees: the matter, who asks, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from models.vocabulary import PartSlag
from workflows.actors import Actor
from workflows.cases.avtal import AvtalFacts, PartFacts, VersionFacts
from workflows.cases.facts import (
    ArendeFacts,
    AtagandeFacts,
    DelgivningFacts,
    ErsattareFacts,
    MoteFacts,
    Named,
    PunktFacts,
    RemissFacts,
    SakFacts,
)
from workflows.cases.om import OmFacts
from workflows.cases.revision import (
    GodkannandeFacts,
    GodkannareFacts,
    LastTextFacts,
    RevisionFacts,
    RevisionspartFacts,
)
from workflows.payloads.base import Payload
from workflows.profile import Profile
from workflows.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What every rule sees.

    ``moten`` are the coming meetings that have not been called off, soonest first; read when a rule looks at them.
    """

    sak: SakFacts
    actor: Actor
    payload: Payload
    today: date
    now: datetime
    profile: Profile
    register: Register
    named: Named = field(default_factory=Named)
    moten: Iterable[MoteFacts] = ()

    def said(self, name: str) -> Any:
        """Return a field of the payload, or None when the step has no such field or nothing was said."""
        return getattr(self.payload, name, None)

    def next_mote(self, organ_id: int) -> MoteFacts | None:
        """Return the organ's next meeting from today on, or None when none is planned."""
        return next((mote for mote in self.moten if mote.organ_id == organ_id and mote.datum >= self.today), None)

    def in_state(self, lage: str) -> Case:
        """Return the same facts with the matter in another state."""
        return replace(self, sak=replace(self.sak, lage=lage))


@dataclass(frozen=True, slots=True, kw_only=True)
class OmCase(Case):
    """A matter that is sent on remiss, put on agendas, decided and carried out: an ärende or a revision.

    With the meeting it is on, its latest remiss and its åtaganden.
    """

    om: OmFacts
    mote: MoteFacts | None = None
    remiss: RemissFacts | None = None
    ataganden: tuple[AtagandeFacts, ...] = ()

    def fact(self, name: str) -> Any:
        """Return a field as it will stand after the step: what was said now, else what is stored."""
        said = self.said(name)
        return said if said is not None else getattr(self.om, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArendeCase(OmCase):
    """An ärende."""

    om: ArendeFacts

    @property
    def arende(self) -> ArendeFacts:
        """The ärende's own row."""
        return self.om


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionCase(OmCase):
    """A revision with its locked texts, oldest first, its parties in order, and what the ledamöter have said.

    ``godkannare`` are those who must approve, as the uppdrag stand today; read only where the profile demands it.
    ``utkast`` is the one draft, its words; read when a rule looks at it.
    """

    om: RevisionFacts
    versioner: tuple[LastTextFacts, ...] = ()
    parter: tuple[RevisionspartFacts, ...] = ()
    godkannanden: tuple[GodkannandeFacts, ...] = ()
    godkannare: tuple[GodkannareFacts, ...] = ()
    utkast: Iterable[str] = ()

    @property
    def revision(self) -> RevisionFacts:
        """The revision's own row."""
        return self.om

    @property
    def senaste(self) -> LastTextFacts | None:
        """The newest locked text; None before there is one."""
        return self.versioner[-1] if self.versioner else None

    def kvar(self) -> tuple[RevisionspartFacts, ...]:
        """Return the parties that are still in it, in order."""
        return tuple(part for part in self.parter if not part.slappt)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoteCase(Case):
    """A meeting with its agenda.

    ``beslutande`` are the ids of those who could decide, frozen at the opening; ``ersattare`` those who may be noted in
    the place of some of them; ``foretradda`` the huvudmän that had at least one there;
    ``senare_mote`` the day of the organ's first later meeting that has been opened, while the minutes are being
    confirmed.
    """

    mote: MoteFacts
    punkter: tuple[PunktFacts, ...] = ()
    beslutande: frozenset[int] = frozenset()
    ersattare: tuple[ErsattareFacts, ...] = ()
    foretradda: frozenset[int] = frozenset()
    senare_mote: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissCase(Case):
    """A round with the matter it is about, and that one's state."""

    remiss: RemissFacts
    om: OmFacts
    om_lage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtagandeCase(Case):
    """An åtagande with the matter its decision is about, and that one's state."""

    atagande: AtagandeFacts
    om: OmFacts
    om_lage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelgivningCase(Case):
    """What a party that had nobody at a meeting is asked, with the meeting."""

    delgivning: DelgivningFacts
    mote: MoteFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtalCase(Case):
    """An agreement with its parties, in order, and its versions, oldest first.

    ``revisioner`` names the revision whose text is on its way, if any; read when a rule looks at it.
    """

    avtal: AvtalFacts
    parter: tuple[PartFacts, ...] = ()
    versioner: tuple[VersionFacts, ...] = ()
    revisioner: Iterable[str] = ()

    def fact(self, name: str) -> Any:
        """Return a field as it will stand after the step: what was said now, else what is stored."""
        said = self.said(name)
        return said if said is not None else getattr(self.avtal, name)

    def bundna(self) -> tuple[PartFacts, ...]:
        """Return the parties that are bound today, in order."""
        return tuple(p for p in self.parter if p.slag is PartSlag.PART and (p.lamnar is None or p.lamnar >= self.today))
