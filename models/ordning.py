"""The one order of names in Swedish: a function in the database, whose word a column keeps.

Neither the embedded server nor every other has Swedish collations. Å, ä and ö come after z, other
accents go with their letter, æ with ä and ø with ö, large letters with small; numbers in a name
come in the order of their size.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Computed, Connection, MetaData, Text, event

from models.base import metadata

# Three steps: letters, marks, numbers. The key is cut, so that no name is too long for an index.
SVENSK_ORDNING: Final = r"""
CREATE OR REPLACE FUNCTION svensk_ordning(namn text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT left(regexp_replace(regexp_replace(
    lower(regexp_replace(
        normalize(
            translate(normalize(namn, NFC), 'ÅåÄäÆæÖöØøŁłĐđẞß', '{{||||}}}}llddss'), NFKD
        ), '[\u0300-\u036f]', '', 'g'
    ) COLLATE "C"),
    '([0-9]+)', '0000000000000000000\1', 'g'), '[0-9]*([0-9]{20})', '\1', 'g'), 200)
$$
"""


@event.listens_for(metadata, "before_create")
def _make_function(_tables: MetaData, connection: Connection, **_said: object) -> None:
    """Make the function before the tables that ask it."""
    connection.exec_driver_sql(SVENSK_ORDNING)


def ordered(column: str) -> Column[Any]:
    """Return a column that keeps where another one's text comes among others."""
    words = Computed(f"svensk_ordning({column})", persisted=True)
    return Column(Text(collation="C"), words, nullable=False)
