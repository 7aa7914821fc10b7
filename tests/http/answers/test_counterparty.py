"""A party that is no huvudman, a university or a private provider, has a kind and an address: it
signs by the link of a letter or on attested paper, and no text holds before it has.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering, Frist, Person, Revisionsmotpart, Signatur
from models.vocabulary import Motpartsslag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.guards import refused
from support.paths.arende import close_all
from support.paths.avtal import NYARE
from support.paths.revision import (
    BESLUT,
    IKRAFT,
    NAMNTECKNING,
    PARTER,
    PRIORITERA,
    paper,
    revision,
    revision_in,
    sha_of,
)
from support.site import Sajt

LINK = re.compile(r"(/svara/\S+)")
LAROSATET = {
    "namn": "Lärosätet",
    "slag": "larosate",
    "kontakt": "Avtalshandläggaren",
    "epost": "avtal@larosatet.example",
}
RIGHT = {
    "namn": "Rektorn",
    "befattning": "Rektor",
    "behorighet": "Högskoleförordningen 2 kap. 2 §",
    "behorighet_datum": "2023-01-16",
}


@pytest.fixture
def key(settings: Settings) -> bytes:
    return secret_key(settings)


def sign(lan: Lan, sak: int, *who: str) -> None:
    """Let parties sign the newest text."""
    for one in who:
        lan.step(sak, one, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)


def letter_to(lan: Lan, key: bytes, mall: str) -> str:
    """Deliver what waits; return the newest letter of a kind."""
    close_all(lan)
    deliver(lan.database, Mailbox(key), lan.now)
    return str(lan.rows(Avisering, mall=mall)[-1].text)


def test_a_counterparty_signs_by_the_link_of_its_letter_before_the_text_holds(
    sajt: Sajt, key: bytes
) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    lan.step(sak, "sekreterare", "besluta", **{**BESLUT, "parter_beslutar": "inga"})
    assert lan.lage(sak) == "signeras"
    sign(lan, sak, *PARTER)
    assert lan.lage(sak) == "signeras", "everybody else has signed"
    (link, _no) = LINK.findall(letter_to(lan, key, "revision_motpart"))
    page = sajt.client(None).http.get(link).text
    assert "Du skriver under för Lärosätet." in page
    assert NYARE.splitlines()[-1] in page, "the text is shown without signing in"
    assert sajt.client(None).fill_in(link, **RIGHT).status_code == 303
    assert lan.lage(sak) == "vantar_ikraft"
    (row,) = [row for row in lan.rows(Signatur) if row.motpart]
    assert (row.motpart, row.namn, row.sha256) == ("Lärosätet", "Rektorn", sha_of(lan, sak))
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    assert lan.lage(sak) == "implementeras"


def test_a_counterparty_s_paper_is_attested_by_the_secretary_alone(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    sign(lan, sak, *PARTER[1:])
    theirs = {"part": "Lärosätet", **RIGHT}
    words = refused(lan, sak, PARTER[0], "signera_pa_papper", fil=paper(lan, PARTER[0]), **theirs)
    assert words == "Du företräder inte Lärosätet."
    lan.step(sak, "sekreterare", "signera_pa_papper", fil=paper(lan, "sekreterare"), **theirs)
    assert lan.lage(sak) == "signeras"
    sign(lan, sak, PARTER[0])
    assert lan.lage(sak) == "vantar_ikraft"
    (row,) = [row for row in lan.rows(Signatur) if row.motpart]
    assert (row.satt, row.intygad_av) == ("pa_papper", lan.ids["sekreterare"])


def test_who_is_missing_is_named_on_the_page_by_the_obstacle_and_in_the_frist(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "signeras")
    lan.step(sak, "au_ledamot", "skriv_in_motpart", **LAROSATET)
    sign(lan, sak, *PARTER)
    words = refused(lan, sak, "klockan", "fardigsignerat")
    assert words == "Underskrift saknas från Lärosätet."
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak, delfrist=True) if not row.stangd]
    (contact,) = lan.rows(Person, epost=LAROSATET["epost"])
    assert (frist.drag, frist.person_id, contact.konto) == ("Lärosätet", contact.id, False)
    page = sajt.client("au_ledamot").http.get("/revisioner/rev-2023-1").text
    assert "Lärosätet" in page
    assert "lärosäte" in page
    assert "Ska skriva under" in page


def test_whoever_writes_in_a_text_from_outside_says_who_signs_it(lan: Lan) -> None:
    lan.at("2023-11-07")
    sak = revision(lan)
    lan.step(sak, "au_ledamot", "prioritera", **PRIORITERA)
    text: dict[str, Any] = {"text": NYARE, "motpart": "Lärosätet", "sammanfattning": "Studenter."}
    words = refused(lan, sak, "au_ledamot", "ta_emot_externt", **text)
    assert words == "Skriv vem som skriver under för Lärosätet, och e-postadressen."
    who = {"motpartsslag": "larosate", "kontakt": "Rektorn", "epost": "Avtal@larosatet.example"}
    lan.step(sak, "au_ledamot", "ta_emot_externt", **text, **who)
    (row,) = lan.rows(Revisionsmotpart)
    assert (row.namn, row.slag, row.slappt) == ("Lärosätet", Motpartsslag.LAROSATE, False)


def test_the_others_go_on_without_a_counterparty_by_a_meeting_s_decision(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    sign(lan, sak, *PARTER)
    gone = {"part": "Lärosätet", "skal": "De svarar inte.", "mote": lan.at_meeting()}
    lan.step(sak, "sekreterare", "slapp_part", **gone)
    assert lan.lage(sak) == "vantar_ikraft"
    close_all(lan)
    assert [row.epost for row in lan.rows(Avisering, mall="revision_parten_slappt")] == [
        LAROSATET["epost"]
    ]
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")


def test_a_counterparty_that_does_not_sign_sends_the_text_back(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    lan.step(sak, "au_ledamot", "motparten_avstar", part="Lärosätet", skal="Avsnitt 2.")
    assert lan.lage(sak) == "utarbetas"
    told = {row.epost for row in lan.rows(Avisering, mall="revision_annan_part_avstod")}
    assert len(told) >= len(PARTER)
    assert LAROSATET["epost"] not in told


def test_nobody_but_its_own_signs_for_a_counterparty(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    signing = {**RIGHT, "part": "Lärosätet", "sha256": sha_of(lan, sak)}
    words = refused(lan, sak, "alvesta", "signera", **signing)
    assert words == "Avtalshandläggaren skriver under för Lärosätet, med sin personliga länk."


def test_another_is_asked_in_the_place_of_whom_a_counterparty_had(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    again = {**LAROSATET, "namn": "LÄROSÄTET", "kontakt": "Rektorn", "epost": "r@larosatet.example"}
    lan.step(sak, "sekreterare", "skriv_in_motpart", **again)
    (row,) = lan.rows(Revisionsmotpart)
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak, drag="Lärosätet") if row.stangd is None]
    assert frist.person_id == row.person_id
    to = [row.epost for row in lan.rows(Avisering, mall="revision_motpart")]
    assert to == [LAROSATET["epost"], "r@larosatet.example"]


# --------------------------------------------------------------------------------- several people

TVA = {**LAROSATET, "fler": ["Prorektorn <prorektor@larosatet.example>"]}
BOTH = {LAROSATET["epost"], "prorektor@larosatet.example"}


def links_to(lan: Lan, key: bytes, mall: str, epost: str) -> list[str]:
    """Deliver what waits; return the links of the newest letter of a kind to somebody."""
    deliver(lan.database, Mailbox(key), lan.now)
    letter = [row for row in lan.rows(Avisering, mall=mall) if row.epost == epost][-1]
    return LINK.findall(str(letter.text))


def asked(lan: Lan, key: bytes, **who: Any) -> tuple[int, list[str]]:
    """Let a counterparty of two people be asked; return the revision, and the links of one."""
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **{**TVA, **who})
    return sak, links_to(lan, key, "revision_motpart", "prorektor@larosatet.example")


def test_each_of_a_counterparty_s_people_is_asked_one_answer_counts_and_the_others_are_told(
    sajt: Sajt, key: bytes
) -> None:
    lan = sajt.lan
    sak, (link, _no) = asked(lan, key)
    assert {row.epost for row in lan.rows(Avisering, mall="revision_motpart")} == BOTH
    waits = [row for row in lan.rows(Frist, sak_id=sak, drag="Lärosätet") if row.stangd is None]
    assert len({row.person_id for row in waits}) == len(BOTH)
    assert sajt.client(None).fill_in(link, **RIGHT).status_code == 303
    (row,) = [row for row in lan.rows(Signatur) if row.motpart]
    (prorektor,) = lan.rows(Person, epost="prorektor@larosatet.example")
    assert row.person_id == prorektor.id
    told = {row.epost for row in lan.rows(Avisering, mall="revision_signerat")}
    assert told == BOTH
    assert not [row for row in lan.rows(Frist, sak_id=sak, drag="Lärosätet") if not row.stangd]
    (first, _) = links_to(lan, key, "revision_motpart", LAROSATET["epost"])
    for address in (link, first):  # the others see the same as the one who did it
        page = sajt.client(None).http.get(address).text
        for words in (
            "Lärosätet",
            f"Version 1, kontrollvärde {sha_of(lan, sak)[:8]}",
            "Rektorn, Rektor",
            "beslutad mån 16 jan 2023",
        ):
            assert words in page


def test_a_counterparty_says_no_by_the_link_of_its_letter_with_a_reason(
    sajt: Sajt, key: bytes
) -> None:
    lan = sajt.lan
    sak, (_yes, no) = asked(lan, key)
    page = sajt.client(None).http.get(no).text
    assert NYARE.splitlines()[-1] in page, "the text is shown without signing in"
    assert sajt.client(None).fill_in(no, skal="Avsnitt 2 binder oss.").status_code == 303
    assert lan.lage(sak) == "utarbetas"
    stopped, *_ = lan.rows(Avisering, mall="revision_part_avstod")
    assert stopped.data["skal"] == "Avsnitt 2 binder oss."
    told = {row.epost for row in lan.rows(Avisering, mall="revision_annan_part_avstod")}
    assert len(told) >= len(PARTER)
    assert LAROSATET["epost"] in told, "the other of its people"
    assert "Tack, det är klart" in sajt.client(None).http.get(no).text


def test_only_its_own_says_no_for_a_counterparty(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "skriv_in_motpart", **LAROSATET)
    words = refused(lan, sak, "alvesta", "avsta_signera", part="Lärosätet", skal="Nej.")
    assert words == "Du företräder inte Lärosätet."


def test_each_of_more_people_has_an_address(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    who = {**LAROSATET, "fler": ["Prorektorn"]}
    words = refused(lan, sak, "sekreterare", "skriv_in_motpart", **who)
    assert words == "Skriv e-postadressen till Prorektorn efter namnet."
