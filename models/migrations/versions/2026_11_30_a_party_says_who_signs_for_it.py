"""A party says who signs for it, and by what right; a signature is taken back.

A signature is still never changed. That it was taken away leaves a trace and its event, as all that
history depends on does.
"""

from __future__ import annotations

from alembic import op

from models.migrations.guarding import guard, unguard

revision: str = "d4f0a96c2b17"
down_revision: str | None = "8f3a6c1d70e5"
branch_labels: str | None = None
depends_on: str | None = None

_TABLE = """
CREATE TABLE undertecknare (
    revision_id BIGINT NOT NULL,
    huvudman_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    befattning VARCHAR(120) NOT NULL,
    behorighet VARCHAR(500) NOT NULL,
    behorighet_datum DATE NOT NULL,
    uppgiven TIMESTAMP WITH TIME ZONE NOT NULL,
    uppgiven_av INTEGER NOT NULL,
    CONSTRAINT pk_undertecknare PRIMARY KEY (revision_id, huvudman_id),
    CONSTRAINT fk_undertecknare_revision_id_sak FOREIGN KEY (revision_id) REFERENCES sak (id),
    CONSTRAINT fk_undertecknare_huvudman_id_huvudman FOREIGN KEY (huvudman_id)
        REFERENCES huvudman (id),
    CONSTRAINT fk_undertecknare_person_id_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_undertecknare_uppgiven_av_person FOREIGN KEY (uppgiven_av)
        REFERENCES person (id)
);
CREATE INDEX ix_undertecknare_person_id ON undertecknare (person_id)
"""


_ONLY = (
    "DROP TRIGGER bara_tillagg ON signatur;"
    " CREATE TRIGGER bara_tillagg BEFORE {} ON signatur"
    " FOR EACH ROW EXECUTE FUNCTION historien_ska_sta_kvar()"
)


def upgrade() -> None:
    op.execute(_TABLE)
    op.execute(_ONLY.format("UPDATE"))
    guard(
        "undertecknare",
        nyckel=("revision_id", "huvudman_id"),
        kolumner=(
            "revision_id",
            "huvudman_id",
            "person_id",
            "befattning",
            "behorighet",
            "behorighet_datum",
            "uppgiven",
            "uppgiven_av",
        ),
        saker=("n.revision_id",),
    )


def downgrade() -> None:
    op.execute(_ONLY.format("UPDATE OR DELETE"))
    unguard("undertecknare")
    op.execute("DROP TABLE undertecknare")
