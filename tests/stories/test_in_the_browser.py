"""One ärende from first idea to done by everyone, in a real browser, as the people it concerns meet
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Arende, Atagande, Avisering, Remiss
from support.county import KOMMUNER, epost
from support.journey import Resa
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUBRIK = "Gemensam jour för äldres boende"
MOTESDAG = "2024-01-26"
VERIFIERAR = "region_kronoberg"


@pytest.fixture
def resa(page: Page, sajt: Sajt) -> Resa:
    """A county with two meetings ahead, and a browser."""
    sajt.lan.at("2023-11-07")
    sajt.lan.mote(MOTESDAG)
    sajt.lan.mote("2024-03-08")
    return Resa(page, sajt)


@pytest.mark.browser
def test_an_arende_goes_from_first_idea_to_done_by_everyone(resa: Resa) -> None:
    arende = _handed_in(resa)
    _taken_up_and_completed(resa, arende)
    _asked_and_answered(resa, arende)
    _prepared_and_placed(resa, arende)
    _decided(resa, arende)
    _reported(resa)
    _verified(resa)
    _closed(resa, arende)


def _handed_in(resa: Resa) -> str:
    """A chefsnätverk hands in an ärende."""
    resa.become("barare").follow("Nytt ärende")
    resa.fill(
        rubrik=RUBRIK, fraga="Ska länet ha en gemensam jour?", onskad_hantering="beslut"
    ).press("Lämna in")
    resa.sees("Inkommet")
    return f"/arenden/{resa.sajt.lan.rows(Arende)[0].nr}"


def _taken_up_and_completed(resa: Resa, arende: str) -> None:
    """AU takes it up, asks for more and gets it."""
    resa.become("au_ledamot", "/au").follow(RUBRIK).follow("Ta upp till beredning")
    resa.fill(handlaggare=epost("handlaggare")).press("Ta upp till beredning").sees(
        "Under beredning"
    )
    resa.follow("Begär komplettering").fill(saknas="Vad kostar det?").press(
        "Begär komplettering"
    ).sees("Kompletteras")
    resa.become("barare").follow("Komplettera").sees("AU undrar: Vad kostar det?").follow(
        "Komplettera"
    ).fill(komplettering="Ungefär som i dag.").press("Komplettera")
    resa.become("au_ledamot", arende).sees("Ungefär som i dag.")


def _asked_and_answered(resa: Resa, arende: str) -> None:
    """AU asks every huvudman; they answer; AU compiles and answers the comment."""
    resa.follow("Skicka på remiss").fill(sista_dag="2023-12-08", mottagare="alla").press(
        "Skicka på remiss"
    ).sees("På remiss")
    remiss = int(resa.sajt.lan.rows(Remiss)[0].id)
    resa.become("lessebo").sees(RUBRIK).follow("Läs och svara")
    resa.fill(
        stallningstagande="tillstyrker_med_synpunkter", synpunkter__0="Börja efter sommaren."
    ).press("Skicka svaret")
    for who in (*KOMMUNER, VERIFIERAR):
        if who != "lessebo":
            resa.sajt.lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    resa.become("handlaggare", f"/remisser/{remiss}").sees("Börja efter sommaren.")
    resa.become("au_ledamot", arende).do("Sammanställ remissvaren")
    resa.become("handlaggare", f"/remisser/{remiss}").follow("Besvara synpunkt 1")
    resa.fill(svar="tillgodoses", motivering="Starten flyttas till september.").press(
        "Besvara synpunkter"
    )


def _prepared_and_placed(resa: Resa, arende: str) -> None:
    """The button names what is missing; when it is there the ärende goes to a meeting."""
    resa.become("handlaggare", arende).sees("Förslag till beslut saknas.").sees(
        "Föredragande är inte utsedd."
    )
    resa.follow("Skriv förslag till beslut").fill(
        foredragande="Ordförande i socialchefsnätverket",
        forslag_beslut="Länet inför en gemensam jour.",
        konsekvenser="Oförändrad kostnad.",
        invanare="Pensionärsråden har svarat.",
        forslag_ataganden__0__text="Utse en kontaktperson för jouren",
        forslag_ataganden__0__mottagare="kommuner",
        forslag_ataganden__0__senast_slag="datum",
        forslag_ataganden__0__senast="2024-02-29",
    ).press("Spara underlaget")
    resa.do("Färdigbered").sees("Färdigberett")
    resa.become("au_ledamot", arende).follow("Sätt upp på dagordningen")
    mote = resa.page.locator("[name='mote'] option", has_text="26 jan").get_attribute("value")
    resa.fill(mote=mote or "").press("Sätt upp på dagordningen").sees("På dagordningen")


def _decided(resa: Resa, arende: str) -> None:
    """The secretary calls, opens the meeting, decides with åtaganden for every kommun, and closes
    it: then those who got something to do are told.
    """
    resa.become("sekreterare", "/moten").follow("fre 26 jan 2024").do("Skicka kallelse")
    resa.sajt.lan.at(MOTESDAG)
    resa.become("sekreterare", "/moten").follow("fre 26 jan 2024").do("Öppna mötet")
    resa.become("sekreterare", arende).follow("Besluta").fill(
        utfall="bifall",
        beslutstext="Länet inför en gemensam jour. Varje kommun utser en kontaktperson.",
        ataganden__0__text="Utse en kontaktperson för jouren",
        ataganden__0__mottagare="kommuner",
        ataganden__0__senast_slag="datum",
        ataganden__0__senast="2024-02-29",
        ataganden__0__verifieras_av=epost(VERIFIERAR),
    ).press("Besluta").sees("Implementeras")
    assert resa.sajt.lan.rows(Avisering, mall="atagande") == []
    resa.become("sekreterare", "/moten").follow("fre 26 jan 2024").do("Avsluta mötet")


def _reported(resa: Resa) -> None:
    """Each chef finds one message and, when the day is near, one row, and reports."""
    lan = resa.sajt.lan.at("2024-02-15")  # ten working days before it is due
    for who in KOMMUNER:
        letters = [
            one for one in lan.rows(Avisering, mall="atagande") if one.person_id == lan.ids[who]
        ]
        assert len(letters) == 1, who
        resa.become(who)
        expect(
            resa.page.get_by_role("heading", name="Utse en kontaktperson för jouren")
        ).to_have_count(1)
        resa.do("Rapportera klart")


def _verified(resa: Resa) -> None:
    """Where a verifier was named that person verifies, and AU can't close before the last one is
    done.
    """
    lan = resa.sajt.lan
    resa.become("au_ledamot", f"/arenden/{lan.rows(Arende)[0].nr}")
    resa.sees(
        "Verifiering saknas för Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö"
        " och Älmhult."
    )
    for row in lan.rows(Atagande):
        resa.become(VERIFIERAR, f"/ataganden/{row.id}").do("Verifiera").sees("Verifierat")


def _closed(resa: Resa, arende: str) -> None:
    """The matrix shows it, and the ärende can be closed."""
    resa.become("au_ledamot", "/efterlevnad?alla=true").sees(RUBRIK)
    row = resa.page.get_by_role("row").filter(has_text=RUBRIK)
    expect(row.locator("td", has_text="Klart")).to_have_count(len(KOMMUNER))
    resa.become("au_ledamot", arende).do("Avsluta").sees("Avslutat")
    assert faults(resa.page) == []
