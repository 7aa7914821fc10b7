"""Every form that asks for an answer shows what it is about: signed in, and by the link of a letter
without signing in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from models.secret import secret_key
from models.settings import Settings
from models.tables import Avtal, Beslut, Huvudman, Mote, Remiss, Remissmottagare, Revision
from notifications.links import Svarslank, path_of, seal
from support.county import Lan
from support.paths.arende import (
    arende_in,
    atagande_given,
    atagande_in,
    close_meeting,
    finish_meeting,
    mote_in,
    remiss_in,
)
from support.paths.avtal import avtal
from support.paths.delgivning import delgivning_in
from support.paths.grupp import grupp_in
from support.paths.revision import LANGRE, ONSKAT, revision_in, skriv
from support.site import Sajt, faults
from workflows.nouns import LIFECYCLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

Made = Callable[[Lan], int]


def _text_on_remiss(lan: Lan) -> int:
    sak = revision_in(lan, "pa_remiss")
    return int(lan.rows(Remiss, om_id=sak)[-1].id)


def _standing(lan: Lan) -> int:
    return atagande_given(lan, senast="april,november")


def _prolonged_by_each(lan: Lan) -> int:
    way: dict[str, Any] = {"forlangning": "parterna", "forlangning_manader": 3}
    return avtal(lan, **way, giltig_till="2023-12-31")


def _slip_proposed(lan: Lan) -> int:
    arende_in(lan, "implementeras")
    close_meeting(lan)
    finish_meeting(lan)
    mote, beslut = int(lan.rows(Mote)[-1].id), lan.rows(Beslut)[0].id
    slip = {"slag": "skrivfel", "star": "kontaktperson", "ska_sta": "kontakt"}
    lan.step(mote, "sekreterare", "foresla_rattelse", beslut=beslut, **slip)
    return mote


REMISSEN = ("Syftet är tydligare.", "Ryms inom ram.", "Jämfört med texten som gäller", "Hela")
TASK = ("Utse kontaktperson", "senast", "Ingen har svarat förut.", "Hela beslutet")
TEXT = ("Avtalet om", "version 1", "Syftet är tydligare.", "Ryms inom ram.", "Hela texten")
MEETING = ("Har Alvesta tagit del av besluten?", "Utse kontaktperson", "Besluten")
# Each step that asks for an answer: who takes it, of what, and what its form has to show.
FORMS: dict[tuple[str, str], tuple[str, str, Made, tuple[str, ...]]] = {
    ("remiss", "svara"): ("remisser", "lessebo", _text_on_remiss, REMISSEN),
    ("remiss", "svara_pa_telefon"): ("remisser", "sekreterare", _text_on_remiss, REMISSEN),
    ("remiss", "svara_pa_papper"): ("remisser", "sekreterare", _text_on_remiss, REMISSEN),
    ("remiss", "forlang"): ("remisser", "au_ledamot", _text_on_remiss, REMISSEN),
    ("remiss", "ge_anstand"): ("remisser", "au_ledamot", _text_on_remiss, REMISSEN),
    ("atagande", "rapportera"): (
        "ataganden",
        "alvesta",
        lambda lan: atagande_in(lan, "tilldelat"),
        TASK,
    ),
    ("atagande", "stam_av"): ("ataganden", "alvesta", _standing, TASK[:1]),
    ("atagande", "lamna_besked"): (
        "ataganden",
        "alvesta",
        lambda lan: atagande_in(lan, "tilldelat"),
        TASK,
    ),
    ("atagande", "anmal_avsteg"): (
        "ataganden",
        "alvesta",
        lambda lan: atagande_in(lan, "tilldelat"),
        TASK,
    ),
    ("atagande", "verifiera"): (
        "ataganden",
        "region_kronoberg",
        lambda lan: atagande_in(lan, "rapporterat"),
        (TASK[0], "Sedan svaret", "har inget hänt", TASK[3]),
    ),
    ("atagande", "atersand"): (
        "ataganden",
        "region_kronoberg",
        lambda lan: atagande_in(lan, "rapporterat"),
        (TASK[0], TASK[3]),
    ),
    ("atagande", "notera_avsteg"): (
        "ataganden",
        "sekreterare",
        lambda lan: atagande_in(lan, "avsteg_anmalt"),
        (TASK[0], "Vi saknar någon.", "Hjälp från en granne.", TASK[3]),
    ),
    ("atagande", "omprova"): (
        "ataganden",
        "sekreterare",
        lambda lan: atagande_in(lan, "avsteg_anmalt"),
        (TASK[0], "Vi saknar någon.", TASK[3]),
    ),
    ("revision", "planera_beslut"): (
        "revisioner",
        "alvesta",
        lambda lan: revision_in(lan, "hos_parterna"),
        TEXT[1:],
    ),
    ("revision", "parten_beslutar"): (
        "revisioner",
        "alvesta",
        lambda lan: revision_in(lan, "hos_parterna"),
        TEXT[1:],
    ),
    ("revision", "signera"): (
        "revisioner",
        "alvesta",
        lambda lan: revision_in(lan, "signeras"),
        ("Skriver ni under texten?", *TEXT[1:]),
    ),
    ("revision", "signera_pa_papper"): (
        "revisioner",
        "alvesta",
        lambda lan: revision_in(lan, "signeras"),
        TEXT[1:],
    ),
    ("revision", "avsta_signera"): (
        "revisioner",
        "alvesta",
        lambda lan: revision_in(lan, "signeras"),
        TEXT[1:],
    ),
    ("revision", "aterrapportera"): (
        "revisioner",
        "barare",
        lambda lan: revision_in(lan, "i_dialog"),
        ("Vad blev svaret?", *TEXT[1:]),
    ),
    ("revision", "aterkom_fran_forum"): (
        "revisioner",
        "au_ledamot",
        lambda lan: revision_in(lan, "lyft"),
        ("Vad blev svaret?", *TEXT[1:]),
    ),
    ("avtal", "parten_forlanger"): (
        "avtal",
        "alvesta",
        _prolonged_by_each,
        ("Ska avtalet förlängas till och med", "Beslut saknas från", "version 1"),
    ),
    ("delgivning", "bekrafta"): (
        "delgivningar",
        "alvesta",
        lambda lan: delgivning_in(lan, "vantar"),
        MEETING,
    ),
    ("delgivning", "invand"): (
        "delgivningar",
        "alvesta",
        lambda lan: delgivning_in(lan, "vantar"),
        MEETING,
    ),
    ("delgivning", "besvara_invandning"): (
        "delgivningar",
        "au_ledamot",
        lambda lan: delgivning_in(lan, "invand"),
        ("Vi hinner inte.", *MEETING[1:]),
    ),
    ("grupp", "forlang_gruppen"): (
        "grupper",
        "alvesta",
        lambda lan: grupp_in(lan, "pagar"),
        ("Arbetsgrupp för Link", "fredag 28 juni 2024", "Föreslå hur Link införs"),
    ),
    ("mote", "svara_kallelse"): (
        "moten",
        "alvesta",
        lambda lan: mote_in(lan, "kallat"),
        ("fredag 8 december 2023", "Kl. 11.00", "Dagordningen, ", "Tidigare beslut"),
    ),
    ("mote", "svara_pa_rattelse"): (
        "moten",
        "ljungby",
        _slip_proposed,
        ("fredag 8 december 2023", "”kontaktperson” blir ”kontakt”"),
    ),
    ("arende", "komplettera"): (
        "arenden",
        "sammankallande",
        lambda lan: arende_in(lan, "kompletteras"),
        ("Användning av Link i alla kommuner", "Hur ska Link användas under 2024?"),
    ),
    ("arende", "aterrapportera"): (
        "arenden",
        "barare",
        lambda lan: arende_in(lan, "i_dialog"),
        ("Användning av Link", "Hur ska Link användas", "Alla kommuner använder Link."),
    ),
    ("arende", "aterkom_fran_forum"): (
        "arenden",
        "au_ledamot",
        lambda lan: arende_in(lan, "lyft"),
        ("Användning av Link", "Hur ska Link användas", "Ryms inom ram."),
    ),
}
# Only where the profile wants each ledamot's word: that of a revision is held by
# tests/http/answers/test_approval_link.
ELSEWHERE = {("revision", "godkann"), ("arende", "godkann")}


def _nr(lan: Lan, kind: str, sak: int) -> str:
    if kind == "revisioner":
        return str(lan.rows(Revision, id=sak)[0].nr)
    if kind == "avtal":
        return str(lan.rows(Avtal, id=sak)[0].slug)
    return f"utkast-{sak}" if kind == "arenden" else str(sak)


def _about(html: str) -> str:
    """Return what a page says that its form is about."""
    start = html.index('id="galler"')
    return html[start : html.index("<form", start)]


def test_every_step_that_asks_for_an_answer_is_walked() -> None:
    asking = {
        (kind.value, step.name)
        for kind, one in LIFECYCLES.items()
        for step in one.steps
        if step.answers
    }
    assert asking == {*FORMS, *ELSEWHERE}


@pytest.mark.parametrize("asked", FORMS, ids="-".join)
def test_the_form_shows_what_it_is_about(sajt: Sajt, asked: tuple[str, str]) -> None:
    kind, who, made, parts = FORMS[asked]
    sak = made(sajt.lan)
    page = sajt.client(who).http.get(f"/{kind}/{_nr(sajt.lan, kind, sak)}/steg/{asked[1]}")
    assert page.status_code == 200, page.text
    said = _about(page.text)
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize("asked", FORMS, ids="-".join)
def test_the_link_of_a_letter_shows_the_same_without_signing_in(
    sajt: Sajt, settings: Settings, asked: tuple[str, str]
) -> None:
    _, who, made, parts = FORMS[asked]
    sak, lan = made(sajt.lan), sajt.lan
    part = _recipient(lan, who, sak) if asked == ("remiss", "svara") else 0
    until = lan.world.today.toordinal() + 30
    token = seal(Svarslank(lan.ids[who], sak, asked[1], 1, until, part), secret_key(settings))
    page = sajt.client(None).http.get(f"{path_of(asked[1])}{token}")
    assert page.status_code == 200, page.text
    said = _about(page.text)
    assert [part for part in parts if part not in said] == []
    assert 'href="/' not in said


def _recipient(lan: Lan, kod: str, remiss: int) -> int:
    (huvudman,) = lan.rows(Huvudman, kod=kod)
    return int(lan.rows(Remissmottagare, remiss_id=remiss, huvudman_id=huvudman.id)[0].id)


def test_who_is_asked_again_sees_what_has_changed_since_the_last_answer(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "sammanstalls")  # where both have answered
    lan.step(sak, "sammankallande", "omarbeta", skal="Alla vill ha mer.")
    skriv(lan, sak, "# Syfte\n\nVi planerar gemensamt varje vecka.")
    lan.step(
        sak,
        "sammankallande",
        "lamna_forslag",
        sammanfattning="Oftare.",
        konsekvenser=dict.fromkeys(("alvesta", "lessebo", "region_kronoberg"), "Mer tid."),
        invanare="Samma som förut.",
        andring="saklig",
        utover=["Alvesta: varje vecka."],
    )
    again = [{"slag": "huvudman", "kod": "alvesta"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", mottagare=again)
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    said = _about(sajt.client("alvesta").http.get(f"/remisser/{remiss}/steg/svara").text)
    assert "Sedan ni svarade tis 7 nov 2023" in said
    assert "varje vecka" in said
    assert "Oftare." in said


@pytest.mark.parametrize("steg", ["fraga_igen", "fraga_inte_igen"])
def test_who_chooses_whether_to_ask_again_sees_the_change(sajt: Sajt, steg: str) -> None:
    sak = revision_in(sajt.lan, "sammanstalls")
    more = {"text": LANGRE, "andring": "saklig", "sammanfattning": "Uppföljning.", **ONSKAT}
    sajt.lan.step(sak, "sammankallande", "slutfor", **more)
    nr = _nr(sajt.lan, "revisioner", sak)
    said = _about(sajt.client("au_ledamot").http.get(f"/revisioner/{nr}/steg/{steg}").text)
    assert "Från version 1, som parterna svarade om, till version 2." in said
    assert f"”{ONSKAT['utover'][0]}”" in said
    assert "Varje år." in said


def test_what_an_arende_would_have_the_parties_do_is_shown_to_those_who_are_asked(
    sajt: Sajt,
) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "under_beredning")
    task = {"text": "Inför Link", "mottagare": "kommuner", "svar": "ja", "senast": "2024-05-31"}
    lan.step(sak, "handlaggare", "bered", forslag_ataganden=[task], konsekvenser="Kostar tid.")
    asked = [{"slag": "huvudman", "kod": "lessebo"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", mottagare=asked)
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    said = _about(sajt.client("lessebo").http.get(f"/remisser/{remiss}/steg/svara").text)
    assert "Inför Link" in said
    assert "Kostar tid." in said


@pytest.mark.browser
@pytest.mark.parametrize(
    "asked", [("remiss", "svara"), ("atagande", "rapportera"), ("delgivning", "bekrafta")]
)
def test_what_it_is_about_can_be_read_by_everyone(
    sajt: Sajt, page: Page, asked: tuple[str, str]
) -> None:
    kind, who, made, _ = FORMS[asked]
    sak = made(sajt.lan)
    for path in (f"/{kind}/{sak}/steg/{asked[1]}", f"/{kind}/{sak}"):
        assert sajt.enter(page, who, path) == 200
        assert faults(page) == []


def test_a_page_with_the_form_on_it_says_what_it_is_about_too(sajt: Sajt) -> None:
    remiss = remiss_in(sajt.lan, "oppen")
    mine = _recipient(sajt.lan, "lessebo", remiss)
    visitor = sajt.client("lessebo")
    for path in (f"/remisser/{remiss}", f"/remisser/{remiss}/utkast?mottagare={mine}"):
        assert "Hur ska Link användas under 2024?" in _about(visitor.http.get(path).text)
