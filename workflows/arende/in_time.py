"""Går det i mål? Which meeting an ärende still makes, and by which day it must be ready, with and
without a remiss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.lagen import ArendeLage, MoteLage, RemissLage
from models.vocabulary import Hantering
from workflows.arende.views import ArendeVy
from workflows.county.actors import Actor
from workflows.engine.world import World
from workflows.ground.deadlines import add_working_days
from workflows.ground.payload import parse
from workflows.ground.sentences import pastaende
from workflows.mote.views import MoteFilter, MoteRad, list_moten

_BEFORE = frozenset(
    {
        ArendeLage.UTKAST,
        ArendeLage.INKOMMET,
        ArendeLage.UNDER_BEREDNING,
        ArendeLage.KOMPLETTERAS,
        ArendeLage.PA_REMISS,
        ArendeLage.SAMMANSTALLS,
        ArendeLage.BERETT,
    }
)
_BEFORE_REMISS = _BEFORE - {ArendeLage.PA_REMISS, ArendeLage.SAMMANSTALLS, ArendeLage.BERETT}
_AHEAD = 20  # meetings


@dataclass(frozen=True, slots=True)
class Malgang:
    """The meeting an ärende makes and the last days on the way; None where no planned meeting is
    far enough away.

    ``med_remiss`` is the meeting it makes with a remiss first, sent by ``remiss_senast``, while one
    can be sent. Where the county lets nothing be decided without one (``kravs``) there is no other.
    """

    mote: date | None
    klart_senast: date | None
    kallelse: date | None
    med_remiss: date | None
    remiss_senast: date | None
    remiss_dagar: int
    kan_remitteras: bool
    kravs: bool


@pastaende("Vilket möte ett ärende hinner till, och vad som ska vara klart när.")
def malgang(session: Session, actor: Actor, world: World, vy: ArendeVy) -> Malgang | None:
    """Return when an ärende can be decided; None when it has come to a meeting already, or never
    will.
    """
    if vy.lage not in _BEFORE:
        return None
    organ = world.profile.ledningsgrupp.kod
    which = parse(MoteFilter, {"organ": organ, "kommande": True, "antal": _AHEAD})
    coming = [
        one
        for one in list_moten(session, actor, world, which).poster
        if one.lage is MoteLage.PLANERAT
    ]
    must = _must(vy, world)
    makes = None if must else _first_after(coming, ready_at_best(vy, world), world)
    plan = world.profile.plan(makes.datum) if makes else None
    later = _with_remiss(coming, world) if vy.lage in _BEFORE_REMISS else None
    return Malgang(
        mote=plan.mote if plan else None,
        klart_senast=plan.intagning if plan else None,
        kallelse=plan.kallelse if plan else None,
        med_remiss=later.datum if later else None,
        remiss_senast=world.profile.plan(later.datum).remiss_oppnas if later else None,
        remiss_dagar=world.profile.remiss.tjansteman_dagar,
        kan_remitteras=vy.lage in _BEFORE_REMISS,
        kravs=must,
    )


def _must(vy: ArendeVy, world: World) -> bool:
    """Tell whether a remiss is still to be sent before it can come to a meeting."""
    sent = [one for one in vy.remisser if one.lage is not RemissLage.AVBRUTEN]
    for_beslut = Hantering.BESLUT in vy.onskad_hantering
    return world.profile.remiss.wanted_of(for_beslut=for_beslut, held=bool(sent))


def ready_at_best(vy: ArendeVy, world: World) -> date:
    """Return the first day an ärende can be ready for its meeting: today, or when an open remiss is
    compiled.
    """
    days = [one.sista_dag for one in vy.remisser if one.lage is RemissLage.OPPEN]
    return (
        add_working_days(max(days), world.profile.frister.sammanstallning) if days else world.today
    )


def _first_after(coming: Sequence[MoteRad], ready: date, world: World) -> MoteRad | None:
    return next((one for one in coming if world.profile.plan(one.datum).intagning >= ready), None)


def _with_remiss(coming: Sequence[MoteRad], world: World) -> MoteRad | None:
    return next(
        (one for one in coming if world.profile.plan(one.datum).remiss_oppnas >= world.today), None
    )
