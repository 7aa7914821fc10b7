"""August to October 2025: one question is asked of every ledamot and decided, another is lifted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.demo.kalmar.people import BARN_OCH_UNGA, INVANARE, LEDAMOTER, SAMORDNARE, SOCIALCHEFER
from api.demo.telling import Telling

ALLA_LEDAMOTER = [{"slag": "organ", "kod": "lgl"}]
SYNPUNKT = "Skriv hur invånare är med när arbetet planeras, inte bara när det följs upp."
UPPGIFTER = [
    {
        "text": "Ta in inriktningen i verksamhetsplanen för 2026",
        "mottagare": "kommuner",
        "senast": "2026-01-30",
    },
    {
        "text": "Ta in inriktningen i verksamhetsplanen för 2026",
        "mottagare": "regioner",
        "senast": "2026-01-30",
    },
]
BESLUT: Mapping[str, Any] = {
    "utfall": "bifall",
    "inriktning": True,
    "ataganden": UPPGIFTER,
    "beslutstext": (
        "LGL ställer sig bakom inriktningen för nära vård 2026–2028. Var och en beslutar själv"
        " om det som kräver nämnd eller styrelse."
    ),
}


def autumn(story: Telling) -> None:
    """Tell it."""
    story.on("2025-08-06")
    for organ in ("lgl", "beredningsgruppen", "lsg_norr", "presidiekonferensen"):
        story.meetings(organ, since="2025-10-01", until="2026-06-30")
    inriktning = _asked(story)
    barn = _lifted(story)
    _approved(story, inriktning)
    mote = story.agenda("2025-10-17", inriktning, barn)
    story.held(mote, called="2025-10-06", day="2025-10-17", clock="09:00")
    story.on("2025-10-17", "09:40")
    story.step(inriktning, SAMORDNARE, "besluta", **BESLUT)
    story.on("2025-10-17", "10:30")
    story.step(
        barn,
        SAMORDNARE,
        "lyft_till_forum",
        forum="presidiekonferensen",
        skal="Frågan behöver en gemensam politisk riktning innan arbetet går vidare.",
    )
    story.on("2025-10-17", "12:00")
    story.confirmed(mote, "socialchef@kalmar.example", noted="2025-10-22", signed="2025-10-28")


def _asked(story: Telling) -> int:
    """An ärende for beslut goes to every ledamot on remiss; the answers come, and it is
    made ready.
    """
    story.on("2025-08-18")
    sak = story.arende(
        SOCIALCHEFER,
        "socialchefsnatverket",
        ["beslut"],
        "Inriktning för nära vård 2026–2028",
        "Ska länet arbeta efter en gemensam inriktning för nära vård 2026–2028?",
        bakgrund="Handlingsplanerna för äldre och för psykisk hälsa löper ut vid årsskiftet.",
    )
    remiss = story.asked(
        sak,
        taken="2025-08-21",
        sent="2025-08-25",
        sista_dag="2025-09-24",
        mottagare=ALLA_LEDAMOTER,
        fraga="Kan du ställa dig bakom inriktningen, och vad behöver ändras?",
    )
    _answered(story, remiss)
    _made_ready(story, sak)
    return sak


def _answered(story: Telling, remiss: int) -> None:
    """Every ledamot answers, one of them with a comment."""
    for number, ledamot in enumerate(LEDAMOTER):
        story.on(f"2025-09-{1 + number:02}", "10:00")
        if ledamot == INVANARE[0]:
            story.step(
                remiss,
                ledamot,
                "svara",
                stallningstagande="tillstyrker_med_synpunkter",
                motivering="Inriktningen är bra.",
                synpunkter=[SYNPUNKT],
            )
        else:
            story.step(remiss, ledamot, "svara", stallningstagande="tillstyrker")


def _made_ready(story: Telling, sak: int) -> None:
    """The comment is answered and the proposal written."""
    story.on("2025-09-25")
    story.step(sak, SAMORDNARE, "sammanstall")
    remiss = story.remiss_of(sak)
    story.step(
        remiss,
        SAMORDNARE,
        "besvara_synpunkt",
        synpunkt=story.comment_of(remiss),
        svar="tillgodoses",
        motivering="Avsnittet om planering är kompletterat.",
    )
    story.step(
        sak,
        SAMORDNARE,
        "fardigbered",
        foredragande="Socialchef, Vimmerby",
        forslag_beslut="LGL ställer sig bakom inriktningen för nära vård 2026–2028.",
        forslag_ataganden=UPPGIFTER,
        konsekvenser="Ryms inom ramarna. Kräver tid i varje ledningsgrupp.",
        invanare="Två invånarrepresentanter har svarat på remissen och varit med i arbetet.",
    )


def _approved(story: Telling, sak: int) -> None:
    """Every ledamot says yes to exactly this underlag."""
    story.on("2025-09-29")
    underlag = story.underlag_of(sak)
    for ledamot in LEDAMOTER:
        story.step(sak, ledamot, "godkann", sha256=underlag, ord="godkanner")


def _lifted(story: Telling) -> int:
    """An ärende for dialog, which needs no remiss."""
    story.on("2025-08-28")
    sak = story.arende(
        BARN_OCH_UNGA,
        "sg_barn_och_unga",
        ["dialog"],
        "Barns och ungas psykiska hälsa: gemensam väg framåt",
        "Vad behöver skola, socialtjänst och vård göra tillsammans de närmaste åren?",
    )
    story.on("2025-09-02")
    story.prepared(sak, "Utvecklingsledare, Barn och unga")
    return sak
