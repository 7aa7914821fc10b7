"""The minutes that somebody confirms hold what was decided, with who does what by when, and who was
there; what has been corrected is read beside them.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from models.tables import Beslut, Mote, Uppdrag
from support.county import UPPGIFT, Lan
from support.guards import refused
from support.paths.arende import arende_in
from support.paths.outside import DIALOG, LYFT
from support.site import Sajt

TEXT = "Alla kommuner utser en kontaktperson."


def draft(sajt: Sajt, mote: int) -> str:
    """Return the notes as the form proposes them."""
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}/steg/skriv_anteckningar").text
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def opened(lan: Lan) -> tuple[int, int]:
    """Return an open meeting and the ärende on its agenda."""
    sak = arende_in(lan, "pa_dagordning")
    return int(lan.rows(Mote)[-1].id), sak


def test_a_decision_stands_once_with_who_does_what_by_when(sajt: Sajt) -> None:
    mote, sak = opened(sajt.lan)
    to = [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo")]
    said = {"utfall": "bifall", "beslutstext": TEXT, "ataganden": [{**UPPGIFT, "mottagare": to}]}
    sajt.lan.step(sak, "sekreterare", "besluta", **said)
    notes = draft(sajt, mote)
    assert notes.count(TEXT) == 1
    assert (
        "Åtagande för Alvesta och Lessebo: Utse kontaktperson, senast fredag 26 januari 2024."
        in notes
    )


@pytest.mark.parametrize(
    ("step", "said", "words"),
    [
        (
            "lyft_till_forum",
            LYFT,
            "Frågan lyfts till Kommunalt forum för hälso- och sjukvård och socialtjänst.",
        ),
        (
            "fortsatt_dialog",
            DIALOG,
            (
                "Socialchefsnätverket bär frågan till mötet fredag 26 januari 2024:"
                " Behoven i varje kommun."
            ),
        ),
    ],
)
def test_what_went_out_says_to_whom_and_when_it_is_back(
    sajt: Sajt, step: str, said: dict[str, object], words: str
) -> None:
    """A day without a meeting is the next meeting's, and that is what the minutes say."""
    mote, sak = opened(sajt.lan)
    sajt.lan.mote("2024-01-26")
    sajt.lan.step(sak, "sekreterare", step, **said)
    assert words in draft(sajt, mote)


def test_each_who_was_there_is_named_once_and_who_came_for_another_too(sajt: Sajt) -> None:
    lan = sajt.lan
    with lan.database.session() as session:
        one = lan.rows(Uppdrag, person_id=lan.ids["alvesta"])[0]
        twice = {"person_id": lan.ids["alvesta"], "organ_id": one.organ_id, "roll": one.roll}
        kommun = lan.rows(Uppdrag, person_id=lan.ids["lessebo"])[0].huvudman_id
        session.add(Uppdrag(**twice, sektor=one.sektor, huvudman_id=kommun, from_=one.from_))
        instead = session.get(Uppdrag, lan.rows(Uppdrag, person_id=lan.ids["markaryd"])[0].id)
        assert instead is not None
        instead.ersattare_id = lan.ids["utanfor"]
    mote, _ = opened(lan)
    people = [("markaryd", "franvarande"), ("utanfor", "pa_plats")]
    noted = [{"person": f"{who}@lan.example", "narvaro": how} for who, how in people]
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=noted)
    here = next(line for line in draft(sajt, mote).split("\n") if line.startswith("Närvarande"))
    assert here.count("Alvesta") == 1
    assert "Utanfor" in here
    assert "Markaryd" not in here


def test_that_somebody_was_to_come_for_another_is_not_said_to_have_happened(sajt: Sajt) -> None:
    lan = sajt.lan
    arende_in(lan, "berett")
    mote = lan.mote("2023-12-08")
    lan.kalla(mote)
    said = {"besked": "kan_inte", "ersattare": "Rektor Kim Ek"}
    lan.step(mote, "alvesta", "svara_kallelse", **said)
    lan.at("2023-12-08").step(mote, "sekreterare", "oppna")
    notes = draft(sajt, mote)
    assert "Frånvarande: Alvesta." in notes
    assert "Kim Ek" not in notes


def test_who_confirms_reads_what_was_corrected_beside_the_notes(sajt: Sajt) -> None:
    lan = sajt.lan
    arende_in(lan, "implementeras")
    mote = int(lan.rows(Mote)[-1].id)
    lan.step(mote, "sekreterare", "avsluta")
    beslut = lan.rows(Beslut)[-1]
    lan.step(mote, "sekreterare", "ratta_beslut", beslut=beslut.id, lydelse="Alla utser två.")
    lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    page = unescape(sajt.client("ljungby").http.get(f"/moten/{mote}/steg/justera").text)
    assert (
        f"Rättat i {beslut.beteckning}, ändrad lydelse: ”{beslut.text}” blev ”Alla utser två.”"
        in page
    )


def test_only_who_was_there_confirms_and_each_is_a_choice_once(sajt: Sajt) -> None:
    lan = sajt.lan
    mote, sak = opened(lan)
    lan.step(sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
    away = [{"person": "markaryd@lan.example", "narvaro": "franvarande"}]
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=away)
    lan.step(mote, "sekreterare", "avsluta")
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}/steg/till_justering").text
    chosen = re.findall(r'value="([^"@]+@lan\.example)"', page)
    assert "markaryd@lan.example" not in chosen
    assert len(chosen) == len(set(chosen)) > 1
    said = refused(lan, mote, "sekreterare", "till_justering", justerare="markaryd@lan.example")
    assert said == "Markaryd var inte med på mötet. Välj någon som var med."
