"""In whatever state a matter stands, nothing is lost from anybody's list, nothing stands there
without cause or twice, and each card leads where its owner can do something.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.lagen import LAGEN, Slag
from models.tables import Frist
from support.county import KOMMUNER, Lan
from support.paths.arende import arende_in, atagande_in, mote_in, remiss_in
from support.paths.avtal import avtal_in
from support.paths.delgivning import delgivning_in
from support.paths.grupp import grupp_in
from support.paths.revision import revision_in
from support.walks.cards import wrong_in_lists
from workflows.county.profile.approval import Godkannanderegler

WAYS = {
    Slag.ARENDE: arende_in,
    Slag.MOTE: mote_in,
    Slag.REMISS: remiss_in,
    Slag.ATAGANDE: atagande_in,
    Slag.AVTAL: avtal_in,
    Slag.REVISION: revision_in,
    Slag.DELGIVNING: delgivning_in,
    Slag.GRUPP: grupp_in,
}
STATES = [(slag, lage.value) for slag, lagen in LAGEN.items() for lage in lagen]
NEVER_SEEN = {(Slag.REMISS, "utkast")}  # a round is opened in the step that makes it


@pytest.mark.parametrize(
    ("slag", "lage"), [one for one in STATES if one not in NEVER_SEEN], ids=str
)
def test_in_every_state_nothing_is_lost_from_any_list(lan: Lan, slag: Slag, lage: str) -> None:
    sak = WAYS[slag](lan, lage)
    assert wrong_in_lists(lan) == []
    for day in sorted({row.senast for row in lan.rows(Frist, sak_id=sak) if row.stangd is None}):
        for when in (day, day + timedelta(days=1)):
            if when >= lan.world.today:
                lan.at(when.isoformat())
                # The clock moves on what its day has come for; it has not been here.
                assert wrong_in_lists(lan, doable=False) == []


@pytest.mark.parametrize("objecting", [(), ("lessebo",)], ids=["none", "one"])
@pytest.mark.parametrize("silent", [(), ("alvesta",)], ids=["all", "but one"])
def test_where_every_ledamot_must_approve_nothing_is_lost_from_any_list(
    lan: Lan, objecting: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    lan.profile = lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    sak = revision_in(lan, "slutligt")
    for who in ("ordforande", *KOMMUNER, "region_kronoberg"):
        said = {"ord": "invander", "text": "Nej."} if who in objecting else {"ord": "godkanner"}
        if who not in silent:
            lan.step(sak, who, "godkann", version=1, **said)
    assert wrong_in_lists(lan) == []
