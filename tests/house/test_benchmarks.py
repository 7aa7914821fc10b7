"""Every measurement can still be made, at length also that of a whole installation; how fast
anything is, nobody asserts. And the document says what the latest run gave.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from benchmarks import report
from benchmarks.__main__ import BY_NAME, PARTS
from benchmarks.client import Client, NotWell, question
from benchmarks.places import MORE, PLACES
from benchmarks.result import Result, beside, figure, in_turns, keep, kept, line, within
from support.length import at_length

FOLDER = Path(report.__file__).parents[1]
EVERY = {**PARTS, **BY_NAME}
MEASURED = [part for part in EVERY if at_length() or part != "idle"]
# What each part gives, each with its figure.
GIVEN = {
    "idle": ("vila: minne tillsammans", "vila: processortid av en kärna", "start: till första"),
    "visit": ("första besöket",),
    "pages": tuple(
        f"sidor: {place.namn}, {clients}"
        for place in PLACES
        for clients in ("1 klient", "16 klienter", "16 klienter, p99")
    ),
    "curve": tuple(f"kurva: {place.namn}, storlek 0.002 mot 0.001" for place in (*PLACES, *MORE)),
    "posts": ("POST: ett steg, 1 klient", "POST: ett steg, 16 klienter"),
    "steps": ("steg: genom dörren mot SQL för hand",),
    "endpoints": ("slutpunkter: def mot async def, 16 klienter",),
    "sweeps": (
        "svep: bevaka_frister, inget att göra",
        "svep: bevaka_frister, frister att påminna om: ",
        "svep: folj_efterlevnad, inget att göra",
        "svep: kontrollera_historik, hela",
        "svep: kontrollera_historik, inget nytt",
    ),
    "importing": ("inläsning: 20 avtal, förhandsvisning", "inläsning: 20 avtal"),
    "sammanstallning": ("remiss med 20 synpunkter: sammanställningen",),
    "avtalsdiff": ("avtalstext: hälften omskrivet mot att läsa",),
    "mails": ("brev: ett tungt år, alla chefer, p95 i veckan",),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """What one small run of them all gives, by name."""
    out = tmp_path_factory.mktemp("bench") / "resultat.json"
    command = [sys.executable, "-m", "benchmarks", "--small", "--out", str(out), *MEASURED]
    done = subprocess.run(command, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = kept(out)
    assert [line(one) for one in found] == done.stdout.splitlines()[1:], "one table, all of it"
    return {one.namn: one for one in found}


@pytest.mark.lang
@pytest.mark.parametrize("part", MEASURED)
def test_each_measurement_ends_well_and_gives_its_figures(
    part: str, results: dict[str, Result]
) -> None:
    for name in GIVEN[part]:
        found = [one for one in results.values() if one.namn.startswith(name)]
        assert found, name
        assert all(one.varde > 0 for one in found), name


def test_no_measurement_is_left_out() -> None:
    measuring = {
        path.stem for path in FOLDER.rglob("*.py") if "\ndef measure(" in path.read_text("utf-8")
    }
    assert set(EVERY) == set(GIVEN) == measuring


@pytest.mark.parametrize("broken", ["refuses nobody", "refuses everybody"])
def test_a_rival_that_does_not_refuse_the_wrong_role_and_no_other_is_not_timed(
    broken: str,
) -> None:
    """What every rival goes through before it is timed, run with a step that is wrong."""
    script = f"""
from benchmarks.rivals.turns import Given, take_turns
import benchmarks.rivals.turns as turns

taken = []

def step(role):
    if {broken == "refuses everybody"}:
        raise PermissionError
    taken.append(role)

turns.events = lambda on: len(taken)
take_turns(Given("", 1, 1), step, PermissionError)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=FOLDER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "ready" not in done.stdout


def test_sides_take_turns_and_the_first_turn_is_thrown_away() -> None:
    said: list[str] = []

    def side(name: str) -> float:
        said.append(name)
        return len(said)

    assert in_turns(lambda: side("a"), lambda: side("b"), rounds=2) == [[3, 5], [4, 6]]
    assert said == ["a", "b"] * 3


def answering(statuses: list[int]) -> ThreadingHTTPServer:
    """A server on a port of its own that answers with one status after the other."""
    left = iter(statuses)

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(next(left))
            self.send_header("Content-Length", "3")
            self.end_headers()
            self.wfile.write(b"hej")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_who_is_told_to_try_again_does_and_a_refusal_is_no_answer() -> None:
    with answering([200, 503, 503, 200, 403]) as server, Client(server.server_port) as client:
        assert client.ask(question("/")) == b"hej"
        assert client.timed(question("/")) > 0
        with pytest.raises(NotWell, match="403"):
            client.timed(question("/"))
        server.shutdown()


def test_more_is_better_in_every_kvot() -> None:
    rate = beside("fart", "steg/s", [50, 40, 60], [100, 100, 100], mal=0.6)
    assert (rate.varde, rate.mot, rate.kvot, rate.min, rate.max) == (50, 100, 0.5, 0.4, 0.6)
    assert rate.missed
    time = within("tid", "ms", [50, 40, 60], 100)
    assert (time.varde, time.mot, time.kvot, time.mal) == (50, 100, 2, 1)
    assert not time.missed
    assert not figure("tal", "st", [7]).missed


def test_results_are_kept_as_a_list_of_the_named_fields(tmp_path: Path) -> None:
    results = [beside("å", "steg/s", [2.0], [4.0], mal=0.6), figure("b", "st", [1])]
    keep(results, tmp_path / "r.json")
    fields = ["namn", "varde", "enhet", "mot", "kvot", "mal", "min", "max", "antal"]
    stored = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [list(one) for one in stored] == [fields, fields]
    assert stored == [asdict(one) for one in results]
    assert kept(tmp_path / "r.json") == results


@pytest.mark.parametrize("path", ["prestanda.md", "bilder/sidor.svg", "bilder/kurva.svg"])
def test_the_document_says_what_the_latest_run_gave(path: str) -> None:
    assert (report.DOCS / path).read_text("utf-8") == report.written()[path], (
        "python -m benchmarks.report writes it"
    )


def test_every_miss_has_its_reason_and_every_reason_its_miss() -> None:
    misses = [one.namn for one in kept(report.LATEST) if one.missed]
    said = report.reasons()
    assert [one for one in misses if not any(fnmatchcase(one, names) for names in said)] == []
    assert [names for names in said if not any(fnmatchcase(one, names) for one in misses)] == []


def test_a_reason_is_given_for_one_kind_of_miss_and_not_for_all() -> None:
    assert [names for names in report.reasons() if names.strip("*: ") == ""] == []


def test_what_is_held_against_an_aim_is_a_median_of_five_or_more() -> None:
    """A size is the same each time and is said once, and so are the machine and a first morning."""
    few = [one for one in kept(report.LATEST) if one.antal < 5]
    assert [one.namn for one in few if one.antal > 1] == []
    assert [one.namn for one in few if one.mal and one.enhet not in {"kB", "MB"}] == []


def test_the_rivals_are_locked_with_hashes_and_no_host() -> None:
    lock = (FOLDER / "rivals" / "requirements.lock").read_text("utf-8")
    wanted = (FOLDER / "rivals" / "requirements.in").read_text("utf-8").split()
    for name in wanted:
        assert re.search(rf"^{re.escape(name.partition('[')[0])}==", lock, re.MULTILINE), name
    pinned = re.findall(r"^\S+==\S+[^\n]*\\\n +--hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S+==", lock, re.MULTILINE))
    assert "://" not in lock
    assert "index" not in lock


def test_the_product_knows_no_rival() -> None:
    root = FOLDER.parent
    ours = "".join(
        (root / name).read_text("utf-8")
        for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock")
    )
    for name in ("django", "viewflow", "dbos", "statemachine"):
        assert not re.search(rf"^\W*{name}", ours, re.MULTILINE | re.IGNORECASE), name
