"""What stands in the register already, and what a row would change of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from models.avtal import Avtal
from models.base import table_of
from models.lagen import AvtalLage
from models.rows import key
from models.sak import Sak
from models.text import same_name
from models.vocabulary import IN_PERIODS, PartSlag
from workflows.avtal.days import prolonged
from workflows.avtal.facts import AvtalCase, AvtalFacts
from workflows.avtal.importing.columns import RUBRIKER
from workflows.avtal.party import counterparts_said, informed_said
from workflows.avtal.payloads import Avtalsuppgifter, NyttAvtal
from workflows.county.actors import Actor
from workflows.county.diary import line_of, numbers_in
from workflows.engine.door import Ask
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.words import datum
from workflows.texts.markdown import content_hash

_AVTAL, _SAK = table_of(Avtal), table_of(Sak)


@dataclass(frozen=True, slots=True)
class Andring:
    """One thing a row changes, in words: the heading, what stands in the register, and what the row
    says.
    """

    rubrik: str
    fore: str
    efter: str


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement that is in the register."""

    id: int
    slug: str
    rubrik: str
    lage: AvtalLage


class Standing:
    """The agreements that were in the register before the file."""

    def __init__(self, session: Session, actor: Actor, world: World) -> None:
        """Read them."""
        query = (
            select(key(Avtal.id), col(Avtal.slug), col(Avtal.rubrik), col(Sak.lage))
            .join(_SAK, _SAK.c.id == _AVTAL.c.id)
            .where(synliga(actor, world))
            .order_by(_AVTAL.c.id)
        )
        self._all = [
            Known(avtal_id, slug, rubrik, AvtalLage(lage))
            for avtal_id, slug, rubrik, lage in session.exec(query)
        ]
        self._named: dict[str, list[Known]] = {}
        for one in self._all:
            self._named.setdefault(same_name(one.rubrik), []).append(one)

    def named(self, rubrik: str) -> Known | None:
        """Return the agreement of that name, the whole of it; None when there is none.

        An address is cut, and two names may have the same. One that holds goes before one that has
        ended. ValueError (Swedish) when several could be meant.
        """
        found = self._named.get(same_name(rubrik), [])
        live = [one for one in found if one.lage is not AvtalLage.UPPHORT] or found[-1:]
        if len(live) > 1:
            raise ValueError(
                f"{len(live)} avtal i registret heter så. Ge dem olika namn där först."
            )
        return live[0] if live else None


def changes(case: AvtalCase, said: NyttAvtal) -> tuple[tuple[Andring, ...], tuple[Ask, ...]]:
    """Return what a row changes of an agreement, in words and as the steps to take."""
    facts = list(_facts(case, said))
    parter = _parties(case, said)
    text = _text(case, said)
    shown = [
        Andring(RUBRIKER[name], _words(before), _words(after))
        for name, before, after in [*facts, *parter]
    ]
    steps = []
    if facts:
        sent = {name: getattr(said, name) for name, _, _ in facts}
        steps.append(Ask("andra_uppgifter", sent, informed=True))
    if parter:
        kept = {name: before for name, before, _ in _both(case, said)}
        steps.append(
            Ask("satt_parter", kept | {name: after for name, _, after in parter}, informed=True)
        )
    if numbers := _numbers(case, said):
        before, after = numbers
        shown.append(Andring(RUBRIKER["diarienummer"], _words(before), _words(after)))
        steps.append(Ask("andra_uppgifter", {"diarienummer": after}, informed=True))
    if text is not None:
        shown.append(Andring(RUBRIKER["text"], _texts(case), "en ny version"))
        steps.append(Ask("lagg_in_text", text))
    return tuple(shown), tuple(steps)


Differing = tuple[str, object, object]  # the field, what stands, what the row says


def _facts(case: AvtalCase, said: NyttAvtal) -> Iterator[Differing]:
    """Yield the agreement's own facts that differ; what the row leaves empty does not."""
    for name in RUBRIKER:
        own = name in Avtalsuppgifter.model_fields and name != "diarienummer"
        if not own or (value := getattr(said, name)) is None:
            continue
        before, after = _stored(case, name), _meant(case, name, value)
        if before != after and not (name == "giltig_till" and _has_run_on(case.avtal, value)):
            yield name, before, after


def _stored(case: AvtalCase, name: str) -> object:
    if name == "agare":
        organ = case.register.organ_by_id(case.avtal.agare_organ_id)
        return organ.namn if organ else ""
    if name == "trappsteg":
        return _meant(case, name, case.avtal.trappsteg)
    return getattr(case.avtal, name)


def _meant(case: AvtalCase, name: str, value: object) -> object:
    """Return the name of the group or the step of the stairs that a row means; other values as they
    are.
    """
    if name == "agare" and isinstance(value, str):
        organ = case.register.organ_named(value)
        return organ.namn if organ else value
    if name == "trappsteg":
        steg = case.profile.avtal.trappsteg_named(str(value or ""))
        return steg.namn if steg else ""
    return value


def _has_run_on(avtal: AvtalFacts, day: date) -> bool:
    """Tell whether the agreement's last day is that of a later period than the one that ended on a
    day.
    """
    if avtal.giltig_till is None or avtal.forlangning not in IN_PERIODS:
        return False
    return any(_reaches(avtal, day, first) for first in (avtal.forsta_slut, day))


def _reaches(avtal: AvtalFacts, day: date, first: date | None) -> bool:
    """Tell whether periods after one that ended on a day, counted from a first, come to the last
    day that stands.
    """
    reached: date | None = day
    while reached is not None and avtal.giltig_till and reached < avtal.giltig_till:
        reached = prolonged(avtal.but(giltig_till=reached, forsta_slut=first))
    return reached == avtal.giltig_till


def _both(case: AvtalCase, said: NyttAvtal) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield who is bound and who is informed, as it stands and as the row says."""
    bound = {one.huvudman_id for one in case.bundna()}
    parter = [one.kortnamn for one in case.register.huvudman if one.id in bound]
    yield "parter", parter, parter if said.parter is None else list(said.parter)
    outside = [one.skriven for one in case.parter if one.slag is PartSlag.MOTPART]
    said_of = counterparts_said(said)
    lines = [one.skriven for one in said_of or ()]
    yield "motparter", outside, outside if said_of is None else lines
    told = [one.skriven for one in case.parter if one.slag is PartSlag.INFORMERAS]
    new = informed_said(case, said)
    yield "informeras", told, told if new is None else [f"{a} <{b}>" if b else a for a, b in new]


def _parties(case: AvtalCase, said: NyttAvtal) -> list[tuple[str, list[str], list[str]]]:
    return [one for one in _both(case, said) if set(one[1]) != set(one[2])]


def _numbers(case: AvtalCase, said: NyttAvtal) -> tuple[list[str], list[str]] | None:
    """Return the parties' numbers as they stand and as they would with those that the row says;
    None when it says no other.
    """
    had = {one.huvudman_id or 0: one.diarienummer for one in case.parter if one.diarienummer}
    new = {**had, **numbers_in(said.diarienummer or (), case.register).of}
    before, after = (
        [line_of(one.kortnamn, held[one.id]) for one in case.register.huvudman if one.id in held]
        for held in (had, new)
    )
    return (before, after) if before != after else None


def _text(case: AvtalCase, said: NyttAvtal) -> dict[str, object] | None:
    """Return what the step that adds a text is told; None when the row has none, or one that is
    here already.
    """
    if not said.text or content_hash(said.text) in {one.sha256 for one in case.versioner}:
        return None
    sent = {name: getattr(said, name) for name in ("text", "galler_fran", "beslutad")}
    return {name: value for name, value in sent.items() if value is not None}


def _texts(case: AvtalCase) -> str:
    return f"version {max(one.nr for one in case.versioner)}" if case.versioner else ""


def _words(value: object) -> str:
    """Write a value as people read it."""
    if isinstance(value, date):
        return datum(value)
    if isinstance(value, StrEnum):
        return str(getattr(value, "ord", value))
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
