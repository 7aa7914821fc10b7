"""Those an agreement waits for one by one: the parties that have not decided about its next
period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflows.avtal.facts import AvtalCase
from workflows.county.slots import Delfrist
from workflows.handling import slots
from workflows.instanser.facts import silent


def forlangningsbeslut(case: AvtalCase) -> Iterator[Delfrist]:
    """Each party that has not said; by the day the first of its instanser that are left meets, else
    by the agreement's last day.
    """
    for one in silent(case.deciding()):
        if one.huvudman_id is not None:
            slot = slots.huvudmannens(case, one.huvudman_id, None)
            day = one.planerat or case.avtal.giltig_till
            yield Delfrist(replace(slot, drag=one.saknas), day)
