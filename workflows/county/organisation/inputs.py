"""What people say about people: non-table models with limits, for the page, the API and the rows of
a CSV file.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from models import limits
from models.text import same_name
from models.vocabulary import Roll
from workflows.ground.deadlines import add_months, day_before, parse_day, within_calendar
from workflows.ground.payload import Epost, Payload, Rad, RadNr, falt
from workflows.ground.wording import allowed


def _day(value: object) -> object:
    # A plain date field would take "86400" for a number of seconds.
    return parse_day(value) if isinstance(value, str) else value


def role_named(text: str) -> Roll:
    """Return the role by its stored value or by its word, in any case. ValueError says what is
    allowed.
    """
    wanted = same_name(text)
    found = next((roll for roll in Roll if wanted in {roll.value, roll.ord}), None)
    if found is None:
        raise ValueError(allowed(roll.ord for roll in Roll))
    return found


def _roll(value: object) -> object:
    return role_named(value) if isinstance(value, str) else value


Dag = Annotated[date, BeforeValidator(_day), AfterValidator(within_calendar)]
Roller = Annotated[Roll, BeforeValidator(_roll)]


def _not_before_from(tom: date | None, others: ValidationInfo) -> date | None:
    start = others.data.get("from_")
    if tom is not None and start is not None and tom < start:
        raise ValueError(f"Ligger före första dagen {start}.")
    return tom


class NyttUppdrag(Payload):
    """A person's role in a body. Organ, huvudman and sektor by code or by name; ``from`` left out
    means from today.
    """

    model_config = ConfigDict(populate_by_name=True)

    epost: Epost = falt("E-post", "epost", longest=limits.EPOST, default=...)
    namn: Rad = falt("Namn", longest=limits.NAMN, default=...)
    organ: Rad = falt("Organ", "organ", longest=limits.NAMN, default=...)
    roll: Roller = falt("Roll", "val", val=Roll, default=...)
    huvudman: Rad | None = falt("Huvudman", "huvudman", longest=limits.NAMN)
    sektor: Rad | None = falt("Sektor", "val", longest=limits.NAMN)
    from_: Annotated[Dag | None, Field(alias="from")] = falt(
        "Från och med", "datum", hjalp="Tomt betyder i dag."
    )
    tom: Dag | None = falt("Till och med", "datum", hjalp="Tomt betyder tills vidare.")
    ersattare: Epost | None = falt(
        "Ersättare", "person", hjalp="Ersättarens e-post.", longest=limits.EPOST
    )

    _ordered = field_validator("tom")(_not_before_from)

    @field_validator("ersattare")
    @classmethod
    def _somebody_else(cls, ersattare: str | None, others: ValidationInfo) -> str | None:
        if ersattare is not None and ersattare == others.data.get("epost"):
            raise ValueError("Ersättaren ska vara någon annan.")
        return ersattare


class AvslutaUppdrag(Payload):
    """The last day of an uppdrag, that day included."""

    tom: Dag = falt("Till och med", "datum", default=...)


class NyErsattare(Payload):
    """The standing substitute of an uppdrag; left out it takes the substitute away."""

    ersattare: Epost | None = falt(
        "Ersättare", "person", hjalp="Ersättarens e-post.", longest=limits.EPOST
    )


class NyBrevtid(Payload):
    """On which weekday (Monday is 1) and from which hour somebody gets their letters."""

    brevdag: Annotated[int, Field(ge=1, le=5)] = falt("Veckodag", "val", default=...)
    brevtimme: Annotated[int, Field(ge=6, le=18)] = falt("Tid på dagen", "val", default=...)


class Bekraftelse(Payload):
    """Who may step in, as it was read: the id of the one who was asked for."""

    ersattare: RadNr | None = falt("Ersättare", "tal")


class NyFranvaro(Payload):
    """Days a person is away, both included and a year at most; without ersättare the standing
    substitutes step in.
    """

    model_config = ConfigDict(populate_by_name=True)

    from_: Annotated[Dag, Field(alias="from")] = falt("Från och med", "datum", default=...)
    tom: Dag = falt("Till och med", "datum", default=...)
    ersattare: Epost | None = falt(
        "Ersättare", "person", hjalp="Ersättarens e-post.", longest=limits.EPOST
    )

    _ordered = field_validator("tom")(_not_before_from)

    @field_validator("tom")
    @classmethod
    def _a_year_at_most(cls, tom: date, others: ValidationInfo) -> date:
        start = others.data.get("from_")
        if start is not None and tom >= add_months(start, 12):
            last = day_before(add_months(start, 12), 1)
            raise ValueError(
                f"En frånvaro är högst ett år: till {last}. Är personen borta längre avslutas"
                " uppdraget och någon annan får det."
            )
        return tom
