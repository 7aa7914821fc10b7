"""Django with viewflow.fsm: a transition with a permission, and the writes through Django's models.

The library keeps a permission to be asked for; taking the transition does not ask. So it is asked
first, as its documentation does.
"""

from __future__ import annotations

from typing import Any

from benchmarks.rivals.django_ground import PERMISSION, configure, models, users, write
from benchmarks.rivals.turns import given, take_turns

ON = given()
configure(ON)

from django.core.exceptions import PermissionDenied  # noqa: E402 - wants the settings
from django.db import transaction  # noqa: E402
from viewflow import fsm  # noqa: E402

TABLES = models()


def may(_flow: object, user: Any) -> bool:
    """Tell whether a user may take the step."""
    return bool(user.has_perm(PERMISSION))


class Flow:
    """Two states with a guarded step in each direction, as ours has."""

    state = fsm.State(str, default="under_beredning")

    def __init__(self, sak: Any) -> None:
        self.sak = sak

    @state.setter()
    def _set(self, value: str) -> None:
        self.sak.lage = value

    @state.getter()
    def _get(self) -> str:
        return str(self.sak.lage)

    @state.transition(source="under_beredning", target="kompletteras", permission=may)
    def begar(self) -> None:
        """Ask for a completion."""
        write(TABLES, self.sak, ON, "begar", "under_beredning")

    @state.transition(source="kompletteras", target="under_beredning", permission=may)
    def komplettera(self) -> None:
        """Give it."""
        write(TABLES, self.sak, ON, "komplettera", "kompletteras")


def main() -> None:
    """Take turns."""
    people = users()

    def step(role: str) -> None:
        with transaction.atomic():
            sak = TABLES.sak.objects.select_for_update(no_key=True).get(pk=ON.sak)
            flow = Flow(sak)
            taken = flow.begar if sak.lage == "under_beredning" else flow.komplettera
            if not taken.has_perm(people[role]):
                raise PermissionDenied
            taken()

    take_turns(ON, step, PermissionDenied)
