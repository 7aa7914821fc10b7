"""What the steps of a delgivning want to know."""

from __future__ import annotations

from workflows.ground.payload import Lopande, Payload, falt


class Invandning(Payload):
    """What the party objects to."""

    invandning: Lopande | None = falt(
        "Vad invänder ni mot?",
        "langtext",
        hjalp="Säg vilket beslut det gäller, och varför.",
        kravs="Skriv vad ni invänder mot.",
    )


class Invandningssvar(Payload):
    """What AU did about it."""

    atgard: Lopande | None = falt(
        "Vad gjorde ni med invändningen?", "langtext", kravs="Skriv vad ni gjorde med invändningen."
    )
