"""Consequences as data. A rule says what shall follow; the engine carries it out in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.lagen import Slag
from models.vocabulary import FristForm, MottagareSlag, PunktUtfall, RemissSlag, Roll, SvarSlag, Utfall
from workflows.slots import Slot


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that follows from a step."""


@dataclass(frozen=True, slots=True)
class Change(Effect):
    """Write these fields of the matter's own row."""

    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notify(Effect):
    """Write one message to each person the slots resolve to.

    ``why`` says why they get it; ``data`` goes to the template. ``but`` is the id of
    somebody who needs no letter: what it says they did themselves.
    """

    mall: str
    to: tuple[Slot, ...]
    why: str
    data: Mapping[str, Any] = field(default_factory=dict)
    but: int | None = None


@dataclass(frozen=True, slots=True)
class TakeStep(Effect):
    """Take a step on another matter through the same door, in the same transaction.

    Skipped if it stands elsewhere already.
    """

    sak_id: int
    slag: Slag
    step: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    only_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveNumber(Effect):
    """Give the ärende its number in the ledningsgrupp's series of the year."""


@dataclass(frozen=True, slots=True)
class LinkDecisions(Effect):
    """Remember that these earlier decisions concern the same matter."""

    nr: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom an åtagande or a remiss goes, and the slot that answers for them."""

    slag: MottagareSlag
    id: int
    sektor: str | None = None
    ansvar_roll: Roll | None = None
    ansvar_organ_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenRemiss(Effect):
    """Open a round on a locked text; ``version_id`` when it is a locked text of a revision."""

    slag: RemissSlag
    fraga: str
    underlag: str
    sista_dag: date
    till: tuple[Addressee, ...]
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceOnAgenda(Effect):
    """Put the matter on a meeting's agenda; ``late`` is the reason when the agenda was already locked."""

    mote_id: int
    late: str = ""


@dataclass(frozen=True, slots=True)
class TakeOffAgenda(Effect):
    """Take the matter off an agenda that is still being built."""

    mote_id: int


@dataclass(frozen=True, slots=True)
class CloseItem(Effect):
    """Write how the matter's agenda item ended."""

    mote_id: int
    utfall: PunktUtfall
    anteckning: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing decided to be done: one åtagande for each addressee."""

    text: str
    svar: SvarSlag
    form: FristForm
    senast: date | None
    manader: tuple[int, ...]
    till: tuple[Addressee, ...]
    verifierare_id: int | None


@dataclass(frozen=True, slots=True)
class Decide(Effect):
    """Record a decision and give each party its åtaganden.

    Open ones of the replaced decisions are closed as replaced.
    """

    mote_id: int
    utfall: Utfall
    text: str
    ataganden: tuple[Obligation, ...]
    ersatter: tuple[str, ...] = ()
    inriktning: bool = False


@dataclass(frozen=True, slots=True)
class GiveObligations(Effect):
    """Give each party what the latest decision about the matter said that it shall do, from now on."""

    ataganden: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Announce(Effect):
    """Put a line for information on the next agenda of the ledningsgrupp that is still being built.

    It waits for one where there is none.
    """

    rubrik: str


@dataclass(frozen=True, slots=True)
class FreezeElectorate(Effect):
    """Write down who can decide, as the uppdrag stand when the meeting opens."""


@dataclass(frozen=True, slots=True)
class NoteAttendance(Effect):
    """Write how these people (person id → how) took part; an ersättare in the place of who was not there."""

    how: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class AgendaItem(Effect):
    """Add, note, move or remove an item of the agenda: ``what`` says which."""

    what: str
    punkt_id: int | None = None
    rubrik: str = ""
    anteckning: str = ""
    ordning: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmDecisions(Effect):
    """Mark the meeting's decisions as justerade."""


@dataclass(frozen=True, slots=True)
class AskParty(Effect):
    """Ask a huvudman that had nobody at the meeting whether it has taken part of the decisions."""

    huvudman_id: int


@dataclass(frozen=True, slots=True)
class Attest(Effect):
    """Record one periodic attestation of a standing åtagande."""

    period: str
    foljs: str
    tal: str | None
    kommentar: str


@dataclass(frozen=True, slots=True)
class GiveUppdrag(Effect):
    """Make the named person's uppdrag from an answer of kind namn, in place of whom an earlier answer named.

    Without an address (``epost`` "") nobody gets one.
    """

    namn: str
    epost: str
    huvudman_id: int
    organ_id: int
    roll: Roll
