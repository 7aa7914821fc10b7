"""A thousand steps taken by people at random leave nothing lost, nothing half done and a history
that holds.
"""

from __future__ import annotations

import random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from support.county import Lan
from support.walks.arende import Walk, open_under_closed, unwatched
from support.walks.revision import RevisionWalk, signed_otherwise
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

STEPS = 1_000
REVISION_STEPS = 300


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_thousand_steps_lose_nothing_and_the_history_holds(lan: Lan, seed: int) -> None:
    walk = Walk(lan.at("2023-11-07"), random.Random(seed))  # noqa: S311 - a walk, not a secret
    walk.go(STEPS, "besluta", "svara", "rapportera", "fardigbered", "oppna")
    assert unwatched(lan) == []
    assert open_under_closed(lan) == []
    with lan.database.read() as session:
        report = verify(session, NOUNS)
    assert report.brott == []
    assert report.antal_handelser >= STEPS


def test_a_walk_among_revisions_loses_nothing_and_signs_only_what_was_locked(lan: Lan) -> None:
    walk = RevisionWalk(lan.at("2023-11-07"), random.Random(1))  # noqa: S311 - a walk, not a secret
    walk.go(
        REVISION_STEPS,
        "prioritera",
        "lamna_forslag",
        "slutfor",
        "besluta",
        "signera",
        "trad_i_kraft",
    )
    assert unwatched(lan) == []
    assert open_under_closed(lan) == []
    assert signed_otherwise(lan) == []
    with lan.database.read() as session:
        assert verify(session, NOUNS).brott == []
