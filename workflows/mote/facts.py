"""What a rule may know of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.lagen import Slag
from models.vocabulary import Aterkomst, Kallelsebesked, PunktSlag, PunktUtfall, Utfall
from workflows.county.meetings import MoteFacts
from workflows.county.profile import Profile
from workflows.county.register import Register
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.handling.facts import ANMALS

PUBLICERING_DAGAR = 5  # working days within which confirmed minutes are published
UTEBLIVET_DAGAR = 5  # working days within which it is said what became of one not held


def in_calendars(mote_id: int, marke: str) -> str:
    """Return what calendars know a meeting by: no other installation has the same."""
    return f"mote-{mote_id}@{marke}.samflode"


@dataclass(frozen=True, slots=True)
class ErsattareFacts:
    """Somebody who may be noted at a meeting in the place of some (``ordinarie``, their ids) who
    could decide there.
    """

    id: int
    namn: str
    epost: str
    ordinarie: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KalladFacts:
    """Somebody who is called; ``ersattare`` who is so only in another's place."""

    id: int
    namn: str
    epost: str
    ersattare: bool


@dataclass(frozen=True, slots=True)
class SvarFacts:
    """What somebody who is called has said: whether they come, and who comes instead."""

    person_id: int
    besked: Kallelsebesked
    ersattare: str
    lamnat: datetime


@dataclass(frozen=True, slots=True)
class PunktFacts:
    """One item of an agenda."""

    id: int
    slag: PunktSlag
    rubrik: str
    om_id: int | None
    ordning: int
    utfall: PunktUtfall | None

    @property
    def om_en_sak(self) -> bool:
        """Tell whether the item is about a matter with steps of its own: an ärende, a revision."""
        return self.om_id is not None

    @property
    def anmals(self) -> bool:
        """Tell whether the item is there only to tell of something."""
        return self.slag is PunktSlag.STAENDE and self.rubrik.startswith(ANMALS)


@dataclass(frozen=True, slots=True)
class MotesbeslutFacts:
    """A decision of the meeting, about an ärende or a revision."""

    id: int
    nr: str
    beteckning: str
    rubrik: str
    text: str
    utfall: Utfall
    om_id: int
    om_slag: Slag


@dataclass(frozen=True, slots=True)
class MotesatagandeFacts:
    """What a decision of the meeting gave somebody to do, and the slot that answers for it."""

    id: int
    beslut_id: int
    uppgift: int
    text: str
    mottagare: str
    huvudman_id: int | None
    senast: date | None
    lage: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class RattelseFacts:
    """A slip in a decision that waits for the justerare's word."""

    id: int
    beslut_id: int
    fore: str
    efter: str
    tid: datetime


@dataclass(frozen=True, slots=True)
class TillbakaFacts:
    """A matter that comes back to a meeting: since ``dag``, why, with what, and why it rested until
    then, "" when it did not.
    """

    id: int
    slag: Slag
    nr: str
    beteckning: str | None
    rubrik: str
    lage: str
    dag: date
    som: Aterkomst
    med: str
    vilar: str = ""

    @property
    def namn(self) -> str:
        """What a sentence calls it."""
        return f"”{self.rubrik}” ({self.som.ord})"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoteCase(Case):
    """A meeting with its agenda.

    ``beslutande`` are the ids of those who could decide, frozen at the opening; ``ersattare`` those
    who may be noted in the place of some of them, ``kallade`` those who are called and
    ``andra_moten`` when the organ meets otherwise, read when a rule looks at them; ``foretradda``
    the huvudmän that had at least one there; ``senare_mote`` the day of the organ's first later
    meeting that is held or noted, while the minutes are being confirmed. ``beslut`` is what it
    decided, ``ataganden`` what that gave to do and ``rattelser`` the slips that wait for the
    justerare: each read when a rule looks at it. ``tillbaka`` is what comes back to it, while its
    agenda is built. ``rorda`` are the codes of the sectors that something on it concerns in
    particular, read where who is called hangs on them. ``inte_pa_plats`` are the ids of those who
    could decide and have left or are away today, while the minutes are written and confirmed.
    ``svar`` is what those who are called have said, ``franvarande`` the ids of those who could
    decide and were not there.
    """

    mote: MoteFacts
    punkter: tuple[PunktFacts, ...] = ()
    beslutande: frozenset[int] = frozenset()
    ersattare: Iterable[ErsattareFacts] = ()
    kallade: Iterable[KalladFacts] = ()
    rorda: Iterable[str] = ()
    andra_moten: Iterable[datetime] = ()
    foretradda: frozenset[int] = frozenset()
    senare_mote: date | None = None
    beslut: Iterable[MotesbeslutFacts] = ()
    ataganden: Iterable[MotesatagandeFacts] = ()
    rattelser: Iterable[RattelseFacts] = ()
    tillbaka: Iterable[TillbakaFacts] = ()
    inte_pa_plats: Iterable[int] = ()
    franvarande: frozenset[int] = frozenset()
    svar: Iterable[SvarFacts] = ()


def answer_of(case: MoteCase, person_id: int | None) -> SvarFacts | None:
    """Return what somebody has said of coming; None before that."""
    return next((one for one in case.svar if one.person_id == person_id), None)


def decision_of(case: MoteCase, beslut_id: int | None) -> MotesbeslutFacts | None:
    """Return one of the meeting's decisions; None when it is none of them."""
    return next((one for one in case.beslut if one.id == beslut_id), None)


def task_of(case: MoteCase, atagande_id: int | None) -> MotesatagandeFacts | None:
    """Return what a decision of the meeting gave to do; None when none did."""
    return next((one for one in case.ataganden if one.id == atagande_id), None)


def sectors_called(case: MoteCase) -> frozenset[str] | None:
    """Return the codes of the sectors that are called as the agenda stands; None when all are."""
    if not only_some(case.profile, case.register, case.mote):
        return None
    return case.profile.kallelse.kallas(frozenset(case.rorda))


def called_for(
    register: Register, mote: MoteFacts, kallade: Iterable[KalladFacts], *, some: bool
) -> tuple[Slot, ...]:
    """Return whom a meeting is called for: the organ, or each who is where only ``some`` are."""
    organ = register.organ_by_id(mote.organ_id)
    whole = Slot(drag=organ.namn if organ else "Organet", organ_id=mote.organ_id)
    if not some:
        return (whole,)
    return tuple(replace(whole, person_id=one.id) for one in kallade if not one.ersattare)


def only_some(profile: Profile, register: Register, mote: MoteFacts) -> bool:
    """Tell whether who is called hangs on what is up; a group's members always are."""
    return bool(profile.kallelse.sektorer) and mote.organ_id == register.ledningsgrupp().id
