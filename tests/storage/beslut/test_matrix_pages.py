"""The matrix by pages and filters, and its numbers, against every åtagande read one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import Session

from api.web.beslut.matrix import matrix_row, sums, tiles
from models.lagen import UNSETTLED, AtagandeLage
from models.rows import gathered
from models.tables import Atagande
from models.vocabulary import STANDING, Efterlevnad
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in, atagande_given, atagande_in
from workflows.beslut.list import AtagandeFilter, list_ataganden
from workflows.beslut.matrix.day import dagens
from workflows.beslut.matrix.table import MARKER, Matris, MatrisFilter, efterlevnad
from workflows.beslut.obligations import AtagandeRad, Reader
from workflows.beslut.rows import decisions
from workflows.beslut.views import BeslutFilter, list_beslut, list_register
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.ground.deadlines import day_after, day_of
from workflows.handling.pages import STORSTA_ANTAL

DAYS = (-20, 0, 40, 120)


def _on(demo: Lan, days: int) -> Lan:
    return replace(demo).at(str(day_after(demo.world.today, days)))


def _reader(session: Session, lan: Lan) -> Reader:
    return Reader(session, KLOCKAN, lan.world, load_bemanning(session, lan.world.today))


def _pages(session: Session, lan: Lan, **chosen: object) -> Iterator[Matris]:
    """Yield every page of two decisions."""
    which = MatrisFilter.model_validate({"antal": 2, **chosen})
    while True:
        yield (page := efterlevnad(session, KLOCKAN, lan.world, which))
        if page.nasta is None:
            return
        which = which.model_copy(update={"efter": page.nasta})


def _walked(session: Session, lan: Lan, **chosen: object) -> list[str]:
    pages = list(_pages(session, lan, **chosen))
    found = [one.nr for page in pages for one in page.beslut]
    assert {page.antal for page in pages} == {len(found)}, chosen
    return found


def _words(rows: Iterable[AtagandeRad], huvudman: str | None) -> set[Efterlevnad]:
    """Return the words of what a decision asks of huvudmän."""
    return {row.ord for row in rows if row.huvudman and huvudman in {None, row.huvudman}}


def _is_open(row: AtagandeRad) -> bool:
    return row.lage in UNSETTLED or (
        row.lage is AtagandeLage.RAPPORTERAT and row.verifierare is not None
    )


@pytest.mark.parametrize("days", DAYS)
def test_pages_put_together_are_every_decision_that_a_filter_leaves_once(
    kronoberg: Lan, days: int
) -> None:
    lan = _on(kronoberg, days)
    with lan.database.read() as session:
        reader = _reader(session, lan)
        every = [one for one in decisions(reader) if one.celler]
        rows = reader.rows()
        asked = gathered(rows, lambda row: row.beslut_nr)
        left = {row.beslut_nr for row in rows if row.huvudman and _is_open(row)}
        assert _walked(session, lan, alla=True) == [one.nr for one in every]
        assert _walked(session, lan) == [one.nr for one in every if one.nr in left]
        for word in Efterlevnad:
            for who in (None, "Alvesta"):
                said = [one.nr for one in every if word in _words(asked[one.nr], who)]
                assert _walked(session, lan, alla=True, lage=word, huvudman=who) == said
                concerned = {row.beslut_nr for row in rows if _is_open(row) and row.huvudman == who}
                still = left if who is None else concerned
                assert _walked(session, lan, lage=word, huvudman=who) == [
                    nr for nr in said if nr in still
                ]
        years = {one.datum.year for one in every}
        assert all(
            _walked(session, lan, alla=True, ar=year)
            == [one.nr for one in every if one.datum.year == year]
            for year in years
        )
        assert _walked(session, lan, alla=True, beslut=every[0].nr.upper()) == [every[0].nr]
    assert len(every) > 2


@pytest.mark.parametrize("days", DAYS)
def test_a_line_of_the_register_counts_the_parties_as_the_cells_of_the_decision_do(
    kronoberg: Lan, days: int
) -> None:
    lan, counted, lacking = _on(kronoberg, days), set(), set()
    which = BeslutFilter(antal=STORSTA_ANTAL)
    with lan.database.read() as session:
        for actor in (KLOCKAN, lan.actor(session, "skolchef@uppvidinge.example")):
            rows = list_beslut(session, actor, lan.world, which).poster
            lines = list_register(session, actor, lan.world, which).poster
            assert len(lines) > 2
            for line, row in zip(lines, rows, strict=True):
                shown = [one.name for one in fields(line)]
                assert [getattr(line, one) for one in shown] == [getattr(row, one) for one in shown]
            counted |= {(line.klara, line.parter) for line in lines}
            lacking |= {bar.brist for line in lines for bar in line.staplar}
    assert days or any(0 < done < parties for done, parties in counted)
    assert any(parties for _, parties in counted)
    assert days or lacking == {False, True}


def _in_time(rows: Sequence[AtagandeRad], today: date) -> tuple[int, int]:
    """Return how many of what was due in a year were done by their day, and of how many."""
    due = [
        (row.senast, row.rapporterad)
        for row in rows
        if row.form not in STANDING
        and row.ord is not Efterlevnad.ERSATT
        and row.senast
        and today - timedelta(days=365) < row.senast <= today
    ]
    done = [senast for senast, said in due if said and day_of(said) <= senast]
    return len(done), len(due)


@pytest.mark.parametrize("days", DAYS)
def test_the_numbers_are_those_of_the_rows(kronoberg: Lan, days: int) -> None:
    lan = _on(kronoberg, days)
    with lan.database.read() as session:
        rows = _reader(session, lan).rows()
        (found, *_) = _pages(session, lan)
    tal, today = found.tal, lan.world.today
    assert (tal.forsenade, tal.tysta, tal.avsteg_vantar) == (
        sum(row.ord is Efterlevnad.FORSENAT for row in rows),
        sum(row.ord is Efterlevnad.TYST for row in rows),
        sum(row.lage is AtagandeLage.AVSTEG_ANMALT for row in rows),
    )
    done, number = _in_time(rows, today)
    assert (tal.i_tid_klara, tal.i_tid_av) == (done, number)
    assert tal.i_tid == (round(100 * done / number) if number else None)
    for one in found.kvar:
        own = [row for row in rows if row.huvudman == one.huvudman]
        assert (one.forsenade, one.tysta, one.antal) == (
            sum(row.ord is Efterlevnad.FORSENAT for row in own),
            sum(row.ord is Efterlevnad.TYST for row in own),
            sum(_is_open(row) and row.ord is not Efterlevnad.KLART for row in own),
        )


@pytest.mark.parametrize("days", DAYS)
def test_a_number_is_how_many_rows_its_link_opens(kronoberg: Lan, days: int) -> None:
    lan = _on(kronoberg, days)
    with lan.database.read() as session:
        (found, *_) = _pages(session, lan)
        shown = [(one["tal"], one["href"]) for one in tiles(found.tal, 30) if "href" in one]
        cells = [one for one in sums(found)["celler"] if "href" in one]
        shown += [(int(one["ord"].split()[0]), one["href"]) for one in cells]
        for number, href in shown:
            asked = dict(parse_qsl(urlsplit(href).query))
            which = AtagandeFilter.model_validate({"antal": STORSTA_ANTAL, **asked})
            rows = list_ataganden(session, KLOCKAN, lan.world, which).poster
            assert len(rows) == number, href


@pytest.mark.parametrize("days", DAYS)
def test_the_day_in_numbers_counts_the_cells(kronoberg: Lan, days: int) -> None:
    lan = _on(kronoberg, days)
    with lan.database.read() as session:
        every = [one for one in decisions(_reader(session, lan)) if one.celler]
        counted = {one.beslut: one for one in dagens(session, lan.world)}
    assert counted.keys() == {one.nr for one in every}
    for one in every:
        row = counted[one.nr]
        assert {word: row.of(word) for word in Efterlevnad if row.of(word)} == {
            each.ord: each.antal for each in one.antal
        }
        assert row.forsenade == sum(cell.forsenat for cell in one.celler)


def test_what_is_finished_is_shown_when_it_is_asked_for(lan: Lan) -> None:
    mine = atagande_given(lan)
    with lan.database.read() as session:
        assert len(_walked(session, lan)) == 1
    lan.step(mine, "alvesta", "rapportera")
    with lan.database.read() as session:
        assert (_walked(session, lan), len(_walked(session, lan, alla=True))) == ([], 1)


def test_what_waits_to_be_verified_is_left_to_do(lan: Lan) -> None:
    atagande_in(lan, "rapporterat")
    with lan.database.read() as session:
        assert len(_walked(session, lan, huvudman="alvesta")) == 1


def test_a_party_that_says_it_does_not_is_raised(lan: Lan) -> None:
    atagande_in(lan, "avsteg_anmalt")
    with lan.database.read() as session:
        (found,) = _pages(session, lan)
    assert [row.mottagare for row in found.att_ta_upp] == ["Alvesta"]
    assert found.tal.avsteg_vantar == 1


def test_behind_the_last_decision_it_still_says_how_many_there_are(lan: Lan) -> None:
    atagande_given(lan)
    with lan.database.read() as session:
        (behind,) = _pages(session, lan, efter=MARKER.at((date.min, 1)))
    assert (behind.beslut, behind.antal, behind.nasta) == ((), 1, None)


def test_a_word_is_found_behind_a_worse_one_in_the_same_cell_which_says_so(lan: Lan) -> None:
    sak = arende_in(lan, "pa_dagordning")
    task = {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    tasks = [{**task, "text": text} for text in ("Ena", "Andra")]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=tasks)
    first, _ = lan.rows(Atagande)
    lan.step(first.id, "alvesta", "anmal_avsteg", orsak="Vi saknar någon.", stod="Hjälp.")
    lan.at("2024-02-01")
    avsteg = Efterlevnad.AVSTEG
    with lan.database.read() as session:
        (found,) = _pages(session, lan, lage=avsteg)
    (one,) = found.beslut
    assert one.celler[0].alla_ord == (Efterlevnad.FORSENAT, avsteg)
    (row, unsought) = (
        matrix_row(one, ("Alvesta",), today=lan.world.today, sought=sought)["celler"][0]["alder"]
        for sought in (avsteg, None)
    )
    assert (row, unsought) == ("6 dagar, även avsteg", "6 dagar")
