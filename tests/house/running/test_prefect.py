"""A real Prefect: its server, its runner, its worker, and runs that nobody asked for."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from prefect.flows import load_flow_from_entrypoint

from api.supervisor.child import Child
from api.supervisor.stale import end_stale, remember
from flows.deployments import FLOWS, deployments
from flows.drift import report
from flows.folj_efterlevnad import KEPT, KEY
from flows.place import RUNNER, claim_place, read_place
from flows.rounds import SVEP
from flows.sweeps import run_round
from models.database import Database, create_database, drop_database
from models.embedded import EmbeddedPostgres
from models.processes import is_alive
from models.settings import Settings
from models.tables import Atagande, Beslut, Person, Svepkorning
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.arende import arende_in, atagande_in
from support.prefect_server import Prefect, prefect_server, until
from support.site import Sajt
from workflows.engine.world import World
from workflows.nouns import NOUNS

SERVE = """
import asyncio
from flows.runner import serve
asyncio.run(serve({"folj_efterlevnad": "* * * * *"}))
"""
EACH = """
import asyncio
from flows.deployments import FLOWS
from flows.rounds import SVEP
for svep in SVEP:
    asyncio.run(FLOWS[svep](return_state=True))
"""
FOLLOW = "import asyncio; from flows.folj_efterlevnad import *; asyncio.run(folj_efterlevnad())"
# A fault that quotes what it found, letters to one who may answer by a link among it, and no
# patience between the tries.
BROKEN = """
import asyncio
from flows import bevaka_frister, rounds
def breaks(runda):
    raise ValueError("anna.andersson@lan.example har redan http://lan.example/svara/hemligt-ord.k")
rounds.take_steps = breaks
bevaka_frister.ta_klockans_steg = bevaka_frister.ta_klockans_steg.with_options(
    retries=1, retry_delay_seconds=0)
asyncio.run(bevaka_frister.bevaka_frister(return_state=True))
"""


@pytest.fixture(scope="module")
def prefect(
    postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prefect]:
    """A server that calls a run late after five seconds."""
    settings = Settings(data=tmp_path_factory.mktemp("prefect") / "data", database_url=postgres.url)
    with prefect_server(settings, PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS="5") as started:
        yield started


@pytest.fixture
def settings(settings: Settings, prefect: Prefect) -> Settings:
    """Settings of an installation that has this server's key."""
    return settings.model_copy(update={"data": prefect.data})


@pytest.fixture
def seen(settings: Settings, sajt: Sajt) -> Settings:
    """The settings with which a process finds the pages of the installation."""
    return settings.model_copy(update={"port": int(sajt.address.rsplit(":", 1)[1])})


def runs_of(prefect: Prefect, flow: str, state: str) -> list[dict[str, Any]]:
    named = [run for run in prefect.known("flow_runs") if run["name"].startswith(flow)]
    return [run for run in named if run["state_name"] == state]


def ask_for(prefect: Prefect, svep: str) -> bool:
    """Ask for a run now; say whether the sweep is deployed yet.

    Prefect holds back for a quarter what happens to a run that its scheduler made a moment ago.
    """
    found = [one["id"] for one in prefect.known("deployments") if one["name"] == svep]
    for one in found:
        prefect.ask(f"/deployments/{one}/create_flow_run", {})
    return bool(found)


def on_drift(sajt: Sajt) -> str:
    return sajt.client("sekreterare").http.get("/drift").text


def test_runs_fire_by_themselves_are_seen_in_prefect_and_what_goes_wrong_is_told_on_drift(
    sajt: Sajt, seen: Settings, prefect: Prefect
) -> None:
    lan = sajt.lan
    behind_its_back(lan, "DELETE FROM handelse WHERE sak_id = :sak", sak=arende_in(lan, "inkommet"))
    with prefect.running(seen, "-c", SERVE) as runner:
        until(lambda: ask_for(prefect, "kontrollera_historik"))
        done = until(lambda: runs_of(prefect, "Följ efterlevnad ", "Completed"))
        row = lan.rows(Svepkorning, svep="folj_efterlevnad")[0]
        assert (row.av_schema, row.ok) == (True, True)
        assert re.fullmatch(r"Följ efterlevnad \d+ \w+ \d{4} kl\. \d+\.\d\d", done[0]["name"])
        until(lambda: "Prefect säger: Kontrollera historik misslyckades" in on_drift(sajt))
        runner.kill()
    ask_for(prefect, "samla_post")  # and nobody is there to run it
    until(lambda: "Prefect säger: Samla post hade ännu inte börjat" in on_drift(sajt))
    later = datetime.now(UTC) + timedelta(days=1, minutes=20)
    with lan.database.read() as session:
        assert any(
            "Följ efterlevnad skulle ha kört" in one
            for one in report(session, later, World(lan.profile, later, NOUNS)).fel
        )


def test_what_prefect_could_not_tell_of_while_it_was_down_is_told_at_the_next_start(
    sajt: Sajt, seen: Settings, prefect: Prefect
) -> None:
    with prefect.running(seen, "-c", SERVE):
        until(lambda: prefect.known("automations") and ask_for(prefect, "samla_post"))
    for one in prefect.known("automations"):  # as a server has none while it gets dressed
        prefect.delete(f"/automations/{one['id']}")
    found = next(one for one in prefect.known("deployments") if one["name"] == "forbered_moten")
    run = prefect.ask(f"/deployments/{found['id']}/create_flow_run", {})
    crashed = {"state": {"type": "CRASHED", "name": "Crashed"}, "force": True}
    prefect.ask(f"/flow_runs/{run['id']}/set_state", crashed)
    time.sleep(5)
    assert "Förbered möten avbröts" not in on_drift(sajt), "somebody told already"
    with prefect.running(seen, "-m", *RUNNER):
        until(lambda: "Prefect säger: Förbered möten avbröts" in on_drift(sajt))


def of_run(prefect: Prefect, run_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return the tasks, log lines, artifacts and our events of one run, when all have arrived."""
    found = {
        noun: [one for one in prefect.known(noun) if one["flow_run_id"] == run_id]
        for noun in ("task_runs", "logs", "artifacts")
    }
    said = {"filter": {"event": {"prefix": ["samflode."]}}}
    events = prefect.ask("/events/filter", said)["events"]
    whose = f"prefect.flow-run.{run_id}"
    found["events"] = [
        one for one in events if whose in {about["prefect.resource.id"] for about in one["related"]}
    ]
    return found


def test_a_run_shows_its_tasks_its_words_one_table_and_one_event_and_nothing_of_who(
    lan: Lan, settings: Settings, prefect: Prefect
) -> None:
    atagande_in(lan, "tilldelat")
    nr, parties = lan.rows(Beslut)[0].nr, len({row.huvudman_id for row in lan.rows(Atagande)})
    before = [prefect.ask("/artifacts/", {"key": KEY, "data": "[]"})["id"] for _ in range(KEPT + 2)]
    known = {run["id"] for run in prefect.known("flow_runs")}
    prefect.run(settings, "-c", FOLLOW)
    run_id = next(run["id"] for run in prefect.known("flow_runs") if run["id"] not in known)
    found = until(lambda: (all_ := of_run(prefect, run_id))["events"] and all_)
    assert {re.sub(r"-\w+$", "", one["name"]) for one in found["task_runs"]} == {
        "Anteckna början",
        "Notera vad som ändrats",
        "Räkna efterlevnaden",
        "Visa dagens tabell",
        "Säg hur det går",
        "Anteckna utfallet",
    }
    assert any(one["message"].endswith("har 1 beslut.") for one in found["logs"])
    (table,), (event,) = found["artifacts"], found["events"]
    assert [(row["Beslut"], row["Försenat"]) for row in json.loads(table["data"])] == [
        (nr, parties)
    ]
    assert event["event"] == "samflode.atagande.forsenat"
    assert (event["payload"]["beslut"], event["payload"]["forsenade_beslut"]) == (1, [nr])
    kept = {one["id"] for one in prefect.known("artifacts") if one["key"] == KEY}
    assert kept == {table["id"], *before[-KEPT + 1 :]}
    told = json.dumps([found, prefect.ask(f"/flow_runs/{run_id}")], ensure_ascii=False)
    people = [word for person in lan.rows(Person) for word in (person.namn, person.epost)]
    assert [word for word in people if word in told] == []


def test_what_a_fault_says_of_people_stays_in_our_own_log(
    lan: Lan, settings: Settings, prefect: Prefect
) -> None:
    known = {run["id"] for run in prefect.known("flow_runs")}
    log = [json.loads(line) for line in prefect.run(settings, "-c", BROKEN).splitlines()]
    run = next(run for run in prefect.known("flow_runs") if run["id"] not in known)
    found = until(lambda: (all_ := of_run(prefect, run["id"]))["logs"] and all_)
    assert run["state_name"] == "Failed"
    assert max(one["run_count"] for one in found["task_runs"]) == 2, "it was tried again"
    assert "anna.andersson" not in json.dumps([run, found])
    ours = [entry["exception"] for entry in log if entry["event"] == "svepet avbröts"]
    assert len(ours) == 2
    assert all("anna.andersson@lan.example har redan" in told for told in ours)
    assert "hemligt-ord" not in json.dumps(log), "what lets somebody answer stands in no log"
    (row,) = lan.rows(Svepkorning, svep="bevaka_frister")
    assert (row.ok, row.mening) == (False, "Svepet avbröts av ett fel. Orsaken står i loggen.")


@pytest.fixture
def twin(lan: Lan, postgres: EmbeddedPostgres, settings: Settings) -> Iterator[Database]:
    """A copy of the county with a remiss that should have been closed and an åtagande that is
    late.
    """
    arende_in(lan, "pa_remiss")
    atagande_in(lan, "tilldelat")
    lan.database.close()
    name = str(settings.database_url).rpartition("/")[2].partition("?")[0]
    opened = Database(create_database(postgres.url, "tvilling", template=name))
    yield opened
    opened.close()
    drop_database(postgres.url, "tvilling")


def test_each_flow_does_and_says_what_the_sweep_of_its_name_does(
    lan: Lan, twin: Database, settings: Settings, prefect: Prefect
) -> None:
    plain = run_round(twin, datetime.now(UTC), settings)
    prefect.run(settings, "-c", EACH)
    rows = {row.svep: (row.ok, row.mening) for row in lan.rows(Svepkorning)}
    clock = re.compile(r"kl\. \d+\.\d\d")
    assert {svep: (ok, clock.sub("", said)) for svep, (ok, said) in rows.items()} == {
        one.svep: (one.ok, clock.sub("", one.mening)) for one in plain
    }
    assert len(rows) == len(SVEP)
    assert "steg togs av klockan" in rows["bevaka_frister"][1]


def test_a_worker_of_a_work_pool_runs_the_same_flows(
    lan: Lan, settings: Settings, prefect: Prefect
) -> None:
    prefect.ask("/work_pools/", {"name": "lan", "type": "process"})
    settings = settings.model_copy(update={"base_url": "https://samflode.lan.example"})
    prefect.run(settings, "-m", "flows.workers", "lan")
    pooled = [one for one in prefect.known("deployments") if one["work_pool_name"] == "lan"]
    assert sorted(one["name"] for one in pooled) == sorted(SVEP)
    post = next(one["id"] for one in pooled if one["name"] == "samla_post")
    prefect.ask(f"/deployments/{post}/create_flow_run", {})
    once = ("-m", "prefect", "worker", "start", "--pool", "lan", "--type", "process", "--run-once")
    prefect.run(settings, *once)
    (row,) = lan.rows(Svepkorning, svep="samla_post")
    assert (row.ok, row.av_schema) == (True, False)


def test_whoever_lacks_the_key_learns_nothing_and_pages_are_not_shown_unasked(
    prefect: Prefect,
) -> None:
    assert httpx.get(f"{prefect.place.api}/admin/version", trust_env=False).status_code == 401
    assert "html" not in httpx.get(prefect.place.pages, trust_env=False).text


def test_nobody_else_on_the_computer_reads_what_prefect_has_stored(prefect: Prefect) -> None:
    assert (prefect.data / "prefect").stat().st_mode & 0o077 == 0


def test_every_sweep_is_deployed_and_its_entrypoint_leads_to_its_own_flow() -> None:
    served = asyncio.run(deployments())
    assert sorted(one.name for one in served) == sorted(SVEP) == sorted(FLOWS)
    for one in served:
        assert one.entrypoint == f"flows.{one.name}.{one.name}"
        assert load_flow_from_entrypoint(one.entrypoint) is FLOWS[one.name]


def test_flows_are_one_definition_for_here_and_for_a_work_pool() -> None:
    here, there = (asyncio.run(deployments(work_pool=pool)) for pool in (None, "lan"))
    same = {"name", "flow_name", "entrypoint", "schedules", "description", "tags"}
    assert [one.model_dump(include=same) for one in here] == [
        one.model_dump(include=same) for one in there
    ]


@pytest.fixture
def alone(tmp_path: Path) -> Settings:
    """Settings of an installation that has never been started."""
    return Settings(data=tmp_path)


def test_the_port_and_the_key_stay_from_start_to_start_and_are_ours_alone(alone: Settings) -> None:
    first = claim_place(alone)
    assert claim_place(alone) == first
    assert (alone.data / "prefect.json").stat().st_mode & 0o077 == 0


def test_a_port_that_somebody_else_has_taken_is_given_up(alone: Settings) -> None:
    first = claim_place(alone)
    with socket.create_server(("127.0.0.1", first.port)):
        second = claim_place(alone)
    assert second.port != first.port
    assert second.nyckel == first.nyckel


def test_a_place_that_cannot_be_read_is_made_anew(alone: Settings) -> None:
    (alone.data / "prefect.json").write_text('{"port": "åtta"')
    assert read_place(alone.data) is None
    assert claim_place(alone).port > 0


@pytest.fixture
def child() -> Iterator[Child]:
    one = Child("prov", ["http.server", "0"], {})
    one.start()
    yield one
    one.stop()


def test_what_a_killed_program_left_running_is_ended_before_the_next_start(
    tmp_path: Path, child: Child
) -> None:
    remember(tmp_path, [child])
    assert child.pid is not None
    left = psutil.Process(child.pid)
    end_stale(tmp_path)
    assert not is_alive(left)
    assert not (tmp_path / "processer.json").exists()


def test_another_process_with_the_same_number_is_left_alone(tmp_path: Path, child: Child) -> None:
    (tmp_path / "processer.json").write_text(f"[[{child.pid}, 1.0]]")
    end_stale(tmp_path)
    assert child.pid is not None
    assert is_alive(psutil.Process(child.pid))


@pytest.mark.parametrize("text", ["", "{}", "[[1]]", '[["a", "b"]]'])
def test_a_list_of_processes_that_makes_no_sense_stops_no_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "processer.json").write_text(text)
    end_stale(tmp_path)
