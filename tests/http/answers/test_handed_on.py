"""An åtagande is handed on within the own huvudman: to one who takes part, or by name and address
to one who does not, who answers by a personal link.
"""

from __future__ import annotations

import pytest

from models.base import table_of
from models.tables import Atagande, Avisering, Huvudman, Organ, Person, Uppdrag
from models.vocabulary import Roll
from support.asking import Site
from support.county import Lan, epost
from support.paths.arende import atagande_in

COLLEAGUE = {"namn": "Enhetschef Alvesta", "epost": "Enhetschef@alvesta.example"}
OUTSIDE = {"namn": "Utanför", "epost": epost("utanfor")}


def in_hand(site: Site) -> str:
    """Return the address of what Alvesta has to do, today."""
    now = site.lan.now
    mine = f"/ataganden/{atagande_in(site.lan, 'tilldelat')}"
    site.lan.now = now
    return mine


def school_chef(lan: Lan, huvudman: str) -> None:
    """Give the one without uppdrag one for a huvudman."""
    with lan.database.session() as session:
        session.add(
            Uppdrag(
                person_id=lan.ids["utanfor"],
                organ_id=_id(lan, "organ", "lgs"),
                roll=Roll.LEDAMOT,
                huvudman_id=_id(lan, "huvudman", huvudman),
                sektor="skola",
                from_=lan.world.today,
            )
        )


def _id(lan: Lan, table: str, kod: str) -> int:
    rows = lan.rows(Organ if table == "organ" else Huvudman, kod=kod)
    return int(rows[0].id)


def refused(site: Site, mine: str, who: str = "alvesta", **said: str) -> str:
    """Return why it is not handed on."""
    answer = site.post(who, f"{mine}/steg/delegera", said)
    assert answer.status_code in {409, 422}, answer.text
    return " ".join(answer.json().get("hinder", [])) or answer.text


def test_a_colleague_who_hands_an_atagande_on_no_longer_sees_it(site: Site) -> None:
    mine = in_hand(site)
    site.step("alvesta", mine, "delegera", **OUTSIDE)
    answer = site.post("utanfor", f"{mine}/steg/delegera", {"delegat": epost("alvesta")})
    assert (answer.status_code, answer.content) == (204, b"")
    assert site.get("utanfor", mine).status_code == 404
    assert site.lan.rows(Atagande)[0].delegat_id == site.lan.ids["alvesta"]


def test_a_colleague_without_an_uppdrag_makes_nobody_known(site: Site) -> None:
    mine = in_hand(site)
    site.step("alvesta", mine, "delegera", **OUTSIDE)
    words = refused(site, mine, who="utanfor", **COLLEAGUE)
    assert "Bara den som svarar för Alvesta lämnar över till någon som inte finns" in words
    assert site.lan.rows(Person, epost="enhetschef@alvesta.example") == []


def test_a_colleague_outside_the_program_is_named_and_gets_a_letter_with_a_link(
    site: Site,
) -> None:
    mine = in_hand(site)
    site.step("alvesta", mine, "delegera", **COLLEAGUE)
    (new,) = site.lan.rows(Person, epost="enhetschef@alvesta.example")
    assert new.namn == "Enhetschef Alvesta"
    (letter,) = site.lan.rows(Avisering, mall="delegerat")
    assert (letter.person_id, letter.epost) == (new.id, new.epost)
    assert letter.data["av"] == "Alvesta"
    assert letter.data["svara"]["steg"] == "rapportera"


@pytest.mark.parametrize("by", ["delegat", "epost"])
def test_nobody_of_another_huvudman_is_handed_it(site: Site, by: str) -> None:
    mine = in_hand(site)
    named = {"namn": "Lessebo"} if by == "epost" else {}
    said = refused(site, mine, **{by: epost("lessebo")}, **named)
    assert "Lessebo hör till Lessebo" in said
    assert "inom den egna huvudmannen" in said
    assert site.lan.rows(Atagande)[0].delegat_id is None


def test_nobody_with_an_uppdrag_for_no_huvudman_is_handed_it(site: Site) -> None:
    mine = in_hand(site)
    assert "inte för Alvesta" in refused(site, mine, delegat=epost("representant"))


def test_whoever_has_been_handed_anothers_is_not_handed_ours(site: Site) -> None:
    mine = in_hand(site)
    theirs = next(row.id for row in site.lan.rows(Atagande) if row.id != int(mine.split("/")[-1]))
    site.step("lessebo", f"/ataganden/{theirs}", "delegera", **OUTSIDE)
    assert "hör till Lessebo" in refused(site, mine, **OUTSIDE)


def test_a_colleague_who_takes_part_for_the_same_huvudman_is_chosen(site: Site) -> None:
    mine = in_hand(site)
    school_chef(site.lan, "alvesta")
    site.step("alvesta", mine, "delegera", delegat=epost("utanfor"))
    assert site.lan.rows(Atagande)[0].delegat_id == site.lan.ids["utanfor"]


def test_the_chef_takes_back_what_was_handed_over(site: Site) -> None:
    mine = in_hand(site)
    site.step("alvesta", mine, "delegera", **COLLEAGUE)
    site.step("alvesta", mine, "delegera", delegat=epost("alvesta"))
    assert site.lan.rows(Atagande)[0].delegat_id == site.lan.ids["alvesta"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Välj vem som ska göra det"),
        ({"namn": "Enhetschef"}, "Skriv kollegans e-post."),
        ({"epost": "enhetschef@alvesta.example"}, "Skriv kollegans namn."),
        ({"delegat": epost("alvesta"), **COLLEAGUE}, "Inte båda."),
    ],
)
def test_a_colleague_is_named_in_one_way(site: Site, said: dict[str, str], words: str) -> None:
    assert words in refused(site, in_hand(site), **said)


def test_nobody_who_was_switched_off_is_handed_it(site: Site) -> None:
    mine, person = in_hand(site), table_of(Person)
    with site.lan.database.session() as session:
        off = person.update().where(person.c.id == site.lan.ids["utanfor"])
        session.execute(off.values(aktiv=False))
    assert "avstängd" in refused(site, mine, **OUTSIDE)
