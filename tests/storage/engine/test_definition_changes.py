"""A revision begun under one definition goes on under the next, says under which it runs, and
remembers each step's.
"""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from models.lagen import Slag
from models.tables import Handelse, Revision
from support.county import Lan
from support.paths.revision import FORSLAG, LANGRE, revision_in, skriv
from workflows.engine.history.verification import verify
from workflows.nouns import LIFECYCLES, NOUNS
from workflows.revision.views import revision


def test_a_running_revision_goes_on_after_its_definition_has_changed(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    sak = revision_in(lan, "utarbetas")
    began = LIFECYCLES[Slag.REVISION].version
    changed = copy.copy(LIFECYCLES[Slag.REVISION])
    object.__setattr__(changed, "version", began + 1)
    noun = replace(NOUNS[Slag.REVISION], lifecycle=changed)
    monkeypatch.setitem(NOUNS._by_slag, Slag.REVISION, noun)
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG)
    with lan.database.read() as session:
        vy = revision(
            session, lan.actor(session, "au_ledamot"), lan.world, lan.rows(Revision, id=sak)[0].nr
        )
        assert verify(session, NOUNS).brott == []
    assert (vy.lage.value, vy.definitionsversion) == ("hos_au", began + 1)
    assert [row.definitionsversion for row in lan.rows(Handelse, sak_id=sak)][-3:] == [
        began,
        began + 1,
        began + 1,
    ]
