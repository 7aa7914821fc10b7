"""More of everything in the county of the demo, told with the verbs its story is told with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import desc, select

from api.demo import story_of
from api.demo.kronoberg.autumn import AVTAL, DIREKTOR, SKOLCHEFER, SOCIALCHEFER
from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.kronoberg.spring import KRONOBARN
from api.demo.telling import Telling
from models.tables import Beslut
from support.county import Lan
from workflows.beslut.matrix.changes import follow
from workflows.grupp.create import create_grupp
from workflows.mote.create import create_mote

FRAGA = "Hur ska länet göra?"
BESLUT = ["beslut"]
GRUPPEN = {
    "uppdrag": "Föreslår hur alla deltar.",
    "sista_dag": "2024-06-28",
    "sammankallande": KRONOBARN,
    "medlemmar": ["socialchef@alvesta.example", "socialchef@vaxjo.example"],
}
UPPGIFT = {"text": "Utse kontaktperson", "mottagare": "kommuner", "senast": "2023-11-20"}
UNDERLAG = {
    "forslag_beslut": "Alla deltar.",
    "forslag_ataganden": [UPPGIFT],
    "konsekvenser": "Ryms inom ram.",
    "invanare": "Föräldrar har intervjuats.",
}
SVAR: dict[str, Any] = {
    "stallningstagande": "tillstyrker_med_synpunkter",
    "motivering": "Bra.",
    "synpunkter": ["Fler veckor.", "Färre ord."],
}
AVTALET: dict[str, Any] = {
    "slag": "rutin",
    "agare": "pg_avtal",
    "parter": ["alla"],
    "trappsteg": "avtal",
    "forlangning": "tills_vidare",
    "uppsagning_manader": 6,
    "galler_fran": "2020-01-01",
    "beslutad": "AU 2019-12-06",
    "text": "# Syfte\n\nSå gör vi.\n\n# Ansvar\n\nAlla.",
}
REVISION: dict[str, Any] = {
    "prioritet": 1,
    "prioritet_skal": "Brådskar.",
    "grupp": "pg_avtal",
    "mandat": "Skriv om den.",
    "mandat_till": "2023-12-15",
    "siktar_pa": "2024-03-08",
}
FORSLAG: dict[str, Any] = {
    "sammanfattning": "Ett avsnitt till.",
    "invanare": "Har läst.",
    "andring": "redaktionell",
}
# Alvesta had nobody there, and is asked afterwards.
BORTA = {
    "deltagare": [
        {"person": f"{chef}@alvesta.example", "narvaro": "franvarande"}
        for chef in ("socialchef", "skolchef")
    ]
}


def grow(lan: Lan, *days: str) -> None:
    """Let the autumn happen once over for each of the days in October that the ledningsgrupp meets
    once more: ärenden, remisser, agreements, revisions in several states, decisions.
    """
    told = story_of("kronoberg")
    cast = replace(told.cast, begin=lan.now, looked=lan.now)
    with lan.database.session() as session:
        for day in days:
            story = Telling(session, lan.profile, cast)
            _arenden(story, day)
            _avtal(story, day)
            _mote(story, day)
        follow(session, lan.world)


def _arenden(story: Telling, day: str) -> None:
    story.on("2023-10-12")
    story.arende(KRONOBARN, "pg_kronobarnsmodellen", BESLUT, f"Utkast {day}", FRAGA, utkast=True)
    story.arende(DIREKTOR, "hsl", BESLUT, f"Inlämnat {day}", FRAGA)
    prepared = story.arende(SOCIALCHEFER, "socialchefsnatverket", BESLUT, f"Berett {day}", FRAGA)
    story.prepared(prepared, "Sekreteraren", **UNDERLAG)
    story.agenda("2023-12-08", prepared)
    asked = story.arende(SKOLCHEFER, "skolchefsnatverket", BESLUT, f"På remiss {day}", FRAGA)
    remiss = story.asked(
        asked, taken="2023-10-16", sent="2023-10-17", sista_dag="2023-11-24", mottagare="alla"
    )
    story.step(remiss, "socialchef@vaxjo.example", "svara", **SVAR)


def _avtal(story: Telling, day: str) -> None:
    story.on("2023-10-18")
    for oversyn in ("2023-11-01", "2025-11-01"):
        story.avtal({**AVTALET, "rubrik": f"Rutin {day} {oversyn}", "oversyn": oversyn})
    avtal = story.avtal({**AVTALET, "rubrik": f"Skrivs om {day}", "oversyn": "2024-11-01"})
    sak = story.revision(avtal, AVTAL, "Behöver ses över.")
    story.step(sak, ORDFORANDE, "prioritera", **REVISION)
    story.step(sak, AVTAL, "borja")
    story.step(sak, AVTAL, "skriv_utkast", text="# Syfte\n\nSå gör vi.", upplaga=1)


def _mote(story: Telling, day: str) -> None:
    story.on("2023-10-12")
    sent = {"organ": "lgs", "datum": day, "tid": "09:00", "slut": "11:00"}
    mote = create_mote(story.session, sent, story._actor(SEKRETERARE), story.world)
    saker = [
        story.arende(KRONOBARN, "pg_kronobarnsmodellen", BESLUT, f"Beslutat {day} {n}", FRAGA)
        for n in range(2)
    ]
    for sak in saker:
        story.prepared(sak, "Sammankallande", **UNDERLAG)
        story.step(sak, SEKRETERARE, "satt_pa_dagordning", mote=mote)
    story.held(mote, called="2023-10-18", day=day)
    for sak in saker:
        said = {"utfall": "bifall", "beslutstext": "Alla deltar.", "ataganden": [UPPGIFT]}
        story.step(sak, SEKRETERARE, "besluta", **said)
    story.step(mote, SEKRETERARE, "anteckna_narvaro", **BORTA)
    story.confirmed(mote, "socialchef@vaxjo.example", noted="2023-10-30", signed="2023-10-31")
    beslut = story.session.exec(select(Beslut).order_by(desc(Beslut.id))).first()
    assert beslut is not None
    grupp = {**GRUPPEN, "beslut": beslut.beteckning, "namn": f"Grupp {day}"}
    create_grupp(story.session, grupp, story._actor(SEKRETERARE), story.world)
