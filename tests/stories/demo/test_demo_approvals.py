"""The second county's revision on the morning its demo opens: no agenda before the last ledamot has
said its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import Session

from api.demo.kalmar.people import ALDRE, KOMMUNER, LEDAMOTER, SAMORDNARE
from api.demo.kalmar.revision import TYST
from models.tables import Mote, Revision
from support.county import Lan
from workflows.engine.door import Ask, load, take_step
from workflows.ground.errors import Hindered
from workflows.handling.approvals import lacking
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.approvals import said_of, standing

FORSLAG = {
    "sammanfattning": "En ändring till.",
    "invanare": "Som förut.",
    "konsekvenser": dict.fromkeys((*KOMMUNER, "region_kalmar_lan"), "Som förut."),
}


class _Undo(Exception):
    pass


@pytest.fixture(scope="module")
def demo(kalmar: Lan) -> Lan:
    """The demo; what the tests try in it is undone."""
    return kalmar


@contextmanager
def what_if(demo: Lan) -> Iterator[Session]:
    """Try something, and undo it."""
    with pytest.raises(_Undo), demo.database.session() as session:
        yield session
        raise _Undo


def do(demo: Lan, session: Session, who: str, step: str, **said: object) -> RevisionCase:
    """Take a step on the county's revision; return how it then stands."""
    sak = demo.rows(Revision)[0].id
    take_step(session, sak, Ask(step, said), demo.actor(session, who), demo.world)
    case = load(session, sak, demo.actor(session, who), demo.world)
    assert isinstance(case, RevisionCase)
    return case


def _mote(demo: Lan) -> int:
    return next(int(row.id) for row in demo.rows(Mote) if row.datum.isoformat() == "2025-11-28")


def test_with_every_approval_but_one_it_reaches_no_agenda_and_that_one_is_named(demo: Lan) -> None:
    with pytest.raises(Hindered) as refused, demo.database.session() as session:
        do(demo, session, SAMORDNARE, "satt_pa_dagordning", mote=_mote(demo))
    (said,) = refused.value.hinder
    assert "Socialchef, Torsås" in said
    assert not [one for one in KOMMUNER if one != "torsas" and one.capitalize() in said]


def test_with_all_it_does(demo: Lan) -> None:
    with what_if(demo) as session:
        do(demo, session, TYST, "godkann", version=1, ord="godkanner_med_anmarkning", text="Bra.")
        case = do(demo, session, SAMORDNARE, "satt_pa_dagordning", mote=_mote(demo))
        assert case.sak.lage == "pa_dagordning"
        assert len(standing(case)) == len(LEDAMOTER)


@pytest.mark.parametrize(("andring", "left"), [("redaktionell", len(LEDAMOTER) - 1), ("saklig", 0)])
def test_a_change_of_substance_voids_every_approval_and_an_editorial_one_none(
    demo: Lan, andring: str, left: int
) -> None:
    with what_if(demo) as session:
        do(demo, session, ALDRE, "omarbeta", skal="Ett ord till.")
        text = "# Syfte\n\nEn helt annan text."
        do(demo, session, ALDRE, "skriv_utkast", text=text, upplaga=2)
        wanted = ["Äldregruppen: en helt annan text."]
        said = {"andring": andring, "utover": wanted}
        case = do(demo, session, ALDRE, "lamna_forslag", **said, **FORSLAG)
        assert len(standing(case)) == left
        assert len(lacking(case, said_of(case))) == len(LEDAMOTER) - left
