"""Long work shows how far it has come: to whoever waits at a page or a command, and on Drift."""

from __future__ import annotations

import pytest

from api.shared.installation import real_now
from flows.drift import report
from flows.progress import followed, how_far
from flows.record import begin_run
from flows.rounds import Runda, verify_history
from models.tables import Avtal, Framsteg
from support.agreements.files import GOOD, csv_of, read_in
from support.county import Lan
from support.paths.avtal import avtal
from support.site import Sajt
from workflows.ground.progress import spaced

SVEP = "kontrollera_historik"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is told be seen at once, and not a second later."""
    monkeypatch.setattr("flows.progress._EVERY", 0.0)


def on_drift(lan: Lan) -> str:
    """What Drift says of the sweep that goes through the history."""
    with lan.database.read() as session:
        found = report(session, real_now(), lan.world)
    (said,) = [one.mening for one in found.svep if one.namn == SVEP]
    return said


def test_drift_says_how_far_a_sweep_that_is_under_way_has_come(lan: Lan) -> None:
    begin_run(lan.database, SVEP, real_now(), av_schema=True)
    assert on_drift(lan) == ""
    with followed(lan.database, SVEP) as progress:
        progress(40_000, 127_845)
        assert on_drift(lan) == "Har gått igenom 40\xa0000 av 127\xa0845."
        progress(90_000, 127_845)
        assert on_drift(lan) == "Har gått igenom 90\xa0000 av 127\xa0845."
    assert on_drift(lan) == ""


def test_going_through_the_whole_history_tells_of_each_matter(lan: Lan) -> None:
    for name in ("Avtal om Link", "Avtal om vård", "Avtal om skola"):
        avtal(lan, rubrik=name)
    told: list[tuple[int, int]] = []
    seen: list[str] = []

    def listen(done: int, of: int) -> None:
        told.append((done, of))
        with lan.database.read() as session:
            seen.append(str(how_far(session, SVEP)))

    verify_history(Runda(lan.database, lan.world, None, progress=lambda _svep: listen))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert seen == ["1 av 3", "2 av 3", "3 av 3"]
    assert lan.rows(Framsteg) == []


def test_what_work_that_was_cut_off_left_behind_is_not_taken_for_the_next(lan: Lan) -> None:
    with followed(lan.database, SVEP) as progress:
        progress(1, 2)
        (left,) = lan.rows(Framsteg)
    with lan.database.session() as session:
        session.add(Framsteg(arbete=left.arbete, gjort=left.gjort, av=left.av))
    with followed(lan.database, SVEP), lan.database.read() as session:
        assert how_far(session, SVEP) is None


def test_the_reader_of_a_file_sees_how_many_rows_are_done_and_nobody_elses(sajt: Sajt) -> None:
    lan, address = sajt.lan, "/avtal/importera/framsteg"
    mine, other = (sajt.client(who).http for who in ("sekreterare", "sammankallande"))
    assert "Filen gås igenom." in mine.get(address).text
    with followed(lan.database, f"importera_avtal:{lan.ids['sekreterare']}") as progress:
        progress(1_500, 2_000)
        assert "1\xa0500 av 2\xa0000 rader är genomgångna." in mine.get(address).text
        assert "Filen gås igenom." in other.get(address).text


@pytest.mark.parametrize("page", ["/avtal/importera"])
def test_the_form_that_takes_long_asks_how_far_it_has_come(sajt: Sajt, page: str) -> None:
    html = sajt.client("sekreterare").http.get(page).text
    assert 'hx-get="/avtal/importera/framsteg"' in html
    # Of ``submit`` htmx would stop the form itself.
    assert 'hx-trigger="formdata delay:1s from:closest form"' in html


def test_an_import_that_is_cut_off_between_batches_leaves_nothing_and_can_be_done_again(
    lan: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.avtal.importing.importing._AT_A_TIME", 1)

    def cut_off(done: int, _of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_in(lan, csv_of(GOOD), progress=cut_off)
    assert lan.rows(Avtal) == []
    read_in(lan, csv_of(GOOD))
    assert len(lan.rows(Avtal)) == 2


def test_what_is_over_soon_is_not_told_and_what_takes_long_only_now_and_then() -> None:
    time, told = [0.0], list[int]()
    progress = spaced(lambda done, _of: told.append(done), lambda: time[0], 3.0)
    for second in range(10):
        time[0] = second
        progress(second, 10)
    assert told == [3, 6, 9]
