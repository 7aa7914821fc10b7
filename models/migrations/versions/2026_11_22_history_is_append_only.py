"""History is append only: the database itself refuses to rewrite it.

A payload may be erased (personal data, by rule), never changed; its event stays and the chain still verifies.
"""

from __future__ import annotations

from alembic import op

revision: str = "a7e1c0d92f10"
down_revision: str | None = "bf390b74a124"
branch_labels: str | None = None
depends_on: str | None = None

APPEND_ONLY = ("handelse", "kontrollpunkt", "kontrollhuvud", "organisationshandelse")

REFUSE = """
CREATE FUNCTION historien_ska_sta_kvar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Historien i % kan inte ändras eller tas bort.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

ERASE_ONLY = """
CREATE FUNCTION innehall_far_bara_raderas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.handelse_id = OLD.handelse_id AND NEW.salt = OLD.salt
        AND OLD.innehall IS NOT NULL AND NEW.innehall IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Innehållet i en händelse kan raderas men inte ändras.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def upgrade() -> None:
    op.execute(REFUSE)
    op.execute(ERASE_ONLY)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER bara_tillagg BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar()"
        )
    op.execute(
        "CREATE TRIGGER bara_radering BEFORE UPDATE ON handelseinnehall "
        "FOR EACH ROW EXECUTE FUNCTION innehall_far_bara_raderas()"
    )
    op.execute(
        "CREATE TRIGGER bara_tillagg BEFORE DELETE ON handelseinnehall "
        "FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar()"
    )
    for table in (*APPEND_ONLY, "handelseinnehall"):
        op.execute(
            f"CREATE TRIGGER ingen_tomning BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION historien_ska_sta_kvar()"
        )


def downgrade() -> None:
    for table in (*APPEND_ONLY, "handelseinnehall"):
        op.execute(f"DROP TRIGGER ingen_tomning ON {table}")
        op.execute(f"DROP TRIGGER bara_tillagg ON {table}")
    op.execute("DROP TRIGGER bara_radering ON handelseinnehall")
    op.execute("DROP FUNCTION innehall_far_bara_raderas()")
    op.execute("DROP FUNCTION historien_ska_sta_kvar()")
