"""The day a form proposes is one when people are at work."""

from __future__ import annotations

import pytest

from models.tables import Arende, Revision
from support.paths.arende import arende_in
from support.paths.revision import revision_in
from support.site import Sajt


@pytest.mark.parametrize("opened", ["2024-03-08", "2024-03-10"])
def test_a_round_is_not_proposed_to_end_on_langfredag_or_paskdagen(sajt: Sajt, opened: str) -> None:
    """Three weeks later: 29 March is långfredag, 31 March påskdagen."""
    arende, revision = arende_in(sajt.lan, "under_beredning"), revision_in(sajt.lan, "hos_au")
    nr = {one.id: one.nr for one in (*sajt.lan.rows(Arende), *sajt.lan.rows(Revision))}
    sajt.lan.at(opened)
    for path in (f"/arenden/{nr[arende]}", f"/revisioner/{nr[revision]}"):
        html = sajt.client("au_ledamot").http.get(f"{path}/steg/skicka_pa_remiss").text
        assert 'value="2024-04-02"' in html, path
