"""An organisation that is informed of an agreement has an address, and hears what parties hear."""

from __future__ import annotations

import pytest

from models.tables import Avisering, Avtalspart, Person
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.guards import refused
from support.paths.avtal import avtal_in
from support.paths.revision import IKRAFT, revision_in
from workflows.avtal.party import informed

LINE = "Vård AB <info@vard.example>"


def told(lan: Lan) -> list[str]:
    deliver(lan.database, Mailbox(), lan.now)
    return [one.mall for one in lan.rows(Avisering) if one.epost == "info@vard.example"]


@pytest.fixture
def avtal(lan: Lan) -> int:
    """An agreement in force that a private provider with an address is informed of."""
    sak = avtal_in(lan, "i_kraft")
    lan.step(sak, "sekreterare", "satt_parter", parter=["alla"], informeras=[LINE])
    return sak


def test_who_is_informed_hears_what_happens_to_the_agreement(lan: Lan, avtal: int) -> None:
    lan.step(avtal, "alvesta", "saga_upp", skal="Vi har en egen lösning.")
    mote = lan.at_meeting()
    lan.step(avtal, "sekreterare", "upphav", skal="Ersatt.", mote=mote)
    lan.step(mote, "sekreterare", "avsluta")
    assert told(lan) == ["avtal_uppsagt", "avtal_upphavt"]
    (letter, _) = [one for one in lan.rows(Avisering) if one.epost == "info@vard.example"]
    assert letter.skal == "Ni ska få veta vad som händer med avtalet."
    assert "href" not in str(letter.html)


def test_a_new_text_is_told_from_its_day(lan: Lan) -> None:
    sak = revision_in(lan, "vantar_ikraft")
    row = lan.rows(Avtalspart, slag="informeras")[0]
    lan.step(row.avtal_id, "sekreterare", "satt_parter", parter=["alla"], informeras=[LINE])
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    assert "avtal_i_kraft" in told(lan)


def test_the_address_stays_until_the_line_says_another_or_the_name_goes(
    lan: Lan, avtal: int
) -> None:
    lan.step(avtal, "sekreterare", "satt_parter", parter=["alla"], informeras=["Vård AB"])
    (row,) = lan.rows(Avtalspart, avtal_id=avtal, slag="informeras")
    assert (row.namn, row.epost) == ("Vård AB", "info@vard.example")
    assert not lan.rows(Person, epost="info@vard.example")[0].konto
    lan.step(avtal, "sekreterare", "satt_parter", parter=["alla"], informeras=[])
    assert lan.rows(Avtalspart, avtal_id=avtal, slag="informeras") == []


def test_an_address_that_no_letter_reaches_is_refused_by_name(lan: Lan, avtal: int) -> None:
    bad = {"parter": ["alla"], "informeras": ["Vård AB <info@vard>"]}
    said = refused(lan, avtal, "sekreterare", "satt_parter", **bad)
    assert said == "Går inte att skicka brev till: info@vard."


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("Vård AB", ("Vård AB", "")),
        (LINE, ("Vård AB", "info@vard.example")),
        ("Vård AB, Info@Vard.Example", ("Vård AB", "info@vard.example")),
        ("info@vard.example", ("info@vard.example", "info@vard.example")),
        ("Vård & Omsorg: info@vard.example", ("Vård & Omsorg", "info@vard.example")),
    ],
)
def test_a_line_is_a_name_and_an_address_if_it_has_one(line: str, both: tuple[str, str]) -> None:
    assert informed([line], {}) == (both,)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Vård AB <info@vard.example"], "Vård AB <info@vard.example."),
        (["Vård AB <info>"], "Går inte att läsa som namn och adress: Vård AB <info>."),
        (
            [LINE, "Vård AB <kansli@vard.example>"],
            "Vård AB har två adresser: info@vard.example och kansli@vard.example.",
        ),
    ],
)
def test_what_is_no_name_and_address_is_refused_by_name(
    lan: Lan, avtal: int, lines: list[str], said: str
) -> None:
    told = refused(lan, avtal, "sekreterare", "satt_parter", parter=["alla"], informeras=lines)
    assert said in told


def test_an_address_can_be_taken_away_and_the_name_kept(lan: Lan, avtal: int) -> None:
    lan.step(avtal, "sekreterare", "satt_parter", parter=["alla"], informeras=["Vård AB <>"])
    (row,) = lan.rows(Avtalspart, avtal_id=avtal, slag="informeras")
    assert (row.namn, row.epost) == ("Vård AB", "")
