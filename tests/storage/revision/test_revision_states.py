"""Every state of a revision can be reached by people taking steps; each has whose move it is and a
date.
"""

from __future__ import annotations

import pytest

from models.lagen import RevisionLage
from models.tables import Frist
from support.county import Lan
from support.paths.revision import revision_in
from workflows.desk.nothing_lost import open_without_owner
from workflows.revision.lifecycle import REVISION


@pytest.mark.parametrize("lage", list(RevisionLage), ids=[lage.value for lage in RevisionLage])
def test_every_state_is_reached_and_has_an_owner_and_a_date_until_it_is_over(
    lan: Lan, lage: RevisionLage
) -> None:
    sak = revision_in(lan, lage.value)
    assert lan.lage(sak) == lage
    standing = [one for one in lan.rows(Frist, sak_id=sak) if one.stangd is None]
    assert sum(not one.delfrist for one in standing) == (0 if lage in REVISION.final else 1)
    asked_one_by_one = {RevisionLage.HOS_PARTERNA, RevisionLage.SIGNERAS}
    # AU watches the mandate and the time to the meeting aimed at, by a day of its own.
    asked_one_by_one |= {
        RevisionLage.PRIORITERAD,
        RevisionLage.UTARBETAS,
        RevisionLage.SAMMANSTALLS,
    }
    assert any(one.delfrist for one in standing) == (lage in asked_one_by_one)
    assert all(one.senast >= lan.world.today for one in standing)
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
