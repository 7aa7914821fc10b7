"""What a calendar answers to a kallelse is read from the file that the secretary drops."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models.tables import (
    Handelse,
    Installation,
)
from support.asking import Site
from support.county import UNDERLAG, Lan, epost
from support.paths.kallelse import said
from support.site import Sajt

DAY = "2023-12-08"


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


def reply(lan: Lan, mote: int, who: str = "alvesta", **said: Any) -> bytes:
    """Return what a calendar answers."""
    marke = lan.rows(Installation)[0].marke
    told = {
        "method": "REPLY",
        "uid": f"mote-{mote}@{marke}.samflode",
        "partstat": "ACCEPTED",
        "sequence": 0,
        "more": "",
        **said,
    }
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Test//Kalender//SV",
        "VERSION:2.0",
        f"METHOD:{told['method']}",
        "BEGIN:VEVENT",
        f"UID:{told['uid']}",
        "DTSTAMP:20231121T080000Z",
        f"SEQUENCE:{told['sequence']}",
        f"ORGANIZER:mailto:{epost('sekreterare')}",
        f'ATTENDEE;PARTSTAT={told["partstat"]}{told["more"]};CN="Chef, A":MAILTO:',
        f" {epost(who).upper()}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def drop(sajt: Sajt, mote: int, content: bytes, who: str = "sekreterare") -> tuple[int, str]:
    """Drop a file on a meeting's page; return the status and what was said."""
    visitor, path = sajt.client(who), f"/moten/{mote}/kalendersvar"
    form = visitor.form(path)
    answer = visitor.http.post(path, data=form, files={"fil": ("invite.ics", content)})
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("answered", "noted_as"),
    [
        ({}, ("kommer", "")),
        ({"partstat": "DECLINED"}, ("kan_inte", "")),
        (
            {"partstat": "DELEGATED", "more": ';DELEGATED-TO="mailto:kim@lan.example"'},
            ("kan_inte", "kim@lan.example"),
        ),
    ],
)
def test_a_reply_from_a_calendar_is_read(
    sajt: Sajt, mote: int, answered: dict[str, str], noted_as: tuple[str, str]
) -> None:
    status, _ = drop(sajt, mote, reply(sajt.lan, mote, **answered))
    assert status == 303
    assert said(sajt.lan) == {"alvesta": noted_as}


def test_a_reply_that_does_not_count_is_refused_by_name(sajt: Sajt, mote: int) -> None:
    lan = sajt.lan
    other = lan.mote("2024-01-26", tid="11:00")
    lan.step(mote, "sekreterare", "flytta", datum="2023-12-11")
    wrong = {
        "annan kallelse: Ledningsgruppen fre 26 jan 2024.": reply(lan, other),
        "”040000008200E00074C5B7101A82E008”, som inte kommer härifrån": reply(
            lan, mote, uid="040000008200E00074C5B7101A82E008"
        ),
        f"”mote-{mote}@annan.samflode”, som inte kommer härifrån": reply(
            lan, mote, uid=f"mote-{mote}@annan.samflode"
        ),
        "Alvesta svarade på kallelsen innan den ändrades.": reply(lan, mote),
        "Alvesta har varken tackat ja eller nej.": reply(
            lan, mote, partstat="TENTATIVE", sequence=1
        ),
        f"{epost('utanfor')} är inte kallad till mötet.": reply(lan, mote, "utanfor", sequence=1),
    }
    for why, content in wrong.items():
        status, page = drop(sajt, mote, content)
        assert (status, why in page) == (409, True), why
    for content in (b"", b"\x00\xff", b"Hej", reply(lan, mote, method="REQUEST"), b"x" * 300_000):
        status, page = drop(sajt, mote, content)
        assert (status, "Filen är" in page) == (422, True), content[:20]
    assert said(lan) == {}


def test_only_the_secretary_reads_in_a_reply(sajt: Sajt, mote: int) -> None:
    assert drop(sajt, mote, reply(sajt.lan, mote), "alvesta")[0] == 403
    assert said(sajt.lan) == {}


def test_rest_takes_the_same_answers_and_the_same_file(site: Site) -> None:
    lan = site.lan
    day = (lan.now + timedelta(days=10)).date().isoformat()
    mote = site.post("sekreterare", "/moten", {"organ": "lgs", "datum": day, "tid": "13:00"})
    number = int(mote.json()["id"])
    path = f"/moten/{number}"
    site.step("sekreterare", path, "kalla")
    site.step("alvesta", path, "svara_kallelse", besked="kan_inte", ersattare="Kim Ek")
    sent = {"fil": ("svar.ics", reply(lan, number, "lessebo"))}
    address = f"/api/v1{path}/kalendersvar"
    answer = site.client.post(address, files=sent, headers=site.headers("sekreterare"))
    assert answer.status_code == 200
    found = {one["epost"]: one for one in answer.json()["anmalda"]}
    assert found[epost("alvesta")]["besked"] == "kan_inte"
    assert found[epost("alvesta")]["ersattare"] == "Kim Ek"
    assert found[epost("lessebo")]["besked_ord"] == "kommer"
    assert found[epost("ljungby")]["besked"] is None
    assert site.get("alvesta", path).json()["anmalda"] == []
    foreign = {"fil": ("svar.ics", reply(lan, number, "lessebo", uid="x@y"))}
    refused = site.client.post(address, files=foreign, headers=site.headers("sekreterare"))
    assert refused.status_code == 409
    assert "”x@y”, som inte kommer härifrån" in refused.json()["hinder"][0]
    theirs = site.client.post(address, files=sent, headers=site.headers("alvesta"))
    assert theirs.status_code == 403


def test_a_calendars_answer_that_is_read_in_twice_is_one_event(sajt: Sajt, mote: int) -> None:
    for _ in range(2):
        assert drop(sajt, mote, reply(sajt.lan, mote))[0] == 303
    events = [one.steg for one in sajt.lan.rows(Handelse)]
    assert events.count("anteckna_svar") == 1
