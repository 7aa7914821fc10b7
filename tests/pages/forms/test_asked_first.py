"""What reaches others or cannot be undone asks first, and says whom it reaches; nothing else
does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import (
    Avisering,
    Dagordningspunkt,
    HalletBrev,
    Mote,
    Person,
    Remiss,
    Revision,
    Synpunkt,
)
from support.county import Lan
from support.paths.arende import arende_in, close_all, mote_in, remiss_in
from support.paths.grupp import SISTA_DAG, grupp_in
from support.paths.revision import (
    FORSLAG,
    LANGRE,
    ONSKAT,
    proposed_to_break_off,
    revision_in,
    skriv,
)
from support.site import Sajt, faults, go
from workflows.nouns import LIFECYCLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The six: to call, publish, end, confirm, feed back, break off.
_VERBS = ("Skicka kallelse", "Publicera", "Avsluta", "Justera", "Återkoppla", "Avbryt")


def _answered(lan: Lan) -> int:
    """Return a closed round whose only comment has its answer."""
    remiss = remiss_in(lan, "stangd")
    comment = lan.rows(Synpunkt)[-1].id
    lan.step(remiss, "handlaggare", "besvara_synpunkt", synpunkt=comment, svar="noteras")
    return remiss


def _ready(lan: Lan) -> int:
    """Return an open meeting that has taken a decision, and can be ended."""
    arende_in(lan, "implementeras")
    return int(lan.rows(Mote)[-1].id)


def _last_day(lan: Lan) -> int:
    """Return a group for a time on its last day."""
    grupp = grupp_in(lan, "pagar")
    close_all(lan)  # what made it is told when that meeting is closed
    lan.at(SISTA_DAG)
    return grupp


def _to_confirm(lan: Lan) -> int:
    """Return a meeting with a decision that is being confirmed, where Markaryd had nobody."""
    mote = _ready(lan)
    away = [{"person": "markaryd@lan.example", "narvaro": "franvarande"}]
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=away)
    lan.step(mote, "sekreterare", "avsluta")
    lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    return mote


ASKING: dict[str, tuple[str, str, str, Callable[[Lan], int]]] = {
    "kalla": ("moten", "sekreterare", "Skicka kallelse", lambda lan: mote_in(lan, "planerat")),
    "avsluta": ("moten", "sekreterare", "Avsluta mötet", _ready),
    "justera": ("moten", "ljungby", "Justera", _to_confirm),
    "publicera": ("moten", "sekreterare", "Publicera", lambda lan: mote_in(lan, "fardigstallt")),
    "aterkoppla": ("remisser", "handlaggare", "Återkoppla till dem som svarat", _answered),
    "slutfor": (
        "revisioner",
        "sammankallande",
        "Lås den slutliga texten",
        lambda lan: revision_in(lan, "sammanstalls"),
    ),
    "avbryt": (
        "revisioner",
        "sekreterare",
        "Avbryt revisionen",
        proposed_to_break_off,
    ),
    "avsluta_gruppen": ("grupper", "alvesta", "Avsluta gruppen", _last_day),
}


def _address(lan: Lan, kind: str, sak: int) -> str:
    nr = lan.rows(Revision, id=sak)[0].nr if kind == "revisioner" else sak
    return f"/{kind}/{nr}"


def test_the_six_ask_and_no_other_step_does() -> None:
    steps = [
        step for one in LIFECYCLES.values() for step in one.steps if not {"foljd"} >= set(step.by)
    ]
    asking = {(step.rubrik, step.name) for step in steps if step.asks}
    # To lock the final text feeds back by the same letters.
    by_name = {(step.rubrik, step.name) for step in steps if step.rubrik.startswith(_VERBS)}
    assert asking == by_name | {("Lås den slutliga texten", "slutfor")}
    assert {name for _, name in asking} == {*ASKING, "avbryt_remiss"}


@pytest.mark.parametrize("step", ASKING)
def test_those_who_get_a_letter_are_named_before_it_leaves_and_nobody_else_gets_one(
    sajt: Sajt, step: str
) -> None:
    kind, who, _, made = ASKING[step]
    lan = sajt.lan
    sak = made(lan)
    visitor, bas = sajt.client(who), _address(lan, kind, sak)
    before = {one.id for one in lan.rows(Avisering)}
    page = visitor.http.get(f"{bas}/steg/{step}").text
    said = page[page.index('id="nas"') :] if 'id="nas"' in page else ""
    shown = set(re.findall(r"<li>([^<]+)</li>", said[: said.index("</section>")]))
    assert [one.id for one in lan.rows(Avisering) if one.id not in before] == []
    at = re.search(r'name="mote".*?<option value="(\d+)" selected', page, re.DOTALL)
    assert (at is not None) == (step == "avbryt"), "it is decided at the meeting that is open"
    fields = {"skal": "Det räcker.", "resultat": "Klart."} | ({"mote": at[1]} if at else {})
    assert visitor.fill_in(f"{bas}/steg/{step}", **fields).status_code == 303
    names = {one.id: one.namn for one in lan.rows(Person)}
    waiting = lan.rows(HalletBrev)  # what is decided at a meeting is told when it is closed
    told = {names[one.person_id] for one in lan.rows(Avisering) if one.id not in before}
    told |= {names[one.person_id] for one in waiting}
    assert bool(waiting) == (step == "avbryt")
    assert shown == told
    assert ("Ingen får brev" in said) == (not told)
    assert bool(told) == (step != "publicera")


@pytest.mark.parametrize("step", ASKING)
def test_a_button_elsewhere_leads_to_the_question_and_takes_nothing(sajt: Sajt, step: str) -> None:
    kind, who, rubrik, made = ASKING[step]
    sak = made(sajt.lan)
    visitor, bas = sajt.client(who), _address(sajt.lan, kind, sak)
    stood = sajt.lan.lage(sak)
    answer = visitor.send(
        f"{bas}/steg/{step}", {"_csrf": visitor.form("/arenden/nytt")["_csrf"], "skal": "Nu."}
    )
    assert answer.status_code == 200
    assert f"<h1>{rubrik}</h1>" in answer.text
    assert "Det här händer" in answer.text
    assert sajt.lan.lage(sak) == stood


@pytest.mark.browser
@pytest.mark.parametrize("step", ASKING)
def test_one_can_go_back_from_the_question_and_nothing_is_done(
    sajt: Sajt, page: Page, step: str
) -> None:
    kind, who, rubrik, made = ASKING[step]
    sak = made(sajt.lan)
    stood, bas = sajt.lan.lage(sak), _address(sajt.lan, kind, sak)
    sajt.enter(page, who, bas)
    go(page.get_by_role("link", name=rubrik, exact=True).first)
    expect(page.get_by_role("heading", name="Det här händer")).to_be_visible()
    expect(page.get_by_role("heading", name="Vad det gäller")).to_be_visible()
    assert faults(page) == []
    go(page.get_by_role("link", name="Tillbaka", exact=True))
    assert sajt.lan.lage(sak) == stood


def test_the_call_shows_the_agenda_that_is_sent(sajt: Sajt) -> None:
    mote = mote_in(sajt.lan, "planerat")
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}/steg/kalla").text
    headings = [one.rubrik for one in sajt.lan.rows(Dagordningspunkt, mote_id=mote)]
    assert headings
    assert all(one in page for one in headings)


def test_a_round_that_is_called_off_names_those_who_were_asked(sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    om = sajt.lan.rows(Remiss)[-1].om_id
    page = sajt.client("au_ledamot").http.get(f"/arenden/utkast-{om}/steg/avbryt_remiss").text
    said = page[page.index('id="nas"') :]
    assert "2 personer får brev" in said
    assert "<li>Lessebo</li>" in said
    assert "<li>Alvesta</li>" in said


@pytest.mark.parametrize("again", [False, True])
def test_who_answered_is_told_how_only_the_first_time_a_final_text_is_locked(
    sajt: Sajt, *, again: bool
) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "sammanstalls")
    if again:
        lan.step(sak, "sammankallande", "slutfor")
        lan.step(sak, "sammankallande", "omarbeta", skal="Ett avsnitt.")
        skriv(lan, sak, LANGRE)
        lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, "andring": "redaktionell"})
    page = sajt.client("sammankallande").http.get(
        f"{_address(lan, 'revisioner', sak)}/steg/slutfor"
    )
    assert ("får veta hur deras synpunkter togs om hand" in page.text) is not again


def test_whom_a_change_that_nobody_asked_for_reaches_besides_is_named(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "sammanstalls")
    step = f"{_address(lan, 'revisioner', sak)}/steg/slutfor"
    visitor = sajt.client("sammankallande")
    said = visitor.http.get(step).text
    assert "Ruta 1" not in said
    assert "Ändring 1" in said
    assert "Lämna tomt om den senaste" not in said
    more = re.search(r"Ändras texten i sak .*? får också (.*?) brev", said)
    before = {one.id for one in lan.rows(Avisering)}
    new = {
        "text": LANGRE,
        "andring": "saklig",
        "utover-0": ONSKAT["utover"][0],
        "sammanfattning": "Längre.",
    }
    answer = visitor.fill_in(step, **new)
    assert answer.status_code == 303, answer.text
    rows = [one for one in lan.rows(Avisering) if one.id not in before]
    names = {one.id: one.namn for one in lan.rows(Person)}
    au = {names[one.person_id] for one in rows if one.mall == "revision_ofragad"}
    assert more
    assert au
    shown = re.findall(r"<li>([^<]+)</li>", said[said.index('id="nas"') :])
    assert {names[one.person_id] for one in rows} == au | {
        one for one in shown if one in names.values()
    }
    assert set(re.split(r"; och |, | och |; ", more[1])) == au
