"""Building the frozen case of an åtagande from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from workflows.beslut.facts import AtagandeCase
from workflows.engine.case import SakFacts
from workflows.handling.load import load_obligation, load_om


def _atagande_case(session: Session, common: Mapping[str, Any]) -> AtagandeCase:
    sak: SakFacts = common["sak"]
    atagande, om_id = load_obligation(session, sak.id, common["today"], common["profile"])
    om, lage = load_om(session, om_id)
    return AtagandeCase(**common, atagande=atagande, om=om, om_lage=lage)
