"""What is under way on the morning of 4 November 2025."""

from __future__ import annotations

from api.demo.kalmar.autumn import ALLA_LEDAMOTER
from api.demo.kalmar.people import BARN_OCH_UNGA, INFORMATION, SAMORDNARE, SKOLCHEFER
from api.demo.telling import Telling


def present(story: Telling) -> None:
    """Tell it."""
    _on_remiss(story)
    story.on("2025-10-27")
    beredning = story.mote("beredningsgruppen", "2025-11-07")
    story.step(
        beredning, SAMORDNARE, "lagg_till_punkt", rubrik="Inkomna ärenden inför LGL den 28 november"
    )
    story.step(beredning, SAMORDNARE, "kalla")
    sak = story.arende(
        SKOLCHEFER,
        "skolchefsnatverket",
        ["beslut"],
        "Gemensam rutin vid hög skolfrånvaro",
        "Ska länet ha en gemensam rutin vid hög skolfrånvaro?",
    )
    story.on("2025-10-30")
    story.step(sak, story.ordforande, "ta_upp", handlaggare=SAMORDNARE)
    story.step(sak, SAMORDNARE, "bered", berord_sektor="skola")
    story.on("2025-11-03", "14:10")
    story.arende(
        INFORMATION,
        "so_informationsoverforing",
        ["information"],
        "Information vid utskrivning: lägesbild",
        "Hur fungerar överföringen mellan sjukhus och kommun efter sommarens ändringar?",
    )


def _on_remiss(story: Telling) -> None:
    """The matter is also the schools', so their nätverk is asked beside every ledamot."""
    story.on("2025-10-13")
    sak = story.arende(
        BARN_OCH_UNGA,
        "sg_barn_och_unga",
        ["beslut"],
        "Praktisk anvisning för samordnad individuell plan",
        "Ska alla huvudmän arbeta efter samma anvisning för samordnad individuell plan?",
        bakgrund="Anvisningen säger vem som kallar, hur snart mötet hålls och vem som följer upp.",
    )
    remiss = story.asked(
        sak,
        taken="2025-10-20",
        sent="2025-10-22",
        sista_dag="2025-11-24",
        mottagare=[*ALLA_LEDAMOTER, {"slag": "organ", "kod": "skolchefsnatverket"}],
        fraga="Kan du ställa dig bakom anvisningen, och vad behöver ändras?",
    )
    story.on("2025-10-29")
    story.step(remiss, "socialchef@hultsfred.example", "svara", stallningstagande="tillstyrker")
    story.on("2025-10-31")
    story.step(
        remiss,
        SKOLCHEFER,
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        motivering="Skolorna behöver tid att ställa om.",
        synpunkter=["Låt anvisningen gälla från läsårets början."],
    )
