"""What the steps want to know by which a question leaves a meeting and comes back."""

from __future__ import annotations

from models import limits
from workflows.ground.payload import Lopande, Payload, Rad, falt
from workflows.handling.payloads import Dag, PaMotet


class FortsattDialog(PaMotet):
    """The dialogue goes on."""

    anteckning: Lopande | None = falt(
        "Anteckning", "langtext", kravs="Skriv vad mötet kom fram till."
    )
    barare: Rad | None = falt(
        "Vem bär frågan vidare?",
        "organ",
        kravs="Välj vem som bär frågan vidare.",
        longest=limits.NAMN,
    )
    aterkommer: Dag | None = falt(
        "Kommer tillbaka till mötet",
        "datum",
        hjalp="Den som bär frågan ska ha svarat till mötets intagningsdag.",
        kravs="Välj vilket möte frågan ska komma tillbaka till.",
    )
    att_aterkomma_med: Lopande | None = falt(
        "Vad ska komma tillbaka?", "langtext", kravs="Skriv vad som ska komma tillbaka."
    )


class Lyft(PaMotet):
    """Up to a political body."""

    forum: Rad | None = falt("Forum", "organ", kravs="Välj forum.", longest=limits.NAMN)
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Svarstext(Payload):
    """What came back."""

    svar: Lopande | None = falt("Vad blev svaret?", "langtext", kravs="Skriv vad som kom fram.")


class Forumbeslut(PaMotet):
    """What the forum decided: a direction, for it binds no huvudman."""

    beslutstext: Lopande | None = falt(
        "Forumets beslut om inriktning", "langtext", kravs="Skriv vad forumet beslutade."
    )


class Forumdialog(PaMotet):
    """What the forum said without deciding anything."""

    anteckning: Lopande | None = falt(
        "Vad kom dialogen fram till?", "langtext", kravs="Skriv vad dialogen kom fram till."
    )
