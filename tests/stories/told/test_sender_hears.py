"""Whoever raised an ärende hears what became of it at the meeting, whatever that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from models.lagen import ArendeLage
from models.tables import Avisering, Beslut, Mote, Nyhet
from models.vocabulary import PunktUtfall, Utfall
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UNDERLAG, UPPGIFT, Lan, epost
from support.house.statements import statements
from support.paths.arende import arende_in, close_meeting, finish_meeting
from support.reminding import live
from workflows.arende.dates import HARNAST
from workflows.arende.lifecycle import ARENDE
from workflows.county.actors import KLOCKAN
from workflows.county.profile import Meddelas
from workflows.engine.door import load
from workflows.handling.letters.raised import BLEV
from workflows.reminders.news import as_told, waiting_news

# step: what is said, how the letter's subject begins, the words of the minutes, what comes next.
OUTCOMES: Final[Mapping[str, tuple[Mapping[str, Any], str, str, str]]] = {
    "besluta": (
        {"utfall": "bifall", "beslutstext": "Alla använder Link.", "ataganden": [UPPGIFT]},
        "Ärendet fick bifall",
        "Alla använder Link.",
        "De som har fått åtaganden genomför beslutet senast fredag 26 januari 2024.",
    ),
    "avsla": (
        {"utfall": "avslag", "beslutstext": "Link används inte.", "inga_ataganden": True},
        "Ärendet fick avslag",
        "Link används inte.",
        "Ärendet är avslutat.",
    ),
    "bordlagg": (
        {"skal": "Tiden räckte inte."},
        "Ärendet bordlades",
        "Tiden räckte inte.",
        "sätter upp ärendet på en dagordning senast",
    ),
    "aterremittera": (
        {"skal": "Underlaget räcker inte.", "att_gora": "Räkna på kostnaden."},
        "Ärendet återremitterades",
        "Räkna på kostnaden.",
        "bereder ärendet, som ska vara färdigberett senast",
    ),
    "utga": (
        {"skal": "Föredraganden är sjuk."},
        "Ärendet utgick",
        "Föredraganden är sjuk.",
        "sätter upp ärendet på en dagordning senast",
    ),
    "fortsatt_dialog": (
        {
            "anteckning": "Vi behöver veta mer.",
            "barare": "socialchefsnatverket",
            "aterkommer": "2024-01-12",
            "att_aterkomma_med": "Behoven i varje kommun.",
        },
        "Dialogen om ärendet fortsätter",
        "Vi behöver veta mer.",
        "ocialchefsnätverket bär frågan vidare och återkommer senast torsdag 28 december 2023.",
    ),
    "lyft_till_forum": (
        {"forum": "kommunalt_forum", "skal": "Politisk fråga."},
        "Ärendet lyftes till forum",
        "Politisk fråga.",
        "väntar sig ett svar senast",
    ),
    "lagg_till_handlingarna": (
        {"anteckning": "Noterades."},
        "Ärendet lades till handlingarna",
        "Noterades.",
        "Ärendet är avslutat.",
    ),
}


def treated(lan: Lan, outcome: str) -> int:
    """Return an ärende of the sammankallande's that a meeting has treated; the meeting is open."""
    sak = arende_in(lan, "pa_dagordning")
    said = {name: one for name, one in OUTCOMES[outcome][0].items() if name != "inga_ataganden"}
    step = "besluta" if outcome == "avsla" else outcome
    lan.step(sak, "sekreterare", step, **said, **({"ataganden": []} if outcome == "avsla" else {}))
    return sak


def extracts(lan: Lan) -> list[Avisering]:
    """Return the extracts that whoever raised it got, as they left."""
    deliver(lan.database, Mailbox(), lan.now)
    return list(lan.rows(Avisering, mall="utdrag", person_id=lan.ids["sammankallande"]))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_is_told_with_its_words_its_day_and_what_comes_next(
    lan: Lan, outcome: str
) -> None:
    treated(lan, outcome)
    assert extracts(lan) == [], "what is said in the room may be changed until the meeting is over"
    close_meeting(lan)
    (letter,) = extracts(lan)
    _, subject, words, ahead = OUTCOMES[outcome]
    text = str(letter.text)
    assert str(letter.amne).startswith(f"{subject}: Användning av Link i alla kommuner (LGS 2023:")
    assert "fredag 8 december 2023" in text
    assert "Det är ännu inte justerat." in text
    assert words in text
    assert ahead in text


def test_every_outcome_there_is_has_its_words_and_every_state_what_comes_next() -> None:
    ends = {*PunktUtfall, *Utfall} - {PunktUtfall.GENOMGANGEN, PunktUtfall.BESLUTAT}
    assert set(BLEV) == ends
    assert set(HARNAST) == set(ArendeLage) == {ArendeLage(one) for one in ARENDE.states}


def test_a_decision_is_told_with_its_number(lan: Lan) -> None:
    treated(lan, "besluta")
    close_meeting(lan)
    (letter,) = extracts(lan)
    assert f"Så här lyder {lan.rows(Beslut)[0].beteckning}:" in str(letter.text)


def test_one_who_raised_two_hears_of_both(lan: Lan) -> None:
    sak = treated(lan, "bordlagg")
    other = arende_in(lan, "berett")
    mote = int(lan.rows(Mote)[0].id)
    lan.step(other, "au_ordforande", "satt_pa_dagordning_sent", mote=mote, skal="Brådskar.")
    lan.step(other, "sekreterare", "utga", skal="Tiden räckte inte.")
    lan.step(mote, "sekreterare", "avsluta")
    assert sorted(one.sak_id or 0 for one in extracts(lan)) == sorted([sak, other])


def test_a_decision_that_is_corrected_is_corrected_for_whoever_raised_it(lan: Lan) -> None:
    treated(lan, "besluta")
    close_meeting(lan)
    mote, beslut = lan.rows(Mote)[-1].id, lan.rows(Beslut)[0].id
    lan.step(mote, "sekreterare", "ratta_beslut", beslut=beslut, lydelse="Alla använder Link nu.")
    (letter,) = lan.rows(Avisering, mall="beslut_rattat", person_id=lan.ids["sammankallande"])
    assert letter.data["efter"] == "Alla använder Link nu."


def digests(lan: Lan) -> list[Avisering]:
    """Return the digests of whoever raised it, as they left."""
    deliver(lan.database, Mailbox(), lan.now)
    return list(lan.rows(Avisering, mall="sammandrag", person_id=lan.ids["sammankallande"]))


def test_each_turn_rides_in_the_digest_in_the_words_of_the_history(lan: Lan) -> None:
    sak = arende_in(lan, "pa_remiss")
    live(lan, "2023-11-08", "2023-11-13")
    (first,) = digests(lan)
    assert str(first.amne).startswith("Nytt om ditt ärende: Användning av Link")
    assert "tis 7 nov 2023: AU tog upp ärendet." in str(first.text)
    assert "tis 7 nov 2023: Ärendet skickades på remiss." in str(first.text)
    assert "Härnäst: De som har fått remissen svarar senast fredag 1 december 2023." in str(
        first.text
    )
    lan.step(sak, "au_ledamot", "avbryt_remiss", skal="Behövs inte.")
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2023-12-08"))
    live(lan, "2023-11-14", "2023-11-20")
    _, second = digests(lan)
    text = str(second.text)
    assert "AU tog upp" not in text, "what has been told is told once"
    assert "mån 13 nov 2023: Ärendet sattes upp på dagordningen." in text
    assert "Härnäst: Mötet tar upp ärendet fredag 8 december 2023." in text


def test_turns_make_no_letters_of_their_own(lan: Lan) -> None:
    arende_in(lan, "pa_dagordning")
    got = [one.mall for one in lan.rows(Avisering, person_id=lan.ids["sammankallande"])]
    assert got == ["kvittens"]


def test_nobody_hears_of_what_they_did_themselves(lan: Lan) -> None:
    lan.at("2023-11-07")
    sak = lan.arende(who="au_ledamot", avsandare_organ="au")
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    assert lan.rows(Nyhet) == []


def test_what_the_extract_has_told_the_digest_does_not_tell_again(lan: Lan) -> None:
    treated(lan, "bordlagg")
    close_meeting(lan)
    live(lan, "2023-12-09", "2023-12-18")
    assert digests(lan) == []


def test_that_the_minutes_are_confirmed_rides_in_the_digest(lan: Lan) -> None:
    treated(lan, "bordlagg")
    close_meeting(lan)
    lan.at("2023-12-12")
    finish_meeting(lan)
    live(lan, "2023-12-13", "2023-12-18")
    (letter,) = digests(lan)
    assert "tis 12 dec 2023: Anteckningarna justerades." in str(letter.text)


def test_where_letters_wait_for_the_minutes_the_extract_does_too_and_is_justerat(lan: Lan) -> None:
    usual = lan.profile
    former = usual.former.model_copy(update={"meddelas": Meddelas.VID_JUSTERING})
    lan.profile = usual.model_copy(update={"former": former})
    treated(lan, "bordlagg")
    close_meeting(lan)
    assert extracts(lan) == []
    finish_meeting(lan)
    (letter,) = extracts(lan)
    assert "justerat" not in str(letter.text)


def test_a_late_item_is_told_to_those_who_are_called_and_not_in_the_room(lan: Lan) -> None:
    """Whoever put it there needs no letter; in an open meeting everybody hears it."""
    first, second = arende_in(lan, "berett"), arende_in(lan, "berett")
    mote = lan.mote("2023-12-08")
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.step(mote, "sekreterare", "kalla")
    lan.step(first, "au_ordforande", "satt_pa_dagordning_sent", mote=mote, skal="Brådskar.")
    told = {one.person_id for one in lan.rows(Avisering, mall="sen_punkt")}
    assert {lan.ids["alvesta"], lan.ids["ordforande"]} <= told
    lan.at("2023-12-08").step(mote, "sekreterare", "oppna")
    lan.step(second, "au_ordforande", "satt_pa_dagordning_sent", mote=mote, skal="Nu.")
    assert {one.sak_id for one in lan.rows(Avisering, mall="sen_punkt")} == {first}


def test_what_a_digest_tells_of_is_read_once_however_much_has_happened(lan: Lan) -> None:
    """One matter with one turn and one with three, said in as many statements."""
    asked = []
    for turns in (1, 3):
        sak = lan.at("2023-11-07").arende("representant")
        lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
        lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
        for number in range(turns - 1):
            meeting = lan.mote(f"2024-01-{10 + number:02}")
            lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=meeting)
            lan.step(sak, "au_ledamot", "lyft_av", skal="Väntar.")
        with statements(lan.database) as said, lan.database.read() as session:
            everything = waiting_news(session).get(lan.ids["representant"], ())
            news = [one for one in everything if one.sak_id == sak]
            cases = {sak: load(session, sak, KLOCKAN, lan.world)}
            del said[:]
            as_told(session, lan.world, news, cases)
            asked.append((len(news), len(said)))
    (few, once), (many, often) = asked
    assert few < many
    assert once == often
