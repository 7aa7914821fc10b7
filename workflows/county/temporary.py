"""A group for a time is an organ that no länsprofil names: what holds of it is said here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.vocabulary import Roll
from workflows.county.profile import Profile, Profilorgan
from workflows.county.register import OrganFacts, Register

CALLED: Final = "tillfällig grupp"
ROLLER: Final = (Roll.SAMMANKALLANDE, Roll.REPRESENTANT)


def organ_in(profile: Profile, register: Register) -> Iterator[Profilorgan]:
    """Yield what holds of every organ that uppdrag are given in: those of the profile, and the
    groups for a time that have not ended.
    """
    known = {one.kod for one in register.organ}
    yield from (one for one in profile.organ if one.kod in known)
    yield from (_described(one) for one in register.organ if one.tom and not one.avslutad)


def described(profile: Profile, organ: OrganFacts | None) -> Profilorgan | None:
    """Return what holds of one organ; None for one that the profile no longer has."""
    if organ is None:
        return None
    if organ.tom is not None:
        return _described(organ)
    return next((one for one in profile.organ if one.kod == organ.kod), None)


def _described(organ: OrganFacts) -> Profilorgan:
    return Profilorgan(
        kod=organ.kod,
        namn=organ.namn,
        kortnamn=organ.kortnamn,
        slag=organ.slag,
        benamning=CALLED,
        mandat=organ.namn,
        roller=ROLLER,
    )
