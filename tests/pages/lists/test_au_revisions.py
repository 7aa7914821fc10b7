"""AU's inbox lists every agreement that is being looked over."""

from __future__ import annotations

import pytest

from models.tables import Revision
from support.paths.revision import revision_in
from support.site import Sajt


@pytest.mark.parametrize("lage", ["prioriterad", "utarbetas", "sammanstalls", "hos_parterna"])
def test_a_revision_that_others_have_is_listed_too(sajt: Sajt, lage: str) -> None:
    sak = revision_in(sajt.lan, lage)
    page = sajt.client("sekreterare").http.get("/au").text
    assert f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}" in page
