"""Väntar på dig: a card for each frist that is this person's, once the first rung of its ladder has
come; before that it stands under Längre fram.

Read from the frister, never from what steps are open: work that something stands in the way of is
work all the same, and who hides it loses it. What is left to do is said by the table of the frister
(``Wait.left``); a list with false positives is a list nobody reads, so a frist nothing can be done
about is wrong there, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from sqlalchemy import ColumnElement, Date, and_, bindparam, or_
from sqlmodel import Session

from models.base import Ord
from models.lagen import Slag
from models.rows import among
from models.sak import stands_in
from workflows.beslut.obligations import A, F, Reader
from workflows.beslut.word_in_sql import TODAY
from workflows.county.actors import KLOCKAN
from workflows.county.bemanning import load_bemanning
from workflows.desk.mine import (
    ALL_ANSWERED,
    HAS_ITS_OWN,
    MINE,
    NONE,
    UNANSWERED,
    Asked,
    Mine,
    Slots,
    Waiting,
    my_frister,
    rows_of,
)
from workflows.desk.party_moves import party_moves
from workflows.desk.tasks import (
    AttGora,
    Nar,
    Told,
    about_any,
    about_atagande,
    about_avtal,
    about_delgivning,
    about_grupp,
    about_mote,
    about_om,
    about_remiss,
    about_svar,
)
from workflows.engine.case import AnyCase
from workflows.engine.lifecycle import Lifecycle
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.noun import Cards, Nouns
from workflows.engine.world import World
from workflows.ground.deadlines import last_day_reached
from workflows.handling.pages import Sidfilter

FIRST_RUNG = bindparam("first_rung", type_=Date)


@dataclass(frozen=True, slots=True)
class Vantande:
    """A page of what waits, soonest first; ``antal`` in all, ``sena`` of them late."""

    poster: tuple[AttGora, ...]
    antal: int
    sena: int
    nasta: str | None


def waiting_for(
    reader: Reader, slots: Slots, which: Sidfilter, ahead: Sidfilter | None
) -> tuple[Vantande, Vantande]:
    """Return a page of what waits for the reader and, where it is asked for, one of what will but
    is not near yet; ``slots`` are those that are theirs today. What is said of both is read at
    once.
    """
    cards, first = _cards(reader.world.nouns), min(reader.world.profile.paminnelser.trappa)
    days = {"first_rung": last_day_reached(first, reader.world.today)}
    now = my_frister(reader, Asked(slots, cards.now, days), which)
    later = my_frister(reader, Asked(slots, cards.later, days), ahead) if ahead else NONE
    rows = rows_of(reader, [*now.ids, *later.ids])
    told = {row.id: card for row, card in cards_of(reader, rows)}
    return _shown(now, told), _shown(later, told)


def _shown(page: Mine, told: Mapping[int, AttGora]) -> Vantande:
    return Vantande(
        tuple(told[one] for one in page.ids if one in told), page.antal, page.sena, page.nasta
    )


@dataclass(frozen=True, slots=True)
class _Cards:
    """The conditions on a frist and its matter that it is the reader's card now, and later; and
    that it is somebody's by now.
    """

    now: ColumnElement[bool]
    later: ColumnElement[bool]
    near: ColumnElement[bool]


@lru_cache(maxsize=8)
def _cards(nouns: Nouns) -> _Cards:
    """Return which frister are cards: those of whom one of several is waited for, and a matter's
    own where its table says that something is left.
    """
    reminded, quiet, watched, only_then = (
        stands_in(nouns.states(where))
        for where in (_is_reminded, _is_quiet, _is_watched, _is_on_the_day)
    )
    all_have = and_(watched, ALL_ANSWERED)
    late = or_(and_(watched, F.c.senast < TODAY), all_have)
    own = and_(~F.c.delfrist, or_(and_(reminded, F.c.pamin), quiet, late))
    shared, answered = (
        stands_in(nouns.states(partial(_is_shared, what))) for what in ("arbetet", "synpunkterna")
    )
    theirs = and_(~F.c.delfrist, or_(shared, and_(answered, UNANSWERED)))
    beside = and_(F.c.delfrist, stands_in(nouns.states(_is_beside)), HAS_ITS_OWN)
    some = and_(or_(F.c.delfrist, own), or_(MINE, theirs), ~nouns.carried, ~beside)
    come = or_(and_(~only_then, F.c.senast <= FIRST_RUNG), F.c.senast <= TODAY, all_have)
    anybodys = and_(or_(F.c.delfrist, own, theirs), ~nouns.carried)
    return _Cards(and_(some, come), and_(some, ~come), and_(anybodys, come))


def _is_beside(cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.beside)


def _is_reminded(cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.left and wait.remind)


def _is_shared(what: str, cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.grupp == what)


def _is_quiet(cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.left and not wait.remind)


def _is_watched(cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.late)


def _is_on_the_day(cycle: Lifecycle[AnyCase], lage: Ord) -> bool:
    wait = cycle.waits.get(lage)
    return bool(wait and wait.on_the_day)


def cards_of(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    """Yield what is said of each frist."""
    rows = [row for row in mine if row.slag != Slag.ATAGANDE]
    others = [row for row in rows if row.slag not in _SAY]
    for row, card in (
        *_obligations(reader, mine),
        *party_moves(reader, rows),
        *_others(reader, others),
    ):
        yield row, card
    for row in rows:
        if row.mottagare_id is not None:
            yield row, about_svar(row, _nar(reader, row))
        elif (not row.delfrist or row.slag in _ALSO_BESIDE) and (say := _SAY.get(row.slag)):
            yield row, say(row, left_of(row, reader.world), _nar(reader, row))


def left_of(row: Waiting, world: World) -> str:
    """Return what is left to do about a matter, as its table says it."""
    lifecycle = world.nouns.lifecycle(row.slag)
    wait = lifecycle.waits.get(lifecycle.state(row.lage))
    if wait is None:
        return ""
    if row.delfrist and wait.delar and wait.delar.left:
        return wait.delar.left
    return wait.remains(reminded=row.pamin)


def _left_to_each(session: Session, world: World, frist_ids: Sequence[int]) -> dict[int, str]:
    """Return what the card of each of some open frister says is left to do, by the frist's id."""
    reader = Reader(session, KLOCKAN, world, load_bemanning(session, world.today))
    told = cards_of(reader, rows_of(reader, frist_ids))
    return {row.id: card.knapp.rubrik for row, card in told}


def _nar(reader: Reader, row: Waiting) -> Nar:
    return Nar(row.senast, reader.world.today)


def _obligations(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    due = {row.sak_id: row for row in mine if row.slag == Slag.ATAGANDE}
    for row in reader.rows(among(A.c.id, due)) if due else ():
        yield due[row.id], about_atagande(row, _nar(reader, due[row.id]))


def _others(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    """Yield matters of kinds that have no words of their own here."""
    if not mine:
        return
    saker = read_all(reader.session, [row.sak_id for row in mine], reader.world.nouns)
    cases = load_cases(reader.session, saker, reader.actor, reader.world)
    for row in mine:
        case = cases[row.sak_id]
        named, left = case.noun.named(case), left_of(row, reader.world)
        yield row, about_any(named, case.sak.slag, left, _nar(reader, row))


_SAY: Mapping[str, Callable[[Waiting, str, Nar], AttGora]] = {
    Slag.ARENDE: about_om,
    Slag.REVISION: about_om,
    Slag.MOTE: about_mote,
    Slag.REMISS: about_remiss,
    Slag.AVTAL: about_avtal,
    Slag.DELGIVNING: about_delgivning,
    Slag.GRUPP: about_grupp,
}
# Who is asked beside the holder has a card of the same kind.
_ALSO_BESIDE = {Slag.GRUPP, Slag.MOTE}

# What lists say of an open frist, for letters to say the same.
CARDS = Cards(near=lambda nouns: _cards(nouns).near, left=_left_to_each)
