"""What is wrong with a payload, in Swedish: pydantic's complaints as sentences about each field."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workflows.ground.errors import WHOLE, Malformed

_WORDS = {
    "extra_forbidden": "Fältet finns inte.",
    "string_type": "Ska vara text.",
    "string_pattern_mismatch": "Har inte rätt form.",
    "string_unicode": "Texten innehåller ett tecken som inte går att spara.",
    "int_type": "Ska vara ett heltal.",
    "int_parsing": "Ska vara ett heltal.",
    "int_from_float": "Ska vara ett heltal.",
    "int_parsing_size": "Talet ligger utanför det tillåtna.",
    "bool_type": "Ska vara ja eller nej.",
    "bool_parsing": "Ska vara ja eller nej.",
    "list_type": "Ska vara en lista.",
    "tuple_type": "Ska vara en lista.",
    "missing": "Saknas.",
    "date_from_datetime_parsing": "Ska vara ett datum, till exempel 2026-12-11.",
    "date_parsing": "Ska vara ett datum, till exempel 2026-12-11.",
    "date_type": "Ska vara ett datum, till exempel 2026-12-11.",
    "time_parsing": "Ska vara ett klockslag, till exempel 09:00.",
    "time_type": "Ska vara ett klockslag, till exempel 09:00.",
    "decimal_type": "Ska vara ett tal.",
    "decimal_parsing": "Ska vara ett tal.",
    "decimal_max_digits": "Talet ligger utanför det tillåtna.",
    "decimal_whole_digits": "Talet ligger utanför det tillåtna.",
    "finite_number": "Ska vara ett tal.",
    "model_type": "Ska vara ett objekt med fält.",
    "model_attributes_type": "Ska vara ett objekt med fält.",
    "dict_type": "Ska vara ett objekt med fält.",
}


def explain(error: ErrorDetails) -> str:
    """Return one of pydantic's complaints in Swedish, without repeating what was sent."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind == "string_too_long" or (kind == "too_long" and isinstance(error.get("input"), str)):
        return f"Får vara högst {context['max_length']} tecken."
    if kind in {"too_long", "tuple_too_long"}:
        return f"Får ha högst {context['max_length']} rader."
    if kind in {"enum", "literal_error"}:
        return f"Tillåtet: {str(context['expected']).replace(' or ', ' eller ')}."
    if kind == "value_error":
        return str(context["error"])
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        return "Talet ligger utanför det tillåtna."
    return _WORDS.get(kind, "Värdet gick inte att förstå.")


def malformed(failure: ValidationError) -> Malformed:
    """Return a validation failure as a refusal that names every field."""
    fields: dict[str, str] = {}
    for error in failure.errors(include_url=False):
        fields.setdefault(".".join(str(part) for part in error["loc"]) or WHOLE, explain(error))
    return Malformed(fields)
