"""Both sides of every guard of an åtagande, and the count of all guards."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.tables import Atagande, Fil
from support.county import UPPGIFT, Lan, epost
from support.guards import BESLUT, LESSEBO, guard, guards_in_use, refused
from support.paths.arende import arende_in, atagande_in

ANSWERS = {
    "namn": ("Skriv ett namn.", {"namn": "Kontaktperson"}),
    "tal": ("Skriv ett tal.", {"tal": "3.5"}),
    "datum": ("Skriv ett datum.", {"datum": "2024-01-10"}),
    "text": ("Skriv vad ni har gjort.", {"text": "Klart."}),
}


@guard("beslut.svaret_finns")
@pytest.mark.parametrize("svar", ANSWERS)
def test_the_answer_is_of_the_kind_the_decision_wanted(lan: Lan, svar: str) -> None:
    sak = arende_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", **BESLUT, ataganden=[{**UPPGIFT, "svar": svar}])
    mine = lan.rows(Atagande)[0].id
    words, answer = ANSWERS[svar]
    assert words in refused(lan, mine, "alvesta", "rapportera")
    lan.step(mine, "alvesta", "rapportera", **answer)
    assert lan.lage(mine) == "rapporterat"


@guard("beslut.filen_finns")
def test_a_file_answers_only_when_the_reporter_uploaded_it(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", **BESLUT, ataganden=[{**UPPGIFT, "svar": "fil"}])
    mine = lan.rows(Atagande)[0].id
    with lan.database.session() as session:
        files = [
            Fil(
                namn="rutin.pdf",
                mimetyp="application/pdf",
                storlek=3,
                sha256="0" * 64,
                innehall=b"pdf",
                uppladdad=lan.now,
                uppladdad_av=lan.ids[who],
            )
            for who in ("lessebo", "alvesta")
        ]
        session.add_all(files)
        session.flush()
        theirs, own = (fil.id for fil in files)
    assert "Filen finns inte" in refused(lan, mine, "alvesta", "rapportera", fil=theirs)
    lan.step(mine, "alvesta", "rapportera", fil=own)


@guard("beslut.engangs", "beslut.staende")
def test_what_holds_until_further_notice_is_attested_and_what_is_done_once_is_reported(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "pa_dagordning")
    lan.step(
        sak,
        "sekreterare",
        "besluta",
        **BESLUT,
        ataganden=[{**UPPGIFT, "senast": "tills vidare"}, UPPGIFT],
    )
    standing, once = (
        row.id for row in lan.rows(Atagande) if row.huvudman_id == lan.rows(Atagande)[0].huvudman_id
    )
    assert "Stäm av" in refused(lan, standing, "alvesta", "rapportera")
    lan.step(standing, "alvesta", "stam_av", foljs="delvis")
    assert "Rapportera det i stället" in refused(lan, once, "alvesta", "stam_av", foljs="helt")


@guard("beslut.verifierare_utsedd", "beslut.inte_rapportoren")
def test_only_what_shall_be_verified_is_and_never_by_the_reporter(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    own = {
        **UPPGIFT,
        "mottagare": [{"slag": "huvudman", "kod": "alvesta"}, LESSEBO],
        "verifieras_av": epost("alvesta"),
    }
    lan.step(sak, "sekreterare", "besluta", **BESLUT, ataganden=[own])
    mine, theirs = (row.id for row in lan.rows(Atagande))
    for one, who in ((mine, "alvesta"), (theirs, "lessebo")):
        lan.step(one, who, "rapportera")
    assert "Du rapporterade själv" in refused(lan, mine, "alvesta", "verifiera")
    lan.step(theirs, "alvesta", "verifiera")


@guard("beslut.nytt_datum_senare")
def test_a_new_day_lies_ahead(lan: Lan) -> None:
    mine = atagande_in(lan, "tilldelat")
    why = {"orsak": "O", "stod": "S"}
    assert "redan varit" in refused(
        lan, mine, "alvesta", "anmal_avsteg", nytt_datum="2023-12-08", **why
    )
    lan.step(mine, "alvesta", "anmal_avsteg", nytt_datum="2024-02-01", **why)


def test_every_guard_of_every_lifecycle_has_a_test_that_names_it() -> None:
    tests = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parents[1].rglob("test_guards_*.py")
    )
    assert [name for name in set(guards_in_use()) if f'"{name}"' not in tests] == []
