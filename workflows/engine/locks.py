"""Row locks, always in the order of the nouns' ranks: parents before children.

FOR NO KEY UPDATE: nobody else can take a step on the matter, but rows that merely point at it can
be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    String,
    any_,
    bindparam,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import CollectionAggregate
from sqlalchemy.sql.selectable import SelectBase
from sqlmodel import Session

from models.base import table_of
from models.rows import AMONG
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.county.register import OrganFacts, as_it_is_now, load_register
from workflows.engine.case import SakFacts
from workflows.engine.noun import Nouns
from workflows.engine.visibility import known_of
from workflows.ground.errors import NotFound

_SAK, _OVER = table_of(Sak), table_of(Sak).alias("ovan")
_COLUMNS = (
    _SAK.c.id,
    type_coerce(_SAK.c.slag, String).label("slag"),
    _SAK.c.lage,
    _SAK.c.version,
    _SAK.c.foralder_id,
    _SAK.c.lage_sedan,
    _SAK.c.definitionsversion,
    _SAK.c.kedja,
)
_NAMED = _SAK.c.id == any_(bindparam("named", type_=ARRAY(BigInteger)))


def _one_of(ids: SelectBase) -> CollectionAggregate[bool]:
    """Return what an id is compared with to be among those of a statement: by an array an index is
    used, however many they are.
    """
    return any_(func.array(ids.scalar_subquery(), type_=ARRAY(BigInteger)))


_PARENTS = select(_SAK.c.foralder_id).where(_SAK.c.id == AMONG)
# What a matter is about moves with it, and that one's own parent has its lock before.
_ABOVE = select(_OVER.c.foralder_id).where(_OVER.c.id == _one_of(_PARENTS))


@cache
def _statement(nouns: Nouns) -> Select[tuple[object, ...]]:
    """Return the one statement that locks, built once for each registry."""
    ranked = [str(noun.slag) for noun in sorted(nouns, key=lambda noun: noun.lock_rank)]
    rank = func.array_position(literal(ranked, ARRAY(String)), _COLUMNS[1])
    held = [noun.held_with for noun in nouns if noun.held_with is not None]
    return (
        select(*_COLUMNS, nouns.seen.where.label("synlig"))
        .where(or_(_SAK.c.id == _one_of(union_all(_PARENTS, _ABOVE, *held)), _NAMED))
        .order_by(rank, _SAK.c.id)
        .with_for_update(key_share=True, of=_SAK)
    )


_READ = select(*_COLUMNS).where(_SAK.c.id == AMONG)


@cache
def _seen(named: ColumnElement[bool], nouns: Nouns) -> Select[tuple[object, ...]]:
    """Return the statement that reads a matter somebody sees, built once for what names it."""
    return select(*_COLUMNS).where(named, nouns.seen.where)


def lock_together(
    session: Session, ids: Sequence[int], actor: Actor, nouns: Nouns, also: Iterable[int] = ()
) -> dict[int, tuple[SakFacts, bool]]:
    """Lock matters, their parents, what they are held with and those named, in order and in one
    statement.

    Return those that are there as they now stand, and whether the actor may see each.
    """
    asked = {"ids": ids, "named": [*ids, *also], **known_of(actor)}
    rows = session.connection().execute(_statement(nouns), asked) if ids else ()
    wanted = set(ids)
    return {row.id: (_facts(row, nouns), bool(row.synlig)) for row in rows if row.id in wanted}


def groups_named(session: Session, payloads: Iterable[object], nouns: Nouns) -> list[int]:
    """Return the ids of the groups for a time that something is handed to. Each is a matter whose
    lock is taken with the step: it does not end meanwhile, and when it ends it has what it was
    given. The register is to be read anew behind the lock (``as_it_is_now``).
    """
    said = (
        one.get(name)
        for one in payloads
        if isinstance(one, Mapping)
        for name in nouns.organ_named_in
    )
    register = load_register(session)
    organ = {register.organ_named(text) for text in said if isinstance(text, str)}
    return _groups(session, [one.id for one in organ if one is not None and one.tom], nouns)


def _groups(session: Session, organ_ids: Sequence[int], nouns: Nouns) -> list[int]:
    if not organ_ids:
        return []
    asked = [noun.as_organ for noun in nouns if noun.as_organ is not None]
    found = (session.execute(query, {"ids": organ_ids}).scalars() for query in asked)
    return [one for ids in found for one in ids]


def hold_group(session: Session, organ: OrganFacts, nouns: Nouns) -> None:
    """Let a group for a time neither end nor change until this transaction does, and read the
    register anew behind the lock.
    """
    if ids := _groups(session, [organ.id] if organ.tom else [], nouns):
        held = select(_SAK.c.id).where(_SAK.c.id == AMONG).with_for_update(key_share=True)
        session.execute(held, {"ids": ids})
        as_it_is_now(session)


def read(session: Session, sak_id: int, nouns: Nouns) -> SakFacts:
    """Return the matter without locking it."""
    found = read_all(session, [sak_id], nouns)
    if not found:
        raise NotFound
    return found[0]


def read_seen(
    session: Session, named: ColumnElement[bool], actor: Actor, nouns: Nouns, **values: object
) -> SakFacts | None:
    """Return the matter that a condition on ``sak`` names, which is made once, without locking it;
    None when there is none that the actor may see.
    """
    asked = {**known_of(actor), **values}
    row = session.connection().execute(_seen(named, nouns), asked).one_or_none()
    return _facts(row, nouns) if row else None


def read_all(session: Session, ids: Sequence[int], nouns: Nouns) -> list[SakFacts]:
    """Return matters without locking them, in the order they are named: where they happen to lie
    in the table must not decide whose letter is written first.
    """
    rows = session.connection().execute(_READ, {"ids": ids}) if ids else ()
    found = {row.id: _facts(row, nouns) for row in rows}
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def _facts(row: Row[tuple[object, ...]], nouns: Nouns) -> SakFacts:
    return SakFacts(
        row.id,
        nouns[row.slag].slag,
        row.lage,
        row.version,
        row.foralder_id,
        row.lage_sedan,
        row.definitionsversion,
        row.kedja,
    )
