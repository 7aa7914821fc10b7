"""One agreement with everything about it but the words: who is bound, its texts, what it hangs
together with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import and_, or_
from sqlmodel import Session

from models.avtal import Avtalsbilaga, Avtalssamband
from models.base import table_of
from models.fil import Fil
from models.lagen import AvtalLage, Slag
from models.organisation import Person
from models.revisionsord import Partsutfall
from models.rows import AMONG, ONE, named_in, reading, wide
from models.vocabulary import Avtalslank, Motpartsslag, PartSlag
from workflows.avtal.days import (
    Avtalsfakta,
    Forlangningslage,
    last_notice_day,
    months_of_notice,
    prolongation,
    spans,
    text_on,
)
from workflows.avtal.list import AV, AvtalRad, S, V, find_avtal, one_row
from workflows.county.actors import Actor
from workflows.county.bemanning import load_bemanning
from workflows.county.register import load_register
from workflows.engine.door import OpenStep, open_steps
from workflows.engine.visibility import seen
from workflows.engine.world import World
from workflows.handling.history import HandelseVy, handelser
from workflows.handling.pages import FristVy, as_stored, load_frister, parts
from workflows.instanser.views import InstansVy, as_shown

_BILAGA, _FIL, _SAMBAND, _PERSON = (
    table_of(model) for model in (Avtalsbilaga, Fil, Avtalssamband, Person)
)


@dataclass(frozen=True, slots=True)
class PartVy:
    """A party, or somebody who is informed.

    ``manader`` is the notice that holds, ``egen`` whether it is the party's own; ``bunden`` whether
    it is bound today. ``forlanger`` is what it has said of the next period, where each party
    prolongs the agreement, by its ``instanser``.
    """

    slag: PartSlag
    motpartsslag: Motpartsslag | None
    namn: str
    kod: str | None
    manader: int | None
    egen: bool
    sista_uppsagning: date | None
    uppsagd: date | None
    lamnar: date | None
    bunden: bool
    diarienummer: str
    forlanger: Partsutfall | None
    forlanger_ord: str
    instanser: tuple[InstansVy, ...]


@dataclass(frozen=True, slots=True)
class BilagaVy:
    """A file that belongs to a text."""

    fil: int
    namn: str
    rubrik: str
    storlek: int


@dataclass(frozen=True, slots=True)
class VersionVy:
    """A text without its words. ``galler_till`` is its last day, None when no day is set."""

    nr: int
    galler_fran: date
    galler_till: date | None
    galler: Literal["nu", "kommer", "tidigare"]
    sha256: str
    beslutad: str
    andring: str
    redaktionell: bool
    skapad: datetime
    skapad_av: str
    bilagor: tuple[BilagaVy, ...]


@dataclass(frozen=True, slots=True)
class Avtalshanvisning:
    """Another agreement. ``hur`` reads from the one it is shown at: "bygger på", "är grund för"."""

    slug: str
    rubrik: str
    lage: AvtalLage
    lage_ord: str
    hur: str


@dataclass(frozen=True, slots=True)
class AvtalVy(AvtalRad):
    """One agreement: its row, its parties, its texts newest first, and what may be done.
    ``nasta_period`` says who is missing for it to go on, where each party prolongs it.
    """

    lage_mening: str
    nasta_period: Forlangningslage | None
    parterna: tuple[PartVy, ...]
    versioner: tuple[VersionVy, ...]
    samband: tuple[Avtalshanvisning, ...]
    frist: FristVy | None
    handelser: tuple[HandelseVy, ...]
    steg: tuple[OpenStep, ...]


def avtal(session: Session, actor: Actor, world: World, slug: str) -> AvtalVy:
    """Return one agreement by its address; NotFound when there is none the actor may see."""
    return avtal_by_id(session, actor, world, find_avtal(session, actor, world, slug))


def avtal_by_id(session: Session, actor: Actor, world: World, sak_id: int) -> AvtalVy:
    """Return an agreement that the actor is known to see."""
    row = one_row(session, actor, world, sak_id)
    bemanning = load_bemanning(session, world.today)
    return AvtalVy(
        **parts(row),
        lage_mening=row.lage.mening,
        nasta_period=_next_period(row.fakta),
        parterna=_parties(session, row.fakta),
        versioner=_versions(session, row.fakta),
        samband=tuple(_linked(session, actor, world, sak_id)),
        frist=load_frister(session, [sak_id], world, bemanning).get(sak_id),
        handelser=handelser(session, sak_id, world.nouns[Slag.AVTAL]),
        steg=tuple(open_steps(session, sak_id, actor, world)),
    )


def _next_period(facts: Avtalsfakta) -> Forlangningslage | None:
    if facts.lage is AvtalLage.PLANERAT:
        return None
    ended = facts.lage is AvtalLage.UPPHORT
    found = prolongation(facts.avtal, facts.stannar(), ended=ended)
    return found if found and found.mening else None


def _parties(session: Session, facts: Avtalsfakta) -> tuple[PartVy, ...]:
    register, bound = load_register(session), set(facts.bundna())
    live = facts.lage is AvtalLage.I_KRAFT
    found = []
    for part in facts.parter:
        huvudman = register.huvudman_by_id(part.huvudman_id)
        tied = part.slag is PartSlag.PART
        stays = live and part in bound and part.lamnar is None
        last = last_notice_day(facts.avtal, part) if stays else None
        found.append(
            PartVy(
                slag=part.slag,
                motpartsslag=part.motpartsslag,
                namn=part.namn,
                kod=huvudman.kod if huvudman else None,
                manader=months_of_notice(facts.avtal, part) if tied else None,
                egen=part.uppsagning_manader is not None,
                sista_uppsagning=last if last and last >= facts.today else None,
                uppsagd=part.uppsagd,
                lamnar=part.lamnar,
                diarienummer=part.diarienummer,
                forlanger=part.utfall,
                forlanger_ord=part.utfall.ord if part.utfall else "",
                instanser=tuple(as_shown(one) for one in part.instanser),
                bunden=part in bound and facts.lage is not AvtalLage.UPPHORT,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    nr: int
    beslutad: str
    andring: str
    sha256: str
    redaktionell: bool
    skapad: datetime
    skapad_av: str


_VERSIONS = reading(
    _Version,
    named_in(_Version, V, _PERSON.c.namn.label("skapad_av"))
    .join(_PERSON, _PERSON.c.id == V.c.skapad_av)
    .where(V.c.avtal_id == ONE)
    .order_by(V.c.galler_fran.desc(), V.c.nr.desc()),
)


_version_as_stored = as_stored(_Version, VersionVy)


def _versions(session: Session, facts: Avtalsfakta) -> tuple[VersionVy, ...]:
    files = _files(session, [one.id for one in facts.versioner])
    valid, held = text_on(facts, facts.today), spans(facts)
    found = []
    for row in _VERSIONS.all(session, {"den": facts.avtal.id}):
        begins, ends = held[row.id]
        now = valid is not None and valid.id == row.id
        found.append(
            VersionVy(
                **_version_as_stored(row),
                galler_fran=begins,
                galler_till=ends,
                galler="nu" if now else "kommer" if begins > facts.today else "tidigare",
                bilagor=files.get(row.id, ()),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _File:
    version_id: int
    fil: int
    rubrik: str
    namn: str
    storlek: int


_FILES = reading(
    _File,
    named_in(_File, _BILAGA.c.fil_id.label("fil"), _BILAGA, _FIL)
    .join(_FIL, _FIL.c.id == _BILAGA.c.fil_id)
    .where(_BILAGA.c.version_id == AMONG)
    .order_by(_BILAGA.c.fil_id),
)


_file_as_stored = as_stored(_File, BilagaVy)


def _files(session: Session, version_ids: Sequence[int]) -> Mapping[int, tuple[BilagaVy, ...]]:
    found: dict[int, tuple[BilagaVy, ...]] = {}
    for row in _FILES.all(session, {"ids": version_ids}):
        one = BilagaVy(**_file_as_stored(row))
        found[row.version_id] = (*found.get(row.version_id, ()), one)
    return found


_FROM = {Avtalslank.BYGGER_PA: "bygger på", Avtalslank.ERSATTER: "ersätter"}
_TO = {Avtalslank.BYGGER_PA: "är grund för", Avtalslank.ERSATTER: "är ersatt av"}


def _linked(
    session: Session, actor: Actor, world: World, sak_id: int
) -> Iterator[Avtalshanvisning]:
    """Yield the agreements this one points at, then those that point at it."""
    for row in seen(_LINKED, session, actor, world, den=sak_id):
        lage = AvtalLage(row.lage)
        words = _FROM if row.fran == sak_id else _TO
        yield Avtalshanvisning(row.slug, row.rubrik, lage, lage.ord, words[row.slag])


@dataclass(frozen=True, slots=True)
class _Link:
    """An agreement that this one points at, or that points at it; ``fran`` is which of them
    points.
    """

    slug: str
    rubrik: str
    lage: str
    slag: Avtalslank
    fran: int


_POINTS = _SAMBAND.c.avtal_id == ONE
_ENDS = or_(
    and_(_POINTS, AV.c.id == _SAMBAND.c.till_id),
    and_(_SAMBAND.c.till_id == ONE, AV.c.id == _SAMBAND.c.avtal_id),
)
_LINKED = reading(
    _Link,
    wide(*AV.c["slug", "rubrik"], S.c.lage, _SAMBAND.c.slag, _SAMBAND.c.avtal_id.label("fran"))
    .select_from(_SAMBAND.join(AV, _ENDS).join(S, S.c.id == AV.c.id))
    .order_by(_POINTS.desc(), _SAMBAND.c.slag, AV.c.rubrikordning, AV.c.id),
)
