"""What every table shares: named constraints, closed lists as checked columns, UTC timestamps, and
names in Swedish order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Final, Self, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Computed,
    Connection,
    DateTime,
    Enum,
    MetaData,
    String,
    Table,
    Text,
    event,
    literal_column,
)
from sqlalchemy.sql.operators import OperatorType
from sqlmodel import SQLModel

# Alembic can only alter a constraint it can name.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING_CONVENTION


@dataclass(frozen=True, slots=True)
class Vakt:
    """That history depends on a table: its rows change only with an event, and each change leaves
    a trace.

    ``ord`` is what a row is called in a Swedish sentence. ``saker`` are the matters it belongs to,
    the first one first, in SQL over a row ``n``. ``fria`` are the columns that may change without
    an event, each with why.
    """

    ord: str
    saker: tuple[str, ...]
    fria: Mapping[str, str] = field(default_factory=dict)


class Tabell(SQLModel):
    """Base of every stored row.

    A ``table=True`` class does not validate: input goes through a non-table model first and the
    database checks too.
    """

    vakt: ClassVar[Vakt | None] = None


class Fakta(SQLModel):
    """What rules may know of a row: it shares the fields of the table's base, and never changes.

    It checks what it is made of, which costs some microseconds: right for a step, not for a sweep
    over many rows.
    """

    model_config = {"frozen": True}

    def but(self, **values: object) -> Self:
        """Return the same facts with other values."""
        return self.model_copy(update=values)


# An instant: timestamptz, always written and read in UTC with microseconds.
Tidpunkt = DateTime(timezone=True)


class Ord(StrEnum):
    """A closed list. Each member carries the word people read and a sentence saying what it means
    and whence.
    """

    ord: str
    mening: str

    def __new__(cls, value: str, word: str = "", sentence: str = "") -> Self:
        """Make a member from its stored value, its word and its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.ord = word or value
        member.mening = sentence
        return member


def written(word: str) -> ColumnElement[str]:
    """Return a word of ours as it stands in a statement. Never for what somebody has written."""
    return literal_column(f"'{word}'", String)


def _written_out(words: Sequence[str], compared: object) -> object:
    """Return what a column of a closed list is compared with, its words written out."""
    if isinstance(compared, str):
        return written(compared) if compared in words else compared
    if isinstance(compared, list | tuple | set | frozenset):
        return [_written_out(words, one) for one in compared]
    return compared


class _InWords:
    """Compares a column of a closed list.

    A word of the list stands in the statement. The server plans a statement once, for whatever
    parameters: only of a word that it sees does it know how many rows have it, or that an index
    which holds no others will do. What is not of the list is a parameter, as ever.
    """

    type: Any

    def operate(self, op: OperatorType, *other: Any, **more: Any) -> ColumnElement[Any]:
        compared = (_written_out(self.type.enums, one) for one in other)
        same: ColumnElement[Any] = super().operate(op, *compared, **more)  # type: ignore[misc]
        return same


class Checked(Enum):
    """A text column that the database refuses to fill with anything outside a closed list."""

    class comparator_factory(_InWords, Enum.Comparator):  # noqa: N801 - SQLAlchemy's own name
        """Compares with words as they stand."""


class Worded(String):
    """A text column with words of several closed lists; which of them a row may have its table
    checks.
    """

    class comparator_factory(_InWords, String.Comparator[str]):  # noqa: N801 - SQLAlchemy's name
        """Compares with words as they stand."""

    def __init__(self, enums: Iterable[str] = (), length: int | None = None) -> None:
        """Keep the words."""
        super().__init__(length)
        self.enums = tuple(enums)


def checked(closed_list: type[StrEnum]) -> Enum:
    """Return a text column type that the database refuses to fill with anything outside the closed
    list.
    """
    return Checked(
        closed_list,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=closed_list.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def table_of(model: type[SQLModel]) -> Table:
    """Return the Core table behind a model; the hot path speaks Core, the rest may use objects."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def guarded() -> Iterator[tuple[Table, Vakt]]:
    """Yield every table that history depends on, as far as their modules are imported."""
    waiting: list[type[Tabell]] = [Tabell]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if model.vakt and hasattr(model, "__table__"):
            yield table_of(model), model.vakt


# The one order of names in Swedish: a function in the database, whose word a column keeps. Neither
# the embedded server nor every other has Swedish collations. Å, ä and ö come after z, other accents
# go with their letter, æ with ä and ø with ö, large letters with small; numbers in a name come in
# the order of their size. The key is cut, so that no name is too long for an index.
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


# ``models.text.visible`` in the database, for what was stored before names were freed from signs
# that nobody sees: what is searched is what can be read.
UTAN_OSYNLIGT: Final = r"""
CREATE OR REPLACE FUNCTION utan_osynligt(ord text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT regexp_replace(ord,
    '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f'
    '\ufeff\ufff9-\ufffb]', '', 'g')
$$
"""


@event.listens_for(metadata, "before_create")
def _make_functions(_tables: MetaData, connection: Connection, **_said: object) -> None:
    """Make the functions before the tables that ask them."""
    connection.exec_driver_sql(SVENSK_ORDNING)
    connection.exec_driver_sql(UTAN_OSYNLIGT)


def ordered(column: str) -> Column[Any]:
    """Return a column that keeps where another one's text comes among others."""
    words = Computed(f"svensk_ordning({column})", persisted=True)
    return Column(Text(collation="C"), words, nullable=False)
