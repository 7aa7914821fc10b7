"""An ersättare at a meeting speaks for the party of the one who was away."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from models.base import table_of
from models.tables import Beslutande, Delgivning, Franvaro, Mote
from support.county import Lan, epost
from support.paths.arende import arende_in
from support.paths.delgivning import confirmed, substitute
from workflows.ground.errors import Hindered


def came(lan: Lan, who: str, how: str = "pa_plats") -> dict[str, str]:
    """Return how one person took part."""
    assert who in lan.ids
    return {"person": epost(who), "narvaro": how}


def decided(lan: Lan) -> int:
    """Return a meeting that has taken a decision."""
    arende_in(lan, "implementeras")
    return int(lan.rows(Mote)[-1].id)


def noted(lan: Lan, mote: int, who: str) -> list[str]:
    """Return how somebody took part, once for each party."""
    return [row.narvaro.value for row in lan.rows(Beslutande, mote_id=mote, person_id=lan.ids[who])]


def test_whose_ersattare_was_there_is_not_asked_afterwards(lan: Lan) -> None:
    substitute(lan, "representant", "alvesta")
    mote = decided(lan)
    lan.step(
        mote, "sekreterare", "anteckna_narvaro", deltagare=[came(lan, "representant", "digitalt")]
    )
    assert (noted(lan, mote, "representant"), noted(lan, mote, "alvesta")) == (
        ["digitalt"],
        ["franvarande"],
    )
    confirmed(lan)
    assert lan.rows(Delgivning) == []


def test_an_ersattare_for_some_days_counts_on_those_days_only(lan: Lan) -> None:
    with lan.database.session() as session:
        for who, instead, day in (
            ("alvesta", "representant", "2023-12-08"),
            ("lessebo", "handlaggare", "2023-12-07"),
        ):
            row = {
                "person_id": lan.ids[who],
                "from_": day,
                "tom": day,
                "ersattare_id": lan.ids[instead],
            }
            session.execute(insert(table_of(Franvaro)).values(row))
    mote = decided(lan)
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=[came(lan, "representant")])
    with pytest.raises(Hindered, match="ingick inte i organet"):
        lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=[came(lan, "handlaggare")])


def test_a_member_who_also_stood_in_speaks_for_both_parties(lan: Lan) -> None:
    substitute(lan, "lessebo", "alvesta")
    mote = decided(lan)
    lan.step(
        mote,
        "sekreterare",
        "anteckna_narvaro",
        deltagare=[came(lan, "lessebo"), came(lan, "ljungby")],
    )
    assert noted(lan, mote, "alvesta") == ["pa_plats"]
    lan.step(
        mote,
        "sekreterare",
        "anteckna_narvaro",
        deltagare=[came(lan, "lessebo"), came(lan, "alvesta", "franvarande")],
    )
    assert noted(lan, mote, "lessebo") == ["pa_plats", "pa_plats"]
    confirmed(lan)
    assert lan.rows(Delgivning) == []


def test_noted_by_mistake_an_ersattare_is_taken_back(lan: Lan) -> None:
    substitute(lan, "representant", "alvesta")
    mote = decided(lan)
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=[came(lan, "representant")])
    lan.step(
        mote,
        "sekreterare",
        "anteckna_narvaro",
        deltagare=[came(lan, "representant", "franvarande")],
    )
    confirmed(lan)
    assert [row.huvudman_id for row in lan.rows(Delgivning)] == [
        row.huvudman_id for row in lan.rows(Beslutande, person_id=lan.ids["alvesta"])
    ]
