"""A party of another kind keeps its name, its kind and its address in the register of agreements,
from a file or a form, and signs each new text of the agreement.
"""

from __future__ import annotations

import pytest

from models.tables import Avtalspart, Revisionsmotpart
from models.vocabulary import Motpartsslag
from support.agreements.files import LINK, RUBRIKER, csv_of, preview, read_in
from support.county import Lan
from support.guards import refused
from support.paths.avtal import avtal
from support.paths.revision import (
    IKRAFT,
    NAMNTECKNING,
    PARTER,
    paper,
    revision,
    revision_in,
    sha_of,
)
from workflows.avtal.importing import Utfall

LINE = "Högskolan (lärosäte) <avtal@hogskolan.example>"
POLIS = "Polismyndigheten (statlig myndighet) <avtal@polisen.example>"


def outside(lan: Lan, sak: int) -> list[tuple[str, Motpartsslag | None, str]]:
    """Return the parties of an agreement that are no huvudman."""
    rows = lan.rows(Avtalspart, avtal_id=sak, slag="motpart")
    return [(row.namn, row.motpartsslag, row.epost) for row in rows]


def test_a_file_gives_a_counterparty_its_name_kind_and_address(lan: Lan) -> None:
    names, values = [*RUBRIKER, "Motparter"], [*LINK, f"{LINE}, {POLIS}"]
    content = csv_of([names, values])
    read_in(lan, content, "sekreterare")
    (row, *_) = lan.rows(Avtalspart, slag="motpart")
    assert outside(lan, row.avtal_id) == [
        ("Högskolan", Motpartsslag.LAROSATE, "avtal@hogskolan.example"),
        ("Polismyndigheten", Motpartsslag.MYNDIGHET, "avtal@polisen.example"),
    ]
    assert read_in(lan, content, "sekreterare").antal(Utfall.OFORANDRAT) == 1
    reworded = csv_of([names, [*LINK, f"{LINE}, Polismyndigheten <avtal@polisen.example>"]])
    (found,) = preview(lan, reworded, "sekreterare").rader
    assert "Skriv vad Polismyndigheten är" in str(found)


def test_a_revision_begins_with_the_counterparties_of_its_agreement(lan: Lan) -> None:
    sak = avtal(lan, motparter=[LINE])
    rev = revision(lan, sak)
    (row,) = lan.rows(Revisionsmotpart, revision_id=rev)
    (part,) = lan.rows(Avtalspart, avtal_id=sak, slag="motpart")
    assert (row.namn, row.slag, row.person_id) == ("Högskolan", part.motpartsslag, part.person_id)


def test_who_signed_a_text_stands_in_the_register_from_its_day(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    who = {"kontakt": "Rektorn", "epost": "avtal@hogskolan.example"}
    lan.step(sak, "sekreterare", "skriv_in_motpart", namn="Högskolan", slag="larosate", **who)
    theirs = {"part": "Högskolan", "fil": paper(lan, "sekreterare"), **NAMNTECKNING}
    lan.step(sak, "sekreterare", "signera_pa_papper", **theirs)
    for one in PARTER:
        lan.step(sak, one, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    (row,) = lan.rows(Avtalspart, slag="motpart")
    assert outside(lan, row.avtal_id) == [
        ("Högskolan", Motpartsslag.LAROSATE, "avtal@hogskolan.example")
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Högskolan <a@hogskolan.example>", "Skriv vad Högskolan är, inom parentes efter namnet:"),
        ("Högskolan (lärosäte)", "Skriv e-postadressen till Högskolan efter slaget."),
        ("Alvesta (annan organisation) <a@b.example>", "Alvesta är huvudman. Välj den bland"),
    ],
)
def test_a_counterparty_is_refused_without_kind_or_address(lan: Lan, line: str, words: str) -> None:
    sak = avtal(lan)
    said = refused(lan, sak, "sekreterare", "satt_parter", parter=["alla"], motparter=[line])
    assert words in said


def test_a_counterparty_is_not_lost_by_a_line_that_is_gone(lan: Lan) -> None:
    sak = avtal(lan, motparter=[LINE])
    said = refused(lan, sak, "sekreterare", "satt_parter", parter=["alla"], motparter=[])
    assert "Högskolan är motpart i avtalet och kan inte tas bort här." in said
    lan.step(sak, "sekreterare", "satt_parter", parter=["alla"])
    assert len(outside(lan, sak)) == 1
