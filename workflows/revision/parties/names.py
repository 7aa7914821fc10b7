"""Whom and what the lines of the history are about, where ledamöter and parties act one by one."""

from __future__ import annotations

from collections.abc import Mapping

from models.revisionsord import Godkannandeord
from workflows.avtal.payloads import NamnerPart
from workflows.handling.approvals import named, spoken_for
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.payloads import Godkann
from workflows.revision.parties.rules import signing
from workflows.revision.payloads import Motpart

_SAID = {
    Godkannandeord.GODKANNER: "godkände",
    Godkannandeord.MED_ANMARKNING: "godkände med anmärkning",
    Godkannandeord.INVANDER: "invände mot",
}


def parten(case: RevisionCase, said: NamnerPart) -> Mapping[str, str]:
    """Name the party, also where it went without saying which."""
    one = signing(case, said.part)
    return {"parten": one.namn, "fran": f" från {one.namn}"} if one else {}


def motparten(_case: RevisionCase, said: Motpart) -> Mapping[str, str]:
    """Name the counterparty that is written in."""
    return {"motparten": said.namn} if said.namn else {}


def besked(case: RevisionCase, said: Godkann) -> Mapping[str, str]:
    """Name the ledamot, what it said and of which text."""
    one, text = spoken_for(case, said.person), case.senaste
    return {
        "ledamoten": named(one) if one else "",
        "ordet": _SAID.get(said.ord, "") if said.ord else "",
        "texten": f"version {text.nr}" if text else "",
    }
