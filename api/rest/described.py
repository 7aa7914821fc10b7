"""What the description of the API says about contents: the payload models themselves, with an
example each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import Field

from flows.demo_clock import LONGEST
from models.lagen import Slag
from workflows.arende.payloads import Nytt
from workflows.avtal.payloads import NyttAvtal, Provning
from workflows.beslut.payloads import Rapportera
from workflows.county.mandate import NOBODYS
from workflows.delgivning.payloads import Invandning
from workflows.ground.payload import Payload, Tom, falt
from workflows.handling.payloads import Besluta, Dag
from workflows.mote.payloads import NyttMote
from workflows.nouns import LIFECYCLES
from workflows.remiss.payloads import Anstand, Remissutkast, Svara
from workflows.revision.payloads import Forslag, NyRevision

# Where the names of the steps stand until the description is put together.
STEPS: Final = "x-steg"
REF: Final = "#/components/schemas/{model}"
EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "nytt_arende": {
        "rubrik": "Gemensam rutin för samordnad individuell plan",
        "fraga": "Ska alla huvudmän arbeta efter samma rutin?",
        "onskad_hantering": ["beslut"],
        "avsandare_organ": "au",
    },
    "nytt_mote": {"organ": "au", "datum": "2026-12-11", "tid": "11:00", "plats": "Regionhuset"},
    "svar": {
        "stallningstagande": "tillstyrker_med_synpunkter",
        "synpunkter": ["Vi behöver mer tid för införandet."],
    },
    "utkast": {
        "utkast": 0,
        "synpunkter": [
            {"avsnitt": "3.2", "text": "Oklart vem som ansvarar.", "onskad": "Kommunen ansvarar."}
        ],
    },
    Besluta.__name__: {
        "utfall": "bifall",
        "beslutstext": "Varje kommun utser en kontaktperson.",
        "ataganden": [
            {
                "text": "Utse kontaktperson",
                "mottagare": "kommuner",
                "svar": "namn",
                "senast": "nasta_mote",
            },
        ],
    },
    Tom.__name__: {},
    "nytt_avtal": {
        "rubrik": "Riktlinje för samordnad planering",
        "slag": "riktlinje",
        "omrade": "Hemsjukvård",
        "agare": "au",
        "parter": ["alla"],
        "uppsagning_manader": 6,
        "text": "# Syfte\n\nVi planerar tillsammans med den det gäller.",
        "galler_fran": "2026-01-01",
        "beslutad": "Styrgruppen 2025-12-12",
    },
    Provning.__name__: {
        "bedomning": "Texten håller. Kontaktvägarna är desamma.",
        "oversyn": "2028-01-01",
    },
    "ny_revision": {"avtal": "avtal-om-hemsjukvard", "orsak": "Ny lag från årsskiftet."},
    Forslag.__name__: {
        "sammanfattning": "Ansvaret för hjälpmedel är tydligare.",
        "konsekvenser": {"kommunen": "Ryms inom ram.", "regionen": "En tjänst på deltid."},
        "invanare": "Två brukarföreningar har läst utkastet.",
        "andring": "saklig",
    },
    Anstand.__name__: {
        "mottagare": "kommunen",
        "sista_dag": "2026-12-18",
        "skal": "Nämnden sammanträder den 17 december.",
    },
    Rapportera.__name__: {
        "namn": "Kontaktperson, kommunen",
        "epost": "kontaktperson@kommunen.example",
    },
    Invandning.__name__: {
        "invandning": "Vi kan inte ställa oss bakom kontaktpersonen före halvårsskiftet."
    },
    "klocka": {"dagar": 7},
}
# The payload of a step that stands as the example of its kind.
_SHOWN: Final[Mapping[Slag, type[Payload]]] = {
    Slag.ARENDE: Besluta,
    Slag.MOTE: Tom,
    Slag.REMISS: Anstand,
    Slag.ATAGANDE: Rapportera,
    Slag.DELGIVNING: Invandning,
    Slag.AVTAL: Provning,
    Slag.REVISION: Forslag,
}
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
        "description": "Versionen du läste. Har någon annan hunnit före blir svaret 409.",
        "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
        "example": '"7"',
    },
]


class Klockflytt(Payload):
    """How far the demo's clock moves: exactly one of the three."""

    dagar: Annotated[int, Field(ge=1, le=LONGEST)] | None = falt("Dagar framåt", "tal")
    datum: Dag | None = falt("Till dagen", "datum")
    till_nasta_mote: bool = falt("Till nästa möte", "ja", default=False)


def content_of(example: str, *models: type[Payload]) -> dict[str, Any]:
    """Return the description of a request that carries one of the payloads."""
    refs = [{"$ref": REF.format(model=model.__name__)} for model in models]
    schema = refs[0] if len(refs) == 1 else {"anyOf": refs}
    media = {"schema": schema, "example": EXAMPLES[example]}
    return {
        "requestBody": {"required": False, "content": {"application/json": media}},
        "parameters": _HEADERS,
    }


def steps_of(slag: Slag) -> dict[str, Any]:
    """Return the description of the steps of one kind of matter: their names, and what each wants
    to know.
    """
    steps = [step for step in LIFECYCLES[slag].steps if set(step.by) - NOBODYS]
    models = dict.fromkeys(step.takes for step in steps)
    lines = [f"- `{step.name}` – {step.rubrik} (`{step.takes.__name__}`)" for step in steps]
    said = "\n".join(
        [f"Svarar med {slag.ord} som det nu står. Alla hinder sägs på en gång. Stegen:", "", *lines]
    )
    gone = {"204": {"description": "Gjort, och inte längre ditt att se"}}
    content = content_of(_SHOWN[slag].__name__, *models)
    return {**content, "description": said, "responses": gone, STEPS: [step.name for step in steps]}


def payload_models() -> list[type[Payload]]:
    """Return every payload a request can carry, each once."""
    steps = [step.takes for lifecycle in LIFECYCLES.values() for step in lifecycle.steps]
    return list(
        dict.fromkeys(
            [Nytt, NyttMote, NyttAvtal, NyRevision, Svara, Remissutkast, Klockflytt, *steps]
        )
    )


NYTT_ARENDE: Final = content_of("nytt_arende", Nytt)
NYTT_MOTE: Final = content_of("nytt_mote", NyttMote)
NYTT_AVTAL: Final = content_of("nytt_avtal", NyttAvtal)
NY_REVISION: Final = content_of("ny_revision", NyRevision)
SVAR: Final = content_of("svar", Svara)
UTKAST: Final = content_of("utkast", Remissutkast)
KLOCKA: Final = content_of("klocka", Klockflytt)
