"""A lifecycle that breaks a promise cannot be imported, and the machine moves only as the table
says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lagen import LAGEN, Slag
from models.lagen import RemissLage as S
from workflows.county.mandate import R
from workflows.county.slots import Slot
from workflows.engine.lifecycle import AnyStep, DefinitionError, Lifecycle, Step, Wait
from workflows.ground.payload import Tom, canonical
from workflows.nouns import LIFECYCLES

WAIT: Wait[Any] = Wait(lambda _: Slot("AU", organ_id=1), lambda _: date(2026, 11, 22), "i dag")
STEPS: list[AnyStep[Any]] = [
    Step("oppna", "Öppna", by=(R.AU,), source=(S.UTKAST,), dest=S.OPPEN, events=".", takes=Tom),
    Step("stang", "Stäng", by=(R.AU,), source=(S.OPPEN,), dest=S.STANGD, events=".", takes=Tom),
    Step(
        "aterkoppla",
        "Återkoppla",
        by=(R.AU,),
        source=(S.STANGD,),
        dest=S.ATERKOPPLAD,
        events=".",
        takes=Tom,
    ),
    Step("avbryt", "Avbryt", by=(R.AU,), source=(S.OPPEN,), dest=S.AVBRUTEN, events=".", takes=Tom),
]
WAITS = {S.UTKAST: WAIT, S.OPPEN: WAIT, S.STANGD: WAIT}
FINAL = frozenset({S.ATERKOPPLAD, S.AVBRUTEN})


def lifecycle(steps: list[AnyStep[Any]], **changed: Any) -> Lifecycle[Any]:
    """Return a lifecycle of a remiss with these steps; its import is what is tested."""
    parts: dict[str, Any] = {"waits": WAITS, "final": FINAL, **changed}
    return Lifecycle(slag=Slag.REMISS, version=1, initial=S.UTKAST, steps=steps, **parts)


def test_a_whole_lifecycle_is_accepted() -> None:
    assert lifecycle(STEPS).step("stang") is STEPS[1]


BROKEN: dict[str, Callable[[], Lifecycle[Any]]] = {
    "duplicate step oppna": lambda: lifecycle([*STEPS, STEPS[0]]),
    "unreachable state avbruten": lambda: lifecycle(STEPS[:3]),
    "dead end in state stangd": lambda: lifecycle([STEPS[0], STEPS[1], STEPS[3]]),
    "nobody's move and no date in state oppen": lambda: lifecycle(
        STEPS, waits={S.UTKAST: WAIT, S.STANGD: WAIT}
    ),
    "final state avbruten waits for somebody": lambda: lifecycle(
        STEPS, waits={**WAITS, S.AVBRUTEN: WAIT}
    ),
    "step oppna belongs to nobody": lambda: lifecycle([replace(STEPS[0], by=()), *STEPS[1:]]),
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_broken_lifecycle_is_refused_and_says_what_is_wrong(words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        BROKEN[words]()


@pytest.mark.parametrize("slag", Slag)
def test_no_state_has_a_back_door(slag: Slag) -> None:
    machine = LIFECYCLES[slag].machine
    assert set(machine.events) == {
        step.name for step in LIFECYCLES[slag].steps if step.dest is not None
    }


@pytest.mark.parametrize("slag", Slag)
def test_every_open_state_has_somebody_and_a_date_and_no_final_one_has(slag: Slag) -> None:
    one = LIFECYCLES[slag]
    assert set(one.waits) | set(one.final) == set(LAGEN[slag])
    assert not set(one.waits) & set(one.final)


def test_every_arende_state_belongs_to_a_phase() -> None:
    assert set(LIFECYCLES[Slag.ARENDE].phases) == set(LAGEN[Slag.ARENDE])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.dictionaries(st.text(), inner),
    )
)
def test_canonical_json_does_not_depend_on_the_order_of_keys(data: object) -> None:
    turned = dict(reversed(data.items())) if isinstance(data, dict) else data
    assert canonical(data) == canonical(turned)


def test_canonical_json_is_one_text_for_one_meaning() -> None:
    assert canonical({"b": "Å", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"Å"}'
    assert canonical("A\u030a") == canonical("Å")
    with pytest.raises(TypeError):
        canonical({"andel": [0.5]})
