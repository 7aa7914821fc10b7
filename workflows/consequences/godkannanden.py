"""What a newly locked text means for those who must approve it."""

from __future__ import annotations

from collections.abc import Iterator

from models.revisionsord import Andringsgrad
from workflows.approvals import standing
from workflows.cases import GodkannareFacts, RevisionCase
from workflows.consequences import foljd
from workflows.effects import Effect, Notify
from workflows.effects_partsbeslut import VoidApprovals
from workflows.guards.revision import changes_the_text
from workflows.payloads.revision import Slutligt
from workflows.slots import Slot

_WHY = "Alla ledamöter behöver godkänna texten innan den kan beslutas."


@foljd(
    "Där länsprofilen kräver godkännande upphävs det som ändringens grad upphäver, och de som ska godkänna får brev."
)
def ny_text_lases(case: RevisionCase) -> Iterator[Effect]:
    """Void what the grade of the change voids; ask those who must act once the text is the final one."""
    rules, locked = case.profile.godkannande, _locked_now(case)
    stands = standing(case)
    if locked and locked[0] in rules.upphaver:
        stands = {}
        yield VoidApprovals()
    if not isinstance(case.payload, Slutligt):
        return
    for one in case.godkannare:
        changes = _since(case, one)
        if one.id not in stands:
            yield _letter(case, one, "igen" if _last_of(case, one) else "ny", changes)
        elif any(grade in rules.fragar for grade, _ in changes):
            yield _letter(case, one, "fortydligat", changes)


Changed = tuple[Andringsgrad, str]  # how much, and what


def _locked_now(case: RevisionCase) -> Changed | None:
    """Return the change whose text this step locks; None when the final text is one that was locked before."""
    if isinstance(case.payload, Slutligt) and not changes_the_text(case):
        return None
    return case.said("andring"), case.said("sammanfattning") or ""


def _last_of(case: RevisionCase, one: GodkannareFacts) -> int:
    """Return the id of the text a ledamot last said something of, void or not; 0 when it never has."""
    return max((said.version_id for said in case.godkannanden if said.for_id == one.id), default=0)


def _since(case: RevisionCase, one: GodkannareFacts) -> list[Changed]:
    """Return how the text has changed since a ledamot last said something of it, oldest first."""
    last, now = _last_of(case, one), _locked_now(case)
    before = [(text.andring, text.sammanfattning) for text in case.versioner if text.id > last]
    return [*before, now] if now else before


def _letter(case: RevisionCase, one: GodkannareFacts, vad: str, changes: list[Changed]) -> Notify:
    """Ask one ledamot, or who stands in for it, saying what has changed since it last spoke."""
    version = len(case.versioner) + (1 if _locked_now(case) else 0)
    what = "\n".join(text for _, text in changes if text)
    data = {"vad": vad, "version": version, "andrat": what, "mottagare": one.namn}
    slot = Slot(drag=one.namn, organ_id=case.register.ledningsgrupp().id, person_id=one.id)
    return Notify("godkann", (slot,), _WHY, data)
