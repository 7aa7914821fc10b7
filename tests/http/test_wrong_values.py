"""A value of the wrong kind in any field of any step is answered clearly: the program never breaks
over it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.lagen import Slag
from models.tables import Arende, Atagande, Avtal, Beslut, Delgivning, Mote, Remiss, Revision
from support.asking import Site
from support.paths.arende import remiss_in
from support.paths.delgivning import delgivning_in
from support.paths.grupp import bildad
from support.paths.revision import revision_in
from workflows.arende.payloads import Nytt
from workflows.avtal.payloads import NyttAvtal
from workflows.ground.payload import Payload, describe
from workflows.mote.payloads import NyttMote
from workflows.nouns import LIFECYCLES
from workflows.remiss.payloads import Remissutkast, Svara
from workflows.revision.payloads import NyRevision

# In one field at a time that is more than words: what other languages, and the database, might take
# for a number.
ALONE = (True, 2**63 - 1)
# In every field at once: what is refused before anything is looked up.
TOGETHER = (1.0, float("inf"), 2**63, "a\x00", ["\ud800"], {"kod": None})


def one_of_each(site: Site) -> dict[Slag, str]:
    """Return the address of one matter of each kind."""
    delgivning_in(site.lan, "vantar")
    remiss_in(site.lan, "oppen")
    revision_in(site.lan, "slutligt")
    beslut = site.lan.rows(Beslut)[-1].beteckning
    grupp = bildad(site.lan, beslut=beslut, sista_dag="2024-12-20")
    last = {
        model: site.lan.rows(model)[-1]
        for model in (Arende, Mote, Remiss, Atagande, Delgivning, Avtal, Revision)
    }
    return {
        Slag.ARENDE: f"/arenden/{last[Arende].nr}",
        Slag.MOTE: f"/moten/{last[Mote].id}",
        Slag.REMISS: f"/remisser/{last[Remiss].id}",
        Slag.ATAGANDE: f"/ataganden/{last[Atagande].id}",
        Slag.DELGIVNING: f"/delgivningar/{last[Delgivning].id}",
        Slag.GRUPP: f"/grupper/{grupp}",
        Slag.AVTAL: f"/avtal/{last[Avtal].slug}",
        Slag.REVISION: f"/revisioner/{last[Revision].nr}",
    }


def places(site: Site) -> list[tuple[str, type[Payload]]]:
    """Return every address that takes a payload, and the payload."""
    of = one_of_each(site)
    steps = [
        (f"{of[slag]}/steg/{step.name}", step.takes)
        for slag, cycle in LIFECYCLES.items()
        for step in cycle.steps
    ]
    remiss = of[Slag.REMISS]
    new: list[tuple[str, type[Payload]]] = [
        ("/arenden", Nytt),
        ("/moten", NyttMote),
        ("/avtal", NyttAvtal),
        ("/revisioner", NyRevision),
        (f"{remiss}/svar", Svara),
        (f"{remiss}/utkast", Remissutkast),
    ]
    return [*steps, *new]


def payloads(takes: type[Payload]) -> Iterator[dict[str, Any]]:
    """Yield what is sent instead of what a step takes."""
    names = list(takes.model_fields)
    points = [one["namn"] for one in describe(takes) if one["slag"] not in {"text", "langtext"}]
    yield from ({name: value} for name in points for value in ALONE)
    yield from (dict.fromkeys(names, value) for value in TOGETHER if names)


def is_clear(answer: Any) -> bool:
    """Tell whether an answer is none of the program breaking, and names the field when it is about
    a field.
    """
    return answer.status_code < 500 and (answer.status_code != 422 or bool(answer.json()["falt"]))


def test_no_wrong_value_in_any_field_of_any_step_breaks_the_program(site: Site) -> None:
    headers = {**site.headers("sekreterare"), "Content-Type": "application/json"}
    broken = {}
    for path, takes in places(site):
        for said in payloads(takes):
            body = json.dumps(said).replace("Infinity", "1e400")
            answer = site.client.post(f"/api/v1{path}", content=body, headers=headers)
            if not is_clear(answer):
                broken[path, body] = answer.text
    assert broken == {}
