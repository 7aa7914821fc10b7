"""A letter that never arrives goes once to the substitute, and stands before a person until it is
taken care of.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.base import table_of
from models.tables import Avisering, Franvaro, Uppdrag
from notifications.delivery import deliver
from support.county import Lan, epost
from support.mailserver import Inbox, Mailer
from support.paths.arende import atagande_in, remiss_in
from support.site import Sajt


def gets_substitute(lan: Lan, who: str, substitute: str) -> None:
    """Let somebody stand in for somebody in every uppdrag."""
    table = table_of(Uppdrag)
    with lan.database.session() as session:
        standing = table.update().where(table.c.person_id == lan.ids[who])
        session.execute(standing.values(ersattare_id=lan.ids[substitute]))


def is_away(lan: Lan, who: str, substitute: str) -> None:
    """Let somebody be away, with somebody in their place."""
    days = {"from_": date(2023, 1, 1), "tom": date(2024, 12, 31)}
    with lan.database.session() as session:
        row = {"person_id": lan.ids[who], "ersattare_id": lan.ids[substitute], **days}
        session.execute(table_of(Franvaro).insert().values(row))


@pytest.fixture
def lost(lan: Lan, mailer: Mailer, inbox: Inbox) -> Lan:
    """A county where Alvesta's address is unknown to the mail server; the region stands in for
    Alvesta.
    """
    gets_substitute(lan, "alvesta", "ljungby")
    atagande_in(lan, "tilldelat")
    inbox.answers[epost("alvesta")] = "550 No such user"
    deliver(lan.database, mailer(), lan.now)
    return lan


def test_the_substitute_gets_the_same_letter_once_with_why(
    lost: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    (failed,) = [one for one in lost.rows(Avisering, lage="misslyckad") if one.mall == "atagande"]
    assert failed.epost == epost("alvesta")
    assert failed.fel == "E-postservern svarade: 550 No such user"
    (instead,) = lost.rows(Avisering, nyckel=f"ersattare:{failed.id}")
    assert (instead.epost, instead.mall, instead.amne) == (
        epost("ljungby"),
        "atagande",
        failed.amne,
    )
    assert instead.skal.startswith("Du får det här eftersom brevet till Alvesta inte gick fram.")
    count = len(inbox.ids)
    deliver(lost.database, mailer(), lost.now + timedelta(days=1))
    assert len(inbox.ids) == count


def test_a_substitute_without_a_working_address_is_the_end_of_it(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    gets_substitute(lan, "alvesta", "ljungby")
    gets_substitute(lan, "ljungby", "alvesta")
    inbox.answers = {epost(who): "550 No such user" for who in ("alvesta", "ljungby")}
    atagande_in(lan, "tilldelat")
    deliver(lan.database, mailer(), lan.now)
    told = [one for one in lan.rows(Avisering, lage="misslyckad") if one.mall == "atagande"]
    assert sorted(one.epost for one in told) == [epost("alvesta"), epost("ljungby")]


def test_without_a_standing_substitute_the_absences_is_tried(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    remiss_in(lan, "oppen")
    is_away(lan, "lessebo", "markaryd")  # after the letters were written to Lessebo
    inbox.answers[epost("lessebo")] = "550 No such user"
    deliver(lan.database, mailer(), lan.now)
    assert [epost("markaryd")] in inbox.recipients


def test_a_server_that_is_away_for_a_week_loses_nothing(lan: Lan, mailer: Mailer) -> None:
    lan.arende()
    table = table_of(Avisering)
    with lan.database.session() as session:
        session.execute(table.update().values(forsok=500))
    deliver(lan.database, mailer(smtp_port=1), lan.now)
    assert {one.lage for one in lan.rows(Avisering)} == {"vantar"}
    assert deliver(lan.database, mailer(), lan.now + timedelta(hours=1)).skickade == 3


def test_the_secretary_sees_it_reads_why_and_takes_care_of_it(lost: Lan, sajt: Sajt) -> None:
    letter = next(
        one.id for one in lost.rows(Avisering, lage="misslyckad") if one.mall == "atagande"
    )
    secretary, chef = sajt.client("sekreterare"), sajt.client("alvesta")
    start = secretary.http.get("/").text
    assert "Brev som inte gick fram" in start
    assert "Alvesta · E-postservern svarade: 550 No such user" in start
    assert "Brev som inte gick fram" not in chef.http.get("/").text
    page = secretary.http.get(f"/aviseringar/{letter}").text
    assert "Samma brev har gått till Ljungby" in page
    path = f"/aviseringar/{letter}/hanterad"
    csrf = {"_csrf": chef.form("/arenden/nytt")["_csrf"]}
    assert chef.send(path, csrf).status_code == 403
    csrf = {"_csrf": secretary.form("/arenden/nytt")["_csrf"]}
    assert secretary.send(path, csrf).status_code == 303
    assert secretary.send(path, csrf).status_code == 303
    assert secretary.send(f"/aviseringar/{letter + 1000}/hanterad", csrf).status_code == 404
    assert f"/aviseringar/{letter}" not in secretary.http.get("/").text
    listed = secretary.http.get("/aviseringar?lage=misslyckad").text
    assert "gick inte fram, hanterat" in listed
    assert lost.rows(Avisering, id=letter)[0].hanterad_av == lost.ids["sekreterare"]
