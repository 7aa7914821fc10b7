"""What each person is to be reminded of now, read from the open frister and from what they have
been told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import BigInteger, String, any_, bindparam, false, func, or_, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, select

from models.base import table_of
from models.beslut import Atagande
from models.frist import Frist, Paminnad
from models.lagen import AtagandeLage
from models.rows import Reading, reading, wide
from models.sak import Sak
from models.vocabulary import STANDING, Foljs, FristForm, PaminnelseUtfall
from workflows.beslut.compliance import Status, is_silent
from workflows.beslut.word_in_sql import LAST_ATTESTED
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.county.slots import Holder
from workflows.engine.noun import Nouns
from workflows.engine.world import World
from workflows.ground.batch import ALL_OR_NONE, Batch
from workflows.ground.deadlines import add_working_days, day_of, last_day_reached, rungs

# The rung that says that both are asked: no ladder reaches it.
HALVVAGS = -10_000
# What is due this soon (working days), or is late, does not wait for the digest.
BRADSKAR_INOM = 3
_FRIST, _PAMINNAD, _SAK = table_of(Frist), table_of(Paminnad), table_of(Sak)
_ONLY = bindparam("only", type_=ARRAY(BigInteger))
_ATAGANDE = table_of(Atagande)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to remind of, since ``dag``. ``steg`` is the rung; for silence the ordinal of the
    day.

    ``passed`` are lower rungs that were never sent. ``halvvags`` when it is said now that an
    ersättare is asked too.
    """

    steg: int
    dag: date
    bradskar: bool = False
    passed: tuple[int, ...] = ()
    tyst_dagar: int = 0
    halvvags: bool = False


@dataclass(frozen=True, slots=True)
class OpenFrist(SlotRow):
    """An open frist, with the state of its matter and, of an åtagande, how it is to be followed.

    ``nara`` when it is a card of whoever holds it by now; what is not reminded of (``pamin``) may
    be one too.
    """

    id: int
    sak_id: int
    slag: str
    delfrist: bool
    mottagare_id: int | None
    senast: date
    skapad: datetime
    pamin: bool
    nara: bool
    lage: str
    senast_nytt: datetime | None
    form: FristForm | None
    foljs: Foljs | None


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An open frist and one of those who hold it today. ``due`` is None when there is nothing to
    remind of.

    ``coming`` is what a letter that is written anyway may say beforehand.
    """

    frist: OpenFrist
    holder: Holder
    due: Due | None
    coming: Due | None = None

    def before(self, day: date) -> Held:
        """Return it with what would ask for a letter of its own before that day."""
        early = (
            self.coming is not None
            and self.coming.dag < day
            and (self.due is None or self.due.tyst_dagar)
        )
        return replace(self, due=self.coming) if early else self

    def outcomes(self) -> Iterator[tuple[int, PaminnelseUtfall]]:
        """Yield what becomes of each rung when this is said now."""
        if self.due is not None:
            yield self.due.steg, PaminnelseUtfall.SKICKAD
            yield from ((rung, PaminnelseUtfall.OVERHOPPAD) for rung in self.due.passed)


def held(
    session: Session,
    world: World,
    *,
    only: Sequence[int] | None = None,
    quiet: bool = False,
    batch: Batch = ALL_OR_NONE,
) -> Iterator[Held]:
    """Yield every open frist that is reminded of, or some of them by id, once for each person who
    holds it today, the one due first first; where ``quiet`` is asked for also what has come near
    and is not reminded of.
    """
    bemanning, register = load_bemanning(session, world.today), load_register(session)
    told = _Told(session, world)
    rows = _open(world.nouns, quiet=quiet)
    rows = rows if only is None else rows.where(_FRIST.c.id == any_(_ONLY))
    first = last_day_reached(min(world.profile.paminnelser.trappa), world.today)
    days = {"today": world.today, "first_rung": first}
    more = {} if only is None else {"only": only}
    own = set[tuple[int, int]]()  # who has the frist of which matter itself
    for frist in _own_first(rows.all(session, {**days, **more})):
        with batch.each(frist=frist.id):
            holders = bemanning.holders(slot_of(frist, register, world.profile))
            if not frist.delfrist:
                own.update((frist.sak_id, one.id) for one in holders)
            elif _is_beside(frist, world):
                holders = tuple(one for one in holders if (frist.sak_id, one.id) not in own)
            yield from [_held(frist, holder, told, world) for holder in holders]


def _own_first(frister: Sequence[OpenFrist]) -> Sequence[OpenFrist]:
    """Return them the one due first first, a matter's own before those of who is asked beside."""
    return sorted(frister, key=lambda one: (one.senast, one.delfrist))


def _is_beside(frist: OpenFrist, world: World) -> bool:
    """Tell whether a frist asks for the very same as its matter's own."""
    lifecycle = world.nouns.lifecycle(frist.slag)
    wait = lifecycle.waits.get(lifecycle.state(frist.lage))
    return bool(wait and wait.beside)


class _Told:
    """What people have been told of the frister that are open, and of which matters in the last
    while.
    """

    def __init__(self, session: Session, world: World) -> None:
        self._rungs: dict[tuple[int, int], set[int]] = {}
        for frist_id, steg, person_id in session.exec(_DEALT_WITH):
            self._rungs.setdefault((frist_id, person_id), set()).add(steg)
        since = world.now - timedelta(days=world.profile.paminnelser.tyst_efter_dagar)
        self._lately = set(session.exec(_LATELY.where(_PAMINNAD.c.tid > since)))

    def rungs(self, frist_id: int, person_id: int) -> set[int]:
        return self._rungs.get((frist_id, person_id), set())

    def lately(self, sak_id: int, person_id: int) -> bool:
        return (sak_id, person_id) in self._lately


def _held(frist: OpenFrist, holder: Holder, told: _Told, world: World) -> Held:
    if not frist.pamin:
        return Held(frist, holder, None)
    done = told.rungs(frist.id, holder.id)
    due = _rung(frist, done, world, vakant=holder.vakans is not None)
    if due is None and not told.lately(frist.sak_id, holder.id):
        due = _silence(frist, world)
    if holder.jamte and HALVVAGS not in done:
        due = _half_way(due, holder, world)
    return Held(frist, holder, due, _coming(frist, done, world))


def _half_way(due: Due | None, holder: Holder, world: World) -> Due:
    """Return what is due, with the word that there are two who are asked: the ersättare hears of it
    at once, for nobody has told them anything.
    """
    if due is None:
        return Due(HALVVAGS, world.today, bradskar=holder.ocksa, halvvags=True)
    passed = (HALVVAGS, *due.passed)
    return replace(due, bradskar=due.bradskar or holder.ocksa, passed=passed, halvvags=True)


def _rung(frist: OpenFrist, done: set[int], world: World, *, vakant: bool) -> Due | None:
    """Return the highest rung reached, unless this person has been told of it.

    What a nearer rung will say in time need not be said at once. What has fallen to somebody
    because an uppdrag stands empty does not wait: nobody else knows of it.
    """
    ladder = _ladder(frist.senast, world.profile.paminnelser.trappa, day_of(frist.skapad))
    reached = [(rung, day) for rung, day in ladder if day <= world.today]
    if not reached or reached[-1][0] in done:
        return None
    top, day = reached[-1]
    passed = tuple(rung for rung, _ in reached[:-1] if rung not in done)
    again = any(world.today < later <= frist.senast for _, later in ladder)
    return Due(top, day, bradskar=vakant or (_is_near(frist, world) and not again), passed=passed)


def _coming(frist: OpenFrist, done: set[int], world: World) -> Due | None:
    """Return the rung that would ask for a letter of its own next: the last one before the last
    day, or one after it.

    That something is late is said when it is late.
    """
    ladder = _ladder(frist.senast, world.profile.paminnelser.trappa, day_of(frist.skapad))
    late = frist.senast < world.today
    fits = [
        (rung, day) for rung, day in ladder if (day > world.today if late else day <= frist.senast)
    ]
    if not fits:
        return None
    rung, day = fits[0] if late else fits[-1]
    if rung in done or day <= world.today:
        return None
    passed = tuple(lower for lower, _ in ladder if lower < rung and lower not in done)
    return Due(rung, day, bradskar=_is_near(frist, world), passed=passed)


def _is_near(frist: OpenFrist, world: World) -> bool:
    """Tell whether something is due so soon, or so late, that it is said as urgent."""
    return frist.senast <= add_working_days(world.today, BRADSKAR_INOM)


# Every round asks for the same days again.
_ladder = lru_cache(maxsize=10_000)(rungs)


def _silence(frist: OpenFrist, world: World) -> Due | None:
    """Return that nobody has said anything about an åtagande for too long; it means what the matrix
    means by it.
    """
    if frist.senast_nytt is None:
        return None
    standing = frist.form in STANDING
    status = Status(
        AtagandeLage(frist.lage),
        frist.senast,
        day_of(frist.senast_nytt),
        staende=standing,
        foljs=frist.foljs,
    )
    if not is_silent(
        status, today=world.today, tyst_efter=world.profile.paminnelser.tyst_efter_dagar
    ):
        return None
    days = (world.today - day_of(frist.senast_nytt)).days
    return Due(world.today.toordinal(), world.today, tyst_dagar=days)


_STANDS = _FRIST.c.stangd.is_(None)


@lru_cache(maxsize=8)
def _open(nouns: Nouns, *, quiet: bool) -> Reading[OpenFrist]:
    """Return how open frister are read, where these kinds are known. What is asked of a frist and
    its matter alone is asked by itself, for it may ask for other åtaganden.
    """
    asked = or_(_FRIST.c.pamin, nouns.near) if quiet else _FRIST.c.pamin
    each = (
        select(_FRIST.c.id, nouns.near.label("nara"))
        .select_from(_FRIST.join(_SAK, _SAK.c.id == _FRIST.c.sak_id))
        .where(_STANDS, ~nouns.carried, asked)
        .subquery()
    )
    return reading(
        OpenFrist,
        wide(
            *_FRIST.c["id", "sak_id", "delfrist", "mottagare_id", "senast", "skapad", "pamin"],
            func.coalesce(each.c.nara, false()).label("nara"),
            *_FRIST.c[SLOT],
            type_coerce(_SAK.c.slag, String).label("slag"),
            _SAK.c.lage,
            _ATAGANDE.c.senast_nytt,
            _ATAGANDE.c.form,
            LAST_ATTESTED.label("foljs"),
        )
        .select_from(
            _FRIST.join(each, each.c.id == _FRIST.c.id)
            .join(_SAK, _SAK.c.id == _FRIST.c.sak_id)
            .outerjoin(_ATAGANDE, _ATAGANDE.c.id == _SAK.c.id)
        )
        .where(_STANDS)
        .order_by(_FRIST.c.senast, _FRIST.c.id),
    )


_TOLD_OF = _PAMINNAD.join(_FRIST, _FRIST.c.id == _PAMINNAD.c.frist_id)
_DEALT_WITH = (
    select(Paminnad.frist_id, Paminnad.steg, Paminnad.person_id)
    .select_from(_TOLD_OF)
    .where(_STANDS)
)
_LATELY = (
    select(Frist.sak_id, Paminnad.person_id)
    .select_from(_TOLD_OF)
    .where(_PAMINNAD.c.utfall == PaminnelseUtfall.SKICKAD)
    .group_by(_FRIST.c.sak_id, _PAMINNAD.c.person_id)
)
