"""From the länsprofil to the rows that everything else points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import Tabell, table_of
from models.organisation import Huvudman, Organ
from workflows.county.organisation.trail import Andring, Who, record
from workflows.county.profile import Profile
from workflows.county.register import load_register

_Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did. ``utanfor`` are names in the database that the profile no longer has; they
    are kept.
    """

    nya: int
    andrade: int
    utanfor: tuple[str, ...]


def sync_profile(session: Session, profile: Profile, who: Who) -> Synced:
    """Make huvudmän and organ what the länsprofil says. Doing it again changes nothing."""
    changes = [
        _upsert(
            session,
            Huvudman,
            _huvudman(profile),
            words=(Andring.HUVUDMAN_NY, Andring.HUVUDMAN_ANDRAD),
            who=who,
        ),
        _upsert(
            session,
            Organ,
            _organ(profile),
            words=(Andring.ORGAN_NYTT, Andring.ORGAN_ANDRAT),
            who=who,
        ),
    ]
    session.flush()
    load_register(session, fresh=True)
    return Synced(
        nya=sum(change.nya for change in changes),
        andrade=sum(change.andrade for change in changes),
        utanfor=tuple(name for change in changes for name in change.utanfor),
    )


def _huvudman(profile: Profile) -> list[_Facts]:
    return [
        {
            "kod": one.kod,
            "namn": one.namn,
            "kortnamn": one.kortnamn,
            "slag": one.slag,
            "ordning": place,
        }
        for place, one in enumerate(profile.huvudman, 1)
    ]


def _organ(profile: Profile) -> list[_Facts]:
    return [
        {
            "kod": one.kod,
            "namn": one.namn,
            "kortnamn": one.kortnamn,
            "slag": one.slag,
            "prefix": one.prefix,
            "beslutande": one.beslutande,
            "mandat": one.mandat,
            "ordning": place,
        }
        for place, one in enumerate(profile.organ, 1)
    ]


def _upsert(
    session: Session,
    model: type[Tabell],
    wanted: Sequence[_Facts],
    *,
    words: tuple[Andring, Andring],
    who: Who,
) -> Synced:
    table = table_of(model)
    stored = {row["kod"]: row for row in session.execute(select(table)).mappings()}
    # Two processes may start at once: the second finds the row made.
    insertion = insert(table).on_conflict_do_nothing(index_elements=["kod"]).returning(table.c.id)
    unknown = [facts for facts in wanted if facts["kod"] not in stored]
    new = [facts for facts in unknown if session.execute(insertion.values(facts)).first()]
    changed = [facts for facts in wanted if _differs(facts, stored.get(facts["kod"]))]
    edition = {"version": table.c.version + 1} if "version" in table.c else {}
    for facts in changed:
        session.execute(update(table).where(table.c.kod == facts["kod"]).values(facts | edition))
    for what, made in zip(words, (new, changed), strict=True):
        for facts in made:
            record(session, what, who=who, facts=facts)
    return Synced(len(new), len(changed), tuple(_outside(stored, wanted)))


def _outside(stored: Mapping[str, RowMapping], wanted: Sequence[_Facts]) -> Iterator[str]:
    """Yield what the profile no longer names. A group that a decision has made is no less there for
    never having stood in it.
    """
    known = {facts["kod"] for facts in wanted}
    yield from (
        row["namn"] for kod, row in stored.items() if kod not in known and row.get("tom") is None
    )


def _differs(facts: _Facts, row: RowMapping | None) -> bool:
    return row is not None and any(row[name] != value for name, value in facts.items())
