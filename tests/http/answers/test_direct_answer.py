"""A letter's link answers for one person, one step, once; fetching it changes nothing, and a bad
one says nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from models.base import table_of
from models.secret import secret_key
from models.settings import Settings
from models.tables import Avisering, Handelse, Person, Remiss, Remissvar
from models.vocabulary import Vag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from notifications.links import Svarslank, seal
from support.county import TEXTER, Lan, epost, vacate
from support.paths.arende import arende_in, atagande_in
from support.site import Besokare, Sajt
from workflows.reminders import remind

LINK = re.compile(r"Svara direkt: (/svara/\S+)")


@pytest.fixture
def key(settings: Settings) -> bytes:
    return secret_key(settings)


def link_to(lan: Lan, key: bytes, who: str) -> str:
    """Deliver what waits; return the link in the latest letter to somebody."""
    deliver(lan.database, Mailbox(key), lan.now)
    texts = [letter.text for letter in lan.rows(Avisering, person_id=lan.ids[who])]
    return str(LINK.findall("\n".join(texts))[-1])


def visitor(sajt: Sajt) -> Besokare:
    """Return somebody who is not signed in."""
    return sajt.client(None)


def test_a_chef_reports_from_the_letter_and_fetching_the_link_changes_nothing(
    sajt: Sajt, key: bytes
) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")
    link, anyone = link_to(sajt.lan, key, "alvesta"), visitor(sajt)
    for _ in range(3):
        page = anyone.http.get(link)
        assert page.status_code == 200
        assert "Du svarar som <b>Alvesta</b>" in page.text
        assert "Utse kontaktperson" in page.text
    assert sajt.lan.lage(atagande) == "tilldelat"
    answer = anyone.fill_in(link)
    assert (answer.status_code, answer.headers["location"]) == (303, link)
    assert sajt.lan.lage(atagande) == "rapporterat"
    assert sajt.lan.rows(Handelse, sak_id=atagande)[-1].aktor_id == sajt.lan.ids["alvesta"]
    done = anyone.http.get(link).text
    assert "Tack, det är klart" in done
    assert "Alvesta" in done
    assert "<form" not in done[done.index("<main") :]


def test_what_is_answered_by_a_link_says_so_in_the_history_and_over_rest(
    sajt: Sajt, key: bytes
) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")
    visitor(sajt).fill_in(link_to(sajt.lan, key, "alvesta"))
    assert sajt.lan.rows(Handelse, sak_id=atagande)[-1].vag == Vag.LANK
    chef = sajt.client("alvesta").http
    page = chef.get(f"/ataganden/{atagande}").text
    assert "Alvesta, den ansvariga, via länk" in page
    shown = chef.get(f"/api/v1/ataganden/{atagande}").json()["handelser"][0]
    assert {name: shown[name] for name in ("vem", "part", "organ", "for_vem", "vag")} == {
        "vem": "Alvesta",
        "part": "Alvesta",
        "organ": "Ledningsgruppen",
        "for_vem": "",
        "vag": "lank",
    }


def test_a_reminder_has_a_link_of_its_own(sajt: Sajt, key: bytes) -> None:
    lan = sajt.lan
    atagande = atagande_in(lan, "tilldelat")
    first = link_to(lan, key, "alvesta")
    lan.at("2024-01-24")
    with lan.database.session() as session:
        remind(session, lan.world)
    link, anyone = link_to(lan, key, "alvesta"), visitor(sajt)
    assert link != first
    assert anyone.fill_in(link).status_code == 303
    assert lan.lage(atagande) == "rapporterat"
    assert "Det är redan gjort" in anyone.http.get(first).text


def test_a_link_counts_once_whatever_is_sent_the_second_time(sajt: Sajt, key: bytes) -> None:
    sak = arende_in(sajt.lan, "kompletteras")
    link, anyone = link_to(sajt.lan, key, "sammankallande"), visitor(sajt)
    form = anyone.form(link)
    for words in ("Processgruppen.", "Någon annan."):
        assert anyone.send(link, {**form, **TEXTER, "komplettering": words}).status_code == 303
    assert [one.steg for one in sajt.lan.rows(Handelse, sak_id=sak)].count("komplettera") == 1


def test_an_answer_to_a_remiss_is_given_from_the_letter_and_a_form_half_filled_in_is_kept(
    sajt: Sajt, key: bytes
) -> None:
    arende_in(sajt.lan, "pa_remiss")
    link, anyone = link_to(sajt.lan, key, "lessebo"), visitor(sajt)
    again = anyone.fill_in(link, **{"synpunkter-0": "Mer tid."})
    assert again.status_code == 409
    assert "Mer tid." in again.text
    assert sajt.lan.rows(Remissvar) == []
    one_more = anyone.fill_in(link, **{"synpunkter-0": "Mer tid.", "_rad": "ny"})
    assert 'name="synpunkter-1"' in one_more.text
    assert f'hx-post="{link}"' in one_more.text
    said = {"stallningstagande": "tillstyrker_med_synpunkter", "synpunkter-0": "Mer tid."}
    assert anyone.fill_in(link, **said).status_code == 303
    assert len(sajt.lan.rows(Remissvar)) == 1


def test_heaps_of_marks_from_somebody_who_is_not_signed_in_are_refused_by_the_field(
    sajt: Sajt, key: bytes
) -> None:
    arende_in(sajt.lan, "pa_remiss")
    link, anyone = link_to(sajt.lan, key, "lessebo"), visitor(sajt)
    heap = "\u0301\u0323" * 40_000
    for text, said in (
        (heap, "Får vara högst 10000 tecken."),
        (heap[:9_000], "En bokstav får ha högst 30 accenter."),
    ):
        answer = anyone.fill_in(link, stallningstagande="avstyrker", motivering=text)
        assert answer.status_code == 422
        assert said in answer.text
    assert sajt.lan.rows(Remissvar) == []


def test_what_somebody_did_already_is_said_with_who_did_it(sajt: Sajt, key: bytes) -> None:
    atagande = atagande_in(sajt.lan, "tilldelat")
    link = link_to(sajt.lan, key, "alvesta")
    sajt.lan.step(atagande, "alvesta", "rapportera")
    page = visitor(sajt).http.get(link)
    assert "Det är redan gjort" in page.text
    assert "Alvesta" in page.text


@pytest.mark.parametrize("ending", ["stang", "avbryt_remiss"])
def test_what_another_party_answered_is_not_said_to_whoever_holds_a_link(
    sajt: Sajt, key: bytes, ending: str
) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[-1].id
    lan.step(remiss, "lessebo", "svara", stallningstagande="avstyrker", motivering="Vi säger nej.")
    link = link_to(lan, key, "alvesta")
    if ending == "stang":
        lan.at("2023-12-04").step(remiss, "au_ledamot", "stang")
    else:
        lan.step(sak, "au_ledamot", "avbryt_remiss", skal="Frågan föll.")
    page = visitor(sajt).http.get(link).text
    assert "Det behövs inte längre" in page
    assert "Lessebo" not in page
    assert "Vi säger nej." not in page


def test_a_colleague_without_any_uppdrag_reads_and_answers_what_was_handed_over(
    sajt: Sajt, key: bytes
) -> None:
    lan = sajt.lan
    atagande = atagande_in(lan, "tilldelat")
    lan.step(atagande, "alvesta", "delegera", namn="Utanför", epost=epost("utanfor"))
    link, colleague = link_to(lan, key, "utanfor"), sajt.client("utanfor")
    assert colleague.http.get(f"/ataganden/{atagande}").status_code == 200
    assert visitor(sajt).fill_in(link).status_code == 303
    assert lan.lage(atagande) == "rapporterat"


def test_a_link_that_is_not_ours_is_refused_and_says_nothing(sajt: Sajt, key: bytes) -> None:
    atagande_in(sajt.lan, "tilldelat")
    link = link_to(sajt.lan, key, "alvesta")
    foreign = seal(Svarslank(1, 1, "rapportera", 1, 999_999), b"en annan nyckel")
    for bad in (f"{link}x", link[:-2], f"/svara/{foreign}", "/svara/x", f"/svara/{'A' * 5000}"):
        answer = visitor(sajt).http.get(bad)
        assert answer.status_code == 404, bad
        assert "Utse kontaktperson" not in answer.text


def test_a_link_of_somebody_who_lost_the_uppdrag_or_was_switched_off_says_nothing(
    sajt: Sajt, key: bytes
) -> None:
    lan = sajt.lan
    atagande = atagande_in(lan, "tilldelat")
    link, anyone = link_to(lan, key, "alvesta"), visitor(sajt)
    form = anyone.form(link)
    vacate(lan, "alvesta", "2023-12-07")
    for _ in range(2):
        answers = [anyone.http.get(link), anyone.send(link, form)]
        assert [one.status_code for one in answers] == [410, 410]
        assert all("Utse kontaktperson" not in one.text for one in answers)
        person = table_of(Person)
        with lan.database.session() as session:
            session.execute(
                person.update().where(person.c.id == lan.ids["alvesta"]).values(aktiv=False)
            )
    assert lan.lage(atagande) == "tilldelat"


def test_a_link_ends_thirty_days_after_the_last_day(sajt: Sajt, key: bytes) -> None:
    lan = sajt.lan
    atagande = atagande_in(lan, "tilldelat")
    link = link_to(lan, key, "alvesta")
    lan.at("2024-02-25")  # the last day is 26 January
    assert visitor(sajt).http.get(link).status_code == 200
    lan.now += timedelta(days=1)
    answer = visitor(sajt).http.get(link)
    assert answer.status_code == 410
    assert "Utse kontaktperson" not in answer.text
    assert lan.lage(atagande) == "tilldelat"
