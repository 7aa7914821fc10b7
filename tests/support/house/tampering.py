"""What the program never does to its own history, done to it."""

from __future__ import annotations

from sqlalchemy import Executable, text

from support.county import Lan


def behind_its_back(lan: Lan, *statements: str | Executable, **values: object) -> None:
    """Write as the database's owner, with every trigger and foreign key asleep."""
    with lan.database.session() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            said = text(statement) if isinstance(statement, str) else statement
            session.execute(said, values)
