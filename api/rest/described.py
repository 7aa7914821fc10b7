"""The addresses of one noun, and what the description of the API says that can be sent to them: the
payload models themselves, with an example each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter

from api.shared.access import GuardedRoute
from models.lagen import Slag
from workflows.county.mandate import NOBODYS
from workflows.ground.payload import Payload
from workflows.nouns import LIFECYCLES

# Where the names of the steps stand until the description is put together.
STEPS: Final = "x-steg"
REF: Final = "#/components/schemas/{model}"
_HEADERS: Final = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "En egen nyckel: samma begäran en gång till besvaras men görs inte om.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    },
    {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "Versionen du läste. Har någon annan hunnit före blir svaret 409."
        " Saknas den när något som redan är skrivet skulle ersättas blir svaret 428.",
        "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
        "example": '"7"',
    },
]
_PREFER: Final = {
    "name": "Prefer",
    "in": "header",
    "required": False,
    "description": "Med ``return=minimal`` blir svaret 204 utan innehåll (RFC 7240).",
    "schema": {"type": "string"},
    "example": "return=minimal",
}
_APPLIED: Final = {
    "description": "Skickas när ``Prefer: return=minimal`` har följts.",
    "schema": {"type": "string", "enum": ["return=minimal"]},
}


class Endpoints(APIRouter):
    """The addresses of one noun; keeps the payloads that can be sent to them."""

    def __init__(self, noun: str) -> None:
        """Make the router of a noun that has no addresses yet."""
        super().__init__(route_class=GuardedRoute, tags=[noun])
        self.payloads: list[type[Payload]] = []

    def takes(self, example: Mapping[str, Any], *models: type[Payload]) -> dict[str, Any]:
        """Return the description of a request that carries one of the payloads."""
        self.payloads.extend(models)
        refs = [{"$ref": REF.format(model=model.__name__)} for model in models]
        schema = refs[0] if len(refs) == 1 else {"anyOf": refs}
        media = {"schema": schema, "example": example}
        return {
            "requestBody": {"required": False, "content": {"application/json": media}},
            "parameters": _HEADERS,
        }

    def takes_a_step(self, example: Mapping[str, Any], *models: type[Payload]) -> dict[str, Any]:
        """Return the same of a request that takes a step, and need not be sent the matter back."""
        done = "Gjort, och inte längre ditt att se eller inget du ville ha tillbaka"
        headers = {"Preference-Applied": _APPLIED}
        return {
            **self.takes(example, *models),
            "parameters": [*_HEADERS, _PREFER],
            "responses": {"204": {"description": done, "headers": headers}},
        }

    def steps(self, slag: Slag, example: Mapping[str, Any]) -> dict[str, Any]:
        """Return the description of the steps of one kind of matter: their names, and what each
        wants to know; ``example`` is what one of them takes.
        """
        self.payloads.extend(step.takes for step in LIFECYCLES[slag].steps)
        steps = [step for step in LIFECYCLES[slag].steps if set(step.by) - NOBODYS]
        models = dict.fromkeys(step.takes for step in steps)
        lines = [f"- `{step.name}` – {step.rubrik} (`{step.takes.__name__}`)" for step in steps]
        told = f"Svarar med {slag.ord} som det nu står. Alla hinder sägs på en gång. Stegen:"
        return {
            **self.takes_a_step(example, *models),
            "description": "\n".join([told, "", *lines]),
            STEPS: [step.name for step in steps],
        }
