"""The OpenAPI description, put together once: what FastAPI knows, and the contents only the payload
models know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

from api.rest.described import REF, STEPS
from api.shared.problems import MEDIA_TYPE, Problem
from workflows.ground.payload import Payload

ADDRESS: Final = "/api/v1/openapi.json"
_ABOUT: Final = """\
Ärenden, möten, beslut och åtaganden. Token: `samflode token --person EPOST`.

Listor har sitt innehåll som ETag: skickas den med som `If-None-Match` blir svaret 304, utan
innehåll, när inget har ändrats. Ett ärendes ETag är dess version, för `If-Match`.
"""
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}}
# What every endpoint may answer besides what was asked for.
REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"description": "Du behöver logga in", **_PROBLEM},
    403: {"description": "Steget är någon annans", **_PROBLEM},
    404: {"description": "Finns inte, eller är inte ditt att se", **_PROBLEM},
    409: {"description": "Det går inte nu: alla hinder nämns", **_PROBLEM},
    413: {"description": "För stort", **_PROBLEM},
    422: {"description": "Innehållet går inte att förstå: varje fält nämns", **_PROBLEM},
    428: {"description": "Skulle ersätta något skrivet: läs det, skicka If-Match", **_PROBLEM},
    503: {"description": "Samflöde svarar inte just nu", **_PROBLEM},
}
_OPEN: Final = {"/halsa", ADDRESS}


def describe(routes: Sequence[BaseRoute], payloads: Iterable[type[Payload]]) -> dict[str, Any]:
    """Return the description of the API as it stands at its address; ``payloads`` are all that can
    be sent.
    """
    described = get_openapi(
        title="Samflöde",
        version="1",
        description=_ABOUT,
        routes=routes,
    )
    components = described.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name, schema in _contents(payloads).items():
        if schemas.setdefault(name, schema) != schema:
            raise ValueError(f"two shapes in the API are called {name}")
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operations in described["paths"].items():
        for operation in operations.values():
            _finish(operation, path)
    return described


def _contents(payloads: Iterable[type[Payload]]) -> dict[str, Any]:
    """Return the schemas of everything that is sent, and of the problem."""
    _, top = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(payloads)], ref_template=REF
    )
    problem = TypeAdapter(Problem).json_schema(mode="serialization", ref_template=REF)
    return {**top["$defs"], **problem.pop("$defs", {}), "Problem": problem}


def _finish(operation: dict[str, Any], path: str) -> None:
    """Say who may ask, and which steps there are."""
    if path not in _OPEN:
        operation["security"] = [{"token": []}]
    names = operation.pop(STEPS, None)
    for parameter in operation.get("parameters", ()) if names else ():
        if parameter["name"] == "namn":
            parameter["schema"]["enum"] = names
