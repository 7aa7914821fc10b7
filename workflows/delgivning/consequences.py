"""What follows when a party that had nobody at a meeting answers."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.county.slots import Slot
from workflows.delgivning import dates
from workflows.delgivning.facts import DelgivningCase
from workflows.delgivning.payloads import Invandning, Invandningssvar
from workflows.engine.effects import Change, Effect, Notify
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.handling import slots


def fragan(case: DelgivningCase) -> Notify:
    """Return the question itself, to the one who answers for the party; asked when the delgivning
    is made.
    """
    data = {"mottagare": case.delgivning.huvudman, "datum": case.mote.datum.isoformat()}
    return Notify(
        "tagit_del", (dates.delgivningens(case),), "Du svarar för det här i din organisation.", data
    )


_SPARAS = "Svaret sparas."


@foljd(_SPARAS)
def bekraftat(case: DelgivningCase, _said: object) -> Iterator[Effect]:
    """Store who answered, and when."""
    yield _answered(case, "")


@foljd(_SPARAS)
def invant(case: DelgivningCase, said: Invandning) -> Iterator[Effect]:
    """Store who answered, when, and what they object to."""
    yield _answered(case, required(said.invandning))


def _answered(case: DelgivningCase, objection: str) -> Change:
    who = case.actor.person_id
    return Change({"svarad": case.now, "svarad_av": who, "invandning": objection})


@foljd(
    "⟨Au_genitiv⟩ sekreterare och ordförande får invändningen, som står i ⟨inkorg⟩ tills den är"
    " besvarad."
)
def au_far_invandningen(case: DelgivningCase, said: Invandning) -> Iterator[Effect]:
    """Tell AU what the party objects to."""
    data = {
        "mottagare": case.delgivning.huvudman,
        "datum": case.mote.datum.isoformat(),
        "invandning": said.invandning,
    }
    to = (slots.au(case), slots.au_ordforande(case))
    yield Notify("invandning", to, slots.HALLER_IHOP, data)


@foljd("Den som svarar för parten, och den som invände, får veta vad ⟨au⟩ gjorde.")
def parten_far_svar(case: DelgivningCase, said: Invandningssvar) -> Iterator[Effect]:
    """Store what AU did and tell the party."""
    yield Change({"atgard": said.atgard})
    data = {
        "mottagare": case.delgivning.huvudman,
        "datum": case.mote.datum.isoformat(),
        "invandning": case.delgivning.invandning,
        "atgard": said.atgard,
    }
    to = (
        dates.delgivningens(case),
        Slot(drag="Den som invände", person_id=case.delgivning.svarad_av),
    )
    yield Notify("invandning_besvarad", to, "Din organisation invände mot ett beslut.", data)
