"""Names come in Swedish order from the database, the same in every list and kept with each row."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlmodel import Session

from models.base import table_of
from models.database import Database
from models.migrations import alembic_config, migrate
from models.organisation import Person
from support.county import Lan

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
# Signs of names in Europe, each with the letter it goes with.
WITH = {
    "a": "áàâãăąā",
    "c": "çćčċ",
    "d": "ďđ",
    "e": "éèêëěęē",
    "g": "ğģ",
    "i": "íìîïīį",
    "l": "ĺľļł",
    "n": "ñńňņ",
    "o": "óòôõōő",
    "r": "ŕř",
    "s": "śšşșß",
    "t": "ťţț",
    "u": "úùûüūůű",
    "y": "ýÿ",
    "z": "źžż",
    "ä": "æ",
    "ö": "ø",
}


def keys(session: Session, names: Sequence[str]) -> list[str]:
    query = text(
        "SELECT svensk_ordning(namn) FROM unnest(CAST(:names AS text[])) WITH ORDINALITY t(namn, n)"
    )
    return list(session.execute(query.bindparams(names=list(names))).scalars())


def in_order(session: Session, names: Sequence[str]) -> list[str]:
    found = dict(zip(names, keys(session, names), strict=True))
    return sorted(names, key=found.__getitem__)


def test_names_are_sorted_as_swedish_sorts_them(database: Database) -> None:
    names = ["Öhr", "Ölmstad", "Ås", "Ärla", "Zäta", "Éden", "Vä", "Vz", "Aby", "alvesta"]
    with database.session() as session:
        assert in_order(session, names) == [
            "Aby",
            "alvesta",
            "Éden",
            "Vz",
            "Vä",
            "Zäta",
            "Ås",
            "Ärla",
            "Öhr",
            "Ölmstad",
        ]


def test_every_letter_comes_in_the_order_of_the_alphabet(database: Database) -> None:
    with database.session() as session:
        assert in_order(session, ALPHABET[::-1]) == list(ALPHABET)
        assert keys(session, ALPHABET.upper()) == keys(session, ALPHABET)


@pytest.mark.parametrize("letter", WITH)
def test_an_accent_goes_with_its_letter_however_it_is_written(
    database: Database, letter: str
) -> None:
    signs = [form for one in WITH[letter] for form in (one, one.upper()) if len(form) == 1]
    taken_apart = [unicodedata.normalize("NFD", one) for one in signs]
    with database.session() as session:
        assert set(keys(session, [letter, *signs, *taken_apart])) == set(keys(session, [letter]))


def test_numbers_come_in_the_order_of_their_size(database: Database) -> None:
    names = ["Avtal 1", "Avtal 2", "Avtal 02 b", "Avtal 10", "Avtal 10 a", "Avtal 110", "Avtal a"]
    with database.session() as session:
        assert in_order(session, names[::-1]) == names


def test_no_name_is_too_long_for_its_key(database: Database) -> None:
    longest = ("1 " * 100, "\ufdfa" * 200, "Å" * 200)
    with database.session() as session:
        assert all(len(key.encode()) <= 800 for key in keys(session, longest))


def test_the_key_of_a_row_follows_its_name(lan: Lan) -> None:
    person = table_of(Person)
    with lan.database.session() as session:
        session.execute(person.update().where(person.c.id == 1).values(namn="Östen Åkerö"))
        kept = session.execute(select(person.c.namnordning).where(person.c.id == 1)).scalar_one()
        assert [kept] == keys(session, ["Östen Åkerö"])


def test_rows_that_were_there_before_get_their_keys(lan: Lan) -> None:
    config, person = alembic_config(lan.database.url), table_of(Person)
    lan.database.close()
    command.downgrade(config, "b3d61f0e7a52")
    migrate(lan.database.url)
    with lan.database.session() as session:
        kept = session.execute(select(person.c.namn, person.c.namnordning)).all()
        assert len(kept) > 3
        assert [key for _, key in kept] == keys(session, [name for name, _ in kept])
