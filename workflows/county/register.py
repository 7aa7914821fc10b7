"""The county's huvudmän and organ as facts, found by id, code or name."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session

from models.base import table_of
from models.organisation import Huvudman, Organ
from models.rows import reading, wide
from models.vocabulary import HuvudmanSlag, OrganSlag


@dataclass(frozen=True, slots=True)
class HuvudmanFacts:
    """A huvudman; ``ordning`` gives Swedish order."""

    id: int
    kod: str
    namn: str
    kortnamn: str
    slag: HuvudmanSlag
    ordning: int


@dataclass(frozen=True, slots=True)
class OrganFacts:
    """An organ."""

    id: int
    kod: str
    namn: str
    kortnamn: str
    slag: OrganSlag
    prefix: str | None
    beslutande: bool


@dataclass(frozen=True, slots=True)
class Register:
    """All huvudmän and organ of the county, in order."""

    huvudman: tuple[HuvudmanFacts, ...]
    organ: tuple[OrganFacts, ...]

    def au(self) -> OrganFacts:
        """Return the one organ that prepares ärenden."""
        return next(organ for organ in self.organ if organ.slag == OrganSlag.AU)

    def ledningsgrupp(self) -> OrganFacts:
        """Return the one organ that decides."""
        return next(organ for organ in self.organ if organ.slag == OrganSlag.LEDNINGSGRUPP)

    def organ_by_id(self, organ_id: int | None) -> OrganFacts | None:
        """Return the organ, or None."""
        return next((organ for organ in self.organ if organ.id == organ_id), None)

    def huvudman_by_id(self, huvudman_id: int | None) -> HuvudmanFacts | None:
        """Return the huvudman, or None."""
        return next((huvudman for huvudman in self.huvudman if huvudman.id == huvudman_id), None)

    def organ_named(self, text: str | None) -> OrganFacts | None:
        """Return the organ by its code, prefix or name, whatever the case of the letters; None when
        there is none.
        """
        wanted = (text or "").strip().casefold()
        names = (
            (organ, (organ.kod, organ.namn, organ.kortnamn, organ.prefix or organ.kod))
            for organ in self.organ
        )
        return next(
            (organ for organ, known in names if wanted in {name.casefold() for name in known}), None
        )

    def huvudman_named(self, text: str | None) -> HuvudmanFacts | None:
        """Return the huvudman by its code or either name; None when there is none."""
        wanted = (text or "").strip().casefold()
        return next(
            (
                h
                for h in self.huvudman
                if wanted in {h.kod.casefold(), h.namn.casefold(), h.kortnamn.casefold()}
            ),
            None,
        )


# Huvudmän and organ change only when the profile is synced, which is done before the web starts.
_KNOWN: WeakKeyDictionary[Engine, Register] = WeakKeyDictionary()


def load_register(session: Session, *, fresh: bool = False) -> Register:
    """Return the register of the session's database, read once per process and database."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 - sessions here are bound to engines
    known = _KNOWN.get(engine)
    if known is None or fresh or not known.organ:
        known = _KNOWN[engine] = _read(session)
    return known


def _read(session: Session) -> Register:
    return Register(
        huvudman=tuple(_HUVUDMAN.all(session)),
        organ=tuple(_ORGAN.all(session)),
    )


_H, _O = table_of(Huvudman).c, table_of(Organ).c
_HUVUDMAN = reading(
    HuvudmanFacts,
    wide(*_H["id", "kod", "namn", "kortnamn", "slag", "ordning"]).order_by(_H.ordning),
)
_ORGAN = reading(
    OrganFacts,
    wide(*_O["id", "kod", "namn", "kortnamn", "slag", "prefix", "beslutande"]).order_by(
        _O.ordning, _O.id
    ),
)
