"""The instanser that decide for each party, with the latest each has said of the newest text, read
beside the party: one statement for however many there are.
"""

from __future__ import annotations

from sqlalchemy import func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from models.base import table_of
from models.revision import Partsbeslut, Partsinstans, Revisionspart, Revisionsversion

PART, INSTANS = table_of(Revisionspart), table_of(Partsinstans)
BESLUT, _VERSION = table_of(Partsbeslut), table_of(Revisionsversion)
OF_PART = (INSTANS.c.revision_id == PART.c.revision_id) & (
    INSTANS.c.huvudman_id == PART.c.huvudman_id
)
_NEWEST = (
    select(func.max(_VERSION.c.id))
    .where(_VERSION.c.revision_id == INSTANS.c.revision_id)
    .correlate(INSTANS)
    .scalar_subquery()
)
# The latest that an instans has said of the newest text; NULL before it has said anything.
LATEST = (
    select(BESLUT.c.utfall)
    .where(
        BESLUT.c.version_id == _NEWEST,
        BESLUT.c.huvudman_id == INSTANS.c.huvudman_id,
        BESLUT.c.instans == INSTANS.c.namn,
    )
    .order_by(BESLUT.c.id.desc())
    .limit(1)
    .correlate(INSTANS)
    .scalar_subquery()
)
_ONE = func.jsonb_build_object(
    *("namn", INSTANS.c.namn),
    *("planerat", INSTANS.c.planerat),
    *("efter", INSTANS.c.efter),
    *("utfall", LATEST),
)
AS_READ = func.coalesce(
    select(func.jsonb_agg(aggregate_order_by(_ONE, INSTANS.c.plats), type_=JSONB))
    .where(OF_PART)
    .correlate(PART)
    .scalar_subquery(),
    literal_column("'[]'::jsonb", JSONB),
).label("instanser")
