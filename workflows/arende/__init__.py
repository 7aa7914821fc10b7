"""A question on its way from idea to carried out."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlmodel import Session

from models.arende import Arende
from models.base import table_of
from models.lagen import ArendeLage
from models.rows import AMONG
from workflows.arende.consequences import reached_at
from workflows.arende.dates import avsandaren, harnast
from workflows.arende.due import others_are_asked
from workflows.arende.effects import GiveNumber, KnowSender
from workflows.arende.facts import ArendeCase
from workflows.arende.lifecycle import ARENDE
from workflows.arende.load import arende_cases
from workflows.arende.roles import ROLES
from workflows.arende.search import matches, stemmed_text
from workflows.arende.seen import BEREDNING, SEES, no_withdrawn_draft
from workflows.county.organisation import Who
from workflows.county.organisation.people import make_known
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.handling.decide import EFFECTS as DECIDES
from workflows.handling.due import due_arenden
from workflows.handling.load import with_obligations
from workflows.handling.numbers import next_number, prefix_of
from workflows.handling.pages import rubrik_of
from workflows.handling.rules.at_meeting import letters_wait
from workflows.handling.writes import EFFECTS as WRITES

_ARENDE = table_of(Arende)
_SEARCHED = ("bakgrund", "fraga", "rubrik")


def _search_words(case: ArendeCase, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return what the search compares, when one of the texts it reads has changed."""
    if not fields.keys() & set(_SEARCHED):
        return {}
    texts = [str(fields.get(name, getattr(case.arende, name))) for name in _SEARCHED]
    return {"sokord": stemmed_text(" ".join(texts))}


def _number(session: Session, case: ArendeCase) -> Mapping[str, object]:
    prefix, ar = prefix_of(case.register.ledningsgrupp()), case.today.year
    number = next_number(session, "arende", prefix, ar)
    return {
        "ar": ar,
        "lopnr": number,
        "beteckning": f"{prefix} {ar}:{number}",
        "nr": f"{prefix.lower()}-{ar}-{number}",
    }


def _sender(session: Session, case: ArendeCase) -> Mapping[str, object]:
    """Return who asked from outside, made known now if nobody knows the address."""
    epost, namn = reached_at(case, case.payload)
    who = Who(case.now, case.actor.person_id)
    return {"avsandare_person_id": make_known(session, epost, namn, who, konto=False)}


def _answered(case: ArendeCase) -> str:
    return "komplettera" if case.sak.lage == ArendeLage.KOMPLETTERAS else "godkann"


def _searched(words: str) -> Select[tuple[int]]:
    return select(_ARENDE.c.id).where(matches(words))


NOUN = Noun(
    lifecycle=ARENDE,
    table=_ARENDE,
    case=ArendeCase,
    letters_wait=letters_wait,
    own="om",
    load=arende_cases,
    lock_rank=2,
    held_with=select(_ARENDE.c.mote_id).where(_ARENDE.c.id == AMONG),
    born="Ärendet skapades.",
    named=rubrik_of,
    names=named_by(
        select(_ARENDE.c.id, func.coalesce(_ARENDE.c.beteckning, _ARENDE.c.rubrik)),
        lambda _id, name: f"ärende {name}",
    ),
    roles=ROLES,
    sees=SEES,
    prepared_by=BEREDNING,
    hidden=no_withdrawn_draft,
    effects={**WRITES, **DECIDES},
    computed={GiveNumber: _number, KnowSender: _sender},
    derived=_search_words,
    searched=_searched,
    as_written=with_obligations,
    due=due_arenden,
    asked=others_are_asked,
    raised_by=avsandaren,
    ahead=harnast,
    answered_by=LetterAnswer(
        step=_answered,
        letters=frozenset({"komplettering", "godkann_underlag"}),
    ),
)
