"""An avsteg with a new day is watched.

What was noted before has its day from now on, and whoever answers for the party has it in sight.
"""

from __future__ import annotations

from alembic import op

revision: str = "5b90c2e4a7d1"
down_revision: str | None = "a6626dbe3d6b"
branch_labels: str | None = None
depends_on: str | None = None

_WATCHED = """
INSERT INTO frist
    (sak_id, delfrist, drag, roll, organ_id, huvudman_id, sektor, person_id, senast, pamin, skapad)
SELECT
    a.id,
    false,
    coalesce(h.kortnamn, o.kortnamn, p.namn),
    CASE
        WHEN who.id IS NOT NULL OR h.id IS NOT NULL THEN NULL
        WHEN o.slag IN ('processgrupp', 'arbetsgrupp') THEN 'sammankallande'
        ELSE 'ordforande'
    END,
    CASE
        WHEN who.id IS NOT NULL THEN NULL
        WHEN h.id IS NOT NULL THEN (SELECT id FROM organ WHERE slag = 'ledningsgrupp' LIMIT 1)
        ELSE o.id
    END,
    CASE WHEN who.id IS NULL THEN h.id END,
    CASE WHEN who.id IS NULL AND h.id IS NOT NULL THEN a.sektor END,
    who.id,
    a.avsteg_datum,
    true,
    now()
FROM atagande a
JOIN sak s ON s.id = a.id
LEFT JOIN huvudman h ON h.id = a.huvudman_id
LEFT JOIN organ o ON o.id = a.organ_id
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN person who ON who.id = coalesce(a.delegat_id, a.person_id)
WHERE s.lage = 'avsteg'
    AND a.avsteg_datum IS NOT NULL
    AND NOT EXISTS (SELECT FROM frist f WHERE f.sak_id = a.id AND f.stangd IS NULL)
"""


def upgrade() -> None:
    op.execute(_WATCHED)


def downgrade() -> None:
    op.execute(
        "UPDATE frist f SET stangd = now() FROM sak s"
        " WHERE s.id = f.sak_id AND s.lage = 'avsteg' AND f.stangd IS NULL"
    )
