"""The county's huvudmän and organ as facts, found by id, code or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from models.base import table_of
from models.organisation import Huvudman, Organ
from models.rows import reading, wide
from models.text import same_name
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
    """An organ. ``tom`` is the last day of a group for a time, which ``avslutad`` tells is over;
    None for every other.
    """

    id: int
    kod: str
    namn: str
    kortnamn: str
    slag: OrganSlag
    prefix: str | None
    beslutande: bool
    tom: date | None = None
    avslutad: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """All huvudmän and organ of the county, in order. ``upplaga`` is raised with every change of
    the organ there are.
    """

    huvudman: tuple[HuvudmanFacts, ...]
    organ: tuple[OrganFacts, ...]
    upplaga: int = 0
    # By every name and id: an import asks for each of a thousand rows, and so does a long list.
    _huvudman: Mapping[str, HuvudmanFacts] = field(init=False, repr=False, compare=False)
    _organ: Mapping[str, OrganFacts] = field(init=False, repr=False, compare=False)
    _huvudman_ids: Mapping[int, HuvudmanFacts] = field(init=False, repr=False, compare=False)
    _organ_ids: Mapping[int, OrganFacts] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the names and the ids once."""
        huvudman = ((one, (one.kod, one.namn, one.kortnamn)) for one in self.huvudman)
        organ = (
            (one, (one.kod, one.namn, one.kortnamn, one.prefix or one.kod))
            for one in self.organ
            if not one.avslutad
        )
        object.__setattr__(self, "_huvudman", _by_name(huvudman))
        object.__setattr__(self, "_organ", _by_name(organ))
        object.__setattr__(self, "_huvudman_ids", {one.id: one for one in self.huvudman})
        object.__setattr__(self, "_organ_ids", {one.id: one for one in self.organ})

    def au(self) -> OrganFacts:
        """Return the one organ that prepares ärenden."""
        return next(organ for organ in self.organ if organ.slag == OrganSlag.AU)

    def ledningsgrupp(self) -> OrganFacts:
        """Return the one organ that decides."""
        return next(organ for organ in self.organ if organ.slag == OrganSlag.LEDNINGSGRUPP)

    def organ_by_id(self, organ_id: int | None) -> OrganFacts | None:
        """Return the organ, or None."""
        return self._organ_ids.get(organ_id or 0)

    def huvudman_by_id(self, huvudman_id: int | None) -> HuvudmanFacts | None:
        """Return the huvudman, or None."""
        return self._huvudman_ids.get(huvudman_id or 0)

    def organ_named(self, text: str | None) -> OrganFacts | None:
        """Return the organ by its code, prefix or name, whatever the case of the letters; None when
        there is none, or it has ended.
        """
        return self._organ.get(same_name(text or ""))

    def organ_once_named(self, text: str) -> OrganFacts | None:
        """Return the organ, also one that has ended since: what was said of it stands."""
        ended = (one for one in self.organ if text in {one.kod, one.namn})
        return self.organ_named(text) or next(ended, None)

    def no_such_organ(self, text: str, none: str = "inget organ") -> str | None:
        """Say that nothing can be handed to an organ of that name; None when it can."""
        if self.organ_named(text):
            return None
        if ended := self.organ_once_named(text):
            return f"{ended.namn} har avslutats. Välj någon annan."
        return f"Det finns {none} som heter {text}."

    def huvudman_named(self, text: str | None) -> HuvudmanFacts | None:
        """Return the huvudman by its code or either name; None when there is none."""
        return self._huvudman.get(same_name(text or ""))


T = TypeVar("T")


def _by_name(known: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    """Return them by their names; the first of those that have the same."""
    found: dict[str, T] = {}
    for one, names in known:
        for name in names:
            found.setdefault(same_name(name), one)
    return found


# Huvudmän change only when the profile is synced, which is done before the web starts, and organ
# besides that when a group for a time is made, prolonged or ended.
_KNOWN: WeakKeyDictionary[Engine, Register] = WeakKeyDictionary()
_OWN: Final = "register"  # where a session that has changed it keeps the one it alone sees
_NEVER: Final = object()
_H, _O = table_of(Huvudman).c, table_of(Organ).c
# Which edition of the register stands in the database: each row counts its own changes.
EDITION: Final = select(func.coalesce(func.sum(_O.version), 0)).scalar_subquery()


def load_register(session: Session, *, fresh: bool = False) -> Register:
    """Return the register of the session's database, read once per process and database for as
    long as nobody changes it: see ``look_anew``.
    """
    if _OWN in session.info:
        own: Register = session.info[_OWN] or as_it_is_now(session)
        return own
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 - sessions here are bound to engines
    known = _KNOWN.get(engine)
    if known is None or fresh or not known.organ:
        known = _KNOWN[engine] = _read(session)
    return known


def as_it_is_now(session: Session) -> Register:
    """Read the register anew in a session that has changed it, or has waited for who did. It is
    that session's alone until its transaction ends, after which everybody reads it anew.
    """
    own = session.info[_OWN] = _read(session)
    return own


@event.listens_for(Session, "after_soft_rollback")
def _undone(session: Session, _transaction: SessionTransaction) -> None:
    """What was changed since a savepoint is no longer so: the next who asks reads it anew."""
    if _OWN in session.info:
        session.info[_OWN] = None


@event.listens_for(Session, "after_transaction_end")
def _over(session: Session, transaction: SessionTransaction) -> None:
    """A savepoint that is released tells nobody else: the whole transaction does."""
    if transaction.parent is None and session.info.pop(_OWN, _NEVER) is not _NEVER:
        engine = session.get_bind()
        assert isinstance(engine, Engine)  # noqa: S101 - sessions here are bound to engines
        _KNOWN.pop(engine, None)


def look_anew(engine: Engine, upplaga: int) -> None:
    """Forget the register where another edition stands in the database. Every request says which
    one does, and every round asks.
    """
    known = _KNOWN.get(engine)
    if known is not None and known.upplaga != upplaga:
        _KNOWN.pop(engine, None)


def edition(session: Session) -> int:
    """Return which edition of the register stands in the database."""
    return int(session.execute(select(EDITION)).scalar_one())


def _read(session: Session) -> Register:
    upplaga = edition(session)  # first: better too old than too new
    return Register(
        huvudman=tuple(_HUVUDMAN.all(session)),
        organ=tuple(_ORGAN.all(session)),
        upplaga=upplaga,
    )


_HUVUDMAN = reading(
    HuvudmanFacts,
    wide(*_H["id", "kod", "namn", "kortnamn", "slag", "ordning"]).order_by(_H.ordning),
)
_ORGAN = reading(
    OrganFacts,
    wide(
        *_O["id", "kod", "namn", "kortnamn", "slag", "prefix", "beslutande", "tom", "avslutad"]
    ).order_by(_O.ordning, _O.id),
)
