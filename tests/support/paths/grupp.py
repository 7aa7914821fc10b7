"""The shortest honest way into every state of a group for a time."""

from __future__ import annotations

from models.tables import Beslut
from support.county import UNDERLAG, Lan, epost
from support.paths.arende import arende_in
from workflows.grupp.create import create_grupp

SISTA_DAG = "2024-06-28"
NOT_LATER = (
    "{} är inte senare än beslutet som gav gruppen dess sista dag. Att {} den är ett nytt beslut."
)
NY: dict[str, object] = {
    "namn": "Arbetsgrupp för Link",
    "uppdrag": "Föreslå hur Link införs i alla kommuner.",
    "sista_dag": SISTA_DAG,
    "sammankallande": epost("alvesta"),
    "medlemmar": [epost("lessebo"), epost("handlaggare")],
}


def decided(lan: Lan) -> str:
    """Return what the decision is called that a meeting takes on 8 December 2023."""
    arende_in(lan, "implementeras")
    return str(lan.rows(Beslut)[-1].beteckning)


def bildad(lan: Lan, **said: object) -> int:
    """Let a decision make a group; return it."""
    beslut = said.pop("beslut", None) or decided(lan)
    with lan.database.session() as session:
        sent = {**NY, "beslut": beslut, **said}
        return create_grupp(session, sent, lan.actor(session, "sekreterare"), lan.world)


def grupp_in(lan: Lan, lage: str) -> int:
    """Return a group that stands in the state."""
    grupp = bildad(lan)
    if lage == "avslutad":
        ended = {"resultat": "Klart.", "beslut": later_decision(lan)}
        lan.step(grupp, "alvesta", "avsluta_gruppen", **ended)
    assert lan.lage(grupp) == lage
    return grupp


def at_a_later_meeting(lan: Lan) -> int:
    """Return an ärende that is up at the open meeting of 26 January."""
    lan.at("2024-01-20")
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    mote = lan.mote("2024-01-26")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at("2024-01-26").step(mote, "sekreterare", "oppna")
    return sak


def later_decision(lan: Lan) -> str:
    """Return what a second decision is called."""
    sak = at_a_later_meeting(lan)
    said = {"utfall": "bifall", "beslutstext": "Förlängs.", "inga_ataganden": True}
    lan.step(sak, "sekreterare", "besluta", **said)
    return str(lan.rows(Beslut)[-1].beteckning)
