"""Which earlier ärenden are about the same thing: the more of the rare words they share, the more
alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, String, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.arende import Arende
from models.base import table_of
from models.lagen import Slag
from models.rows import ONE, reading, wide
from models.sak import Sak
from workflows.county.actors import Actor
from workflows.engine.visibility import seen
from workflows.engine.world import World
from workflows.ground.stems import stems

_ARENDE, _SAK = table_of(Arende), table_of(Sak)
_MOST_WORDS, _MOST_CANDIDATES, _LONGEST = 20, 400, 1000
# Further back nobody looks: of words that few have, every ärende there is would be read.
_NEWEST = 4000
ALIKE = 0.34  # the share of the text's weight in words that must be found again
_COMMON = frozenset(
    stems(
        "och att det som en ett på är av för med till den har de inte om i hur ska skall vad vem"
        " när var kan vi man från eller men ut in upp nu ny nya nytt alla under över vid så sin"
        " sitt sina vara bli blir mer efter utan samt bör beslut beslutar fråga frågan ärende"
        " ledningsgruppen"
    )
)


def telling(text: str) -> list[str]:
    """Return the stems that say what a text is about, each once, in order."""
    words = dict.fromkeys(
        stem for stem in stems(text[:_LONGEST]) if stem not in _COMMON and len(stem) > 1
    )
    return list(words)[:_MOST_WORDS]


def alike(wanted: Sequence[str], candidates: Mapping[int, Iterable[str]]) -> list[int]:
    """Return the candidates (id → the wanted stems each has) that are alike enough, the most alike
    first.

    A word that few candidates have weighs more than one that most have.
    """
    having = {stem: sum(1 for found in candidates.values() if stem in found) for stem in wanted}
    weight = {stem: 1 + math.log((1 + len(candidates)) / (1 + having[stem])) for stem in wanted}
    total = sum(weight.values()) or 1.0
    score = {
        one: sum(weight[stem] for stem in set(found)) / total for one, found in candidates.items()
    }
    return [
        one for one in sorted(score, key=lambda one: (-score[one], -one)) if score[one] >= ALIKE
    ]


def similar_ids(
    session: Session, actor: Actor, world: World, text: str, *, but: int | None = None
) -> list[int]:
    """Return the ids of ärenden the actor may see that are about the same thing, the most alike
    first.
    """
    wanted = telling(text)
    if not wanted:
        return []
    begun = [f"'{stem}':*" for stem in wanted]
    asked = {"ord": begun, "nagot": " | ".join(begun), "den": but or 0}
    rows = seen(_HAVING, session, actor, world, **asked)
    return alike(
        wanted, {row.id: [wanted[place - 1] for place in row.platser or ()] for row in rows}
    )


@dataclass(frozen=True, slots=True)
class _Having:
    """An ärende and the places of those of the words it has, counted from 1."""

    id: int
    platser: list[int] | None


_NEW = (
    select(*_ARENDE.c["id", "sokord"]).order_by(_ARENDE.c.id.desc()).limit(_NEWEST).subquery("nya")
)


def _has(query: ColumnElement[str]) -> ColumnElement[bool]:
    # No condition for an index, which would find all there are: the newest few are enough.
    return func.coalesce(_NEW.c.sokord.bool_op("@@")(query), other=False)


_SENT = (
    func.unnest(bindparam("ord", type_=ARRAY(String)))
    .table_valued("ord", with_ordinality="plats")
    .render_derived(name="sokta")
)
# Each word is read once, and not once for each ärende.
_WORDS = (
    select(func.to_tsquery("simple", _SENT.c.ord).label("ord"), _SENT.c.plats)
    .cte("ord")
    .prefix_with("MATERIALIZED")
)
_PLACES = select(_WORDS.c.plats).where(_has(_WORDS.c.ord)).scalar_subquery()
_HAVING = reading(
    _Having,
    wide(
        _NEW.c.id,
        func.array(_PLACES, type_=ARRAY(BigInteger)).label("platser"),
    )
    .join(_SAK, _SAK.c.id == _NEW.c.id)
    .where(
        _SAK.c.slag == Slag.ARENDE,
        _has(func.to_tsquery("simple", bindparam("nagot", type_=String))),
        _NEW.c.id != ONE,
    )
    .order_by(_NEW.c.id.desc())
    .limit(_MOST_CANDIDATES),
)
