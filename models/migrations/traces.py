"""The trace of a row: what the database itself writes of each change of what history depends on,
and the way in for what is read in beside the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent

_SALT = "replace(gen_random_uuid()::text, '-', '')"


@dataclass(frozen=True, slots=True)
class Form:
    """A row of ``sparform``, and the matters that a row belongs to, as in ``Vakt``."""

    id: int
    tabell: str
    nyckel: Sequence[str]
    kolumner: Sequence[str]
    saker: Sequence[str]

    @property
    def key(self) -> str:
        """Return SQL for what a row ``n`` is known by."""
        return f"concat_ws(',', {', '.join(f'n.{one}' for one in self.nyckel)})"

    def digest(self, salt: str) -> str:
        """Return SQL for the hash of a salt and what a row ``n`` says."""
        said = f"jsonb_build_array({', '.join(f'n.{one}' for one in self.kolumner)})"
        return f"encode(sha256(convert_to({salt} || {said}::text, 'UTF8')), 'hex')"

    def event(self, since: str) -> str:
        """Return SQL for the latest event of the matters of a row ``n``, if it is one of those
        that ``since`` says.
        """
        if not self.saker:
            return "NULL"
        return (
            "(SELECT max(h.id) FROM sak s JOIN handelse h"  # noqa: S608 - our own names
            " ON h.sak_id = s.id AND h.lopnr = s.version"
            f" WHERE s.id IN ({', '.join(self.saker)}){since})"
        )

    def traced(self, slag: str, carried: str, rows: str) -> str:
        """Return the statement that leaves a trace of each row ``n`` of a source. ``carried`` is by
        which event and which erasure.
        """
        return (
            "INSERT INTO spar (handelse_id, gallring_id, form_id, nyckel, slag, salt, hash)\n"  # noqa: S608 - as above
            f"SELECT {carried}, {self.id}, {self.key}, '{slag}', n.salt, {self.digest('n.salt')}\n"
            f"FROM (SELECT n.*, {_SALT} AS salt FROM {rows}) n"
        )

    def as_it_stands(self) -> str:
        """Return the statement that leaves a trace of each row that has none: what was there before
        the guard, or was read in past it; in the order of their keys, so that the same rows are
        always numbered alike. Each hangs on the event its matter had come to.
        """
        known = (
            "SELECT FROM spar s JOIN sparform f ON f.id = s.form_id"
            f" WHERE f.tabell = '{self.tabell}' AND s.nyckel = {self.key}"
        )
        order = ", ".join(f"n.{one}" for one in self.nyckel)
        rows = f"{self.tabell} n WHERE NOT EXISTS ({known}) ORDER BY {order}"
        return self.traced("tillagd", f"{self.event('')}, NULL", rows)

    def guard(self) -> list[str]:
        """Return the statements that put a guard on the table, in place of the one it has."""
        here = " AND ".join(f"o.{one} = n.{one}" for one in self.nyckel)
        was, now = (", ".join(f"{row}.{one}" for one in self.kolumner) for row in "on")
        changed = (
            f"nya n LEFT JOIN gamla o ON {here}"
            f" WHERE o.{self.nyckel[0]} IS NULL OR ROW({now}) IS DISTINCT FROM ROW({was})"
        )
        there = " AND ".join(f"m.{one} = n.{one}" for one in self.nyckel)
        # A row whose key is changed is gone from where it was.
        renamed = f"gamla n WHERE NOT EXISTS (SELECT FROM nya m WHERE {there})"
        event = f"coalesce({self.event(' AND h.id >= forsta')}, forsta)"
        carried = f"CASE WHEN gallrad IS NULL THEN {event} END, gallrad"
        ways = {
            "INSERT": self.traced("tillagd", carried, "nya n"),
            "UPDATE": f"{self.traced('borttagen', carried, renamed)};\n"
            + self.traced("andrad", carried, changed),
            "DELETE": self.traced("borttagen", carried, "gamla n"),
        }
        said = {op: indent(way, " " * 8) for op, way in ways.items()}
        free = "" if self.saker else " AND TG_OP <> 'INSERT'"
        triggers = [one for op in ways for one in self._triggers(op)]
        return [_FUNCTION.format(tabell=self.tabell, free=free, **said), *triggers]

    def _triggers(self, op: str) -> list[str]:
        new, old = "NEW TABLE AS nya", "OLD TABLE AS gamla"
        seen = {"INSERT": new, "UPDATE": f"{old} {new}", "DELETE": old}[op]
        name = f"spar_{op.lower()} "
        after = f"AFTER {op} ON {self.tabell} REFERENCING {seen}"
        how = f"FOR EACH STATEMENT EXECUTE FUNCTION spara_{self.tabell}()"
        return [
            f"DROP TRIGGER IF EXISTS {name} ON {self.tabell}",
            f"CREATE TRIGGER {name} {after} {how}",
        ]


_FUNCTION = """
CREATE OR REPLACE FUNCTION spara_{tabell}() RETURNS trigger LANGUAGE plpgsql
SET timezone = 'UTC' AS $$
DECLARE
    forsta bigint := nullif(current_setting('samflode.handelse', true), '');
    gallrad integer := nullif(current_setting('samflode.gallring', true), '');
    antal bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
{INSERT};
    ELSIF TG_OP = 'UPDATE' THEN
{UPDATE};
    ELSE
{DELETE};
    END IF;
    GET DIAGNOSTICS antal = ROW_COUNT;
    IF antal > 0 AND forsta IS NULL AND gallrad IS NULL{free} THEN
        RAISE EXCEPTION 'Tabellen % ändras bara av ett steg i Samflöde, och av gallring med '
            'protokoll.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""
