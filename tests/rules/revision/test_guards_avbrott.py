"""Both sides of every guard of breaking a revision off."""

from __future__ import annotations

import pytest

from support.cases.arende import meeting
from support.cases.county import naming
from support.cases.revision import revision_case
from support.guards import after, guard, obstacle
from workflows.ground.errors import RoleMissing


@guard("revision.inte_foreslaget", "revision.avbrott_foreslaget", "handling.vid_motet")
def test_a_revision_is_broken_off_when_au_has_proposed_it_at_an_open_meeting() -> None:
    why, here = {"skal": "Löst."}, meeting("2023-12-08", lage="oppnat")
    bare = revision_case("utarbetas")
    proposed = naming(revision_case("utarbetas", avbrott_skal="Löst."), here)
    assert after(bare, "au_ledamot", "foresla_avbrott", **why) == "utarbetas"
    again = obstacle(proposed, "au_ledamot", "foresla_avbrott", **why)
    assert again == "Förslaget väntar redan på ett möte."
    for step, to in (("avbryt", "avbruten"), ("avsla_avbrott", "utarbetas")):
        unasked = obstacle(naming(bare, here), "sekreterare", step, **why, mote=100)
        assert unasked.startswith("⟨Au⟩ har inte föreslagit att revisionen avbryts.")
        assert obstacle(proposed, "sekreterare", step, **why) == "Välj mötet där det beslutas."
        assert after(proposed, "sekreterare", step, **why, mote=100) == to
        for who in ("au_ledamot", "ordforande", "alvesta"):
            with pytest.raises(RoleMissing):
                obstacle(proposed, who, step, **why, mote=100)
