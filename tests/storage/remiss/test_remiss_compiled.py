"""Drafts inside an organisation, the compilation by section, and answers at the same time: nothing
is lost or leaks.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from models.tables import Handelse, Remiss, Remissutkast, Remissvar, Synpunkt
from support.county import KOMMUNER, Lan
from support.paths.arende import arende_in, remiss_in
from support.paths.revision import paper, revision_in
from support.racing import at_once
from workflows.desk.files import read_file
from workflows.ground.errors import Hindered, NotFound, RoleMissing, Stale
from workflows.ground.payload import parse
from workflows.remiss.compiled import SammanstallningVy, Urval, sammanstallning
from workflows.remiss.draft import write_draft
from workflows.remiss.views import RemissVy, remiss_for

PLAIN = {"stallningstagande": "tillstyrker"}
STAND = {"stallningstagande": "tillstyrker_med_synpunkter"}


def draft(lan: Lan, remiss: int, who: str, **said: Any) -> int:
    with lan.database.session() as session:
        return write_draft(session, remiss, said, actor=lan.actor(session, who), world=lan.world)


def seen(lan: Lan, remiss: int, who: str) -> RemissVy:
    with lan.database.read() as session:
        return remiss_for(session, lan.actor(session, who), lan.world, remiss)


def compiled(lan: Lan, remiss: int, who: str = "handlaggare", **which: str) -> SammanstallningVy:
    with lan.database.read() as session:
        asked = (remiss, parse(Urval, which))
        return sammanstallning(session, lan.actor(session, who), lan.world, asked)


def on_text(lan: Lan) -> int:
    return int(lan.rows(Remiss, om_id=revision_in(lan, "pa_remiss"))[-1].id)


def test_a_draft_is_seen_by_its_organisation_and_by_nobody_else_and_is_no_answer(lan: Lan) -> None:
    remiss = on_text(lan)
    draft(
        lan,
        remiss,
        "barare",
        motivering="Vi är tveksamma.",
        synpunkter=[{"text": "Oklart.", "avsnitt": "1"}],
    )
    for who, words in {
        "alvesta": ["Vi är tveksamma."],
        "barare": ["Vi är tveksamma."],
        "lessebo": [],
        "sekreterare": [],
        "au_ledamot": [],
        "sammankallande": [],
    }.items():
        found = [
            one.utkast.data["motivering"] for one in seen(lan, remiss, who).mottagare if one.utkast
        ]
        assert found == words, who
    assert seen(lan, remiss, "sekreterare").svarat == 0
    assert lan.rows(Handelse, sak_id=remiss, steg="svara") == []


def test_who_has_no_uppdrag_for_anybody_asked_writes_no_draft(lan: Lan) -> None:
    remiss = on_text(lan)
    with pytest.raises(RoleMissing):
        draft(lan, remiss, "au_ledamot", motivering="Nej.")
    with pytest.raises(RoleMissing):
        draft(lan, remiss, "alvesta", motivering="Nej.", mottagare="lessebo")
    with pytest.raises(NotFound):
        draft(lan, remiss, "utanfor", motivering="Nej.")
    assert lan.rows(Remissutkast) == []


def test_a_draft_is_not_saved_when_the_round_is_over(lan: Lan) -> None:
    remiss = remiss_in(lan, "stangd")
    with pytest.raises(Hindered, match="inte öppen"):
        draft(lan, remiss, "alvesta", motivering="Nej.")


def test_of_two_who_write_at_once_one_is_told_and_nothing_is_written_over(lan: Lan) -> None:
    remiss = on_text(lan)
    read = draft(lan, remiss, "alvesta", motivering="Först.")
    said = at_once(
        lambda: draft(lan, remiss, "alvesta", utkast=read, motivering="Alvestas."),
        lambda: draft(lan, remiss, "barare", utkast=read, motivering="Nätverkets."),
    )
    assert sorted(type(one).__name__ for one in said) == ["Stale", "int"]
    (stored,) = lan.rows(Remissutkast)
    winner = "Alvestas." if isinstance(said[1], Stale) else "Nätverkets."
    assert (stored.data["motivering"], stored.upplaga) == (winner, read + 1)


def test_a_draft_from_before_the_answer_was_handed_in_does_not_come_back(lan: Lan) -> None:
    remiss = on_text(lan)
    read = draft(lan, remiss, "barare", motivering="Utkast.")
    lan.step(remiss, "alvesta", "svara", **PLAIN, utkast=read)
    with pytest.raises(Stale):
        draft(lan, remiss, "barare", utkast=read, motivering="Utkast, lite till.")


def test_the_compilation_follows_the_text_and_ends_with_what_concerns_the_whole(lan: Lan) -> None:
    remiss = on_text(lan)
    lan.step(
        remiss, "alvesta", "svara", **STAND, synpunkter=["Lång.", {"text": "B", "avsnitt": "2"}]
    )
    wish = {"text": "A", "avsnitt": "1", "onskad": "Parterna ska hjälpa och stödja varandra."}
    lan.step(remiss, "lessebo", "svara", **STAND, synpunkter=[wish])
    lan.step(remiss, "au_ledamot", "stang")
    found = compiled(lan, remiss, "sammankallande")
    assert [
        (group.namn, [row.synpunkt.fran for row in group.rader]) for group in found.avsnitt
    ] == [
        ("1 Syfte", ["Lessebo"]),
        ("2 Ansvar", ["Alvesta"]),
        ("Hela texten", ["Alvesta"]),
    ]
    words = [(span.slag.value, span.text.strip()) for span in found.avsnitt[0].rader[0].skillnad]
    assert ("nytt", "och stödja") in words
    first = found.avsnitt[0].rader[0].synpunkt.id
    lan.step(remiss, "representant", "besvara_synpunkt", synpunkt=[first], svar="noteras")
    left = compiled(lan, remiss, "sammankallande", visa="obesvarade")
    assert (left.antal, left.valda, left.obesvarade) == (3, 2, 2)
    assert compiled(lan, remiss, "sammankallande", part="lessebo").valda == 1


def test_while_the_round_is_open_the_asked_compile_only_what_is_their_own(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    assert compiled(lan, remiss, "alvesta").antal == 0
    assert compiled(lan, remiss, "lessebo").antal == 1
    lan.step(remiss, "au_ledamot", "stang")
    assert compiled(lan, remiss, "alvesta").antal == 1


def test_the_paper_is_read_by_those_who_may_see_the_answer(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    fil = paper(lan, "sekreterare", "svar.pdf")
    lan.step(remiss, "sekreterare", "svara_pa_papper", **PLAIN, mottagare="alvesta", fil=fil)

    def reads(who: str) -> bool:
        with lan.database.read() as session:
            try:
                return (
                    read_file(session, fil, lan.actor(session, who), lan.world).namn == "svar.pdf"
                )
            except NotFound:
                return False

    while_open = {
        who: reads(who)
        for who in ("alvesta", "barare", "handlaggare", "au_ledamot", "lessebo", "utanfor")
    }
    assert [who for who, may in while_open.items() if not may] == ["lessebo", "utanfor"]
    lan.step(remiss, "au_ledamot", "stang")
    assert (reads("lessebo"), reads("utanfor")) == (True, False)


def test_more_comments_cost_no_more_questions_to_the_database(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")

    def asked() -> int:
        count = 0

        def counts(*_: object) -> None:
            nonlocal count
            count += 1

        with lan.database.read() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", counts)
            sammanstallning(
                session, lan.actor(session, "handlaggare"), lan.world, (remiss, Urval())
            )
            event.remove(engine, "before_cursor_execute", counts)
        return count

    asked()
    few = asked()
    lan.step(
        remiss,
        "alvesta",
        "svara",
        **STAND,
        synpunkter=[f"Nummer {number}" for number in range(100)],
    )
    assert asked() == few


def test_a_hundred_answers_at_once_lose_nothing(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-03-01", mottagare="kommuner")
    remiss = lan.rows(Remiss)[-1].id
    answers = [(kod, number) for number in range(13) for kod in KOMMUNER][:100]
    said = at_once(
        *(
            lambda kod=kod, number=number: lan.step(
                remiss, kod, "svara", **STAND, synpunkter=[f"{kod} {number}"]
            )
            for kod, number in answers
        )
    )
    assert [one for one in said if one is not True] == []
    assert len(lan.rows(Handelse, sak_id=remiss, steg="svara")) == len(answers) == 100
    assert (len(lan.rows(Remissvar)), len(lan.rows(Synpunkt))) == (8, 8)


def test_of_two_answers_for_one_recipient_at_once_one_stands_and_both_are_history(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    before = len(lan.rows(Handelse, sak_id=remiss, steg="svara"))
    said = at_once(
        lambda: lan.step(
            remiss, "alvesta", "svara", stallningstagande="avstyrker", synpunkter=["Nej."]
        ),
        lambda: lan.step(
            remiss, "alvesta", "svara", stallningstagande="avstar", synpunkter=["Vet inte."]
        ),
    )
    assert said == [True, True]
    stands = next(row for row in lan.rows(Remissvar) if row.lamnat_av == lan.ids["alvesta"])
    words = {row.text for row in lan.rows(Synpunkt, remissvar_id=stands.id)}
    assert words == ({"Nej."} if stands.stallningstagande == "avstyrker" else {"Vet inte."})
    assert len(lan.rows(Handelse, sak_id=remiss, steg="svara")) == before + 2
