"""Words of our own tables inside statements."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, literal_column


def fixed(word: str) -> ColumnElement[str]:
    """Return a word of our own tables as it stands in the statement: sent anew for every step it
    would cost more.
    """
    return literal_column(f"'{word}'", String)
