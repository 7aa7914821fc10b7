"""Only the engine writes a row of ``sak``: a breach is refused where it runs, however spelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from support.county import Lan
from support.house.one_writer import ROOT, WrittenElsewhere
from support.paths.arende import arende_in

IMPORTS = """
from sqlalchemy import delete, insert, text, update
from models import tables
from models.base import table_of
from models.sak import Sak
t = table_of(Sak)
"""
SPELLINGS = [
    "session.execute(update(t).where(t.c.id == nr).values(lage='inkommet'))",
    "session.execute(update(t).values({t.c.lage: 'inkommet'}))",
    "session.execute(update(t).values(dict(lage='inkommet')))",
    "session.execute(update(t).ordered_values((t.c.lage, 'inkommet')))",
    "session.execute(t.update().where(t.c.id == nr), {'lage': 'inkommet'})",
    "session.execute(update(Sak), [{'id': nr, 'lage': 'inkommet'}])",
    "session.connection().exec_driver_sql('UPDATE public.sak SET version = 9')",
    "session.execute(text('UPDATE \"sak\" SET version = 9'))",
    "session.execute(text('WITH a AS (UPDATE ONLY sak SET version = 9) SELECT 1'))",
    "session.execute(delete(t).where(t.c.id == nr))",
    "session.execute(insert(t).from_select(['lage'], t.select()))",
    "session.get(Sak, nr).lage = 'inkommet'",
    "_, session.get(Sak, nr).lage = 1, 'inkommet'",
    "setattr(session.get(Sak, nr), 'la' + 'ge', 'inkommet')",
    "session.get(Sak, nr).sqlmodel_update({'lage': 'inkommet'})",
    "tables.Sak(slag='arende')",
    "getattr(tables, 'S' + 'ak')(lage='inkommet')",
]


def written_in(place: str, line: str) -> Callable[[Session, int], Any]:
    """Return a function of one line that stands in a file of ours."""
    code = compile(f"{IMPORTS}\ndef write(session, nr):\n    {line}\n", f"{ROOT}/{place}", "exec")
    there: dict[str, Any] = {}
    exec(code, there)  # noqa: S102 - what is tested is where it stands
    return there["write"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("line", SPELLINGS)
def test_what_writes_a_matter_s_row_outside_the_engine_is_refused(lan: Lan, line: str) -> None:
    nr = arende_in(lan, "under_beredning")
    for place in ("workflows/arende/writes.py", "workflows/engine/door.py", "api/web/page.py"):
        with (
            pytest.raises(WrittenElsewhere, match=f"^{place}:"),
            lan.database.session() as session,
        ):
            written_in(place, line)(session, nr)


def test_the_engine_writes_it_and_everybody_reads_and_locks_it(lan: Lan) -> None:
    nr = arende_in(lan, "under_beredning")
    reads = (
        "session.execute(t.select().where(t.c.id == nr).with_for_update()); session.get(Sak, nr)"
    )
    with lan.database.session() as session:
        written_in("workflows/engine/born.py", SPELLINGS[0])(session, nr)
        written_in("workflows/arende/load.py", reads)(session, nr)
