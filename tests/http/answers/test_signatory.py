"""Who signs for a party is said by the party, with instrument and date: they get the text in a
letter and sign by its link. There is a receipt, and it is taken back until all have signed.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import (
    Avisering,
    Franvaro,
    Frist,
    Handelse,
    Person,
    Signatur,
    Undertecknare,
    Uppdrag,
)
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, epost
from support.guards import refused
from support.paths.revision import NAMNTECKNING, PARTER, paper, revision_in, sha_of
from support.site import Sajt
from workflows.county.register import load_register
from workflows.ground.errors import RoleMissing
from workflows.reminders.renew import renew

NAMED = {
    "namn": "Kommundirektören",
    "epost": epost("utanfor"),
    "befattning": "Kommundirektör",
    "behorighet": "Kommunstyrelsens delegationsordning 4.2",
    "behorighet_datum": "2023-01-16",
}


LINK = re.compile(r"(/svara/\S+)")


@pytest.fixture
def key(settings: Settings) -> bytes:
    return secret_key(settings)


def link_to(lan: Lan, key: bytes, who: str) -> str:
    """Deliver what waits; return the link in the latest letter to somebody."""
    deliver(lan.database, Mailbox(key), lan.now)
    texts = [letter.text for letter in lan.rows(Avisering, person_id=lan.ids[who])]
    return str(LINK.findall("\n".join(texts))[-1])


def letters(lan: Lan, mall: str) -> list[str]:
    """Return to whom letters of a kind went."""
    return [row.epost for row in lan.rows(Avisering, mall=mall)]


def contact(lan: Lan, who: str, huvudman: str) -> None:
    """Make somebody the kontaktperson of a huvudman."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named(huvudman)
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.KONTAKTPERSON,
                huvudman_id=party.id,
                from_=date(2023, 1, 1),
            )
        )


def test_whom_the_party_names_signs_by_the_link_of_a_letter(sajt: Sajt, key: bytes) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    link = link_to(lan, key, "utanfor")
    page = sajt.client(None).http.get(link).text
    assert "Du skriver under för Alvesta som Kommundirektör" in page
    assert "Kommunstyrelsens delegationsordning 4.2" in page
    assert sajt.client(None).fill_in(link).status_code == 303
    (row,) = lan.rows(Signatur)
    said = (row.person_id, row.befattning, row.behorighet, row.behorighet_datum, row.sha256)
    right = ("Kommundirektör", NAMED["behorighet"], date(2023, 1, 16))
    assert said == (lan.ids["utanfor"], *right, sha_of(lan, sak))


def test_the_frist_and_the_letter_are_the_signatory_s(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **{**NAMED, "epost": "KD@alvesta.example"})
    (new,) = lan.rows(Person, epost="kd@alvesta.example")
    assert new.namn == "Kommundirektören"
    assert letters(lan, "revision_undertecknare") == ["kd@alvesta.example"]
    waited = {row.person_id for row in lan.rows(Frist, sak_id=sak, delfrist=True) if not row.stangd}
    assert new.id in waited
    (row,) = lan.rows(Undertecknare)
    assert (row.person_id, row.uppgiven_av) == (new.id, lan.ids["alvesta"])


def test_only_whom_the_party_named_signs(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    signing = {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    with pytest.raises(RoleMissing):
        lan.step(sak, "handlaggare", "signera", sha256=sha_of(lan, sak))
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    words = refused(lan, sak, "alvesta", "signera", **signing)
    assert words == "Alvesta har sagt att Utanfor skriver under."


def test_the_kontaktperson_says_who_signs_and_does_not_sign(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    contact(lan, "handlaggare", "alvesta")
    signing = {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    words = refused(lan, sak, "handlaggare", "signera", **signing)
    assert words == "Säg vem som skriver under för Alvesta. Den får texten i ett brev."
    lan.step(sak, "handlaggare", "ange_undertecknare", **NAMED)
    lan.step(sak, "utanfor", "signera", sha256=sha_of(lan, sak))


def test_whoever_may_not_sign_is_led_to_say_who_does(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    contact(lan, "handlaggare", "alvesta")
    with lan.database.session() as session:  # and nobody is noted as ersättare
        first, last = date(2023, 12, 1), date(2024, 3, 1)
        session.add(Franvaro(person_id=lan.ids["alvesta"], from_=first, tom=last))
    renew(lan.database, lan.world)
    mine = sajt.client("handlaggare").http.get("/").text
    assert "Säg vem som skriver under" in mine
    assert "Läs och skriv under" not in mine
    page = sajt.client("handlaggare").http.get("/revisioner/rev-2023-1").text
    assert "Säg vem som skriver under för Alvesta. Den får texten i ett brev." in page
    assert 'href="/revisioner/rev-2023-1/steg/ange_undertecknare"' in page
    assert not lan.offers(sak, "handlaggare")["signera"].oppet
    assert lan.offers(sak, "lessebo")["signera"].oppet
    form = (
        sajt.client("handlaggare").http.get("/revisioner/rev-2023-1/steg/ange_undertecknare").text
    )
    assert "Vem skriver under texten för er?" in form
    assert "Hela texten" in form
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    letters = [row.text for row in lan.rows(Avisering, mall="revision_signera")]
    assert all("Säg vem som skriver under" in text for text in letters)


def test_those_who_answer_for_the_party_get_a_receipt(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    lan.step(sak, "utanfor", "signera", sha256=sha_of(lan, sak))
    assert set(letters(lan, "revision_signerat")) == {epost("alvesta"), epost("utanfor")}
    letter = lan.rows(Avisering, mall="revision_signerat")[0]
    assert letter.data["behorighet"] == NAMED["behorighet"]


def test_a_signature_is_taken_back_until_all_have_signed(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    signing = {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    lan.step(sak, "alvesta", "signera", **signing)
    lan.step(sak, "alvesta", "aterta_underskrift", skal="Fel bilaga.")
    assert lan.rows(Signatur) == []
    assert lan.rows(Handelse, sak_id=sak)[-1].steg == "aterta_underskrift"
    assert epost("sekreterare") in letters(lan, "revision_underskrift_ater")
    open_now = [row for row in lan.rows(Frist, sak_id=sak, delfrist=True) if not row.stangd]
    assert len(open_now) == len(PARTER), "the party is waited for again"
    for who in PARTER:
        lan.step(sak, who, "signera", **signing)
    assert lan.lage(sak) == "vantar_ikraft"
    words = refused(lan, sak, "alvesta", "aterta_underskrift", skal="För sent.")
    assert "går inte nu" in words


def test_a_signatory_who_was_not_known_has_the_personal_link_too(sajt: Sajt, key: bytes) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    new = {**NAMED, "namn": "Karin Ny", "epost": "karin@alvesta.example"}
    lan.step(sak, "alvesta", "ange_undertecknare", **new)
    deliver(lan.database, Mailbox(key), lan.now)
    (letter,) = lan.rows(Avisering, epost="karin@alvesta.example")
    (link,) = LINK.findall(letter.text)
    assert "/revisioner/" not in letter.text, "a page that she cannot sign in to"
    assert "Du skriver under för Alvesta" in sajt.client(None).http.get(link).text


def away(lan: Lan, person_id: int, until: str) -> None:
    """Note that somebody is away from today, with Lessebo's chef as ersättare."""
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=person_id,
                from_=lan.now.date(),
                tom=date.fromisoformat(until),
                ersattare_id=lan.ids["lessebo"],
            )
        )


def waited_for(lan: Lan, sak: int) -> set[tuple[str, int | None]]:
    """Return who is waited for, by party and person."""
    rows = lan.rows(Frist, sak_id=sak, delfrist=True)
    return {(row.drag, row.person_id) for row in rows if row.stangd is None}


@pytest.mark.parametrize("how", ["away", "gone"])
def test_the_chef_has_the_card_while_the_named_signatory_cannot_sign(sajt: Sajt, how: str) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    assert ("Alvesta", lan.ids["utanfor"]) in waited_for(lan, sak)
    page = sajt.client("alvesta").http.get("/revisioner/rev-2023-1").text
    assert "Utanfor är ombedd att skriva under för Alvesta och har inte gjort det." in page
    mine = sajt.client("alvesta").http.get("/").text
    assert "Utanfor, som skriver under," in mine, "under Du väntar på"
    assert "Säg vem som skriver under" not in mine
    if how == "away":
        away(lan, lan.ids["utanfor"], "2024-03-01")
    else:
        with lan.database.session() as session:
            person = session.get_one(Person, lan.ids["utanfor"])
            person.aktiv = False
    assert renew(lan.database, lan.world) == 1, "and nobody else is asked anew"
    assert renew(lan.database, lan.world) == 0
    assert ("Alvesta", None) in waited_for(lan, sak), "who can name anew"
    page = sajt.client("alvesta").http.get("/revisioner/rev-2023-1").text
    assert "Utanfor, som skulle skriva under för Alvesta, är inte på plats." in page
    mine = sajt.client("alvesta").http.get("/").text
    assert "Säg vem som skriver under" in mine, "the card"
    assert "Läs och skriv under" not in mine
    assert "Utanfor, som skriver under," not in mine
    signing = {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    lan.step(sak, "alvesta", "signera", **signing)
    (row,) = lan.rows(Signatur)
    assert (row.person_id, row.befattning) == (lan.ids["alvesta"], NAMNTECKNING["befattning"])


def test_one_person_does_not_sign_for_two_parties_without_belonging_to_both(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    words = refused(lan, sak, "lessebo", "ange_undertecknare", **NAMED)
    assert words == (
        "Utanfor skriver under för Alvesta. Lessebo behöver någon egen som skriver under."
    )
    contact(lan, "utanfor", "alvesta")
    contact(lan, "utanfor", "lessebo")
    lan.step(sak, "lessebo", "ange_undertecknare", **NAMED)


def test_paper_is_signed_by_whom_the_party_has_named(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "alvesta", "ange_undertecknare", **NAMED)
    theirs = {**NAMNTECKNING, "part": "alvesta", "fil": paper(lan, "sekreterare")}
    words = refused(lan, sak, "sekreterare", "signera_pa_papper", **theirs)
    assert words.startswith("Alvesta har sagt att Utanfor skriver under.")
    lan.step(sak, "sekreterare", "signera_pa_papper", **{**theirs, "namn": "UTANFOR"})
    assert [row.namn for row in lan.rows(Signatur)] == ["UTANFOR"]


def test_the_last_receipt_promises_nothing_and_all_are_told_that_everybody_has_signed(
    lan: Lan, key: bytes
) -> None:
    sak = revision_in(lan, "signeras")
    for who in PARTER:
        lan.step(sak, who, "signera", **NAMNTECKNING, sha256=sha_of(lan, sak))
    deliver(lan.database, Mailbox(key), lan.now)
    receipts = {row.epost: row.text for row in lan.rows(Avisering, mall="revision_signerat")}
    last = receipts.pop(epost(PARTER[-1]))
    assert "Nu har alla skrivit under." in last
    assert "ta tillbaka" not in last
    assert f"kontrollvärde {sha_of(lan, sak)[:8]}" in last
    for text in receipts.values():
        assert "går att ta tillbaka så länge någon part har kvar" in text
    told = set(letters(lan, "revision_alla_signerat"))
    assert told >= {epost("sekreterare"), epost("sammankallande"), epost(PARTER[0])}


def test_nothing_is_offered_to_take_back_before_it_is_there(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    assert not lan.offers(sak, "alvesta")["aterta_underskrift"].oppet
    page = "/revisioner/rev-2023-1"
    assert "Ta tillbaka underskriften" not in sajt.client("alvesta").http.get(page).text
    lan.step(sak, "alvesta", "signera", **NAMNTECKNING, sha256=sha_of(lan, sak))
    assert "Ta tillbaka underskriften" in sajt.client("alvesta").http.get(page).text
