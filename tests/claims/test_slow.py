"""Each claim is found out once more, the slow way: in plain Python over the rows as they are
stored, each Monday morning of the weeks that follow on the stories of both demos.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest
from sqlmodel import Session

from models.embedded import EmbeddedPostgres
from models.tables import (
    Arende,
    Atagande,
    Avisering,
    Avtal,
    Beslut,
    Franvaro,
    Frist,
    Handelse,
    Huvudman,
    Paminnad,
    Person,
    Remiss,
    Remissmottagare,
    Remissvar,
    Revision,
    Sak,
    Uppdrag,
)
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.length import at_length
from support.letters.arende import sweep
from support.walks.concluded import approved, fed_back, given_later, own, void
from support.walks.counted import late, outside
from support.walks.digests import beside_the_page, beside_their_day, late_in_words
from support.walks.foretold import (
    ahead,
    carried,
    chaired,
    changed_since,
    gone_on,
    well_chaired,
    written,
)
from support.walks.meetings import attended, kallade
from support.walks.named import above_the_forms, on_the_pages
from support.walks.promised import promised
from support.walks.returning import next_times, returning
from workflows.arende.views import arende_by_id
from workflows.beslut.list import letters_of
from workflows.beslut.matrix.numbers import left_to_do, tiles_of
from workflows.beslut.obligations import A
from workflows.beslut.rows import how_followed
from workflows.beslut.views import BeslutFilter, left_of, list_beslut
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.county.slots import Slot
from workflows.county.vacancy import asked_beside, has_it_instead, where_it_lies
from workflows.engine.door import as_it_stands
from workflows.engine.letters.reminded import reminded_of
from workflows.ground.deadlines import day_of, is_working_day
from workflows.ground.sentences import pastaende
from workflows.handling.pages import load_frister, whose_move
from workflows.handling.rules import at_meeting
from workflows.remiss.rows import remiss_row, standing
from workflows.remiss.rules import can_be_changed
from workflows.remiss.views import compiled, remiss
from workflows.revision.plan import agreement_now

WEEKS: Final = 30 if at_length() else 6
Said = Iterator[tuple[object, object]]  # what is claimed, and what is so
Check = Callable[[Lan, Session], Said]


def mentions(data: object, address: str) -> bool:
    """Tell whether a letter's data has an address anywhere."""
    if isinstance(data, Mapping):
        return any(mentions(one, address) for one in data.values())
    if isinstance(data, list):
        return any(mentions(one, address) for one in data)
    return data == address


def letters(lan: Lan, session: Session) -> Said:
    sent = [one for one in lan.rows(Avisering) if one.lage.value != "onodig"]
    for row in lan.rows(Atagande):
        slow = [
            one.skal
            for one in sent
            if one.sak_id == row.id or mentions(one.data, f"/ataganden/{row.id}")
        ]
        yield sorted(one.skal for one in letters_of(session, row.id)), sorted(slow)


def left(lan: Lan, session: Session) -> Said:
    names = {one.id: one.kortnamn for one in lan.rows(Huvudman)}
    rows, over = lan.rows(Atagande), late(lan)
    for one in left_to_do(session, KLOCKAN, lan.world):
        slow = [row.id for row in rows if names.get(row.huvudman_id) == one.huvudman]
        yield one.forsenade, len(over.intersection(slow))


def tiles(lan: Lan, session: Session) -> Said:
    rows, over = lan.rows(Atagande), late(lan)
    for huvudman in lan.rows(Huvudman):
        mine = A.c.huvudman_id == huvudman.id
        kvar = left_to_do(session, KLOCKAN, lan.world, mine)
        found = tiles_of(session, KLOCKAN, lan.world, kvar, mine)
        own = {row.id for row in rows if row.huvudman_id == huvudman.id}
        yield found.forsenade, len(over & own)


def followed(lan: Lan, session: Session) -> Said:
    over, rows = late(lan), lan.rows(Atagande)
    for one in list_beslut(session, KLOCKAN, lan.world, BeslutFilter(antal=200)).poster:
        given = [row for row in rows if row.beslut_id == one.id and row.huvudman_id]
        lates = {row.huvudman_id for row in given if row.id in over}
        said = how_followed(one)
        yield (said is None), not given
        yield bool(said and "försenad" in said[1]), bool(lates)
        if lates and said:
            yield said[1].split()[0], str(len(lates))


def after_a_decision(lan: Lan, session: Session) -> Said:
    given = {row.beslut_id for row in lan.rows(Atagande)}
    waits = {one.sak_id for one in lan.rows(Frist, stangd=None) if not one.delfrist}
    found = list_beslut(session, KLOCKAN, lan.world, BeslutFilter(antal=200)).poster
    about = {row.id: row.om_id for row in lan.rows(Beslut)}
    for one in found:
        if one.id not in given:
            nobody = left_of(session, lan.world, one) == "Ingen behöver göra något."
            yield nobody, about[one.id] not in waits


def silent(lan: Lan, om_id: int) -> int:
    """Return how many have not answered an open remiss on a matter."""
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    answered = {one.mottagare_id for one in lan.rows(Remissvar)}
    return sum(
        one.id not in answered
        for row in lan.rows(Remiss, om_id=om_id)
        if lage[row.id] == "oppen"
        for one in lan.rows(Remissmottagare, remiss_id=row.id)
    )


def moves(lan: Lan, session: Session) -> Said:
    yield from on_the_pages(lan, session)
    yield from above_the_forms(lan, session)
    for row in [*lan.rows(Arende), *lan.rows(Revision)]:
        frist = load_frister(session, [row.id], lan.world).get(row.id)
        asked = silent(lan, row.id)
        yield "tillfrågade" in whose_move(frist), bool(frist and asked)
        if frist and asked:
            yield len(frist.aterstar), asked


def lies(lan: Lan, session: Session) -> Said:
    today = lan.world.today
    away = {one.person_id for one in lan.rows(Franvaro) if one.from_ <= today <= one.tom}
    names = {one.namn: one.id in away for one in lan.rows(Person)}
    everyone = load_bemanning(session, today)
    for row in lan.rows(Frist, stangd=None):
        names_of = (row.drag, row.roll, row.organ_id, row.huvudman_id, row.sektor, row.person_id)
        slot = Slot(*names_of, halvvags=row.halvvags)
        said = where_it_lies(slot, everyone)
        for name in (name for name in names if f"{name} (till" in said or f"r {name}, som" in said):
            yield names[name], True
        holders = everyone.holders(slot)
        own = not any(one.vakans or one.for_namn or one.id in away for one in holders)
        yield said == "", own


def gone_through(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Arende):
        if row.beteckning is None:
            continue
        vy = arende_by_id(session, KLOCKAN, lan.world, row.id)
        steps = [one.steg for one in lan.rows(Handelse, sak_id=row.id)]
        held = "sammanstall" in steps
        fas = {one.fas.value: one for one in vy.faser}
        if fas["remiss"].lage == "hoppad":
            yield "skicka_pa_remiss" in steps, False
        if held:
            yield fas["remiss"].lage in {"klar", "nu"} or vy.fas.value != "remiss", True
        if fas["beslut"].lage == "klar" and "besluta" in steps:
            day = next(one.tid for one in lan.rows(Handelse, sak_id=row.id, steg="besluta"))
            yield fas["beslut"].text.split()[0], str(day_of(day).day)


def compilations(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Remiss):
        vy = remiss(session, KLOCKAN, lan.world, row.id)
        asked = {one.id for one in lan.rows(Remissmottagare, remiss_id=row.id)}
        answers = [one for one in lan.rows(Remissvar) if one.mottagare_id in asked]
        found = compiled(vy.mottagare)
        yield sum(len(names) for names in found.vilka.values()), len(answers)
        yield len(found.tysta), len(asked) - len(answers)
        for word, names in found.vilka.items():
            yield len(names), sum(one.stallningstagande.ord == word for one in answers)


def stands(lan: Lan, session: Session) -> Said:
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    for row in lan.rows(Remiss):
        days = [one.sista_dag for one in lan.rows(Remissmottagare, remiss_id=row.id)]
        over = lage[row.id] == "oppen" and lan.world.today > max([row.sista_dag, *days])
        said = standing(remiss_row(session, row.id), lan.world.today)
        yield "är slut" in said, over


def until(lan: Lan, _session: Session) -> Said:
    for row in lan.rows(Remiss):
        yield str(row.sista_dag.year) in can_be_changed(row.sista_dag), True


def reminders(lan: Lan, session: Session) -> Said:
    yield from beside_the_page(lan, session)
    for one in lan.rows(Avisering):
        if one.mall in {"sammandrag", "paminnelse", "forsenad"} and one.text:
            rows = [*one.data.get("rader", ()), *one.data.get("vantar", ())]
            listed = sum(line.startswith("* ") for line in one.text.splitlines())
            yield len(rows), listed


def rungs(lan: Lan, session: Session) -> Said:
    frister = {one.id: one for one in lan.rows(Frist)}
    for row in lan.rows(Paminnad, utfall="skickad"):
        frist = frister[row.frist_id]
        if abs(row.steg) > 1000:
            continue
        first, last = sorted([day_of(row.tid), frist.senast])
        between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        days = sum(is_working_day(one) for one in between)
        said = [one.avstand for one in reminded_of(session, frist.sak_id)]
        words = {0: "sista dagen", 1: "en arbetsdag", 2: "två arbetsdagar"}
        if is_working_day(day_of(row.tid)) and is_working_day(frist.senast) and days in words:
            yield any(one.startswith(words[days]) for one in said), True


def done(lan: Lan, session: Session) -> Said:
    for row in lan.rows(Arende):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        tasks = [one.lage for one in case.ataganden if one.lage != "ersatt"]
        said = f"{len(tasks) - tasks.count('avsteg')} av {len(tasks)}" if tasks else ""
        yield at_meeting.how_done(case).partition(" klara")[0], said


def agreements(lan: Lan, session: Session) -> Said:
    lage = {one.id: one.lage for one in lan.rows(Sak)}
    for row in lan.rows(Revision):
        case: Any = as_it_stands(session, row.id, KLOCKAN, lan.world)
        (avtal,) = lan.rows(Avtal, id=row.avtal_id)
        yield "som förut" in agreement_now(case), lage[avtal.id] == "i_kraft"


def instead(lan: Lan, session: Session) -> Said:
    today, everyone = lan.world.today, load_bemanning(session, lan.world.today)
    away = {one.person_id for one in lan.rows(Franvaro) if one.from_ <= today <= one.tom}
    for row in lan.rows(Person, aktiv=True):
        said = has_it_instead(row.id, everyone, load_register(session))
        held = [one for one in lan.rows(Uppdrag, person_id=row.id) if one.from_ <= today]
        holds = any(one.tom is None or one.tom >= today for one in held)
        yield bool(said), row.id in away and holds
        for one in lan.rows(Person) if said else ():
            yield f"har {one.namn} det" in said and one.id in away, False


def beside(lan: Lan, session: Session) -> Said:
    everyone = load_bemanning(session, lan.world.today)
    people = {one.id: one for one in lan.rows(Person)}
    for row in lan.rows(Frist, stangd=None):
        names_of = (row.drag, row.roll, row.organ_id, row.huvudman_id, row.sektor, row.person_id)
        holders = everyone.holders(Slot(*names_of, halvvags=row.halvvags))
        given = {one.ersattare_id for one in lan.rows(Uppdrag)}
        for one in holders:
            said = asked_beside(one)
            yield bool(said) and not row.halvvags, False
            others = [people[other.id].namn for other in holders if other.id != one.id]
            yield bool(said) and not any(name in said for name in others), False
            yield (
                said.endswith("så du har också fått frågan. Det räcker att en av er svarar."),
                (one.ocksa and one.id in given),
            )


SLOW: Final[Mapping[str, Check]] = {
    "_avstand": rungs,
    "_came": beside_their_day,
    "_late": late_in_words,
    "_of_these": outside,
    "_why_void": void,
    "agreement_now": agreements,
    "answers": kallade,
    "asked_beside": beside,
    "can_be_changed": until,
    "compiled": compilations,
    "gar_till_au": carried,
    "ges_till_annan": written,
    "has_it_instead": instead,
    "comes_back": returning,
    "harnast": ahead,
    "how_done": done,
    "how_followed": followed,
    "left_for_reader": own,
    "left_of": after_a_decision,
    "left_to_do": left,
    "letters_of": letters,
    "malgang": promised,
    "next_time": next_times,
    "phases": gone_through,
    "prolongation": gone_on,
    "since_answers": changed_since,
    "standing": stands,
    "summary": given_later,
    "tiles_of": tiles,
    "told_of": reminders,
    "took_part": attended,
    "turn": chaired,
    "where_it_lies": lies,
    "what_a_change_does": approved,
    "vad_de_svarande_far": fed_back,
    "whose_move": moves,
    "wrong": well_chaired,
}


def test_each_claim_has_a_second_way_of_finding_it_out() -> None:
    assert sorted(SLOW) == sorted(one.__name__ for one in pastaende.all())


@pytest.fixture(scope="module", params=["kronoberg", "kalmar"])
def years(
    request: pytest.FixtureRequest,
    postgres: EmbeddedPostgres,
    demo_template: Callable[[str], str],
) -> Iterator[tuple[Lan, list[str]]]:
    """Let the months after a demo's story come, and hold each claim against the rows each Monday;
    yield what differs.
    """
    from conftest import _demo  # noqa: PLC0415 - the demos are the suite's own

    kod = request.param
    with _demo(postgres.url, demo_template(kod), kod) as lan:
        wrong: list[str] = []
        monday = lan.world.today + timedelta(days=7 - lan.world.today.weekday())
        for week in range(WEEKS):
            day = monday + timedelta(weeks=week)
            sweep(lan.at(str(day)))
            deliver(lan.database, Mailbox(), lan.now)
            wrong += differing(lan, day)
        yield lan, wrong


def differing(lan: Lan, day: date) -> list[str]:
    found = []
    with lan.database.read() as session:
        for name, check in SLOW.items():
            pairs = list(check(lan, session))
            found += [f"{day} {name}: said {a!r}, is {b!r}" for a, b in pairs if a != b]
    return found


def test_a_claim_that_is_not_so_is_found(
    years: tuple[Lan, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, _ = years
    here = sys.modules[__name__]
    for name in ("letters_of", "whose_move"):
        monkeypatch.setattr(here, name, lambda *_: "")
    found = differing(lan, lan.world.today)
    assert {line.split()[1] for line in found} >= {"letters_of:"}


@pytest.mark.lang
def test_each_monday_what_is_claimed_is_so(years: tuple[Lan, list[str]]) -> None:
    assert years[1] == []
