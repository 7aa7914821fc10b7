"""Who comes to a meeting is said by the link in the kallelse, by phone or through a calendar. It
can be changed until the meeting begins, and is how people are noted when it opens.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import (
    Avisering,
    Beslutande,
    Franvaro,
    Frist,
    Handelse,
    Kallelsesvar,
    Uppdrag,
)
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UNDERLAG, Lan, epost
from support.paths.kallelse import said
from support.site import Besokare, Sajt
from workflows.ground.errors import Hindered, RoleMissing

DAY = "2023-12-08"
CHOICES = re.compile(r"(?:Kommer|Digitalt|stället): (/svara/\S+)")


@pytest.fixture
def key(settings: Settings) -> bytes:
    return secret_key(settings)


@pytest.fixture
def mote(sajt: Sajt) -> int:
    """A meeting of the ledningsgrupp that has been called, with one matter on its agenda."""
    lan = sajt.lan.at("2023-11-20")
    mote = lan.mote(DAY, tid="13:00")
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    return mote


def links_to(lan: Lan, key: bytes, who: str) -> list[str]:
    """Deliver what waits; return the three links in the latest letter to somebody."""
    deliver(lan.database, Mailbox(key), lan.now)
    text = str(lan.rows(Avisering, person_id=lan.ids[who])[-1].text)
    return CHOICES.findall(text)


def noted(lan: Lan) -> dict[str, str]:
    """Return how each is noted at the meeting."""
    names = {number: who for who, number in lan.ids.items()}
    return {names[one.person_id]: str(one.narvaro) for one in lan.rows(Beslutande)}


def visitor(sajt: Sajt) -> Besokare:
    """Return somebody who is not signed in."""
    return sajt.client(None)


def test_each_way_of_answering_is_a_link_and_fetching_it_changes_nothing(
    sajt: Sajt, mote: int, key: bytes
) -> None:
    links = links_to(sajt.lan, key, "alvesta")
    assert [link.partition("=")[2] for link in links] == ["kommer", "digitalt", "kan_inte"]
    for link in links:
        page = visitor(sajt).http.get(link)
        assert page.status_code == 200
        assert "Du svarar som <b>Alvesta</b>" in page.text
        assert "fredag 8 december 2023" in page.text
        assert "Kl. 13.00" in page.text
        assert "Användning av Link i alla kommuner" in page.text
        chosen = re.findall(r'value="(\w+)" checked', page.text)
        assert chosen == [link.partition("=")[2]]
    assert said(sajt.lan) == {}
    assert sajt.lan.lage(mote) == "kallat"


@pytest.mark.usefixtures("mote")
def test_an_answer_is_changed_by_the_same_link_until_the_meeting_begins(
    sajt: Sajt, key: bytes
) -> None:
    comes, digitally, cannot = links_to(sajt.lan, key, "alvesta")
    anyone = visitor(sajt)
    assert anyone.fill_in(comes, besked="kommer").status_code == 303
    assert said(sajt.lan) == {"alvesta": ("kommer", "")}
    assert anyone.fill_in(digitally, besked="digitalt").status_code == 303
    assert said(sajt.lan) == {"alvesta": ("digitalt", "")}
    assert "Ditt svar är: digitalt." in anyone.http.get(comes).text
    assert anyone.fill_in(cannot, besked="kan_inte", ersattare="Kim Ek").status_code == 303
    assert said(sajt.lan) == {"alvesta": ("kan_inte", "Kim Ek")}
    sajt.lan.now = datetime(2023, 12, 8, 11, 59, tzinfo=UTC)
    sajt.set_clock()
    assert anyone.fill_in(comes, besked="kommer").status_code == 303
    sajt.lan.now = datetime(2023, 12, 8, 12, 0, tzinfo=UTC)
    sajt.set_clock()
    refused = anyone.http.get(cannot)
    assert "Mötet skulle börja fre 8 dec 2023 kl. 13.00." in refused.text
    assert said(sajt.lan) == {"alvesta": ("kommer", "")}


@pytest.mark.usefixtures("mote")
def test_an_answer_sent_twice_is_one_event(sajt: Sajt, key: bytes) -> None:
    comes, *_ = links_to(sajt.lan, key, "alvesta")
    anyone = visitor(sajt)
    form = {**anyone.form(comes), "besked": "kommer"}
    for _ in range(2):
        assert anyone.send(comes, form).status_code == 303
    events = [one for one in sajt.lan.rows(Handelse) if one.steg == "svara_kallelse"]
    assert [one.aktor_id for one in events] == [sajt.lan.ids["alvesta"]]


@pytest.mark.parametrize(
    ("from_", "tom", "called"),
    [("2023-11-20", "2023-11-24", True), ("2023-12-01", "2023-12-31", False)],
)
def test_who_is_there_on_the_day_of_the_meeting_is_called(
    sajt: Sajt, from_: str, tom: str, *, called: bool
) -> None:
    lan = sajt.lan.at("2023-11-20")
    with lan.database.session() as session:
        away = Franvaro(
            person_id=lan.ids["alvesta"],
            ersattare_id=lan.ids["lessebo"],
            from_=date.fromisoformat(from_),
            tom=date.fromisoformat(tom),
        )
        session.add(away)
    mote = lan.mote(DAY, "lgs", tid="13:00")
    lan.step(mote, "sekreterare", "kalla")
    letters = [one.person_id for one in lan.rows(Avisering, mall="kallelse")]
    assert (lan.ids["alvesta"] in letters) == called


@pytest.mark.usefixtures("mote")
def test_who_answers_by_the_link_is_thanked_and_sees_what_they_said(sajt: Sajt, key: bytes) -> None:
    *_, cannot = links_to(sajt.lan, key, "alvesta")
    anyone = visitor(sajt)
    sent = anyone.fill_in(cannot, besked="kan_inte", ersattare="Kim Ek")
    page = anyone.http.get(sent.headers["location"]).text
    assert "Tack, ditt svar är sparat." in page
    assert "Ditt svar är: kan inte, Kim Ek kommer i stället." in page


@pytest.mark.usefixtures("mote")
def test_the_same_answer_a_second_time_changes_nothing_and_is_no_event(
    sajt: Sajt, key: bytes
) -> None:
    comes, *_ = links_to(sajt.lan, key, "alvesta")
    anyone = visitor(sajt)
    anyone.fill_in(comes, besked="kommer")
    sent = anyone.fill_in(comes, besked="kommer")
    assert "Det var sparat redan." in anyone.http.get(sent.headers["location"]).text
    events = [one.steg for one in sajt.lan.rows(Handelse)]
    assert events.count("svara_kallelse") == 1


def test_who_comes_after_all_sends_nobody(sajt: Sajt, mote: int) -> None:
    said = {"ersattare": "Kim Ek"}
    sajt.lan.step(mote, "alvesta", "svara_kallelse", besked="kan_inte", **said)
    assert [one.ersattare for one in sajt.lan.rows(Kallelsesvar)] == ["Kim Ek"]
    sajt.lan.step(mote, "alvesta", "svara_kallelse", besked="kommer", **said)
    assert [one.ersattare for one in sajt.lan.rows(Kallelsesvar)] == [""]


@pytest.mark.parametrize("who", ["au_ledamot", "sekreterare", "handlaggare"])
def test_who_is_not_called_does_not_answer(sajt: Sajt, mote: int, who: str) -> None:
    with pytest.raises(RoleMissing):
        sajt.lan.step(mote, who, "svara_kallelse", besked="kommer")


def test_the_secretary_sees_how_many_come_and_who_sends_whom_and_others_do_not(
    sajt: Sajt, mote: int
) -> None:
    lan = sajt.lan
    lan.step(mote, "alvesta", "svara_kallelse", besked="kommer")
    lan.step(mote, "lessebo", "svara_kallelse", besked="digitalt")
    lan.step(mote, "ljungby", "svara_kallelse", besked="kan_inte", ersattare="Kim Ek")
    lan.step(mote, "sekreterare", "anteckna_svar", person=epost("markaryd"), besked="kommer")
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}").text
    assert "10 kallade: 2 kommer, 1 digitalt, 1 kan inte och 6 har inte svarat" in page
    assert "Kim Ek kommer i stället" in page
    theirs = sajt.client("alvesta").http.get(f"/moten/{mote}").text
    assert "kallade:" not in theirs


def test_what_was_said_is_how_people_are_noted_when_the_meeting_opens(
    sajt: Sajt, mote: int
) -> None:
    lan = sajt.lan
    with lan.database.session() as session:
        for away, instead in (("lessebo", "utanfor"), ("vaxjo", "representant")):
            ids = lan.ids[away], lan.ids[instead]
            session.add(
                Franvaro(
                    person_id=ids[0],
                    ersattare_id=ids[1],
                    from_=date(2023, 12, 1),
                    tom=date(2023, 12, 31),
                )
            )
    lan.step(mote, "alvesta", "svara_kallelse", besked="digitalt")
    lan.step(mote, "ljungby", "svara_kallelse", besked="kan_inte")
    lan.step(mote, "lessebo", "svara_kallelse", besked="kan_inte", ersattare="Utanfor")
    lan.step(mote, "sekreterare", "anteckna_svar", person=epost("representant"), besked="kommer")
    lan.at(DAY).step(mote, "sekreterare", "oppna")
    found = noted(lan)
    assert found["alvesta"] == "digitalt"
    assert found["ljungby"] == "franvarande"
    assert (found["lessebo"], found["utanfor"]) == ("franvarande", "pa_plats")
    assert (found["vaxjo"], found["representant"]) == ("franvarande", "pa_plats")
    assert found["markaryd"] == "pa_plats", "silence means as before: there until noted otherwise"


def test_a_member_who_is_anothers_ersattare_and_comes_stands_in_for_nobody_who_is_silent(
    sajt: Sajt, mote: int
) -> None:
    lan = sajt.lan
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids["lessebo"],
                ersattare_id=lan.ids["alvesta"],
                from_=date(2023, 12, 8),
                tom=date(2023, 12, 8),
            )
        )
    lan.step(mote, "alvesta", "svara_kallelse", besked="kommer")
    lan.at(DAY).step(mote, "sekreterare", "oppna")
    assert noted(lan)["lessebo"] == "franvarande"
    places = [one.person_id for one in lan.rows(Beslutande)]
    assert places.count(lan.ids["alvesta"]) == 1


def absent(lan: Lan, who: str, instead: str | None = None) -> None:
    """Register somebody as away on the day of the meeting."""
    with lan.database.session() as session:
        row = Franvaro(
            person_id=lan.ids[who],
            ersattare_id=lan.ids[instead] if instead else None,
            from_=date(2023, 11, 15),
            tom=date(2024, 1, 31),
        )
        session.add(row)


def test_as_many_are_called_as_the_kallelse_goes_to_and_who_is_away_that_day_is_not(
    sajt: Sajt,
) -> None:
    lan = sajt.lan.at("2023-11-20")
    absent(lan, "vaxjo")
    absent(lan, "ljungby", "utanfor")
    mote = lan.mote(DAY, "lgs", tid="13:00")
    lan.step(mote, "sekreterare", "kalla")
    letters = {one.person_id for one in lan.rows(Avisering, mall="kallelse")}
    shown = sajt.client("sekreterare").http.get(f"/moten/{mote}").text
    assert f"{len(letters)} kallade: {len(letters)} har inte svarat" in shown
    assert lan.ids["utanfor"] in letters
    assert lan.ids["vaxjo"] not in letters


def test_who_is_registered_as_away_is_not_written_up_as_there(sajt: Sajt, mote: int) -> None:
    lan = sajt.lan
    absent(lan, "vaxjo")
    lan.at(DAY).step(mote, "sekreterare", "oppna")
    assert noted(lan)["vaxjo"] == "franvarande"
    assert noted(lan)["markaryd"] == "pa_plats"


def test_each_person_is_counted_and_listed_once_whatever_places_they_have(
    sajt: Sajt, mote: int
) -> None:
    lan = sajt.lan
    chair = lan.rows(Uppdrag, person_id=lan.ids["ordforande"])[0]
    with lan.database.session() as session:
        kommun = lan.rows(Uppdrag, person_id=lan.ids["markaryd"])[0].huvudman_id
        places = {"organ_id": chair.organ_id, "roll": "ledamot", "huvudman_id": kommun}
        session.add(Uppdrag(person_id=chair.person_id, from_=chair.from_, **places))
    lan.at(DAY).step(mote, "sekreterare", "oppna")
    people = len(set(noted(lan)))
    assert len(lan.rows(Beslutande)) == people + 1
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}").text
    assert f"{people} personer: {people} på plats" in page
    shown = page.partition("<h2>Närvaro")[2].partition("</details>")[0]
    assert shown.count("Ordforande") == 1


def test_whom_somebody_sends_is_proposed_where_attendance_is_noted_and_not_said_to_have_come(
    sajt: Sajt, mote: int
) -> None:
    lan = sajt.lan
    answer = {"besked": "kan_inte", "ersattare": "Kim Ek"}
    lan.step(mote, "alvesta", "svara_kallelse", **answer)
    lan.at(DAY).step(mote, "sekreterare", "oppna")
    clerk = sajt.client("sekreterare").http
    page = clerk.get(f"/moten/{mote}").text
    assert "skulle ersättas av Kim Ek enligt svaret på kallelsen" in page
    form = clerk.get(f"/moten/{mote}/steg/anteckna_narvaro").text
    assert "Kim Ek skulle komma i stället" in form
    assert "Kim Ek" not in clerk.get(f"/moten/{mote}/steg/skriv_anteckningar").text


def test_a_meeting_that_moves_takes_its_agenda_along_and_asks_again(
    sajt: Sajt, mote: int, key: bytes
) -> None:
    lan = sajt.lan
    lan.step(mote, "alvesta", "svara_kallelse", besked="kommer")
    lan.step(mote, "sekreterare", "flytta", datum=DAY, plats="Rådhuset")
    assert said(lan) == {"alvesta": ("kommer", "")}, "another place is no other time"
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11")
    assert said(lan) == {}
    waits = {one.sak_id: one.senast for one in lan.rows(Frist) if one.stangd is None}
    assert set(waits.values()) == {date(2023, 12, 11)}
    assert len(waits) == 2, "the meeting's own, and that of the matter on its agenda"
    assert len(links_to(lan, key, "alvesta")) == 3


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        ({"datum": "2023-11-01"}, "Dagen har redan varit."),
        ({"datum": DAY}, "Mötet är redan då och där."),
        ({"datum": DAY, "tid": "15:00", "slut": "14:00"}, "Mötet slutar innan det börjar."),
        ({"datum": "2024-01-26", "tid": "11:00"}, "har redan ett möte då."),
        ({"plats": "Rådhuset"}, "Välj dag."),
    ],
)
def test_a_meeting_moves_only_to_where_it_can_be(
    sajt: Sajt, mote: int, moves: dict[str, str], why: str
) -> None:
    sajt.lan.mote("2024-01-26", tid="11:00")
    with pytest.raises(Hindered) as refused:
        sajt.lan.step(mote, "sekreterare", "flytta", **moves)
    assert any(one.endswith(why) for one in refused.value.hinder)
