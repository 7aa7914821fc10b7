"""What is not in time is told of to AU and to the group, before it is too late and again until
somebody acts, and stands on a card of AU's.
"""

from __future__ import annotations

from typing import Any

from flows.rounds import Runda, forbered_moten
from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UNDERLAG, Lan, epost
from support.paths.avtal import UPPHOR, avtal
from support.paths.revision import PRIORITERA, revision, revision_in
from support.reminding import live
from support.walks.cards import wrong_in_lists
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.tasks import AttGora
from workflows.desk.views import oversikt
from workflows.ground.deadlines import day_of
from workflows.revision.views import revision_by_id

BOTH = {"sekreterare", "au_ordforande", "sammankallande", "representant"}
NYTT = {
    "skal": "Gruppen behöver mer tid.",
    "grupp": "pg_kronobarnsmodellen",
    "mandat": "Skriv om avsnittet om syfte.",
    "mandat_till": "2024-03-01",
    "siktar_pa": "2024-04-19",
}


def look(lan: Lan) -> None:
    forbered_moten(Runda(lan.database, lan.world, None))


def told(lan: Lan, mall: str = "hinner_inte") -> dict[str, set[str]]:
    """Return who got the letter, by the day."""
    found: dict[str, set[str]] = {}
    names = {number: who for who, number in lan.ids.items()}
    for letter in lan.rows(Avisering, mall=mall):
        found.setdefault(str(day_of(letter.skapad)), set()).add(names[letter.person_id])
    return found


def cards(lan: Lan, who: str) -> list[AttGora]:
    with lan.database.read() as session:
        return list(oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig)


def text(lan: Lan, mall: str = "hinner_inte") -> str:
    deliver(lan.database, Mailbox(), lan.now)
    return " ".join(str(lan.rows(Avisering, mall=mall)[-1].text).split())


def warned(lan: Lan, sak: int) -> str:
    with lan.database.read() as session:
        return revision_by_id(session, lan.actor(session, "alvesta"), lan.world, sak).varning


def begun(lan: Lan, **said: Any) -> int:
    """Return a revision that a group writes until 12 January, for the meeting on 8 March."""
    sak = revision(lan.at("2023-11-07"))
    mandate = {**PRIORITERA, "mandat_till": "2024-01-12", "siktar_pa": "2024-03-08", **said}
    lan.step(sak, "au_ledamot", "prioritera", **mandate)
    lan.step(sak, "sammankallande", "borja")
    return sak


def test_a_mandate_that_runs_out_is_told_of_on_each_rung_until_a_new_one_is_given(lan: Lan) -> None:
    sak = begun(lan)
    live(lan, "2023-12-20", "2024-02-01", look)
    days = told(lan)
    # Ten and two working days before, two after, and then as often as the first is early.
    assert list(days) == ["2023-12-28", "2024-01-10", "2024-01-16", "2024-01-30"]
    assert all(who == BOTH for who in days.values())
    assert "Uppdraget gick ut fredag 12 januari 2024, och gruppen har inte lämnat" in text(lan)
    assert "Uppdraget gick ut fre 12 jan 2024" in warned(lan, sak)
    lan.at("2024-02-01").step(sak, "au_ledamot", "ge_nytt_uppdrag", **NYTT)
    live(lan, "2024-02-01", "2024-02-10", look)
    assert (list(told(lan))[-1], warned(lan, sak)) == ("2024-01-30", "")


def test_au_has_a_card_from_the_first_rung_until_the_text_is_handed_in(lan: Lan) -> None:
    sak = begun(lan)
    assert cards(lan.at("2023-12-22"), "sekreterare") == []
    for day in ("2023-12-28", "2024-01-16"):
        (card,) = cards(lan.at(day), "sekreterare")
        assert (card.knapp.rubrik, str(card.senast)) == ("Ge nytt uppdrag", "2024-01-12")
        assert card.knapp.href.endswith("/steg/ge_nytt_uppdrag")
        assert wrong_in_lists(lan) == []
        with lan.database.read() as session:
            assert open_without_owner(session, lan.world) == []
    lan.step(sak, "au_ledamot", "ge_nytt_uppdrag", **NYTT)
    assert cards(lan, "sekreterare") == []


def test_a_meeting_aimed_at_is_told_of_when_the_agenda_nears_and_when_it_is_locked(
    lan: Lan,
) -> None:
    sak = begun(lan, mandat_till="2024-02-27")
    mote = lan.mote("2024-03-08")
    look(lan.at("2024-02-26"))
    assert "siktar på mötet fredag 8 mars 2024 men är inte klar för dagordningen" in text(lan)
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.kalla(mote)
    live(lan, "2024-02-27", "2024-03-05", look)
    assert "siktade på mötet fredag 8 mars 2024 och kom inte upp på dagordningen" in text(lan)
    assert all(who == BOTH for who in told(lan).values())
    assert "dagordningen är låst utan den" in warned(lan, sak)
    months = len(told(lan))
    live(lan, "2024-03-06", "2024-04-05", look)
    assert len(told(lan)) > months, "it is told of again until somebody acts"


def test_a_text_compiled_too_late_for_its_meeting_is_a_card_of_aus(lan: Lan) -> None:
    revision_in(lan, "sammanstalls")
    lan.at("2023-11-27")
    (card,) = (one for one in cards(lan, "sekreterare") if one.knapp.rubrik == "Ge nytt uppdrag")
    assert str(card.senast) == "2023-12-08"


def test_an_agreement_that_comes_to_end_before_its_text_is_told_of_each_month(lan: Lan) -> None:
    ends = avtal(
        lan.at("2023-11-07"), **{**UPPHOR, "forlangning_manader": None, "giltig_till": "2024-02-29"}
    )
    sak = revision_in(lan, "hos_au", ends)
    live(lan, "2024-02-27", "2024-04-05", look)
    assert "Avtalet upphörde torsdag 29 februari 2024" in text(lan)
    assert {day[:7] for day in told(lan)} >= {"2024-03", "2024-04"}, lan.lage(sak)


def test_an_arende_that_au_has_not_set_up_by_its_own_day_is_told_to_the_sender_and_au(
    lan: Lan,
) -> None:
    lan.at("2023-11-07").mote("2023-12-08")
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    live(lan, "2023-12-01", "2023-12-22", look)
    days = told(lan, "drojer")
    assert days == {
        "2023-12-05": {"sammankallande", "handlaggare", "au_ordforande"},
        "2023-12-19": {"sammankallande", "handlaggare", "au_ordforande"},
    }
    assert "skulle ha satt upp" in text(lan, "drojer")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=lan.mote("2024-01-26"))
    live(lan, "2023-12-25", "2024-01-20", look)
    assert told(lan, "drojer") == days
