"""What no row of a table can be is refused when a rule says it, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.avtal import Avtalspart
from models.mote import Dagordningspunkt
from models.remiss import Synpunkt
from models.revision import Godkannande, Revisionspart
from models.vocabulary import PunktSlag, PunktUtfall
from workflows.engine.effects import Remove, Write

ONE: dict[str, Any] = {"id": 4}

HELD: dict[str, Callable[[], object]] = {
    "values in the rows that are as it says": lambda: Write(
        Dagordningspunkt, {"utfall": PunktUtfall.BORDLAGT}, where=ONE
    ),
    "nothing where there may be nothing": lambda: Write(Avtalspart, {"lamnar": None}, where=ONE),
    "rows where there is nothing": lambda: Write(
        Godkannande, {"avsnitt": ""}, where={"ogiltig": None}
    ),
    "several rows": lambda: Write(Synpunkt, {"motivering": ""}, where={"id": (4, 5)}),
    "a new row, but for what has a value by itself": lambda: Write(
        Dagordningspunkt, {"ordning": 1, "slag": PunktSlag.STAENDE, "rubrik": "Mötet öppnas"}
    ),
    "rows that go": lambda: Remove(Dagordningspunkt, where={"mote_id": 2, "om_id": 3}),
}


@pytest.mark.parametrize("what", HELD)
def test_what_a_table_holds_can_be_said(what: str) -> None:
    assert HELD[what]()


REFUSED: dict[str, Callable[[], object]] = {
    "Revisionspart: no column slapt; beslutar is bool, not 'ja'": lambda: Write(
        Revisionspart, {"slapt": True, "beslutar": "ja"}, where={"revision_id": 1}
    ),
    "Revisionspart: slappt is bool, not None": lambda: Write(
        Revisionspart, {"slappt": None}, where={"revision_id": 1}
    ),
    "Dagordningspunkt: utfall is PunktUtfall, not 'bordlagt'": lambda: Write(
        Dagordningspunkt, {"utfall": "bordlagt"}, where=ONE
    ),
    "Synpunkt: id is int, not '5'": lambda: Write(
        Synpunkt, {"motivering": ""}, where={"id": (4, "5")}
    ),
    "Dagordningspunkt: nothing is said of slag; nothing is said of rubrik": lambda: Write(
        Dagordningspunkt, {"ordning": 1}
    ),
    "Dagordningspunkt: no column punkt": lambda: Remove(Dagordningspunkt, where={"punkt": 4}),
    "Dagordningspunkt: every row would go": lambda: Remove(Dagordningspunkt, where={}),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_a_table_cannot_hold_is_refused_and_says_what_is_wrong(words: str) -> None:
    with pytest.raises(TypeError) as wrong:
        REFUSED[words]()
    assert str(wrong.value) == words
