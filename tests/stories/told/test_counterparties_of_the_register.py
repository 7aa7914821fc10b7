"""A party of another kind keeps its name, its kind and its address in the register of agreements,
from a file or a form, and signs each new text of the agreement.
"""

from __future__ import annotations

import pytest

from models.tables import Avisering, Avtalspart, Person, Revision, Revisionsmotpart
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


MANY = "Högskolan (lärosäte) <Anna Ek anna.ek@hogskolan.example, avtal@hogskolan.example>"


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


def people_of(lan: Lan, row: Avtalspart | Revisionsmotpart) -> list[tuple[str, str]]:
    """Return those who answer for one, by name and address, in order."""
    known = {one.id: (one.namn, one.epost) for one in lan.rows(Person)}
    return [known[one] for one in (row.person_id, *row.ovriga)]


def test_one_in_the_register_has_several_people_who_are_asked_in_each_revision(lan: Lan) -> None:
    sak = avtal(lan, motparter=[MANY])
    people = [
        ("Anna Ek", "anna.ek@hogskolan.example"),
        ("Högskolan", "avtal@hogskolan.example"),
    ]
    (part,) = lan.rows(Avtalspart, avtal_id=sak, slag="motpart")
    assert people_of(lan, part) == people
    (row,) = lan.rows(Revisionsmotpart, revision_id=revision(lan, sak))
    assert people_of(lan, row) == people


def test_the_file_keeps_the_commas_between_the_people_of_one(lan: Lan) -> None:
    content = csv_of([[*RUBRIKER, "Motparter"], [*LINK, f"{MANY}, {POLIS}"]])
    read_in(lan, content, "sekreterare")
    first, second = lan.rows(Avtalspart, slag="motpart")
    assert (first.namn, len(first.ovriga), second.namn) == ("Högskolan", 1, "Polismyndigheten")
    assert read_in(lan, content, "sekreterare").antal(Utfall.OFORANDRAT) == 1


@pytest.mark.parametrize("lage", ["utarbetas", "signeras"])
def test_one_that_is_added_in_the_register_comes_into_the_revision_that_runs(
    lan: Lan, lage: str
) -> None:
    rev = revision_in(lan, lage)
    (row,) = lan.rows(Revision, id=rev)
    lan.step(row.avtal_id, "sekreterare", "satt_parter", parter=["alla"], motparter=[MANY])
    (there,) = lan.rows(Revisionsmotpart, revision_id=rev)
    assert (there.namn, len(there.ovriga)) == ("Högskolan", 1)
    told = {one.person_id for one in lan.rows(Avisering, mall="revision_ny_motpart")}
    assert told == {lan.ids["sammankallande"]}, "the group; AU's sekreterare has done it"
    asked = {one.epost for one in lan.rows(Avisering, mall="revision_motpart")}
    wanted = {"anna.ek@hogskolan.example", "avtal@hogskolan.example"}
    assert asked == (wanted if lage == "signeras" else set())
