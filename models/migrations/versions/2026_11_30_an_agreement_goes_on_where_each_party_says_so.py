"""An agreement may go on period by period where each of its parties has decided so."""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard, unguard

revision: str = "a3e95c17d640"
down_revision: str | None = "d5b7a2c94e18"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES = """
CREATE TABLE forlangningsinstans (
    avtal_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    namn VARCHAR(120) NOT NULL,
    planerat DATE,
    efter VARCHAR(120) NOT NULL,
    plats INTEGER NOT NULL,
    CONSTRAINT pk_forlangningsinstans PRIMARY KEY (avtal_id, huvudman_id, namn),
    CONSTRAINT fk_forlangningsinstans_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_forlangningsinstans_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id)
);
CREATE INDEX ix_forlangningsinstans_huvudman_id ON forlangningsinstans (huvudman_id);
CREATE TABLE forlangningsbeslut (
    id SERIAL NOT NULL,
    avtal_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    sista_dag DATE NOT NULL,
    till DATE NOT NULL,
    instans VARCHAR(120) NOT NULL,
    datum DATE NOT NULL,
    paragraf VARCHAR(60) NOT NULL,
    utfall VARCHAR(40) NOT NULL,
    skal VARCHAR(500) NOT NULL,
    fil_id INTEGER,
    skrivet TIMESTAMP WITH TIME ZONE NOT NULL,
    skrivet_av INTEGER NOT NULL,
    CONSTRAINT pk_forlangningsbeslut PRIMARY KEY (id),
    CONSTRAINT ck_forlangningsbeslut_till CHECK (till > sista_dag),
    CONSTRAINT ck_forlangningsbeslut_partsutfall
        CHECK (utfall IN ('ja', 'villkor', 'nej', 'aterremiss')),
    CONSTRAINT fk_forlangningsbeslut_avtal_id_sak FOREIGN KEY (avtal_id) REFERENCES sak (id),
    CONSTRAINT fk_forlangningsbeslut_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT fk_forlangningsbeslut_fil_id_fil FOREIGN KEY (fil_id) REFERENCES fil (id),
    CONSTRAINT fk_forlangningsbeslut_skrivet_av_person FOREIGN KEY (skrivet_av)
        REFERENCES person (id)
);
CREATE INDEX ix_forlangningsbeslut_avtal_id_huvudman_id
    ON forlangningsbeslut (avtal_id, huvudman_id)
"""


def _ways(words: str, in_periods: str) -> None:
    """Let an agreement end in one of these ways, and have periods in some of them."""
    op.execute("ALTER TABLE avtal DROP CONSTRAINT ck_avtal_forlangning")
    op.execute(
        f"ALTER TABLE avtal ADD CONSTRAINT ck_avtal_forlangning CHECK (forlangning IN ({words}))"
    )
    op.execute("ALTER TABLE avtal DROP CONSTRAINT ck_avtal_forlangning_manader")
    op.execute(
        "ALTER TABLE avtal ADD CONSTRAINT ck_avtal_forlangning_manader"
        f" CHECK ((forlangning_manader IS NOT NULL) = (forlangning IN ({in_periods})))"
    )


def upgrade() -> None:
    _ways("'tills_vidare', 'automatisk', 'upphor', 'parterna'", "'automatisk', 'parterna'")
    op.execute(_TABLES)
    guard(
        "forlangningsinstans",
        nyckel=["avtal_id", "huvudman_id", "namn"],
        kolumner=["avtal_id", "huvudman_id", "namn", "planerat", "efter", "plats"],
        saker=["n.avtal_id"],
    )
    guard(
        "forlangningsbeslut",
        nyckel=["id"],
        kolumner=[
            "id",
            "avtal_id",
            "huvudman_id",
            "sista_dag",
            "till",
            "instans",
            "datum",
            "paragraf",
            "utfall",
            "skal",
            "fil_id",
            "skrivet",
            "skrivet_av",
        ],
        saker=["n.avtal_id"],
    )


def downgrade() -> None:
    for table in ("forlangningsbeslut", "forlangningsinstans"):
        unguard(table)
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE avtal DISABLE TRIGGER USER")
    op.execute(
        "UPDATE avtal SET forlangning = 'upphor', forlangning_manader = NULL"
        " WHERE forlangning = 'parterna'"
    )
    op.execute("ALTER TABLE avtal ENABLE TRIGGER USER")
    _ways("'tills_vidare', 'automatisk', 'upphor'", "'automatisk'")
