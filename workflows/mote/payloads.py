"""What the steps of a meeting want to know."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from models import limits
from models.vocabulary import Instammer, Kallelsebesked, NarvaroSlag, Uppenbartfel, Utfall
from workflows.ground.content import Content
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, SakNr, falt
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


class FlyttaMote(Payload):
    """Another day, time or place; what is left out stays as it was."""

    stands = True

    datum: Dag | None = falt("Dag", "datum", kravs="Välj dag.")
    tid: Klockslag | None = falt("Börjar kl.", "tid")
    slut: Klockslag | None = falt("Slutar kl.", "tid")
    plats: Rad | None = falt("Plats", longest=limits.RUBRIK)


class SvaraKallelse(Payload):
    """Whether somebody who is called comes, and who comes instead."""

    besked: Kallelsebesked | None = falt(
        "Kommer du?", "val", val=Kallelsebesked, kravs="Välj om du kommer."
    )
    ersattare: Rad | None = falt(
        "Vem kommer i stället?",
        hjalp="Namnet, om du inte kan och någon annan kommer.",
        longest=limits.NAMN,
    )


class SvarPaKallelse(SvaraKallelse):
    """The same about somebody else, who said it on the phone or through their calendar."""

    besked: Kallelsebesked | None = falt(
        "Besked", "val", val=Kallelsebesked, kravs="Välj vilket besked det är."
    )
    person: Rad | None = falt(
        "Vem har svarat?", "person", kravs="Välj vem som har svarat.", longest=limits.EPOST
    )


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


class OmBeslut(Payload):
    """A step about one of the meeting's decisions."""

    beslut: RadNr | None = falt("Beslut", "val", kravs="Välj beslutet.")


class RattaBeslut(OmBeslut):
    """Another wording, before the minutes are confirmed."""

    lydelse: Lopande | None = falt("Ny lydelse", "langtext", kravs="Skriv beslutet som det blev.")


class RattaAtagande(Payload):
    """Another task, addressee or day, before the minutes are confirmed."""

    atagande: SakNr | None = falt("Åtagande", "val", kravs="Välj åtagandet.")
    uppgift: Lopande | None = falt(
        "Vad ska göras?",
        "langtext",
        hjalp="Lämna tomt det som inte ändras.",
        longest=limits.KORT_TEXT,
    )
    huvudman: Rad | None = falt("Vem ska göra det?", "val", longest=limits.NAMN)
    senast: Dag | None = falt("Senast", "datum")


class AndraUtfall(OmBeslut):
    """Another outcome, by the word of who led the meeting."""

    utfall: Utfall | None = falt("Utfall", "val", val=Utfall, kravs="Välj bifall eller avslag.")
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class ForeslaRattelse(OmBeslut):
    """An obvious slip in a decision whose minutes are confirmed."""

    slag: Uppenbartfel | None = falt(
        "Vad blev fel?", "val", val=Uppenbartfel, kravs="Välj vad som blev fel."
    )
    star: Rad | None = falt(
        "Så står det",
        hjalp="Exakt de ord som är fel, så många att de bara finns på ett ställe.",
        kravs="Skriv orden som är fel.",
        longest=limits.RUBRIK,
    )
    ska_sta: Rad | None = falt(
        "Så ska det stå", kravs="Skriv orden som de ska stå.", longest=limits.RUBRIK
    )


class Tillbaka(Payload):
    """Something that comes back to a meeting, by the id of the matter."""

    sak: SakNr | None = falt("Vad gäller det?", "val", kravs="Välj vad det gäller.")


class SkjutUpp(Tillbaka):
    """It comes back to another meeting."""

    mote: SakNr | None = falt("Till vilket möte?", "mote", kravs="Välj ett möte.")


class LatVila(Tillbaka):
    """It rests, with a reason."""

    skal: Lopande | None = falt("Varför får det vila?", "langtext", kravs="Skriv varför.")
    till: Dag | None = falt(
        "Kommer upp igen från och med",
        "datum",
        hjalp="Högst ett år fram. Lämna tomt för ett halvår.",
    )


class SvaraPaRattelse(Payload):
    """The justerare's word about a slip."""

    rattelse: RadNr | None = falt("Rättelse", "val", kravs="Välj rättelsen.")
    stammer: Instammer | None = falt(
        "Är det ett uppenbart fel?", "val", val=Instammer, kravs="Svara ja eller nej."
    )
