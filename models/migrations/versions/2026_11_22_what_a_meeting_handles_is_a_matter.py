"""A remiss, an agenda item and a decision are about a matter: an ärende, or a revision of an agreement."""

from __future__ import annotations

from alembic import op

revision: str = "b81e4c07d2f3"
down_revision: str | None = "a070e7e6e4a6"
branch_labels: str | None = None
depends_on: str | None = None

TABLES = ("remiss", "dagordningspunkt", "beslut")
ITEMS_BEFORE = "slag IN ('staende', 'tidigare_beslut', 'arende')"
ITEMS = "slag IN ('staende', 'tidigare_beslut', 'arende', 'revision')"


def upgrade() -> None:
    op.drop_constraint(op.f("ck_dagordningspunkt_arende"), "dagordningspunkt", type_="check")
    _rename("arende", "om")
    op.create_check_constraint(
        "om", "dagordningspunkt", "(slag IN ('arende', 'revision')) = (om_id IS NOT NULL)"
    )
    _allow(ITEMS)


def downgrade() -> None:
    _allow(ITEMS_BEFORE)
    op.drop_constraint(op.f("ck_dagordningspunkt_om"), "dagordningspunkt", type_="check")
    _rename("om", "arende")
    op.create_check_constraint(
        "arende", "dagordningspunkt", "(slag = 'arende') = (arende_id IS NOT NULL)"
    )


def _rename(before: str, after: str) -> None:
    for table in TABLES:
        op.alter_column(table, f"{before}_id", new_column_name=f"{after}_id")
        op.execute(f"ALTER INDEX ix_{table}_{before}_id RENAME TO ix_{table}_{after}_id")
        name = f"RENAME CONSTRAINT fk_{table}_{before}_id_sak TO fk_{table}_{after}_id_sak"
        op.execute(f"ALTER TABLE {table} {name}")
        _rename_not_null(table, before, after)
    op.execute(f"ALTER INDEX uq_dagordningspunkt_{before} RENAME TO uq_dagordningspunkt_{after}")


def _rename_not_null(table: str, before: str, after: str) -> None:
    """Rename what says that the column is never null, where the server gives that a name of its own."""
    old, new = (f"{table}_{word}_id_not_null" for word in (before, after))
    op.execute(
        f"""
        DO $$ BEGIN
            IF EXISTS (SELECT FROM pg_constraint WHERE conname = '{old}' AND conrelid = '{table}'::regclass) THEN
                ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new};
            END IF;
        END $$
        """
    )


def _allow(items: str) -> None:
    op.drop_constraint(op.f("ck_dagordningspunkt_punktslag"), "dagordningspunkt", type_="check")
    op.create_check_constraint(op.f("ck_dagordningspunkt_punktslag"), "dagordningspunkt", items)
