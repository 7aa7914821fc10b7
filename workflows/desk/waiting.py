"""Väntar på dig: only what this person can act on now, soonest first.

A to-do list with false positives is a list nobody reads. A row stands here when its frist is this
person's today and there is something to do about it: what lies far ahead, or waits for others, is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_

from models.lagen import (
    TO_DO,
    ArendeLage,
    AtagandeLage,
    AvtalLage,
    MoteLage,
    RemissLage,
    RevisionLage,
    Slag,
)
from models.rows import among
from models.vocabulary import STANDING
from workflows.beslut.obligations import A, F, Reader, S
from workflows.beslut.word_in_sql import LAST_ATTESTED, SOON, TODAY
from workflows.desk.mine import PARENT, Waiting, my_frister
from workflows.desk.party_moves import ASKED, Told, party_moves
from workflows.desk.tasks import (
    AttGora,
    Nar,
    about_any,
    about_atagande,
    about_avtal,
    about_delgivning,
    about_mote,
    about_om,
    about_remiss,
    about_svar,
)
from workflows.engine.door import NextStep, next_steps
from workflows.handling.pages import Sidfilter

# On an agenda the meeting stands in the list instead; on remiss the round does.
_ELSEWHERE = {ArendeLage.PA_DAGORDNING, ArendeLage.PA_REMISS}
# A step that moves the matter on, else one that prepares for it.
_OFFERED = {"": ("framat", "fakta"), Slag.REMISS: ("framat",)}
# Whoever has the frist of one of these can answer it: no rule of theirs stands in the way.
_ALWAYS_OPEN = {Slag.DELGIVNING}
# Nothing can be done about these until their day is near.
_WHEN_NEAR = {
    (Slag.MOTE, MoteLage.PLANERAT),
    (Slag.ARENDE, ArendeLage.LYFT),
    (Slag.AVTAL, AvtalLage.PLANERAT),
    (Slag.AVTAL, AvtalLage.I_KRAFT),
    (Slag.REVISION, RevisionLage.HOS_PARTERNA),
    (Slag.REVISION, RevisionLage.SIGNERAS),
}


@dataclass(frozen=True, slots=True)
class Vantande:
    """A page of what waits, soonest first; ``antal`` in all, ``sena`` of them late.

    Of several pages these are of the frister, the same on each: whether there is a step to take is
    asked of those on a page only.
    """

    poster: tuple[AttGora, ...]
    antal: int
    sena: int
    nasta: str | None


def waiting_for(reader: Reader, slots: Sequence[str], which: Sidfilter) -> Vantande:
    """Return a page of what waits for the reader; ``slots`` are those that are theirs today."""
    page = my_frister(reader, slots, which, *_something_to_do(reader))
    told = [
        *_obligations(reader, page.rader),
        *_answers(reader, page.rader),
        *_matters(reader, page.rader),
        *party_moves(reader, page.rader),
    ]
    shown = [one for _, one in sorted(told, key=lambda pair: page.rader.index(pair[0]))]
    if which.efter is None and page.nasta is None:
        # All of it: what turns out to have no step to take now is not counted either.
        return Vantande(tuple(shown), len(shown), sum(one.forsenad for one in shown), None)
    return Vantande(tuple(shown), page.antal, page.sena, page.nasta)


def _something_to_do(reader: Reader) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on a frist that there is something to do about it today."""
    me, near = reader.actor.person_id, F.c.senast < SOON
    own = ~F.c.delfrist
    reported = S.c.lage == AtagandeLage.RAPPORTERAT
    # What is attested waits for its next period, nobody verifies themselves.
    verifies = and_(A.c.verifierare_id == me, A.c.rapporterad_av.is_distinct_from(me))
    reports = or_(near, LAST_ATTESTED.is_(None), A.c.form.not_in(STANDING))
    obligation = and_(
        S.c.slag == Slag.ATAGANDE, or_(and_(reported, verifies), and_(~reported, reports))
    )
    # The answer may be given until the last day is over, not after it.
    answer = and_(F.c.mottagare_id.isnot(None), F.c.senast >= TODAY)
    party = and_(S.c.slag == Slag.REVISION, F.c.delfrist, S.c.lage.in_(list(ASKED)))
    matter = and_(S.c.slag != Slag.ATAGANDE, own, ~_left_out(near), ~_STILL_CARRIED_OUT)
    yield or_(obligation, answer, party, matter)


def _left_out(near: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that a matter is shown as something else, or that its day is far off."""
    compiled = and_(
        S.c.slag == Slag.REMISS,
        S.c.lage == RemissLage.STANGD,
        func.coalesce(PARENT.c.lage, "") == ArendeLage.SAMMANSTALLS,
    )
    elsewhere = and_(S.c.slag.in_([Slag.ARENDE, Slag.REVISION]), S.c.lage.in_(_ELSEWHERE))
    # Every party has answered and not all said yes: then it is AU that goes on, at once.
    fell_to_au = and_(S.c.lage == RevisionLage.HOS_PARTERNA, F.c.pamin)
    waits = or_(*(and_(S.c.slag == slag, S.c.lage == lage) for slag, lage in _WHEN_NEAR))
    return or_(compiled, elsewhere, and_(waits, ~near, ~fell_to_au))


def _still_carried_out() -> ColumnElement[bool]:
    """Return that a matter certainly cannot be closed: something that is done once is still to
    do.
    """
    child, given = S.alias("del"), A.alias("given")
    left = exists().where(
        child.c.foralder_id == S.c.id,
        child.c.lage.in_(TO_DO),
        given.c.id == child.c.id,
        given.c.form.not_in(STANDING),
    )
    return and_(S.c.lage == ArendeLage.IMPLEMENTERAS, left)


_STILL_CARRIED_OUT = _still_carried_out()


def _nar(reader: Reader, row: Waiting) -> Nar:
    return Nar(row.senast, reader.world.today)


def _obligations(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    due = {row.sak_id: row for row in mine if row.slag == Slag.ATAGANDE}
    for row in reader.rows(among(A.c.id, due)) if due else ():
        yield due[row.id], about_atagande(row, _nar(reader, due[row.id]))


def _answers(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    """Yield remisser to answer."""
    for row in mine:
        if row.mottagare_id is not None:
            yield row, about_svar(row, _nar(reader, row))


def _matters(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    """Every other kind of matter: the ones from which a step can be taken today."""
    told = [row for row in mine if row.slag != Slag.ATAGANDE and not row.delfrist]
    asked = [row.sak_id for row in told if row.slag not in _ALWAYS_OPEN]
    steps = next_steps(reader.session, asked, reader.actor, reader.world, _OFFERED)
    for row in told:
        nar = _nar(reader, row)
        if row.slag in _ALWAYS_OPEN:
            yield row, about_delgivning(row, nar)
        elif step := steps.get(row.sak_id):
            say = _SAY.get(row.slag)
            yield row, say(row, step.rubrik, nar) if say else _by_name(step, nar)


def _by_name(step: NextStep, nar: Nar) -> AttGora:
    """Return a matter of a kind with nothing of its own to say: its name, and the step."""
    case = step.case
    return about_any(case.noun.named(case), case.sak.slag, step.rubrik, nar)


_SAY: Mapping[str, Callable[[Waiting, str, Nar], AttGora]] = {
    Slag.ARENDE: about_om,
    Slag.REVISION: about_om,
    Slag.MOTE: about_mote,
    Slag.REMISS: about_remiss,
    Slag.AVTAL: about_avtal,
}
