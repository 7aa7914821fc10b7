"""What the steps of an åtagande want to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import Field

from models import limits
from models.vocabulary import Foljs
from workflows.ground.payload import Epost, Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, VidMotet

Tal = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=16, decimal_places=4)]


class Rapportera(Payload):
    """The answer that was wanted; which field counts is decided by the kind of answer."""

    namn: Rad | None = falt("Namn", longest=limits.NAMN)
    epost: Epost | None = falt(
        "E-post",
        "epost",
        hjalp="Så att personen får ett uppdrag och kan logga in.",
        longest=limits.EPOST,
    )
    tal: Tal | None = falt("Tal", "tal")
    datum: Dag | None = falt("Datum", "datum")
    text: Lopande | None = falt("Så gjorde vi", "langtext")
    fil: RadNr | None = falt("Fil", "fil")
    kommentar: Lopande | None = falt("Kommentar", "langtext")


class Besked(Payload):
    """A few words on how it goes."""

    besked: Lopande | None = falt("Hur går det?", "langtext", kravs="Skriv hur det går.")


class AnmalAvsteg(Payload):
    """We will not, or not yet."""

    orsak: Lopande | None = falt("Varför?", "langtext", kravs="Skriv varför.")
    stod: Lopande | None = falt(
        "Vilket stöd behöver ni?",
        "langtext",
        kravs="Skriv vilket stöd ni behöver, eller att ni inte behöver något.",
    )
    nytt_datum: Dag | None = falt(
        "När kan det bli klart?", "datum", hjalp="Lämna tomt om ni inte kommer att göra det."
    )


class Notera(VidMotet):
    """What the ledningsgrupp said about it."""

    anteckning: Lopande | None = falt(
        "Vad sa ⟨ledningsgrupp⟩?", "langtext", kravs="Skriv vad ⟨ledningsgrupp⟩ sa."
    )
    stod: Lopande | None = falt("Vilket stöd erbjuds?", "langtext")


class Omprova(Notera):
    """Take it up again by a new day."""

    nytt_datum: Dag | None = falt("Ny dag", "datum", kravs="Välj en ny dag.")


class Delegera(Payload):
    """Hand it to a colleague: one who takes part here, or by name and address one who does not."""

    delegat: Rad | None = falt("Vem gör det?", "person", longest=limits.EPOST)
    namn: Rad | None = falt(
        "Namn",
        hjalp="Skriv namn och e-post i stället för att välja.",
        ibland="om kollegan inte finns att välja",
        longest=limits.NAMN,
    )
    epost: Epost | None = falt(
        "E-post",
        "epost",
        hjalp="Kollegan får ett brev med en personlig länk och behöver inte logga in.",
        ibland="om kollegan inte finns att välja",
        longest=limits.EPOST,
    )


class NyVerifierare(Payload):
    """Another verifies, for one who cannot."""

    verifieras_av: Rad | None = falt(
        "Vem verifierar?", "person", kravs="Välj vem som ska verifiera.", longest=limits.EPOST
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class StamAv(Payload):
    """A periodic attestation."""

    foljs: Foljs | None = falt("Följs det?", "val", val=Foljs, kravs="Välj hur det följs.")
    tal: Tal | None = falt("Tal", "tal")
    kommentar: Lopande | None = falt("Kommentar", "langtext")


class GerNyDag(Protocol):
    """A step that may give a new day."""

    @property
    def nytt_datum(self) -> date | None:
        """The day; None for none."""


class Rattning(Payload):
    """What a meeting corrects before its minutes are confirmed; ``huvudman`` by its code."""

    text: Lopande | None = falt("Vad", "langtext", longest=limits.KORT_TEXT)
    huvudman: Rad | None = falt("Vem", longest=limits.NAMN)
    senast: Dag | None = falt("Senast", "datum")
