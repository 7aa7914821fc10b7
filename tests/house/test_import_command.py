"""``samflode importera avtal``: what a script reads, what a person reads, and in whose name it is
done.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.tables import Avtal, Handelse
from support.agreements.files import GOOD, LINK, RUBRIKER, csv_of, xlsx_of
from support.county import Lan, epost

pytestmark = pytest.mark.usefixtures("here")
Say = Callable[..., str]


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    path = tmp_path / "avtal.xlsx"
    path.write_bytes(xlsx_of([(*RUBRIKER, "Arkivplats"), *((*row, "") for row in GOOD[1:])]))
    return path


def test_a_preview_says_what_each_row_does_and_changes_nothing(
    say: Say, lan: Lan, fil: Path
) -> None:
    said = say("importera", "avtal", str(fil), "--forhandsvisa")
    assert said.splitlines() == [
        "Inget är ändrat. Så här skulle det bli. Avtal: 2 nya, 0 ändrade, 0 fanns redan.",
        "1 kolumn lästes inte: Arkivplats.",
        "  rad 2: Överenskommelse om hemsjukvård, blir nytt",
        "  rad 3: Avtal om Link, blir nytt",
    ]
    shown = json.loads(say("importera", "avtal", str(fil), "--forhandsvisa", "--json"))
    rows = shown.pop("rader")
    assert shown == {
        "forhandsvisning": True,
        "inlast": False,
        "nytt": 2,
        **dict.fromkeys(("andras", "oforandrat", "gar_inte"), 0),
        "okanda_kolumner": ["Arkivplats"],
        "fragor": [],
    }
    assert rows[1] == {
        "rad": 3,
        "namn": LINK[0],
        "utfall": "nytt",
        "slug": None,
        "andringar": [],
        "problem": [],
    }
    assert lan.rows(Avtal) == []


def test_the_file_is_read_in_as_the_sekreterare_or_as_the_one_named(
    say: Say, lan: Lan, fil: Path
) -> None:
    assert say("importera", "avtal", str(fil)).startswith("Filen är inläst. Avtal: 2 nya,")
    assert {event.aktor_id for event in lan.rows(Handelse)} == {lan.ids["sekreterare"]}
    fil.write_text(csv_of([RUBRIKER, (*LINK[:2], "Barn", *LINK[3:])]), encoding="utf-8")
    named = ("importera", "avtal", str(fil), "--person", epost("sammankallande").upper())
    assert "    Område: tomt → Barn\n" in say(*named, "--forhandsvisa")
    assert json.loads(say(*named, "--json"))["inlast"] is True
    assert lan.rows(Handelse)[-1].aktor_id == lan.ids["sammankallande"]
    assert say(*named).startswith("Filen är inläst. Avtal: 0 nya, 0 ändrade, 1 fanns redan.")


def test_a_file_with_a_mistake_is_refused_whole(say: Say, lan: Lan, fil: Path) -> None:
    fil.write_text(csv_of([*GOOD, ("Vela", "kung", *LINK[2:])]), encoding="utf-8")
    for more in ((), ("--forhandsvisa",)):
        said = say("importera", "avtal", str(fil), *more, code=1, refused=True)
        assert said.startswith("Inget är importerat.\nRad 4, Slag: ”kung” är inget slag.")
        shown = json.loads(say("importera", "avtal", str(fil), "--json", *more, code=1))
        assert (shown["inlast"], shown["gar_inte"]) == (False, 1)
        assert shown["rader"][2]["problem"][0]["kolumn"] == "Slag"
    assert lan.rows(Avtal) == []


def test_what_the_file_leaves_unsaid_is_asked_until_somebody_says_yes(
    say: Say, lan: Lan, fil: Path
) -> None:
    fil.write_bytes(xlsx_of([("Avtalsregister",), *GOOD]))
    asked = "Ovanför rubrikerna på rad 2 står ”Avtalsregister” på rad 1. Det läses inte."
    assert asked in say("importera", "avtal", str(fil), "--forhandsvisa").splitlines()
    said = say("importera", "avtal", str(fil), code=1, refused=True)
    assert said.splitlines() == [
        "Inget är importerat.",
        f"Fråga 1: {asked}",
        "Ska filen läsas så? Kör kommandot igen med --ja.",
    ]
    shown = json.loads(say("importera", "avtal", str(fil), "--json", code=1))
    assert (shown["inlast"], shown["fragor"]) == (False, [asked])
    assert lan.rows(Avtal) == []
    assert say("importera", "avtal", str(fil), "--ja").startswith("Filen är inläst. Avtal: 2 nya,")


def test_a_file_that_cannot_be_read_is_said_in_words(say: Say, lan: Lan, fil: Path) -> None:
    fil.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert "Är varken CSV eller Excel." in say(
        "importera", "avtal", str(fil), "--json", code=1, refused=True
    )
    gone = str(fil.with_name("ingen.csv"))
    assert say("importera", "avtal", gone, code=1, refused=True).endswith("platsen finns inte.\n")
    assert lan.rows(Avtal) == []


def test_somebody_who_may_has_to_do_it(say: Say, lan: Lan, fil: Path) -> None:
    said = say(
        "importera", "avtal", str(fil), "--person", "ingen@lan.example", code=1, refused=True
    )
    assert said.startswith("Ingen aktiv person har adressen")
    assert "kan bara göras av" in say(
        "importera", "avtal", str(fil), "--person", epost("alvesta"), code=1, refused=True
    )
    assert lan.rows(Avtal) == []


def test_where_nobody_is_known_it_says_what_comes_first(say: Say, fil: Path) -> None:
    assert "Läs in personerna först" in say("importera", "avtal", str(fil), code=1, refused=True)
