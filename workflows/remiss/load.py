"""Building the frozen case of a round from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from workflows.engine.case import SakFacts
from workflows.handling.load import load_om, load_round
from workflows.remiss.facts import RemissCase


def _remiss_case(session: Session, common: Mapping[str, Any]) -> RemissCase:
    sak: SakFacts = common["sak"]
    remiss = load_round(session, sak.id)
    om, lage = load_om(session, remiss.om_id)
    return RemissCase(
        **common,
        remiss=remiss,
        om=om,
        om_lage=lage,
    )
