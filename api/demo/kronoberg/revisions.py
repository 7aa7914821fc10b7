"""Two agreements that are being looked over in the autumn of 2023: one is written, one is on
remiss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.demo.kronoberg.autumn import AVTAL
from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.telling import Telling

_KODER = (
    "region_kronoberg",
    "alvesta",
    "lessebo",
    "ljungby",
    "markaryd",
    "tingsryd",
    "uppvidinge",
    "vaxjo",
    "almhult",
)


def revisions(story: Telling, ids: Mapping[str, int], texts: Mapping[str, str]) -> None:
    """Tell it. ``ids`` are the agreements by the file of their text."""
    _written(story, ids["hemsjukvard"], texts["hemsjukvard"])
    _on_remiss(story, ids["barnahus"], texts["barnahus"])


_LAKARMEDVERKAN: Mapping[str, Any] = {
    "prioritet": 1,
    "prioritet_skal": "Berör alla parter varje dag.",
    "grupp": "pg_avtal",
    "mandat": (
        "Skriv om ansvaret för läkarmedverkan. Ersättningen mellan parterna ligger utanför"
        " uppdraget."
    ),
    "mandat_till": "2024-01-12",
    "siktar_pa": "2024-03-08",
    "foredragande": "Sammankallande, Avtal och överenskommelser",
}


def _written(story: Telling, avtal_id: int, text: str) -> None:
    story.on("2023-10-03")
    sak = story.revision(
        avtal_id,
        AVTAL,
        "Läkarmedverkan i hemsjukvården ser olika ut i länet, och lagen har ändrats sedan 2018.",
    )
    story.on("2023-10-05")
    story.step(sak, ORDFORANDE, "prioritera", **_LAKARMEDVERKAN)
    story.on("2023-10-09")
    story.step(sak, AVTAL, "borja")
    story.on("2023-10-30", "13:40")
    changed = text.replace(
        "Vårdcentralen där personen är listad svarar för läkarmedverkan på vardagar.",
        "Vårdcentralen där personen är listad svarar för läkarmedverkan och svarar kommunen samma"
        " vardag.",
    )
    story.step(sak, AVTAL, "skriv_utkast", text=changed, upplaga=1)


_TRE_AR: Mapping[str, Any] = {
    "prioritet": 1,
    "prioritet_skal": "Upphör den 30 april.",
    "grupp": "pg_avtal",
    "mandat": "Ta fram en ny text som gäller tre år.",
    "mandat_till": "2023-10-20",
    "siktar_pa": "2024-01-26",
}
_UPPFOLJNING: Mapping[str, Any] = {
    "sammanfattning": "Ett nytt avsnitt om uppföljning. I övrigt som förut.",
    "invanare": "Två familjer som har mött Barnahus har läst förslaget.",
    "andring": "saklig",
    "konsekvenser": dict.fromkeys(
        _KODER, "Ryms inom dagens ram. En uppföljning om året tillkommer."
    ),
}
_HOSTEN: Mapping[str, Any] = {
    "stallningstagande": "tillstyrker_med_synpunkter",
    "motivering": "Bra att uppföljningen skrivs in.",
    "instans": "Socialnämnden",
    "planerat": "2024-01-17",
    "synpunkter": [
        {
            "text": "Hösten passar bättre: då är årets siffror klara.",
            "avsnitt": "7",
            "onskad": "Parterna följer upp avtalet varje höst.",
        }
    ],
}


def _on_remiss(story: Telling, avtal_id: int, text: str) -> None:
    story.on("2023-09-27")
    sak = story.revision(
        avtal_id, AVTAL, "Avtalet upphör i april 2024 och behöver en ny text innan dess."
    )
    story.on("2023-09-28")
    story.step(sak, ORDFORANDE, "prioritera", **_TRE_AR)
    story.on("2023-09-29")
    story.step(sak, AVTAL, "borja")
    story.on("2023-10-17")
    story.step(
        sak,
        AVTAL,
        "skriv_utkast",
        text=f"{text}\n\n# Uppföljning\n\nParterna följer upp avtalet varje vår.",
        upplaga=1,
    )
    story.step(sak, AVTAL, "lamna_forslag", **_UPPFOLJNING)
    story.on("2023-10-20")
    story.step(sak, SEKRETERARE, "skicka_pa_remiss", sista_dag="2023-11-17", mottagare="alla")
    remiss = story.remiss_of(sak)
    story.on("2023-11-02", "10:15")
    story.step(remiss, "socialchef@ljungby.example", "svara", **_HOSTEN)
