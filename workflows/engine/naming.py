"""What a matter is called when it is named in a sentence, whatever kind it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Select, String, select, type_coerce
from sqlmodel import Session

from models.base import table_of
from models.rows import among
from models.sak import Sak
from workflows.engine.noun import Nouns

_SAK = table_of(Sak)


def names_of(session: Session, sak_ids: Iterable[int], nouns: Nouns) -> dict[int, str]:
    """Return the name of each matter, e.g. "ärende SAM 2023:47"; one that is gone keeps its number,
    "sak 12".
    """
    wanted = sorted(set(sak_ids))
    names = {sak_id: f"sak {sak_id}" for sak_id in wanted}
    slag = type_coerce(_SAK.c.slag, String)
    kinds: dict[str, list[int]] = {}
    for row in session.execute(select(_SAK.c.id, slag).where(among(_SAK.c.id, wanted))):
        kinds.setdefault(row[1], []).append(row[0])
    for kind, ids in kinds.items():
        names.update(nouns[kind].names(session, ids))
    return names


def named_by(
    query: Select[tuple[object, ...]], say: Callable[..., str]
) -> Callable[[Session, Sequence[int]], Mapping[int, str]]:
    """Return how a noun's matters are named: ``query`` gives id, name and what else ``say`` takes.

    One without a name is called by its number.
    """
    ident = query.selected_columns[0]

    def names(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
        rows = session.execute(query.where(among(ident, ids)))
        return {one: say(one, name or f"nr {one}", *more) for one, name, *more in rows}

    return names
