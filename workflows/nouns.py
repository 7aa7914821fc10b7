"""The registry: every kind of matter a county has. To add one is its folder and a line here."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Sak
from workflows import arende, avtal, beslut, delgivning, grupp, mote, remiss, revision
from workflows.desk.waiting import CARDS
from workflows.engine.noun import Nouns

NOUNS = Nouns(
    arende.NOUN,
    mote.NOUN,
    remiss.NOUN,
    beslut.NOUN,
    delgivning.NOUN,
    grupp.NOUN,
    avtal.NOUN,
    revision.NOUN,
    cards=CARDS,
)
LIFECYCLES = {noun.slag: noun.lifecycle for noun in NOUNS}


def unknown_states(session: Session) -> list[str]:
    """Return a sentence for each state that rows stand in but this release no longer has.

    A release refuses to start with any.
    """
    sak = table_of(Sak)
    rows = session.execute(
        select(sak.c.slag, sak.c.lage, func.count()).group_by(sak.c.slag, sak.c.lage)
    ).all()
    return [
        f"{antal} {slag.ord} står i läget ”{lage}”, som den här versionen inte har. "
        "Kör den förra versionen och flytta dem därifrån med något av stegen som läget har där."
        for slag, lage, antal in rows
        if lage not in {member.value for member in NOUNS.lifecycle(slag).states}
    ]
