"""What may follow from a step on an ärende or a revision, as data: a round, a place on an agenda, a
decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.vocabulary import (
    FristForm,
    MottagareSlag,
    RemissSlag,
    Roll,
    SvarSlag,
    Utfall,
)
from workflows.county.slots import Slot
from workflows.engine.effects import Effect, Notify


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

    def columns(self) -> dict[str, object]:
        """Return the addressee as the rows of an åtagande and of a recipient hold it."""
        return {
            "mottagare": self.slag,
            "huvudman_id": self.id if self.slag == "huvudman" else None,
            "organ_id": self.id if self.slag == "organ" else None,
            "person_id": self.id if self.slag == "person" else None,
            "sektor": self.sektor,
            "ansvar_roll": self.ansvar_roll,
            "ansvar_organ_id": self.ansvar_organ_id,
        }


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
    """Put the matter on a meeting's agenda; ``late`` is the reason when the agenda was already
    locked.
    """

    mote_id: int
    late: str = ""


@dataclass(frozen=True, slots=True)
class WaitForForum(Effect):
    """Wait for the next meeting that an organ plans. Whoever plans one meanwhile waits for us; one
    that was planned just before is not missed.
    """

    organ_id: int


@dataclass(frozen=True, slots=True)
class PlaceAvsteg(Effect):
    """Put an avsteg on a meeting's agenda, under a heading."""

    mote_id: int
    rubrik: str


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
    """Give each party what the latest decision about the matter said that it shall do, from
    now on.
    """

    ataganden: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Announce(Effect):
    """Put a line for information on the next agenda of the ledningsgrupp that is still being built.

    It waits for one where there is none.
    """

    rubrik: str


@dataclass(frozen=True, slots=True)
class ConfirmDecisions(Effect):
    """Mark the meeting's decisions as justerade."""


@dataclass(frozen=True, slots=True)
class TellDecisions(Effect):
    """Tell those who answer for what the meeting decided, unless the profile waits for the
    minutes.
    """


@dataclass(frozen=True, slots=True)
class RewordLetters(Effect):
    """Let the letters about a matter that wait for the meeting say a text as it now stands."""

    om_id: int
    fore: str
    efter: str


@dataclass(frozen=True, slots=True)
class TakeBackLetters(Effect):
    """Let no letter about the matter leave that waits for a meeting."""


@dataclass(frozen=True, slots=True)
class TellWhoRaisedIt(Effect):
    """Send a letter to whoever raised a matter, where somebody did; not to those who have ``had``
    it.
    """

    om_id: int
    letter: Notify
    had: tuple[Slot, ...] = ()
