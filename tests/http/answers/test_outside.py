"""Somebody outside asks, is reached by mail, answers by a link of their own, and is counted."""

from __future__ import annotations

import csv
import io
import re

import pytest
from sqlalchemy import select

from models.base import table_of
from models.secret import secret_key
from models.settings import Settings
from models.tables import Arende, Avisering, Frist, Handelse, Nyhet, Person
from models.vocabulary import Vag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import TEXTER, Lan, epost
from support.guards import refused
from support.house.tampering import behind_its_back
from support.reminding import live
from support.site import Sajt

ADDRESS = "ordforande@anhoriga.example"
FROM_OUTSIDE = {
    **TEXTER,
    "avsandare_namn": "Anhörigföreningen",
    "avsandare_epost": ADDRESS,
    "avsandare_kanal": "intresseorganisation",
}
LINK = re.compile(r"Svara direkt: (/svara/\S+)")


@pytest.fixture
def asked(sajt: Sajt) -> int:
    """An ärende that the secretary has handed in for an association, over REST."""
    said = {**FROM_OUTSIDE, "avsandare_organ": "au"}
    made = sajt.client("sekreterare").http.post("/api/v1/arenden", json=said)
    assert made.status_code == 201, made.text
    assert made.json()["avsandare_kanal"] == "intresseorganisation"
    return int(sajt.lan.rows(Arende)[-1].id)


def letters(lan: Lan, key: bytes | None = None) -> list[Avisering]:
    """Return what has left for the association. The demo delivers after each request it has
    answered, and may still hold a letter: it is waited for.
    """
    deliver(lan.database, Mailbox(key), lan.now)
    with lan.database.session() as session:
        session.execute(select(table_of(Avisering).c.id).with_for_update())
    return [one for one in lan.rows(Avisering) if one.epost == ADDRESS]


def test_who_asked_gets_the_receipt_and_the_turns_and_the_secretary_does_not(
    sajt: Sajt, asked: int
) -> None:
    lan = sajt.lan
    (receipt,) = letters(lan)
    assert receipt.mall == "kvittens"
    assert "svarar du genom en länk i brevet" in str(receipt.text)
    assert "href" not in str(receipt.html), "there is no page for who cannot sign in"
    lan.step(asked, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    live(lan, "2023-11-08", "2023-11-13")
    _, digest = letters(lan)
    assert "AU tog upp ärendet." in str(digest.text)
    assert "under ditt namn" not in str(digest.text)
    assert "genom ditt uppdrag" not in str(digest.text)
    mine = lan.rows(Avisering, person_id=lan.ids["sekreterare"], sak_id=asked)
    assert "kvittens" not in {one.mall for one in mine}


def test_who_asked_answers_begar_komplettering_by_a_link_of_their_own(
    sajt: Sajt, asked: int, settings: Settings
) -> None:
    lan = sajt.lan
    lan.step(asked, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    lan.step(asked, "au_ledamot", "begar_komplettering", saknas="Hur många gäller det?")
    (frist,) = [one for one in lan.rows(Frist, sak_id=asked) if one.stangd is None]
    (outside,) = lan.rows(Person, epost=ADDRESS)
    assert frist.person_id == outside.id
    letter = letters(lan, secret_key(settings))[-1]
    assert letter.mall == "komplettering"
    link, anyone = LINK.findall(str(letter.text))[0], sajt.client(None)
    page = anyone.http.get(link).text
    assert "Hur många gäller det?" in page
    assert "kräver inloggning" not in page
    assert 'name="avsandare_organ"' not in page
    assert str(TEXTER["fraga"]) in page, "what was asked stands in the form to be added to"
    answer = anyone.fill_in(link, **TEXTER, komplettering="Ungefär 200 familjer.")
    assert answer.status_code == 303, answer.text
    assert lan.lage(asked) == "under_beredning"
    event = lan.rows(Handelse, sak_id=asked)[-1]
    assert (event.steg, event.aktor_id, event.vag) == ("komplettera", outside.id, Vag.LANK)


def test_who_asked_from_outside_is_in_no_list_of_people_and_cannot_sign_in(
    sajt: Sajt, asked: int
) -> None:
    assert sajt.lan.lage(asked) == "inkommet"
    (outside,) = sajt.lan.rows(Person, epost=ADDRESS)
    assert not outside.konto
    people = sajt.client("sekreterare").http.get("/api/v1/personer", params={"antal": 200}).text
    assert ADDRESS not in people
    sajt.lan.ids["outside"] = int(outside.id)
    assert sajt.client("outside").http.get("/api/v1/arenden").status_code == 401


def test_a_question_from_outside_says_what_kind_of_asker_it_is(sajt: Sajt) -> None:
    lan = sajt.lan
    draft = lan.arende(utkast=True, avsandare_namn="En invånare")
    said = refused(lan, draft, "sammankallande", "lamna_in")
    assert said == (
        "Välj om frågeställaren är medarbetare, politik, invånare eller intresseorganisation."
    )
    bare = lan.arende(utkast=True)
    said = refused(lan, bare, "sammankallande", "lamna_in", avsandare_epost=ADDRESS)
    assert said == "Skriv vem frågan kommer från."


def test_they_are_counted_on_the_list_in_rest_and_as_csv(sajt: Sajt, asked: int) -> None:
    sajt.lan.arende()
    sajt.lan.arende(avsandare_namn="En invånare", avsandare_kanal="invanare")
    who = sajt.client("sekreterare").http
    page = who.get("/arenden", params={"kanal": "intresseorganisation"}).text
    assert "1 träff<" in page
    found = who.get("/api/v1/arenden", params={"kanal": "intresseorganisation"}).json()["poster"]
    assert [one["id"] for one in found] == [asked]
    assert found[0]["kanal_ord"] == "intresseorganisation"
    rows = list(csv.DictReader(io.StringIO(who.get("/arenden.csv").text), delimiter=";"))
    kinds = [one["Frågan kommer från"] for one in rows]
    assert sorted(kinds) == ["", "intresseorganisation", "invånare"]


def test_an_address_that_was_wrong_is_corrected_and_later_letters_go_there(
    sajt: Sajt, asked: int
) -> None:
    lan = sajt.lan
    lan.step(asked, "au_ledamot", "ratta", avsandare_epost="kansli@anhoriga.example")
    lan.step(
        asked, "au_ordforande", "avvisa", skal="Frågan är löst.", hanvisning="Kommunens växel."
    )
    (letter,) = lan.rows(Avisering, mall="avvisat")
    assert letter.epost == "kansli@anhoriga.example"


def test_the_old_address_gets_nothing_more_and_the_new_one_what_is_asked(
    sajt: Sajt, asked: int
) -> None:
    lan = sajt.lan
    lan.step(asked, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(asked, "au_ledamot", "begar_komplettering", saknas="Hur många gäller det?")
    (old,) = lan.rows(Person, epost=ADDRESS)
    assert lan.rows(Nyhet, person_id=old.id, avisering_id=None)
    left = lan.rows(Avisering, epost=ADDRESS, lage="skickad")
    lan.step(asked, "au_ledamot", "ratta", avsandare_epost="kansli@anhoriga.example")
    assert lan.rows(Nyhet, person_id=old.id, avisering_id=None) == []
    *_, letter = lan.rows(Avisering, mall="komplettering")
    assert (letter.epost, letter.data["saknas"]) == (
        "kansli@anhoriga.example",
        "Hur många gäller det?",
    )
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    assert lan.rows(Avisering, epost=ADDRESS, lage="skickad") == left


def test_an_address_is_taken_away_and_an_old_arende_is_corrected_without_a_kind(
    sajt: Sajt, asked: int
) -> None:
    lan = sajt.lan
    lan.step(asked, "au_ledamot", "ratta", utan_epost=True)
    (row,) = lan.rows(Arende, id=asked)
    assert (row.avsandare_epost, row.avsandare_person_id) == ("", None)
    behind_its_back(lan, "UPDATE arende SET avsandare_kanal = NULL")
    lan.step(asked, "au_ledamot", "ratta", rubrik="Stöd till anhöriga i hela länet")
    assert lan.rows(Arende, id=asked)[0].rubrik == "Stöd till anhöriga i hela länet"


def test_who_had_it_handed_in_is_not_told_to_have_done_so_and_can_be_chosen_in_the_mailbox(
    sajt: Sajt, asked: int
) -> None:
    (receipt,) = letters(sajt.lan)
    assert receipt.skal == "Ärendet lämnades in åt dig."
    assert "Du lämnade in" not in str(receipt.text)
    page = sajt.client("sekreterare").http.get("/brevlada").text
    assert f'<option value="{ADDRESS}"' in page
    sajt.lan.step(asked, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    live(sajt.lan, "2023-11-08", "2023-11-21")
    assert {one.skal.partition(".")[0] for one in letters(sajt.lan)} == {
        "Ärendet lämnades in åt dig"
    }
