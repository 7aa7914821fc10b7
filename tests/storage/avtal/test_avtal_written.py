"""What the register keeps of the steps on an agreement: texts, parties, how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import (
    Avtal,
    Avtalsbilaga,
    Avtalspart,
    Avtalssamband,
    Avtalsversion,
)
from support.county import Lan
from support.paths.avtal import NYARE, TEXT, TILLS_VIDARE, avtal
from support.paths.revision import paper
from workflows.ground.errors import Hindered

SKAL = "Vi ordnar det själva."
RUTIN = {"slag": "rutin", "rubrik": "Rutin för hjälpmedel"}


def test_a_stopped_correction_gives_back_the_text_that_held_not_one_that_is_to_come(
    lan: Lan,
) -> None:
    sak = avtal(lan, **RUTIN)
    coming = TEXT.replace("hjälpas åt", "dela på ansvaret")
    lan.step(sak, "sammankallande", "lagg_in_text", text=coming, galler_fran="2024-01-01")
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord.")
    lan.step(sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
    assert [row.text for row in lan.rows(Avtalsversion)] == [TEXT, coming, NYARE, TEXT]


def test_an_agreement_may_change_from_any_way_of_ending_to_any_other(lan: Lan) -> None:
    sak = avtal(lan)
    for way, day, months in (
        ("upphor", "2025-01-31", None),
        ("tills_vidare", None, None),
        ("automatisk", "2026-01-31", 6),
        ("tills_vidare", None, None),
        ("upphor", "2025-01-31", None),
        ("automatisk", None, 3),
    ):
        said = {"forlangning": way, "giltig_till": day, "forlangning_manader": months}
        lan.step(
            sak,
            "sekreterare",
            "andra_uppgifter",
            **{name: one for name, one in said.items() if one is not None},
        )
        assert lan.rows(Avtal)[0].forlangning == way
    lan.step(sak, "sekreterare", "andra_uppgifter", forlangning="upphor", forlangning_manader=7)
    assert lan.rows(Avtal)[0].forlangning_manader is None


def test_a_party_that_has_left_may_come_back(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE)
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    lan.at("2024-05-08").step(
        sak, "sekreterare", "satt_parter", parter=["alvesta", "lessebo", "region_kronoberg"]
    )
    assert [row.lamnar for row in lan.rows(Avtalspart, slag="part")] == [None, None, None]


def not_born(lan: Lan, **said: Any) -> str:
    """Return what stands in the way of a new line in the register."""
    with pytest.raises(Hindered) as caught:
        avtal(lan, **said)
    assert lan.rows(Avtal) == []
    return " ".join(caught.value.hinder)


def test_the_last_day_and_what_happens_then_agree(lan: Lan) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "Ett avtal som gäller tills vidare har ingen sista dag.": {"forlangning": "tills_vidare"},
        "Skriv avtalets sista dag, eller välj att det gäller tills vidare.": {"giltig_till": None},
        "Skriv med hur många månader avtalet förlängs.": {"forlangning_manader": None},
    }
    for words, said in wrong.items():
        assert not_born(lan, **said) == words


def test_a_correction_holds_from_its_day_and_one_that_is_stopped_is_taken_back(lan: Lan) -> None:
    sak = avtal(lan, **RUTIN)
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord.")
    assert [(row.redaktionell, row.galler_fran.isoformat()) for row in lan.rows(Avtalsversion)] == [
        (False, "2022-01-01"),
        (True, "2023-11-07"),
    ]
    lan.at("2023-11-14").step(sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
    assert [row.text for row in lan.rows(Avtalsversion)] == [TEXT, NYARE, TEXT]


def test_notice_is_kept_with_the_day_the_party_leaves_and_taken_back_whole(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE)
    lan.step(sak, "sekreterare", "satt_uppsagningstid", part="alvesta", manader=2)
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    lan.step(sak, "sekreterare", "saga_upp", part="Lessebo kommun", skal=SKAL)
    leaving = [row.lamnar for row in lan.rows(Avtalspart, slag="part")]
    assert [day and day.isoformat() for day in leaving] == ["2024-01-07", "2024-05-07", None]
    others = {"parter": ["lessebo", "region_kronoberg"]}
    lan.at("2024-01-08").step(sak, "sekreterare", "satt_parter", **others)
    assert lan.rows(Avtalspart, slag="part")[0].lamnar == leaving[0], "the register remembers it"
    lan.step(sak, "lessebo", "aterta_uppsagning", skal=SKAL)
    lessebo = lan.rows(Avtalspart, slag="part")[1]
    assert (lessebo.uppsagd, lessebo.lamnar) == (None, None)


def test_groups_of_parties_and_those_informed_are_kept_by_name(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(
        sak,
        "sekreterare",
        "satt_parter",
        parter=["kommuner", "regioner"],
        informeras=["Hemtjänst AB"],
    )
    assert len(lan.rows(Avtalspart, slag="part")) == 9
    assert [row.namn for row in lan.rows(Avtalspart, slag="informeras")] == ["Hemtjänst AB"]


def test_a_file_a_link_and_a_step_of_the_stairs_are_kept_with_the_agreement(lan: Lan) -> None:
    old, new = avtal(lan), avtal(lan)
    said = {"fil": paper(lan, "sammankallande"), "rubrik": "Karta"}
    lan.step(new, "sammankallande", "bifoga", **said)
    assert [row.rubrik for row in lan.rows(Avtalsbilaga)] == ["Karta"]
    lan.step(new, "sekreterare", "knyt", ersatter=["Avtal-om-hjalpmedel"])
    [row] = lan.rows(Avtalssamband)
    assert (row.avtal_id, row.till_id, row.slag.value) == (new, old, "ersatter")
    lan.step(new, "sekreterare", "andra_uppgifter", agare="pg_avtal", trappsteg="Gemensam plan")
    assert lan.rows(Avtal, id=new)[0].trappsteg == "plan"
