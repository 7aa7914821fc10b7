"""A letter is named for what it tells.

Six names stood for several letters each, told apart by a word in their data. The key of a letter
begins with its event and its name; one that was too long ends with a digest of the whole.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "b3d61f0e7a52"
down_revision: str | None = "57eb49643b61"
branch_labels: str | None = None
depends_on: str | None = None

NAMES = {
    ("avtal_besked", "forlangt"): "avtal_forlangt",
    ("avtal_besked", "i_kraft"): "avtal_i_kraft",
    ("avtal_besked", "ny_period"): "avtal_ny_period",
    ("avtal_besked", "rattat"): "avtal_rattat",
    ("avtal_besked", "rattelse_stoppad"): "avtal_rattelse_stoppad",
    ("avtal_besked", "upphavt"): "avtal_upphavt",
    ("avtal_besked", "upphort"): "avtal_upphort",
    ("avtal_uppsagt", "atertaget"): "avtal_uppsagning_atertagen",
    ("avtal_uppsagt", "uppsagt"): "avtal_uppsagt",
    ("avtal_varning", "uppsagning"): "avtal_sista_uppsagningsdag",
    ("avtal_varning", "upphor"): "avtal_upphor_snart",
    ("godkann", "fortydligat"): "godkann_fortydligat",
    ("godkann", "igen"): "godkann_igen",
    ("godkann", "ny"): "godkann",
    ("revision_besked", "alla_godkant"): "revision_alla_godkant",
    ("revision_besked", "annan_grupp"): "revision_annan_grupp",
    ("revision_besked", "avbruten"): "revision_avbruten",
    ("revision_besked", "avslag"): "revision_avslag",
    ("revision_besked", "avstod"): "revision_annan_part_avstod",
    ("revision_besked", "i_kraft"): "revision_i_kraft",
    ("revision_besked", "slappt"): "revision_parten_slappt",
    ("revision_besked", "tar_slut"): "revision_avtalet_tar_slut",
    ("revision_nej", "avstod"): "revision_part_avstod",
    ("revision_nej", "invander"): "revision_part_invander",
    ("revision_nej", "nej"): "revision_part_nej",
    ("revision_nej", "villkor"): "revision_part_villkor",
}
# Of a letter that a substitute got instead, the key names no letter.
RENAME = """
UPDATE avisering SET mall = :after, data = {data}, nyckel =
    CASE WHEN nyckel LIKE 'ersattare:%' THEN nyckel
        WHEN length(whole) <= 150 THEN whole
        ELSE left(whole, 150) || ':' || left(encode(sha256(convert_to(whole, 'UTF8')), 'hex'), 40)
    END
FROM (
    SELECT id AS its_id, concat_ws(':', split_part(nyckel, ':', 1),
        CAST(:after AS text), person_id, coalesce(data->>'mottagare', '')) AS whole
    FROM avisering
) AS keyed
WHERE its_id = id AND mall = :before AND {told_apart}
"""


def upgrade() -> None:
    said = {"data": "data - 'vad'", "told_apart": "data->>'vad' = :vad"}
    for (before, vad), after in NAMES.items():
        _rename(said, before=before, after=after, vad=vad)


def downgrade() -> None:
    vad = "data || jsonb_build_object('vad', CAST(:vad AS text))"
    said = {"data": vad, "told_apart": "data->>'vad' IS NULL"}
    for (before, vad), after in NAMES.items():
        _rename(said, before=after, after=before, vad=vad)


def _rename(said: dict[str, str], **names: str) -> None:
    op.get_bind().execute(sa.text(RENAME.format(**said)), names)
