"""Whose move it is: a slot is a role in an organ for a huvudman and sector, or a named person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.vocabulary import Roll


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose move. ``drag`` is the word people read.

    ``sektorer`` in order of preference when the slot names no sector. ``halvvags`` when half of the
    time went without a word: an ersättare has it too.
    """

    drag: str
    roll: Roll | None = None
    organ_id: int | None = None
    huvudman_id: int | None = None
    sektor: str | None = None
    person_id: int | None = None
    sektorer: tuple[str, ...] = ()
    halvvags: bool = False


@dataclass(frozen=True, slots=True)
class Delfrist:
    """One of those a matter waits for by itself, and by when; None when by the matter's own day.

    ``pamin`` is False where letters of its own speak of it.
    """

    slot: Slot
    senast: date | None = None
    pamin: bool = True


# Whom in AU it falls to when nobody is there, the first who is there.
FALLS_TO = (Roll.SEKRETERARE, Roll.ORDFORANDE, Roll.VICE_ORDFORANDE)


@dataclass(frozen=True, slots=True)
class Borta:
    """Somebody who is away, and the last day of it."""

    id: int
    namn: str
    tom: date


@dataclass(frozen=True, slots=True)
class Vakans:
    """A slot that nobody is there for. ``tillsatter`` tells that who it fell to can give the
    uppdrag to somebody.

    ``borta`` are those who have it when they are away, without an ersättare who is there.
    """

    slot: Slot
    tillsatter: bool
    borta: tuple[Borta, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A person a slot resolves to. ``for_namn`` is the absent person they stand in for, ""
    otherwise.

    ``vakans`` when the slot has fallen to them because nobody is there for it. ``konto`` tells
    whether they can sign in. ``jamte`` is the other one asked, where an ersättare was asked too
    half-way; ``ocksa`` tells that this is the ersättare.
    """

    id: int
    namn: str
    epost: str
    for_namn: str = ""
    vakans: Vakans | None = None
    konto: bool = True
    jamte: str = ""
    ocksa: bool = False
