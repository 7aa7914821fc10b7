"""How a migration puts a guard on a table that history depends on, or gives one more columns."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from models.migrations.traces import Form

_NEW = (
    "INSERT INTO sparform (tabell, nyckel, kolumner, saker, galler)"
    " VALUES (:tabell, :nyckel, :kolumner, :saker, true) RETURNING id"
)
_NO_TRUNCATE = (
    "CREATE OR REPLACE TRIGGER spar_truncate BEFORE TRUNCATE ON {}"
    " FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar()"
)


def guard(
    tabell: str, *, nyckel: Sequence[str], kolumner: Sequence[str], saker: Sequence[str]
) -> None:
    """Let rows of a table change only with an event, and each change of these columns leave a
    trace; rows that have none get one. ``saker`` is as in ``Vakt``.

    A guarded column may not be dropped: its rows could no longer be held against their traces.
    """
    bind = op.get_bind()
    said = {"tabell": tabell, "nyckel": [*nyckel], "kolumner": [*kolumner], "saker": [*saker]}
    bind.execute(sa.text("UPDATE sparform SET galler = false WHERE tabell = :tabell"), said)
    form = Form(bind.execute(sa.text(_NEW), said).scalar_one(), tabell, nyckel, kolumner, saker)
    op.execute("ALTER TABLE spar DISABLE TRIGGER bara_av_vakten")
    op.execute(form.as_it_stands())
    op.execute("ALTER TABLE spar ENABLE TRIGGER bara_av_vakten")
    for statement in form.guard():
        op.execute(statement)
    op.execute(_NO_TRUNCATE.format(tabell))


def guard_also(tabell: str, *kolumner: str) -> None:
    """Let the traces of a guarded table be of these new columns too."""
    known = sa.text("SELECT * FROM sparform WHERE tabell = :tabell AND galler")
    form = op.get_bind().execute(known, {"tabell": tabell}).one()
    guard(tabell, nyckel=form.nyckel, kolumner=[*form.kolumner, *kolumner], saker=form.saker)


def guard_no_longer(tabell: str, *kolumner: str) -> None:
    """Let the traces of a guarded table be of all but these columns, on the way back to where they
    were not there.
    """
    known = sa.text("SELECT * FROM sparform WHERE tabell = :tabell AND galler")
    form = op.get_bind().execute(known, {"tabell": tabell}).one()
    left = [one for one in form.kolumner if one not in kolumner]
    guard(tabell, nyckel=form.nyckel, kolumner=left, saker=form.saker)


def unguard(tabell: str) -> None:
    """Take the guard away."""
    for way in ("insert", "update", "delete", "truncate"):
        op.execute(f"DROP TRIGGER spar_{way} ON {tabell}")
    op.execute(f"DROP FUNCTION spara_{tabell}()")
