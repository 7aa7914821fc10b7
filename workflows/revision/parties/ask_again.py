"""What follows from what has changed since those asked answered: they are told of it, asked about
it again, or given the reason why not.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify, TakeStep
from workflows.ground.payload import required
from workflows.ground.sentences import foljd, pastaende
from workflows.handling import slots
from workflows.handling.approvals import against, slot_of
from workflows.handling.payloads import Skal
from workflows.revision.consequences import oppna_remiss
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.approvals import said_of
from workflows.revision.parties.unasked import (
    changes_told,
    left_to_au,
    not_asked,
    quoted,
    wanted_by_others,
)
from workflows.revision.payloads import FragaIgen, Slutligt


@foljd(
    "De som svarat på remissen får veta hur deras synpunkter togs om hand, och vad som har ändrats"
    " sedan de svarade."
)
def svaren_besvarade(case: RevisionCase, said: Slutligt) -> Iterator[Effect]:
    """Tell those who answered, in the letter they get anyway; one of its own where they have had
    that.
    """
    if case.remiss is None:
        return
    changed = changes_told(case, said)
    yield TakeStep(case.remiss.id, "aterkoppla", {"andrat": changed or None}, if_it_can=True)
    if changed and case.remiss.answered_to:
        to = tuple(slots.mottagarens(case, one) for one in case.remiss.mottagare if one.svar)
        if to:
            yield Notify("revision_andrad", to, _SVARADE, {"andrat": changed})


@pastaende("Om de som svarat på remissen får återkoppling när den slutliga texten låses.")
def vad_de_svarande_far(case: RevisionCase) -> str | None:
    """Say that those who answered are told how, where it has not been done already; None where
    nobody is.
    """
    if case.remiss is None or case.remiss.answered_to:
        return None
    if not any(one.svar for one in case.remiss.mottagare):
        return None
    return "De som svarat på remissen får veta hur deras synpunkter togs om hand."


@foljd("⟨Au⟩ och den som har invänt mot texten får veta att den omarbetas, och varför.")
def omarbetningen_sags(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Tell those who waited for it, beside the group."""
    objecting = against(case, said_of(case)) if case.profile.godkannande.kravs else ()
    for slot, why in (
        (slots.au(case), slots.HALLER_IHOP),
        *((slot_of(case, one), "Du invände mot texten.") for one in objecting),
    ):
        data = {"skal": said.skal}
        yield Notify("revision_omarbetas", (slot,), why, data, but=case.actor.person_id)


_SVARADE = "Din organisation har svarat på remissen."


@foljd("De som frågas svarar på exakt den senaste låsta texten och får veta vad som har ändrats.")
def fraga_igen(case: RevisionCase, said: FragaIgen) -> Iterator[Effect]:
    """Ask those it concerns about what has changed."""
    lines = quoted(wanted_by_others(case))
    changed = f"Texten har ändrats sedan ni svarade. {lines} Ställer ni er bakom den?"
    question = said.fraga or (changed if lines else None)
    asked_anew = said.model_copy(update={"fraga": question})
    yield from oppna_remiss(case, asked_anew)


@foljd("Parterna får veta vad som har ändrats, vem som ville det och ⟨au_genitiv⟩ skäl.")
def fragas_inte_igen(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Write why, and show it to all."""
    yield Change({"utan_ny_fraga": required(said.skal)})
    data = {"andrat": "\n".join(not_asked(case)), "skal": said.skal}
    to = tuple(_those_concerned(case))
    yield Notify("revision_fragas_inte_igen", to, "Din organisation är part i avtalet.", data)


def _those_concerned(case: RevisionCase) -> Iterator[Slot]:
    """Yield those who answered, of the sector that was asked, then who answers for a party that
    nobody has answered for.
    """
    answered = [one for one in case.remiss.mottagare if one.svar] if case.remiss else []
    yield from (slots.mottagarens(case, one) for one in answered)
    parties = {one.huvudman_id for one in answered}
    for part in case.kvar():
        if part.huvudman_id not in parties:
            yield slots.huvudmannens(case, part.huvudman_id, None)


@foljd(
    "Har texten ändrats i sak utan att en synpunkt bad om det får ⟨au⟩ välja: fråga igen, eller gå"
    " vidare utan."
)
def au_valjer(case: RevisionCase, said: Slutligt) -> Iterator[Effect]:
    """Tell AU what nobody has been asked about, with the two ways on."""
    if lines := left_to_au(case, said):
        data = {"andrat": "\n".join(lines)}
        yield Notify("revision_ofragad", (slots.au(case),), slots.HALLER_IHOP, data)
