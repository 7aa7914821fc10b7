"""The agreement on home care is looked over; on 4 November 2025 one ledamot has not yet said a word
of the final text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.demo.kalmar.autumn import ALLA_LEDAMOTER
from api.demo.kalmar.people import ALDRE, KOMMUNER, LEDAMOTER, ORDFORANDE, SAMORDNARE
from api.demo.telling import Telling

TYST = "socialchef@torsas.example"
_FORE = "Parterna följer varje halvår hur snabbt läkaren nås"
_EFTER = "Parterna följer varje kvartal hur snabbt läkaren nås"
_UPPDRAG: Mapping[str, Any] = {
    "prioritet": 1,
    "prioritet_skal": "Berör alla kommuner.",
    "grupp": "sg_aldre",
    "mandat": "Skriv om uppföljningen. Ansvaret ligger fast.",
    "mandat_till": "2025-09-05",
    "siktar_pa": "2025-11-28",
    "foredragande": "Samordnare, LGL",
}
_FORSLAG: Mapping[str, Any] = {
    "sammanfattning": "Uppföljning varje kvartal i stället för varje halvår.",
    "invanare": "Invånarrepresentanterna har varit med och skrivit.",
    "andring": "saklig",
    "konsekvenser": dict.fromkeys(
        (*KOMMUNER, "region_kalmar_lan"), "Två redovisningar till om året."
    ),
}


def revision(story: Telling, avtal_id: int, text: str) -> None:
    """Tell it."""
    story.on("2025-08-11")
    sak = story.revision(
        avtal_id, ALDRE, "Uppföljningen är för gles: vi ser för sent när läkaren inte nås."
    )
    story.on("2025-08-13")
    story.step(sak, ORDFORANDE, "prioritera", **_UPPDRAG)
    story.on("2025-08-18")
    story.step(sak, ALDRE, "borja")
    story.on("2025-08-29")
    story.step(sak, ALDRE, "skriv_utkast", text=text.replace(_FORE, _EFTER), upplaga=1)
    story.step(sak, ALDRE, "lamna_forslag", **_FORSLAG)
    _asked(story, sak)
    _approved(story, sak)


def _asked(story: Telling, sak: int) -> None:
    story.on("2025-09-01")
    story.step(
        sak, SAMORDNARE, "skicka_pa_remiss", sista_dag="2025-10-03", mottagare=ALLA_LEDAMOTER
    )
    remiss = story.remiss_of(sak)
    story.on("2025-09-25")
    for epost in LEDAMOTER:
        story.step(remiss, epost, "svara", stallningstagande="tillstyrker")
    story.on("2025-10-06")
    story.step(sak, ALDRE, "sammanstall")
    story.on("2025-10-20")
    story.step(sak, ALDRE, "slutfor", ikraft="2026-03-01")


def _approved(story: Telling, sak: int) -> None:
    """Everybody but one says yes to exactly this text."""
    story.on("2025-10-28")
    for epost in LEDAMOTER:
        if epost != TYST:
            story.step(sak, epost, "godkann", version=1, ord="godkanner")
