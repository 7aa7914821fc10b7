"""The rows that history depends on, held against the traces that the database left of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, text
from sqlmodel import Session

from models.base import Vakt, guarded
from models.migrations.traces import Form
from models.vocabulary import Sparslag

_GUARDS = 3  # triggers that leave traces: of rows added, changed and removed
_FORMS = text(
    "SELECT f.id, f.tabell, f.nyckel, f.kolumner, f.saker, f.galler,"
    " (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = to_regclass(f.tabell)"
    " AND t.tgname LIKE 'spar\\_%' AND t.tgname <> 'spar_truncate' AND t.tgenabled = 'O') AS vakter"
    " FROM sparform f ORDER BY f.id"
)
_NEW = text("SELECT DISTINCT form_id FROM spar WHERE handelse_id > :since")


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is not as its last trace says, and the matter it belongs to; ``sak_id`` is None
    where it belongs to none.
    """

    sak_id: int | None
    mening: str


def broken_rows(session: Session, since: int | None = None) -> Iterator[BrokenRow]:
    """Yield every row that was changed, added or removed behind the program's back, and every table
    whose guard is gone. With ``since`` only of the rows that later events changed.
    """
    forms, vakter = _forms(session), {table.name: vakt for table, vakt in guarded()}
    now = {row.tabell: row for row in forms if row.galler}
    for tabell in sorted(vakter):
        if tabell not in now or now[tabell].vakter < _GUARDS:
            yield BrokenRow(None, f"Vakten över tabellen {tabell} är borttagen eller avstängd.")
    new = None
    if since is not None:
        new = set(session.connection().execute(_NEW, {"since": since}).scalars())
    for tabell in sorted(vakter.keys() & now.keys()):
        of_table = {row.id: _form(row) for row in forms if row.tabell == tabell}
        if new is None or new & of_table.keys():
            yield from _broken(session, vakter[tabell], of_table, since)


def _forms(session: Session) -> list[Row[tuple[object, ...]]]:
    return list(session.connection().execute(_FORMS))


def _form(row: Row[tuple[object, ...]]) -> Form:
    return Form(row.id, row.tabell, row.nyckel, row.kolumner, row.saker)


def _broken(
    session: Session, vakt: Vakt, forms: Mapping[int, Form], since: int | None
) -> Iterator[BrokenRow]:
    query, said = text(_query(forms, since)), {"forms": list(forms), "since": since}
    for row in session.connection().execute(query, said):
        what = f"{vakt.ord} (rad {row.nyckel} i tabellen {row.tabell})"
        done = Sparslag(row.slag).ord
        yield BrokenRow(row.sak_id, f"{what} har {done} utan att någon händelse säger det.")


def _query(forms: Mapping[int, Form], since: int | None) -> str:
    """Return the question which rows are not as their last traces say. A row that is gone belongs
    to the matter whose event carried the trace.
    """
    form = list(forms.values())[-1]
    whens = " ".join(f"WHEN {one.id} THEN {one.digest('s.salt')}" for one in forms.values())
    own = form.saker[0] if form.saker else "NULL"
    here, join = "form_id = ANY(:forms)", "FULL JOIN"
    if since is not None:
        here, join = f"{here} AND (handelse_id > :since OR gallring_id IS NOT NULL)", "LEFT JOIN"
    return (
        f"WITH latest AS (SELECT DISTINCT ON (nyckel) * FROM spar WHERE {here}"  # noqa: S608 - our own names
        " ORDER BY nyckel, id DESC)"
        f" SELECT coalesce(s.nyckel, {form.key}) AS nyckel, '{form.tabell}' AS tabell,"
        f" coalesce({own}, h.sak_id) AS sak_id, CASE WHEN n.{form.nyckel[0]} IS NULL"
        " THEN 'borttagen' WHEN s.id IS NULL OR s.slag = 'borttagen' THEN 'tillagd' ELSE 'andrad'"
        f" END AS slag FROM latest s {join} {form.tabell} n ON {form.key} = s.nyckel"
        " LEFT JOIN handelse h ON h.id = s.handelse_id"
        f" WHERE CASE WHEN n.{form.nyckel[0]} IS NULL THEN s.slag <> 'borttagen'"
        f" WHEN s.id IS NULL OR s.slag = 'borttagen' THEN true"
        f" ELSE s.hash <> CASE s.form_id {whens} END END ORDER BY 1"
    )
