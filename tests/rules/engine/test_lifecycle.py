"""A lifecycle that breaks a promise cannot be imported, and the machine moves only as the table
says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lagen import LAGEN, ArendeLage, Fas, Slag
from models.lagen import RemissLage as S
from workflows.county.mandate import R
from workflows.county.slots import Slot
from workflows.engine.lifecycle import AnyStep, DefinitionError, Delar, Lifecycle, Step, Wait
from workflows.ground.payload import Tom, canonical
from workflows.nouns import LIFECYCLES

WAIT: Wait[Any] = Wait(
    lambda _: Slot("AU", organ_id=1), lambda _: date(2026, 11, 22), "i dag", left="Gör klart"
)
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
    parts: dict[str, Any] = {"version": 1, "waits": WAITS, "final": FINAL, **changed}
    return Lifecycle(slag=Slag.REMISS, initial=S.UTKAST, steps=steps, **parts)


def fact(**changed: Any) -> AnyStep[Any]:
    """Return a step that only records something."""
    said: dict[str, Any] = {"name": "skriv", "source": (S.OPPEN,), "dest": None, **changed}
    return Step(rubrik="Skriv", by=(R.AU,), events=".", takes=Tom, **said)


def test_a_whole_lifecycle_is_accepted() -> None:
    assert lifecycle(STEPS).step("stang") is STEPS[1]
    whole = fact(moves=(S.OPPEN,), otherwise=((S.UTKAST, "Öppna först."),), written_in="stang")
    assert lifecycle([*STEPS, whole]).step("skriv") is whole


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
    "step skriv is taken from no state": lambda: lifecycle([*STEPS, fact(source=())]),
    "no step can be called skapa": lambda: lifecycle([*STEPS, fact(name="skapa")]),
    "no step can be called lämna/in": lambda: lifecycle([*STEPS, fact(name="lämna/in")]),
    "step skriv names <ArendeLage.UTKAST: 'utkast'>, no state of its own": lambda: lifecycle(
        [*STEPS, fact(source=(ArendeLage.UTKAST,))]
    ),
    "step skriv names <ArendeLage.AVSLUTAT: 'avslutat'>, no state of its own": lambda: lifecycle(
        [*STEPS, fact(dest=ArendeLage.AVSLUTAT)]
    ),
    "step skriv names <ArendeLage.BERETT: 'berett'>, no state of its own": lambda: lifecycle(
        [*STEPS, fact(moves=(ArendeLage.BERETT,))]
    ),
    "step skriv names <ArendeLage.LYFT: 'lyft'>, no state of its own": lambda: lifecycle(
        [*STEPS, fact(otherwise=((ArendeLage.LYFT, "Vänta."),))]
    ),
    "waits names <ArendeLage.LYFT: 'lyft'>, no state of its own": lambda: lifecycle(
        STEPS, waits={**WAITS, ArendeLage.LYFT: WAIT}
    ),
    "final names <ArendeLage.LYFT: 'lyft'>, no state of its own": lambda: lifecycle(
        STEPS, final=FINAL | {ArendeLage.LYFT}
    ),
    "phases names <ArendeLage.LYFT: 'lyft'>, no state of its own": lambda: lifecycle(
        STEPS, phases={ArendeLage.LYFT: Fas.BEREDNING}
    ),
    "step skriv is taken from oppen, and says otherwise": lambda: lifecycle(
        [*STEPS, fact(otherwise=((S.OPPEN, "Vänta."),))]
    ),
    "step lasa is named, but not there": lambda: lifecycle([*STEPS, fact(written_in="lasa")]),
    "step svara is named, but not there": lambda: lifecycle(
        STEPS, waits={**WAITS, S.OPPEN: replace(WAIT, delar=Delar(lambda _: (), "svara", "alla"))}
    ),
    "versions are counted from 1": lambda: lifecycle(STEPS, version=0),
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_broken_lifecycle_is_refused_and_says_what_is_wrong(words: str) -> None:
    with pytest.raises(DefinitionError, match=rf"^remiss: .*{re.escape(words)}"):
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
    # At its end only others may be waited for, each with a day of their own.
    for lage in set(one.waits) & set(one.final):
        others = one.waits[lage].delar
        assert others is not None
        assert others.ensam


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
