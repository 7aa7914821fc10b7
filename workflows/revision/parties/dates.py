"""Those a revision waits for one by one: its parties and the ledamöter who must approve. Each has a
day of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workflows.county.slots import Delfrist, Slot
from workflows.ground.sentences import vems_drag
from workflows.handling import dates as handling_dates
from workflows.handling import slots
from workflows.handling.approvals import waited_for
from workflows.revision import dates
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.approvals import objections, said_of
from workflows.revision.parties.counterparts import outside_unsigned, slots_of
from workflows.revision.parties.rules import silent, unsigned
from workflows.revision.parties.unasked import not_asked


def godkannanden(case: RevisionCase) -> Iterator[Delfrist]:
    """Each ledamot who must approve the text and has said nothing of it; by the revision's
    own day. While AU has to choose whether the parties are asked again, nobody.
    """
    if not not_asked(case):
        yield from waited_for(case, said_of(case))


def partsbeslut(case: RevisionCase) -> Iterator[Delfrist]:
    """Each party that decides for itself and has not said; by the day the first of its instanser
    that are left meets, where that is known.
    """
    for one in silent(case):
        slot = slots.huvudmannens(case, one.huvudman_id, None)
        yield Delfrist(replace(slot, drag=one.saknas), one.planerat)


@vems_drag("parterna (⟨au⟩ bevakar), ⟨au⟩ när alla har svarat och någon inte sagt ja")
def parterna_eller_au(case: RevisionCase) -> Slot:
    """The parties that are to decide; once each has said something and not all said yes, it is AU's
    to go on.
    """
    return slots.parterna(case) if silent(case) else slots.au(case)


def parternas_beslut(case: RevisionCase) -> date:
    """The last day some party has planned; once each has said something AU acts in its usual
    time.
    """
    return dates.parternas_beslut(case) if silent(case) else handling_dates.au_tar_upp(case)


def slutlig_text(case: RevisionCase) -> date:
    """On the agenda of the meeting aimed at; AU takes care of an objection in its usual time."""
    day = dates.dagordningen(case)
    return min(day, handling_dates.au_tar_upp(case)) if objections(case) else day


def pa_motet(case: RevisionCase) -> date:
    """The day of the meeting it is on; an objection is taken care of in AU's usual time."""
    day = handling_dates.motesdagen(case)
    return min(day, handling_dates.au_tar_upp(case)) if objections(case) else day


def underskrifter(case: RevisionCase) -> Iterator[Delfrist]:
    """Each party that has not signed exactly this text: whoever it has said signs for it, or its
    chef while that person is away or gone; then those that are no huvudman.
    """
    for one in unsigned(case):
        slot = slots.huvudmannens(case, one.huvudman_id, None)
        if one.skriver_under_id is not None:
            slot = Slot(drag=slot.drag, person_id=one.skriver_under_id)
        yield Delfrist(slot)
    for motpart in outside_unsigned(case):
        yield from map(Delfrist, slots_of(motpart))
