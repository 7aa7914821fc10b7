"""What an ärende's page asks of the steps that are open: the one it is about, and what that one
has already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from models.vocabulary import Efterlevnad, Hantering
from workflows.arende.views import ArendeVy
from workflows.engine.door import OpenStep
from workflows.ground.words import antal
from workflows.handling.history import HandelseVy

WRITE: Final = "redigera"
HAND_IN: Final = "lamna_in"


def leading(vy: ArendeVy) -> OpenStep | None:
    """Return the first step of the lifecycle's table that leads forward from here."""
    forward = [step for step in vy.steg if step.tone == "framat"]
    # What was sent in for information or dialogue is not decided on.
    if Hantering.BESLUT not in vy.onskad_hantering:
        forward.sort(key=lambda step: step.namn == "besluta")
    return forward[0] if forward else None


def _answers_question(step: OpenStep) -> bool:
    """Tell whether a step answers what AU asked for."""
    return step.namn == "komplettera"


def question(history: Sequence[HandelseVy]) -> str:
    """Return what AU asked for last, from a history with the newest event first; "" when it never
    did.
    """
    asked = next((event for event in history if event.steg == "begar_komplettering"), None)
    return f"⟨Au⟩ undrar: {' '.join(one.text for one in asked.sagt)}" if asked else ""


# What somebody said that is to be seen to, or is now known, before it is ready.
_SAID_SINCE = {"aterremittera": "Mötet återremitterade ärendet", "komplettera": "Kompletterat"}


def to_see_to(step: OpenStep, history: Sequence[HandelseVy]) -> str:
    """Return what whoever takes a step is to have in view: what AU asked for, or what came back
    with the ärende since it was last ready, from a history with the newest event first.
    """
    if _answers_question(step):
        return question(history)
    if step.namn != "fardigbered":
        return ""
    since = takewhile(lambda event: event.steg != "fardigbered", history)
    last = next((event for event in since if event.steg in _SAID_SINCE), None)
    if last is None:
        return ""
    return f"{_SAID_SINCE[last.steg]}: {' '.join(one.text for one in last.sagt)}"


def in_place(vy: ArendeVy, step: OpenStep) -> Iterator[str]:
    """Yield what a step wants and already has."""
    if step.namn == "fardigbered":
        yield from _prepared(vy)
    elif step.namn == HAND_IN:
        yield from (
            text
            for text, there in (("Rubrik finns", vy.rubrik), ("Fråga finns", vy.fraga))
            if there
        )
    elif step.namn == "avsluta":
        done = sum(1 for one in vy.ataganden if one.ord is Efterlevnad.KLART)
        if done:
            yield f"{done} av {antal(len(vy.ataganden), 'åtagande är klart', 'åtaganden är klara')}"


def _prepared(vy: ArendeVy) -> Iterator[str]:
    linked = any(one.hur == "utpekat" for one in vy.tidigare_beslut)
    words = {
        f"Föredragande är {vy.foredragande}": bool(vy.foredragande),
        "Förslag till beslut finns": bool(vy.forslag_beslut),
        "Åtaganden är föreslagna": bool(vy.forslag_ataganden),
        "Beslutet ger inga åtaganden": vy.forslag_ataganden == (),
        "Konsekvenser är beskrivna": bool(vy.konsekvenser),
        "Hur invånare deltog är beskrivet": bool(vy.invanare),
        "Tidigare beslut är länkade": linked,
    }
    yield from (text for text, there in words.items() if there)
