"""Each party's own number of an agreement: read in, edited, found, and kept with the party."""

from __future__ import annotations

import pytest

from models.tables import Avtal, Avtalspart, Handelse
from support.agreements.files import LINK, RUBRIKER, csv_of, preview, read_in
from support.county import Lan
from support.paths.avtal import avtal
from workflows.avtal.importing import Andring, Utfall
from workflows.avtal.list import AvtalFilter, list_avtal
from workflows.avtal.views import avtal_by_id
from workflows.ground.errors import Hindered
from workflows.ground.payload import parse

ALVESTA, LESSEBO, REGIONEN = "Alvesta: KS 2023/117", "Lessebo: 23-45", "Regionen: 23RK1908"


def numbers(lan: Lan, sak_id: int) -> tuple[str, ...]:
    with lan.database.read() as session:
        actor = lan.actor(session, "sekreterare")
        return avtal_by_id(session, actor, lan.world, sak_id).diarienummer


def found(lan: Lan, q: str) -> list[str]:
    with lan.database.read() as session:
        which = parse(AvtalFilter, {"q": q})
        actor = lan.actor(session, "sekreterare")
        return [one.rubrik for one in list_avtal(session, actor, lan.world, which).poster]


def file(*columns: tuple[str, str]) -> str:
    """A file of one agreement with more columns."""
    return csv_of(
        [(*RUBRIKER, *(name for name, _ in columns)), (*LINK, *(cell for _, cell in columns))]
    )


WAYS = {
    "semicolons": (("Diarienr", f"{ALVESTA}; {LESSEBO}; {REGIONEN}"),),
    "lines and no colon": (
        ("Dnr", "Alvesta KS 2023/117\nLessebo 23-45\nRegion Kronoberg 23RK1908"),
    ),
    "commas": (("DIARIENUMMER", f"{ALVESTA}, {LESSEBO}, {REGIONEN}"),),
    "the party after": (
        ("Diarie-nr", "KS 2023/117 (Alvesta); 23-45 (Lessebo); 23RK1908 (Regionen)"),
    ),
    "a column for each": (
        ("Diarienr Alvesta", "KS 2023/117"),
        ("Lessebo dnr", "23-45"),
        ("Diarienummer (Region Kronoberg)", "23RK1908"),
    ),
    "one and a column": (("Diarienr", f"{ALVESTA};{REGIONEN}"), ("Diarienr Lessebo", "23-45")),
}


@pytest.mark.parametrize("way", WAYS)
def test_numbers_are_read_as_a_list_of_parties(lan: Lan, way: str) -> None:
    content = file(*WAYS[way])
    assert preview(lan, content).okanda == ()
    assert read_in(lan, content).antal(Utfall.NYTT) == 1
    assert numbers(lan, lan.rows(Avtal)[0].id) == (ALVESTA, LESSEBO, REGIONEN)
    assert read_in(lan, content).antal(Utfall.OFORANDRAT) == 1


def test_a_number_without_a_party_is_asked_about_and_never_dropped(lan: Lan) -> None:
    problem = preview(lan, file(("Diarienr", "23/117"))).problem
    assert problem == {
        "rad 2, Diarienummer": "Skriv vems diarienummer ”23/117” är: partens namn, kolon, numret."
    }
    problem = preview(lan, file(("Diarienr", "Växjö: 23/117"))).problem
    said = "Diarienummer har bara avtalets parter, och Växjö är ingen part."
    assert problem == {"rad 2, Diarienummer": said}


def test_what_a_file_leaves_out_stays_and_what_it_says_is_shown_before(lan: Lan) -> None:
    read_in(lan, file(("Diarienr", ALVESTA)))
    (row,) = read_in(lan, file(("Diarienr", REGIONEN))).rader
    both = f"{ALVESTA}, {REGIONEN}"
    assert row.andringar == (Andring("Diarienummer", ALVESTA, both),)
    assert read_in(lan, file()).antal(Utfall.OFORANDRAT) == 1
    assert numbers(lan, lan.rows(Avtal)[0].id) == (ALVESTA, REGIONEN)


def test_a_new_party_comes_with_its_number(lan: Lan) -> None:
    read_in(lan, file())
    more = dict(zip(RUBRIKER, LINK, strict=True)) | {"Parter": "alla", "Dnr": "Växjö: 2023-9"}
    read_in(lan, csv_of([tuple(more), tuple(more.values())]))
    assert numbers(lan, lan.rows(Avtal)[0].id) == ("Växjö: 2023-9",)


@pytest.mark.parametrize(
    "q",
    ["23RK1908", "ks 2023/117", "2023/117", "KS 2023-117", "2023:00117", "KS\u00a02023/\u200b117"],
)
def test_an_agreement_is_found_by_any_partys_number(lan: Lan, q: str) -> None:
    avtal(lan, rubrik="Annat", diarienummer=["Alvesta: KS 2023/1171", "Lessebo: 23RK19"])
    avtal(lan, diarienummer=[ALVESTA, REGIONEN])
    assert found(lan, q) == ["Avtal om hjälpmedel"]


def test_numbers_are_edited_cleared_and_told_in_the_history(lan: Lan) -> None:
    sak = avtal(lan, diarienummer=[ALVESTA])
    lan.step(sak, "sekreterare", "andra_uppgifter", diarienummer=[ALVESTA, LESSEBO])
    assert numbers(lan, sak) == (ALVESTA, LESSEBO)
    with lan.database.read() as session:
        view = avtal_by_id(session, lan.actor(session, "alvesta"), lan.world, sak)
    said = {one.rubrik: one.text for one in view.handelser[0].sagt}
    assert said["Diarienummer"] == f"{ALVESTA}\n{LESSEBO}"
    before = len(lan.rows(Handelse))
    lan.step(sak, "sekreterare", "andra_uppgifter", omrade="Vård")
    assert numbers(lan, sak) == (ALVESTA, LESSEBO)
    lan.step(sak, "sekreterare", "andra_uppgifter", diarienummer=[])
    assert (numbers(lan, sak), len(lan.rows(Handelse))) == ((), before + 2)
    with pytest.raises(Hindered, match="Skriv vems diarienummer"):
        lan.step(sak, "sekreterare", "andra_uppgifter", diarienummer=["KS 1"])


def test_a_party_that_stays_keeps_its_number_and_one_that_goes_takes_it_along(lan: Lan) -> None:
    sak = avtal(lan, diarienummer=[ALVESTA, LESSEBO], text=None, galler_fran=None)
    lan.step(sak, "sekreterare", "satt_parter", parter=["alvesta", "vaxjo"])
    assert numbers(lan, sak) == (ALVESTA,)
    assert {row.diarienummer for row in lan.rows(Avtalspart)} == {"", "KS 2023/117"}
