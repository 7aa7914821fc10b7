"""Which roles somebody has towards a matter: uppdrag of the day and the facts of the matter; and
which uppdrag it was that let them take a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflows.county.actors import Actor, Mandat, Stand
from workflows.county.mandate import EVERYWHERE, R
from workflows.engine.case import Case

_NOBODY = -1  # no person's id: who holds nothing but an uppdrag


@dataclass(frozen=True, slots=True)
class Spoken:
    """For whom a step is said, as its noun knows it: the party, and the person when one is asked.

    ``slot`` tells that a person is asked because of an uppdrag of theirs or of those they stand in
    for, not as the one they are. ``by`` are the roles that speak for the party, where others that
    may take the step do not.
    """

    huvudman_id: int | None = None
    person_id: int | None = None
    slot: bool = False
    by: frozenset[R] = frozenset()

    def party(self, role: R | None) -> int | None:
        """Return the party that is spoken for in a role."""
        return self.huvudman_id if not self.by or role in self.by else None


def roles_of(actor: Actor, case: Case) -> frozenset[R]:
    """Return every role the actor has towards this matter today."""
    if actor.ar_klockan:
        return frozenset({R.KLOCKAN})
    here = case.noun.roles
    everywhere = {role for role, holds in EVERYWHERE.items() if holds(actor)}
    return frozenset({role for role, holds in here.items() if holds(actor, case)} | everywhere)


def acting(actor: Actor, case: Case, by: Sequence[R], spoken: Spoken) -> tuple[R | None, Stand]:
    """Return in which of the roles, and for whom, somebody takes a step that they may take.

    Somebody's own uppdrag comes before what they are as a person, and that before an uppdrag they
    stand in for; among several, the one for the party that is spoken for, and the one of the person
    that is asked.
    """
    held = roles_of(actor, case)
    roles = [role for role in by if role in held]
    ways = [way for role in roles for way in _ways(actor, case, role)]
    if not ways:
        role = next(iter(roles), None)
        return role, Stand(huvudman_id=spoken.party(role))
    role, mandat = min(ways, key=lambda way: _rank(actor, way[1], spoken))
    part = spoken.party(role)
    if mandat is None:
        return role, Stand(huvudman_id=part)
    return role, Stand(mandat.organ_id, part or mandat.huvudman_id, mandat.for_id)


def _ways(actor: Actor, case: Case, role: R) -> list[tuple[R, Mandat | None]]:
    """Return each uppdrag that by itself gives a role, and None when the person has it without."""
    alone = replace(actor, person_id=_NOBODY)
    ways: list[tuple[R, Mandat | None]] = [
        (role, one) for one in actor.mandat if _holds(replace(alone, mandat=(one,)), case, role)
    ]
    if _holds(replace(actor, mandat=()), case, role):
        ways.append((role, None))
    return ways


def _holds(actor: Actor, case: Case, role: R) -> bool:
    here, everywhere = case.noun.roles.get(role), EVERYWHERE.get(role)
    return bool((here and here(actor, case)) or (everywhere and everywhere(actor)))


def _rank(actor: Actor, one: Mandat | None, spoken: Spoken) -> tuple[bool, int]:
    """Return how near an uppdrag lies, the nearest first."""
    if one is None:
        return False, 3 if spoken.slot else 1
    if one.for_id is not None and one.for_id == spoken.person_id:
        return False, -1
    if spoken.person_id is not None and spoken.person_id == actor.person_id:
        return False, 0 if one.for_id is None else 4
    elsewhere = spoken.huvudman_id not in {None, one.huvudman_id}
    return elsewhere, 0 if one.for_id is None else 2


def stand_of_birth(actor: Actor) -> Stand:
    """Return for whom somebody makes a matter: as in the step it follows from, else by the only
    uppdrag they can have made it with.
    """
    if actor.som is not None:
        return actor.som
    own = [one for one in actor.mandat if one.for_id is None] or list(actor.mandat)
    if len(own) != 1:
        return Stand()
    return Stand(own[0].organ_id, own[0].huvudman_id, own[0].for_id)
