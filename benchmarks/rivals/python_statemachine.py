"""python-statemachine: an automaton in memory with a guard; what is stored is written by hand."""

from __future__ import annotations

from itertools import count

import psycopg
from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from benchmarks.rivals.turns import given, take_turns
from benchmarks.writes import FIRST, WRITES, values


class Arende(StateMachine):
    """Two states with a guarded step in each direction, as ours has."""

    under_beredning = State(initial=True)
    kompletteras = State()
    begar = under_beredning.to(kompletteras, cond="is_au")
    komplettera = kompletteras.to(under_beredning, cond="is_au")

    def __init__(self, role: str, lage: str) -> None:
        self.role = role
        super().__init__(start_value=lage)

    def is_au(self) -> bool:
        """Tell whether the one who acts may."""
        return self.role == "au"


def main() -> None:
    """Take turns."""
    on = given()
    numbers = count(FIRST)
    lage = "under_beredning"
    with psycopg.connect(on.url, autocommit=False) as connection:

        def step(role: str) -> None:
            nonlocal lage
            said = values(on.sak, on.person, next(numbers))
            connection.execute(WRITES[0], said, prepare=True)
            machine = Arende(role, lage)
            try:
                machine.send("begar" if lage == "under_beredning" else "komplettera")
            except TransitionNotAllowed:
                connection.rollback()
                raise
            lage = str(machine.current_state_value)
            for statement in WRITES[1:]:
                connection.execute(statement, said, prepare=True)
            connection.commit()

        take_turns(on, step, TransitionNotAllowed)
