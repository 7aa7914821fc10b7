"""What is done at a meeting is told when the meeting is closed, and not before: whatever step it
is, and whomever it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest

from models.lagen import MoteLage, Slag
from models.tables import Atagande, Avisering, Beslut, Dagordningspunkt, HalletBrev, Mote, Person
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.paths.arende import arende_in, atagande_in, close_all
from support.paths.avtal import avtal
from support.paths.grupp import bildad, later_decision
from support.paths.outside import DIALOG, FORUM, INRIKTNING, LYFT, keep_the_forum, open_forum
from support.paths.revision import BESLUT, proposed_to_break_off, revision_in
from support.site import Sajt
from workflows.county.profile import Meddelas
from workflows.engine.door import as_it_stands
from workflows.engine.letters.reach import reached
from workflows.handling.payloads import PaMotet, VidMotet
from workflows.nouns import LIFECYCLES

SKAL: Final = {"skal": "Tiden räckte inte."}
ATER: Final = {**SKAL, "att_gora": "Räkna på kostnaden."}
Ready = Callable[[Lan], int]


def _on_agenda(lan: Lan) -> int:
    return arende_in(lan, "pa_dagordning")


def _text(lan: Lan) -> int:
    return revision_in(lan, "pa_dagordning")


def _at_forum(made: Callable[[Lan, str], int]) -> Ready:
    """Return how to come to a forum's open meeting that has something lifted to it."""

    def ready(lan: Lan) -> int:
        sak = made(lan, "lyft")
        lan.step(_opened(lan), "sekreterare", "avsluta")
        keep_the_forum(lan)
        open_forum(lan, lan.mote("2023-12-15", FORUM))
        return sak

    return ready


def _left(lan: Lan) -> int:
    sak = revision_in(lan, "hos_parterna")
    lan.step(_opened(lan), "sekreterare", "avsluta")
    lan.at("2023-12-12").at_meeting()
    return sak


def _avsteg(lan: Lan) -> int:
    sak = atagande_in(lan, "avsteg_anmalt")
    lan.at("2023-12-12").at_meeting()
    return sak


def _agreement(lan: Lan) -> int:
    lan.at("2023-11-07").at_meeting()
    return avtal(lan)


def _by_period(lan: Lan) -> int:
    lan.at("2023-11-07").at_meeting()
    return avtal(lan, forlangning="parterna", forlangning_manader=3, giltig_till="2023-12-31")


def _decided(lan: Lan) -> int:
    arende_in(lan, "implementeras")
    return _opened(lan)


def _opened(lan: Lan) -> int:
    return next(int(one.id) for one in lan.rows(Mote) if lan.lage(one.id) == MoteLage.OPPNAT.value)


def _attends(_lan: Lan) -> dict[str, Any]:
    return {"deltagare": [{"person": "markaryd@lan.example", "narvaro": "franvarande"}]}


def _of_decision(**said: object) -> Callable[[Lan], dict[str, Any]]:
    return lambda lan: {"beslut": lan.rows(Beslut)[-1].id, **said}


def _task(lan: Lan) -> dict[str, Any]:
    return {"atagande": lan.rows(Atagande)[0].id, "senast": "2024-02-09"}


def _item(lan: Lan) -> dict[str, Any]:
    return {"punkt": lan.rows(Dagordningspunkt, om_id=None)[-1].id, "anteckning": "Gick igenom."}


def _lone_meeting(lan: Lan) -> int:
    return lan.at("2023-11-07").at_meeting()


FORUMS: Final = {
    "forumet_beslutar": {"beslutstext": INRIKTNING},
    "forumet_samtalar": {"anteckning": "Vi hellre väntar."},
    "forumet_bordlagger": SKAL,
}
# Every step that is taken at a meeting: (kind, step) → the way there, what is said.
STEPS: Final[dict[tuple[Slag, str], tuple[Ready, Any]]] = {
    (Slag.ARENDE, "besluta"): (
        _on_agenda,
        {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True},
    ),
    (Slag.ARENDE, "bordlagg"): (_on_agenda, SKAL),
    (Slag.ARENDE, "aterremittera"): (_on_agenda, ATER),
    (Slag.ARENDE, "utga"): (_on_agenda, SKAL),
    (Slag.ARENDE, "fortsatt_dialog"): (_on_agenda, DIALOG),
    (Slag.ARENDE, "lyft_till_forum"): (_on_agenda, LYFT),
    (Slag.ARENDE, "lagg_till_handlingarna"): (
        _on_agenda,
        {
            "anteckning": "Noterat.",
            "medskick": "Se på kostnaden.",
            "medskick_till": "socialchefsnatverket",
        },
    ),
    **{(Slag.ARENDE, step): (_at_forum(arende_in), said) for step, said in FORUMS.items()},
    (Slag.REVISION, "besluta"): (_text, BESLUT),
    (Slag.REVISION, "bordlagg"): (_text, SKAL),
    (Slag.REVISION, "aterremittera"): (_text, ATER),
    (Slag.REVISION, "utga"): (_text, SKAL),
    (Slag.REVISION, "fortsatt_dialog"): (_text, DIALOG),
    (Slag.REVISION, "lyft_till_forum"): (_text, LYFT),
    **{(Slag.REVISION, step): (_at_forum(revision_in), said) for step, said in FORUMS.items()},
    (Slag.REVISION, "avbryt"): (proposed_to_break_off, SKAL),
    (Slag.REVISION, "avsla_avbrott"): (proposed_to_break_off, SKAL),
    (Slag.REVISION, "slapp_part"): (_left, {"part": "alvesta", **SKAL}),
    (Slag.ATAGANDE, "notera_avsteg"): (_avsteg, {"anteckning": "Noterat."}),
    (Slag.ATAGANDE, "omprova"): (_avsteg, {"anteckning": "Mer tid.", "nytt_datum": "2024-03-01"}),
    (Slag.AVTAL, "upphav"): (_agreement, SKAL),
    (Slag.AVTAL, "lat_part_lamna"): (
        _agreement,
        {"part": "alvesta", "lamnar": "2023-12-31", **SKAL},
    ),
    (Slag.AVTAL, "ratta_sista_dag"): (
        _by_period,
        {"giltig_till": "2024-01-31", "skal": "Felskrivet i registret."},
    ),
    (Slag.MOTE, "anteckna_punkt"): (_lone_meeting, _item),
    (Slag.MOTE, "anteckna_narvaro"): (_lone_meeting, _attends),
    (Slag.MOTE, "skriv_anteckningar"): (_lone_meeting, {"anteckningar": "Vi sågs."}),
    (Slag.MOTE, "ratta_beslut"): (_decided, _of_decision(lydelse="Alla utser två.")),
    (Slag.MOTE, "ratta_atagande"): (_decided, _task),
    (Slag.MOTE, "andra_utfall"): (_decided, _of_decision(utfall="avslag", **SKAL)),
}


def test_every_step_that_is_taken_at_a_meeting_is_tried_here() -> None:
    taken = {
        (slag, step.name)
        for slag, lifecycle in LIFECYCLES.items()
        for step in lifecycle.steps
        if issubclass(step.takes, (PaMotet, VidMotet))
        or (slag is Slag.MOTE and MoteLage.OPPNAT in step.source and step.dest is None)
    }
    assert taken == set(STEPS)


def take(lan: Lan, kind: Slag, step: str) -> tuple[int, set[int]]:
    """Take a step at the meeting that is open; return the meeting, and the letters before it."""
    ready, said = STEPS[kind, step]
    sak = ready(lan)
    mote, said = _opened(lan), said(lan) if callable(said) else dict(said)
    before = {one.id for one in lan.rows(Avisering)}
    definition = LIFECYCLES[kind].step(step)
    named = {"mote": mote} if definition and issubclass(definition.takes, VidMotet) else {}
    lan.step(sak, "ordforande" if step == "andra_utfall" else "sekreterare", step, **said, **named)
    return mote, before


def _new(lan: Lan, before: set[int]) -> list[Any]:
    return [one for one in lan.rows(Avisering) if one.id not in before]


def _named(lan: Lan, mote: int) -> list[str]:
    """Return who is said to get a letter when the meeting is closed."""
    closing = LIFECYCLES[Slag.MOTE].step("avsluta")
    assert closing is not None
    with lan.database.read() as session:
        case = as_it_stands(session, mote, lan.actor(session, "sekreterare"), lan.world)
        return sorted(reached(session, case, closing))


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_no_letter_leaves_before_the_meeting_is_closed_and_then_all_who_were_named_get_theirs(
    lan: Lan, kind: Slag, step: str
) -> None:
    mote, before = take(lan, kind, step)
    assert [one.mall for one in _new(lan, before)] == []
    waits = {(one.mall, one.person_id) for one in lan.rows(HalletBrev)}
    names = _named(lan, mote)
    lan.step(mote, "sekreterare", "avsluta")
    told = _new(lan, before)
    who = {one.id: one.namn for one in lan.rows(Person)}
    assert waits <= {(one.mall, one.person_id) for one in told}
    assert names == sorted({who[one.person_id] for one in told})
    assert lan.rows(HalletBrev) == []


def test_the_page_that_closes_it_counts_and_names_who_is_waiting(sajt: Sajt) -> None:
    mote, _ = take(sajt.lan, Slag.REVISION, "besluta")
    waiting = {one.person_id for one in sajt.lan.rows(HalletBrev)}
    assert waiting == {sajt.lan.ids[who] for who in ("alvesta", "lessebo", "region_kronoberg")}
    page = sajt.client("sekreterare").http.get(f"/moten/{mote}/steg/avsluta").text
    shown = page[page.index('id="nas"') :]
    names = re.findall(r"<li>([^<]+)</li>", shown[: shown.index("</section>")])
    assert {"Alvesta", "Lessebo", "Region kronoberg"} <= set(names)
    assert f"{len(names)} personer får brev" in shown


def test_a_county_that_waits_for_the_minutes_waits_with_these_letters_too(lan: Lan) -> None:
    lan.profile = lan.profile.model_copy(
        update={
            "former": lan.profile.former.model_copy(update={"meddelas": Meddelas.VID_JUSTERING})
        }
    )
    mote, before = take(lan, Slag.ARENDE, "fortsatt_dialog")
    lan.step(mote, "sekreterare", "avsluta")
    assert "dialog" not in {one.mall for one in _new(lan, before)}
    lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    lan.step(mote, "ljungby", "justera")
    assert "dialog" in {one.mall for one in _new(lan, before)}


def test_what_is_corrected_before_the_close_is_told_as_it_stands_then(lan: Lan) -> None:
    mote, before = take(lan, Slag.REVISION, "forumet_beslutar")
    beslut = lan.rows(Beslut)[-1]
    lan.step(mote, "sekreterare", "ratta_beslut", beslut=beslut.id, lydelse='Först "barn".')
    lan.step(mote, "sekreterare", "avsluta")
    (answer,) = [one for one in _new(lan, before) if one.mall == "forumet_svarade"]
    assert answer.data["text"] == 'Först "barn".'


def test_a_letter_from_a_meeting_says_that_the_minutes_are_not_confirmed(lan: Lan) -> None:
    mote, before = take(lan, Slag.ARENDE, "fortsatt_dialog")
    lan.step(mote, "sekreterare", "avsluta")
    deliver(lan.database, Mailbox(), lan.now)
    (letter,) = [one for one in _new(lan, before) if one.mall == "dialog"]
    assert "anteckningarna är inte justerade än" in letter.text


def test_a_group_that_an_open_meeting_decides_on_is_told_of_when_it_is_closed(lan: Lan) -> None:
    made = bildad(lan)
    assert lan.rows(Avisering, mall="grupp_bildad") == []
    assert {one.mall for one in lan.rows(HalletBrev, sak_id=made)} == {"grupp_bildad"}
    close_all(lan)
    told = {one.person_id for one in lan.rows(Avisering, mall="grupp_bildad")}
    assert told == {lan.ids[who] for who in ("alvesta", "lessebo", "handlaggare")}
    ended = {"resultat": "Klart.", "beslut": later_decision(lan)}
    lan.step(made, "alvesta", "avsluta_gruppen", **ended)
    assert lan.rows(Avisering, mall="grupp_avslutad") == []
    close_all(lan)
    assert lan.rows(Avisering, mall="grupp_avslutad") != []
