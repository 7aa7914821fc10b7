"""The API's description is true: every example works as it says, and whatever fits it gets an
answer it foresees.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.rest.routes import PAYLOADS
from support.asking import Site
from support.length import at_length
from support.paths.arende import atagande_in, remiss_in
from support.paths.avtal import avtal
from workflows.ground.payload import parse

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES_PER_ADDRESS = settings(
    max_examples=10 if at_length() else 2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MODELS = {model.__name__: model for model in PAYLOADS}


@pytest.fixture
def described(site: Site) -> dict[str, Any]:
    """The description as anybody fetches it."""
    answer = site.client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_example_is_a_content_that_its_own_description_allows(
    described: dict[str, Any],
) -> None:
    tried = set()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is None:
                continue
            refs = content["schema"].get("anyOf", [content["schema"]])
            names = [ref["$ref"].rpartition("/")[2] for ref in refs]
            assert any(_fits(name, content["example"]) for name in names), path
            tried.add(path)
    assert len(tried) >= 14


def _fits(name: str, example: dict[str, Any]) -> bool:
    return (
        set(example) <= set(MODELS[name].model_fields) and parse(MODELS[name], example) is not None
    )


def example(described: dict[str, Any], path: str) -> dict[str, Any]:
    """Return the example of what is sent to an address."""
    sent = described["paths"][f"/api/v1{path}"]["post"]["requestBody"]
    found: dict[str, Any] = sent["content"]["application/json"]["example"]
    return found


def test_the_example_of_a_new_arende_makes_one(site: Site, described: dict[str, Any]) -> None:
    new = example(described, "/arenden")
    assert site.post("sekreterare", "/arenden", new).status_code == 201


def test_the_example_of_a_new_agreement_makes_one_that_its_step_fits(
    site: Site, described: dict[str, Any]
) -> None:
    made = site.post("sekreterare", "/avtal", example(described, "/avtal"))
    assert made.status_code == 201
    site.step(
        "sekreterare",
        f"/avtal/{made.json()['slug']}",
        "prova_aktualitet",
        **example(described, "/avtal/{slug}/steg/{namn}"),
    )


def test_every_address_says_who_may_ask_and_what_may_be_refused(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["summary"]
            if path != "/halsa":
                assert operation["security"] == [{"token": []}]
                assert {"401", "403", "404", "409", "422", "503"} <= set(operation["responses"])


def test_no_page_stands_in_the_description(described: dict[str, Any]) -> None:
    assert all(path.startswith("/api/v1/") or path == "/halsa" for path in described["paths"])


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(_references(described)) <= known


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for inner in value.values() for ref in _references(inner)]
    return [ref for inner in value for ref in _references(inner)] if isinstance(value, list) else []


@pytest.mark.lang
def test_whatever_fits_the_description_gets_an_answer_it_foresees(site: Site) -> None:
    remiss_in(site.lan, "oppen")
    atagande_in(site.lan, "tilldelat")
    avtal(site.lan)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", site.app)
    found: list[Any] = list(schema.get_all_operations())
    for result in found:
        try_out(result.ok(), site.headers("sekreterare"))


def try_out(operation: Any, headers: dict[str, str]) -> None:
    """Ask one address a few things made up from its description."""

    @EXAMPLES_PER_ADDRESS
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


def test_each_that_takes_a_step_says_that_the_matter_need_not_be_sent_back(
    described: dict[str, Any],
) -> None:
    steps = {
        path: at["post"]
        for path, at in described["paths"].items()
        if path.endswith(("/steg/{namn}", "/remisser/{id}/svar"))
    }
    silent = {
        path
        for path, one in steps.items()
        if "Prefer" not in {said["name"] for said in one["parameters"]}
        or "Preference-Applied" not in one["responses"]["204"].get("headers", {})
    }
    assert (len(steps), silent) == (9, set())
