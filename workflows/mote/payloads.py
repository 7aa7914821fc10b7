"""What the steps of a meeting want to know."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from models import limits
from models.vocabulary import NarvaroSlag
from workflows.ground.content import Content
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag


def _local(clock: time) -> time:
    if clock.tzinfo is not None:
        raise ValueError("Ska vara ett klockslag här i länet, till exempel 09:00.")
    return clock


# A time of day as clocks in Stockholm show it; JSON Schema's own "time" is one with an offset.
_AS_TEXT = WithJsonSchema(
    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}
)
Klockslag = Annotated[time, AfterValidator(_local), _AS_TEXT]


class NyttMote(Payload):
    """A new meeting."""

    organ: Rad | None = falt("Organ", "organ", kravs="Välj organ.", longest=limits.NAMN)
    datum: Dag | None = falt("Dag", "datum", kravs="Välj dag.")
    tid: Klockslag | None = falt("Börjar kl.", "tid", kravs="Skriv när mötet börjar.")
    slut: Klockslag | None = falt("Slutar kl.", "tid")
    plats: Rad | None = falt("Plats", longest=limits.RUBRIK)


class NyPunkt(Payload):
    """A standing item."""

    rubrik: Rad | None = falt("Rubrik", kravs="Skriv en rubrik.", longest=limits.RUBRIK)


class Punkt(Payload):
    """An item of the agenda."""

    punkt: RadNr | None = falt("Punkt", "val", kravs="Välj en punkt.")


class FlyttaPunkt(Punkt):
    """Another place on the agenda."""

    ordning: Annotated[int, Field(ge=1, le=200)] | None = falt(
        "Ny plats", "tal", kravs="Skriv vilken plats punkten ska ha."
    )


class AnteckningPunkt(Punkt):
    """A note on a standing item."""

    anteckning: Lopande | None = falt("Anteckning", "langtext", kravs="Skriv en anteckning.")


class Deltagande(Content):
    """How one person took part; ``person`` is an address."""

    person: Annotated[Rad, Field(max_length=limits.EPOST)]
    narvaro: NarvaroSlag


class Narvaro(Payload):
    """Who was there."""

    deltagare: Annotated[tuple[Deltagande, ...], Field(max_length=200)] | None = falt(
        "Närvaro", "rader", kravs="Markera närvaron."
    )


class Anteckningar(Payload):
    """The notes of the meeting as a whole."""

    anteckningar: Lopande | None = falt("Anteckningar", "langtext", kravs="Skriv anteckningarna.")


class TillJustering(Payload):
    """To be confirmed."""

    justerare: Rad | None = falt(
        "Justerare", "person", kravs="Välj justerare.", longest=limits.EPOST
    )
