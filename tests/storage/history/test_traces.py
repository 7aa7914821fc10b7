"""A row that history depends on changes only with an event; done behind the program's back it is
refused, and past the guards it is found, with the matter and the row.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import String, Table, Text, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models import tables
from models.base import guarded, table_of
from models.tables import (
    Atagande,
    Beslut,
    Handelse,
    Kontrollhuvud,
    Mote,
    Revision,
    Sak,
    Spar,
    Sparform,
)
from support.county import Lan, epost
from support.house.tampering import behind_its_back
from support.paths.arende import atagande_in
from support.paths.avtal import avtal
from support.paths.delgivning import confirmed
from support.paths.grupp import bildad
from support.paths.revision import (
    IKRAFT,
    JA,
    NAMNTECKNING,
    paper,
    revision,
    revision_in,
    sha_of,
)
from workflows.engine.history.checkpoints import checkpoint, hold_still
from workflows.engine.history.erasure import begin_erasure
from workflows.engine.history.rows import broken_rows
from workflows.engine.history.verification import Report, verify
from workflows.nouns import NOUNS

MODELS = [getattr(tables, name) for name in tables.__all__]
TABLES = {table.name: table for table, _ in guarded()}
PAST_THE_GUARD = text("SET LOCAL session_replication_role = replica")


@pytest.fixture
def decided(lan: Lan) -> Lan:
    """A county where Alvesta has reported what a decision asked of it and the region has verified
    it.
    """
    atagande_in(lan, "verifierat")
    return lan


def found(lan: Lan) -> Report:
    with lan.database.read() as session:
        return verify(session, NOUNS)


def marked(lan: Lan) -> None:
    """Write a checkpoint over a history that holds."""
    with lan.database.session() as session:
        hold_still(session)
        checkpoint(session, lan.now, hel_kontroll=lan.now)


def raw(lan: Lan, *statements: str, **values: object) -> None:
    """Write as anybody does who has the database's password."""
    with lan.database.session() as session:
        for statement in statements:
            session.execute(text(statement), values)


SAID = {
    "a decision's text": ("beslut", "UPDATE beslut SET text = 'Nej.'"),
    "a decision's outcome": ("beslut", "UPDATE beslut SET utfall = 'avslag'"),
    "when the minutes were confirmed": ("beslut", "UPDATE beslut SET justerat = '2023-12-09'"),
    "an answer": ("atagande", "UPDATE atagande SET svar_text = 'Klart.'"),
    "who reported": ("atagande", "UPDATE atagande SET rapporterad_av = NULL"),
    "a deviation": ("atagande", "UPDATE atagande SET avsteg_orsak = 'Ingen tid.'"),
    "a last day": ("atagande", "UPDATE atagande SET senast = '2030-01-01'"),
    "the notes of an item": ("dagordningspunkt", "UPDATE dagordningspunkt SET anteckning = 'Nej.'"),
    "the minutes": ("mote", "UPDATE mote SET anteckningar = 'Alla var eniga.'"),
    "who was there": ("beslutande", "UPDATE beslutande SET narvaro = 'franvarande'"),
    "a question": ("arende", "UPDATE arende SET fraga = 'En annan?'"),
    "a removed obligation": ("atagande", "DELETE FROM atagande"),
    "a removed attendance": ("beslutande", "DELETE FROM beslutande"),
    "a new decision": (
        "beslut",
        (
            "INSERT INTO beslut (nr, beteckning, organ_id, ar, lopnr, om_id, mote_id, rubrik,"
            " utfall, text, datum, inriktning) SELECT 'x-1', 'X 1', organ_id, ar, 99, om_id,"
            " mote_id, rubrik, utfall, text, datum, inriktning FROM beslut"
        ),
    ),
}
DONE = {"UPDATE": "ändrats", "DELETE": "tagits bort", "INSERT": "lagts till"}


@pytest.mark.parametrize("what", SAID)
def test_what_was_said_is_not_changed_without_an_event_and_past_the_guard_it_is_told(
    decided: Lan, what: str
) -> None:
    table, statement = SAID[what]
    assert found(decided).brott == []
    with pytest.raises(DBAPIError, match=f"Tabellen {table} ändras bara av ett steg"):
        raw(decided, statement)
    assert found(decided).brott == []
    behind_its_back(decided, statement)
    done = DONE[statement.split(" ", 1)[0]]
    sentences = found(decided).brott
    assert sentences
    for sentence in sentences:
        assert f"i tabellen {table}) har {done} utan att någon händelse säger det." in sentence
        assert ": " in sentence  # the matter before the row


def test_the_matter_and_the_row_are_named(decided: Lan) -> None:
    beslut = decided.rows(Beslut)[0].id
    behind_its_back(decided, "UPDATE beslut SET text = 'Nej.'")
    (sentence,) = found(decided).brott
    assert sentence == (
        f"Ärende LGS 2023:1: beslutet (rad {beslut} i tabellen beslut) har ändrats utan att någon "
        "händelse säger det."
    )


def some_column(table: Table) -> str | None:
    """Return a column that takes any text; None where there is none."""
    checked = " ".join(str(getattr(one, "sqltext", "")) for one in table.constraints)
    return next(
        (
            column.name
            for column in table.c
            if type(column.type) in {Text, String} or type(column.type).__name__ == "AutoString"
            if column.name not in checked and not column.foreign_keys and not column.computed
            if not column.primary_key
            if not column.name.endswith("sha256")
        ),
        None,
    )


def ways(table: Table) -> list[tuple[str, str]]:
    """Return what can be done to one row of a table, and what is then said of it."""
    one = f"ctid = (SELECT ctid FROM {table.name} LIMIT 1)"  # noqa: S608 - our own names
    key = next(column.name for column in table.primary_key.columns)
    moved = f"UPDATE {table.name} SET {key} = {key} + 1000000 WHERE {one}"  # noqa: S608 - as above
    done = [
        (f"DELETE FROM {table.name} WHERE {one}", "tagits bort"),  # noqa: S608 - as above
        (moved, "lagts till"),
    ]
    if column := some_column(table):
        said = f"left(coalesce({column}, ''), 20) || 'x'"
        said = f"UPDATE {table.name} SET {column} = {said} WHERE {one}"  # noqa: S608 - as above
        done.append((said, "ändrats"))
    return done


def told(session: Session) -> list[str]:
    return [row.mening for row in broken_rows(session)]


def agreed_otherwise(lan: Lan) -> None:
    """Let Alvesta prolong an agreement by a decision of its own, and a university sign a text."""
    period: dict[str, Any] = {
        "rubrik": "Avtal period för period",
        "forlangning": "parterna",
        "forlangning_manader": 3,
        "giltig_till": "2023-12-31",
    }
    prolonged = avtal(lan.at("2023-11-07"), **period)
    ja = {**JA, "datum": "2023-11-06", "till": "2024-03-31"}
    lan.step(prolonged, "alvesta", "parten_forlanger", **ja)
    sak = revision(lan, avtal(lan, rubrik="Avtal om praktik"))
    outside = {"namn": "Lärosätet", "slag": "larosate", "kontakt": "Rektorn"}
    address = {"epost": "rektor@larosatet.example"}
    lan.step(sak, "au_ledamot", "skriv_in_motpart", **outside, **address)


@pytest.fixture(scope="module")
def filled(shared_lan: Lan) -> Lan:
    """A county where a party had nobody at a meeting, whose decision was corrected, and a revision
    has been decided, signed, is in force and has got a bilaga. A party comes to the next meeting,
    and a decision has made a group for a time.
    """
    agreed_otherwise(shared_lan)
    revision = revision_in(shared_lan, "signeras")
    who_signs = {**NAMNTECKNING, "epost": epost("utanfor")}
    shared_lan.step(revision, "alvesta", "ange_undertecknare", **who_signs)
    read = {"sha256": sha_of(shared_lan, revision)}
    shared_lan.step(revision, "utanfor", "signera", **read)
    for who in ("lessebo", "region_kronoberg"):
        shared_lan.step(revision, who, "signera", **NAMNTECKNING, **read)
    shared_lan.at(IKRAFT).step(revision, "klockan", "trad_i_kraft")
    mote, beslut = (shared_lan.rows(model)[-1].id for model in (Mote, Beslut))
    said = {"beslut": beslut, "lydelse": "Texten antas från årsskiftet."}
    shared_lan.step(mote, "sekreterare", "ratta_beslut", **said)
    confirmed(shared_lan, "alvesta")
    avtal = next(row.avtal_id for row in shared_lan.rows(Revision) if row.id == revision)
    fil = paper(shared_lan, "sekreterare")
    shared_lan.step(avtal, "sekreterare", "bifoga", fil=fil, rubrik="Bilaga 1")
    next_one = shared_lan.mote("2024-02-16")
    shared_lan.step(next_one, "sekreterare", "kalla")
    shared_lan.step(next_one, "alvesta", "svara_kallelse", besked="kommer")
    taken = next(
        row for row in shared_lan.rows(Beslut) if row.utfall == "bifall" and row.beteckning
    )
    bildad(shared_lan, beslut=taken.beteckning, sista_dag="2024-12-31")
    return shared_lan


def has_rows(lan: Lan, name: str) -> bool:
    return bool(lan.rows(next(model for model in MODELS if table_of(model).name == name)))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_guarded_table_keeps_its_rows(
    filled: Lan, kronoberg: Lan, kalmar: Lan, name: str
) -> None:
    lan = next(lan for lan in (kronoberg, kalmar, filled) if has_rows(lan, name))
    with lan.database.trial() as session:
        assert told(session) == []
    for statement, done in ways(TABLES[name]):
        with pytest.raises(DBAPIError), lan.database.trial() as session:
            session.execute(text(statement))
        with lan.database.trial() as session:
            session.execute(PAST_THE_GUARD)
            session.execute(text(statement))
            assert any(f"i tabellen {name}) har {done}" in one for one in told(session)), statement


def test_a_trace_names_the_event_of_the_row_s_own_matter(decided: Lan) -> None:
    atagande = decided.rows(Atagande)[0].id
    matter_of = {row.id: (row.sak_id, row.steg) for row in decided.rows(Handelse)}
    form = {row.id: row.tabell for row in decided.rows(Sparform)}
    carried = [
        matter_of[row.handelse_id]
        for row in decided.rows(Spar)
        if form[row.form_id] == "atagande" and row.nyckel == str(atagande)
    ]
    assert carried == [(atagande, step) for step in ("skapa", "rapportera")]


def test_nobody_writes_a_trace_by_hand_or_takes_one_away(decided: Lan) -> None:
    for statement in (
        "INSERT INTO spar (form_id, nyckel, slag, salt, hash) VALUES (1, '1', 'tillagd', '', '')",
        "UPDATE spar SET hash = ''",
        "DELETE FROM spar",
        "TRUNCATE spar",
    ):
        with pytest.raises(DBAPIError):
            raw(decided, statement)


def test_who_names_an_event_of_old_is_given_away_by_the_checkpoint(decided: Lan) -> None:
    marked(decided)
    assert found(decided).brott == []
    old = decided.rows(Handelse)[0].id
    raw(decided, f"SET LOCAL samflode.handelse = {old}", "UPDATE beslut SET text = 'Nej.'")
    (sentence,) = found(decided).brott
    assert "spåren efter raderna till och med händelse" in sentence


def test_a_trace_that_was_forged_with_its_row_is_given_away_by_the_checkpoint(
    decided: Lan,
) -> None:
    marked(decided)
    assert all(row.spar is not None for row in decided.rows(Kontrollhuvud))
    behind_its_back(
        decided,
        "DELETE FROM beslut",
        "DELETE FROM spar WHERE form_id = (SELECT id FROM sparform WHERE tabell = 'beslut')",
    )
    (sentence,) = found(decided).brott
    assert "spåren efter raderna till och med händelse" in sentence


def test_a_guard_that_was_taken_away_is_told(decided: Lan) -> None:
    raw(decided, "ALTER TABLE remissvar DISABLE TRIGGER spar_update")
    assert found(decided).brott == ["Vakten över tabellen remissvar är borttagen eller avstängd."]


def test_what_is_erased_by_protocol_holds_and_names_it(decided: Lan) -> None:
    marked(decided)
    with decided.database.session() as session:
        nr = begin_erasure(session, "Gallringsbeslut 2024:1", None, decided.now)
        session.execute(text("UPDATE atagande SET svar_namn = '', svar_text = 'gallrat'"))
        session.execute(
            text("UPDATE handelseinnehall SET innehall = NULL, raderat = :now"),
            {"now": decided.now},
        )
    assert decided.rows(Spar)[-1].gallring_id == nr
    assert found(decided).brott == []


def test_a_payload_is_not_erased_without_a_protocol_and_past_the_guard_it_is_told(
    decided: Lan,
) -> None:
    erase = (
        "UPDATE handelseinnehall SET innehall = NULL, raderat = now() FROM handelse"
        " WHERE id = handelse_id AND steg = 'besluta'"
    )
    with pytest.raises(DBAPIError, match="med protokoll"):
        raw(decided, erase)
    behind_its_back(decided, erase)
    (sentence,) = found(decided).brott
    assert sentence.endswith("har raderats utan protokoll.")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sak SET slag = 'mote'",
        "UPDATE sak SET foralder_id = NULL",
        "UPDATE sak SET skapad = now()",
    ],
)
def test_what_a_matter_is_does_not_change(decided: Lan, statement: str) -> None:
    with pytest.raises(DBAPIError, match="Historien i sak kan inte ändras"):
        raw(decided, f"{statement} WHERE id = :sak", sak=decided.rows(Sak)[0].id)


def test_a_night_finds_a_row_that_was_changed_after_what_is_new(decided: Lan) -> None:
    behind_its_back(decided, "UPDATE beslut SET text = 'Nej.'")
    with decided.database.read() as session:
        assert [row.mening for row in broken_rows(session, since=0)] != []
        latest = decided.rows(Handelse)[-1].id
        assert [row.mening for row in broken_rows(session, since=latest)] == []
