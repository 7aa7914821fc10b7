"""An event says who did it, for whom, for which party and by which way: from the uppdrag that gave
the right to the step.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.tables import Franvaro, Handelse, Remiss
from models.vocabulary import Vag
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.arende import arende_in, atagande_given, remiss_in
from support.paths.avtal import avtal
from support.paths.delgivning import delgivning_in, substitute
from support.paths.revision import NAMNTECKNING, paper, revision_in, sha_of
from workflows.county.register import Register, load_register
from workflows.engine.history.verification import verify
from workflows.handling.history import HandelseVy, handelser
from workflows.nouns import NOUNS


def away(lan: Lan, who: str, instead: str) -> None:
    """Let somebody be away in November and December, with another in their place."""
    with lan.database.session() as session:
        session.add(
            Franvaro(
                person_id=lan.ids[who],
                ersattare_id=lan.ids[instead],
                from_=date(2023, 11, 1),
                tom=date(2023, 12, 31),
            )
        )


def last(lan: Lan, sak_id: int, steg: str) -> Any:
    return [row for row in lan.rows(Handelse, sak_id=sak_id) if row.steg == steg][-1]


def shown(lan: Lan, sak_id: int, steg: str) -> HandelseVy:
    with lan.database.read() as session:
        (noun,) = (one for one in NOUNS if one.lifecycle.step(steg))
        return next(one for one in handelser(session, sak_id, noun) if one.steg == steg)


def register(lan: Lan) -> Register:
    with lan.database.read() as session:
        return load_register(session)


def organ(lan: Lan, kod: str) -> int:
    return next(one.id for one in register(lan).organ if one.kod == kod)


def huvudman(lan: Lan, kod: str) -> int:
    return next(one.id for one in register(lan).huvudman if one.kod == kod)


def test_a_substitute_s_act_does_not_forget_whom_it_was_for(lan: Lan) -> None:
    away(lan, "lessebo", "utanfor")
    sak = avtal(lan)
    lan.step(sak, "utanfor", "saga_upp", skal="Vi ordnar det själva.")
    event = last(lan, sak, "saga_upp")
    assert (event.aktor_id, event.for_id) == (lan.ids["utanfor"], lan.ids["lessebo"])
    assert (event.organ_id, event.huvudman_id) == (organ(lan, "lgs"), huvudman(lan, "lessebo"))
    line = shown(lan, sak, "saga_upp")
    assert line.text == "Lessebo sade upp avtalet."
    assert line.gjort_av == "Utanfor, Lessebo (i stället för Lessebo)"


def test_a_substitute_with_an_uppdrag_of_their_own_is_told_apart(lan: Lan) -> None:
    away(lan, "lessebo", "alvesta")
    sak = avtal(lan)
    lan.step(sak, "alvesta", "saga_upp", part="lessebo", skal="Vi ordnar det själva.")
    event = last(lan, sak, "saga_upp")
    assert (event.aktor_id, event.for_id) == (lan.ids["alvesta"], lan.ids["lessebo"])
    assert event.huvudman_id == huvudman(lan, "lessebo")
    lan.step(sak, "alvesta", "saga_upp", part="alvesta", skal="Vi också.")
    event = last(lan, sak, "saga_upp")
    assert (event.for_id, event.huvudman_id) == (None, huvudman(lan, "alvesta"))


def test_a_notice_says_which_party_gave_it_also_when_the_secretary_wrote_it_down(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(sak, "sekreterare", "saga_upp", part="lessebo", skal="Vi ordnar det själva.")
    event = last(lan, sak, "saga_upp")
    assert (event.huvudman_id, event.for_id) == (huvudman(lan, "lessebo"), None)
    assert event.organ_id == organ(lan, "au"), "of the uppdrag that gave the right"
    assert shown(lan, sak, "saga_upp").text == "Lessebo sade upp avtalet."
    lan.step(sak, "lessebo", "aterta_uppsagning", skal="Vi stannar.")
    assert shown(lan, sak, "aterta_uppsagning").text == "Lessebo tog tillbaka sin uppsägning."


def test_an_answer_says_for_which_party_and_a_spoken_one_who_wrote_it_down(lan: Lan) -> None:
    sak = remiss_in(lan, "oppen")
    lan.step(sak, "alvesta", "svara", stallningstagande="tillstyrker")
    event = last(lan, sak, "svara")
    assert (event.huvudman_id, event.vag) == (huvudman(lan, "alvesta"), Vag.INLOGGAD)
    lan.step(
        sak, "sekreterare", "svara_pa_telefon", mottagare="lessebo", stallningstagande="tillstyrker"
    )
    event = last(lan, sak, "svara_pa_telefon")
    assert (event.huvudman_id, event.vag) == (huvudman(lan, "lessebo"), Vag.MUNTLIGT)
    line = shown(lan, sak, "svara_pa_telefon")
    assert line.gjort_av == "Lessebo, muntligt, antecknat av Sekreterare, sekreteraren"


def test_a_signature_on_paper_says_so_and_for_which_party(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    fil = paper(lan, "sekreterare")
    said = {**NAMNTECKNING, "part": "alvesta", "fil": fil}
    lan.step(sak, "sekreterare", "signera_pa_papper", **said)
    event = last(lan, sak, "signera_pa_papper")
    assert (event.huvudman_id, event.vag) == (huvudman(lan, "alvesta"), Vag.PAPPER)
    lan.step(sak, "lessebo", "signera", **NAMNTECKNING, sha256=sha_of(lan, sak))
    line = shown(lan, sak, "signera")
    assert (line.text, line.part, line.gjort_av) == ("Lessebo skrev under.", "Lessebo", "Lessebo")


def test_a_report_by_a_substitute_is_for_the_one_who_is_away_and_the_party(lan: Lan) -> None:
    sak = atagande_given(lan)
    away(lan, "alvesta", "utanfor")
    lan.step(sak, "utanfor", "rapportera")
    event = last(lan, sak, "rapportera")
    assert (event.for_id, event.huvudman_id) == (lan.ids["alvesta"], huvudman(lan, "alvesta"))


def test_a_delgivning_is_answered_for_the_party(lan: Lan) -> None:
    sak = delgivning_in(lan, "invand")
    assert last(lan, sak, "invand").huvudman_id == huvudman(lan, "alvesta")


def test_who_handles_a_matter_acts_as_the_person_they_are(lan: Lan) -> None:
    substitute(lan, "handlaggare", "alvesta")
    sak = arende_in(lan, "berett")
    event = last(lan, sak, "fardigbered")
    assert (event.aktor_roll, event.for_id) == ("handlaggare", None)


def test_the_clock_says_that_it_is_the_clock(lan: Lan) -> None:
    sak = revision_in(lan, "implementeras")
    event = last(lan, sak, "trad_i_kraft")
    assert (event.aktor_id, event.vag, event.organ_id) == (None, Vag.KLOCKAN, None)


def test_what_follows_from_a_step_is_for_whom_the_step_was(lan: Lan) -> None:
    substitute(lan, "utanfor", "au_ledamot")
    arende = arende_in(lan, "under_beredning")
    lan.step(
        arende,
        "utanfor",
        "skicka_pa_remiss",
        sista_dag="2023-12-01",
        mottagare=[{"slag": "huvudman", "kod": "lessebo"}],
    )
    remiss = lan.rows(Remiss, om_id=arende)[-1].id
    for event in lan.rows(Handelse, sak_id=remiss):
        assert (event.for_id, event.organ_id) == (lan.ids["au_ledamot"], organ(lan, "au"))


@pytest.mark.parametrize("said", ["for_id = NULL", "huvudman_id = NULL", "vag = 'papper'"])
def test_for_whom_and_by_which_way_is_in_the_chain(lan: Lan, said: str) -> None:
    test_a_substitute_s_act_does_not_forget_whom_it_was_for(lan)
    behind_its_back(lan, f"UPDATE handelse SET {said} WHERE steg = 'saga_upp'")  # noqa: S608 - ours
    with lan.database.read() as session:
        (sentence,) = verify(session, NOUNS).brott
    assert sentence.endswith("har ändrats.")
