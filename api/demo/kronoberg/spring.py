"""January to June 2023: the year is planned, and in March the ledningsgrupp answers for the use of
Link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.demo.telling import Telling

KRONOBARN = "sammankallande.kronobarnsmodellen@region.example"
ANVAND_LINK = [
    {
        "text": "Använd Link i förväntad omfattning",
        "mottagare": "kommuner",
        "senast": "tills vidare",
    }
]
BESLUT: Mapping[str, Any] = {
    "utfall": "bifall",
    "beslutstext": (
        "Ledningsgruppen ansvarar för att användningen av Link når förväntad nivå. "
        "Det kan kräva samarbete inom kommunen. "
        "Socialcheferna har arbetat länge i Link och hjälper till med frågor."
    ),
    "ataganden": ANVAND_LINK,
}
# What each kommun said at the attestation in April. Uppvidinge and Älmhult said nothing.
APRIL = {
    "alvesta": ("helt", "Skola och socialtjänst använder Link i alla ärenden."),
    "markaryd": ("helt", "Alla rektorer och handläggare är i gång."),
    "vaxjo": ("helt", "Infört under våren."),
    "lessebo": ("delvis", "Socialtjänsten använder Link, skolan har börjat."),
    "tingsryd": ("delvis", "Två av fem skolor är i gång."),
    "ljungby": ("inte", "Vi väntar på behörigheter till elevhälsan."),
}


def spring(story: Telling) -> None:
    """Tell it."""
    story.on("2023-01-02", "08:00")
    # Of the meetings that have been, only those the story tells of; the rest were held before
    # Samflöde came.
    for day in ("2023-03-10", "2023-09-08", "2023-11-06"):
        story.meetings("lgs", since=day, until=day)
    for organ in ("lgs", "au", "kommunalt_forum"):
        story.meetings(organ, since="2023-11-20", until="2024-06-30")
    _link(story)


def _link(story: Telling) -> None:
    story.on("2023-02-01")
    sak = story.arende(
        KRONOBARN,
        "pg_kronobarnsmodellen",
        ["beslut"],
        "Användning av Link i alla kommuner",
        "Hur ser ledningsgruppen till att Link används i den omfattning som är bestämd?",
        bakgrund=(
            "Link är det gemensamma verktyget i Kronobarnsmodellen. "
            "Användningen skiljer sig mycket mellan kommunerna."
        ),
    )
    story.prepared(
        sak,
        "Sammankallande, Kronobarnsmodellen",
        forslag_beslut="Ledningsgruppen ansvarar för att användningen av Link når förväntad nivå.",
        forslag_ataganden=ANVAND_LINK,
        konsekvenser="Tid för införande i varje kommun. Inga nya licenser.",
        invanare="Vårdnadshavare har berättat hur de tar del av barnets plan.",
    )
    mote = story.agenda("2023-03-10", sak)
    story.held(mote, called="2023-03-03", day="2023-03-10")
    story.step(sak, "au-sekreterare@region.example", "besluta", **BESLUT)
    story.confirmed(mote, "socialchef@alvesta.example", noted="2023-03-14", signed="2023-03-20")
    _attested(story, story.latest_decision())


def _attested(story: Telling, beslut: str) -> None:
    for number, (kommun, (foljs, kommentar)) in enumerate(APRIL.items()):
        story.on(f"2023-04-{18 + number}")
        story.step(
            story.task_of(beslut, kommun),
            f"socialchef@{kommun}.example",
            "stam_av",
            foljs=foljs,
            kommentar=kommentar,
        )
