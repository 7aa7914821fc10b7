"""A decision makes a group for a time: an organ with a last day, and the matter that ends it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.guarding import guard, unguard

revision: str = "c93a5e7d10b8"
down_revision: str | None = "7d04c1be93fa"
branch_labels: str | None = None
depends_on: str | None = None

_ORGAN = """
ALTER TABLE organ ADD COLUMN tom DATE;
ALTER TABLE organ ADD COLUMN avslutad BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE organ ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organ ALTER COLUMN avslutad DROP DEFAULT;
ALTER TABLE organ ALTER COLUMN version DROP DEFAULT
"""
_TABLE = """
CREATE TABLE grupp (
    id BIGINT NOT NULL,
    organ_id INTEGER NOT NULL,
    beslut_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    uppdrag VARCHAR(500) NOT NULL,
    sista_dag DATE NOT NULL,
    resultat VARCHAR(10000) NOT NULL,
    CONSTRAINT pk_grupp PRIMARY KEY (id),
    CONSTRAINT uq_grupp_organ_id UNIQUE (organ_id),
    CONSTRAINT fk_grupp_id_sak FOREIGN KEY (id) REFERENCES sak (id),
    CONSTRAINT fk_grupp_organ_id_organ FOREIGN KEY (organ_id) REFERENCES organ (id),
    CONSTRAINT fk_grupp_beslut_id_beslut FOREIGN KEY (beslut_id) REFERENCES beslut (id)
);
CREATE INDEX ix_grupp_beslut_id ON grupp (beslut_id)
"""
_COLUMNS = ("id", "organ_id", "beslut_id", "namn", "uppdrag", "sista_dag", "resultat")
_FOUND = "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = :name"
_WIDER = {
    "ck_sak_slag": "slag = 'grupp'",
    "ck_sak_lage": "(slag = 'grupp' AND lage IN ('pagar', 'avslutad'))",
}


def upgrade() -> None:
    op.execute(_ORGAN)
    op.execute(_TABLE)
    guard("grupp", nyckel=("id",), kolumner=_COLUMNS, saker=("n.id",))
    for name, also in _WIDER.items():
        _check(name, f"{_stands(name)} OR {also}")


def downgrade() -> None:
    for name, also in _WIDER.items():
        _check(name, f"({_stands(name)}) AND NOT ({also})")
    unguard("grupp")
    op.execute("DROP TABLE grupp")
    op.execute("ALTER TABLE organ DROP COLUMN version, DROP COLUMN avslutad, DROP COLUMN tom")


def _stands(name: str) -> str:
    return str(op.get_bind().execute(sa.text(_FOUND), {"name": name}).scalar_one())


def _check(name: str, condition: str) -> None:
    op.drop_constraint(op.f(name), "sak")
    op.create_check_constraint(op.f(name), "sak", sa.text(condition))
