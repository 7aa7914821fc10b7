"""Who has been reminded of a matter, when, and of which rung of the ladder; also the rungs that
were passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.avisering import Avisering
from models.base import table_of
from models.frist import Frist, Paminnad
from models.organisation import Person
from models.rows import ONE, reading, wide
from models.vocabulary import AviseringLage, PaminnelseUtfall
from workflows.ground.deadlines import day_of, working_days_between
from workflows.ground.sentences import pastaende
from workflows.ground.words import rakneord

_FRIST, _PAMINNAD, _PERSON, _AVISERING = (
    table_of(model) for model in (Frist, Paminnad, Person, Avisering)
)
# No ladder reaches this far (working days): what lies beyond is the ordinal of a silent day, and
# before it that half of the time has gone.
_LONGEST_LADDER = 1000


@dataclass(frozen=True, slots=True)
class PamindVy:
    """What one person was told of one rung of the ladder. ``avstand`` is how far off the last day
    was when it was said, "två arbetsdagar före"; of a rung that was passed over it names that rung.
    """

    vem: str
    nar: datetime
    avstand: str
    overhoppad: bool
    gick_fram: bool


def reminded_of(session: Session, sak_id: int) -> tuple[PamindVy, ...]:
    """Return who has been reminded of the matter, the latest first."""
    rows = _ROWS.all(session, {"den": sak_id})
    return tuple(
        PamindVy(
            row.namn,
            row.tid,
            _avstand(row),
            overhoppad=row.utfall == PaminnelseUtfall.OVERHOPPAD,
            gick_fram=row.lage != AviseringLage.MISSLYCKAD,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    namn: str
    tid: datetime
    steg: int
    senast: date
    utfall: PaminnelseUtfall
    lage: AviseringLage


_ROWS = reading(
    _Stored,
    wide(
        *_PAMINNAD.c["tid", "steg", "utfall"],
        _FRIST.c.senast,
        _PERSON.c.namn,
        _AVISERING.c.lage,
    )
    .select_from(_PAMINNAD)
    .join(_FRIST, _FRIST.c.id == _PAMINNAD.c.frist_id)
    .join(_PERSON, _PERSON.c.id == _PAMINNAD.c.person_id)
    .join(_AVISERING, _AVISERING.c.id == _PAMINNAD.c.avisering_id)
    .where(_FRIST.c.sak_id == ONE)
    .order_by(
        _PAMINNAD.c.tid.desc(), _PAMINNAD.c.utfall.desc(), _PAMINNAD.c.steg.desc(), _PERSON.c.id
    ),
)


@pastaende("Hur långt det var till sista dagen när någon påmindes, eller efter den.")
def _avstand(row: _Stored) -> str:
    """Say how far off the last day was when the letter left: one that waits for a digest is sent
    later than its rung. For silence "inget nytt på länge".
    """
    if row.steg < -_LONGEST_LADDER:
        return "halva tiden har gått"
    if row.steg > _LONGEST_LADDER:
        return "inget nytt på länge"
    passed = row.utfall is PaminnelseUtfall.OVERHOPPAD
    return avstand(row.steg if passed else working_days_between(row.senast, day_of(row.tid)))


def avstand(steg: int) -> str:
    """Write how many working days from the last day something lies: "två arbetsdagar före"."""
    if steg == 0:
        return "sista dagen"
    days = "en arbetsdag" if abs(steg) == 1 else f"{rakneord(abs(steg))} arbetsdagar"
    return f"{days} {'före' if steg < 0 else 'efter'}"
