"""Who signs for a party is said by the party, with instrument and date: they get the text in a
letter and sign by its link. There is a receipt, and it is taken back until all have signed.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering, Frist, Handelse, Person, Signatur, Undertecknare, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, epost
from support.guards import refused
from support.paths.revision import NAMNTECKNING, PARTER, revision_in, sha_of
from support.site import Sajt
from workflows.county.register import load_register
from workflows.ground.errors import RoleMissing

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
