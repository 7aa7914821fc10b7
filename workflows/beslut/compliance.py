"""How well a decision is followed: one word for one party's åtagande, derived from its facts.

What is stored are the changes that were seen (``workflows.beslut.matrix.changes``); no page reads a
word from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.lagen import DATED, TO_DO, AtagandeLage
from models.vocabulary import FOLLOWED, Efterlevnad, Foljs
from workflows.ground.deadlines import working_days_between
from workflows.ground.words import antal, kort_dag

SNART_ARBETSDAGAR = 10
DEVIATES = {AtagandeLage.AVSTEG_ANMALT: "anmält", AtagandeLage.AVSTEG: "noterat"}
_LONGEST_IN_DAYS, _LONGEST_IN_MONTHS, _DAYS_A_MONTH, _DAYS_A_YEAR = 60, 730, 30, 365


# What people read when a party itself has said that it does not follow a decision, or only in part.
BRISTER = frozenset(one.ord.capitalize() for one in (Foljs.DELVIS, Foljs.INTE))

_WORST_FIRST = {word: place for place, word in enumerate(Efterlevnad)}


@dataclass(frozen=True, slots=True)
class Status:
    """What the word is made of. ``senast`` is the day that counts now; ``foljs`` the latest
    attestation, if any.
    """

    lage: AtagandeLage
    senast: date | None
    nytt: date
    verifieras: bool = False
    staende: bool = False
    foljs: Foljs | None = None


@dataclass(frozen=True, slots=True)
class Cellord:
    """The word of a cell: ``ord`` is its kind, ``text`` what people read, ``alder`` how long or
    until when.
    """

    ord: Efterlevnad
    text: str
    alder: str = ""
    forsenat: bool = False
    tyst: bool = False


def cell_word(status: Status, *, today: date, tyst_efter: int) -> Cellord:
    """Return the one word for an åtagande. ``tyst_efter`` is in calendar days without news."""
    late = status.lage in DATED and status.senast is not None and status.senast < today
    if status.lage not in TO_DO and not late:
        return _settled(status)
    silent = is_silent(status, today=today, tyst_efter=tyst_efter)
    if late and status.senast is not None:
        text = Efterlevnad.FORSENAT.ord
        return Cellord(
            Efterlevnad.FORSENAT,
            text,
            alder((today - status.senast).days),
            forsenat=True,
            tyst=silent,
        )
    if silent:
        return Cellord(
            Efterlevnad.TYST, Efterlevnad.TYST.ord, alder((today - status.nytt).days), tyst=True
        )
    if status.foljs is not None:
        return _attested(status.foljs)
    if (
        status.senast is not None
        and working_days_between(today, status.senast) <= SNART_ARBETSDAGAR
    ):
        return Cellord(Efterlevnad.SNART, Efterlevnad.SNART.ord, kort_dag(status.senast))
    return Cellord(Efterlevnad.PAGAR, Efterlevnad.PAGAR.ord)


def is_silent(status: Status, *, today: date, tyst_efter: int) -> bool:
    """Tell whether nobody has said anything for too long. What has been attested holds until the
    next attestation.
    """
    attested = (
        status.staende
        and status.foljs is not None
        and status.senast is not None
        and status.senast >= today
    )
    return status.lage in TO_DO and not attested and (today - status.nytt).days > tyst_efter


def _settled(status: Status) -> Cellord:
    """Return the word when the party has nothing left to do just now."""
    if status.lage in DEVIATES:
        day = status.senast if status.lage is AtagandeLage.AVSTEG else None
        when = f"{DEVIATES[status.lage]}, {kort_dag(day)}" if day else DEVIATES[status.lage]
        return Cellord(Efterlevnad.AVSTEG, Efterlevnad.AVSTEG.ord, when)
    if status.lage is AtagandeLage.ERSATT:
        return Cellord(Efterlevnad.ERSATT, Efterlevnad.ERSATT.ord)
    if status.lage is AtagandeLage.RAPPORTERAT and status.verifieras:
        return Cellord(Efterlevnad.PAGAR, "Verifieras")
    return Cellord(Efterlevnad.KLART, Efterlevnad.KLART.ord)


def _attested(foljs: Foljs) -> Cellord:
    """Return the word for what holds until further notice: what the party itself said last."""
    text = {Foljs.HELT: Efterlevnad.KLART.ord}.get(foljs, foljs.ord.capitalize())
    return Cellord(Efterlevnad.KLART if foljs in FOLLOWED else Efterlevnad.PAGAR, text)


def severity(word: Cellord) -> int:
    """Return where a word stands when the worst comes first; what was replaced never hides what
    holds.
    """
    return severity_of(word.ord)


def severity_of(word: Efterlevnad) -> int:
    """Return where a kind of word stands when the worst comes first."""
    return _WORST_FIRST[word]


def worst(words: Iterable[Cellord]) -> Cellord:
    """Return the worst of several words. ValueError when there is none."""
    return min(words, key=severity)


def alder(days: int) -> str:
    """Write a number of days as people say it: "12 dagar", "4 månader", "3 år"."""
    if days < _LONGEST_IN_DAYS:
        return antal(days, "dag", "dagar")
    if days < _LONGEST_IN_MONTHS:
        return antal(days // _DAYS_A_MONTH, "månad", "månader")
    return f"{days // _DAYS_A_YEAR} år"
