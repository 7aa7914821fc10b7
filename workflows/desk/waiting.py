"""Väntar på dig: only what this person can act on now, soonest first.

A to-do list with false positives is a list nobody reads. A row stands here when its frist is this
person's today and there is something to do about it: what lies far ahead, or waits for others, is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import and_
from sqlmodel import col, select

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
from models.tables import Sak
from models.vocabulary import STANDING
from workflows.beslut.compliance import SNART_ARBETSDAGAR
from workflows.beslut.obligations import A, AtagandeRad, Reader, S
from workflows.desk.mine import Waiting
from workflows.desk.party_moves import party_moves
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
from workflows.ground.deadlines import add_working_days

# On an agenda the meeting stands in the list instead; on remiss the round does.
_ELSEWHERE = {ArendeLage.PA_DAGORDNING.value, ArendeLage.PA_REMISS.value}
# A step that moves the matter on, else one that prepares for it.
_OFFERED = {"": ("framat", "fakta"), Slag.REMISS: ("framat",)}
# Nothing can be done about these until their day is near.
_WHEN_NEAR = {
    (Slag.MOTE, MoteLage.PLANERAT.value),
    (Slag.ARENDE, ArendeLage.LYFT.value),
    (Slag.AVTAL, AvtalLage.PLANERAT.value),
    (Slag.AVTAL, AvtalLage.I_KRAFT.value),
    (Slag.REVISION, RevisionLage.HOS_PARTERNA.value),
    (Slag.REVISION, RevisionLage.SIGNERAS.value),
}


def waiting_for(reader: Reader, mine: Sequence[Waiting]) -> tuple[AttGora, ...]:
    """Return what waits for the reader, soonest first; ``mine`` are the frister that are theirs
    today.
    """
    done = [
        *_obligations(reader, mine),
        *_answers(reader, mine),
        *_matters(reader, mine),
        *party_moves(reader, mine),
    ]
    return tuple(sorted(done, key=lambda one: one.senast))


def _nar(reader: Reader, row: Waiting) -> Nar:
    return Nar(row.senast, reader.world.today)


def _near(reader: Reader, row: Waiting) -> bool:
    return row.senast <= add_working_days(reader.world.today, SNART_ARBETSDAGAR)


def _obligations(reader: Reader, mine: Sequence[Waiting]) -> Iterator[AttGora]:
    due = {row.sak_id: row for row in mine if row.slag == Slag.ATAGANDE}
    for row in reader.rows(among(A.c.id, due)) if due else ():
        if _wants_something(row, reader.actor.person_id, near=_near(reader, due[row.id])):
            yield about_atagande(row, _nar(reader, due[row.id]))


def _wants_something(row: AtagandeRad, me: int | None, *, near: bool) -> bool:
    """Tell whether there is something to do: what is attested waits for its next period, nobody
    verifies themselves.
    """
    if row.lage is AtagandeLage.RAPPORTERAT:
        return row.verifierare_id == me and row.rapporterad_av != me
    return near or row.foljs is None or row.form not in STANDING


def _answers(reader: Reader, mine: Sequence[Waiting]) -> Iterator[AttGora]:
    """Remisser to answer. The answer may be given until the last day is over, not after it."""
    for row in mine:
        if row.mottagare_id is not None and not _nar(reader, row).late:
            yield about_svar(row, _nar(reader, row))


def _matters(reader: Reader, mine: Sequence[Waiting]) -> Iterator[AttGora]:
    """Every other kind of matter: the ones from which a step can be taken today."""
    rows = [row for row in mine if row.slag != Slag.ATAGANDE and not row.delfrist]
    unfinished = _still_carried_out(
        reader, [row.sak_id for row in rows if row.lage == ArendeLage.IMPLEMENTERAS.value]
    )
    told = [row for row in rows if row.sak_id not in unfinished and not _left_out(reader, row)]
    steps = next_steps(
        reader.session, [row.sak_id for row in told], reader.actor, reader.world, _OFFERED
    )
    for row in told:
        if step := steps.get(row.sak_id):
            say = _SAY.get(row.slag)
            nar = _nar(reader, row)
            yield say(row, step.rubrik, nar) if say else _by_name(step, nar)


def _by_name(step: NextStep, nar: Nar) -> AttGora:
    """Return a matter of a kind with nothing of its own to say: its name, and the step."""
    case = step.case
    return about_any(case.noun.named(case), case.sak.slag, step.rubrik, nar)


_SAY: Mapping[str, Callable[[Waiting, str, Nar], AttGora]] = {
    Slag.ARENDE: about_om,
    Slag.REVISION: about_om,
    Slag.MOTE: about_mote,
    Slag.REMISS: about_remiss,
    Slag.DELGIVNING: about_delgivning,
    Slag.AVTAL: about_avtal,
}


def _left_out(reader: Reader, row: Waiting) -> bool:
    if row.slag == Slag.REMISS and row.lage == RemissLage.STANGD.value:
        return row.om_lage == ArendeLage.SAMMANSTALLS.value
    if row.slag in {Slag.ARENDE, Slag.REVISION} and row.lage in _ELSEWHERE:
        return True
    return (row.slag, row.lage) in _WHEN_NEAR and not _near(reader, row) and not _fell_to_au(row)


def _fell_to_au(row: Waiting) -> bool:
    """Tell whether every party has answered and not all said yes: then it is AU that goes on, at
    once.
    """
    return row.lage == RevisionLage.HOS_PARTERNA.value and row.pamin


def _still_carried_out(reader: Reader, om_ids: Sequence[int]) -> set[int]:
    """Return which of the matters certainly cannot be closed: something that is done once is still
    to do.
    """
    if not om_ids:
        return set()
    once = and_(A.c.form.not_in(STANDING), S.c.lage.in_(TO_DO))
    query = (
        select(col(Sak.foralder_id))
        .join(A, A.c.id == S.c.id)
        .where(among(S.c.foralder_id, om_ids), once)
    )
    return {one for one in reader.session.exec(query) if one is not None}
