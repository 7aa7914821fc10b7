"""viewflow.workflow: a process whose tasks are assigned, started and executed, which makes the next
one; the writes through Django's models.
"""

from __future__ import annotations

from typing import Any

from benchmarks.rivals.django_ground import PERMISSION, configure, models, users, write
from benchmarks.rivals.turns import given, take_turns

ON = given()
configure(ON)

from django.core.exceptions import PermissionDenied  # noqa: E402 - wants the settings
from viewflow import this  # noqa: E402
from viewflow.workflow import flow, lock  # noqa: E402
from viewflow.workflow.models import Process, Task  # noqa: E402

TABLES = models()


class Arende(flow.Flow):
    """Two tasks that lead to each other, as our steps do."""

    process_class = Process
    task_class = Task
    lock_impl = lock.select_for_update_lock

    start = flow.StartHandle().Next(this.begar)
    begar = flow.View(lambda _request: None).Permission(PERMISSION).Next(this.komplettera)
    komplettera = flow.View(lambda _request: None).Permission(PERMISSION).Next(this.begar)


def main() -> None:
    """Take turns."""
    people = users()
    Arende.start.run()
    process = Process.objects.get()

    def step(role: str) -> None:
        user: Any = people[role]
        with Arende.lock(process.pk):
            sak = TABLES.sak.objects.select_for_update(no_key=True).get(pk=ON.sak)
            task = Task.objects.get(process=process, finished__isnull=True)
            activation = task.flow_task.activation_class(task)
            if not activation.assign.has_perm(user):
                raise PermissionDenied
            activation.assign(user)
            activation.start(None)
            before = sak.lage
            sak.lage = "kompletteras" if before == "under_beredning" else "under_beredning"
            write(TABLES, sak, ON, task.flow_task.name, before)
            activation.execute()

    take_turns(ON, step, PermissionDenied)
