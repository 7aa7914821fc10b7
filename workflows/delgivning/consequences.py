"""What follows when a party that had nobody at a meeting answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflows.county.slots import Slot
from workflows.delgivning import dates
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.effects import Change, Effect, Notify
from workflows.ground.sentences import foljd
from workflows.handling import whose


def fragan(case: DelgivningCase) -> Notify:
    """Return the question itself, to the one who answers for the party; asked when the delgivning
    is made.
    """
    data = {"mottagare": case.delgivning.huvudman, "datum": case.mote.datum.isoformat()}
    return Notify(
        "tagit_del", (dates.delgivningens(case),), "Du svarar för det här i din organisation.", data
    )


@foljd("Svaret sparas.")
def svarat(case: DelgivningCase) -> Iterator[Effect]:
    """Store who answered, when, and what they object to."""
    fields: dict[str, Any] = {"svarad": case.now, "svarad_av": case.actor.person_id}
    yield Change({**fields, "invandning": case.said("invandning") or ""})


@foljd(
    "⟨Au_genitiv⟩ sekreterare och ordförande får invändningen, som står i ⟨inkorg⟩ tills den är"
    " besvarad."
)
def au_far_invandningen(case: DelgivningCase) -> Iterator[Effect]:
    """Tell AU what the party objects to."""
    data = {
        "mottagare": case.delgivning.huvudman,
        "datum": case.mote.datum.isoformat(),
        "invandning": case.said("invandning"),
    }
    to = (whose.au(case), whose.au_ordforande(case))
    yield Notify("invandning", to, "Du håller ihop arbetet i ⟨au⟩.", data)


@foljd("Den som svarar för parten, och den som invände, får veta vad ⟨au⟩ gjorde.")
def parten_far_svar(case: DelgivningCase) -> Iterator[Effect]:
    """Store what AU did and tell the party."""
    yield Change({"atgard": case.said("atgard")})
    data = {
        "mottagare": case.delgivning.huvudman,
        "datum": case.mote.datum.isoformat(),
        "invandning": case.delgivning.invandning,
        "atgard": case.said("atgard"),
    }
    to = (
        dates.delgivningens(case),
        Slot(drag="Den som invände", person_id=case.delgivning.svarad_av),
    )
    yield Notify("invandning_besvarad", to, "Din organisation invände mot ett beslut.", data)
